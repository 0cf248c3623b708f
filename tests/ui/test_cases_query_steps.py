"""转为复杂查询 on 办件查询, by keys over a real counter."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from outlet_app.domain.applicant import Applicant, ApplicantKind
from outlet_app.domain.states import State
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.parts.sheet_dialog import SheetDialog
from tests.support.at_the_counter import answered
from tests.support.bench import Bench, open_bench
from tests.support.builders import MORNING
from tests.support.case_desk import CaseDesk

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
WHO = Applicant(ApplicantKind.PERSON, "乌云其木格·𬎆", phone="13900001234")


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


@pytest.fixture
def desk(stage: Callable[..., QWidget], bench: Bench) -> CaseDesk:
    answered(bench, applicant=WHO, item=1, sub_item="1.1", request="查一件专利", answer="权利有效。")
    return CaseDesk(stage, bench)


def sheet(desk: CaseDesk) -> SheetDialog:
    dialog = desk.ask("deepen")
    assert isinstance(dialog, SheetDialog)
    return dialog


def test_a_reason_and_one_letter_and_its_materials_are_looked_at_next(desk: CaseDesk) -> None:
    went: list[tuple[str, object]] = []
    desk.page.go_to.connect(lambda key, what: went.append((key, what)))
    dialog = sheet(desk)
    assert dialog.controls["sub_item"].text() == "1.7　复杂查询报告"  # type: ignore[union-attr]
    assert dialog.controls["request"].text() == "查一件专利"  # type: ignore[union-attr]
    dialog.controls["reason"].setFocus()
    desk.write("需要比对技术方案")
    desk.press(Key.Key_L, modifier=ALT)
    desk.drain()
    assert (desk.case.registered.sub_item, desk.case.state) == ("1.7", State.REGISTERED)
    assert desk.said == ["已转为复杂查询，请审核材料"]
    assert went == [(PageKey.CORRECTIONS, desk.case.case_id)]
    assert desk.told[0] == "转为复杂查询"


def test_without_a_reason_it_stays_where_it_is(desk: CaseDesk) -> None:
    dialog = sheet(desk)
    desk.press(Key.Key_L, modifier=ALT)
    assert dialog.fields["reason"].message == "请填写理由"
    assert desk.case.state is State.CLOSED


def test_another_sub_item_is_chosen_by_arrows(desk: CaseDesk) -> None:
    dialog = sheet(desk)
    dialog.controls["sub_item"].setFocus()
    desk.press(Key.Key_Up)
    dialog.controls["reason"].setFocus()
    desk.write("只要导航数据")
    desk.press(Key.Key_L, modifier=ALT)
    desk.drain()
    assert desk.case.registered.sub_item == "1.6"


def test_pressed_after_midnight_it_says_why_not(desk: CaseDesk) -> None:
    titles: list[str] = []
    desk.here.feedback.banner_wanted.connect(lambda _tone, title, _text: titles.append(title))
    dialog = sheet(desk)
    dialog.controls["reason"].setFocus()
    desk.write("需要比对")
    desk.bench.clock.forward(days=1)
    desk.press(Key.Key_L, modifier=ALT)
    desk.drain()
    assert titles == ["只能在登记当日转为复杂查询"]
    assert desk.case.state is State.CLOSED


def test_escape_leaves_everything_as_it_was(desk: CaseDesk) -> None:
    sheet(desk)
    desk.press(Key.Key_Escape)
    desk.drain()
    assert desk.case.state is State.CLOSED
    assert desk.case.deepened is None
