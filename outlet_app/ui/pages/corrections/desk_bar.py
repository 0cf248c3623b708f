"""The bar of what a case on the desk can come to; the fitting decision is filled."""

from PySide6.QtCore import Signal

from outlet_app.ui.pages.corrections.state import DeskState, came, elsewhere, suggested
from outlet_app.ui.widgets.boxes import Column, Strip
from outlet_app.ui.widgets.buttons import Button, Kind, Size
from outlet_app.ui.widgets.page import ACTION_BAR, ActionBar
from outlet_app.ui.widgets.text import Glyph, Label
from outlet_app.wording import corrections as words
from outlet_app.wording.actions import plain
from outlet_app.wording.fields import label, sentence

BIG = Size(40, 10)


class DeskBar(ActionBar):
    """`pressed` carries the choice."""

    pressed = Signal(str)

    def __init__(self) -> None:
        self.buttons = {code: self._button(code) for code in words.CHOICES}
        self._glyph = Glyph("info", 20, "text3")
        self.first, self.second = Label("", "strong"), Label("", "caption", "text2")
        self._lines = Column(None, self.first, self.second, None, gap=0)
        super().__init__(self._glyph, (self._lines, 1), None, *self.buttons.values())
        self._is_compact = False

    def show_state(self, state: DeskState) -> None:
        """The buttons of this case, and what is still to be looked at."""
        fitting, case = suggested(state), state.sheet.case
        for code, button in self.buttons.items():
            word, icon = words.choice(code, case.state, len(case.notices))
            button.setText(word)
            button.set_icon("" if self._is_compact else icon)
            button.setVisible(code in state.choices)
            button.set_kind(Kind.PRIMARY if code == fitting else Kind.PLAIN)
        icon, tone, first, second = hint(state)
        self._glyph.show_icon(icon, tone)
        self.first.setText(first)
        self.first.set_tone(tone if tone == "bad" else "text")
        self.second.setText(second)
        self.second.setVisible(bool(second))

    def set_compact(self, compact: bool) -> None:
        """Buttons lose their icons in a compact window, and what is said stands over the rows instead."""
        self._is_compact = compact
        self._lines.setVisible(not compact)
        self._glyph.setVisible(not compact)

    def _button(self, code: str) -> Button:
        word, icon = words.CHOICES[code]
        button = Button(word, icon, size=BIG)
        button.clicked.connect(lambda: self.pressed.emit(code))
        return button


class TwoBars(ActionBar):
    """The bars of the two stages in one place; neither is there while a case is looked for."""

    def __init__(self, *bars: ActionBar) -> None:
        self.bars = bars
        Strip.__init__(self, ACTION_BAR, *((bar, 1) for bar in bars), gap=0)
        self.show_bar(None)

    def show_bar(self, wanted: ActionBar | None) -> None:
        """One of them, or none."""
        for bar in self.bars:
            bar.setVisible(bar is wanted)
        self.setVisible(wanted is not None)


def hint(state: DeskState) -> tuple[str, str, str, str]:
    """Icon, tone and two lines at the left of the decisions."""
    if state.tried:
        return _problems(state)
    waiting = state.counted.undecided
    if waiting:
        return "info", "text3", words.TO_MARK.format(n=waiting), words.TO_MARK_NEXT
    if state.sheet.is_correction and not came(state):
        return "info", "text3", words.NOTHING_CAME, words.NOTHING_CAME_NEXT
    fitting, case = suggested(state), state.sheet.case
    if state.counted.missing or state.counted.faulty:
        return "triangle-alert", "warn", words.short(state.counted), words.STILL_SHORT_NEXT
    word = plain(words.choice(fitting, case.state, len(case.notices))[0]) if fitting else ""
    ready = words.READY if state.sheet.is_correction else words.READY_WHOLE
    return "circle-check", "ok", ready, words.READY_NEXT.format(decision=word) if word else ""


def _problems(state: DeskState) -> tuple[str, str, str, str]:
    if "" in state.problems:
        return "circle-alert", "bad", words.NOTHING_CAME, words.NOTHING_CAME_NEXT
    other = elsewhere(state)
    if other is None:
        return "circle-alert", "bad", words.TO_MEND.format(n=len(state.problems)), ""
    name, problem = other
    told = words.ENTRY_WRONG.format(label=label(name), what=sentence(problem, label(name)))
    return "circle-alert", "bad", told, words.ENTRY_WRONG_NEXT
