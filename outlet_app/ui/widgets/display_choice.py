"""The choice of size and colours, on the sign-in page and in a small dialog behind the status bar."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from outlet_app.ui.theme.theme import FACTORS, factors_for, look
from outlet_app.ui.theme.tokens import Scheme
from outlet_app.ui.widgets.boxes import Column, Row
from outlet_app.ui.widgets.dialog import Dialog
from outlet_app.ui.widgets.segmented import ROW_SHAPE, Segmented
from outlet_app.ui.widgets.text import Label
from outlet_app.wording import shell as words

SCHEMES = (Scheme.LIGHT, Scheme.DARK, Scheme.HIGH_CONTRAST, Scheme.SYSTEM)


class DisplayChoice(Row):
    """Two segmented controls; sizes that do not fit the window cannot be chosen; `changed` after a choice."""

    changed = Signal()

    def __init__(self, *, stacked: bool = False) -> None:
        self.size_bar = Segmented([words.percent(f) for f in FACTORS], words.SIZE, shape=ROW_SHAPE)
        self.scheme_bar = Segmented([words.SCHEMES[s] for s in SCHEMES], words.COLOURS, shape=ROW_SHAPE)
        size = (Label(words.SIZE, "label", "text2"), self.size_bar)
        scheme = (Label(words.COLOURS, "label", "text2"), self.scheme_bar)
        if stacked:
            super().__init__(Column(*size, *scheme, gap=8), None)
        else:
            super().__init__(*size, 16, *scheme, None)
        self.size_bar.chosen.connect(self._size_chosen)
        self.scheme_bar.chosen.connect(self._scheme_chosen)

    def restyle(self) -> None:
        super().restyle()
        self.size_bar.choose(FACTORS.index(look().factor))
        self.scheme_bar.choose(SCHEMES.index(look().scheme))
        self.offer_for(self._window_width())

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self.offer_for(self._window_width())

    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        self.offer_for(self._window_width())

    def offer_for(self, width: int) -> None:
        """Enable only the sizes that leave 900 effective pixels of a window width."""
        fitting = factors_for(width)
        for part, factor in zip(self.size_bar.parts, FACTORS, strict=True):
            part.setEnabled(factor in fitting or factor == look().factor)

    def _window_width(self) -> int:
        window = self.window()
        owner = window.parentWidget() if isinstance(window, QDialog) else None
        return (owner or window).width()

    def _size_chosen(self, place: int) -> None:
        look().choose(factor=FACTORS[place])
        self.changed.emit()

    def _scheme_chosen(self, place: int) -> None:
        look().choose(scheme=SCHEMES[place])
        self.changed.emit()


def display_dialog(parent: QWidget) -> Dialog:
    """The small dialog behind the status bar's 显示."""
    dialog = Dialog(words.DISPLAY, parent)
    choice = DisplayChoice(stacked=True)
    dialog.body.add(choice)
    dialog.add_button(words.CLOSE, default=True)
    dialog.focus_first(choice.size_bar)
    return dialog
