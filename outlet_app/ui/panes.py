"""F6 and Shift+F6: from pane to pane of the window, each remembering where the focus was."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def step_pane(panes: Sequence[QWidget], by: int) -> QWidget | None:
    """Focus the next visible pane and return what got the focus."""
    shown = [pane for pane in panes if pane.isVisible() and first_stop(pane) is not None]
    if not shown:
        return None
    focus = QApplication.focusWidget()
    here = next((at for at, pane in enumerate(shown) if focus is not None and _holds(pane, focus)), None)
    pane = shown[(here + by) % len(shown)] if here is not None else shown[0 if by > 0 else -1]
    target = pane.focusWidget() or first_stop(pane)
    if target is not None:
        target.setFocus(Qt.FocusReason.TabFocusReason)
    return target


def enter_pane(panes: Sequence[QWidget]) -> QWidget | None:
    """Focus the first visible pane that has a control, and return what got the focus."""
    stops = (first_stop(pane) for pane in panes if pane.isVisible())
    target = next((stop for stop in stops if stop is not None), None)
    if target is not None:
        target.setFocus(Qt.FocusReason.OtherFocusReason)
    return target


def first_stop(pane: QWidget) -> QWidget | None:
    """The first control of a pane that Tab would reach, in the order of the Tab chain."""
    candidates = {pane, *pane.findChildren(QWidget)}
    widget: QWidget | None = pane
    for _ in range(len(candidates) * 4 + 64):
        if widget is None:
            break
        if widget in candidates and _stops(widget):
            return widget
        widget = widget.nextInFocusChain()
        if widget is pane:
            break
    return None


def _stops(widget: QWidget) -> bool:
    return (
        bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and widget.isEnabled()
        and widget.isVisible()
        and widget.focusProxy() is None
    )


def _holds(pane: QWidget, widget: QWidget) -> bool:
    return pane is widget or pane.isAncestorOf(widget)
