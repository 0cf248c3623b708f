"""The right card: the real PDF, drawn anew 300 ms after the last change, at the place it was read."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from outlet_app.services.papers import Papers
from outlet_app.ui.jobs import Done, Failed, Lane
from outlet_app.ui.parts.paper_viewer import render
from outlet_app.ui.widgets.boxes import Row
from outlet_app.ui.widgets.buttons import Button
from outlet_app.ui.widgets.card import Card
from outlet_app.ui.widgets.empty_state import EmptyState
from outlet_app.ui.widgets.pdf_view import PageImage, PdfView, Zoom
from outlet_app.ui.widgets.segmented import ROW_SHAPE, Segmented
from outlet_app.ui.widgets.text import Label
from outlet_app.wording import notice as words
from outlet_app.wording.troubles import clauses

PAUSE_MS = 300
Draw = Callable[[], bytes]
Drawn = tuple[bytes, list[PageImage]]


class PreviewCard(Card):
    """`drawn` carries the PDF's bytes once they are on show."""

    drawn = Signal(object)

    def __init__(self, papers: Papers, press: Lane) -> None:
        self._papers, self._press = papers, press
        self._draw: Draw | None = None
        self._asked = 0
        self.pdf = b""
        self.count = Label("", "label", "text2")
        self.zoom = Segmented(tuple(words.ZOOMS.values()), words.ZOOM, current=0, shape=ROW_SHAPE)
        super().__init__(words.PREVIEW, None, Row(self.count, self.zoom), 0)
        self.view = PdfView(words.PREVIEW)
        self.retry = Button(words.RETRY, "refresh-cw")
        self.failure = EmptyState("triangle-alert", words.FAILED_TITLE, words.FAILED_TEXT, self.retry)
        self._pile = QStackedLayout(host := QWidget())
        self._pile.addWidget(self.view)
        self._pile.addWidget(self.failure)
        self.add((host, 1))
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self.draw_now)
        self.retry.clicked.connect(self.draw_now)
        self.zoom.chosen.connect(lambda place: self.view.set_zoom(Zoom(tuple(words.ZOOMS)[place])))
        self.view.page_changed.connect(lambda _number: self._show_count())

    @property
    def has_failed(self) -> bool:
        """Whether the sentence stands where the pages were."""
        return self._pile.currentWidget() is self.failure

    def draw_later(self, draw: Draw) -> None:
        """The content changed: draw it once it rests."""
        self._draw = draw
        self._pause.start(PAUSE_MS)

    def stop(self) -> None:
        """Nothing is being written any more."""
        self._pause.stop()
        self._draw = None
        self._asked += 1
        self.pdf = b""

    def draw_now(self) -> None:
        """Draw what is there, in the press lane; an older picture never covers a newer one."""
        self._pause.stop()
        draw = self._draw
        if draw is None:
            return
        self._asked += 1
        turn = self._asked
        self._press.run(lambda: self._make(draw), lambda answer: self._show(turn, answer), owner=self)

    def _make(self, draw: Draw) -> Drawn:
        pdf = draw()
        return pdf, render(self._papers, pdf)

    def _show(self, turn: int, answer: Done[Drawn] | Failed) -> None:
        if turn != self._asked:
            return
        if isinstance(answer, Failed):
            self._say_failed(answer.error)
            return
        self.pdf, pages = answer.value
        self._pile.setCurrentWidget(self.view)
        self.view.show_pages(pages)
        self._show_count()
        self.drawn.emit(self.pdf)

    def _say_failed(self, error: Exception) -> None:
        code = getattr(error, "code", "")
        self.count.setText("")
        if code:
            told = clauses(code, getattr(error, "told", {}))
            self.failure.say(told.happened.rstrip("。"), f"{words.FAILED_TEXT}。{told.now}")
        else:
            self.failure.say(words.FAILED_TITLE, words.FAILED_TEXT)
        self._pile.setCurrentWidget(self.failure)

    def _show_count(self) -> None:
        self.count.setText(words.PAGE.format(n=self.view.page_number, pages=self.view.page_count))
