"""Every widget at every size in every theme: nothing clipped, heights of the design, targets large enough."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from outlet_app.ui.theme.theme import FACTORS
from outlet_app.ui.theme.tokens import Scheme, Tone
from outlet_app.ui.widgets.banner import Banner
from outlet_app.ui.widgets.bars import Bar, LyingBars, StackedBar, StandingBars
from outlet_app.ui.widgets.boxes import Column, Row, Strip
from outlet_app.ui.widgets.buttons import COMPACT, MAIN, Button, IconButton, Kind
from outlet_app.ui.widgets.card import Card
from outlet_app.ui.widgets.check import Check, Radio
from outlet_app.ui.widgets.chip import Chip
from outlet_app.ui.widgets.combo import Choice, Combo
from outlet_app.ui.widgets.drawing import text_width
from outlet_app.ui.widgets.empty_state import EmptyState
from outlet_app.ui.widgets.field import Field
from outlet_app.ui.widgets.key_cap import KeyCap
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.ui.widgets.number_strip import Figure, NumberStrip
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.ui.widgets.quick_tile import QuickTile
from outlet_app.ui.widgets.segmented import Segmented
from outlet_app.ui.widgets.tabs import Tabs
from outlet_app.ui.widgets.text import Label
from outlet_app.ui.widgets.text_area import TextArea
from outlet_app.ui.widgets.timeline import Moment, Timeline
from outlet_app.wording.statuses import status

SCHEMES = (Scheme.LIGHT, Scheme.DARK, Scheme.HIGH_CONTRAST)
each_factor = pytest.mark.parametrize("factor", FACTORS)
each_scheme = pytest.mark.parametrize("scheme", SCHEMES)

HEIGHTS = {
    "line edit": (lambda: LineEdit("名称"), 36),
    "combo": (lambda: Combo([Choice(1, "企业")]), 36),
    "text area": (lambda: TextArea("诉求"), 36),
    "button": (lambda: Button("取消"), 36),
    "main button": (lambda: Button("受理(&S)", "circle-check", Kind.PRIMARY, MAIN), 40),
    "compact button": (lambda: Button("打开", size=COMPACT), 32),
    "icon button": (lambda: IconButton("x", "关闭"), 32),
    "check": (lambda: Check("帮办代办"), 32),
    "radio": (lambda: Radio("当面"), 32),
    "segmented": (lambda: Segmented(["窗口", "电话"], "来访方式"), 36),
    "tabs": (lambda: Tabs([("全部", 16)], "待办"), 48),
    "chip": (lambda: Chip(status("overdue")), 26),
    "key cap": (lambda: KeyCap("Ctrl+S"), 22),
    "quick tile": (lambda: QuickTile("首问登记", "来访、来电", "file-plus", "F2"), 72),
    "number strip": (lambda: NumberStrip("今日"), 72),
    "strip": (lambda: Strip(48, Label("抬头")), 48),
    "lying bars": (lambda: LyingBars("结果", [Bar("受理", 3), Bar("答复", 4)]), 48),
    "stacked bar": (lambda: StackedBar("评价", [Bar("满意", 3)]), 64),
    "standing bars": (lambda: StandingBars("接待", [Bar("9", 3)]), 148),
}


@each_factor
@pytest.mark.parametrize("name", HEIGHTS)
def test_a_widget_has_the_height_of_the_design(stage, theme, name, factor):
    make, height = HEIGHTS[name]
    theme.choose(factor=factor)
    widget = make()
    stage(Column(widget, None), size=(900, 400))
    assert abs(widget.height() - height * factor) <= 1


@each_factor
@pytest.mark.parametrize("name", HEIGHTS)
def test_a_widget_made_before_the_change_is_as_high_as_one_made_after_it(stage, theme, name, factor):
    make, height = HEIGHTS[name]
    widget = make()
    stage(Column(widget, None), size=(900, 400))
    theme.choose(factor=factor)
    QApplication.processEvents()
    assert abs(widget.height() - height * factor) <= 1


@each_scheme
@pytest.mark.parametrize("name", HEIGHTS)
def test_colours_do_not_change_heights(stage, theme, name, scheme):
    make, height = HEIGHTS[name]
    widget = make()
    stage(Column(widget, None), size=(900, 400))
    theme.choose(scheme)
    QApplication.processEvents()
    assert abs(widget.height() - height) <= 1


LONG_NAME = "内蒙古自治区巴彦淖尔市乌拉特前旗明安草原牧业有限公司"


def gallery() -> Column:
    """One of everything, with the longest real texts."""
    numbers = NumberStrip("今日")
    numbers.show_figures(
        [Figure(str(n), "128", "人次", name) for n, name in enumerate(("今日接待", "一次性告知", "容缺受理"))]
    )
    timeline = Timeline("办理经过")
    timeline.show_moments([Moment("11-16 16:02", "办结", LONG_NAME, "circle-check", "ok")])
    wrong = Field("统一社会信用代码", LineEdit("18 位"), required=True, hint="18 位")
    wrong.say("末位校验不符，请核对")
    return Column(
        Row(
            Button("一次性告知(&Y)", "file-text", Kind.PRIMARY),
            Button("容缺受理(&R)", "hourglass"),
            KeyCap("F2"),
            None,
        ),
        Row(Chip(status("overdue", days=12)), Chip(status("offline")), Check("已核对"), Radio("当面"), None),
        Row(Segmented(["当面签收", "邮寄", "电子送达"], "送达方式", current=0), None),
        Tabs([("全部", 128), ("已超期", 0), ("今日到期", 99)], "待办提醒"),
        Row((wrong, 1), (Field("名称", LineEdit(), required=True), 1), gap=12),
        Banner(
            Tone.WARN,
            "连不上市级服务器，已离线 26 分钟",
            "办件照常办理，全部保存在本机。网络恢复后自动发送。",
        ),
        numbers,
        timeline,
        Paragraph(LONG_NAME * 3),
        Card("未发送", None, Button("立即同步 F8", size=COMPACT), caption="5 件").add(
            EmptyState("inbox", "全部已发送")
        ),
        gap=8,
        margins=(16, 16, 16, 16),
    )


@pytest.fixture(params=[(scheme, factor) for scheme in SCHEMES for factor in (1.0, 1.5)], ids=str)
def shown(request, stage, theme):
    scheme, factor = request.param
    theme.choose(scheme, factor)
    window = gallery()
    stage(window, size=(round(1000 * factor), round(900 * factor)))
    return window


def test_no_label_is_wider_than_its_place(shown):
    for label in shown.findChildren(QLabel):
        if label.isVisible() and label.text() and not label.wordWrap():
            assert label.fontMetrics().horizontalAdvance(label.text()) <= label.width() + 1, label.text()
            assert label.fontMetrics().height() <= label.height() + 1, label.text()


def test_no_button_cuts_its_words(shown, theme):
    for button in shown.findChildren(Button):
        if button.text():
            assert text_width(button.text().replace("&", ""), 15, True) <= button.width() - 2 * theme.s(8)


def test_everything_that_can_be_pressed_is_large_enough(shown, theme):
    for button in shown.findChildren(QAbstractButton):
        if button.isVisible():
            assert min(button.width(), button.height()) >= theme.s(32), button.accessibleName()


def test_nothing_sticks_out_of_the_window(shown):
    for child in shown.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if child.isVisible():
            assert shown.rect().contains(child.geometry())


def test_nothing_lies_over_its_neighbour(shown):
    boxes = [shown.box.itemAt(at).geometry() for at in range(shown.box.count())]
    for above, below in pairwise(boxes):
        assert above.bottom() < below.top()
