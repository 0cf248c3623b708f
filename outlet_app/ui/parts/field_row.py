"""Fields side by side: some share the width, some keep a width of their own."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from outlet_app.ui.theme.theme import look
from outlet_app.ui.widgets.boxes import Row, expanding

GAP = 12


class FieldRow(Row):
    """Takes (widget, share) pairs; a negative share is a width in design pixels, 0 the widget's own.

    `from_top` lines up fields that grow to different heights.
    """

    def __init__(self, *parts: tuple[QWidget, int], from_top: bool = False) -> None:
        self._fixed = [(widget, -share) for widget, share in parts if share < 0]
        super().__init__(*((widget, max(share, 0)) for widget, share in parts), gap=GAP)
        for widget, share in parts:
            if from_top:
                self.box.setAlignment(widget, Qt.AlignmentFlag.AlignTop)
            if share > 0:
                expanding(widget)

    def restyle(self) -> None:
        super().restyle()
        for widget, width in self._fixed:
            widget.setFixedWidth(look().s(width))
