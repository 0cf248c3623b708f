"""The built-in viewer: the stored pages of a paper, to be exported or printed."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from outlet_app.services.papers import Papers
from outlet_app.ui.feedback import Feedback
from outlet_app.ui.jobs import Done, Failed, Lane
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.parts.save_file import ask_path
from outlet_app.ui.theme.theme import look
from outlet_app.ui.widgets.boxes import Row
from outlet_app.ui.widgets.dialog import Dialog
from outlet_app.ui.widgets.pdf_view import PageImage, PdfView, Zoom
from outlet_app.ui.widgets.segmented import ROW_SHAPE, Segmented
from outlet_app.ui.widgets.text import Label
from outlet_app.wording import cases as words

WIDE, MARGIN, LEAST_TALL = 960, 32, 320
RENDER_WIDTH = 1400
A4_SHORT, A4_LONG = 8.27, 11.69


def render(papers: Papers, pdf: bytes) -> list[PageImage]:
    """Every page as pixels; A4 either way up."""
    shots = (papers.page_image(pdf, index, RENDER_WIDTH) for index in range(papers.pages(pdf)))
    return [PageImage(wide, tall, pixels, _dpi(wide, tall)) for wide, tall, pixels in shots]


def _dpi(wide: int, tall: int) -> int:
    return round(wide / (A4_LONG if wide > tall else A4_SHORT))


class PaperViewer(Dialog):
    """`print_wanted` on 打印; the bytes come from the store in the press lane."""

    print_wanted = Signal()

    def __init__(self, parent: QWidget, title: str, file_name: str, feedback: Feedback) -> None:
        super().__init__(title, parent, broad=True)
        self._file_name, self._feedback = file_name, feedback
        self._save: Callable[[Path], object] | None = None
        self._lane: Lane | None = None
        self.view = PdfView(title)
        self._page = Label(words.READING, "label", "text2")
        self.zoom = Segmented(tuple(words.ZOOMS.values()), words.ZOOM, current=0, shape=ROW_SHAPE)
        self.body.add(Row(self._page, None, self.zoom))
        self.body.add((self.view, 1))
        self.zoom.chosen.connect(lambda place: self.view.set_zoom(Zoom(tuple(words.ZOOMS)[place])))
        self.view.page_changed.connect(lambda _number: self._show_page())
        self.export_button = self.add_button(words.EXPORT, self._ask, icon="file-down", closes=False)
        self.print_button = self.add_button(words.PRINT, self.print_wanted.emit, icon="printer")
        self.add_button(words.VIEWER_CLOSE, default=True)
        self.export_button.setEnabled(False)
        self.focus_first(self.view)

    def only_look(self) -> None:
        """A preview is neither printed nor exported."""
        for button in (self.export_button, self.print_button):
            button.setVisible(False)

    def load(
        self, lane: Lane, papers: Papers, read: Callable[[], bytes], save: Callable[[Path], object]
    ) -> None:
        """Read and draw the paper off the window's thread; `save` writes it to a file."""
        self._lane, self._save = lane, save
        lane.run(lambda: render(papers, read()), self._drawn, owner=self)

    def restyle(self) -> None:
        """As large as the window allows, up to the width of a page that reads well."""
        window, room = self.parentWidget(), look().s(MARGIN)
        if window is not None:
            self.setFixedWidth(min(look().s(WIDE), window.width() - 2 * room))
            self.setFixedHeight(max(window.height() - 2 * room, look().s(LEAST_TALL)))
        inner = self.layout()
        if inner is not None:
            inner.setContentsMargins(*(look().border,) * 4)

    def _drawn(self, outcome: Done[list[PageImage]] | Failed) -> None:
        if isinstance(outcome, Failed):
            self.reject()
            tell(self._feedback, outcome.error)
            return
        self.view.show_pages(outcome.value)
        self.export_button.setEnabled(True)
        self._show_page()

    def _show_page(self) -> None:
        self._page.setText(words.page_of(self.view.page_number, self.view.page_count))

    def _ask(self) -> None:
        ask_path(self, self._file_name, words.PDF_FILES, self._export)

    def _export(self, path: Path) -> None:
        save = self._save
        if save is not None and self._lane is not None:
            # Told even when the viewer was left meanwhile: the clerk relies on the file.
            self._lane.run(lambda: save(path), lambda done: self._exported(done, path), owner=self._feedback)

    def _exported(self, outcome: Done[object] | Failed, path: Path) -> None:
        if isinstance(outcome, Failed):
            if isValid(self):
                self.reject()  # one dialog at a time: what went wrong takes the viewer's place
            tell(self._feedback, outcome.error)
        else:
            self._feedback.toast(words.EXPORTED, path.name)
