"""Puts a page between its top bar, a possible banner and its action bar."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from outlet_app.ui.theme.tokens import Tone
from outlet_app.ui.top_bar import TopBar
from outlet_app.ui.widgets.banner import Banner
from outlet_app.ui.widgets.boxes import Column, ground
from outlet_app.ui.widgets.buttons import IconButton
from outlet_app.ui.widgets.page import Layout, Page
from outlet_app.wording.shell import CLOSE


class PageFrame(QWidget):
    """One page as it stands in the window."""

    def __init__(self, page: Page, top_bar: TopBar) -> None:
        super().__init__()
        self.top_bar = top_bar
        self.page = page
        ground(self, "canvas")
        self._close = IconButton("x", CLOSE)
        self.banner = Banner(Tone.WARN, "", "", self._close)
        self._close.clicked.connect(self.hide_banner)
        above = (page.above,) if page.above is not None else ()
        self._inside = Column(self.banner, *above, (page, 1), gap=16, margins=(16, 16, 16, 16))
        self._layout = QVBoxLayout(self)
        self._layout.setSpacing(0)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(top_bar)
        self._layout.addWidget(self._inside, 1)
        if page.action_bar is not None:
            self._layout.addWidget(page.action_bar)
        self.hide_banner()

    def show_banner(self, tone: Tone, title: str, text: str) -> None:
        """One banner above the page."""
        self.banner.show_message(tone, title, text)
        self.banner.show()

    def hide_banner(self) -> None:
        """The banner's cause is gone, or it was read."""
        self.banner.hide()

    def set_layout(self, layout: Layout) -> None:
        """Tell the page and its top bar their layout class."""
        self.page.set_layout(layout)
        self.top_bar.set_layout(layout)
