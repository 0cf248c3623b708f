"""The fields of a form in a dialog that lays them out itself: read, starred and checked as on a sheet."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from outlet_app.domain.forms.hanging import is_needed, is_told
from outlet_app.domain.forms.reading import missing, problem, problems, tidied, tidy
from outlet_app.domain.forms.spec import Field as FieldSpec
from outlet_app.domain.forms.spec import Form, Kind
from outlet_app.domain.problems import Problem
from outlet_app.ui.parts.form_lines import ROOM_FOR_PASTES
from outlet_app.ui.parts.sheet_controls import said_in
from outlet_app.ui.parts.sheet_dialog import Answers, Checker
from outlet_app.ui.theme.tokens import Tone
from outlet_app.ui.widgets.check import Check
from outlet_app.ui.widgets.combo import Combo
from outlet_app.ui.widgets.field import Field
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.ui.widgets.text_area import TextArea
from outlet_app.wording.fields import sentence

# What is chosen is right as it is, and a day stays as it is typed until it is taken.
_BY_DAY = frozenset({Kind.DAY, Kind.PAST, Kind.AHEAD, Kind.CODE})
_AS_IT_STANDS = frozenset({Kind.CHOICE, Kind.DAY, Kind.PAST, Kind.AHEAD})


@dataclass(frozen=True, slots=True)
class Place:
    """Where a field stands: what has the keys, what stands in it, where it is told what is wrong with it.

    say: gets nothing where nothing is wrong. star: shows whether nothing is saved without it. show: whether
    it is asked at all.
    """

    control: QWidget
    read: Callable[[], str]
    say: Callable[[str, Tone], None]
    star: Callable[[bool], None] = lambda _on: None
    show: Callable[[bool], None] = lambda _on: None


def at_field(field: Field) -> Place:
    """A labelled line, text or list."""
    control = field.control
    assert isinstance(control, Combo | LineEdit | TextArea)

    return Place(
        control,
        lambda: said_in(control),
        field.tell,
        lambda on: field.rename(field.line.label, required=on),
        field.setVisible,
    )


def at_tick(check: Check, say: Callable[[str], None]) -> Place:
    """A tick that tells what is wrong in its own way."""
    return Place(check, lambda: said_in(check), lambda text, _tone: say(text))


def room(field: FieldSpec) -> int:
    """How much a control of the field takes in: what is too long is told and never cut in silence."""
    return field.limit * ROOM_FOR_PASTES


class AskedForm:
    """What is asked, and each field's place.

    today: where days or numbers of identity papers are asked. check: sees what no field can see by itself.
    """

    def __init__(
        self,
        form: Form,
        labels: Mapping[str, str],
        places: Mapping[str, Place],
        *,
        today: date | None = None,
        check: Checker | None = None,
    ) -> None:
        assert today or not any(one.kind in _BY_DAY for one in form.fields()), "a day is read by today's"
        self.form, self._labels, self._places = form, labels, dict(places)
        self._today, self._check = today or date.max, check
        self._read: set[tuple[str, str]] = set()
        for one in form.fields():
            self._leave(one)
        self.follow()

    @property
    def answers(self) -> dict[str, str]:
        """What stands in the fields now, unchecked."""
        return {one.name: self._places[one.name].read() for one in self.form.fields()}

    def follow(self) -> None:
        """Ask and star each field by what stands in the others now."""
        said = self.answers
        for one in self.form.fields():
            # A control that stands in no dialog yet would become a window of its own.
            if one.told_when[0]:
                self._places[one.name].show(is_told(one, said))
            self._places[one.name].star(is_needed(one, said))

    def take(self) -> Answers | None:
        """Every answer as it is kept; None where something is wrong, which stands at its field then.

        A warning holds the step once, so that it is read; whoever goes on has looked.
        """
        found = self.tell()
        said = self.answers
        doubts = {(name, said[name]) for name, one in found.items() if one.soft}
        held = [name for name, one in found.items() if not one.soft or (name, said[name]) not in self._read]
        self._read |= doubts
        if held:
            self._places[held[0]].control.setFocus()
            return None
        kept = tidied(self.form, said, self._today)
        return {one.name: kept[one.name] if is_told(one, said) else "" for one in self.form.fields()}

    def tell(self) -> dict[str, Problem]:
        """Say at each field what is wrong with it; what that is, in reading order."""
        said = self.answers
        wrong = {**problems(self.form, said, self._today), **missing(self.form, said)}
        if self._check and not any(not one.soft for one in wrong.values()):
            wrong |= self._check(said)
        found = {one.name: wrong[one.name] for one in self.form.fields() if one.name in wrong}
        for name in self._places:
            self._say(name, found.get(name))
        return found

    def _say(self, name: str, wrong: Problem | None) -> None:
        place = self._places[name]
        if wrong is None:
            place.say("", Tone.BAD)
        else:
            text = sentence(wrong, self._labels[name], value=place.read())
            place.say(text, Tone.WARN if wrong.soft else Tone.BAD)

    def _leave(self, field: FieldSpec) -> None:
        """A line is tidied once it is left, and says at once what is wrong with it."""
        control = self._places[field.name].control
        if not isinstance(control, LineEdit) or field.kind in _AS_IT_STANDS:
            return

        def left() -> None:
            control.show_text(tidy(field, control.text(), self._today))
            self._say(field.name, problem(field, {**self.answers, field.name: control.text()}, self._today))

        control.left.connect(left)
