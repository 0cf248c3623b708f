"""Under the list: what a missed period proposes for the chosen case, confirmed or declined by a key."""

from PySide6.QtCore import Signal

from outlet_app.domain.offers.carrying import DECLARE
from outlet_app.services.proposals import SILENCE_SOON
from outlet_app.services.views import CaseRow
from outlet_app.ui.widgets.boxes import Column, Line, Strip
from outlet_app.ui.widgets.buttons import COMPACT, Button
from outlet_app.ui.widgets.text import ElidedLabel, Glyph
from outlet_app.wording import waiting as words

HEIGHT = 44
DECLINE, EXAMINE = "decline", "examine"


class ProposalStrip(Column):
    """`acted` carries the row and the step: the proposal's own, to decline it, or to examine in time."""

    acted = Signal(object, str)

    def __init__(self) -> None:
        self._row: CaseRow | None = None
        self.said = ElidedLabel("", "label", "warn")
        self.confirm = Button("", "circle-check", size=COMPACT)
        self.decline = Button(words.DECLINE, "clock", size=COMPACT)
        line = (Glyph("circle-alert", 18, "warn"), (self.said, 1), self.decline, self.confirm)
        super().__init__(Line(), Strip(HEIGHT, *line, margins=(16, 0, 12, 0)), gap=0)
        self.confirm.clicked.connect(lambda: self._act(self._step()))
        self.decline.clicked.connect(lambda: self._act(DECLINE))
        self.hide()

    def show_row(self, row: CaseRow | None) -> None:
        """Show what is proposed for a row, or nothing."""
        self._row = row if row is not None and row.proposal else None
        self.setVisible(self._row is not None)
        if self._row is None:
            return
        self.said.setText(words.proposed_line(self._row.proposal, self._row.due))
        self.confirm.setText(words.CONFIRMING[self._row.proposal])
        self.decline.setVisible(self._row.proposal not in (SILENCE_SOON, DECLARE))

    def _step(self) -> str:
        proposal = self._row.proposal if self._row else ""
        return EXAMINE if proposal == SILENCE_SOON else proposal

    def _act(self, step: str) -> None:
        if self._row is not None:
            self.acted.emit(self._row, step)
