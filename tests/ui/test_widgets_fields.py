"""Fields: messages that never reflow, Enter and Tab, composition, growth, lists that filter."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from outlet_app.ui.theme.tokens import Tone
from outlet_app.ui.widgets.boxes import Column
from outlet_app.ui.widgets.check import Check, Radio
from outlet_app.ui.widgets.combo import Choice, Combo
from outlet_app.ui.widgets.field import Field
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.ui.widgets.segmented import Segmented
from outlet_app.ui.widgets.suggest import Suggestion
from outlet_app.ui.widgets.suggest_edit import SuggestEdit
from outlet_app.ui.widgets.text_area import TextArea

ITEMS = [
    Choice(1, "1　知识产权信息查询服务", ("1", "xxcx")),
    Choice(2, "2　知识产权业务咨询服务", ("2", "ywzx")),
    Choice(3, "3　高价值专利培育与转化服务", ("3", "gjzzl")),
    Choice(10, "10　知识产权培训与宣传服务", ("10", "pxyxc")),
]


def shown(stage, *widgets):
    window = stage(*widgets) if len(widgets) > 1 else stage(Column(*widgets))
    widgets[0].setFocus()
    return window


def key(key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def typed(text):
    """Keys for ASCII; Han characters come as an input method commits them."""
    if text.isascii():
        QTest.keyClicks(QApplication.focusWidget(), text)
        return
    commit = QInputMethodEvent("", [])
    commit.setCommitString(text)
    QApplication.sendEvent(QApplication.focusWidget(), commit)


def test_a_message_stands_in_the_label_line_and_moves_nothing(stage):
    field = Field("联系电话", LineEdit(), required=True, hint="手机或座机")
    shown(stage, field)
    before = (field.height(), field.control.geometry())
    field.say("应为 11 位，少 1 位")
    QApplication.processEvents()
    assert (field.height(), field.control.geometry()) == before
    assert field.message == "应为 11 位，少 1 位"
    assert field.is_wrong
    assert field.control.property("problem") is True


def test_a_control_of_fixed_width_begins_under_its_label(stage):
    for control in (Segmented(["窗口", "电话"], "来访方式"), Check("帮办代办")):
        field = Field("来访方式", control)
        shown(stage, field)
        assert control.x() == 0
        assert control.width() < field.width()


def test_a_message_is_the_controls_description_for_assistive_technology(stage):
    field = Field("联系人", LineEdit())
    shown(stage, field)
    assert field.control.accessibleName() == "联系人"
    field.say("请填写联系人")
    assert field.control.accessibleDescription() == "请填写联系人"
    field.clear()
    assert field.control.accessibleDescription() == ""
    assert field.control.property("problem") is False


@pytest.mark.parametrize("tone", [Tone.OK, Tone.WARN, Tone.INFO, Tone.MUTE])
def test_only_bad_messages_mark_the_control(stage, tone):
    field = Field("证件号码", LineEdit())
    shown(stage, field)
    field.say("校验通过", tone)
    assert not field.is_wrong
    assert not field.control.property("problem")


def test_a_marked_field_is_painted_differently(stage):
    field = Field("证件号码", LineEdit())
    shown(stage, field)
    before = field.control.grab().toImage()
    field.say("末位校验不符，请核对")
    assert field.control.grab().toImage() != before


def test_the_label_follows_the_kind_of_applicant(stage):
    field = Field("统一社会信用代码", LineEdit(), required=True)
    shown(stage, field)
    field.rename("身份证号", required=False)
    assert field.control.accessibleName() == "身份证号"
    assert not field.line.required


def test_a_message_that_is_too_long_is_cut_and_kept_in_the_tooltip(stage):
    field = Field("证件号码", LineEdit(), hint="18 位")
    shown(stage, field).resize(160, 80)
    field.say("第 12 位不能是字母 O，请核对证件原件后再填写")
    field.grab()
    assert field.line.toolTip().endswith("再填写")


def test_enter_goes_to_the_next_field_and_shift_enter_back(stage):
    first, second = LineEdit(), LineEdit()
    shown(stage, first, second)
    returned = []
    first.returnPressed.connect(lambda: returned.append(1))
    key(Qt.Key.Key_Return)
    assert second.hasFocus()
    key(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert first.hasFocus()
    assert returned == [1]


def test_a_search_field_keeps_the_focus_on_enter(stage):
    search, other = LineEdit(enter_moves=False), LineEdit()
    shown(stage, search, other)
    returned = []
    search.returnPressed.connect(lambda: returned.append(1))
    key(Qt.Key.Key_Return)
    assert search.hasFocus()
    assert returned == [1]


def test_leaving_a_field_is_told_once(stage):
    first, second = LineEdit(), LineEdit()
    shown(stage, first, second)
    left = []
    first.left.connect(lambda: left.append(first.text()))
    typed("abc")
    key(Qt.Key.Key_Tab)
    assert left == ["abc"]


def test_what_an_input_method_composes_is_searched_without_apostrophes(stage):
    edit = LineEdit()
    shown(stage, edit)
    heard = []
    edit.typed.connect(heard.append)
    QApplication.sendEvent(edit, QInputMethodEvent("he'tao", []))
    assert heard[-1] == "hetao"
    assert edit.text() == ""
    committed = QInputMethodEvent("", [])
    committed.setCommitString("河套")
    QApplication.sendEvent(edit, committed)
    assert heard[-1] == edit.text() == "河套"


def test_a_paste_of_ten_thousand_characters_is_cut_at_the_limit(stage):
    edit = LineEdit(longest=200)
    shown(stage, edit)
    QApplication.clipboard().setText("甲" * 10_000)
    edit.paste()
    assert len(edit.text()) == 200


def test_a_filled_field_shows_its_beginning(stage):
    edit = LineEdit()
    shown(stage, edit)
    edit.show_text("巴彦淖尔市河套禾源食品有限公司" * 5)
    assert edit.cursorPosition() == 0


def test_a_text_area_grows_from_one_line_to_three_and_no_further(stage):
    area = TextArea()
    shown(stage, area)
    heights = []
    for lines in (1, 2, 3, 9):
        area.setPlainText("\n".join("行" * lines))
        heights.append(area.height())
    assert heights[0] == 36
    assert heights[0] < heights[1] < heights[2] == heights[3]
    area.clear()
    assert area.height() == 36


def test_a_long_line_wraps_and_makes_the_area_grow(stage):
    area = TextArea()
    shown(stage, area)
    area.setPlainText("由法定代表人签字并加盖公章，写明委托事项、权限和期限。" * 2)
    QApplication.processEvents()
    assert area.height() > 36


def test_tab_leaves_a_text_area_and_says_so(stage):
    area, after = TextArea(), LineEdit()
    shown(stage, area, after)
    left = []
    area.left.connect(lambda: left.append(area.text()))
    typed("未提交")
    key(Qt.Key.Key_Tab)
    assert after.hasFocus()
    assert left == ["未提交"]
    assert "\t" not in area.text()


def test_control_enter_in_a_text_area_belongs_to_the_page(stage):
    area = TextArea()
    column = shown(stage, area)
    heard = []
    column.keyPressEvent = lambda event: heard.append(event.key())
    typed("诉求")
    key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert area.text() == "诉求"
    assert heard[-1] == Qt.Key.Key_Return


def test_a_text_area_cuts_what_is_beyond_its_limit(stage):
    area = TextArea(longest=300)
    shown(stage, area)
    area.setPlainText("甲" * 10_000)
    assert len(area.text()) == 300


def test_a_combo_is_filled_by_number_or_initials(stage):
    combo, after = Combo(ITEMS, "编号或拼音首字母"), LineEdit()
    shown(stage, combo, after)
    chosen = []
    combo.chosen.connect(chosen.append)
    typed("gjz")
    assert [row.value.value for row in combo.popup().rows] == [3]
    key(Qt.Key.Key_Return)
    assert combo.value == 3
    assert combo.hasFocus()
    combo.selectAll()
    typed("2")
    key(Qt.Key.Key_Tab)
    assert combo.value == 2
    assert combo.text().startswith("2　")
    assert chosen == [3, 2]


def test_one_means_item_one_though_ten_begins_with_it(stage):
    combo = Combo(ITEMS[::-1])
    shown(stage, combo)
    typed("1")
    assert {row.value.value for row in combo.popup().rows} == {1, 10}
    key(Qt.Key.Key_Return)
    assert combo.value == 1


def test_alt_down_opens_the_list_at_the_present_choice(stage):
    combo = Combo(ITEMS)
    combo.set_value(2)
    shown(stage, combo)
    key(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert combo.is_offering
    assert combo.popup().current == 1
    key(Qt.Key.Key_Down)
    key(Qt.Key.Key_Return)
    assert combo.value == 3
    assert not combo.is_offering


def test_escape_closes_the_list_and_keeps_the_choice(stage):
    combo = Combo(ITEMS)
    combo.set_value(2)
    shown(stage, combo)
    key(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    key(Qt.Key.Key_Down)
    key(Qt.Key.Key_Escape)
    assert not combo.is_offering
    assert combo.value == 2


def test_f4_is_nobodys_key(stage):
    combo = Combo(ITEMS)
    shown(stage, combo)
    key(Qt.Key.Key_F4)
    assert not combo.is_offering


def test_arrows_step_through_a_closed_list(stage):
    combo = Combo(ITEMS)
    combo.set_value(1)
    shown(stage, combo)
    key(Qt.Key.Key_Down)
    key(Qt.Key.Key_Down)
    key(Qt.Key.Key_Up)
    assert combo.value == 2


@pytest.mark.parametrize("nonsense", ["没有的事项", "知识产权", "　"])
def test_leaving_with_an_unknown_text_brings_the_choice_back(stage, nonsense):
    combo, after = Combo(ITEMS), LineEdit()
    combo.set_value(2)
    shown(stage, combo, after)
    combo.selectAll()
    typed(nonsense)
    key(Qt.Key.Key_Tab)
    assert combo.value == 2
    assert combo.text() == ITEMS[1].text


def test_another_list_keeps_the_choice_only_if_it_has_it(stage):
    combo = Combo(ITEMS)
    shown(stage, combo)
    combo.set_value(2)
    combo.set_choices(ITEMS[:2])
    assert combo.value == 2
    combo.set_choices(ITEMS[:1])
    assert combo.value is None
    assert combo.text() == ""


def test_the_program_chooses_without_telling(stage):
    combo = Combo(ITEMS)
    chosen = []
    combo.chosen.connect(chosen.append)
    shown(stage, combo)
    combo.set_value(3)
    assert chosen == []


def test_the_popup_never_takes_the_focus(stage):
    edit = SuggestEdit(foot="Enter 带出信息")
    shown(stage, edit)
    edit.offer([Suggestion("甲公司", 1, sub="9115"), Suggestion("乙公司", 2, sub="9116")])
    assert edit.popup().isVisible()
    assert edit.hasFocus()
    typed("x")
    assert edit.text() == "x"


def test_arrows_and_enter_take_a_suggestion(stage):
    edit = SuggestEdit()
    shown(stage, edit)
    taken = []
    edit.taken.connect(lambda row: taken.append(row.value))
    edit.offer([Suggestion(str(n), n) for n in range(12)])
    key(Qt.Key.Key_Down)
    key(Qt.Key.Key_PageDown)
    key(Qt.Key.Key_Return)
    assert taken == [9]
    assert not edit.is_offering


def test_the_row_that_enter_would_take_is_spoken(stage):
    edit = SuggestEdit()
    shown(stage, edit)
    edit.offer([Suggestion("甲公司", 1, sub="9115"), Suggestion("新申请人", 2)])
    assert edit.popup().accessibleName() == "甲公司 9115"
    key(Qt.Key.Key_Down)
    assert edit.popup().accessibleName() == "新申请人"


def test_a_click_takes_a_suggestion(stage, qtbot):
    edit = SuggestEdit()
    shown(stage, edit)
    taken = []
    edit.taken.connect(lambda row: taken.append(row.value))
    edit.offer([Suggestion("甲", "a"), Suggestion("乙", "b")])
    qtbot.mouseClick(edit.popup(), Qt.MouseButton.LeftButton, pos=edit.popup().rect().center())
    assert len(taken) == 1
    assert edit.hasFocus()


def test_leaving_the_field_closes_the_popup_and_late_rows_do_not_open_it(stage):
    edit, after = SuggestEdit(), LineEdit()
    shown(stage, edit, after)
    edit.offer([Suggestion("甲", 1)])
    key(Qt.Key.Key_Tab)
    assert not edit.is_offering
    edit.offer([Suggestion("乙", 2)])
    assert not edit.is_offering


def test_no_rows_close_the_popup(stage):
    edit = SuggestEdit()
    shown(stage, edit)
    edit.offer([Suggestion("甲", 1)])
    edit.offer([])
    assert not edit.is_offering


def test_the_popup_stays_inside_the_window(stage):
    edit = SuggestEdit()
    column = shown(stage, Column(gap=0), edit)
    edit.setFocus()
    column.resize(480, 200)
    QApplication.processEvents()
    edit.offer([Suggestion(str(n), n, sub="第二行") for n in range(12)])
    assert column.rect().contains(edit.popup().geometry())


def test_a_click_anywhere_on_a_check_ticks_it(stage, qtbot):
    check = Check("已核对：以上是需要补正的全部内容")
    shown(stage, check)
    qtbot.mouseClick(check, Qt.MouseButton.LeftButton, pos=check.rect().center())
    assert check.isChecked()
    key(Qt.Key.Key_Space)
    assert not check.isChecked()
    assert check.height() >= 32


def test_radios_exclude_each_other(stage):
    one, other = Radio("不属于本清单事项"), Radio("其他")
    shown(stage, one, other)
    one.click()
    other.click()
    assert (one.isChecked(), other.isChecked()) == (False, True)
    assert other.accessibleName() == "其他"


def test_disabled_fields_take_no_keys(stage):
    edit = LineEdit()
    shown(stage, edit, LineEdit())
    edit.setEnabled(False)
    QApplication.sendEvent(edit, QEvent(QEvent.Type.EnabledChange))
    QTest.keyClicks(edit, "abc")
    assert edit.text() == ""
