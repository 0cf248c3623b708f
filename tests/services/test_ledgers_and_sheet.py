"""A ledger and the day's sheet read the same facts: after any day their figures agree."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from outlet_app.domain.channels import Entrance
from outlet_app.domain.decisions import Decision
from outlet_app.domain.ledgers import LEDGERS, Line
from outlet_app.domain.workload import DaySheet
from outlet_app.services.reading import read_case
from tests.services.test_rebuild import some_step
from tests.support.bench import SUPERVISOR_PERSON, Bench, open_bench
from tests.support.builders import MORNING

SEEDS = range(5)
STEPS = 30
# L25 accounts for whole series of numbers, L26 for a whole quarter: they have no line of a moment.
OF_MOMENTS = sorted({*LEDGERS} - {"L25", "L26"})


def live_a_day(bench: Bench, seed: int) -> date:
    """A day of chance at the counter; the day."""
    chance = random.Random(seed)
    for _ in range(STEPS):
        some_step(bench, chance)
        bench.clock.forward(minutes=chance.randrange(1, 12))
    return bench.clock.now().date()


@pytest.fixture(scope="module", params=SEEDS)
def lived(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Bench, date]]:
    """A bench after such a day; nothing is written to it any more."""
    bench = open_bench(tmp_path_factory.mktemp("day"), MORNING)
    yield bench, live_a_day(bench, request.param)
    bench.database.close()


def founded(bench: Bench) -> list[str]:
    """The cases whose registration the city lets count, which alone have a life to tell; a package's parent
    is no contact of its own (L13 has it).
    """
    with bench.database.reading() as uow:
        entries = uow.journal.of_cases(uow.journal.all_case_ids())
    readings = {case_id: read_case(of_case) for case_id, of_case in entries.items()}
    return [case_id for case_id, one in readings.items() if one and one.counted and not one.case.package]


def not_let(bench: Bench) -> list[str]:
    """The cases whose registration the city rejected or put aside."""
    with bench.database.reading() as uow:
        entries = uow.journal.of_cases(uow.journal.all_case_ids())
    readings = {case_id: read_case(of_case) for case_id, of_case in entries.items()}
    return [case_id for case_id, one in readings.items() if one and not one.counted and not one.case.package]


def told(bench: Bench, code: str, since: date, until: date | None = None) -> tuple[Line, ...]:
    return bench.counter(SUPERVISOR_PERSON).ledgers.view(code, since, until or since).lines


def sheet(bench: Bench, day: date) -> DaySheet:
    return bench.counter(SUPERVISOR_PERSON).day_sheet.sheet(day)


def standing(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines of cases that were no mistake and that the city lets count."""
    return tuple(line for line in lines if not line.voided and not line.standing)


def test_every_case_stands_in_the_ledger_of_first_contacts_once(lived: tuple[Bench, date]) -> None:
    bench, day = lived
    lines = told(bench, "L1", day)
    assert Counter(line.case_id for line in lines) == Counter([*founded(bench), *not_let(bench)])
    assert Counter(line.case_id for line in lines if line.standing) == Counter(not_let(bench))


def test_numbers_are_in_order(lived: tuple[Bench, date]) -> None:
    bench, day = lived
    serials = [line.case_no.split("-")[2] for line in told(bench, "L1", day)]
    assert serials == sorted(set(serials))


def test_the_sheet_counts_the_contacts_of_the_ledger(lived: tuple[Bench, date]) -> None:
    bench, day = lived
    decided = [line for line in standing(told(bench, "L1", day)) if line.cells["decision"]]
    total = sheet(bench, day).total
    assert sum(total.channels[channel] for channel in Entrance) == len(decided)


@pytest.mark.parametrize("decision", [Decision.ANSWER, Decision.ACCEPT, Decision.NOTICE, Decision.DEFICIENT])
def test_the_sheet_counts_the_results_of_the_ledger(lived: tuple[Bench, date], decision: Decision) -> None:
    bench, day = lived
    lines = standing(told(bench, "L1", day))
    assert sheet(bench, day).total.results[decision] == sum(
        line.cells["decision"] == decision for line in lines
    )


def issued(bench: Bench, day: date) -> list[Line]:
    """The prints in the ledger of papers, without those that were voided later a second time."""
    return [line for line in told(bench, "L17", day) if line.cells["event"] == "paper_issued"]


def test_every_paper_of_a_case_is_accounted_for(lived: tuple[Bench, date]) -> None:
    """Also of a registration the city did not let in: its papers are in somebody's hand."""
    bench, day = lived
    with bench.database.reading() as uow:
        cases = uow.journal.all_case_ids()
        kept = [f"{p.number} {p.copy_no}" for case_id in cases for p in uow.papers.of_case(case_id)]
    listed = [f"{line.cells['number']} {line.cells['copy']}" for line in issued(bench, day)]
    assert sorted(listed) == sorted(kept)


def test_every_voiding_has_its_own_line_with_the_reason_of_the_print(lived: tuple[Bench, date]) -> None:
    bench, day = lived
    void = {line.cells["number"]: line.cells["void"] for line in issued(bench, day) if line.cells["void"]}
    voidings = [line for line in told(bench, "L17", day) if line.cells["event"] == "paper_voided"]
    assert sorted(str(line.cells["number"]) for line in voidings) == sorted(map(str, void))
    assert {line.cells["number"]: line.cells["void"] for line in voidings} == void


def test_no_paper_number_is_used_twice(lived: tuple[Bench, date]) -> None:
    bench, day = lived
    prints = Counter((line.cells["number"], line.cells["copy"]) for line in issued(bench, day))
    assert set(prints.values()) <= {1}
    by_number: dict[object, set[str]] = {}
    for line in told(bench, "L17", day):
        by_number.setdefault(line.cells["number"], set()).add(line.case_id)
    assert all(len(cases) == 1 for cases in by_number.values())


@pytest.mark.parametrize("code", OF_MOMENTS)
def test_a_span_is_the_sum_of_its_days(lived: tuple[Bench, date], code: str) -> None:
    bench, day = lived
    days = [day - timedelta(days=back) for back in range(3)]
    single = sorted((line.at, line.case_no) for one in days for line in told(bench, code, one))
    assert [(line.at, line.case_no) for line in told(bench, code, days[-1], day)] == single


@pytest.mark.parametrize("code", OF_MOMENTS)
def test_lines_are_in_order_of_time(lived: tuple[Bench, date], code: str) -> None:
    bench, day = lived
    lines = told(bench, code, day - timedelta(days=2), day)
    assert list(lines) == sorted(lines, key=lambda line: (line.at, line.case_no))


def test_what_was_a_mistake_stays_in_the_ledger_and_says_so(lived: tuple[Bench, date]) -> None:
    bench, day = lived
    cases = founded(bench)
    with bench.database.reading() as uow:
        cards = [uow.cards.get(case_id) for case_id in cases]
    voided = {card.case_id for card in cards if card and card.state == "voided"}
    assert {line.case_id for line in told(bench, "L1", day) if line.voided} == voided
