"""Pledges of the tests: the row, the promise, its verification, what follows, and the course of 失信."""

from datetime import date

from outlet_app.domain.catalogue import CheckWay
from outlet_app.domain.credit import CreditAct
from outlet_app.domain.events import Fact
from outlet_app.domain.facts.credit import (
    CreditRepaired,
    DefenceHeard,
    DiscreditDropped,
    Discredited,
    DiscreditProposed,
)
from outlet_app.domain.facts.pledge import (
    CheckResult,
    ChecksDue,
    Consequence,
    ConsequenceDrawn,
    PledgeChecked,
    PledgeLine,
    PledgeMade,
)
from outlet_app.domain.marking import marked
from outlet_app.domain.materials import CheckedMaterial, MaterialState
from outlet_app.domain.pledges import CHECK_RULE
from tests.support.builders import MORNING, SUPERVISOR, material, stamp

CODE, NAME = "8.2-A3", "银行账户证明"
CITY = "1508001001"
DAY = MORNING.date()
HEARD_BY = date(2026, 12, 20)


def pledged(code: str = CODE, name: str = NAME, *, may_pledge: bool = True) -> CheckedMaterial:
    """A row whose proof the applicant's promise replaces (告知承诺)."""
    return material(MaterialState.PLEDGED, code, name=name, core=False, may_pledge=may_pledge)


def pledge(*codes: str, **changes: object) -> PledgeMade:
    """A pledge for the account's proof, told and signed."""
    lines = tuple(line(code) for code in codes or (CODE,))
    return marked(PledgeMade(lines, "2026-1", told=True, signed=True), **changes)  # type: ignore[arg-type]


def line(code: str = CODE, way: CheckWay = CheckWay.ASSISTED) -> PledgeLine:
    """What is promised of one proof."""
    return PledgeLine(code, NAME, "账户属于申请人", "核对收款账户", way)


def checked(result: CheckResult, code: str = CODE, **changes: object) -> PledgeChecked:
    """One verification by the bank's word."""
    fact = PledgeChecked(code, CheckWay.ASSISTED, result, "银行回函", DAY)
    return marked(fact, **changes)  # type: ignore[arg-type]


def drawn(step: Consequence, **changes: object) -> ConsequenceDrawn:
    """What a supervisor had done about an untrue pledge."""
    fact = ConsequenceDrawn(step, "核查不实", SUPERVISOR)
    return marked(fact, **changes)  # type: ignore[arg-type]


def proposed(act: CreditAct = CreditAct.UNTRUE, **changes: object) -> DiscreditProposed:
    """A proposal to the city of which the applicant was told on the day of the tests."""
    fact = DiscreditProposed(act, "账户不属于申请人", DAY, HEARD_BY, CITY)
    return marked(fact, **changes)  # type: ignore[arg-type]


SAMPLES: tuple[Fact, ...] = (
    pledge(),
    ChecksDue(stamp(12, CHECK_RULE)),
    checked(CheckResult.TRUE),
    checked(CheckResult.UNTRUE),
    drawn(Consequence.RECTIFY, rectify_by=date(2026, 12, 31)),
    drawn(Consequence.REVOKE, paper_no="HH0501 结〔2026〕0001 号"),
    proposed(),
    DefenceHeard("账户由配偶代开"),
    Discredited(date(2027, 11, 20), "事实清楚"),
    DiscreditDropped("已改正"),
    CreditRepaired("已改正"),
)
