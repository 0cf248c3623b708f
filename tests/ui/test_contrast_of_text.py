"""Everything written on the screen can be read: measured from painted pixels, in every theme and state."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel, QToolTip, QWidget

from outlet_app.domain.calendar import DayKind
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.navigation import Navigation, NavItem
from outlet_app.ui.office import Queue
from outlet_app.ui.status_bar import StatusPart
from outlet_app.ui.theme.sheet import LABEL_TONES
from outlet_app.ui.theme.theme import Theme
from outlet_app.ui.theme.tokens import Scheme, Tone
from outlet_app.ui.widgets.banner import Banner
from outlet_app.ui.widgets.bars import Bar, LyingBars, StackedBar, StandingBars
from outlet_app.ui.widgets.boxes import Column, Row, ground
from outlet_app.ui.widgets.brand import Brand
from outlet_app.ui.widgets.buttons import Button, Kind
from outlet_app.ui.widgets.card import Card
from outlet_app.ui.widgets.check import Check, Radio
from outlet_app.ui.widgets.chip import Chip
from outlet_app.ui.widgets.combo import Choice, Combo
from outlet_app.ui.widgets.day_strip import Day, DayStrip
from outlet_app.ui.widgets.dialog import Dialog
from outlet_app.ui.widgets.empty_state import EmptyState
from outlet_app.ui.widgets.field import Field
from outlet_app.ui.widgets.key_cap import KeyCap
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.ui.widgets.number_strip import Figure, NumberStrip
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.ui.widgets.quick_tile import QuickTile
from outlet_app.ui.widgets.segmented import Segment, Segmented
from outlet_app.ui.widgets.skeleton import Skeleton
from outlet_app.ui.widgets.suggest import Suggestion
from outlet_app.ui.widgets.suggest_edit import SuggestEdit
from outlet_app.ui.widgets.table import Table
from outlet_app.ui.widgets.table_model import Cell
from outlet_app.ui.widgets.table_model import Column as TableColumn
from outlet_app.ui.widgets.tabs import Tabs
from outlet_app.ui.widgets.text import Label
from outlet_app.ui.widgets.text_area import TextArea
from outlet_app.ui.widgets.timeline import Moment, Timeline
from outlet_app.ui.widgets.toast import Notice, Toast
from outlet_app.wording.statuses import STATUSES, status
from tests.support.counter_fakes_desk import NOW
from tests.support.pixels import colours, legibility
from tests.ui.conftest import Stage

READABLE, MADE_OUT = 4.5, 2.5
SCHEMES = (Scheme.LIGHT, Scheme.DARK, Scheme.HIGH_CONTRAST)
GROUNDS = ("canvas", "surface", "nav", "topbar", "statusbar", "actionbar", "sunken")
each_scheme = pytest.mark.parametrize("scheme", SCHEMES)
Shown = tuple[QWidget, QRect | None]


def under_mouse(widget: QWidget) -> None:
    """As if the pointer rested on it."""
    widget.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, True)
    widget.update()


def inside(widget: QWidget, inset: int = 3) -> QRect:
    """The widget without its border."""
    return widget.rect().adjusted(inset, inset, -inset, -inset)


@each_scheme
@pytest.mark.parametrize("ground_name", GROUNDS)
def test_every_tone_of_a_label_is_readable_on_every_ground(
    stage: Stage, theme: Theme, scheme: Scheme, ground_name: str
) -> None:
    theme.choose(scheme)
    tones = [tone for tone in LABEL_TONES if tone not in ("on_accent", "disabled")]
    labels = [Label("知识产权 2026", "body", tone) for tone in tones]
    stage(ground(Column(*labels, margins=(8, 8, 8, 8)), ground_name), size=(220, 280))
    weak = {
        label.property("tone"): round(told, 2) for label in labels if (told := legibility(label)) < READABLE
    }
    assert weak == {}


@each_scheme
@pytest.mark.parametrize("role", ["title", "heading", "record", "strong", "body", "label", "caption", "key"])
def test_small_type_keeps_its_full_colour(stage: Stage, theme: Theme, scheme: Scheme, role: str) -> None:
    theme.choose(scheme)
    label = Label("待补正 11-23", role, "text3")
    stage(ground(Column(label, margins=(8, 8, 8, 8)), "surface"), size=(240, 60))
    assert legibility(label) >= READABLE
    assert theme.tokens.text3 in colours(label)


STATES = ("rest", "hover", "pressed")


@each_scheme
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("kind", list(Kind))
def test_a_button_is_readable_in_every_state(
    stage: Stage, theme: Theme, scheme: Scheme, kind: Kind, state: str
) -> None:
    theme.choose(scheme)
    buttons = [Button("容缺受理(&R)", icon, kind) for icon in ("", "hourglass")]
    stage(ground(Row(*buttons), "surface"), size=(360, 60))
    for button in buttons:
        if state == "hover":
            under_mouse(button)
        button.setDown(state == "pressed")
        assert legibility(button, inside(button)) >= READABLE


@each_scheme
@pytest.mark.parametrize("kind", list(Kind))
def test_a_disabled_button_can_still_be_made_out(
    stage: Stage, theme: Theme, scheme: Scheme, kind: Kind
) -> None:
    theme.choose(scheme)
    button = Button("上一页", kind=kind)
    stage(ground(Column(button), "surface"), size=(160, 60))
    enabled = legibility(button, inside(button))
    button.setEnabled(False)
    assert MADE_OUT <= legibility(button, inside(button)) < enabled or scheme is Scheme.HIGH_CONTRAST


def typed(make: Callable[[], QWidget], text: str = "巴特尔 1508") -> QWidget:
    """A field with something in it."""
    widget = make()
    widget.setText(text) if isinstance(widget, LineEdit) else widget.setPlainText(text)  # type: ignore[attr-defined]
    return widget


def wrong(widget: QWidget) -> QWidget:
    """The field marked as wrong."""
    widget.set_problem(True)  # type: ignore[attr-defined]
    return widget


def read_only(widget: QWidget) -> QWidget:
    """The field for reading only."""
    widget.setReadOnly(True)  # type: ignore[attr-defined]
    return widget


def selected(widget: QWidget) -> QWidget:
    """Everything in the field selected."""
    widget.selectAll()  # type: ignore[attr-defined]
    return widget


CHOICES = [Choice(1, "企业"), Choice(2, "个人")]
FIELDS: dict[str, Callable[[], QWidget]] = {
    "line, placeholder": lambda: LineEdit("名称或首字母"),
    "line, typed": lambda: typed(LineEdit),
    "line, wrong": lambda: wrong(typed(LineEdit)),
    "line, wrong and empty": lambda: wrong(LineEdit("名称或首字母")),
    "line, read only": lambda: read_only(typed(LineEdit)),
    "line with icon, placeholder": lambda: LineEdit("办件号、申请人", lead="search"),
    "area, placeholder": lambda: TextArea("诉求"),
    "area, typed": lambda: typed(TextArea),
    "area, wrong": lambda: wrong(typed(TextArea)),
    "area, wrong and empty": lambda: wrong(TextArea("诉求")),
    "area, read only": lambda: read_only(typed(TextArea)),
    "list, placeholder": lambda: Combo(CHOICES, "编号或首字母"),
    "list, chosen": lambda: typed(lambda: Combo(CHOICES), "企业"),
    "list, wrong": lambda: wrong(typed(lambda: Combo(CHOICES), "企业")),
    "list, read only": lambda: read_only(typed(lambda: Combo(CHOICES), "企业")),
}


@each_scheme
@pytest.mark.parametrize("name", FIELDS)
def test_what_stands_in_a_field_is_readable(stage: Stage, theme: Theme, scheme: Scheme, name: str) -> None:
    theme.choose(scheme)
    field = FIELDS[name]()
    stage(ground(Column(field, None), "surface"), size=(220, 60))
    words = QRect(40, 4, 120, field.height() - 8) if "icon" in name else QRect(6, 4, 140, field.height() - 8)
    assert legibility(field, words) >= READABLE


@each_scheme
@pytest.mark.parametrize("make", [LineEdit, TextArea], ids=["line", "area"])
def test_what_is_selected_in_a_field_is_readable(
    stage: Stage, theme: Theme, scheme: Scheme, make: Callable[[], QWidget]
) -> None:
    theme.choose(scheme)
    field = selected(typed(make))
    stage(ground(Column(field, None), "surface"), size=(220, 60))
    field.setFocus()
    middle = QRect(14, 11, 40, 14)
    assert theme.tokens.accent in colours(field, middle)
    assert legibility(field, middle) >= READABLE


@each_scheme
@pytest.mark.parametrize("name", ["line, typed", "area, typed", "list, chosen"])
def test_what_stands_in_a_field_is_readable_with_the_keys_on_it(
    stage: Stage, theme: Theme, scheme: Scheme, name: str
) -> None:
    theme.choose(scheme)
    field = FIELDS[name]()
    stage(ground(Column(field, None), "surface"), size=(220, 60))
    field.setFocus()
    assert legibility(field, QRect(6, 4, 140, field.height() - 8)) >= READABLE


@each_scheme
@pytest.mark.parametrize("make", [LineEdit, TextArea, lambda: Combo(CHOICES)], ids=["line", "area", "list"])
def test_what_stands_in_a_disabled_field_is_readable(
    stage: Stage, theme: Theme, scheme: Scheme, make: Callable[[], QWidget]
) -> None:
    theme.choose(scheme)
    field = typed(make, "企业")
    stage(ground(Column(field, None), "surface"), size=(220, 60))
    field.setEnabled(False)
    assert legibility(field, QRect(6, 4, 60, field.height() - 8)) >= READABLE


@each_scheme
@pytest.mark.parametrize("tone", list(Tone))
@pytest.mark.parametrize("ground_name", ["surface", "canvas"])
def test_the_label_line_and_its_message_are_readable(
    stage: Stage, theme: Theme, scheme: Scheme, tone: Tone, ground_name: str
) -> None:
    theme.choose(scheme)
    field = Field("证件号码", LineEdit(), required=True, hint="18 位")
    stage(ground(Column(field, None), ground_name), size=(420, 80))
    label, hint = QRect(0, 0, 56, 22), QRect(76, 0, 50, 22)
    assert legibility(field.line, label) >= READABLE
    assert legibility(field.line, hint) >= READABLE
    star = legibility(field.line, QRect(58, 0, 14, 22))
    field.say("末位校验不符", tone)
    assert star >= READABLE
    assert legibility(field.line, QRect(field.width() - 90, 0, 90, 22)) >= READABLE


@each_scheme
@pytest.mark.parametrize("code", STATUSES)
def test_every_chip_is_readable(stage: Stage, theme: Theme, scheme: Scheme, code: str) -> None:
    theme.choose(scheme)
    chip = Chip(status(code))
    stage(ground(Column(chip, None), "surface"), size=(260, 50))
    assert legibility(chip, QRect(29, 3, chip.width() - 38, 20)) >= READABLE


@each_scheme
@pytest.mark.parametrize("checked", [False, True])
@pytest.mark.parametrize("make", [Check, Radio])
def test_the_words_of_a_tick_are_readable(
    stage: Stage, theme: Theme, scheme: Scheme, make: type[Check] | type[Radio], checked: bool
) -> None:
    theme.choose(scheme)
    one = make("已核对：以上是全部内容")
    stage(ground(Column(one, None), "surface"), size=(260, 60))
    one.setChecked(checked)
    words = QRect(26, 0, one.width() - 26, one.height())
    assert legibility(one, words) >= READABLE
    one.setEnabled(False)
    assert legibility(one, words) >= MADE_OUT


TONED = [Segment("齐全", "ok", "circle-check"), Segment("缺少", "bad", "circle-x"), Segment("需补正", "warn")]


@each_scheme
@pytest.mark.parametrize("chosen", [-1, 0, 1, 2])
@pytest.mark.parametrize("toned", [False, True])
def test_every_word_of_a_segmented_control_is_readable(
    stage: Stage, theme: Theme, scheme: Scheme, chosen: int, toned: bool
) -> None:
    theme.choose(scheme)
    bar = Segmented(TONED if toned else ["窗口", "电话", "上门"], "来访方式", current=chosen)
    stage(ground(Row(bar, None), "surface"), size=(360, 60))
    for part in bar.parts:
        assert legibility(part, inside(part)) >= READABLE
        under_mouse(part)
        assert legibility(part, inside(part)) >= READABLE


@each_scheme
@pytest.mark.parametrize("ground_name", ["surface", "canvas"])
def test_tabs_and_their_numbers_are_readable(
    stage: Stage, theme: Theme, scheme: Scheme, ground_name: str
) -> None:
    theme.choose(scheme)
    tabs = Tabs([("全部", 128), ("已超期", 0)], "待办")
    stage(ground(Row(tabs, None), ground_name), size=(320, 60))
    for tab in tabs.tabs:
        words = QRect(12, 8, 32, 32)
        pill = QRect(tab.width() - 12 - 18, 18, 12, 12)
        for hovered in (False, True):
            tab.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, hovered)
            assert legibility(tab, words) >= READABLE
            assert legibility(tab, pill) >= READABLE


CELL_TONES = ("text", "text2", "text3", "ok", "warn", "bad", "accent_text")


@each_scheme
@pytest.mark.parametrize("tone", CELL_TONES)
def test_cells_are_readable_at_rest_under_the_mouse_and_chosen(
    stage: Stage, theme: Theme, scheme: Scheme, tone: str
) -> None:
    theme.choose(scheme)
    columns = [TableColumn("a", "说明", lambda row: Cell(row, "连不上市级服务器", tone=tone))]
    table = Table(columns, "发送队列", row_height=56)
    stage(Column(table), size=(300, 260))
    table.show_rows(["已超期", "已超期", "已超期"])
    table.hovered_row = 1
    head = QRect(12, 8, 40, 20)
    assert legibility(table.horizontalHeader(), head) >= READABLE
    for row in range(3):
        place = table.visualRect(table.table_model.index(row, 0))
        for line in (place.adjusted(8, 4, -150, -28), place.adjusted(8, 28, -100, -4)):
            assert legibility(table.viewport(), line) >= READABLE


@each_scheme
@pytest.mark.parametrize("tone", list(Tone))
def test_chips_in_cells_are_readable_on_a_chosen_row(
    stage: Stage, theme: Theme, scheme: Scheme, tone: Tone
) -> None:
    theme.choose(scheme)
    code = next(code for code, found in STATUSES.items() if found.tone == tone)
    table = Table([TableColumn("a", "时限", lambda row: Cell(status=status(code)))], "待办")
    stage(Column(table), size=(300, 160))
    table.show_rows([1])
    place = table.visualRect(table.table_model.index(0, 0))
    assert legibility(table.viewport(), place.adjusted(15, 9, -220, -9)) >= READABLE


@each_scheme
@pytest.mark.parametrize("rail", [False, True])
@pytest.mark.parametrize("current", [False, True])
def test_entries_of_the_navigation_are_readable(
    stage: Stage, theme: Theme, scheme: Scheme, rail: bool, current: bool
) -> None:
    theme.choose(scheme)
    navigation = Navigation((PageKey.WORKBENCH, PageKey.SYNC))
    navigation.set_rail(rail)
    stage(Row(navigation, None), size=(240, 480))
    if current:
        navigation.show_current(PageKey.WORKBENCH)
    QApplication.processEvents()
    item = navigation.items[PageKey.WORKBENCH]
    for hovered in (False, True):
        item.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, hovered)
        for place in _places_of(item, rail):
            assert legibility(item, place) >= READABLE


def _places_of(item: NavItem, rail: bool) -> list[QRect]:
    if rail:
        return [QRect(8, 26, item.width() - 16, 16)]
    return [QRect(52, 6, 60, 28), QRect(item.width() - 56, 6, 42, 28)]


@each_scheme
@pytest.mark.parametrize("failed", [0, 2])
def test_the_number_beside_an_entry_is_readable(
    stage: Stage, theme: Theme, scheme: Scheme, failed: int
) -> None:
    theme.choose(scheme)
    navigation = Navigation((PageKey.WORKBENCH, PageKey.SYNC))
    stage(Row(navigation, None), size=(240, 480))
    navigation.show_queue(Queue(128, failed))
    item = navigation.items[PageKey.SYNC]
    assert legibility(item, QRect(item.width() - 42, 13, 22, 14)) >= READABLE


def test_group_heads_and_program_names_are_readable(stage: Stage, theme: Theme) -> None:
    for scheme in SCHEMES:
        theme.choose(scheme)
        navigation = Navigation((PageKey.WORKBENCH, PageKey.SYNC))
        stage(Row(navigation, None), size=(240, 480))
        for label in navigation.findChildren(QLabel):
            assert legibility(label) >= READABLE, label.text()


@each_scheme
@pytest.mark.parametrize("tone", ["text2", "ok", "warn", "bad"])
@pytest.mark.parametrize("hovered", [False, True])
def test_facts_of_the_status_bar_are_readable(
    stage: Stage, theme: Theme, scheme: Scheme, tone: str, hovered: bool
) -> None:
    theme.choose(scheme)
    part = StatusPart("wifi")
    stage(ground(Row(part, None), "statusbar"), size=(260, 40))
    part.say("离线，照常办理", tone=tone, bold=tone != "text2")
    QApplication.processEvents()
    part.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, hovered)
    assert legibility(part, QRect(34, 4, part.width() - 40, 24)) >= READABLE


@each_scheme
@pytest.mark.parametrize("tone", list(Tone))
def test_banners_are_readable(stage: Stage, theme: Theme, scheme: Scheme, tone: Tone) -> None:
    theme.choose(scheme)
    again = Button("立即重试 F8", "refresh-cw")
    banner = Banner(tone, "连不上市级服务器，已离线 26 分钟", "办件照常办理，全部保存在本机。", again)
    stage(ground(Column(banner, None), "canvas"), size=(640, 120))
    for label in banner.findChildren(QLabel):
        assert legibility(label) >= READABLE, label.text()
    assert legibility(again, inside(again)) >= READABLE


@each_scheme
@pytest.mark.parametrize("tone", list(Tone))
def test_toasts_are_readable(stage: Stage, theme: Theme, scheme: Scheme, tone: Tone) -> None:
    theme.choose(scheme)
    window = stage(ground(Column(None), "canvas"), size=(560, 160))
    toast = Toast(Notice(tone, "已受理，回执已送打印机", "一式两份", NOW), window)
    toast.show()
    QApplication.processEvents()
    for one in (*toast.findChildren(QLabel), *toast.findChildren(Paragraph)):
        assert legibility(one) >= READABLE
    toast.deleteLater()


@each_scheme
@pytest.mark.parametrize("main", [False, True])
@pytest.mark.parametrize("compact", [False, True])
@pytest.mark.parametrize("state", STATES)
def test_tiles_are_readable(
    stage: Stage, theme: Theme, scheme: Scheme, main: bool, compact: bool, state: str
) -> None:
    theme.choose(scheme)
    tile = QuickTile("首问登记", "来访、来电", "file-plus", "F2", main=main)
    stage(ground(Column(tile, None), "canvas"), size=(260, 90))
    tile.set_compact(compact)
    QApplication.processEvents()
    if state == "hover":
        under_mouse(tile)
    tile.setDown(state == "pressed")
    tall = [QRect(58, 10, 80, 26), QRect(58, 38, 80, 20), QRect(tile.width() - 32, 15, 16, 16)]
    low = [QRect(36, 8, 80, 30), QRect(tile.width() - 36, 8, 28, 30)]
    for place in low if compact else tall:
        assert legibility(tile, place) >= READABLE, place


@each_scheme
@pytest.mark.parametrize("hovered", [False, True])
def test_numbers_of_the_day_are_readable(stage: Stage, theme: Theme, scheme: Scheme, hovered: bool) -> None:
    theme.choose(scheme)
    strip = NumberStrip("今日")
    stage(ground(Column(strip, None), "canvas"), size=(360, 100))
    strip.show_figures([Figure("met", "14", "人次", "今日接待", "昨日 17")])
    QApplication.processEvents()
    (button,) = strip.figures
    button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, hovered)
    for place in (QRect(16, 6, 32, 34), QRect(52, 12, 40, 26), QRect(16, 42, 60, 22), QRect(82, 42, 60, 22)):
        assert legibility(button, place) >= READABLE, place


@each_scheme
@pytest.mark.parametrize("kind", [*DayKind, None])
def test_days_of_the_strip_are_readable(
    stage: Stage, theme: Theme, scheme: Scheme, kind: DayKind | None
) -> None:
    theme.choose(scheme)
    strip = DayStrip()
    stage(ground(Column(strip, None), "surface"), size=(160, 90))
    strip.show_days([Day("周五", str(date(2026, 11, 20).day), "受理", kind)], "一天")
    QApplication.processEvents()
    for band in (QRect(12, 4, 40, 18), QRect(12, 22, 40, 20), QRect(12, 43, 40, 17)):
        assert legibility(strip, band) >= READABLE, band


CHARTS: dict[str, tuple[Callable[[], QWidget], list[QRect]]] = {
    "stacked": (lambda: StackedBar("评价", [Bar("满意", 3)]), [QRect(32, 32, 60, 24)]),
    "standing": (
        lambda: StandingBars("接待", [Bar("周三", 3)]),
        [QRect(0, 0, 160, 20), QRect(0, 126, 160, 22)],
    ),
    "lying": (lambda: LyingBars("结果", [Bar("受理", 3)]), [QRect(0, 0, 30, 24), QRect(130, 0, 40, 24)]),
}


@each_scheme
@pytest.mark.parametrize("name", CHARTS)
def test_words_and_numbers_of_charts_are_readable(
    stage: Stage, theme: Theme, scheme: Scheme, name: str
) -> None:
    theme.choose(scheme)
    make, places = CHARTS[name]
    chart = make()
    stage(ground(Column(chart, None), "surface"), size=(168, 160))
    for place in places:
        assert legibility(chart, place) >= READABLE, place


@each_scheme
@pytest.mark.parametrize("tone", list(Tone))
def test_steps_of_a_course_are_readable(stage: Stage, theme: Theme, scheme: Scheme, tone: Tone) -> None:
    theme.choose(scheme)
    timeline = Timeline("办理经过")
    stage(ground(Column(timeline, None), "surface"), size=(320, 80))
    timeline.show_moments([Moment("11-16 16:02", "办结", "检索查询报告", "circle-check", tone)])
    QApplication.processEvents()
    for place in (QRect(36, 0, 60, 24), QRect(230, 0, 88, 24), QRect(36, 23, 120, 24)):
        assert legibility(timeline, place) >= READABLE, place


def _popup(stage: Stage, foot: str = "Enter 带出信息") -> SuggestEdit:
    edit = SuggestEdit(foot=foot)
    stage(ground(Column(edit, None), "surface"), size=(360, 300))
    edit.setFocus()
    edit.offer(
        [
            Suggestion("河套禾源", 1, hits=((0, 2),), sub="9115　刘建平", icon="building-2"),
            Suggestion("禾源种业", 2, hits=((0, 2),), sub="9116　张秀兰", icon="building-2"),
            Suggestion("新申请人", 3, icon="plus", accent=True),
        ],
        1,
    )
    return edit


@each_scheme
def test_offers_under_a_field_are_readable(stage: Stage, theme: Theme, scheme: Scheme) -> None:
    theme.choose(scheme)
    popup = _popup(stage).popup()
    QApplication.processEvents()
    for row in range(3):
        top = 1 + row * 52
        hit, rest, below = QRect(48, top + 4, 30, 22), QRect(80, top + 4, 30, 22), QRect(48, top + 29, 90, 18)
        for place in (hit, rest, *((below,) if row < 2 else ())):
            assert legibility(popup, place) >= READABLE, (row, place)
    assert legibility(popup, QRect(16, popup.height() - 34, 90, 30)) >= READABLE


WHOLE: dict[str, Callable[[], QWidget]] = {
    "key cap": lambda: KeyCap("Ctrl+S"),
    "paragraph": lambda: Paragraph("换人登录时，未完成的登记存为草稿。"),
    "quiet paragraph": lambda: Paragraph("代码 state.guard", 13, "text3"),
}


@each_scheme
@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize("ground_name", ["surface", "canvas"])
def test_what_is_only_read_is_readable(
    stage: Stage, theme: Theme, scheme: Scheme, name: str, ground_name: str
) -> None:
    theme.choose(scheme)
    widget = WHOLE[name]()
    stage(ground(Column(widget, None), ground_name), size=(300, 160))
    assert legibility(widget, inside(widget)) >= READABLE


@each_scheme
@pytest.mark.parametrize("ground_name", ["surface", "canvas"])
def test_where_nothing_is_both_lines_are_readable(
    stage: Stage, theme: Theme, scheme: Scheme, ground_name: str
) -> None:
    theme.choose(scheme)
    empty = EmptyState("inbox", "没有待办", "今天没有到期和超期的办件")
    stage(ground(Column(empty), ground_name), size=(300, 160))
    for label in empty.findChildren(QLabel):
        assert legibility(label) >= READABLE, label.text()


@each_scheme
def test_cards_and_dialogs_are_readable(stage: Stage, theme: Theme, scheme: Scheme) -> None:
    theme.choose(scheme)
    window = stage(ground(Column(Card("未发送", caption="5 件", icon="cloud-upload"), None), "canvas"))
    dialog = Dialog("没有找到打印机", window)
    dialog.say("告知书已经保存。", "请接好打印机再试。", icon="triangle-alert", tone="bad")
    dialog.add_button("知道了", default=True)
    dialog.open()
    QApplication.processEvents()
    read = [one for one in window.findChildren(QLabel) if one.text() and one.isVisible()]
    read += [one for one in dialog.findChildren(QLabel) if one.text()]
    weak = [one.text() for one in read if legibility(one) < READABLE]
    weak += [one.text() for one in dialog.findChildren(Paragraph) if legibility(one) < READABLE]
    dialog.reject()
    assert len(read) >= 3
    assert weak == []


@each_scheme
def test_a_tooltip_is_readable(stage: Stage, theme: Theme, scheme: Scheme) -> None:
    theme.choose(scheme)
    button = Button("打开")
    window = stage(Column(button, None))
    QToolTip.showText(button.mapToGlobal(button.rect().center()), "巴彦淖尔市河套禾源食品有限公司", button)
    tips = [one for one in QApplication.topLevelWidgets() if one.inherits("QTipLabel") and one.isVisible()]
    told = [legibility(tip, inside(tip)) for tip in tips]
    QToolTip.hideText()
    for tip in tips:
        tip.hide()
    assert window.isVisible()
    assert told
    assert min(told) >= READABLE


@each_scheme
@pytest.mark.parametrize("ground_name", ["surface", "canvas"])
def test_grey_rows_say_readably_that_reading_lasts(
    stage: Stage, theme: Theme, scheme: Scheme, ground_name: str
) -> None:
    theme.choose(scheme)
    skeleton = Skeleton()
    stage(ground(Column(skeleton), ground_name), size=(300, 160))
    skeleton.show()
    QApplication.processEvents()
    assert legibility(skeleton, QRect(16, 106, 120, 24)) >= READABLE


@each_scheme
def test_the_seal_and_the_names_beside_it_are_readable(stage: Stage, theme: Theme, scheme: Scheme) -> None:
    theme.choose(scheme)
    brand = Brand()
    stage(ground(Column(brand, None), "nav"), size=(220, 80))
    seal = brand.box.itemAt(0).widget()
    assert seal is not None
    assert legibility(seal, inside(seal, 5)) >= READABLE
    for label in brand.findChildren(QLabel):
        assert legibility(label) >= READABLE
