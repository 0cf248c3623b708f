"""Forms from specs: the right control for each kind, messages, stars, and silence when the program fills."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from outlet_app.domain.forms.spec import Field, Form, Kind, Section
from outlet_app.ui.forms.form_fields import FormFields, FormWords
from outlet_app.ui.theme.tokens import Tone
from outlet_app.ui.widgets.boxes import Column
from outlet_app.ui.widgets.check import Check
from outlet_app.ui.widgets.combo import Combo
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.ui.widgets.segmented import Segmented
from outlet_app.ui.widgets.suggest_edit import SuggestEdit
from outlet_app.ui.widgets.text_area import TextArea

FORM = Form(
    "visit",
    1,
    (
        Section(
            "who",
            (
                Field("name", Kind.LINE, 100),
                Field("code", Kind.CODE, 40),
                Field("phone", Kind.PHONE, 40),
                Field("channel", Kind.CHOICE, options=("window", "phone")),
                Field("kind", Kind.CHOICE, options=("1", "2", "3", "4", "5")),
                Field("assisted", Kind.SWITCH),
                Field("request", Kind.TEXT, 1000),
                Field("rows", Kind.CHECKLIST),
            ),
        ),
    ),
)
WORDS = FormWords(
    labels={
        "name": "名称",
        "code": "统一社会信用代码",
        "phone": "联系电话",
        "channel": "来访方式",
        "kind": "类型",
        "assisted": "帮办代办",
        "request": "诉求",
    },
    hints={"phone": "手机或座机"},
    placeholders={"name": "名称或拼音首字母"},
    options={
        "channel": {"window": "窗口", "phone": "电话"},
        "kind": {"1": "个人", "2": "企业", "3": "事业单位", "4": "社会组织", "5": "其他"},
    },
)


@pytest.fixture
def fields(stage):
    fields = FormFields(FORM, WORDS, suggesting={"name"})
    stage(Column(*fields.fields.values()), size=(480, 700))
    fields.heard = []
    fields.typed.connect(lambda *said: fields.heard.append(("typed", *said)))
    fields.left.connect(lambda *said: fields.heard.append(("left", *said)))
    fields.chosen.connect(lambda *said: fields.heard.append(("chosen", *said)))
    return fields


@pytest.mark.parametrize(
    ("name", "control"),
    [
        ("name", SuggestEdit),
        ("code", LineEdit),
        ("channel", Segmented),
        ("kind", Combo),
        ("assisted", Check),
        ("request", TextArea),
    ],
)
def test_the_kind_of_field_decides_the_control(fields, name, control):
    assert type(fields[name].control) is control


def test_a_checklist_is_left_to_the_page(fields):
    assert "rows" not in fields.fields


def test_labels_are_the_accessible_names(fields):
    assert fields["phone"].control.accessibleName() == "联系电话"
    assert fields["assisted"].control.accessibleName() == "帮办代办"
    assert fields["channel"].control.accessibleName() == "来访方式"


def test_typing_and_leaving_are_told_with_the_fields_code(fields):
    fields.focus("phone")
    QTest.keyClicks(QApplication.focusWidget(), "13")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert fields.heard == [("typed", "phone", "1"), ("typed", "phone", "13"), ("left", "phone")]


def test_choices_are_told_as_codes(fields):
    QTest.keyClick(fields["channel"].control, Qt.Key.Key_2)
    QTest.keyClick(fields["assisted"].control, Qt.Key.Key_Space)
    fields["kind"].control.setFocus()
    QTest.keyClick(fields["kind"].control, Qt.Key.Key_Down)
    assert fields.heard == [
        ("chosen", "channel", "phone"),
        ("chosen", "assisted", "1"),
        ("chosen", "kind", "1"),
    ]


VALUES = {
    "name": "巴特尔",
    "code": "91150826MA0QK7XH47",
    "channel": "phone",
    "kind": "3",
    "assisted": "1",
    "request": "两行\n诉求",
}


def test_what_the_program_fills_in_is_read_back_and_not_told(fields):
    fields.put(VALUES)
    assert {name: fields.value(name) for name in VALUES} == VALUES
    assert fields.heard == []


def test_empty_values_empty_the_controls(fields):
    fields.put(VALUES)
    fields.put(dict.fromkeys(VALUES, ""))
    assert not any(fields.value(name) for name in VALUES)


def test_messages_stand_at_their_fields_and_go_when_they_are_over(fields):
    fields.show_messages({"phone": "应为 11 位，少 1 位", "name": "请填写名称"})
    assert fields["phone"].is_wrong
    fields.show_messages({"name": "请填写名称"})
    assert not fields["phone"].is_wrong
    assert fields["name"].message == "请填写名称"


def test_a_good_message_outlives_the_bad_ones_of_others(fields):
    fields["code"].say("校验通过", Tone.OK)
    fields.show_messages({"phone": "应为 11 位"})
    assert fields["code"].message == "校验通过"


def test_the_star_stands_on_what_the_decision_asks_for(fields):
    fields.require({"name", "phone"})
    assert [name for name, field in fields.fields.items() if field.line.required] == ["name", "phone"]
    fields.require(set())
    assert not any(field.line.required for field in fields.fields.values())


def test_the_focus_goes_where_the_first_problem_is(fields):
    assert fields.focus("request")
    assert fields["request"].control.hasFocus()
    assert not fields.focus("materials.8.2-M1")


def test_pastes_are_not_cut_below_what_the_checker_can_see(fields):
    fields["name"].control.setText("甲" * 10_000)
    assert 100 < len(fields.value("name")) < 10_000
    fields["request"].control.setPlainText("乙" * 10_000)
    assert 1000 < len(fields.value("request")) < 10_000


def test_the_tab_order_is_the_order_of_the_form(fields):
    fields.focus("name")
    walked = []
    for _ in range(6):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        walked += [
            name for name, field in fields.fields.items() if field.control is QApplication.focusWidget()
        ]
    assert walked == ["code", "phone", "channel", "kind", "assisted", "request"]
