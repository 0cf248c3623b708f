"""Rules of 告知承诺: who may promise what, how it is verified, and what follows (domain.md §3.6, §3.7)."""

from dataclasses import replace
from datetime import date, timedelta

from outlet_app.domain.case import Case, apply, judge
from outlet_app.domain.catalogue import CheckWay
from outlet_app.domain.events import (
    Accepted,
    AcceptedDeficient,
    Closed,
    DeemedAccepted,
    Fact,
    MaterialsChecked,
    MaterialsTaken,
    PromiseLine,
    ResultReached,
    TrackingStarted,
    WorkStarted,
)
from outlet_app.domain.facts.pledge import CheckResult, ChecksDue, Consequence
from outlet_app.domain.materials import MaterialState
from outlet_app.domain.pledges import CHECK_RULE, CHECK_WORKDAYS, Pledge
from outlet_app.domain.problems import Refusal
from outlet_app.domain.states import State
from tests.domain.tables import each
from tests.support.builders import SUPERVISOR, at, deferred, event, material, registered, stamp
from tests.support.pledged import CODE, DAY, NAME, checked, drawn, line, pledge, pledged

TRUE, UNTRUE, UNCLEAR = CheckResult.TRUE, CheckResult.UNTRUE, CheckResult.UNCLEAR
FIRST: tuple[Fact, ...] = (registered(), MaterialsChecked(1, (material(), deferred(), pledged())))
TAKEN = (*FIRST, MaterialsTaken())
ACCEPTED = (*TAKEN, pledge(), Accepted((stamp(),)))
WORKING = (*ACCEPTED, WorkStarted())
RESULT = (*WORKING, ResultReached(True, "已出具报告"))
CLOSED = (*RESULT, Closed("已交付"))
OWED = AcceptedDeficient((PromiseLine("8.2-A1", "信用承诺书", date(2026, 11, 27)),), stamp(7, "supplement"))


def live(*facts: Fact) -> Case:
    """A case by legal facts alone."""
    case: Case | None = None
    for minute, fact in enumerate(facts):
        happened = event(fact, minutes=minute)
        assert judge(case, happened) is None, fact.KIND
        case = apply(case, happened)
    assert case is not None
    return case


def refused(case: Case, fact: Fact, *, days: int = 0) -> Refusal | None:
    return judge(case, event(fact, minutes=99, days=days))


def code_of(case: Case, fact: Fact, *, days: int = 0) -> str:
    found = refused(case, fact, days=days)
    return found.code if found else ""


def pledge_of(*facts: Fact) -> Pledge:
    found = live(*facts).pledge
    assert found is not None
    return found


def test_ten_working_days_after_the_closing() -> None:
    assert (CHECK_RULE, CHECK_WORKDAYS) == ("verification", 10)


# The promise itself.
@each(
    ("fact", "code"),
    [
        (pledge(), ""),
        (replace(pledge(), lines=()), "pledge.none"),
        (pledge(told=False), "pledge.not_told"),
        (pledge(signed=False), "pledge.not_signed"),
        (pledge(told=False, signed=False), "pledge.not_told"),
        (pledge("8.2-M1"), "pledge.not_allowed"),
        (pledge("8.2-A1"), "pledge.not_allowed"),
        (pledge("9.9-X1"), "pledge.not_allowed"),
        (pledge(CODE, "8.2-M1"), "pledge.not_allowed"),
    ],
)
def test_who_may_promise_what(fact: Fact, code: str) -> None:
    assert code_of(live(*TAKEN), fact) == code


def test_the_refusal_names_the_paper() -> None:
    assert refused(live(*TAKEN), pledge("8.2-M1")) == Refusal("pledge.not_allowed", {"name": NAME})


def test_a_row_the_catalogue_does_not_open_is_refused_whatever_its_mark() -> None:
    rows = (pledged(may_pledge=False),)
    case = live(registered(), MaterialsChecked(1, rows), MaterialsTaken())
    assert code_of(case, pledge()) == "pledge.not_allowed"


@each("state", [one for one in MaterialState if one not in (MaterialState.PLEDGED, MaterialState.UNDECIDED)])
def test_only_a_row_marked_so_is_pledged(state: MaterialState) -> None:
    rows = (replace(pledged(), state=state),)
    case = live(registered(), MaterialsChecked(1, rows), MaterialsTaken())
    assert code_of(case, pledge()) == "pledge.not_allowed"


@each("before", [FIRST, TAKEN])
def test_a_pledge_is_made_before_the_acceptance(before: tuple[Fact, ...]) -> None:
    assert code_of(live(*before), pledge()) == ""


@each("before", [ACCEPTED, WORKING, RESULT, CLOSED])
def test_no_pledge_after_it(before: tuple[Fact, ...]) -> None:
    assert code_of(live(*before), pledge()) == "state.guard"


