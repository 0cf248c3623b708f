"""What UI.md §15 asks of a picture, asked of the widgets: nothing cut, squeezed, strayed, small, nameless."""

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLabel, QScrollArea, QWidget

from outlet_app.ui.theme.theme import look
from outlet_app.ui.widgets.buttons import Button, Kind
from outlet_app.ui.widgets.drawing import text_width
from outlet_app.ui.widgets.focus_ring import FocusRing
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.ui.widgets.painted import Painted, PaintedButton
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.ui.widgets.suggest import SuggestPopup
from outlet_app.ui.widgets.text import ElidedLabel
from outlet_app.ui.widgets.toast import Toast

LEAST = 32
OVERLAYS = (FocusRing, Toast, SuggestPopup)


def shown(window: QWidget, kind: type[QWidget] = QWidget) -> Iterator[QWidget]:
    """Every visible widget of a kind in the window itself."""
    for one in window.findChildren(kind):
        if one.isVisible() and one.window() is window.window():
            yield one


def called(widget: QWidget) -> str:
    """A widget by what it says."""
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton | Paragraph) else ""
    return f"{type(widget).__name__} {text or widget.accessibleName() or '—'}"


def cut_words(window: QWidget) -> list[str]:
    """Labels, buttons and paragraphs that have not the room for what they say."""
    found = []
    for label in shown(window, QLabel):
        assert isinstance(label, QLabel)
        if label.text() and not isinstance(label, ElidedLabel) and _label_is_cut(label):
            found.append(called(label))
    for button in shown(window, Button):
        assert isinstance(button, Button)
        words = text_width(button.text().replace("&", ""), 15, True)
        icon = look().s(24) if button.icon_name and button.text() else 0
        if words + icon > button.width():
            found.append(called(button))
    for told in shown(window, Paragraph):
        assert isinstance(told, Paragraph)
        if told.heightForWidth(told.width()) > told.height() + 1:
            found.append(called(told))
    return found


def cut_hints(window: QWidget) -> list[str]:
    """Empty fields whose hint ends in dots."""
    empty = (one for one in shown(window, LineEdit) if isinstance(one, LineEdit) and not one.text())
    return [
        f"{called(one)}: {one.placeholderText()}"
        for one in empty
        if one.fontMetrics().horizontalAdvance(one.placeholderText()) > one.hint_room()
    ]


def _label_is_cut(label: QLabel) -> bool:
    metrics = label.fontMetrics()
    if label.wordWrap():
        return label.heightForWidth(label.width()) > label.height() + 1
    wide = max(metrics.horizontalAdvance(line) for line in label.text().split("\n"))
    return wide > label.width() + 1 or metrics.height() > label.height() + 1


def squeezed(window: QWidget) -> list[str]:
    """Painted widgets that were given less than they ask for."""
    found = []
    for one in (*shown(window, Painted), *shown(window, PaintedButton)):
        wanted = one.minimumSizeHint()
        if one.height() < wanted.height() - 1 or one.width() < wanted.width() - 1:
            ignores = one.sizePolicy().horizontalPolicy() == one.sizePolicy().Policy.Ignored
            if not ignores or one.height() < wanted.height() - 1:
                found.append(
                    f"{called(one)} {one.width()}×{one.height()} of {wanted.width()}×{wanted.height()}"
                )
    return found


def strayed(window: QWidget) -> list[str]:
    """Widgets that reach over the edge of what holds them, where nothing scrolls."""
    found = []
    for one in shown(window):
        parent = one.parentWidget()
        if parent is None or isinstance(one, OVERLAYS) or _scrolls(one):
            continue
        if not parent.rect().contains(one.geometry()) and not one.size().isEmpty():
            found.append(f"{called(one)} {_told(one.geometry())} in {_told(parent.rect())}")
    return found


def sideways(window: QWidget) -> list[str]:
    """Lists whose content is wider than they are: nothing scrolls sideways, so its end is never seen."""
    found = []
    for area in shown(window, QScrollArea):
        assert isinstance(area, QScrollArea)
        inner = area.widget()
        if area.widgetResizable() and inner is not None and inner.width() > area.viewport().width():
            found.append(f"{called(area)} {inner.width()} in {area.viewport().width()}")
    return found


def _scrolls(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    area = parent.parentWidget() if parent is not None else None
    return isinstance(area, QAbstractScrollArea) and area.viewport() is parent


def _told(box: QRect) -> str:
    return f"{box.x()},{box.y()} {box.width()}×{box.height()}"


def overlapping(window: QWidget) -> list[str]:
    """Neighbours of one layout that lie over each other."""
    found = []
    for parent in (window, *shown(window)):
        layout = parent.layout()
        if layout is None or isinstance(parent, QAbstractScrollArea):
            continue
        held = [item.widget() for at in range(layout.count()) if (item := layout.itemAt(at)) is not None]
        beside = [one for one in held if one is not None and one.isVisible()]
        found += [
            f"{called(one)} and {called(other)}"
            for one, other in combinations(beside, 2)
            if one.geometry().intersects(other.geometry())
        ]
    return found


def too_small(window: QWidget) -> list[str]:
    """What can be pressed and is smaller than 32 design pixels either way."""
    least = look().s(LEAST)
    buttons = (one for one in shown(window, QAbstractButton) if not one.size().isEmpty())
    return [called(one) for one in buttons if min(one.width(), one.height()) < least]


def nameless(window: QWidget) -> list[str]:
    """What can have the focus and has no name for assistive technology."""
    stops = (one for one in shown(window) if one.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return [called(one) for one in stops if not one.accessibleName() and one.focusProxy() is None]


def filled(area: QWidget) -> list[str]:
    """The accent buttons of an area."""
    return [
        called(one) for one in shown(area, Button) if isinstance(one, Button) and one.kind is Kind.PRIMARY
    ]


def outside_view(window: QWidget, widget: QWidget) -> bool:
    """Whether part of a widget, its ring included, is cut off by the window or by a list it scrolls in."""
    reach = look().s(4)
    box = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
    room, parent = window.rect(), widget.parentWidget()
    while parent is not None and parent is not window:
        area = parent.parentWidget()
        if isinstance(area, QScrollArea) and area.viewport() is parent:
            room &= QRect(parent.mapTo(window, QPoint(0, 0)), parent.size()).adjusted(-reach, 0, reach, 0)
        parent = area
    return not room.contains(box)


def faults(window: QWidget) -> list[str]:
    """Everything wrong with what the window shows at present."""
    kinds = {
        "cut": cut_words(window),
        "squeezed": squeezed(window),
        "strayed": strayed(window),
        "sideways": sideways(window),
        "overlapping": overlapping(window),
        "too small": too_small(window),
        "nameless": nameless(window),
    }
    return [f"{kind}: {one}" for kind, found in kinds.items() for one in found]
