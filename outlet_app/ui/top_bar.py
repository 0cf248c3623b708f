"""The top bar: the page's title, its record line and actions, and the search for the whole program."""

from PySide6.QtCore import Signal

from outlet_app.ui.keymap import KEYS, Command
from outlet_app.ui.theme.theme import look
from outlet_app.ui.widgets.boxes import Strip, ground
from outlet_app.ui.widgets.key_cap import KeyCap
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.ui.widgets.page import Layout, Page
from outlet_app.ui.widgets.text import Label
from outlet_app.wording import shell as words

HEIGHT = 56


class TopBar(Strip):
    """`searched` carries what was typed when Enter is pressed."""

    searched = Signal(str)

    def __init__(self, page: Page) -> None:
        self._page = page
        self.is_compact = False
        self.title = Label(page.title, "title")
        self.search = LineEdit(
            words.FIND_HINT, lead="search", enter_moves=False, longest=100, brief=words.FIND_BRIEF
        )
        self._cap = KeyCap(KEYS[Command.FIND][0])
        parts = (self.title, page.head, None, page.tools, self.search, self._cap)
        super().__init__(HEIGHT, *parts, gap=12, margins=(24, 0, 16, 0))
        ground(self, "topbar")
        self.search.setAccessibleName(words.FIND_NAME)
        self.search.returnPressed.connect(self._search)

    def set_layout(self, layout: Layout) -> None:
        """Shorten the search field in a compact window."""
        self.is_compact = layout is Layout.COMPACT
        self.restyle()

    def restyle(self) -> None:
        super().restyle()
        self.search.setFixedWidth(look().s(216 if self.is_compact else 288))
        for widget in (self.search, self._cap):
            widget.setVisible(self._page.wants_search)

    def _search(self) -> None:
        if text := self.search.text().strip():
            self.searched.emit(text)
