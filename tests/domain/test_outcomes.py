"""Outcomes put in writing: when they may be, what they hold, who may."""

from dataclasses import replace
from datetime import date, timedelta

from outlet_app.domain.case import fold, judge
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import Accepted, AnsweredOnSpot, Fact, MaterialsTaken, PromiseLine
from outlet_app.domain.facts.outcome import Filled, OutcomeWritten
from outlet_app.domain.offers import offered
from outlet_app.domain.outcomes import last_written
from outlet_app.domain.people import Person, Role
from outlet_app.domain.states import State
from tests.support.builders import CLERK, MORNING, event, registered, stamp

DAY = MORNING.date()
CLERK_HERE = Person(CLERK, "苏日娜", frozenset({Role.CLERK}))
ANSWER = OutcomeWritten("R03", DAY, (Filled("answer", "可以转让"), Filled("basis", "")))
REPORT = OutcomeWritten("R02", DAY, (Filled("asked", "葵花"),), (("CN1", "脱壳机", "高", ""),), DAY)
TAKEN: tuple[Fact, ...] = (registered(), MaterialsTaken(), Accepted((stamp(),)))
OWED = PromiseLine("8.2-A1", "信用承诺书", date(2026, 11, 27))


def after(*facts: Fact) -> Case:
    return fold(event(fact, minutes=at) for at, fact in enumerate(facts))


def refusal(case: Case, fact: Fact) -> str:
    said = judge(case, event(fact, minutes=90))
    return said.code if said else ""


def test_what_is_written_is_kept_in_order_and_moves_nothing() -> None:
    case = after(*TAKEN, ANSWER, REPORT, replace(ANSWER, done_on=DAY + timedelta(days=1)))
    assert [one.form for one in case.written] == ["R03", "R02", "R03"]
    assert case.state is State.ACCEPTED
    assert {form: last_written(case, form) for form in ("R01", "R02", "R03")} == {
        "R01": 0,
        "R02": 2,
        "R03": 3,
    }


def test_a_field_is_read_by_its_key() -> None:
    told = {key: ANSWER.text_of(key) for key in ("answer", "basis", "asked")}
    assert told == {"answer": "可以转让", "basis": "", "asked": ""}


def test_every_reason_why_an_outcome_is_not_written() -> None:
    case, day = after(*TAKEN), timedelta(days=1)
    owing = replace(case, promises=(OWED,))
    answered = after(registered(), AnsweredOnSpot("可以"))
    table: dict[str, tuple[Case, OutcomeWritten, str]] = {
        "as it should be": (case, ANSWER, ""),
        "with a table alone": (case, replace(REPORT, entries=()), ""),
        "after an answer on the spot": (answered, ANSWER, ""),
        "on the day of registration": (case, replace(ANSWER, done_on=DAY), ""),
        "the data of the day itself": (case, replace(REPORT, cutoff=DAY), ""),
        "older data": (case, replace(REPORT, cutoff=DAY - day), ""),
        "nothing in it": (case, OutcomeWritten("R03", DAY), "outcome.empty"),
        "blanks only": (case, OutcomeWritten("R03", DAY, (Filled("answer", "  \n"),)), "outcome.empty"),
        "blank rows only": (case, OutcomeWritten("R02", DAY, (), ((" ", ""),)), "outcome.empty"),
        "before the visit": (case, replace(ANSWER, done_on=DAY - day), "outcome.before_case"),
        "data of tomorrow": (case, replace(REPORT, cutoff=DAY + day), "outcome.cutoff_later"),
        "materials still owed": (owing, ANSWER, "outcome.promises_open"),
        "owed and empty": (owing, OutcomeWritten("R03", DAY), "outcome.promises_open"),
        "not yet accepted": (after(registered(), MaterialsTaken()), ANSWER, "state.guard"),
    }
    found = {name: refusal(case, fact) for name, (case, fact, _) in table.items()}
    assert found == {name: code for name, (_, _, code) in table.items()}


def test_the_step_is_open_where_there_can_be_an_outcome() -> None:
    accepted = after(*TAKEN)
    open_in = {
        state for state in State if "outcome" in offered(replace(accepted, state=state), CLERK_HERE, DAY)
    }
    assert open_in == {
        State.ACCEPTED, State.IN_PROGRESS, State.TRACKING, State.RESULT_OK, State.RESULT_NO, State.CLOSED,
    }  # fmt: skip
    assert "outcome" not in offered(replace(accepted, promises=(OWED,)), CLERK_HERE, DAY)


def test_an_onlooker_writes_no_outcome() -> None:
    assert "outcome" not in offered(after(*TAKEN), CLERK_HERE, DAY, "1508001001")