@each("fact", [Accepted((stamp(),)), TrackingStarted(date(2026, 12, 20)), OWED])
def test_nobody_accepts_over_a_row_without_its_pledge(fact: Fact) -> None:
    taken = live(*FIRST, MaterialsTaken(review_due=stamp(0, "silent_acceptance")))
    assert refused(taken, fact, days=1) == Refusal("pledge.missing", {"name": NAME})
    pledged_too = apply(taken, event(pledge(), minutes=98))
    assert refused(pledged_too, fact, days=1) is None


def test_what_the_law_takes_as_accepted_waits_for_no_pledge() -> None:
    taken = live(*FIRST, MaterialsTaken(review_due=stamp(0, "silent_acceptance")))
    assert refused(taken, DeemedAccepted(DAY), days=1) is None


def test_two_rows_want_two_lines() -> None:
    rows = (pledged(), pledged("8.2-A4", "住所证明"))
    case = live(registered(), MaterialsChecked(1, rows), MaterialsTaken(), pledge())
    assert refused(case, Accepted((stamp(),))) == Refusal("pledge.missing", {"name": "住所证明"})
    both = live(registered(), MaterialsChecked(1, rows), MaterialsTaken(), pledge(CODE, "8.2-A4"))
    assert code_of(both, Accepted((stamp(),))) == ""


def test_the_decision_stays_an_acceptance() -> None:
    case = live(*ACCEPTED)
    assert case.state is State.ACCEPTED
    assert case.decision is not None
    assert case.decision.name == "ACCEPT"
    assert case.pledge is not None
    assert (case.pledge.edition, case.pledge.made_at) == ("2026-1", at(3))


def test_with_missing_papers_beside_it_both_stand() -> None:
    case = live(*TAKEN, pledge(), OWED)
    assert case.state is State.ACCEPTED_DEFICIENT
    assert case.pledge is not None
    assert case.deficit is not None


# Verification.
@each("before", [ACCEPTED, WORKING, RESULT, CLOSED])
@each("result", list(CheckResult))
def test_before_and_after_the_closing_it_is_verified(before: tuple[Fact, ...], result: CheckResult) -> None:
    case = live(*before)
    assert code_of(case, checked(result)) == ""
    assert apply(case, event(checked(result), minutes=99)).state is case.state


@each(
    ("fact", "code"),
    [
        (checked(TRUE, "8.2-M1"), "pledge.none"),
        (checked(TRUE, "9.9-X1"), "pledge.none"),
        (checked(TRUE, evidence=""), "pledge.no_evidence"),
        (checked(TRUE, evidence="  \n"), "pledge.no_evidence"),
        (checked(UNTRUE, way=CheckWay.EXEMPT), "pledge.exempt_is_true"),
        (checked(UNCLEAR, way=CheckWay.EXEMPT), "pledge.exempt_is_true"),
        (checked(TRUE, way=CheckWay.EXEMPT), ""),
        (checked(TRUE, checked_on=DAY - timedelta(days=1)), "pledge.check_day"),
        (checked(TRUE, checked_on=DAY + timedelta(days=1)), "pledge.check_day"),
        (checked(TRUE, checked_on=DAY), ""),
    ],
)
def test_what_a_verification_holds(fact: Fact, code: str) -> None:
    assert code_of(live(*CLOSED), fact) == code


@each(("days", "code"), [(0, "pledge.check_day"), (3, ""), (4, "")])
def test_a_verification_lies_between_the_promise_and_the_day(days: int, code: str) -> None:
    fact = checked(TRUE, checked_on=DAY + timedelta(days=3))
    assert code_of(live(*CLOSED), fact, days=days) == code


@each("first", [TRUE, UNTRUE])
@each("second", list(CheckResult))
def test_what_was_settled_is_not_verified_twice(first: CheckResult, second: CheckResult) -> None:
    assert code_of(live(*CLOSED, checked(first)), checked(second)) == "pledge.checked_before"


@each("second", list(CheckResult))
def test_what_could_not_be_verified_is_tried_again(second: CheckResult) -> None:
    assert code_of(live(*CLOSED, checked(UNCLEAR)), checked(second)) == ""


def test_a_case_without_a_pledge_has_nothing_to_verify() -> None:
    plain = live(registered(), MaterialsChecked(1, (material(),)), MaterialsTaken(), Accepted((stamp(),)))
    assert code_of(plain, checked(TRUE)) == "pledge.none"
    assert code_of(plain, drawn(Consequence.STOP)) == "pledge.not_broken"


def test_what_is_still_to_be_verified() -> None:
    made = Pledge((line(), line("8.2-A4"), line("8.2-A5", CheckWay.EXEMPT)), "2026-1")
    assert [one.code for one in made.open_lines] == [CODE, "8.2-A4"]
    after = pledge_of(*CLOSED, checked(UNCLEAR))
    assert [one.code for one in after.open_lines] == [CODE]
    assert not after.broken
    settled = pledge_of(*CLOSED, checked(UNCLEAR), checked(UNTRUE))
    assert settled.open_lines == ()
    assert settled.broken
    assert not pledge_of(*CLOSED, checked(TRUE)).broken


