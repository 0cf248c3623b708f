"""A sheet of fields before a step: by keys alone, nothing taken that is not filled or does not fit."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from outlet_app.domain.problems import Problem
from outlet_app.ui.parts.sheet_dialog import Asked, Line, SheetDialog
from outlet_app.ui.widgets.buttons import Kind
from tests.support.counter_fakes_desk import settle, write

TODAY = date(2026, 11, 18)
LINES = (
    Line("goal", "目标", required=True),
    Line("way", "方式", Asked.CHOICE, required=True, choices={"visit": "上门", "phone": "电话"}),
    Line("next", "下次日期", Asked.DAY, required=True, ready="12-18"),
    Line("notes", "情况", Asked.PROSE, longest=20),
    Line("told", "已告知委托人", Asked.TICK),
)


class Sheet:
    """The dialog over a window, and what it handed on."""

    def __init__(self, window: QWidget, lines: tuple[Line, ...] = LINES, **more: object) -> None:
        self.answers: list[Mapping[str, str]] = []
        self.dialog = SheetDialog(
            window,
            "跟踪计划",
            "",
            lines,
            "保存(&B)",
            self.answers.append,
            today=TODAY,
            **more,  # type: ignore[arg-type]
        )
        self.dialog.open()
        while QApplication.activeWindow() is not self.dialog:
            settle(1)

    def write(self, text: str) -> None:
        """Type into whatever has the focus."""
        write(text)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key on whatever has the focus."""
        QTest.keyClick(QApplication.focusWidget() or self.dialog, key, modifier)

    @property
    def at(self) -> str:
        """The key of the line that has the focus."""
        focus = QApplication.focusWidget()
        return next((key for key, control in self.dialog.controls.items() if control is focus), "")

    @property
    def said(self) -> dict[str, str]:
        """What stands at the fields."""
        return {key: one.message for key, one in self.dialog.fields.items() if one.message}


@pytest.fixture
def window(stage: Callable[..., object]) -> QWidget:
    made = QWidget()
    made.resize(1366, 768)
    stage(made)
    return made


def test_a_sheet_is_filled_by_keys_alone(window: QWidget) -> None:
    sheet = Sheet(window)
    assert sheet.at == "goal"
    sheet.write("高价值专利五件")
    sheet.press(Qt.Key.Key_Tab)
    sheet.press(Qt.Key.Key_Down)
    sheet.press(Qt.Key.Key_Down)
    sheet.press(Qt.Key.Key_Tab)
    sheet.press(Qt.Key.Key_Tab)
    sheet.write("面谈")
    sheet.press(Qt.Key.Key_Tab)
    sheet.press(Qt.Key.Key_Space)
    sheet.press(Qt.Key.Key_Return)
    assert sheet.answers == [
        {"goal": "高价值专利五件", "way": "phone", "next": "2026-12-18", "notes": "面谈", "told": "yes"}
    ]
    assert not sheet.dialog.isVisible()


def test_what_is_missing_is_said_at_each_field_at_once_and_the_first_is_gone_to(window: QWidget) -> None:
    sheet = Sheet(window)
    sheet.dialog.controls["next"].setText("")  # type: ignore[union-attr]
    sheet.dialog.default.click()  # type: ignore[union-attr]
    assert sheet.said == {"goal": "请填写目标", "way": "请选择方式", "next": "请填写下次日期"}
    assert (sheet.at, sheet.answers) == ("goal", [])


def test_what_was_said_goes_away_once_it_is_right(window: QWidget) -> None:
    sheet = Sheet(window)
    sheet.dialog.default.click()  # type: ignore[union-attr]
    sheet.write("五件")
    sheet.dialog.default.click()  # type: ignore[union-attr]
    assert sheet.said == {"way": "请选择方式"}
    assert sheet.at == "way"


@pytest.mark.parametrize("typed", ["13-40", "明天", "2026-02-30"])
def test_a_day_nobody_can_read_is_said_so(window: QWidget, typed: str) -> None:
    sheet = Sheet(window, (Line("next", "下次日期", Asked.DAY, ready=typed),))
    sheet.press(Qt.Key.Key_Return)
    assert sheet.said["next"]
    assert sheet.answers == []


def test_a_day_that_may_stay_away_is_answered_empty(window: QWidget) -> None:
    sheet = Sheet(window, (Line("next", "下次日期", Asked.DAY),))
    sheet.press(Qt.Key.Key_Return)
    assert sheet.answers == [{"next": ""}]


def test_blanks_fill_nothing(window: QWidget) -> None:
    sheet = Sheet(window, (Line("goal", "目标", required=True, ready=" \u3000 "),))
    sheet.press(Qt.Key.Key_Return)
    assert sheet.said == {"goal": "请填写目标"}


def test_a_tick_that_must_be_set_is_asked_for(window: QWidget) -> None:
    sheet = Sheet(window, (Line("told", "已告知", Asked.TICK, required=True),))
    sheet.press(Qt.Key.Key_Return)
    assert sheet.said == {"told": "请选择已告知"}
    sheet.press(Qt.Key.Key_Space)
    sheet.press(Qt.Key.Key_Return)
    assert sheet.answers == [{"told": "yes"}]


def test_the_checker_speaks_only_once_every_line_can_be_read(window: QWidget) -> None:
    asked: list[Mapping[str, str]] = []

    def check(answers: Mapping[str, str]) -> Mapping[str, Problem]:
        asked.append(answers)
        return {"next": Problem("promise.past")} if answers["next"] < "2026-12-01" else {}

    sheet = Sheet(window, (LINES[0], LINES[2]), check=check)
    sheet.press(Qt.Key.Key_Return)
    assert asked == []
    sheet.write("五件")
    sheet.dialog.controls["next"].setText("11-20")  # type: ignore[union-attr]
    sheet.press(Qt.Key.Key_Return)
    assert (list(sheet.said), sheet.at, sheet.answers) == (["next"], "next", [])
    sheet.dialog.controls["next"].setText("12-20")  # type: ignore[union-attr]
    sheet.press(Qt.Key.Key_Return)
    assert [answer["next"] for answer in sheet.answers] == ["2026-12-20"]


def test_escape_hands_nothing_on(window: QWidget) -> None:
    sheet = Sheet(window)
    sheet.write("五件")
    sheet.press(Qt.Key.Key_Escape)
    assert sheet.answers == []
    assert not sheet.dialog.isVisible()


def test_what_cannot_be_undone_is_not_what_enter_does(window: QWidget) -> None:
    sheet = Sheet(window, (Line("why", "理由", ready="录入有误"),), is_final=True)
    sheet.press(Qt.Key.Key_Return)
    assert sheet.answers == []
    assert not sheet.dialog.isVisible()


def test_a_final_step_looks_dangerous(window: QWidget) -> None:
    sheet = Sheet(window, (Line("why", "理由"),), is_final=True)
    kinds = [sheet.dialog.buttons.box.itemAt(at).widget().kind for at in (0, 1)]  # type: ignore[union-attr]
    assert kinds == [Kind.PRIMARY, Kind.DANGER]


def test_a_flood_is_cut_at_the_longest(window: QWidget) -> None:
    sheet = Sheet(window)
    sheet.dialog.controls["notes"].setPlainText("长" * 10_000)  # type: ignore[union-attr]
    assert len(sheet.dialog.controls["notes"].text()) == 20  # type: ignore[union-attr]


def test_every_field_is_named_for_those_who_listen(window: QWidget) -> None:
    sheet = Sheet(window)
    named = {key: control.accessibleName() for key, control in sheet.dialog.controls.items()}
    assert named == {line.key: line.label for line in LINES}
