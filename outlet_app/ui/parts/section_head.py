"""The heading of a section within a form: its number, its title, and what stands at the right."""

from PySide6.QtWidgets import QWidget

from outlet_app.ui.widgets.boxes import Strip
from outlet_app.ui.widgets.text import Label

HEIGHT = 34


class SectionHead(Strip):
    """A bold number in the accent colour, the title, a caption; further widgets at the right end."""

    def __init__(self, number: int, title: str, *right: QWidget, caption: str = "") -> None:
        self.title, self.caption = Label(title, "heading"), Label(caption, "caption", "text3")
        super().__init__(
            HEIGHT,
            Label(str(number), "heading", "accent_text"),
            self.title,
            self.caption,
            None,
            *right,
        )
        self.caption.setVisible(bool(caption))
        self.setAccessibleName(title)

    def say(self, title: str, caption: str) -> None:
        """Another title and caption."""
        self.title.setText(title)
        self.caption.setText(caption)
        self.setAccessibleName(title)
