"""The papers of a case: newest first, each opened in the built-in viewer."""

from PySide6.QtCore import Signal

from outlet_app.services.views import PaperView
from outlet_app.ui.widgets.boxes import Column, Line, Row, Scroller, Strip
from outlet_app.ui.widgets.buttons import COMPACT, Button, Kind
from outlet_app.ui.widgets.text import ElidedLabel, Glyph, Label
from outlet_app.wording import cases as words
from outlet_app.wording.voices.papers import paper_name

ICONS = {"W04": "file-text", "W05": "file-check", "W06": "file-x", "W17": "file-spreadsheet"}


class PaperLine(Row):
    """One paper; `opened` carries it."""

    opened = Signal(object)

    def __init__(self, paper: PaperView) -> None:
        name = paper_name(paper.form)
        self.button = Button(
            words.OPEN, kind=Kind.QUIET, size=COMPACT, name=f"{words.OPEN} {name} {paper.number}"
        )
        tone = "text3" if paper.spooled and not paper.voided else "warn"
        body = Column(
            Row((ElidedLabel(name), 1), self.button, gap=4),
            ElidedLabel(paper.number, "caption", "text3"),
            ElidedLabel(_told(paper), "caption", tone),
            gap=0,
            margins=(0, 4, 0, 8),
        )
        glyph = Column(10, Glyph(ICONS.get(paper.form, "file-text")), None, gap=0)
        super().__init__(glyph, (body, 1), gap=10)
        self.button.clicked.connect(lambda: self.opened.emit(paper))


class PaperList(Column):
    """Head and scrolling rows."""

    opened = Signal(object)

    def __init__(self) -> None:
        self._count = Label("", "label", "text3")
        self._rows = Column(gap=0, margins=(16, 0, 8, 0))
        self._papers: tuple[PaperView, ...] | None = None
        self.lines: list[PaperLine] = []
        head = Strip(40, Label(words.PAPERS, "strong"), self._count, None, margins=(16, 0, 8, 0))
        super().__init__(head, (Scroller(self._rows, words.PAPERS), 1), gap=0)

    def show_papers(self, papers: tuple[PaperView, ...]) -> None:
        """Show a case's papers; unchanged ones are left alone."""
        if papers == self._papers:
            return
        self._papers = papers
        self._count.setText(words.sheets(len(papers)) if papers else "")
        self._rows.clear()
        self.lines = [PaperLine(paper) for paper in papers]
        for line in self.lines:
            line.opened.connect(self.opened)
            self._rows.add(line)
            self._rows.add(Line())
        if not papers:
            self._rows.add(Label(words.NO_PAPERS, "label", "text3"))
        self._rows.add(None)


def _told(paper: PaperView) -> str:
    return words.copy_line(paper.copy_no, paper.spooled, paper.voided, revoked=paper.revoked)
