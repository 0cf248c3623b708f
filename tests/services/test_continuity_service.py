"""L23 over a real store, and the mystery caller found by telephone (domain.md §1.6 items 2 and 9)."""

from dataclasses import replace
from pathlib import Path

import pytest

from outlet_app.domain.applicant import Applicant, ApplicantKind
from outlet_app.domain.decisions import Decision
from outlet_app.domain.events import Channel, ClockTrust
from outlet_app.domain.problems import Refused
from outlet_app.services.views import CaseFilter
from tests.support.at_the_counter import accepted, answered, events_of_all, judged, notified
from tests.support.bench import SUPERVISOR_PERSON, Bench
from tests.support.entries import consultation

CALLER = Applicant(ApplicantKind.PERSON, "乌力吉·巴图", phone="13947812345")


def lines(bench: Bench) -> list[tuple[str, str]]:
    day = bench.clock.now().date()
    view = bench.counter(SUPERVISOR_PERSON).ledgers.view("L23", day, day)
    return [(line.case_no, str(line.cells["broken"]).partition("|")[0]) for line in view.lines]


def test_a_plain_day_has_no_findings(bench: Bench) -> None:
    for register in (answered, accepted, notified, answered):
        register(bench)
        bench.clock.forward(minutes=7)
    assert lines(bench) == []


def test_a_clock_set_back_is_found(bench: Bench) -> None:
    answered(bench)
    bench.clock.forward(hours=-2)
    second = answered(bench).case.case_no
    assert lines(bench) == [(second, "before")]


def test_an_unsure_moment_is_found(bench: Bench) -> None:
    answered(bench)
    bench.clock.sure = ClockTrust.SUSPECT
    second = answered(bench).case.case_no
    assert lines(bench) == [(second, "unsure")]


def test_what_the_city_did_not_let_in_leaves_no_gap(bench: Bench) -> None:
    answered(bench)
    judged(bench, ["rejected"] * events_of_all(bench))
    answered(bench)
    assert lines(bench) == []


def test_it_is_printed_and_saved(bench: Bench, tmp_path: Path) -> None:
    answered(bench)
    bench.clock.forward(hours=-2)
    answered(bench)
    day, ledgers = bench.clock.now().date(), bench.counter(SUPERVISOR_PERSON).ledgers
    view = ledgers.view("L23", day, day)
    assert ledgers.issue(view).form == "W19"
    ledgers.export(view, tmp_path / "l23.xlsx")
    assert (tmp_path / "l23.xlsx").stat().st_size > 4_000


def test_a_clerk_does_not_read_it(bench: Bench) -> None:
    day = bench.clock.now().date()
    with pytest.raises(Refused, match=r"right\.missing"):
        bench.counter().ledgers.view("L23", day, day)


@pytest.mark.parametrize("typed", ["13947812345", "2345", "139 4781 2345", "乌力吉", "wlj"])
def test_the_mystery_caller_is_found(bench: Bench, typed: str) -> None:
    entry = replace(consultation(), applicant=CALLER, channel=Channel.PHONE)
    case = bench.counter().intake.decide(entry, Decision.ANSWER).case
    answered(bench)
    found = bench.counter(SUPERVISOR_PERSON).cases.page(CaseFilter(text=typed), 50, 0).rows
    assert [row.case_no for row in found] == [case.case_no]


def test_a_number_nobody_called_from_finds_nothing(bench: Bench) -> None:
    entry = replace(consultation(), applicant=CALLER, channel=Channel.PHONE)
    bench.counter().intake.decide(entry, Decision.ANSWER)
    page = bench.counter(SUPERVISOR_PERSON).cases.page(CaseFilter(text="13947812340"), 50, 0)
    assert page.rows == ()
