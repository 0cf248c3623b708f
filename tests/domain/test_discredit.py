"""失信: the outlet proposes and hears, the city alone lists, drops and repairs (domain.md §3.7)."""

from dataclasses import replace
from datetime import date, timedelta

from outlet_app.domain.case import Case, apply, judge
from outlet_app.domain.credit import CreditAct
from outlet_app.domain.discredit import CreditFile, Standing
from outlet_app.domain.events import (
    Accepted,
    AcceptedDeficient,
    Closed,
    Fact,
    LapseWay,
    MaterialsChecked,
    MaterialsTaken,
    PromiseLine,
    ResultReached,
    SupplementLapsed,
    SupplementTaken,
    WorkStarted,
)
from outlet_app.domain.facts.credit import CreditRepaired, DefenceHeard, DiscreditDropped, Discredited
from outlet_app.domain.facts.pledge import CheckResult
from tests.domain.tables import each
from tests.support.builders import at, deferred, event, material, registered, stamp
from tests.support.pledged import CITY, DAY, HEARD_BY, checked, pledge, pledged, proposed

UNTIL = date(2027, 12, 20)
CLOSED: tuple[Fact, ...] = (
    registered(),
    MaterialsChecked(1, (material(), pledged())),
    MaterialsTaken(),
    pledge(),
    Accepted((stamp(),)),
    WorkStarted(),
    ResultReached(True, "已出具报告"),
    Closed("已交付"),
)
BROKEN = (*CLOSED, checked(CheckResult.UNTRUE))
OWED = PromiseLine("8.2-A1", "信用承诺书", DAY)
OWING = (
    registered(),
    MaterialsChecked(1, (material(), deferred())),
    MaterialsTaken(),
    AcceptedDeficient((OWED,), stamp(0, "supplement")),
)
HEARD = DefenceHeard("账户由配偶代开")
SILENT = DefenceHeard("", made=False)


def judged(case: Case | None, fact: Fact, *, days: int = 0, city: bool = False) -> str:
    happened = event(fact, minutes=99, days=days)
    refusal = judge(case, replace(happened, outlet=CITY) if city else happened)
    return refusal.code if refusal else ""


def live(*facts: Fact) -> Case:
    """A case by legal facts; what only the city says, it says forty days on."""
    case: Case | None = None
    for minute, fact in enumerate(facts):
        happened = event(fact, minutes=minute, days=2 if isinstance(fact, SupplementLapsed) else 0)
        if isinstance(fact, Discredited | DiscreditDropped | CreditRepaired):
            happened = event(fact, minutes=minute, days=40, outlet=CITY)
        assert judge(case, happened) is None, fact.KIND
        case = apply(case, happened)
    assert case is not None
    return case


def file_of(*facts: Fact) -> CreditFile:
    found = live(*facts).credit
    assert found is not None
    return found


LATE = SupplementTaken((material(code="8.2-A1"),), arrived_on=DAY + timedelta(days=2))


@each(
    ("before", "fact", "code"),
    [
        (BROKEN, proposed(), ""),
        (CLOSED, proposed(), "credit.no_act"),
        ((*CLOSED, checked(CheckResult.UNCLEAR)), proposed(), "credit.no_act"),
        (BROKEN, proposed(CreditAct.OVERDUE), "credit.no_act"),
        (OWING, proposed(CreditAct.OVERDUE), "credit.no_act"),
        ((*OWING, SupplementLapsed(LapseWay.RETURNED, "逾期")), proposed(CreditAct.OVERDUE), ""),
        ((*OWING, SupplementLapsed(LapseWay.RETURNED, "逾期")), proposed(), "credit.no_act"),
        (BROKEN, proposed(grounds=" "), "credit.no_grounds"),
        (BROKEN, proposed(defend_until=DAY), "credit.no_time"),
        (BROKEN, proposed(told_on=DAY + timedelta(3)), "credit.no_time"),
        (BROKEN, proposed(told_on=DAY - timedelta(1)), ""),
        ((*BROKEN, proposed()), proposed(), "credit.proposed_before"),
        ((*BROKEN, proposed(), HEARD, Discredited(UNTIL, "属实")), proposed(), "credit.proposed_before"),
        ((*BROKEN, proposed(), HEARD, DiscreditDropped("已改正")), proposed(), ""),
    ],
)
def test_what_may_be_proposed(before: tuple[Fact, ...], fact: Fact, code: str) -> None:
    assert judged(live(*before), fact, days=2) == code


def test_a_paper_that_came_late_may_be_proposed() -> None:
    owing = live(*OWING)
    came = apply(owing, event(LATE, days=3))
    assert judged(came, proposed(CreditAct.OVERDUE), days=3) == ""


def test_an_ordinary_case_has_nothing_to_propose() -> None:
    case = live(registered(), MaterialsChecked(1, (material(),)), MaterialsTaken(), Accepted((stamp(),)))
    assert judged(case, proposed()) == judged(case, proposed(CreditAct.OVERDUE)) == "credit.no_act"


