"""The card: a white panel with an optional head of 48 px."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from outlet_app.ui.theme.theme import follow, look
from outlet_app.ui.widgets.boxes import Column, Item, Line, Margins, Strip, ground
from outlet_app.ui.widgets.text import Glyph, Label

HEAD = 48


class Caption(Label):
    """What stands behind a title; without a word it takes no room."""

    def __init__(self, text: str) -> None:
        super().__init__(text, "label", "text2")
        if not text:
            self.hide()

    def setText(self, text: str, /) -> None:
        super().setText(text)
        self.setVisible(bool(text))


class Card(QFrame):
    """Head (title, caption, then the given items) and a body column that pages fill with `add`."""

    def __init__(
        self,
        title: str = "",
        *head: Item,
        caption: str = "",
        icon: str = "",
        padding: int | Margins = 0,
        gap: int = 0,
    ) -> None:
        super().__init__()
        ground(self, "card")
        self._layout = QVBoxLayout(self)
        self._layout.setSpacing(0)
        self.title = Label(title, "heading")
        self.caption = Caption(caption)
        self.caption.setParent(self)
        if title:
            glyph: tuple[Item, ...] = (Glyph(icon),) if icon else ()
            lead = (*glyph, self.title, self.caption, *head)
            self._layout.addWidget(Strip(HEAD, *lead, margins=(16, 0, 8, 0)))
            self._layout.addWidget(Line())
            self.setAccessibleName(title)
        margins = padding if isinstance(padding, tuple) else (padding,) * 4
        self.body = Column(gap=gap, margins=margins)
        self._layout.addWidget(self.body, 1)
        follow(self.restyle)

    def add(self, *items: Item) -> "Card":
        """Append items to the body and return the card."""
        for item in items:
            self.body.add(item)
        return self

    def put_on_top(self, widget: QWidget) -> None:
        """Lay a strip (a summary, a banner) above everything else."""
        self._layout.insertWidget(0, widget)

    def restyle(self) -> None:
        """Keep the content off the border."""
        self._layout.setContentsMargins(*(look().border,) * 4)
