"""The pages being put together: small pictures in a row of rows, moved, turned and removed by keys."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPixmap, QTransform
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem

from outlet_app.services.scans import Leaf
from outlet_app.ui.theme.theme import follow, look
from outlet_app.ui.widgets.strokes import held, is_plain
from outlet_app.wording import attachments as words

PICTURE, ROOM = 110, 22
QUARTER = 90
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up)
_ON = (Qt.Key.Key_Right, Qt.Key.Key_Down)


class PageTray(QListWidget):
    """`changed` whenever pages came, went, moved or turned. Keys: Ctrl+arrows, R, Del."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.leaves: list[Leaf] = []
        self.setViewMode(QListWidget.ViewMode.IconMode)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setMovement(QListWidget.Movement.Static)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(words.TRAY)
        self.setTabKeyNavigation(False)
        follow(self.restyle)

    def show_leaves(self, leaves: Sequence[Leaf], chosen: int = -1) -> None:
        """Show these pages, one of them chosen (by default the last)."""
        self.leaves = list(leaves)
        self.clear()
        for number, leaf in enumerate(self.leaves, 1):
            item = QListWidgetItem(_icon(leaf), str(number))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, words.page_name(number, len(self.leaves)))
            item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
            self.addItem(item)
        last = len(self.leaves) - 1
        self.setCurrentRow(last if chosen < 0 else min(chosen, last))
        self.changed.emit()

    def add_leaves(self, leaves: Sequence[Leaf]) -> None:
        """Put more pages behind the others."""
        self.show_leaves([*self.leaves, *leaves])

    def move_page(self, step: int) -> None:
        """Move the chosen page by so many places, as far as there are any."""
        place = self.currentRow()
        to = min(max(place + step, 0), len(self.leaves) - 1)
        if place >= 0 and to != place:
            moved = list(self.leaves)
            moved.insert(to, moved.pop(place))
            self.show_leaves(moved, to)

    def turn_page(self) -> None:
        """Turn the chosen page clockwise by a quarter."""
        place = self.currentRow()
        if place >= 0:
            turned = [leaf.turned() if at == place else leaf for at, leaf in enumerate(self.leaves)]
            self.show_leaves(turned, place)

    def remove_page(self) -> None:
        """Leave the chosen page out; its file stays where it came from."""
        place = self.currentRow()
        if place >= 0:
            self.show_leaves([leaf for at, leaf in enumerate(self.leaves) if at != place], place)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        key = event.key()
        if held(event) == Qt.KeyboardModifier.ControlModifier and key in (*_BACK, *_ON):
            self.move_page(1 if key in _ON else -1)
        elif is_plain(event) and key == Qt.Key.Key_R:
            self.turn_page()
        elif is_plain(event) and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_page()
        else:
            super().keyPressEvent(event)

    def restyle(self) -> None:
        """Scale the pictures."""
        side = look().s(PICTURE)
        self.setIconSize(QSize(side, side))
        self.setGridSize(QSize(side + look().s(ROOM), side + look().s(ROOM) + look().s(12)))


def _icon(leaf: Leaf) -> QIcon:
    picture = QPixmap()
    picture.loadFromData(leaf.small)
    turned = picture.transformed(QTransform().rotate(QUARTER * leaf.page.turned))
    icon = QIcon(turned)
    # A page is looked at while it is chosen; Qt would tint it.
    icon.addPixmap(turned, QIcon.Mode.Selected)
    return icon
