"""The side of the page: beside the form, or in a compact window drawn out over it with F6."""

from PySide6.QtWidgets import QWidget

from outlet_app.ui.widgets.boxes import Row


class Drawer:
    """Moves one widget between its place in a row and a panel at the right edge of a host."""

    def __init__(self, side: QWidget, row: Row, host: QWidget) -> None:
        self._side, self._row, self._host = side, row, host
        self.is_compact = False

    def set_compact(self, compact: bool) -> None:
        """Take the side out of the row, or put it back."""
        if compact == self.is_compact:
            return
        self.is_compact = compact
        if compact:
            self._row.box.removeWidget(self._side)
            self._side.setParent(self._host)
            self._side.hide()
        else:
            self._row.add(self._side)
            self._side.show()

    def open_drawer(self) -> None:
        """Draw the side out and give it the focus."""
        if self.is_compact:
            self.place()
            self._side.show()
            self._side.raise_()

    def close_drawer(self) -> bool:
        """Push it back in; true if it was out."""
        was_out = self.is_compact and self._side.isVisible()
        if was_out:
            self._side.hide()
        return was_out

    def focus_moved(self, now: QWidget | None) -> None:
        """It closes when the focus goes elsewhere on the page."""
        inside = now is None or now is self._side or self._side.isAncestorOf(now)
        if self.is_compact and not inside and now is not None and self._host.isAncestorOf(now):
            self.close_drawer()

    def place(self) -> None:
        """Keep to the right edge."""
        if self.is_compact:
            wide = self._side.minimumWidth()
            self._side.setGeometry(self._host.width() - wide, 0, wide, self._host.height())
