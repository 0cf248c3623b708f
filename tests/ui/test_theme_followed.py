"""A change of size or colours reaches what is open: it is painted as if it had been made afterwards."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from outlet_app.domain.calendar import DayKind
from outlet_app.ui.jobs import Lanes
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.navigation import Navigation
from outlet_app.ui.office import Office, Queue
from outlet_app.ui.pages.items.item_list import ItemList
from outlet_app.ui.parts.cover import PasswordEdit
from outlet_app.ui.parts.draft_head import DraftHead
from outlet_app.ui.parts.field_row import FieldRow
from outlet_app.ui.parts.material_name import MaterialName
from outlet_app.ui.parts.section_head import SectionHead
from outlet_app.ui.status_bar import StatusBar
from outlet_app.ui.theme.theme import FACTORS, Theme
from outlet_app.ui.theme.tokens import Scheme, Tone
from outlet_app.ui.widgets.banner import Banner
from outlet_app.ui.widgets.bars import Bar, LyingBars, StackedBar, StandingBars
from outlet_app.ui.widgets.boxes import Column, Line, Row, Strip, ground
from outlet_app.ui.widgets.brand import Brand, Seal
from outlet_app.ui.widgets.buttons import Button, IconButton, Kind
from outlet_app.ui.widgets.card import Card
from outlet_app.ui.widgets.check import Check, Radio
from outlet_app.ui.widgets.chip import Chip
from outlet_app.ui.widgets.combo import Choice, Combo
from outlet_app.ui.widgets.day_strip import Day, DayStrip
from outlet_app.ui.widgets.display_choice import DisplayChoice
from outlet_app.ui.widgets.empty_state import EmptyState
from outlet_app.ui.widgets.field import Field
from outlet_app.ui.widgets.key_cap import KeyCap
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.ui.widgets.number_strip import Figure, NumberStrip
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.ui.widgets.pdf_view import PageImage, PdfView
from outlet_app.ui.widgets.quick_tile import QuickTile
from outlet_app.ui.widgets.segmented import Segmented
from outlet_app.ui.widgets.skeleton import Skeleton
from outlet_app.ui.widgets.table import Table
from outlet_app.ui.widgets.table_model import Cell
from outlet_app.ui.widgets.table_model import Column as TableColumn
from outlet_app.ui.widgets.tabs import Tabs
from outlet_app.ui.widgets.text import ElidedLabel, Glyph, Label
from outlet_app.ui.widgets.text_area import TextArea
from outlet_app.ui.widgets.timeline import Moment, Timeline
from outlet_app.wording.statuses import status
from tests.support.counter_fakes_desk import CLERK, NOW, reference
from tests.support.whole_window import SEAT, settle, show_page, whole_window
from tests.ui.conftest import Stage

SENTENCE = "办件照常办理，全部保存在本机。网络恢复后自动发送。"


def _figures() -> QWidget:
    strip = NumberStrip("今日")
    strip.show_figures([Figure("a", "14", "人次", "今日接待", "昨日 17"), Figure("b", "0", "件", "受理")])
    return strip


def _days() -> QWidget:
    strip = DayStrip()
    kinds = (DayKind.START, DayKind.COUNTED, DayKind.OFF, DayKind.DUE)
    strip.show_days(
        [Day("周五", str(date(2026, 11, 20 + n).day), "受理", kind) for n, kind in enumerate(kinds)], "四天"
    )
    return strip


def _course() -> QWidget:
    timeline = Timeline("经过")
    timeline.show_moments(
        [Moment("11-16 16:02", "办结", SENTENCE, "circle-check", tone) for tone in ("ok", "bad")]
    )
    return timeline


def _table() -> QWidget:
    columns = [
        TableColumn("a", "时限", lambda row: Cell(status=status("due_soon", days=3)), 152),
        TableColumn("b", "申请人", lambda row: Cell(row, "第二行", icon="clock", tone="warn")),
    ]
    table: Table[str] = Table(columns, "待办", row_height=56)
    table.show_rows(["巴特尔", "其其格"])
    table.setMinimumHeight(120)
    return table


def _navigation(rail: bool) -> QWidget:
    navigation = Navigation(tuple(PageKey))
    navigation.setFixedHeight(480)
    navigation.set_rail(rail)
    navigation.show_current(PageKey.SYNC)
    navigation.show_queue(Queue(5, 2))
    return navigation


def _bar() -> QWidget:
    office = Office(lambda: NOW)
    office.sign_in(CLERK)
    office.show_outlet(SEAT)
    bar = StatusBar(office)
    bar.set_compact(True)
    office.setParent(bar)
    return bar


def _said(field: Field) -> Field:
    field.say("末位校验不符", Tone.BAD)
    return field


def _paper() -> QWidget:
    view = PdfView("打印预览")
    view.setMinimumHeight(160)
    view.show_pages([PageImage(60, 84, b"\xff\xff\xff\xff" * (60 * 84), dpi=72)])
    return view


def _reading() -> QWidget:
    skeleton = Skeleton()
    skeleton.setMinimumHeight(140)
    skeleton.show()
    return skeleton


def _head() -> QWidget:
    head = DraftHead()
    head.show_saved(NOW)
    head.set_compact(True)
    head.show_due("11-20 17:30 前")
    return head


MADE: dict[str, Callable[[], QWidget]] = {
    **{f"button, {kind}": lambda kind=kind: Button("打印(&P)", "printer", kind) for kind in Kind},
    "icon button": lambda: IconButton("x", "关闭"),
    "line": lambda: LineEdit("名称", lead="search"),
    "area": lambda: TextArea("诉求"),
    "list": lambda: Combo([Choice(1, "企业")], "编号"),
    "tick": lambda: Check("帮办代办", checked=True),
    "radio": lambda: Radio("邮寄"),
    "segments": lambda: Segmented(["窗口", "电话"], "来访方式", current=1),
    "tabs": lambda: Tabs([("全部", 16), ("已超期", 0)], "待办"),
    "field": lambda: _said(Field("证件号码", LineEdit(), required=True, hint="18 位")),
    "password": lambda: PasswordEdit("口令"),
    "chip": lambda: Chip(status("overdue", days=3)),
    "key cap": lambda: KeyCap("Ctrl+S"),
    "label": lambda: Label("办理时限", "heading", "warn"),
    "elided": lambda: ElidedLabel(SENTENCE * 3),
    "glyph": lambda: Glyph("clock", 24, "bad"),
    "paragraph": lambda: Paragraph(SENTENCE * 3),
    "banner": lambda: Banner(Tone.WARN, "连不上市级服务器", SENTENCE),
    "card": lambda: Card("未发送", caption="5 件", icon="clock", padding=16, gap=8).add(Label("甲")),
    "empty": lambda: EmptyState("inbox", "没有待办", SENTENCE),
    "tile": lambda: QuickTile("首问登记", "来访、来电", "file-plus", "F2", main=True),
    "numbers": _figures,
    "days": _days,
    "course": _course,
    "stacked": lambda: StackedBar("评价", [Bar("满意", 3), Bar("一般", 1, "accent_line")]),
    "standing": lambda: StandingBars("接待", [Bar("周三", 3), Bar("周四", 5)]),
    "lying": lambda: LyingBars("结果", [Bar("受理", 3), Bar("当场答复", 8)]),
    "table": _table,
    "seal": lambda: Seal(56),
    "brand": Brand,
    "navigation": lambda: _navigation(False),
    "rail": lambda: _navigation(True),
    "status bar": _bar,
    "display choice": DisplayChoice,
    "display choice, stacked": lambda: DisplayChoice(stacked=True),
    "items": lambda: ItemList(reference().catalogue.items[:3]),
    "paper": _paper,
    "reading": _reading,
    "draft": _head,
    "section": lambda: SectionHead(2, "服务事项", Button("选择"), caption="10 项"),
    "material": lambda: MaterialName("营业执照等主体资格证明", "复印件 1 份", bold=True),
    "field row": lambda: FieldRow((Field("类型", LineEdit()), -120), (Field("名称", LineEdit()), 1)),
    "lines": lambda: Row(Label("甲"), Line(vertical=True, length=24), 24, Label("丙"), None, gap=12),
    "strip": lambda: Strip(48, Label("甲"), 16, Label("乙"), None, margins=(16, 0, 8, 0)),
    "gaps": lambda: Column(Label("甲"), 24, Label("乙"), 8, Label("丙"), gap=4, margins=(8, 8, 8, 8)),
}  # fmt: skip


def shot(window: QWidget) -> QImage:
    """The window at rest, without the pointer over anything."""
    QApplication.sendPostedEvents()
    settle(3)
    return window.grab().toImage()


def framed(widget: QWidget) -> QWidget:
    return ground(Column(widget, None, margins=(12, 12, 12, 12)), "surface")


CHANGES = [
    (Scheme.DARK, 1.0),
    (Scheme.HIGH_CONTRAST, 1.0),
    (Scheme.LIGHT, 1.5),
    (Scheme.HIGH_CONTRAST, 1.75),
    (Scheme.DARK, 1.25),
]


@pytest.mark.parametrize(("scheme", "factor"), CHANGES)
@pytest.mark.parametrize("name", MADE)
def test_what_is_open_is_painted_as_if_made_after_the_change(
    stage: Stage, theme: Theme, name: str, scheme: Scheme, factor: float
) -> None:
    size = (1100, 620)
    earlier = stage(framed(MADE[name]()), size=size)
    earlier.setFocus()
    before = shot(earlier)
    theme.choose(scheme, factor)
    after = shot(earlier)
    later = stage(framed(MADE[name]()), size=size)
    later.setFocus()
    assert before != after
    assert shot(later) == after


@pytest.mark.parametrize("name", MADE)
def test_going_there_and_back_leaves_no_trace(stage: Stage, theme: Theme, name: str) -> None:
    window = stage(framed(MADE[name]()), size=(1700, 620))
    window.setFocus()
    before = shot(window)
    for factor in FACTORS[::-1]:
        theme.choose(Scheme.HIGH_CONTRAST, factor)
        settle(1)
    theme.choose(Scheme.LIGHT, 1.0)
    assert shot(window) == before


@pytest.mark.parametrize("key", [PageKey.WORKBENCH, PageKey.SYNC, PageKey.CATALOGUE])
@pytest.mark.parametrize(("scheme", "factor"), [(Scheme.DARK, 1.0), (Scheme.HIGH_CONTRAST, 1.25)])
def test_a_whole_page_is_painted_as_if_made_after_the_change(
    stage: Stage, theme: Theme, lanes: Lanes, key: PageKey, scheme: Scheme, factor: float
) -> None:
    shots = []
    for changed_first in (False, True):
        theme.choose(*((scheme, factor) if changed_first else (Scheme.LIGHT, 1.0)))
        window = whole_window(lanes)
        stage(window, size=(1366, 768))
        show_page(window, key, lanes)
        theme.choose(scheme, factor)
        settle(2)
        shots.append(shot(window))
        window.hide()
    assert shots[0] == shots[1]


def test_an_emptied_box_forgets_its_gaps(stage: Stage, theme: Theme) -> None:
    column = Column(Label("甲"), 24, Label("乙"))
    stage(column, size=(200, 200))
    column.clear()
    theme.choose(factor=1.5)
    column.add(Label("丙"))
    column.add(16)
    settle()
    assert column.box.count() == 2
    spacer = column.box.itemAt(1).spacerItem()
    assert spacer is not None
    assert spacer.sizeHint().height() == 24
