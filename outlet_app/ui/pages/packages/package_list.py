"""The packages as a list: the keys of a table choose, the chosen one is filled in at the right."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from outlet_app.domain.packages import Package
from outlet_app.ui.theme.theme import look
from outlet_app.ui.widgets.boxes import Column
from outlet_app.ui.widgets.drawing import brush_on, rule, write
from outlet_app.ui.widgets.painted import PaintedButton
from outlet_app.ui.widgets.strokes import is_plain
from outlet_app.wording import packages as words

HEIGHT = 56
STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Home: -99, Qt.Key.Key_End: 99}


class PackageRow(PaintedButton):
    """Name over whom it is for; the chosen one is marked like the row of a table."""

    steered = Signal(int)

    def __init__(self, package: Package) -> None:
        self.package = package
        super().__init__(package.name)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAccessibleName(words.spoken(package))
        self.setToolTip(package.note)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(look().s(160), look().s(HEIGHT))

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() in STEPS and is_plain(event):
            self.steered.emit(STEPS[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent, /) -> None:
        painter, s = brush_on(self), look().s
        ground = "accent_soft" if self.isChecked() else "hover" if self.underMouse() else "surface"
        painter.fillRect(self.rect(), look().color(ground))
        if self.isChecked():
            rule(painter, 0, 0, s(3), self.height(), "accent")
        rule(painter, 0, self.height() - 1, self.width(), 1)
        wide = self.width() - s(24)
        write(painter, QRectF(s(16), s(6), wide, s(24)), self.text(), bold=self.isChecked(), elide=True)
        below = QRectF(s(16), s(28), wide, s(22))
        write(painter, below, self.package.audience, px=13, color="text3", elide=True)
        painter.end()


class PackageList(Column):
    """`wanted` carries the package that somebody chose; the page says by `show_chosen` which one counts."""

    wanted = Signal(object)

    def __init__(self, packages: Sequence[Package]) -> None:
        self.rows = [PackageRow(package) for package in packages]
        super().__init__(*self.rows, None, gap=0)
        for row in self.rows:
            row.clicked.connect(lambda _on, row=row: self.wanted.emit(row.package))
            row.steered.connect(lambda by, row=row: self._steer(row, by))

    def show_chosen(self, package: Package | None) -> None:
        """Mark the package that is filled in."""
        for row in self.rows:
            row.setChecked(row.package == package)
            stop = row.package == package or (package is None and row is self.rows[0])
            row.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stop else Qt.FocusPolicy.ClickFocus)

    def current(self) -> PackageRow | None:
        """The chosen row, else the first."""
        return next((row for row in self.rows if row.isChecked()), self.rows[0] if self.rows else None)

    def _steer(self, row: PackageRow, by: int) -> None:
        at = min(max(self.rows.index(row) + by, 0), len(self.rows) - 1)
        if self.rows[at] is not row:
            self.rows[at].setFocus(Qt.FocusReason.TabFocusReason)
            self.wanted.emit(self.rows[at].package)
