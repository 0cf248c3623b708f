"""Which steps after a pledge are offered to whom, case by case (domain.md §3.7)."""

from dataclasses import replace
from datetime import date

from test_catalogue import PROOF, release

from outlet_app.domain.case import Case, apply, judge
from outlet_app.domain.catalogue import CheckWay, read_catalogue
from outlet_app.domain.credit import CreditAct, CreditEntry, OverduePromise, Repute
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
    Terminated,
    TransferredOut,
    Voided,
    Withdrawn,
    WorkStarted,
)
from outlet_app.domain.facts.credit import CreditRepaired, DefenceHeard, DiscreditDropped, Discredited
from outlet_app.domain.facts.pledge import CheckResult, Consequence
from outlet_app.domain.materials import MaterialState
from outlet_app.domain.offers import offered
from outlet_app.domain.offers.pledge import offered_to_city
from outlet_app.domain.people import Person, Right, Role
from outlet_app.domain.pledges import against, ends, pledge_lines
from outlet_app.domain.problems import Refusal
from tests.domain.tables import each
from tests.support.builders import CLERK, OUTLET, SUPERVISOR, deferred, event, material, registered, stamp
from tests.support.pledged import CITY, DAY, HEARD_BY, checked, drawn, pledge, pledged, proposed

CLERK_HERE = Person(CLERK, "苏日娜", frozenset({Role.CLERK}))
HEAD = Person(SUPERVISOR, "高云飞", frozenset({Role.SUPERVISOR}))
OFFICER = Person("1508000001", "乌云高娃", frozenset({Role.CITY_ADMIN}))
MINE = {"verify", "consequence", "discredit", "defence", "discredit_list", "discredit_drop", "repair"}
UNTIL = date(2027, 11, 20)

TAKEN: tuple[Fact, ...] = (registered(), MaterialsChecked(1, (material(), pledged())), MaterialsTaken())
PLEDGED = (*TAKEN, pledge())
ACCEPTED = (*PLEDGED, Accepted((stamp(),)))
WORKING = (*ACCEPTED, WorkStarted())
RESULT = (*WORKING, ResultReached(True, "已出具报告"))
CLOSED = (*RESULT, Closed("已交付"))
BROKEN = (*CLOSED, checked(CheckResult.UNTRUE))
PROPOSED = (*BROKEN, proposed())
HEARD = (*PROPOSED, DefenceHeard("账户由配偶代开"))
LISTED = (*HEARD, Discredited(UNTIL, "事实清楚"))
LAPSED = (
    registered(),
    MaterialsChecked(1, (material(), deferred())),
    MaterialsTaken(),
    AcceptedDeficient((PromiseLine("8.2-A1", "信用承诺书", DAY),), stamp(0, "supplement")),
    SupplementLapsed(LapseWay.RETURNED, "逾期"),
)
CITYS = (Discredited, DiscreditDropped, CreditRepaired)


def live(told: tuple[Fact, ...]) -> Case:
    case: Case | None = None
    for minute, fact in enumerate(told):
        happened = event(fact, minutes=minute, days=2 if isinstance(fact, SupplementLapsed) else 0)
        if isinstance(fact, CITYS):
            happened = replace(happened, outlet=CITY)
        assert judge(case, happened) is None, fact.KIND
        case = apply(case, happened)
    assert case is not None
    return case


def steps(told: tuple[Fact, ...], person: Person, here: str = "", today: date = DAY) -> set[str]:
    return set(offered(live(told), person, today, here)) & MINE


@each(
    ("told", "clerk", "head"),
    [
        (TAKEN, "", ""),
        (PLEDGED, "", ""),
        (ACCEPTED, "verify", "verify"),
        (WORKING, "verify", "verify"),
        (RESULT, "verify", "verify"),
        (CLOSED, "verify", "verify"),
        ((*CLOSED, checked(CheckResult.UNCLEAR)), "verify", "verify"),
        ((*CLOSED, checked(CheckResult.TRUE)), "", ""),
        (BROKEN, "", "consequence discredit"),
        ((*WORKING, checked(CheckResult.UNTRUE)), "", "consequence discredit"),
        ((*BROKEN, drawn(Consequence.REVOKE)), "", "consequence discredit"),
        ((*WORKING, checked(CheckResult.UNTRUE), drawn(Consequence.STOP)), "", "discredit"),
        (PROPOSED, "defence", "consequence defence"),
        (HEARD, "defence", "consequence defence"),
        (LISTED, "", "consequence"),
        ((*LISTED, CreditRepaired("已改正")), "", "consequence discredit"),
        ((*HEARD, DiscreditDropped("轻微")), "", "consequence discredit"),
        (LAPSED, "", "discredit"),
        ((*ACCEPTED, Withdrawn("不办了")), "", ""),
        ((*ACCEPTED, Terminated("失联")), "", ""),
        ((*ACCEPTED, Voided("duplicate")), "", ""),
        ((*BROKEN, Voided("duplicate")), "", ""),
        ((*WORKING, TransferredOut(CITY, "", "市级窗口", "复杂")), "", ""),
    ],
)
def test_what_an_outlet_may_do(told: tuple[Fact, ...], clerk: str, head: str) -> None:
    assert steps(told, CLERK_HERE) == set(clerk.split())
    assert steps(told, HEAD) == set(head.split())


