"""The bar of decisions: they never grey out and never move; the recommended one is filled."""

from PySide6.QtCore import Signal

from outlet_app.domain.decisions import Decision
from outlet_app.domain.forms.intake import NOT_LISTED
from outlet_app.domain.materials import summary
from outlet_app.ui.pages.intake.state import IntakeState
from outlet_app.ui.widgets.boxes import Column
from outlet_app.ui.widgets.buttons import Button, Kind, Size
from outlet_app.ui.widgets.page import ActionBar
from outlet_app.ui.widgets.text import Glyph, Label
from outlet_app.wording import intake as words
from outlet_app.wording import situations

BIG = Size(40, 10)


class DecisionBar(ActionBar):
    """`pressed` carries the decision."""

    pressed = Signal(str)

    def __init__(self) -> None:
        self.buttons = {decision: self._button(decision) for decision in words.DECISIONS}
        self._glyph = Glyph("info", 20, "text3")
        self.first, self.second = Label("", "strong"), Label("", "caption", "text2")
        lines = Column(None, self.first, self.second, None, gap=0)
        super().__init__(self._glyph, lines, None, *self.buttons.values())

    def show_state(self, state: IntakeState) -> None:
        """Fill the recommended decision and say why."""
        for decision, button in self.buttons.items():
            button.set_kind(_weight(decision, state))
        icon, tone, first, second = hint(state)
        self._glyph.show_icon(icon, tone)
        self.first.setText(first)
        self.first.set_tone(tone if tone == "bad" else "text")
        self.second.setText(second)
        self.second.setVisible(bool(second))

    def set_compact(self, compact: bool) -> None:
        """Decision buttons lose their icons in a compact window."""
        for decision, button in self.buttons.items():
            button.set_icon("" if compact else words.DECISIONS[decision][1])

    def _button(self, decision: Decision) -> Button:
        text, icon = words.DECISIONS[decision]
        button = Button(text, icon, size=BIG)
        button.clicked.connect(lambda: self.pressed.emit(decision.value))
        return button


def _weight(decision: Decision, state: IntakeState) -> Kind:
    """A decision that the situation does not leave open stays where it is, but weighs nothing."""
    if not state.allows(decision):
        return Kind.GHOST
    return Kind.PRIMARY if decision is state.filled else Kind.PLAIN


def hint(state: IntakeState) -> tuple[str, str, str, str]:
    """Icon, tone and two lines at the left of the decisions."""
    if state.tried and state.problems:
        return "circle-alert", "bad", words.TO_MEND.format(n=len(state.problems)), ""
    if state.entry.situation is not None and state.is_chosen:
        told = situations.DUTIES[state.entry.situation]
        return "info", "text3", situations.SITUATION_CHOICES[state.entry.situation], told
    if state.entry.item is None or (state.sub_item is None and state.entry.item != NOT_LISTED):
        return "info", "text3", words.FIRST_STEP, ""
    advice = state.advice
    if advice is None:
        return "info", "text3", words.DECIDE_ROWS.format(n=summary(state.rows).undecided), ""
    found = words.gaps(summary(state.rows))
    told = words.ADVICE.format(decision=words.NAMES[advice])
    if found:
        return "triangle-alert", "warn", found, told
    if advice is Decision.ANSWER:
        return "circle-check", "ok", words.AT_ONCE_READY, words.AT_ONCE_NEXT
    return "circle-check", "ok", words.ALL_COMPLETE, told
