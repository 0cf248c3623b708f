"""The small questions before a step: a reason from a list, a sentence to write down."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QButtonGroup, QWidget

from outlet_app.domain.sayings import Place, Spot
from outlet_app.ui.widgets.buttons import Kind
from outlet_app.ui.widgets.check import Radio
from outlet_app.ui.widgets.dialog import Dialog
from outlet_app.ui.widgets.field import Field
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.ui.widgets.text import Label
from outlet_app.ui.widgets.text_area import TextArea
from outlet_app.wording import cases as words

LONGEST = 500


class ReasonDialog(Dialog):
    """One reason out of a list; `then` gets its code and, where asked for, the remark."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        text: str,
        reasons: Mapping[str, str],
        go: str,
        then: Callable[[str, str], object],
        *,
        chosen: str = "",
        remark: str = "",
        remark_for: str = "",
        is_final: bool = False,
    ) -> None:
        super().__init__(title, parent)
        self._then, self._remark_for = then, remark_for
        self.body.add(Paragraph(text))
        self.group = QButtonGroup(self)
        self.radios = {code: Radio(word) for code, word in reasons.items()}
        for radio in self.radios.values():
            self.group.addButton(radio)
            self.body.add(radio)
        self.message = Label(words.CHOOSE_REASON, "caption", "bad")
        self.message.hide()
        self.remark = LineEdit(longest=LONGEST, enter_moves=False)
        self.field = Field(remark, self.remark)
        self.body.add(self.field)
        self.field.setVisible(bool(remark))
        self.body.add(self.message)
        self._add_answers(go, is_final=is_final)
        if chosen:
            self.radios[chosen].setChecked(True)
        self.focus_first(self.radios[chosen] if chosen else next(iter(self.radios.values())))

    def phrase_spot(self, _field: QWidget) -> Spot:
        """A note about the step."""
        return Spot(Place.NOTE)

    def _add_answers(self, go: str, *, is_final: bool) -> None:
        """What cannot be undone is never what Enter does."""
        if is_final:
            self.add_button(go, self._go, kind=Kind.DANGER, closes=False)
            self.add_button(words.CANCEL, self.reject, default=True, closes=False)
        else:
            self.add_button(words.CANCEL, self.reject, closes=False)
            self.add_button(go, self._go, default=True, closes=False)

    def _go(self) -> None:
        code = next((code for code, radio in self.radios.items() if radio.isChecked()), "")
        remark = self.remark.text().strip()
        if not code:
            self.message.show()
            return
        if code == self._remark_for and not remark:
            self.field.say(words.FILL.format(label=self.field.line.label))
            self.remark.setFocus()
            return
        self.accept()
        self._then(code, remark)


class SentenceDialog(Dialog):
    """A sentence that goes into the case; it must not be empty."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        text: str,
        label: str,
        go: str,
        then: Callable[[str], object],
        *,
        ready: str = "",
        hint: str = "",
    ) -> None:
        super().__init__(title, parent, broad=True)
        self._then = then
        self.body.add(Paragraph(text))
        self.area = TextArea(least=3, longest=LONGEST)
        self.area.show_text(ready)
        self.area.selectAll()
        self.field = Field(label, self.area, hint=hint, required=True)
        self.body.add(self.field)
        self.add_button(words.CANCEL, self.reject, closes=False)
        self.add_button(go, self._go, default=True, closes=False)
        self.focus_first(self.area)

    def _go(self) -> None:
        written = self.area.text().strip()
        if not written:
            self.field.say(words.FILL.format(label=self.field.line.label))
            self.area.setFocus()
            return
        self.accept()
        self._then(written)


class ChoiceDialog(ReasonDialog):
    """Which of several forms to print again."""

    def __init__(
        self, parent: QWidget, forms: Sequence[tuple[str, str]], then: Callable[[str], object]
    ) -> None:
        super().__init__(
            parent,
            words.REPRINT_TITLE,
            words.REPRINT_TEXT,
            dict(forms),
            words.REPRINT_GO,
            lambda form, _remark: then(form),
            chosen=forms[0][0],
        )
