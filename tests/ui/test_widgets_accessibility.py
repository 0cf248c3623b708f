"""What assistive technology is told: names, roles, states and descriptions."""

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from outlet_app.ui.theme.tokens import Tone
from outlet_app.ui.widgets.banner import Banner
from outlet_app.ui.widgets.boxes import Column, Scroller
from outlet_app.ui.widgets.buttons import Button, IconButton
from outlet_app.ui.widgets.card import Card
from outlet_app.ui.widgets.check import Check, Radio
from outlet_app.ui.widgets.chip import Chip
from outlet_app.ui.widgets.combo import Combo
from outlet_app.ui.widgets.empty_state import EmptyState
from outlet_app.ui.widgets.field import Field
from outlet_app.ui.widgets.key_cap import KeyCap
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.ui.widgets.pdf_view import PdfView
from outlet_app.ui.widgets.quick_tile import QuickTile
from outlet_app.ui.widgets.segmented import Segmented
from outlet_app.ui.widgets.table import Table
from outlet_app.ui.widgets.table_model import Cell
from outlet_app.ui.widgets.table_model import Column as TableColumn
from outlet_app.ui.widgets.tabs import Tabs
from outlet_app.ui.widgets.text import ElidedLabel
from outlet_app.ui.widgets.text_area import TextArea
from outlet_app.wording.statuses import status


def told(widget: QWidget):
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name), interface.role(), interface.state()


NAMED = {
    "button": (lambda: Button("受理(&S)"), "受理(S)", QAccessible.Role.Button),
    "button by another name": (
        lambda: Button("移除", name="移除 授权委托书"),
        "移除 授权委托书",
        QAccessible.Role.Button,
    ),
    "icon button": (lambda: IconButton("x", "关闭"), "关闭", QAccessible.Role.Button),
    "tile": (
        lambda: QuickTile("首问登记", "来访", "file-plus", "F2"),
        "首问登记 F2",
        QAccessible.Role.Button,
    ),
    "check": (lambda: Check("帮办代办(&K)"), "帮办代办(K)", QAccessible.Role.CheckBox),
    "radio": (lambda: Radio("邮寄"), "邮寄", QAccessible.Role.RadioButton),
    "chip": (lambda: Chip(status("due_today", time="11:15")), "今日 11:15 前", None),
    "key cap": (lambda: KeyCap("F2"), "F2", None),
    "paragraph": (lambda: Paragraph("一句话。"), "一句话。", None),
    "banner": (lambda: Banner(Tone.WARN, "已离线", "照常办理"), "已离线", None),
    "empty": (
        lambda: EmptyState("inbox", "没有待办", "今天没有到期的办件"),
        "没有待办 今天没有到期的办件",
        None,
    ),
    "card": (lambda: Card("未发送"), "未发送", None),
    "scroller": (lambda: Scroller(QWidget(), "申请材料"), "申请材料", None),
    "segmented": (lambda: Segmented(["窗口", "电话"], "来访方式", current=1), "来访方式：电话", None),
    "tabs": (lambda: Tabs([("全部", 3)], "待办"), "待办：全部", None),
    "preview": (lambda: PdfView("打印预览"), "打印预览", None),
    "elided": (lambda: ElidedLabel("很长的名称"), "很长的名称", None),
}


@pytest.mark.parametrize("kind", NAMED)
def test_name_and_role(stage, kind):
    make, name, role = NAMED[kind]
    widget = make()
    stage(Column(widget))
    said, is_a, _ = told(widget)
    assert said == name
    if role is not None:
        assert is_a == role


@pytest.mark.parametrize("make", [LineEdit, TextArea, Combo])
def test_a_control_is_named_by_its_label_and_described_by_its_message(stage, make):
    field = Field("联系电话", make())
    stage(Column(field))
    field.say("应为 11 位，少 1 位")
    interface = QAccessible.queryAccessibleInterface(field.control)
    assert interface.text(QAccessible.Text.Name) == "联系电话"
    assert interface.text(QAccessible.Text.Description) == "应为 11 位，少 1 位"


def test_a_tick_is_told_as_a_tick(stage):
    check = Check("帮办代办")
    stage(Column(check))
    assert not told(check)[2].checked
    check.click()
    assert told(check)[2].checked


def test_a_disabled_button_is_told_as_disabled(stage):
    button = Button("上一页")
    stage(Column(button))
    button.setEnabled(False)
    assert told(button)[2].disabled


def test_a_read_only_field_is_told_as_read_only(stage):
    edit = LineEdit()
    edit.setReadOnly(True)
    stage(Column(edit))
    assert told(edit)[2].readOnly


def test_a_table_tells_its_name_heads_and_cells(stage):
    columns = [
        TableColumn("due", "时限", lambda row: Cell(status=status("due_soon", days=row))),
        TableColumn("name", "申请人", lambda row: Cell("其其格", sub="一次性告知书")),
    ]
    table = Table(columns, "待办提醒")
    stage(Column(table), size=(500, 300))
    table.show_rows([3])
    interface = QAccessible.queryAccessibleInterface(table)
    assert interface.text(QAccessible.Text.Name) == "待办提醒"
    assert interface.role() == QAccessible.Role.Table
    spoken = [interface.child(at).text(QAccessible.Text.Name) for at in range(interface.childCount())]
    assert "剩 3 个工作日" in spoken
    assert "其其格 一次性告知书" in spoken
    assert {"时限", "申请人"} <= set(spoken)


def test_the_parts_of_a_segmented_control_say_which_is_chosen(stage):
    bar = Segmented(["齐全", "缺少", "需补正"], "授权委托书", current=1)
    stage(Column(bar))
    assert [told(part)[2].checked for part in bar.parts] == [0, 1, 0]
