"""The small questions before a step, each off its form: a reason out of a list, a sentence to write down."""

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtWidgets import QWidget

from outlet_app.domain.forms.spec import Form
from outlet_app.domain.sayings import Place, Spot
from outlet_app.ui.parts.form_lines import lines_of
from outlet_app.ui.parts.pick_list import PickList
from outlet_app.ui.parts.sheet_dialog import SheetDialog
from outlet_app.ui.widgets.check import Radio
from outlet_app.ui.widgets.text_area import TextArea

REMARK = "remark"
_NOTHING: Mapping[str, str] = {}


class ReasonDialog(SheetDialog):
    """One of a few in sight, perhaps with a remark; `then` gets its code and the remark."""

    def __init__(
        self,
        parent: QWidget,
        form: Form,
        title: str,
        text: str,
        labels: Mapping[str, str],
        choices: Mapping[str, str],
        go: str,
        then: Callable[[str, str], object],
        *,
        today: date,
        chosen: str = "",
        is_final: bool = False,
    ) -> None:
        first = next(form.fields()).name
        super().__init__(
            parent,
            title,
            text,
            lines_of(form, labels, {first: chosen}, choices={first: choices}),
            go,
            lambda said: then(said[first], said.get(REMARK, "")),
            today=today,
            is_final=is_final,
            broad=False,
        )
        self._first_key = first

    @property
    def radios(self) -> Mapping[str, Radio]:
        """What there is to choose from, by code."""
        picked = self.controls[self._first_key]
        assert isinstance(picked, PickList)
        return picked.radios

    def phrase_spot(self, _field: QWidget) -> Spot:
        """A note about the step."""
        return Spot(Place.NOTE)


class SentenceDialog(SheetDialog):
    """A sentence that goes into the case; `then` gets it. What stands ready gives way to what is typed."""

    def __init__(
        self,
        parent: QWidget,
        form: Form,
        title: str,
        text: str,
        label: str,
        go: str,
        then: Callable[[str], object],
        *,
        today: date,
        ready: str = "",
        hint: str = "",
    ) -> None:
        key = next(form.fields()).name
        super().__init__(
            parent,
            title,
            text,
            lines_of(form, {key: label}, {key: ready}, hints={key: hint} if hint else _NOTHING),
            go,
            lambda said: then(said[key]),
            today=today,
        )
        self.area.selectAll()

    @property
    def area(self) -> TextArea:
        """Where it is written."""
        (area,) = self.controls.values()
        assert isinstance(area, TextArea)
        return area
