"""A registration that may repeat another: which case, by what, from when, and never another applicant's."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from outlet_app.domain.applicant import ApplicantKind, IdKind
from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import IntakeEntry
from outlet_app.domain.states import State
from outlet_app.services.views import DuplicateHint, Same
from tests.support.at_the_counter import accepted, answered, named, statements
from tests.support.bench import SUPERVISOR_PERSON, Bench, open_bench
from tests.support.builders import MORNING
from tests.support.entries import consultation, search_report, subsidy


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


def entry(bench: Bench, **applicant: Any) -> IntakeEntry:
    """The search report of the accepted case, by an applicant told otherwise."""
    return replace(search_report(bench.reference), applicant=named(bench, **applicant))


def hint(bench: Bench, wanted: IntakeEntry) -> DuplicateHint | None:
    return bench.counter().intake.repeated_by(wanted)


def test_a_case_of_today_is_named_with_what_is_the_same_and_where_it_stands(bench: Bench) -> None:
    case = accepted(bench).case
    found = hint(bench, entry(bench))
    assert found is not None
    assert (found.case_id, found.case_no, found.at) == (case.case_id, case.case_no, case.registered_at)
    assert (found.same, found.is_today, found.clerk) == (Same.NUMBER, True, "苏日娜")
    assert (found.row.state, found.row.decision) == (case.state, Decision.ACCEPT)
    assert bench.counter().intake.duplicate_of(entry(bench)) == found


def test_an_open_case_of_an_earlier_day_is_told_but_not_asked_about(bench: Bench) -> None:
    case = accepted(bench).case
    bench.clock.forward(days=40)
    found = hint(bench, entry(bench))
    assert found is not None
    assert (found.case_no, found.is_today) == (case.case_no, False)
    assert bench.counter().intake.duplicate_of(entry(bench)) is None, "UI.md asks on the same day only"


def test_a_closed_case_counts_on_its_day_only(bench: Bench) -> None:
    case = accepted(bench).case
    counter = bench.counter()
    counter.cases.close(case.case_id, "报告已交付")
    found = hint(bench, entry(bench))
    assert found is not None
    assert found.row.state is State.CLOSED
    bench.clock.forward(days=1)
    assert hint(bench, entry(bench)) is None


def test_today_goes_before_older_ones_and_the_newest_before_others(bench: Bench) -> None:
    accepted(bench)
    bench.clock.forward(days=1)
    second = accepted(bench).case
    bench.clock.forward(hours=1)
    third = accepted(bench).case
    found = hint(bench, entry(bench))
    assert found is not None
    assert found.case_no == third.case_no
    bench.counter().cases.close(third.case_id, "报告已交付")
    bench.clock.forward(days=1)
    found = hint(bench, entry(bench))
    assert found is not None
    assert found.case_no == second.case_no


SAME = {
    "the name is spelt otherwise": ({"name": "奇奇格"}, Same.NUMBER),
    "the number is not known here": ({"id_number": ""}, Same.NAME),
    "a namesake with a number": ({"id_number": "152822197001010037"}, None),
    "somebody else without a number": ({"id_number": "", "name": "斯琴"}, None),
    "a part of the name": ({"id_number": "", "name": "其其"}, None),
    "initials are no name": ({"id_number": "", "name": "qqg"}, None),
    "the phone alone": ({"id_number": "", "name": ""}, None),
}


@pytest.mark.parametrize("told", SAME)
def test_what_makes_it_the_same_applicant(bench: Bench, told: str) -> None:
    accepted(bench)
    changes, same = SAME[told]
    found = hint(bench, entry(bench, **changes))
    assert (found.same if found else None) is same


def test_a_case_without_a_number_is_known_by_name(bench: Bench) -> None:
    party = named(bench, id_number="", id_kind=IdKind.NONE)
    answered(bench, item=1, sub_item="1.1", applicant=party)
    found = hint(bench, entry(bench))
    assert found is not None
    assert found.same is Same.NAME


@pytest.mark.parametrize("name", ["𬎆䶮", "乌云·其木格", "巴彦淖尔市河套（临河）食品有限责任公司第一分公司"])
def test_rare_long_and_mongolian_names_are_found_whole(bench: Bench, name: str) -> None:
    party = named(bench, name=name, id_number="", kind=ApplicantKind.ENTERPRISE, id_kind=IdKind.NONE)
    answered(bench, item=1, sub_item="1.1", applicant=party)
    found = hint(bench, replace(consultation(), item=1, sub_item="1.1", applicant=party))
    assert found is not None
    assert found.row.applicant == name


def test_another_item_nobody_or_no_item_is_no_repetition(bench: Bench) -> None:
    accepted(bench)
    mine = entry(bench)
    other = subsidy(bench.reference)
    assert hint(bench, replace(mine, item=8, sub_item="8.2")) is None
    assert hint(bench, replace(other, applicant=mine.applicant)) is None
    assert hint(bench, replace(mine, item=None)) is None
    assert hint(bench, replace(mine, applicant=named(bench, id_number="", name=""))) is None


def test_a_void_case_is_no_repetition(bench: Bench) -> None:
    case = accepted(bench).case
    bench.counter(SUPERVISOR_PERSON).mending.void(case.case_id, "practice", "")
    assert hint(bench, entry(bench)) is None


def test_midnight_ends_the_day(bench: Bench) -> None:
    accepted(bench)
    to_midnight = bench.clock.now().replace(hour=23, minute=59, second=59) - bench.clock.now()
    bench.clock.forward(seconds=to_midnight.total_seconds())
    assert bench.counter().intake.duplicate_of(entry(bench)) is not None
    bench.clock.forward(seconds=1)
    assert bench.counter().intake.duplicate_of(entry(bench)) is None
    assert bench.clock.now() - to_midnight > MORNING - timedelta(days=1)


def test_it_asks_a_fixed_number_of_questions_however_many_cases_there_are(bench: Bench) -> None:
    def asked() -> int:
        with statements(bench.database) as every:
            hint(bench, entry(bench, id_number="152822197001010037"))
        return len(every)

    before = asked()
    for nth in range(12):
        answered(bench, item=1, sub_item="1.1", applicant=named(bench, name=f"来访者{nth}", id_number=""))
    assert before <= asked() <= 3
