"""The left card of the notice page: to whom, the lines, period and delivery, and the tick."""

from PySide6.QtCore import Signal

from outlet_app.domain.events import DueStamp
from outlet_app.domain.forms.notice import LINES, NOTICE, PERIODS
from outlet_app.ui.forms.controls import ON
from outlet_app.ui.forms.form_fields import FormFields, FormWords
from outlet_app.ui.parts.field_row import FieldRow
from outlet_app.ui.parts.notice.line_card import LineCard
from outlet_app.ui.parts.notice.state import NoticeState
from outlet_app.ui.parts.section_head import SectionHead
from outlet_app.ui.theme.tokens import Tone
from outlet_app.ui.widgets.boxes import Column, Line, Scroller, Strip
from outlet_app.ui.widgets.buttons import COMPACT, Button, Kind
from outlet_app.ui.widgets.card import Card
from outlet_app.ui.widgets.combo import Choice, Combo
from outlet_app.ui.widgets.empty_state import EmptyState
from outlet_app.ui.widgets.text import ElidedLabel, Glyph, Label
from outlet_app.wording import notice as words
from outlet_app.wording.fields import LABELS, sentence

WORDS = FormWords(
    labels={**LABELS, "verified": words.VERIFIED},
    options={
        "correction_workdays": {str(days): words.workdays(days) for days in PERIODS},
        "delivery": {one.value: word for one, word in words.DELIVERIES.items()},
    },
)


class NoticeEditor(Card):
    """`written`, `left`, `chosen` as in the form; `remove_wanted(code)`, `add_wanted`."""

    written = Signal(str, str, str)
    left = Signal(str)
    chosen = Signal(str, str)
    remove_wanted = Signal(str)
    add_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(words.TITLE)
        self.to, self.matter = ElidedLabel("", "strong"), Label("", "label", "text2")
        self.add_button = Button(words.ADD, "plus", Kind.QUIET, COMPACT)
        self.fields = FormFields(NOTICE, WORDS)
        self.fields.setParent(self)
        self.fields.require({"correction_workdays", "delivery"})
        self.cards: list[LineCard] = []
        self._lines = Column(gap=8)
        self.empty = EmptyState("clipboard-list", words.NO_LINES, words.NO_LINES_HINT)
        self.removed = Label("", "caption", "text3")
        self.tick = self.fields["verified"].control
        self._tick_glyph = Glyph("circle-alert", 16, "bad")
        self.tick_problem = Label("", "caption", "bad")
        self.add((self._scroller(), 1), Line(), self._foot())
        self.add_button.clicked.connect(self.add_wanted)
        self.fields.chosen.connect(self.chosen)

    def show_state(self, state: NoticeState, matter: str, due: DueStamp) -> None:
        """Everything as it stands."""
        name = state.entry.applicant.name if state.entry else ""
        self.to.setText(name or words.ANONYMOUS)
        self.matter.setText(matter)
        if [card.line.code for card in self.cards] != [line.code for line in state.lines]:
            self._rebuild(state)
        for card, line in zip(self.cards, state.lines, strict=True):
            card.show_line(line)
            card.show_problems(state)
        self.empty.setVisible(not state.lines)
        self.removed.setText(words.REMOVED.format(name=state.removed) if state.removed else "")
        self._show_period(state, due)
        self._show_tick(state)

    def focus_field(self, name: str, at: int = -1) -> bool:
        """Put the cursor on a field by its code; false if there is none such."""
        if name == LINES:
            self.add_button.setFocus()
            return True
        for card in self.cards:
            for part in card.areas:
                if name == f"{LINES}.{card.line.code}.{part}":
                    card.focus_part(part, at)
                    return True
        return self.fields.focus(name)

    def focused(self) -> str:
        """The field with the cursor and where the cursor stands."""
        for card in self.cards:
            for part, area in card.areas.items():
                if area.hasFocus():
                    return f"{LINES}.{card.line.code}.{part}@{area.textCursor().position()}"
        return next((name for name, one in self.fields.fields.items() if one.control.hasFocus()), "")

    def _scroller(self) -> Scroller:
        to = Strip(40, Label(words.TO, "body", "text2"), (self.to, 1), self.matter)
        head = SectionHead(1, words.SECTION_LINES, self.add_button, caption=words.FROM_CHECKLIST)
        period = FieldRow((self.fields["correction_workdays"], 1), (self.fields["delivery"], 0))
        inner = Column(
            to, Line(), head, self._lines, self.empty, self.removed, 4, Line(),
            SectionHead(2, words.SECTION_PERIOD), period, None,
            gap=0, margins=(20, 4, 16, 12),
        )  # fmt: skip
        return Scroller(inner, words.TITLE)

    def _foot(self) -> Strip:
        return Strip(48, self.tick, 4, self._tick_glyph, self.tick_problem, None, margins=(20, 0, 16, 0))

    def _rebuild(self, state: NoticeState) -> None:
        self._lines.clear()
        self.cards = [LineCard(number, line) for number, line in enumerate(state.lines, 1)]
        for card in self.cards:
            card.written.connect(self.written)
            card.left.connect(self.left)
            card.remove_wanted.connect(self.remove_wanted)
            self._lines.add(card)
            card.show()

    def _show_period(self, state: NoticeState, due: DueStamp) -> None:
        days = state.draft.correction_workdays
        combo = self.fields["correction_workdays"].control
        if isinstance(combo, Combo):
            offered = sorted({*PERIODS, days})
            combo.set_choices([Choice(str(n), words.workdays(n), (str(n),)) for n in offered])
        self.fields.put({"correction_workdays": str(days), "delivery": state.draft.delivery})
        told = words.until(due.at, due.assumed)
        problem = state.problems.get("correction_workdays")
        if problem:
            self.fields["correction_workdays"].say(sentence(problem, words.PERIOD))
        else:
            tone = Tone.WARN if due.assumed else Tone.MUTE
            self.fields["correction_workdays"].say(told, tone)

    def _show_tick(self, state: NoticeState) -> None:
        self.fields.put({"verified": ON if state.draft.verified else ""})
        problem = state.problems.get("verified")
        told = sentence(problem, words.VERIFIED) if problem else ""
        self.tick_problem.setText(told)
        self._tick_glyph.setVisible(bool(told))
        self.tick.setAccessibleDescription(told)
