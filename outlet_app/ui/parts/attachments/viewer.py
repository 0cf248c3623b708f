"""A scan in the built-in viewer: its pages as they lie on this machine, or as the city gives them."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from outlet_app.services.papers import Papers
from outlet_app.ui.feedback import Feedback
from outlet_app.ui.jobs import Done, Failed, Lane
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.parts.paper_viewer import LEAST_TALL, MARGIN, WIDE, render
from outlet_app.ui.theme.theme import look
from outlet_app.ui.widgets.boxes import Row
from outlet_app.ui.widgets.dialog import Dialog
from outlet_app.ui.widgets.pdf_view import PageImage, PdfView, Zoom
from outlet_app.ui.widgets.segmented import ROW_SHAPE, Segmented
from outlet_app.ui.widgets.text import Label
from outlet_app.wording import cases as words


class ScanViewer(Dialog):
    """Read and drawn off the window's thread; closed with a sentence where it cannot be had."""

    def __init__(self, parent: QWidget, title: str, feedback: Feedback) -> None:
        super().__init__(title, parent, broad=True)
        self._feedback = feedback
        self.view = PdfView(title)
        self.page = Label(words.READING, "label", "text2")
        self.zoom = Segmented(tuple(words.ZOOMS.values()), words.ZOOM, current=0, shape=ROW_SHAPE)
        self.body.add(Row(self.page, None, self.zoom))
        self.body.add((self.view, 1))
        self.zoom.chosen.connect(lambda place: self.view.set_zoom(Zoom(tuple(words.ZOOMS)[place])))
        self.view.page_changed.connect(lambda _number: self._show_page())
        self.add_button(words.VIEWER_CLOSE, default=True)
        self.focus_first(self.view)

    def load(self, lane: Lane, papers: Papers, read: Callable[[], bytes]) -> None:
        """Show the pages of what is read in the lane."""
        lane.run(lambda: render(papers, read()), self._drawn, owner=self)

    def restyle(self) -> None:
        """As large as the window allows, up to the width of a page that reads well."""
        window, room = self.parentWidget(), look().s(MARGIN)
        if window is not None:
            self.setFixedWidth(min(look().s(WIDE), window.width() - 2 * room))
            self.setFixedHeight(max(window.height() - 2 * room, look().s(LEAST_TALL)))

    def _drawn(self, outcome: Done[list[PageImage]] | Failed) -> None:
        if isinstance(outcome, Failed):
            self.reject()
            tell(self._feedback, outcome.error)
            return
        self.view.show_pages(outcome.value)
        self._show_page()

    def _show_page(self) -> None:
        if self.view.page_count:
            self.page.setText(words.page_of(self.view.page_number, self.view.page_count))
