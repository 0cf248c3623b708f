"""补齐, 需补正, 添加材料 and 交接 over their forms: what is wrong is told at its field, nothing is cut."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from outlet_app.domain.calendar import CST
from outlet_app.domain.catalogue import PaperForm
from outlet_app.domain.events import PromiseLine
from outlet_app.domain.facts.duty import Pending
from outlet_app.domain.materials import CheckedMaterial, Defect, MaterialState
from outlet_app.domain.people import Person, Role
from outlet_app.ui.feedback import Feedback
from outlet_app.ui.jobs import Lanes
from outlet_app.ui.pages.cases.supplement_dialog import SupplementDialog
from outlet_app.ui.parts.defects_dialog import DefectsDialog
from outlet_app.ui.parts.duty_dialogs import HandDutyDialog
from outlet_app.ui.parts.notice.add_dialog import AddDialog
from outlet_app.ui.theme.theme import Theme
from outlet_app.ui.theme.tokens import Scheme
from outlet_app.ui.widgets.boxes import Column
from outlet_app.ui.widgets.dialog import Dialog
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.wording import duty as duty_words
from tests.support.counter_fakes_desk import settle, write
from tests.support.inspection import faults

K, ALT, CONTROL = Qt.Key, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
TODAY = date(2026, 11, 27)
Stage = Callable[..., QWidget]
OWED = (
    PromiseLine("8.2-A1", "信用承诺书", date(2026, 11, 25), PaperForm.ORIGINAL),
    PromiseLine("8.2-A2", "银行账户证明", date(2026, 12, 4), PaperForm.COPY),
)
ROW = CheckedMaterial("8.2-M3", "支出凭证", MaterialState.UNDECIDED, PaperForm.COPY, 1)
NAMES = {"D05": "未盖章", "D99": "其他"}
GAO = Person("1508260001", "高云飞", frozenset({Role.SUPERVISOR}))


@pytest.fixture
def host(stage: Stage) -> QWidget:
    return stage(Column(LineEdit(), None), size=(1366, 768))


def shown(dialog: Dialog) -> None:
    dialog.open()
    for _ in range(500):
        if QApplication.activeWindow() is dialog:
            break
        settle(10)
    assert QApplication.activeWindow() is dialog


def key(*keys: Qt.Key) -> None:
    for one in keys:
        QTest.keyClick(QApplication.focusWidget(), one)


def put(control: QWidget, text: str) -> None:
    control.setFocus()
    QGuiApplication.clipboard().setText(text)
    for letter in (K.Key_A, K.Key_V):
        QTest.keyClick(control, letter, CONTROL)


def go(dialog: Dialog) -> None:
    assert dialog.default is not None
    dialog.default.click()


class TestWhatCame:
    """容缺补齐."""

    def dialog(self, host: QWidget) -> tuple[SupplementDialog, list[tuple[Any, ...]]]:
        told: list[tuple[Any, ...]] = []
        dialog = SupplementDialog(host, OWED, TODAY, lambda *said: told.append(said))
        shown(dialog)
        return dialog, told

    def test_a_fault_too_long_is_told_and_kept_to_the_last_character(self, host: QWidget) -> None:
        dialog, told = self.dialog(host)
        key(K.Key_2)
        put(dialog.remark, "章" * 202)
        go(dialog)
        assert dialog.wrong.message == "最多 200 字，超出 2 字"
        assert dialog.remark.text() == "章" * 202
        assert told == []
        put(dialog.remark, " 𬎆䶮处没有盖章 ")
        go(dialog)
        assert told == [({"8.2-A1": MaterialState.FAULTY}, TODAY, "𬎆䶮处没有盖章")]

    def test_a_fault_of_what_is_not_faulty_any_more_is_neither_read_nor_kept(self, host: QWidget) -> None:
        dialog, told = self.dialog(host)
        key(K.Key_2)
        put(dialog.remark, "章" * 202)
        dialog.rows[0].marks.setFocus()
        key(K.Key_1)
        assert not dialog.wrong.isVisible()
        go(dialog)
        assert told == [({"8.2-A1": MaterialState.COMPLETE}, TODAY, "")]

    def test_a_day_is_asked_for(self, host: QWidget) -> None:
        dialog, told = self.dialog(host)
        key(K.Key_1)
        put(dialog.day, " ")
        go(dialog)
        assert dialog.arrived.message == "请填写日期，如 11-27"
        assert dialog.arrived.line.required
        assert dialog.day.hasFocus()
        assert told == []
        dialog.reject()

    def test_the_star_comes_with_the_question(self, host: QWidget) -> None:
        dialog, _told = self.dialog(host)
        assert not dialog.wrong.isVisible()
        key(K.Key_2)
        assert dialog.wrong.isVisible()
        assert dialog.wrong.line.required
        dialog.reject()


class TestWhatIsWrong:
    """需补正."""

    def dialog(self, host: QWidget) -> tuple[DefectsDialog, list[tuple[Any, ...]]]:
        noted: list[tuple[Any, ...]] = []
        dialog = DefectsDialog(ROW, NAMES, host)
        dialog.noted.connect(lambda *said: noted.append(said))
        shown(dialog)
        return dialog, noted

    def test_nothing_ticked_is_told_over_the_list(self, host: QWidget) -> None:
        dialog, noted = self.dialog(host)
        go(dialog)
        assert dialog.list.message == "请选择问题"
        assert dialog.checks.first().hasFocus()
        assert noted == []
        dialog.reject()

    @pytest.mark.parametrize(
        ("text", "said"),
        [("页" * 301, "最多 300 字，超出 1 字"), ("第 2 页\U0001f33b", "第 6 字是表情，请删去")],
    )
    def test_a_remark_no_notice_takes_is_told_at_once(self, host: QWidget, text: str, said: str) -> None:
        dialog, noted = self.dialog(host)
        dialog.checks.checks["D05"].setChecked(True)
        put(dialog.area, text)
        go(dialog)
        assert (dialog.list.message, dialog.remark.message) == ("", said)
        assert dialog.area.text() == text
        assert noted == []
        dialog.reject()

    def test_what_is_noted_is_as_it_was_ticked_and_written(self, host: QWidget) -> None:
        dialog, noted = self.dialog(host)
        dialog.checks.checks["D05"].setChecked(True)
        put(dialog.area, " 第 2 页 ")
        go(dialog)
        assert noted == [((Defect("D05"),), "第 2 页")]

    def test_a_defect_of_no_list_is_described_in_its_own_words(self, host: QWidget) -> None:
        dialog, noted = self.dialog(host)
        dialog.checks.checks["D99"].setChecked(True)
        put(dialog.area, "看不清")
        go(dialog)
        assert "少 7 字" in dialog.remark.message
        assert dialog.area.hasFocus()
        put(dialog.area, "章盖在了空白处，看不清名称")
        go(dialog)
        assert noted == [((Defect("D99", "章盖在了空白处，看不清名称"),), "")]


class TestAnotherMaterial:
    """添加需要补正的材料."""

    @pytest.mark.parametrize(
        ("keys", "state"), [((), MaterialState.MISSING), ((K.Key_2,), MaterialState.FAULTY)]
    )
    def test_which_and_how(self, host: QWidget, keys: tuple[Qt.Key, ...], state: MaterialState) -> None:
        dialog = AddDialog([ROW], host)
        picked: list[tuple[str, int]] = []
        dialog.picked.connect(lambda code, wanted: picked.append((code, wanted)))
        shown(dialog)
        go(dialog)
        assert dialog.material.message == "请选择材料"
        assert dialog.material.line.required
        assert dialog.combo.hasFocus()
        assert picked == []
        dialog.combo.set_value(ROW.code)
        dialog.state.setFocus()
        key(*keys)
        go(dialog)
        assert picked == [("8.2-M3", state)]


class TestHandingOver:
    """交接."""

    def dialog(self, host: QWidget, lanes: Lanes) -> tuple[HandDutyDialog, list[dict[str, str]]]:
        handed: list[dict[str, str]] = []

        def hand(to: str, password: str, **told: str) -> None:
            handed.append({"to": to, "password": password, **told})

        dialog = HandDutyDialog(
            host,
            duty_words.pending(Pending()),
            "",
            [GAO],
            hand,
            lanes.desk,
            Feedback(host, {}, lambda: datetime(2026, 11, 27, 9, 0, tzinfo=CST)),
            lambda: None,
        )
        shown(dialog)
        return dialog, handed

    def test_everything_missing_is_told_and_the_first_gets_the_keys(
        self, host: QWidget, lanes: Lanes
    ) -> None:
        dialog, handed = self.dialog(host, lanes)
        go(dialog)
        assert dialog.seals_field.message == "请填写印章"
        assert dialog.to_field.message == "请选择接班人"
        assert dialog.password_field.message
        assert dialog.seals.hasFocus()
        assert handed == []
        dialog.reject()

    @pytest.mark.parametrize("name", ["seals", "devices", "papers", "note"])
    def test_what_is_too_long_is_told_before_any_word_is_tried(
        self, host: QWidget, lanes: Lanes, name: str
    ) -> None:
        dialog, handed = self.dialog(host, lanes)
        put(dialog.seals, "业务专用章 1 枚")
        dialog.to.set_value(GAO.staff_no)
        put(dialog.password.line, "Ulanbuh-Shamo-8")
        control = getattr(dialog, name)
        put(control, "长" * 303)
        go(dialog)
        lanes.desk.drain()  # type: ignore[attr-defined]
        assert handed == []
        assert control.hasFocus()
        assert control.text() == "长" * 303
        assert dialog.password.text() == "Ulanbuh-Shamo-8", "nothing has to be typed twice"
        dialog.reject()

    def test_without_a_word_the_keys_go_there(self, host: QWidget, lanes: Lanes) -> None:
        dialog, handed = self.dialog(host, lanes)
        put(dialog.seals, "业务专用章 1 枚")
        dialog.to.set_value(GAO.staff_no)
        go(dialog)
        assert (dialog.seals_field.message, dialog.to_field.message) == ("", "")
        assert dialog.password_field.message
        assert dialog.password.line.hasFocus()
        assert handed == []
        dialog.reject()

    def test_what_is_handed_over_is_tidy(self, host: QWidget, lanes: Lanes) -> None:
        dialog, handed = self.dialog(host, lanes)
        put(dialog.seals, " 业务专用章 1 枚 ")
        put(dialog.papers, "乌力吉·巴图的委托书")
        put(dialog.note, "三点有人来\n取件")
        dialog.to.set_value(GAO.staff_no)
        put(dialog.password.line, "Ulanbuh-Shamo-8")
        go(dialog)
        lanes.desk.drain()  # type: ignore[attr-defined]
        assert handed == [
            {
                "to": GAO.staff_no,
                "password": "Ulanbuh-Shamo-8",
                "seals": "业务专用章 1 枚",
                "devices": "",
                "papers": "乌力吉·巴图的委托书",
                "note": "三点有人来\n取件",
            }
        ]


def at_rest(dialog: Dialog) -> list[str]:
    """What is still wrong once what came last is laid out, however long that takes here."""
    for _ in range(200):
        if not faults(dialog):
            break
        settle(10)
    return faults(dialog)


@pytest.mark.parametrize("scheme", list(Scheme))
@pytest.mark.parametrize("factor", [1.0, 1.5])
def test_they_fit_in_every_look(host: QWidget, theme: Theme, scheme: Scheme, factor: float) -> None:
    theme.choose(scheme, factor)
    supplement = SupplementDialog(host, OWED, TODAY, lambda *_said: None)
    shown(supplement)
    key(K.Key_2)
    write("没有盖章")
    defects, adding = DefectsDialog(ROW, NAMES, host), AddDialog([ROW], host)
    found = at_rest(supplement)
    supplement.reject()
    for dialog in (defects, adding):
        shown(dialog)
        go(dialog)
        found += at_rest(dialog)
        dialog.reject()
    assert found == []