@each(
    ("before", "fact", "code"),
    [
        (BROKEN, HEARD, "credit.not_proposed"),
        ((*BROKEN, proposed()), HEARD, ""),
        ((*BROKEN, proposed()), SILENT, ""),
        ((*BROKEN, proposed()), DefenceHeard("  "), "credit.no_defence"),
        ((*BROKEN, proposed(), HEARD, Discredited(UNTIL, "属实")), HEARD, "credit.not_proposed"),
    ],
)
def test_who_is_heard(before: tuple[Fact, ...], fact: Fact, code: str) -> None:
    assert judged(live(*before), fact) == code


PROPOSED, HEARD_OUT = (*BROKEN, proposed()), (*BROKEN, proposed(), HEARD)
LISTED = (*HEARD_OUT, Discredited(UNTIL, "属实"))


@each(
    ("fact", "before"),
    [
        (Discredited(UNTIL, "属实"), HEARD_OUT),
        (DiscreditDropped("已改正"), HEARD_OUT),
        (CreditRepaired("已改正"), LISTED),
    ],
)
def test_only_the_city_has_the_word(fact: Fact, before: tuple[Fact, ...]) -> None:
    case = live(*before)
    assert judged(case, fact, days=50) == "credit.city_only"
    assert judged(case, fact, days=50, city=True) == ""


@each("outlet", ["1508020001", "1508262001", ""])
def test_no_other_window_passes_for_the_city(outlet: str) -> None:
    happened = replace(event(Discredited(UNTIL, "属实"), days=50), outlet=outlet)
    refusal = judge(live(*HEARD_OUT), happened)
    assert refusal is not None
    assert refusal.code == "credit.city_only"


@each(
    ("before", "fact", "days", "code"),
    [
        (PROPOSED, Discredited(UNTIL, "属实"), 1, "credit.not_heard"),
        (PROPOSED, Discredited(UNTIL, "属实"), 30, "credit.not_heard"),
        (PROPOSED, Discredited(UNTIL, "属实"), 31, ""),
        (HEARD_OUT, Discredited(UNTIL, "属实"), 1, ""),
        ((*PROPOSED, SILENT), Discredited(UNTIL, "属实"), 1, ""),
        (HEARD_OUT, Discredited(UNTIL, ""), 1, "credit.no_grounds"),
        (HEARD_OUT, Discredited(DAY, "属实"), 1, "credit.no_time"),
        (HEARD_OUT, DiscreditDropped(" "), 1, "credit.no_grounds"),
        (PROPOSED, DiscreditDropped("事实不清"), 1, ""),
        (PROPOSED, CreditRepaired("已改正"), 1, "credit.not_listed"),
        (BROKEN, Discredited(UNTIL, "属实"), 1, "credit.not_proposed"),
        (BROKEN, DiscreditDropped("已改正"), 1, "credit.not_proposed"),
        (BROKEN, CreditRepaired("已改正"), 1, "credit.not_listed"),
        (LISTED, CreditRepaired(" "), 50, "credit.no_grounds"),
        (LISTED, Discredited(UNTIL, "属实"), 50, "credit.not_proposed"),
    ],
)
def test_the_applicant_is_heard_before_the_city_lists(
    before: tuple[Fact, ...], fact: Fact, days: int, code: str
) -> None:
    assert judged(live(*before), fact, days=days, city=True) == code


@each(("day", "open_"), [(HEARD_BY, False), (HEARD_BY + timedelta(1), True)])
def test_silence_counts_when_the_time_has_passed(day: date, open_: bool) -> None:
    assert file_of(*PROPOSED).may_be_listed(day) is open_
    assert file_of(*HEARD_OUT).may_be_listed(DAY)


@each(
    ("facts", "day", "blocks"),
    [
        (PROPOSED, DAY, False),
        (HEARD_OUT, DAY, False),
        (LISTED, UNTIL, True),
        (LISTED, UNTIL + timedelta(1), False),
        ((*LISTED, CreditRepaired("已改正")), DAY, False),
        ((*HEARD_OUT, DiscreditDropped("已改正")), DAY, False),
    ],
)
def test_a_proposal_alone_blocks_nobody(facts: tuple[Fact, ...], day: date, blocks: bool) -> None:
    assert file_of(*facts).blocks(day) is blocks


def test_the_file_keeps_its_course() -> None:
    listed = file_of(*LISTED)
    assert (listed.standing, listed.until, listed.defence) == (Standing.LISTED, UNTIL, HEARD)
    assert listed.listed_on == at(0, days=40).date()
    repaired = file_of(*LISTED, CreditRepaired("已改正"))
    assert (repaired.standing, repaired.until) == (Standing.REPAIRED, UNTIL)
    dropped = file_of(*HEARD_OUT, DiscreditDropped("已改正"))
    assert (dropped.standing, dropped.until, dropped.listed_on) == (Standing.DROPPED, None, None)
    assert file_of(*PROPOSED).listed_on is None


def test_none_of_it_moves_the_case() -> None:
    before = live(*BROKEN)
    assert {live(*BROKEN, *more).state for more in ((proposed(),), (proposed(), HEARD))} == {before.state}
    assert live(*LISTED).state is live(*LISTED, CreditRepaired("已改正")).state is before.state
