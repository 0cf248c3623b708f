"""Conditions one by one: which hold, which do not and why; what only people can say is ticked in its line."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from outlet_app.domain.deficiency import Condition, Judged
from outlet_app.ui.widgets.boxes import Column, Row
from outlet_app.ui.widgets.check import Check
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.ui.widgets.text import Glyph
from outlet_app.wording import deficiency as words

_MARKS = {True: ("circle-check", "ok"), False: ("circle-x", "bad")}


class ConditionLine(Column):
    """One condition; the reason of a failure stands under it."""

    def __init__(self, one: Judged) -> None:
        self.tick = Check(words.TICKS[one.condition], one.holds) if one.asked else None
        self.mark = Glyph("circle", 18)
        self.told = Paragraph(words.CONDITIONS[one.condition], color="text")
        self.reason = Paragraph("", 14, "bad")
        head = self.tick or Row(Column(self.mark, None, gap=0, margins=(0, 2, 0, 0)), (self.told, 1))
        super().__init__(head, Row(26, (self.reason, 1), gap=0), gap=0)
        self.show_judged(one)

    def show_judged(self, one: Judged) -> None:
        """Show how the condition stands; a tick that is still open has not failed yet."""
        self.mark.show_icon(*_MARKS[one.holds])
        self.setAccessibleName(words.spoken(one))
        self.say("" if one.asked else words.reason(one), "text3" if one.holds else "bad")

    def say(self, text: str, color: str = "bad") -> None:
        """Say why, or nothing."""
        self.reason.set_text(text, color)
        self.reason.setVisible(bool(text))


class ConditionList(Column):
    """All of them in the order of the rule; `ticked` tells that a tick changed."""

    ticked = Signal()

    def __init__(self, judged: Sequence[Judged]) -> None:
        self.lines = {one.condition: ConditionLine(one) for one in judged}
        super().__init__(*self.lines.values(), gap=4)
        self.setAccessibleName(words.CONDITIONS_TITLE)
        for line in self.lines.values():
            if line.tick is not None:
                line.tick.toggled.connect(lambda _on: self.ticked.emit())

    @property
    def ticks(self) -> dict[Condition, Check]:
        """What is to be ticked, by condition."""
        return {name: line.tick for name, line in self.lines.items() if line.tick is not None}

    def is_ticked(self, condition: Condition) -> bool:
        """Whether the tick of a condition is set; false where there is none."""
        tick = self.lines[condition].tick
        return tick is not None and tick.isChecked()
