"""Borders, marks, icons and the focus ring stand out 3:1 from what is around them, by painted pixels."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget

from outlet_app.ui.keymap import PageKey
from outlet_app.ui.navigation import Navigation
from outlet_app.ui.office import Queue
from outlet_app.ui.theme.theme import FACTORS, Theme
from outlet_app.ui.theme.tokens import Scheme, Tone, contrast
from outlet_app.ui.widgets.banner import Banner
from outlet_app.ui.widgets.boxes import Column, Row, ground
from outlet_app.ui.widgets.buttons import Button, IconButton, Kind
from outlet_app.ui.widgets.card import Card
from outlet_app.ui.widgets.check import Check, Radio
from outlet_app.ui.widgets.chip import Chip
from outlet_app.ui.widgets.combo import Choice, Combo
from outlet_app.ui.widgets.dialog import Dialog
from outlet_app.ui.widgets.empty_state import EmptyState
from outlet_app.ui.widgets.field import Field
from outlet_app.ui.widgets.focus_ring import FocusRing
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.ui.widgets.quick_tile import QuickTile
from outlet_app.ui.widgets.segmented import Segmented
from outlet_app.ui.widgets.suggest import Suggestion
from outlet_app.ui.widgets.suggest_edit import SuggestEdit
from outlet_app.ui.widgets.table import Table
from outlet_app.ui.widgets.table_model import Cell
from outlet_app.ui.widgets.table_model import Column as TableColumn
from outlet_app.ui.widgets.tabs import Tabs
from outlet_app.ui.widgets.text_area import TextArea
from outlet_app.ui.widgets.timeline import Moment, Timeline
from outlet_app.ui.widgets.toast import Notice, Toast
from outlet_app.wording.statuses import STATUSES, status
from tests.support.counter_fakes_desk import NOW
from tests.support.pixels import DENSITY, colours, edge_contrast, ground_of, legibility, picture
from tests.ui.conftest import Stage

SEEN = 3.0
SCHEMES = (Scheme.LIGHT, Scheme.DARK, Scheme.HIGH_CONTRAST)
each_scheme = pytest.mark.parametrize("scheme", SCHEMES)
each_factor = pytest.mark.parametrize("factor", FACTORS)


def hovered(widget: QWidget) -> QWidget:
    """As if the pointer rested on it."""
    widget.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, True)
    return widget


def problem(widget: QWidget) -> QWidget:
    """Marked as wrong."""
    widget.set_problem(True)  # type: ignore[attr-defined]
    return widget


def chosen(bar: Segmented, place: int) -> Segmented:
    """One of its words chosen."""
    bar.choose(place)
    return bar


WORDS = ["窗口", "电话"]
BORDERED: dict[str, Callable[[], QWidget]] = {
    "line": LineEdit,
    "line, hovered": lambda: hovered(LineEdit()),
    "line, wrong": lambda: problem(LineEdit()),
    "area": TextArea,
    "area, hovered": lambda: hovered(TextArea()),
    "area, wrong": lambda: problem(TextArea()),
    "list": lambda: Combo([Choice(1, "企业")]),
    "list, hovered": lambda: hovered(Combo()),
    "list, wrong": lambda: problem(Combo()),
    "button": lambda: Button("取消"),
    "button, hovered": lambda: hovered(Button("取消")),
    "button, pressed": lambda: Button("取消"),
    "danger": lambda: Button("删除草稿", kind=Kind.DANGER),
    "danger, hovered": lambda: hovered(Button("删除草稿", kind=Kind.DANGER)),
    "segments": lambda: Segmented(WORDS, "来访方式"),
    "segments, second chosen": lambda: chosen(Segmented(WORDS, "来访方式"), 1),
}


@each_scheme
@pytest.mark.parametrize("ground_name", ["canvas", "surface", "topbar", "actionbar"])
@pytest.mark.parametrize("name", BORDERED)
def test_the_border_of_a_control_is_seen_from_both_sides(
    stage: Stage, theme: Theme, scheme: Scheme, ground_name: str, name: str
) -> None:
    theme.choose(scheme)
    control = BORDERED[name]()
    stage(ground(Column(control, None, margins=(12, 12, 12, 12)), ground_name), size=(240, 80))
    control.clearFocus()
    if isinstance(control, Button):
        control.setDown(name.endswith("pressed"))
    assert edge_contrast(control) >= SEEN


@each_scheme
@pytest.mark.parametrize("name", ["line", "area", "list"])
def test_the_border_of_a_field_with_the_keys_is_seen(
    stage: Stage, theme: Theme, scheme: Scheme, name: str
) -> None:
    theme.choose(scheme)
    field = BORDERED[name]()
    stage(ground(Column(field, None, margins=(12, 12, 12, 12)), "surface"), size=(240, 80))
    field.setFocus()
    assert edge_contrast(field) >= SEEN
    assert theme.tokens.focus in colours(field)


@each_scheme
@pytest.mark.parametrize("make", [Check, Radio])
@pytest.mark.parametrize("checked", [False, True])
@pytest.mark.parametrize("ground_name", ["canvas", "surface"])
def test_a_tick_box_and_its_mark_are_seen(
    stage: Stage,
    theme: Theme,
    scheme: Scheme,
    make: type[Check] | type[Radio],
    checked: bool,
    ground_name: str,
) -> None:
    theme.choose(scheme)
    one = make("帮办代办")
    stage(ground(Column(one, None, margins=(12, 12, 12, 12)), ground_name), size=(200, 80))
    one.setChecked(checked)
    if not checked or make is Radio:
        assert edge_contrast(one) >= SEEN
    if checked:
        assert legibility(one, QRect(3, (one.height() - 12) // 2, 12, 12)) >= SEEN
        assert theme.tokens.accent in colours(one)


@each_scheme
def test_ticked_and_not_ticked_differ_in_shape_not_only_in_colour(
    stage: Stage, theme: Theme, scheme: Scheme
) -> None:
    theme.choose(scheme)
    one, other = Check("帮办代办"), Radio("邮寄")
    stage(ground(Column(one, other, None), "surface"), size=(200, 100))
    box = QRect(6, 13, 6, 6)
    for button in (one, other):
        before = colours(button, box)
        button.setChecked(True)
        assert len(before) == 1
        assert len(colours(button, box)) > 1


@each_scheme
@pytest.mark.parametrize("kind", [Kind.PRIMARY])
def test_the_filled_button_stands_out_from_its_bar(
    stage: Stage, theme: Theme, scheme: Scheme, kind: Kind
) -> None:
    theme.choose(scheme)
    button = Button("受理(&S)", kind=kind)
    for name in ("actionbar", "canvas", "surface"):
        stage(ground(Row(None, button, margins=(12, 12, 12, 12)), name), size=(200, 80))
        inner, outer = ground_of(picture(button)), ground_of(picture(button, QRect(-10, 4, 8, 20)))
        assert contrast(inner, outer) >= SEEN
        button.setParent(None)


FOCUSED: dict[str, Callable[[], QWidget]] = {
    "line": LineEdit,
    "area": TextArea,
    "list": Combo,
    "button": lambda: Button("取消"),
    "filled button": lambda: Button("受理", kind=Kind.PRIMARY),
    "danger button": lambda: Button("删除", kind=Kind.DANGER),
    "icon button": lambda: IconButton("x", "关闭"),
    "tick": lambda: Check("帮办代办"),
    "radio": lambda: Radio("邮寄"),
    "segments": lambda: Segmented(WORDS, "来访方式", current=0),
    "tabs": lambda: Tabs([("全部", 3)], "待办"),
    "tile": lambda: QuickTile("首问登记", "来访", "file-plus", "F2", main=True),
}


@each_scheme
@pytest.mark.parametrize("ground_name", ["canvas", "surface", "nav", "sunken"])
@pytest.mark.parametrize("name", FOCUSED)
def test_the_ring_is_seen_around_every_control_on_every_ground(
    stage: Stage, theme: Theme, scheme: Scheme, ground_name: str, name: str
) -> None:
    theme.choose(scheme)
    control = FOCUSED[name]()
    column = Column(Row(control, None), None, margins=(16, 16, 16, 16))
    window = stage(ground(column, ground_name), size=(280, 130))
    ring = FocusRing(window)
    control.setFocus()
    QApplication.processEvents()
    assert ring.isVisible()
    middle = ring.height() // 2
    ring_colour = theme.tokens.focus
    assert ring_colour in colours(ring, QRect(0, middle, 2, 2))
    outside = ground_of(picture(ring, QRect(-4, middle, 3, 2)))
    between = ground_of(picture(ring, QRect(2, middle, 2, 2)))
    assert contrast(ring_colour, outside) >= SEEN
    assert contrast(ring_colour, between) >= SEEN


@each_scheme
def test_the_frame_of_the_current_row_is_seen_on_the_chosen_row(
    stage: Stage, theme: Theme, scheme: Scheme
) -> None:
    theme.choose(scheme)
    table = Table([TableColumn("a", "申请人", lambda row: Cell(row))], "待办")
    stage(Column(table), size=(300, 200))
    table.show_rows(["一", "二"])
    table.setFocus()
    place = table.visualRect(table.table_model.index(0, 0))
    frame = colours(table.viewport(), QRect(40, place.top(), 20, 2))
    inner = ground_of(picture(table.viewport(), place.adjusted(60, 6, -60, -6)))
    assert frame == {theme.tokens.focus}
    assert contrast(theme.tokens.focus, inner) >= SEEN
    table.clearFocus()
    bar = ground_of(picture(table.viewport(), QRect(0, place.top() + 8, 3, 20)))
    assert contrast(bar, inner) >= SEEN


@each_scheme
def test_the_open_tab_is_underlined(stage: Stage, theme: Theme, scheme: Scheme) -> None:
    theme.choose(scheme)
    tabs = Tabs([("全部", 3), ("已超期", 0)], "待办")
    stage(ground(Row(tabs, None), "surface"), size=(320, 60))
    lines = [ground_of(picture(tab, QRect(20, tab.height() - 3, 20, 2))) for tab in tabs.tabs]
    assert contrast(lines[0], theme.tokens.surface) >= SEEN
    assert lines[1] == theme.tokens.surface


@each_scheme
@pytest.mark.parametrize("rail", [False, True])
def test_the_current_entry_of_the_navigation_is_marked_by_a_bar(
    stage: Stage, theme: Theme, scheme: Scheme, rail: bool
) -> None:
    theme.choose(scheme)
    navigation = Navigation((PageKey.WORKBENCH, PageKey.SYNC))
    navigation.set_rail(rail)
    stage(Row(navigation, None), size=(240, 480))
    navigation.show_current(PageKey.SYNC)
    bars = [
        ground_of(picture(navigation.items[key], QRect(0, 10, 4, 20)))
        for key in (PageKey.WORKBENCH, PageKey.SYNC)
    ]
    assert contrast(bars[1], theme.tokens.nav) >= SEEN
    assert bars[0] == theme.tokens.nav


@each_scheme
@pytest.mark.parametrize("failed", [0, 2])
def test_the_dot_of_the_rail_is_seen(stage: Stage, theme: Theme, scheme: Scheme, failed: int) -> None:
    theme.choose(scheme)
    navigation = Navigation((PageKey.SYNC,))
    navigation.set_rail(True)
    stage(Row(navigation, None), size=(240, 400))
    navigation.show_queue(Queue(3, failed))
    item = navigation.items[PageKey.SYNC]
    dot = QRect(item.width() // 2 + 10, 5, 6, 6)
    assert contrast(ground_of(picture(item, dot)), theme.tokens.nav) >= SEEN
    navigation.show_queue(Queue())
    assert ground_of(picture(item, dot)) == theme.tokens.nav


ICONS: dict[str, tuple[Callable[[], QWidget], QRect]] = {
    "of a button": (lambda: Button("打印", "printer"), QRect(14, 9, 18, 18)),
    "of a filled button": (lambda: Button("打印", "printer", Kind.PRIMARY), QRect(14, 9, 18, 18)),
    "of a danger button": (lambda: Button("删除", "x", Kind.DANGER), QRect(14, 9, 18, 18)),
    "of a quiet button": (lambda: Button("打开", "file-search", Kind.QUIET), QRect(8, 9, 18, 18)),
    "alone": (lambda: IconButton("x", "关闭"), QRect(7, 7, 18, 18)),
    "of a search field": (lambda: LineEdit(lead="search"), QRect(10, 9, 18, 18)),
    "of a tile": (lambda: QuickTile("查找", "按名称", "file-search", "F3"), QRect(16, 22, 28, 28)),
    "of the main tile": (
        lambda: QuickTile("登记", "来访", "file-plus", "F2", main=True),
        QRect(16, 22, 28, 28),
    ),
}


@each_scheme
@pytest.mark.parametrize("name", ICONS)
def test_icons_are_seen(stage: Stage, theme: Theme, scheme: Scheme, name: str) -> None:
    theme.choose(scheme)
    make, place = ICONS[name]
    widget = make()
    stage(ground(Column(Row(widget, None), None), "surface"), size=(280, 90))
    assert legibility(widget, place) >= SEEN


@each_scheme
@pytest.mark.parametrize("enabled", [True, False])
def test_the_chevron_of_a_list_is_seen(stage: Stage, theme: Theme, scheme: Scheme, enabled: bool) -> None:
    theme.choose(scheme)
    combo = Combo([Choice(1, "企业")])
    stage(ground(Column(combo, None), "surface"), size=(200, 60))
    combo.setEnabled(enabled)
    place = QRect(combo.width() - 24, 10, 16, 16)
    assert legibility(combo, place) >= (SEEN if enabled else 2.5)


@each_scheme
@pytest.mark.parametrize("tone", list(Tone))
def test_the_icon_of_every_tone_is_seen_on_its_soft_ground(
    stage: Stage, theme: Theme, scheme: Scheme, tone: Tone
) -> None:
    theme.choose(scheme)
    code = next(code for code, found in STATUSES.items() if found.tone == tone)
    chip, timeline = Chip(status(code)), Timeline("经过")
    banner, field = Banner(tone, "标题", "说明"), Field("证件号码", LineEdit())
    column = Column(chip, banner, field, timeline, None, margins=(8, 8, 8, 8))
    stage(ground(column, "surface"), size=(360, 260))
    field.say("说明", tone)
    timeline.show_moments([Moment("10:42", "受理", "窗口", "circle-dot", tone)])
    QApplication.processEvents()
    assert legibility(chip, QRect(8, 5, 16, 16)) >= SEEN
    assert legibility(banner, QRect(16, banner.height() // 2 - 12, 24, 24)) >= SEEN
    assert legibility(field.line, QRect(field.width() - 50, 3, 18, 16)) >= SEEN
    assert legibility(timeline, QRect(6, 6, 12, 12)) >= SEEN


@each_scheme
@pytest.mark.parametrize("tone", list(Tone))
def test_the_bar_of_a_toast_tells_its_tone(stage: Stage, theme: Theme, scheme: Scheme, tone: Tone) -> None:
    theme.choose(scheme)
    window = stage(ground(Column(None), "canvas"), size=(560, 160))
    toast = Toast(Notice(tone, "已受理", "一式两份", NOW), window)
    toast.show()
    QApplication.processEvents()
    bar = ground_of(picture(toast, QRect(0, 8, 4, 20)))
    assert bar == getattr(theme.tokens, tone)
    assert contrast(bar, theme.tokens.surface) >= SEEN
    assert legibility(toast, QRect(16, toast.height() // 2 - 12, 24, 24)) >= SEEN
    toast.deleteLater()


@each_scheme
def test_offers_and_dialogs_are_framed_against_what_they_cover(
    stage: Stage, theme: Theme, scheme: Scheme
) -> None:
    theme.choose(scheme)
    edit = SuggestEdit()
    window = stage(ground(Column(edit, None, margins=(30, 10, 30, 10)), "surface"), size=(360, 260))
    edit.setFocus()
    edit.offer([Suggestion("甲公司", 1), Suggestion("乙公司", 2)])
    popup = edit.popup()
    assert edge_contrast(popup, 6, 6) >= SEEN
    mark = ground_of(picture(popup, QRect(1, 10, 3, 20)))
    assert contrast(mark, theme.tokens.surface) >= SEEN
    dialog = Dialog("转办", window)
    dialog.add_button("取消", default=True)
    dialog.open()
    QApplication.processEvents()
    assert theme.tokens.control in colours(dialog, QRect(0, dialog.height() // 2, 2, 4))
    dialog.reject()


BORDERS: dict[str, Callable[[], QWidget]] = {
    "line": LineEdit,
    "area": TextArea,
    "list": Combo,
    "button": lambda: Button("取消"),
    "danger": lambda: Button("删除", kind=Kind.DANGER),
    "card": lambda: Card("未发送"),
    "tile": lambda: QuickTile("查找", "", "search", "F3"),
}


@each_factor
@each_scheme
@pytest.mark.parametrize("name", BORDERS)
def test_borders_are_one_pixel_thick_and_two_in_high_contrast(
    stage: Stage, theme: Theme, scheme: Scheme, factor: float, name: str
) -> None:
    theme.choose(scheme, factor)
    widget = BORDERS[name]()
    stage(ground(Column(widget, None, margins=(12, 12, 12, 12)), "canvas"), size=(400, 160))
    widget.clearFocus()
    image = picture(widget, QRect(-2, widget.height() // 2, 8, 1))
    row = [image.pixelColor(x, 1).name().upper() for x in range(image.width())]
    border = {"danger": theme.tokens.bad, "card": theme.tokens.line, "tile": theme.tokens.line2}
    thick = row.count(border.get(name, theme.tokens.control))
    assert thick == (2 if scheme is Scheme.HIGH_CONTRAST else 1) * DENSITY


@each_scheme
def test_where_nothing_is_an_icon_says_so_too(stage: Stage, theme: Theme, scheme: Scheme) -> None:
    theme.choose(scheme)
    empty = EmptyState("inbox", "没有待办")
    stage(ground(Column(empty), "surface"), size=(240, 140))
    assert legibility(empty, QRect(empty.width() // 2 - 16, 30, 32, 32)) >= SEEN
