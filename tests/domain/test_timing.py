"""核定时间: a head says when the first moment in doubt really was; the mark goes, the record stays."""

from dataclasses import replace
from datetime import timedelta

from outlet_app.domain.case import Case, apply, fold, judge
from outlet_app.domain.events import Accepted, CaseEvent, ClockTrust, Fact, MaterialsTaken, Voided
from outlet_app.domain.facts.timing import TimeConfirmed
from outlet_app.domain.ledgers import LEDGERS, lines
from outlet_app.domain.offers.timing import offered
from outlet_app.domain.people import Person, Role
from outlet_app.domain.problems import Refusal
from outlet_app.domain.states import State
from tests.domain.tables import each
from tests.support.builders import CLERK, SUPERVISOR, at, event, registered, stamp

SUSPECT = ClockTrust.SUSPECT
FACT = TimeConfirmed("op-000001", at(-30), "叫号单 A012")
HEAD = Person(SUPERVISOR, "李志强", frozenset({Role.SUPERVISOR}))
PLAIN = Person(CLERK, "苏日娜", frozenset({Role.CLERK}))


def doubted(fact: Fact, minutes: int) -> CaseEvent:
    return replace(event(fact, minutes=minutes), trust=SUSPECT)


def in_doubt() -> Case:
    return fold([doubted(registered(), 0), event(MaterialsTaken(), minutes=1)])


def said(fact: TimeConfirmed = FACT, trust: ClockTrust = ClockTrust.SERVER) -> CaseEvent:
    return replace(event(fact, minutes=5), trust=trust)


def test_the_mark_goes_and_the_moment_stays_as_it_was_written() -> None:
    before = in_doubt()
    after = apply(before, said())
    assert judge(before, said()) is None
    assert (before.time_unsure, after.time_unsure) == (True, False)
    assert (after.time_confirmed, after.registered_at) == (FACT, before.registered_at)
    assert after.state is before.state


def test_a_later_step_of_a_wrong_clock_marks_it_again() -> None:
    again = apply(apply(in_doubt(), said()), doubted(Accepted((stamp(),)), 6))
    assert (again.state, again.time_unsure) == (State.ACCEPTED, True)
    assert judge(again, replace(said(), at=at(7))) is None


@each(
    ("fact", "trust", "code"),
    [
        (replace(FACT, proof="  "), ClockTrust.SERVER, "time.proof"),
        (replace(FACT, moment=at(6)), ClockTrust.SERVER, "time.ahead"),
        (FACT, SUSPECT, "time.unsure_here"),
    ],
)
def test_what_is_no_confirmation(fact: TimeConfirmed, trust: ClockTrust, code: str) -> None:
    assert judge(in_doubt(), said(fact, trust)) == Refusal(code)


def test_where_nothing_is_in_doubt_nothing_is_confirmed() -> None:
    sure = fold([event(registered())])
    assert judge(sure, said()) == Refusal("time.sure")
    assert judge(apply(in_doubt(), said()), said()) == Refusal("time.sure")


def test_this_very_moment_may_be_the_one() -> None:
    assert judge(in_doubt(), said(replace(FACT, moment=at(5)))) is None


def test_it_is_offered_to_a_head_while_it_is_asked() -> None:
    doubt = in_doubt()
    void = apply(doubt, event(Voided("duplicate"), minutes=2))
    asked = {
        "head": offered(doubt, HEAD),
        "clerk": offered(doubt, PLAIN),
        "void": offered(void, HEAD),
        "settled": offered(apply(doubt, said()), HEAD),
    }
    assert asked == {"head": {"confirm_time"}, "clerk": set(), "void": set(), "settled": set()}


def test_the_last_decision_can_still_be_taken_back() -> None:
    decided = apply(in_doubt(), event(Accepted((stamp(),)), minutes=2))
    assert decided.last_decision is not None
    assert apply(decided, said()).last_decision == decided.last_decision


def test_the_audit_ledger_tells_the_proof() -> None:
    events = (doubted(registered(), 0), said())
    day = at(0).date()
    first, second = lines(LEDGERS["L20"], [events], events[0].outlet, day, day + timedelta(days=1))
    assert (first.cells["event"], first.cells["clock"]) == ("registered", True)
    assert (second.cells["event"], second.cells["why"]) == ("time_confirmed", FACT.proof)
