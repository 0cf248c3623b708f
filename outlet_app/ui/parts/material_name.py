"""A material's name with its form and copies close behind it; the name gives way where room is short."""

from outlet_app.ui.theme.theme import follow
from outlet_app.ui.widgets.boxes import Row
from outlet_app.ui.widgets.drawing import text_width
from outlet_app.ui.widgets.text import ElidedLabel, Label

# The name takes what it needs before the empty room behind the form gets any.
SHARE = 100


class MaterialName(Row):
    """The name may be bold; the form is a caption."""

    def __init__(self, name: str, form: str, *, bold: bool = False) -> None:
        self._bold = bold
        self.label = ElidedLabel(name, "strong" if bold else "body")
        super().__init__((self.label, SHARE), (Label(form, "caption", "text3"), 1))
        follow(self.fit)

    def fit(self) -> None:
        """Ask for no more room than the name takes."""
        self.label.setMaximumWidth(text_width(self.label.full_text(), 15, self._bold) + 2)
