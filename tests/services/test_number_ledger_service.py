"""L25 over a real store: what the counter took, what was voided, what a restored machine lost."""

from dataclasses import replace
from pathlib import Path

import pytest

from outlet_app.domain.ledgers.numbers import COLUMNS, COMPLETE
from outlet_app.domain.people import Role
from outlet_app.domain.problems import Refused
from outlet_app.models.counters import case_series
from tests.services.test_ledgers_service import strings
from tests.support.at_the_counter import accepted, answered, events_of_all, judged, notified, text_of
from tests.support.bench import SUPERVISOR_PERSON, Bench

CASES = "case:2026-11-20"


def told(bench: Bench) -> dict[str, tuple[object, ...]]:
    """Terminal, given out, used, void, of no case, held back, missing, by series."""
    day = bench.clock.now().date()
    lines = bench.counter(SUPERVISOR_PERSON).ledgers.view("L25", day, day).lines
    return {
        str(line.cells["series"]): tuple(line.cells[one] for one in COLUMNS if one != "series")
        for line in lines
    }


def test_a_machine_that_gave_out_nothing_has_an_empty_book(bench: Bench) -> None:
    assert told(bench) == {}


def test_a_day_of_work_is_accounted_for_number_by_number(bench: Bench) -> None:
    answered(bench)
    accepted(bench)
    notified(bench)
    found = told(bench)
    assert found[CASES] == ("01", 3, 3, 0, 0, 0, COMPLETE)
    assert found["paper:受:2026"] == ("01", 1, 1, 0, 0, 0, COMPLETE)
    assert found["paper:告:2026"] == ("01", 1, 1, 0, 0, 0, COMPLETE)
    assert set(found) == {CASES, "paper:受:2026", "paper:告:2026"}


def test_a_sheet_and_a_ledger_belong_to_no_case(bench: Bench) -> None:
    head, day = bench.counter(SUPERVISOR_PERSON), bench.clock.now().date()
    head.day_sheet.issue(day)
    head.ledgers.issue(head.ledgers.view("L1", day, day))
    head.ledgers.issue(head.ledgers.view("L25", day, day))
    assert told(bench) == {
        "paper:统:2026": ("01", 1, 0, 0, 1, 0, COMPLETE),
        "paper:账:2026": ("01", 2, 0, 0, 2, 0, COMPLETE),
    }


def test_a_case_registered_by_mistake_keeps_its_number_as_void(bench: Bench) -> None:
    case = answered(bench).case
    answered(bench)
    bench.counter(SUPERVISOR_PERSON).mending.void(case.case_id, "wrong_person")
    assert told(bench)[CASES] == ("01", 2, 1, 1, 0, 0, COMPLETE)


def test_what_the_city_holds_back_is_told_apart(bench: Bench) -> None:
    answered(bench)
    judged(bench, ["parked"] * events_of_all(bench))
    answered(bench)
    assert told(bench)[CASES] == ("01", 2, 1, 0, 0, 1, COMPLETE)


def test_what_the_witness_saw_and_the_store_lost_is_named(bench: Bench) -> None:
    answered(bench)
    with bench.database.reading() as uow:
        me = uow.instance.required()
    bench.witness.append(me.instance_id, 9, case_series(bench.clock.now().date()), 4)
    assert told(bench)[CASES] == ("01", 4, 1, 0, 0, 0, "unknown|2–4")


def test_under_a_former_terminal_number_they_are_stranded(bench: Bench) -> None:
    answered(bench)
    with bench.database.unit_of_work() as uow:
        me = uow.instance.required()
        uow.counters.begin_anew(me.instance_id)
        uow.instance.save(replace(me, instance_id="f" * 32, device_id="d-new", terminal_no="02"))
        uow.commit()
    bench.witness.append(me.instance_id, 9, case_series(bench.clock.now().date()), 3)
    day = bench.clock.now().date()
    (line,) = bench.counter(SUPERVISOR_PERSON).ledgers.view("L25", day, day).lines
    assert (line.cells["post"], line.cells["lacking"]) == ("01", "set_back|2–3")


def test_another_day_has_its_own_case_numbers(bench: Bench) -> None:
    accepted(bench)
    bench.clock.forward(days=1)
    assert set(told(bench)) == {"paper:受:2026"}


def test_it_is_printed_with_a_number_and_saved_as_a_workbook(bench: Bench, tmp_path: Path) -> None:
    accepted(bench)
    head, day = bench.counter(SUPERVISOR_PERSON), bench.clock.now().date()
    view = head.ledgers.view("L25", day, day)
    paper = head.ledgers.issue(view)
    said = text_of(head.papers.pdf(paper.paper_id))
    for text in ("编号使用台账", "办件编号2026-11-20", "文书受〔2026〕", "无缺号", "填表人"):
        assert text in said, text
    head.ledgers.export(view, tmp_path / "L25.xlsx")
    assert {"编号使用台账", "文书 受〔2026〕", "无缺号"} <= set(strings(tmp_path / "L25.xlsx"))


def test_a_clerk_is_told_that_it_is_not_theirs(bench: Bench) -> None:
    day = bench.clock.now().date()
    assert SUPERVISOR_PERSON.roles != frozenset({Role.CLERK})
    with pytest.raises(Refused) as refused:
        bench.counter().ledgers.view("L25", day, day)
    assert refused.value.refusal.code == "right.missing"
