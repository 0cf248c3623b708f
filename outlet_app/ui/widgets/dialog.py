"""The dialog: a title that names the thing, a body, buttons at the right; Esc cancels."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout, QWidget
from shiboken6 import isValid

from outlet_app.ui.theme.theme import follow, look
from outlet_app.ui.widgets.boxes import Column, Line, Row, Strip
from outlet_app.ui.widgets.buttons import Button, IconButton, Kind
from outlet_app.ui.widgets.drawing import brush_on, panel
from outlet_app.ui.widgets.focus_ring import FocusRing
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.ui.widgets.text import Glyph, Heading
from outlet_app.wording.shell import CLOSE

NARROW, BROAD = 440, 560
FOOT = 62


class Dialog(QDialog):
    """Modal to its window; the focus goes to the first field or the default button and back afterwards."""

    def __init__(self, title: str, parent: QWidget, *, broad: bool = False) -> None:
        super().__init__(parent.window(), Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self._host = parent.window()
        self._wide = BROAD if broad else NARROW
        self._came_from: QWidget | None = None
        self._first: QWidget | None = None
        self.default: Button | None = None
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.body = Column(gap=8, margins=(22, 16, 22, 16))
        self.buttons = Row(gap=8)
        self._build(title)
        self._ring = FocusRing(self)
        follow(self.restyle)

    def add_button(
        self,
        text: str,
        then: Callable[[], object] | None = None,
        *,
        kind: Kind = Kind.PLAIN,
        icon: str = "",
        default: bool = False,
        closes: bool = True,
    ) -> Button:
        """Append a button; it closes the dialog first (unless told not to), then acts."""
        button = Button(text, icon, Kind.PRIMARY if default and kind is Kind.PLAIN else kind)
        button.clicked.connect(lambda: self._press(then, closes))
        self.buttons.add(button)
        if default:
            self.default = button
        return button

    def say(self, text: str, *more: str, icon: str = "", tone: str = "info") -> Column:
        """Put a sentence (and quieter ones) into the body beside an icon; returns the column of sentences."""
        sentences = Column(Paragraph(text, color="text"), gap=4)
        for sentence in more:
            sentences.add(Paragraph(sentence))
        glyph = Column(Glyph(icon, 24, tone), None, gap=0) if icon else None
        self.body.add(Row(glyph, (sentences, 1), gap=12) if glyph else sentences)
        return sentences

    def focus_first(self, widget: QWidget) -> None:
        """The field that gets the focus when the dialog opens."""
        self._first = widget

    def restyle(self) -> None:
        """Keep the design width."""
        self.setFixedWidth(min(look().s(self._wide), self._host.width()))
        self._layout.setContentsMargins(*(look().border,) * 4)
        self.adjustSize()
        if self.isVisible():
            self._to_the_middle()

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        """What grows while it is open grows upwards where it would leave its window, buttons first."""
        super().resizeEvent(event)
        if self.isVisible():
            room = self._host.rect().translated(self._host.mapToGlobal(QPoint(0, 0)))
            low, right = room.bottom() + 1 - self.height(), room.right() + 1 - self.width()
            self.move(max(min(self.x(), right), room.left()), max(min(self.y(), low), room.top()))

    def fit(self) -> None:
        """Be as tall as the body is now, in the middle of the window."""
        self.body.box.invalidate()
        self.body.updateGeometry()
        self.adjustSize()
        self._to_the_middle()

    def showEvent(self, event: QShowEvent, /) -> None:
        self._came_from = QApplication.focusWidget()
        super().showEvent(event)
        self.adjustSize()
        self._to_the_middle()
        self.activateWindow()
        target = self._first or self.default
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def done(self, result: int, /) -> None:
        # The keys go back first: a dialog that waited opens from `finished` and must keep them.
        self.hide()
        self._host.activateWindow()
        if self._came_from is not None and isValid(self._came_from) and self._came_from.isVisible():
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        super().done(result)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.default is not None and self.default.isEnabled():
                self.default.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent, /) -> None:
        painter = brush_on(self)
        panel(painter, self.rect().toRectF(), "surface", "control", radius=6, width=look().border)
        painter.end()

    def _to_the_middle(self) -> None:
        middle = self._host.mapToGlobal(self._host.rect().center())
        self.move(middle - QPoint(self.width() // 2, self.height() // 2))

    def _build(self, title: str) -> None:
        layout = self._layout = QVBoxLayout(self)
        layout.setSpacing(0)
        close = IconButton("x", CLOSE)
        close.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        close.clicked.connect(self.reject)
        # Of a trouble it says what happened: whole, on two lines where one is not enough.
        self.head = Heading(title)
        said = Column(self.head, margins=(0, 4, 0, 4))
        layout.addWidget(Row((said, 1), close, margins=(22, 9, 10, 9)))
        layout.addWidget(Line())
        layout.addWidget(self.body, 1)
        layout.addWidget(Line())
        layout.addWidget(Strip(FOOT, None, self.buttons, margins=(22, 0, 18, 0)))

    def _press(self, then: Callable[[], object] | None, closes: bool) -> None:
        if closes:
            self.accept()
        if then is not None:
            then()
