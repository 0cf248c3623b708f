"""The counter refuses before it saves what a post does not carry: the city's table, row by row."""

from dataclasses import replace

import pytest

from outlet_app.domain.events import Fact
from outlet_app.domain.people import Person, Role
from outlet_app.domain.problems import Refused
from outlet_app.services.recorder import Recorder
from outlet_app.wording.troubles import REFUSALS
from tests.support.at_the_counter import answered, events_of_all, from_the_city
from tests.support.bench import CLERK_PERSON, SUPERVISOR_PERSON, Bench
from tests.support.row_rights import AMENDED, ANSWERED, CASES, CLERK, HEAD, ROWS, opening

PEOPLE = {CLERK: CLERK_PERSON, HEAD: SUPERVISOR_PERSON}
OFFICER = Person("1508260555", "巴特尔", frozenset({Role.CREDIT_OFFICER}))


def recorder(bench: Bench, person: Person) -> Recorder:
    return Recorder(bench.reference, person, bench.clock, bench.machine.new_id)


def record(bench: Bench, person: Person, case_id: str, *facts: Fact) -> str:
    """The refusal's code, empty where the facts were kept."""
    at = recorder(bench, person)
    with bench.database.unit_of_work() as uow:
        known = uow.journal.of_case(case_id)
        case = at.read(uow, case_id).case if known else None
        try:
            at.record(uow, case, case_id, facts)
        except Refused as refused:
            return refused.refusal.code
        uow.commit()
    return ""


@pytest.mark.parametrize(("name", "actor"), CASES)
def test_a_post_may_write_what_the_table_says(bench: Bench, name: str, actor: str) -> None:
    row = ROWS[name]
    assert record(bench, SUPERVISOR_PERSON, "case-1", opening(), *row.before) == ""
    before = events_of_all(bench)
    code = record(bench, PEOPLE[actor], "case-1", row.fact(actor))
    assert code == ("" if actor in row.may else "right.missing")
    assert events_of_all(bench) - before == (1 if actor in row.may else 0)


def test_whoever_only_lists_misconduct_opens_and_moves_no_case(bench: Bench) -> None:
    assert record(bench, OFFICER, "case-2", opening(), *ANSWERED) == "right.missing"
    assert record(bench, CLERK_PERSON, "case-1", opening()) == ""
    assert record(bench, OFFICER, "case-1", *ANSWERED) == "right.missing"
    assert record(bench, OFFICER, "case-1", AMENDED) == "right.missing"
    assert events_of_all(bench) == 1


def test_somebody_who_has_left_writes_nothing(bench: Bench) -> None:
    gone = replace(SUPERVISOR_PERSON, active=False)
    assert record(bench, CLERK_PERSON, "case-1", opening()) == ""
    assert record(bench, gone, "case-1", *ANSWERED) == "right.missing"


def test_an_approver_who_has_left_approves_nothing(bench: Bench) -> None:
    row = ROWS["extend, approved by the head"]
    assert record(bench, SUPERVISOR_PERSON, "case-1", opening(), *row.before) == ""
    with bench.database.unit_of_work() as uow:
        uow.people.put(replace(SUPERVISOR_PERSON, active=False))
        uow.commit()
    assert record(bench, CLERK_PERSON, "case-1", row.fact(CLERK)) == "right.missing"


def test_a_refused_step_takes_everything_with_it(bench: Bench) -> None:
    """Facts of one act are kept together or not at all."""
    assert record(bench, CLERK_PERSON, "case-1", opening(), *ANSWERED) == ""
    before = events_of_all(bench)
    assert record(bench, SUPERVISOR_PERSON, "case-1", *ANSWERED, AMENDED) != ""
    assert events_of_all(bench) == before


def test_an_outlet_that_only_looks_on_amends_nothing(bench: Bench) -> None:
    """The case was handed over and taken; its first outlet still sees it, and no more."""
    handed = ROWS["hand over"]
    facts = [opening(), *handed.before]
    far = "1508001001"
    from_the_city(bench, "case-9", facts, at=bench.clock.at, first_n=1, outlet=far)
    before = events_of_all(bench)
    assert record(bench, SUPERVISOR_PERSON, "case-9", AMENDED) == "case.elsewhere"
    assert record(bench, SUPERVISOR_PERSON, "case-9", ROWS["give feedback"].fact(HEAD)) == "case.elsewhere"
    assert events_of_all(bench) == before


@pytest.mark.parametrize("code", ["right.missing", "case.elsewhere"])
def test_each_refusal_is_three_clauses(code: str) -> None:
    said = REFUSALS[code]
    assert all(part.endswith("。") for part in (said.happened, said.safe, said.now))


def test_services_end_in_the_same_sentence(bench: Bench) -> None:
    case_id = answered(bench).case.case_id
    with pytest.raises(Refused) as caught:
        bench.counter().mending.reopen(case_id, "录入有误")
    assert caught.value.refusal.code == "right.missing"
