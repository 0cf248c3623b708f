"""A text that offers what is known while one types: the last of several, never over what was written."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from outlet_app.ui.pages.cases.outcome_steps import OutcomeSteps, outcome_lines
from outlet_app.ui.parts.find_edit import Offer, OfferEdit, last_of
from outlet_app.ui.parts.rows_edit import RowsEdit
from outlet_app.ui.parts.sheet_dialog import SheetDialog
from outlet_app.ui.widgets.suggest import Suggestion
from tests.support.at_the_counter import accepted, answered
from tests.support.bench import open_bench
from tests.support.builders import MORNING
from tests.support.case_desk import CaseDesk
from tests.support.counter_fakes_desk import write

Stage = Callable[..., QWidget]
KNOWN = ("ZL202310000001.7", "12345678")


class Shown:
    """The field on a window; answers come when they are let."""

    def __init__(self, stage: Stage) -> None:
        self.window = QWidget()
        self.edit = OfferEdit(self.ask)
        self.edit.setParent(self.window)
        self.asked: list[tuple[str, Offer]] = []
        stage(self.window, size=(800, 400))
        self.edit.resize(300, 40)
        self.edit.show()
        self.edit.setFocus()

    def ask(self, text: str, offer: Offer) -> None:
        self.asked.append((text, offer))

    def answer(self, place: int = -1) -> None:
        text, offer = self.asked[place]
        offer([Suggestion(number) for number in KNOWN if text in number])
        QApplication.processEvents()

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self.edit, key)


@pytest.fixture
def shown(stage: Stage) -> Shown:
    return Shown(stage)


def test_enter_takes_what_is_offered(shown: Shown) -> None:
    write("ZL")
    shown.answer()
    assert [row.text for row in shown.edit.popup().rows] == [KNOWN[0]]
    shown.press(Qt.Key.Key_Return)
    assert shown.edit.text() == KNOWN[0]


def test_a_second_number_is_found_behind_the_first(shown: Shown) -> None:
    write("ZL202310000001.7、123")
    assert shown.asked[-1][0] == "123"
    shown.answer()
    shown.press(Qt.Key.Key_Return)
    assert shown.edit.text() == "ZL202310000001.7、12345678"


def test_an_answer_to_an_older_question_is_dropped(shown: Shown) -> None:
    write("ZL")
    write("9")
    shown.answer(0)
    assert not shown.edit.is_offering


def test_a_number_of_ones_own_stays(shown: Shown) -> None:
    write("第7654321号")
    shown.answer()
    assert not shown.edit.is_offering
    assert shown.edit.text() == "第7654321号"


@pytest.mark.parametrize(
    ("text", "last"),
    [("", ""), ("甲", "甲"), ("甲、乙", "乙"), ("甲，", ""), ("甲 乙;丙", "丙"), ("甲；乙,丙", "丙")],
)
def test_what_stands_last(text: str, last: str) -> None:
    assert last_of(text) == last


def test_in_an_intent_the_numbers_of_earlier_cases_are_offered(stage: Stage, tmp_path: Path) -> None:
    bench = open_bench(tmp_path, MORNING)
    case = accepted(bench).case
    who = case.registered.applicant
    answered(bench, applicant=who, sub_item="2.7", request="ZL202310000001.7 想质押")
    desk = CaseDesk(stage, bench)
    OutcomeSteps(desk.page.steps.desk)._fill(case, "R20", "")
    dialog = desk.here.dialog
    assert isinstance(dialog, SheetDialog)
    dialog.controls["rights"].setFocus()
    write("ZL")
    desk.drain()
    edit = dialog.controls["rights"]
    assert isinstance(edit, OfferEdit)
    assert [row.text for row in edit.popup().rows] == ["ZL202310000001.7"]
    assert edit.popup().rows[0].sub.startswith("办件 HH01-")
    bench.database.close()


class TestCells:
    """A table that asks for the number of a right offers it in that column alone."""

    def table(self, stage: Stage) -> tuple[RowsEdit, list[str]]:
        asked: list[str] = []

        def ask(text: str, offer: Offer) -> None:
            asked.append(text)
            offer([Suggestion(one) for one in KNOWN if text in one])

        edit = RowsEdit((("名称", 2), ("号码", 1)), asks={1: ask})
        stage(edit, size=(800, 400))
        return edit, asked

    def test_a_number_is_taken_by_enter(self, stage: Stage) -> None:
        edit, _ = self.table(stage)
        cell = edit.cells[0][1]
        cell.setFocus()
        write("ZL")
        assert cell.is_offering
        QTest.keyClick(cell, Qt.Key.Key_Return)
        assert edit.rows() == (("", "ZL202310000001.7"),)

    def test_the_arrows_go_through_the_list_first_and_then_through_the_rows(self, stage: Stage) -> None:
        edit, _ = self.table(stage)
        cell = edit.cells[0][1]
        cell.setFocus()
        write("1")
        QTest.keyClick(cell, Qt.Key.Key_Down)
        assert QApplication.focusWidget() is cell
        QTest.keyClick(cell, Qt.Key.Key_Escape)
        assert not cell.is_offering
        QTest.keyClick(cell, Qt.Key.Key_Down)
        assert QApplication.focusWidget() is edit.cells[1][1]

    def test_another_column_asks_nothing(self, stage: Stage) -> None:
        edit, asked = self.table(stage)
        cell = edit.cells[0][0]
        cell.setFocus()
        write("ZL")
        assert (asked, cell.is_offering) == ([], False)


def test_a_table_of_a_paper_offers_what_the_applicant_named_before(stage: Stage, tmp_path: Path) -> None:
    bench = open_bench(tmp_path, MORNING)
    case = accepted(bench).case
    answered(bench, applicant=case.registered.applicant, request="ZL202310000001.7 能不能质押")
    at = CaseDesk(stage, bench)
    steps = OutcomeSteps(at.page.steps.desk)
    numbers = steps._numbers(case)
    sheet = bench.counter().outcomes.sheet(case, "R01")
    (rows,) = [one for one in outcome_lines(sheet, MORNING.date(), numbers) if one.key == "rows"]
    assert {rows.columns[place][0] for place in rows.column_asks} == {"号码"}
    heard: list[str] = []
    rows.column_asks[1]("ZL", lambda found: heard.extend(one.text for one in found))
    at.drain()
    assert heard == ["ZL202310000001.7"]
    bench.database.close()
