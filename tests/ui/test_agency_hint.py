"""办件查询 reminds of a 帮办代办 that the registration promised and nobody has taken up yet."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from outlet_app.domain.case import fold
from outlet_app.domain.events import Accepted, AnsweredOnSpot, Fact, MaterialsTaken, Withdrawn
from outlet_app.domain.facts.agency import Mode
from outlet_app.services.views import CaseFilter
from outlet_app.ui.pages.cases.page import CasesPage
from tests.services.test_agencies import MINE
from tests.support.agencies import begun, ended
from tests.support.at_the_counter import accepted, answered, taken
from tests.support.bench import Bench, open_bench
from tests.support.builders import MORNING, event, registered
from tests.support.counter_fakes_desk import Counter, press
from tests.ui.test_cases_real_counter import Work

Stage = Callable[..., QWidget]
TICKED = registered(assisted=True)
TAKEN: tuple[Fact, ...] = (MaterialsTaken(), Accepted())


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


@pytest.mark.parametrize(
    ("facts", "awaits"),
    [
        ((TICKED,), True),
        ((TICKED, *TAKEN), True),
        ((registered(), *TAKEN), False),
        ((TICKED, AnsweredOnSpot("可以")), False),
        ((TICKED, *TAKEN, Withdrawn("不办了")), False),
        ((TICKED, *TAKEN, begun(Mode.WHOLE)), False),
        ((TICKED, *TAKEN, begun(Mode.ON_SITE)), False),
        ((TICKED, *TAKEN, begun(Mode.WHOLE), ended()), False),
    ],
)
def test_a_ticked_open_case_waits_until_somebody_takes_the_help_up(
    facts: tuple[Fact, ...], awaits: bool
) -> None:
    told = fold([event(fact, minutes=at) for at, fact in enumerate(facts)])
    assert told.awaits_help is awaits


def shown(stage: Stage, bench: Bench, case_no: str) -> tuple[CasesPage, Counter]:
    page, here = Work(stage, bench).cases()
    page.activated(CaseFilter(text=case_no))
    here.drain()
    return page, here


def test_the_line_stands_on_the_case_and_leads_to_the_step_by_keys_alone(stage: Stage, bench: Bench) -> None:
    case = accepted(bench, assisted=True).case
    page, here = shown(stage, bench, case.case_no)
    hint = page.detail.help
    assert hint.isVisible()
    assert "还没有受理" in hint.said.full_text()
    assert "F12" in hint.said.full_text()
    hint.button.setFocus()
    press(hint.button, Qt.Key.Key_Space)
    here.drain()
    assert here.dialog.windowTitle() == "帮办代办受理"
    here.dialog.reject()


def test_once_taken_up_the_line_is_gone(stage: Stage, bench: Bench) -> None:
    case = taken(bench, assisted=True).case
    page, here = shown(stage, bench, case.case_no)
    assert page.detail.help.isVisible()
    bench.counter().agencies.begin(case.case_id, MINE)
    page.refresh()
    here.drain()
    assert not page.detail.help.isVisible()


@pytest.mark.parametrize("ticked", [True, False])
def test_a_case_that_is_over_or_was_never_ticked_has_no_line(
    stage: Stage, bench: Bench, ticked: bool
) -> None:
    case = answered(bench, assisted=True).case if ticked else accepted(bench).case
    page, _ = shown(stage, bench, case.case_no)
    assert page.detail.number.text() == case.case_no
    assert not page.detail.help.isVisible()
