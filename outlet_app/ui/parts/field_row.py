"""Fields side by side: some share the width, some keep a width of their own."""

from PySide6.QtWidgets import QWidget

from outlet_app.ui.theme.theme import look
from outlet_app.ui.widgets.boxes import Row, expanding

GAP = 12


class FieldRow(Row):
    """Takes (widget, share) pairs; a negative share is a fixed width in design pixels, 0 the widget's own."""

    def __init__(self, *parts: tuple[QWidget, int]) -> None:
        self._fixed = [(widget, -share) for widget, share in parts if share < 0]
        super().__init__(*((widget, max(share, 0)) for widget, share in parts), gap=GAP)
        for widget, share in parts:
            if share > 0:
                expanding(widget)

    def restyle(self) -> None:
        super().restyle()
        for widget, width in self._fixed:
            widget.setFixedWidth(look().s(width))
