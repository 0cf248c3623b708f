"""A dialog of a few fields before a step: what is asked is data, the answers are checked in one place."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from outlet_app.domain import entry_fields
from outlet_app.domain.forms.dates import read_day
from outlet_app.domain.forms.hanging import is_told, leaders
from outlet_app.domain.forms.reading import tidy, unsaid
from outlet_app.domain.problems import Problem
from outlet_app.ui.keymap import KEYS, Command
from outlet_app.ui.parts.find_edit import FindEdit, Found
from outlet_app.ui.parts.sheet_controls import Hung, said_in, whenever
from outlet_app.ui.parts.sheet_lines import Answers, Asked, Line, control_of
from outlet_app.ui.theme.tokens import Tone
from outlet_app.ui.widgets.buttons import Kind
from outlet_app.ui.widgets.dialog import Dialog
from outlet_app.ui.widgets.field import Field
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.ui.widgets.tall_column import REST_OF_DIALOG, TallColumn
from outlet_app.ui.widgets.text_area import TextArea
from outlet_app.wording import cases as words
from outlet_app.wording.fields import sentence

__all__ = ["HALF_A_YEAR", "TICKED", "Answers", "Asked", "Checker", "Line", "SheetDialog"]
Checker = Callable[[Answers], Mapping[str, Problem]]
TICKED = entry_fields.TICKED
TEXT_ROOM, LINE_ROOM = 72, 29
# A day without its year is the nearest such day on the side of today that is asked for.
HALF_A_YEAR = timedelta(days=180)
WITH_ROWS = 760


class SheetDialog(Dialog):
    """`then` gets the answers once every required line is filled and the checker finds nothing."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        text: str,
        lines: Sequence[Line],
        go: str,
        then: Callable[[Answers], object],
        *,
        today: date,
        check: Checker | None = None,
        is_final: bool = False,
        broad: bool = True,
        icon: str = "",
        told: Sequence[str] = (),
    ) -> None:
        """told: what is said below the text, a line each. icon: of the button that goes on."""
        super().__init__(title, parent, broad=broad)
        self._lines, self._then, self._today = tuple(lines), then, today
        self._check = check or _nothing_wrong
        self._filled: dict[str, str] = {}
        self._warned: set[tuple[str, str]] = set()
        if any(line.asked is Asked.ROWS for line in lines):
            self._wide = WITH_ROWS
            self.restyle()
        rest = REST_OF_DIALOG
        if text:
            self.text = Paragraph(text)
            self.body.add(self.text)
            rest += TEXT_ROOM
        for said in told:
            self.body.add(Paragraph(said, 14, "text"))
            rest += LINE_ROOM
        self.controls = {line.key: control_of(line) for line in lines}
        self.fields = {line.key: self._field(line) for line in lines}
        self._column = TallColumn(title, parent.window(), *self.fields.values(), rest=rest)
        self.body.add(self._column)
        self.add_button(words.CANCEL, self.reject, closes=False, default=is_final)
        kind = Kind.DANGER if is_final else Kind.PLAIN
        self.add_button(go, self._submit, kind=kind, icon=icon, default=not is_final, closes=False)
        for line in self._lines:
            self._follow(line)
        self._hang()
        for key, control in self.controls.items():
            if isinstance(control, FindEdit):
                control.found.connect(self._fill)
                self._reach(key)
        asked = (line.key for line in lines if line.asked is not Asked.FIND)
        self.focus_first(self.controls[next(asked, lines[0].key)])

    def _follow(self, line: Line) -> None:
        """A field of a form is tidied once it is left, and says at once what is wrong with it."""
        control, spec = self.controls[line.key], line.spec
        if spec is None or not isinstance(control, LineEdit) or line.asked is not Asked.TEXT:
            return

        def left() -> None:
            control.show_text(tidy(spec, control.text(), self._today))
            self._say(line, line.wrong(self.answers, self._today))

        control.left.connect(left)

    def _hang(self) -> None:
        """Lines that hang on another are asked, starred and offered by what stands there now."""
        hung = [
            Hung(line.spec, self.fields[line.key], self.controls[line.key], line.choices, line.required)
            for line in self._lines
            if line.spec and any(other in self.controls for other in leaders(line.spec))
        ]

        def follow() -> None:
            for one in hung:
                one.follow(self.answers)
            self._column.fit()
            self.fit()

        for one in hung:
            one.follow(self.answers, opening=True)
        self._column.fit()
        for key in {other for one in hung for other in leaders(one.spec)} & self.controls.keys():
            whenever(self.controls[key], follow)

    def _say(self, line: Line, wrong: Problem | None) -> None:
        one = self.fields[line.key]
        if wrong is None:
            one.clear()
        else:
            said = sentence(wrong, line.label, value=said_in(self.controls[line.key]))
            one.say(said, Tone.WARN if wrong.soft else Tone.BAD)

    def _reach(self, key: str) -> None:
        """Ctrl+W goes to what can be found, as it opens 政策问答 over a page."""
        shortcut = QShortcut(QKeySequence(KEYS[Command.ANSWERS][0]), self)
        shortcut.activated.connect(lambda: self.controls[key].setFocus())

    def _fill(self, found: Found) -> None:
        """What was written by hand is never written over."""
        for key, text in found.fills.items():
            control = self.controls[key]
            if isinstance(control, LineEdit | TextArea) and control.text().strip() in (
                "",
                self._filled.get(key),
            ):
                control.show_text(text)
                self._filled[key] = text.strip()
        first = next(iter(found.fills), None)
        if first is not None:
            self.controls[first].setFocus()

    @property
    def answers(self) -> Answers:
        """What stands in the lines now, unchecked."""
        return {line.key: said_in(self.controls[line.key]) for line in self._lines}

    def _field(self, line: Line) -> Field:
        # A tick carries its own words; a star without a label would stand alone.
        if line.asked is Asked.TICK:
            return Field("", self.controls[line.key], hint=line.hint)
        return Field(line.label, self.controls[line.key], hint=line.hint, required=line.required)

    def _submit(self) -> None:
        # What was typed into a list counts once it is left, and a letter presses without leaving it.
        if (focus := self.focusWidget()) is not None:
            focus.clearFocus()
        answers: dict[str, str] = {}
        problems: dict[str, Problem] = {}
        for line in self._lines:
            said = self._read(line)
            if isinstance(said, Problem):
                problems[line.key] = said
            else:
                answers[line.key] = said
        self._answer(answers, problems or {**self._check(answers), **self._found(answers, soft=False)})

    def _answer(self, answers: Answers, problems: Mapping[str, Problem]) -> None:
        doubts = self._found(answers, soft=True)
        for line in self._lines:
            self._say(line, problems.get(line.key) or doubts.get(line.key))
        # A warning holds the step once, so that it is read; whoever goes on has looked.
        news = {(key, answers[key]) for key in doubts} - self._warned
        wrong = next((line.key for line in self._lines if line.key in problems), None)
        if wrong is None and news:
            wrong = next(line.key for line in self._lines if line.key in {key for key, _ in news})
            self._warned |= news
        if wrong is not None:
            self.controls[wrong].setFocus()
            return
        self.accept()
        self._then(answers)

    def _found(self, answers: Answers, *, soft: bool) -> Mapping[str, Problem]:
        """What the fields' own form says of the answers: what stops, or what only warns."""
        found = {
            line.key: unsaid(line.spec, answers) or line.wrong(answers, self._today)
            for line in self._lines
            if line.spec and line.key in answers
        }
        return {key: one for key, one in found.items() if one is not None and one.soft is soft}

    def _read(self, line: Line) -> str | Problem:
        if line.spec and not is_told(line.spec, self.answers):
            return ""
        said = said_in(self.controls[line.key])
        if line.required and not said:
            chosen = line.asked in (Asked.CHOICE, Asked.PICK, Asked.TICK, Asked.TICKS)
            lack = line.spec.lack if line.spec else ""
            return Problem(lack or ("field.choose" if chosen else "field.missing"))
        if line.asked not in (Asked.DAY, Asked.PAST) or not said:
            return tidy(line.spec, said, self._today) if line.spec else said
        past = line.asked is Asked.PAST
        day = read_day(said, self._today - HALF_A_YEAR if past else self._today)
        if isinstance(day, Problem):
            return day
        return Problem("supplement.future") if past and day > self._today else day.isoformat()


def _nothing_wrong(_answers: Answers) -> Mapping[str, Problem]:
    return {}