@each(
    ("told", "today", "city"),
    [
        (BROKEN, DAY, ""),
        (PROPOSED, DAY, "discredit_drop"),
        (PROPOSED, HEARD_BY, "discredit_drop"),
        (PROPOSED, date(2026, 12, 21), "discredit_drop discredit_list"),
        (HEARD, DAY, "discredit_drop discredit_list"),
        (LISTED, DAY, "repair"),
        ((*LISTED, CreditRepaired("已改正")), DAY, ""),
        ((*HEARD, DiscreditDropped("轻微")), DAY, ""),
    ],
)
def test_what_the_city_may_say(told: tuple[Fact, ...], today: date, city: str) -> None:
    assert steps(told, OFFICER, CITY, today) == set(city.split())
    assert offered_to_city(live(told), OFFICER, today) == set(city.split())


@each("person", [CLERK_HERE, HEAD])
@each("told", [PROPOSED, HEARD, LISTED])
def test_nobody_elses_post_says_it(told: tuple[Fact, ...], person: Person) -> None:
    assert steps(told, person, CITY) == set()


@each("told", [PROPOSED, HEARD, LISTED])
@each("here", [OUTLET, "1508020001", "1508263000"])
def test_no_other_window_says_it(told: tuple[Fact, ...], here: str) -> None:
    assert not steps(told, OFFICER, here) & {"discredit_list", "discredit_drop", "repair"}


@each("here", ["1508020001", "1508263000"])
@each("told", [CLOSED, BROKEN, PROPOSED])
def test_who_only_looks_on_does_nothing(told: tuple[Fact, ...], here: str) -> None:
    assert steps(told, HEAD, here) == set()


@each(("role", "may"), [(Role.CLERK, False), (Role.SUPERVISOR, False), (Role.CITY_ADMIN, True)])
def test_only_the_citys_post_lists(role: Role, may: bool) -> None:
    assert Person("1", "x", frozenset({role})).may(Right.DISCREDIT) is may


def test_everything_offered_is_allowed_by_the_rules() -> None:
    """An offer nobody may take would be a lie: each step's fact is judged where it is offered."""
    facts: dict[str, Fact] = {
        "verify": checked(CheckResult.TRUE),
        "consequence": drawn(Consequence.PENALTY),
        "discredit": proposed(),
        "defence": DefenceHeard("有原因"),
    }
    lives = (TAKEN, ACCEPTED, WORKING, RESULT, CLOSED, BROKEN, PROPOSED, HEARD, LISTED)
    for told in lives:
        case = live(told)
        for step, fact in facts.items():
            allowed = judge(case, event(fact, minutes=99)) is None
            assert (step in steps(told, HEAD)) is allowed, (step, case.state)


ENTRY = CreditEntry("甲公司", "", CreditAct.UNTRUE, "HH05-1", DAY, "市局", UNTIL)
OWED = OverduePromise("case-1", "HH05-20261101-010001-A", "信用承诺书", DAY)


@each(
    ("repute", "refusal"),
    [
        (Repute(), None),
        (Repute(list_as_of=DAY), None),
        (Repute(listed=(ENTRY,)), Refusal("pledge.discredited", {"until": "2027-11-20"})),
        (Repute(overdue=(OWED,)), Refusal("pledge.overdue", {"case_no": "HH05-20261101-010001-A"})),
        (
            Repute(listed=(ENTRY,), overdue=(OWED,)),
            Refusal("pledge.discredited", {"until": "2027-11-20"}),
        ),
    ],
)
def test_what_stands_in_the_way(repute: Repute, refusal: Refusal | None) -> None:
    assert against(repute) == refusal


SUB = read_catalogue(release(materials=[PROOF])).sub_item("3.1")


@each("state", list(MaterialState))
def test_a_line_for_every_row_marked_so_and_for_no_other(state: MaterialState) -> None:
    row = replace(pledged("3.1-A1", "产品说明"), state=state)
    told = pledge_lines((row,), SUB)
    if state is not MaterialState.PLEDGED:
        assert told == ()
        return
    (line,) = told
    assert (line.code, line.name, line.proves, line.used_for, line.way) == (
        "3.1-A1", "产品说明", "专利有效", "确定范围", CheckWay.ONLINE,
    )  # fmt: skip


def test_without_a_list_there_is_nothing_to_promise() -> None:
    assert pledge_lines((pledged(),), None) == ()


@each(
    ("told", "ending"),
    [(WORKING, {Consequence.STOP, Consequence.REVOKE}), (CLOSED, set[Consequence]())],
)
def test_what_ends_an_open_case(told: tuple[Fact, ...], ending: set[Consequence]) -> None:
    assert {step for step in Consequence if ends(step, live(told))} == ending
