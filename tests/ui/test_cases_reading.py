"""How 办件查询 reads: one question at a time, the newest last, and what changed meanwhile read again."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from outlet_app.services.troubles import Trouble
from outlet_app.services.views import CaseFilter
from outlet_app.ui.pages.cases.reading import CaseReader, ListReader
from outlet_app.ui.pages.cases.state import Question
from tests.support.counter_fakes_desk import ALL, Counter, FakeCases, counter

A, B, C = (one.case_id for one in ALL[:3])
FIRST, SECOND = Question(CaseFilter(text="甲")), Question(CaseFilter(text="乙"))


class Reading:
    """Both readers on a bare page, and what they told."""

    def __init__(self, page: QWidget) -> None:
        self.here: Counter = counter(page)
        self.cases = FakeCases()
        parts = (page, self.cases, self.here.lanes, self.here.feedback)
        self.case = CaseReader(*parts)  # type: ignore[arg-type]
        self.list = ListReader(*parts)  # type: ignore[arg-type]
        self.told: list[str] = []
        self.case.read.connect(lambda detail: self.told.append(detail.row.case_id))
        self.list.began.connect(lambda: self.told.append("began"))
        self.list.listed.connect(lambda question, _: self.told.append(question.filter.text))
        self.list.failed.connect(lambda: self.told.append("failed"))
        self.wanted = FIRST

    def ask(self, *, again: bool = False) -> None:
        """Ask for the list the page wants now."""
        self.list.ask(lambda: self.wanted, again=again)


@pytest.fixture
def reading(qtbot: QtBot) -> Reading:
    page = QWidget()
    qtbot.addWidget(page)
    return Reading(page)


@pytest.mark.parametrize(
    ("asked", "read"),
    [
        ([], []),
        ([""], []),
        ([A], [A]),
        ([A, B], [A, B]),
        ([A, B, C], [A, C]),  # who runs through the list waits for the last one only
        ([A, B, A], [A, A]),
        ([A, A], [A, A]),  # a step changed it while it was read: it is read as it then is
        ([A, ""], [A]),
        (["", A], [A]),
    ],
)
def test_a_case_is_read_after_the_one_being_read(reading: Reading, asked: list[str], read: list[str]) -> None:
    for case_id in asked:
        reading.case.ask(case_id)
    reading.here.drain()
    assert reading.told == reading.cases.read == read


def test_never_two_cases_at_once(reading: Reading) -> None:
    for case_id in (A, B, C):
        reading.case.ask(case_id)
        assert len(reading.here.lanes.desk.waiting) == 1  # type: ignore[attr-defined]


def test_a_case_that_cannot_be_read_is_told_and_the_next_one_is_read(reading: Reading) -> None:
    reading.cases.detail_trouble = Trouble("disk.full")
    reading.case.ask(A)
    reading.here.drain()
    assert reading.here.dialog.isModal()
    assert reading.told == []
    reading.cases.detail_trouble = None
    reading.case.ask(B)
    reading.here.drain()
    assert reading.told == [B]


def test_a_failure_does_not_lose_the_case_chosen_meanwhile(reading: Reading) -> None:
    reading.cases.detail_trouble = Trouble("disk.full")
    reading.case.ask(A)
    reading.case.ask(B)
    reading.here.lanes.desk.step()  # type: ignore[attr-defined]
    reading.cases.detail_trouble = None
    reading.here.drain()
    assert reading.told == [B]


def test_whoever_is_told_of_a_case_may_ask_for_another(reading: Reading) -> None:
    reading.case.read.connect(lambda detail: reading.case.ask(B) if detail.row.case_id == A else None)
    reading.case.ask(A)
    reading.here.drain()
    assert reading.told == [A, B]


def test_the_list_is_asked_once_for_one_question(reading: Reading) -> None:
    reading.ask()
    reading.ask()
    reading.here.drain()
    reading.ask()
    reading.here.drain()
    assert reading.told == ["began", "甲"]


def test_and_again_where_it_may_have_changed(reading: Reading) -> None:
    reading.ask()
    reading.here.drain()
    reading.ask(again=True)
    reading.here.drain()
    assert reading.told == ["began", "甲"] * 2


def test_filters_changed_meanwhile_are_asked_afterwards(reading: Reading) -> None:
    reading.ask()
    reading.wanted = SECOND
    reading.ask()
    assert reading.told == ["began"]
    reading.here.drain()
    assert reading.told == ["began", "甲", "began", "乙"]
    assert [asked[0].text for asked in reading.cases.asked] == ["甲", "乙"]


def test_a_list_that_failed_is_told_and_can_be_asked_again(reading: Reading) -> None:
    reading.cases.trouble = Trouble("disk.full")
    reading.ask()
    reading.here.drain()
    assert reading.told == ["began", "failed"]
    assert reading.here.dialog is not None
    reading.cases.trouble = None
    reading.ask()
    reading.here.drain()
    assert reading.told == ["began", "failed", "began", "甲"]
