"""The one look of the program: colours, type, icons and scaled sizes, changed without a restart."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPixmap
from PySide6.QtWidgets import QApplication

from outlet_app.ui.theme.coverage import PaperFaces
from outlet_app.ui.theme.fonts import load_fonts
from outlet_app.ui.theme.icons import Icons
from outlet_app.ui.theme.palette import palette
from outlet_app.ui.theme.sheet import style_sheet
from outlet_app.ui.theme.tokens import TABLES, Scheme, Tokens
from outlet_app.ui.theme.tongue import speak_chinese

FACTORS = (1.0, 1.25, 1.5, 1.75)
LEAST_EFFECTIVE_WIDTH = 900


class Theme(QObject):
    """Widgets ask it when they paint and follow `changed`."""

    changed = Signal()

    def __init__(
        self, families: tuple[str, ...], icons: Icons, paper: PaperFaces, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.families, self.paper = families, paper
        self.icons = icons
        self.scheme = Scheme.LIGHT
        self.factor = 1.0
        self._colours: dict[str, QColor] = {}
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._desktop_changed)

    @property
    def tokens(self) -> Tokens:
        return TABLES[self._effective()]

    def choose(self, scheme: Scheme | None = None, factor: float | None = None) -> None:
        """Change colours, size or both; every widget follows at once."""
        wanted = (scheme or self.scheme, factor or self.factor)
        if wanted == (self.scheme, self.factor):
            return
        self.scheme, self.factor = wanted
        self.apply()

    def apply(self) -> None:
        """Put the present choice on the application and tell the widgets."""
        self._colours.clear()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.setPalette(palette(self.tokens))
            app.setFont(self.font(15))
            app.setStyleSheet(style_sheet(self.tokens, self.s, self.border))
        self.changed.emit()

    def s(self, px: float) -> int:
        """A length of the design at the chosen size, in pixels."""
        return round(px * self.factor)

    @property
    def border(self) -> int:
        """The width of card, field and button borders: 1, in high contrast 2."""
        return self.tokens.border

    def color(self, name: str) -> QColor:
        """A token as a colour, by its name in the table."""
        if name not in self._colours:
            self._colours[name] = QColor(getattr(self.tokens, name))
        return self._colours[name]

    def font(self, px: float = 15, bold: bool = False) -> QFont:
        """The screen face at a design size, regular or bold."""
        font = QFont(list(self.families))
        font.setPixelSize(self.s(px))
        font.setBold(bold)
        return font

    def pixmap(self, name: str, px: float, color: str, density: float = 1.0) -> QPixmap:
        """An icon at a design size in a token colour."""
        return self.icons.pixmap(name, self.s(px), getattr(self.tokens, color), density)

    def icon(self, name: str, px: float = 18, color: str = "text2") -> QIcon:
        """An icon with its disabled face, for widgets that Qt paints."""
        icon = QIcon(self.pixmap(name, px, color, 2.0))
        icon.addPixmap(self.pixmap(name, px, "disabled", 2.0), QIcon.Mode.Disabled)
        return icon

    def _effective(self) -> Scheme:
        if self.scheme is not Scheme.SYSTEM:
            return self.scheme
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return Scheme.DARK if dark else Scheme.LIGHT

    def _desktop_changed(self) -> None:
        if self.scheme is Scheme.SYSTEM:
            self.apply()


class _Installed:
    """Holds the theme of this process, as Qt holds one style."""

    @cached_property
    def theme(self) -> Theme:
        raise RuntimeError("install_theme first")


_installed = _Installed()


def install_theme(app: QApplication, fonts: Path, icons: Path) -> Theme:
    """Load faces and icons from their folders and dress the application."""
    theme = Theme(load_fonts(fonts), Icons(icons), PaperFaces(fonts), app)
    app.setStyle("fusion")
    speak_chinese(app)
    _installed.theme = theme
    theme.apply()
    return theme


def look() -> Theme:
    """The installed theme."""
    return _installed.theme


def follow(restyle: Callable[[], None]) -> None:
    """Call a widget's method now and after every change of the theme, as long as the widget lives."""
    look().changed.connect(restyle)
    restyle()


def factors_for(width: int) -> tuple[float, ...]:
    """The sizes that leave at least 900 effective pixels of this window width."""
    return tuple(f for f in FACTORS if width / f >= LEAST_EFFECTIVE_WIDTH) or FACTORS[:1]
