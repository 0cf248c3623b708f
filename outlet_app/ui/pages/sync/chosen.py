"""What the chosen row of the queue means: happened, what to do, and what support asks for."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy

from outlet_app.ui.pages.sync.queue import explain
from outlet_app.ui.pages.sync.state import Placed
from outlet_app.ui.widgets.boxes import Column, Row
from outlet_app.ui.widgets.buttons import COMPACT, Button, Kind
from outlet_app.ui.widgets.card import Card
from outlet_app.ui.widgets.chip import Chip
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.ui.widgets.text import ElidedLabel
from outlet_app.wording import sync as words


class ChosenCard(Card):
    """`opened` carries the row whose case is wanted, `noted` one without a case that somebody has read."""

    opened = Signal(object)
    noted = Signal(object)

    def __init__(self) -> None:
        self.chip = Chip(words.chip("waiting"))
        super().__init__(words.CHOSEN, None, self.chip, 8)
        self._one: Placed | None = None
        self.title = ElidedLabel("", "strong")
        self.detail = ElidedLabel("", "caption", "text3")
        self.happened = Paragraph("", 15, "text")
        self.to_do = Paragraph("", 14)
        self.open = Button(words.OPEN_CASE, "file-search", Kind.QUIET, COMPACT)
        self.note = Button(words.NOTED, "check", Kind.QUIET, COMPACT)
        self.fold = Button(words.TECHNICAL, "chevron-down", Kind.GHOST, COMPACT)
        self.fold.setCheckable(True)
        self.technical = Paragraph("", 13, "text3")
        self._body = Column(
            self.title,
            self.detail,
            self.happened,
            self.to_do,
            Row(self.open, self.note, None, self.fold),
            self.technical,
            gap=4,
            margins=(16, 10, 12, 12),
        )
        self.add(self._body)
        self.technical.hide()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.fold.toggled.connect(self._unfold)
        self.open.clicked.connect(self._open)
        self.note.clicked.connect(self._noted)
        self.note.hide()
        self.show_row(None, online=True)

    def show_row(self, one: Placed | None, *, online: bool) -> None:
        """Explain another row; without one the card is away."""
        self._one = one
        self.setVisible(one is not None)
        if one is None:
            return
        row, said = one.row, explain(one, online)
        self.chip.show_status(words.chip(row.status))
        self.title.setText(words.whose(row.applicant, row.kind))
        self.detail.setText(words.row_detail(row.kind, row.case_no))
        self.happened.set_text(said.text, said.tone)
        self.to_do.set_text(said.sub)
        self.open.setVisible(bool(row.case_no))
        self.note.setVisible(row.status == "needs_you" and not row.case_no)
        self.technical.set_text(words.technical(row.code, row.case_id, row.kind, row.tries))

    def _open(self) -> None:
        if self._one is not None:
            self.opened.emit(self._one.row)

    def _noted(self) -> None:
        if self._one is not None:
            self.noted.emit(self._one.row)

    def _unfold(self, shown: bool) -> None:
        self.technical.setVisible(shown)
        self.fold.set_icon("chevron-up" if shown else "chevron-down")