def test_the_officer_and_the_moment_stay_with_the_verification() -> None:
    [found] = pledge_of(*CLOSED, checked(TRUE)).checks
    assert (found.fact, found.by, found.at) == (checked(TRUE), event(checked(TRUE)).actor, at(len(CLOSED)))


# The period after the closing.
@each(
    ("before", "code"),
    [
        (CLOSED, ""),
        (RESULT, "state.guard"),
        ((*CLOSED, checked(UNCLEAR)), ""),
        ((*CLOSED, checked(TRUE)), "pledge.nothing_to_check"),
    ],
)
def test_the_period_begins_with_the_closing(before: tuple[Fact, ...], code: str) -> None:
    assert code_of(live(*before), ChecksDue(stamp(12, CHECK_RULE))) == code


def test_what_needs_no_verification_has_no_period() -> None:
    exempt = replace(pledge(), lines=(line(way=CheckWay.EXEMPT),))
    case = live(
        *TAKEN, exempt, Accepted((stamp(),)), WorkStarted(), ResultReached(True, "已出具"), Closed("已交付")
    )
    assert code_of(case, ChecksDue(stamp(12, CHECK_RULE))) == "pledge.nothing_to_check"


def test_the_period_stands_in_the_pledge() -> None:
    assert pledge_of(*CLOSED, ChecksDue(stamp(12, CHECK_RULE))).due == stamp(12, CHECK_RULE)


# What follows an untrue pledge.
BROKEN = checked(UNTRUE)


@each(
    ("before", "fact", "code"),
    [
        (CLOSED, drawn(Consequence.REVOKE), "pledge.not_broken"),
        ((*CLOSED, checked(TRUE)), drawn(Consequence.REVOKE), "pledge.not_broken"),
        ((*CLOSED, checked(UNCLEAR)), drawn(Consequence.REVOKE), "pledge.not_broken"),
        ((*CLOSED, BROKEN), drawn(Consequence.REVOKE), ""),
        ((*RESULT, BROKEN), drawn(Consequence.REVOKE), ""),
        ((*WORKING, BROKEN), drawn(Consequence.REVOKE), "pledge.no_result"),
        ((*WORKING, BROKEN), drawn(Consequence.STOP), ""),
        ((*ACCEPTED, BROKEN), drawn(Consequence.STOP), ""),
        ((*RESULT, BROKEN), drawn(Consequence.STOP), "pledge.has_result"),
        ((*CLOSED, BROKEN), drawn(Consequence.STOP), "pledge.has_result"),
        ((*CLOSED, BROKEN), drawn(Consequence.PENALTY), ""),
        ((*WORKING, BROKEN), drawn(Consequence.PENALTY), ""),
        ((*WORKING, BROKEN), drawn(Consequence.RECTIFY), "pledge.needs_day"),
        ((*WORKING, BROKEN), drawn(Consequence.RECTIFY, rectify_by=DAY), ""),
        ((*WORKING, BROKEN), drawn(Consequence.RECTIFY, rectify_by=DAY - timedelta(1)), "pledge.needs_day"),
        ((*CLOSED, BROKEN), drawn(Consequence.REVOKE, approved_by=""), "pledge.needs_approval"),
        ((*CLOSED, BROKEN), drawn(Consequence.REVOKE, reason=" "), "pledge.needs_reason"),
    ],
)
def test_what_may_follow_an_untrue_pledge(before: tuple[Fact, ...], fact: Fact, code: str) -> None:
    assert code_of(live(*before), fact) == code


def test_a_decision_is_revoked_once() -> None:
    case = live(*CLOSED, BROKEN, drawn(Consequence.REVOKE))
    assert code_of(case, drawn(Consequence.REVOKE)) == "pledge.revoked_before"
    assert code_of(case, drawn(Consequence.PENALTY)) == ""


@each(
    ("before", "step", "after"),
    [
        (WORKING, Consequence.STOP, State.TERMINATED),
        (RESULT, Consequence.REVOKE, State.TERMINATED),
        (CLOSED, Consequence.REVOKE, State.CLOSED),
        (CLOSED, Consequence.PENALTY, State.CLOSED),
        (WORKING, Consequence.PENALTY, State.IN_PROGRESS),
    ],
)
def test_where_it_leads(before: tuple[Fact, ...], step: Consequence, after: State) -> None:
    case = live(*before, BROKEN, drawn(step))
    assert case.state is after
    assert (case.outcome == "核查不实") is (after is State.TERMINATED)


def test_putting_right_keeps_the_case_going() -> None:
    case = live(*WORKING, BROKEN, drawn(Consequence.RECTIFY, rectify_by=date(2026, 12, 31)))
    assert (case.state, case.ended_at) == (State.IN_PROGRESS, None)


def test_the_revocation_names_the_paper() -> None:
    fact = drawn(Consequence.REVOKE, paper_no="HH0501 结〔2026〕0001 号", approved_by=SUPERVISOR)
    made = pledge_of(*CLOSED, BROKEN, drawn(Consequence.PENALTY), fact)
    assert made.revoked == fact
    assert pledge_of(*CLOSED, BROKEN, drawn(Consequence.PENALTY)).revoked is None
