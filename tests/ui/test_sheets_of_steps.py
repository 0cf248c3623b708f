"""Sheets before a step, by keys: what the one spec says of a field is said there, and nothing is cut."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from outlet_app.domain.decisions import Decision
from outlet_app.ui.parts.sheet_dialog import SheetDialog
from tests.support.bench import Bench, open_bench
from tests.support.builders import MORNING
from tests.support.case_desk import CaseDesk
from tests.support.entries import tracked

K, CONTROL = Qt.Key, Qt.KeyboardModifier.ControlModifier
Stage = Callable[..., QWidget]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


@pytest.fixture
def desk(stage: Stage, bench: Bench) -> CaseDesk:
    """A tracked matter before its clerk."""
    bench.counter().intake.decide(tracked(bench.reference), Decision.ACCEPT)
    return CaseDesk(stage, bench)


def opened(desk: CaseDesk, step: str) -> SheetDialog:
    sheet = desk.ask(step)
    assert isinstance(sheet, SheetDialog)
    return sheet


def paste(desk: CaseDesk, sheet: SheetDialog, field: str, text: str) -> None:
    """What was copied elsewhere put in the place of what stands there."""
    sheet.controls[field].setFocus()
    QGuiApplication.clipboard().setText(text)
    desk.press(K.Key_A, K.Key_V, modifier=CONTROL)


def said(sheet: SheetDialog) -> dict[str, str]:
    return {key: one.message for key, one in sheet.fields.items() if one.message}


def test_what_is_too_long_is_told_at_its_field_and_kept_to_the_last_character(desk: CaseDesk) -> None:
    sheet = opened(desk, "visit")
    paste(desk, sheet, "findings", "已提交申请" * 601)
    desk.press(K.Key_Return, modifier=CONTROL)
    assert said(sheet) == {"findings": "最多 3000 字，超出 5 字"}
    assert sheet.answers["findings"] == "已提交申请" * 601
    assert desk.case.visits == ()
    paste(desk, sheet, "findings", "已提交申请" * 600)
    desk.press(K.Key_Return, modifier=CONTROL)
    desk.drain()
    assert desk.case.visits[0].findings == "已提交申请" * 600


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("面谈\U0001f33b", "第 3 字是表情，请删去"),
        ("面\x07谈", "第 2 字不能打印"),
    ],
)
def test_what_no_paper_can_show_is_told_before_it_is_kept(desk: CaseDesk, text: str, told: str) -> None:
    sheet = opened(desk, "visit")
    paste(desk, sheet, "findings", text)
    desk.press(K.Key_Return, modifier=CONTROL)
    assert said(sheet) == {"findings": told}
    assert sheet.isVisible()
    assert desk.case.visits == ()


def test_a_sign_of_the_own_keyboard_is_doubted_once(desk: CaseDesk) -> None:
    """What may print as nothing holds the sheet once; whoever goes on has looked."""
    sheet = opened(desk, "visit")
    paste(desk, sheet, "findings", "面谈\ue000")
    desk.press(K.Key_Return, modifier=CONTROL)
    assert list(said(sheet)) == ["findings"]
    assert not sheet.fields["findings"].is_wrong
    desk.press(K.Key_Return, modifier=CONTROL)
    desk.drain()
    assert desk.case.visits[0].findings == "面谈\ue000"


def test_rare_names_and_the_dot_of_mongolian_ones_stay_as_they_are(desk: CaseDesk) -> None:
    sheet = opened(desk, "visit")
    paste(desk, sheet, "met", "乌力吉·巴图、𬎆䶮")
    paste(desk, sheet, "findings", "一\n二")
    desk.press(K.Key_Return, modifier=CONTROL)
    desk.drain()
    visit = desk.case.visits[0]
    assert (visit.met, visit.findings) == ("乌力吉·巴图、𬎆䶮", "一\n二")


def test_a_plan_begins_from_every_field_of_the_one_before_but_the_day(desk: CaseDesk) -> None:
    sheet = opened(desk, "plan")
    for field, text in {"goal": "专利五件", "measures": "每月一次", "partner": "河套学院"}.items():
        paste(desk, sheet, field, text)
    paste(desk, sheet, "next", "2027-01-05")
    desk.press(K.Key_Return)
    desk.drain()
    again = opened(desk, "plan").answers
    assert again == {"goal": "专利五件", "measures": "每月一次", "partner": "河套学院", "next": "2026-12-21"}
