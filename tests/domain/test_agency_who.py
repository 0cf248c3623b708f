"""Who may write which step of a 帮办代办, in each of its standings: one row a step, one column a writer."""

from outlet_app.domain.case import Case, apply, judge
from outlet_app.domain.events import Fact, MaterialsTaken
from outlet_app.domain.facts.agency import AgencyMandated, Way
from tests.support.agencies import (
    COLLEAGUE,
    FORMS,
    HELPER,
    LICENCE,
    PASSED,
    RESUMED,
    acted,
    begun,
    ended,
    handed,
    mandate,
    stopped,
)
from tests.support.builders import CLERK, OUTLET, SUPERVISOR, event, registered

ELSEWHERE = "1508261001"
WRITERS = {
    "helper": (HELPER.staff_no, OUTLET),
    "other": (CLERK, OUTLET),
    "next": (COLLEAGUE.staff_no, OUTLET),
    "head": (SUPERVISOR, OUTLET),
    "away": (HELPER.staff_no, ELSEWHERE),
}
STEPS: dict[str, Fact] = {
    "begin": begun(),
    "log": acted(),
    "take": handed(Way.IN, FORMS),
    "give": handed(Way.OUT, LICENCE),
    "on": handed(Way.AWAY, FORMS),
    "sign": AgencyMandated(mandate()),
    "stop": stopped(),
    "resume": RESUMED,
    "pass": PASSED,
    "end": ended(),
}
STANDINGS: dict[str, tuple[Fact, ...]] = {
    "nobody": (),
    "running": (begun(),),
    "passed": (begun(), PASSED),
    "stopped": (begun(), stopped()),
    "resumed": (begun(), stopped(), RESUMED),
    "ended": (begun(), ended()),
}
# The code of the refusal without its family, "ok" where the step is taken.
TABLE = """
                helper       other        next         head         away
nobody begin    ok           ok           ok           ok           elsewhere
nobody log      none         none         none         none         none
nobody take     none         none         none         none         none
nobody give     none         none         none         none         none
nobody on       none         none         none         none         none
nobody sign     none         none         none         none         none
nobody stop     none         none         none         none         none
nobody resume   not_stopped  not_stopped  not_stopped  not_stopped  not_stopped
nobody pass     none         none         none         none         none
nobody end      none         none         none         none         none
running begin   running      running      running      running      running
running log     ok           not_helper   not_helper   not_helper   elsewhere
running take    ok           not_helper   not_helper   not_helper   elsewhere
running give    ok           not_helper   not_helper   not_helper   elsewhere
running on      ok           not_helper   not_helper   not_helper   elsewhere
running sign    ok           ok           ok           ok           elsewhere
running stop    ok           ok           ok           ok           elsewhere
running resume  not_stopped  not_stopped  not_stopped  not_stopped  not_stopped
running pass    ok           ok           ok           ok           elsewhere
running end     ok           ok           ok           ok           elsewhere
passed begin    running      running      running      running      running
passed log      not_helper   not_helper   ok           not_helper   elsewhere
passed take     not_helper   not_helper   ok           not_helper   elsewhere
passed give     not_helper   not_helper   ok           not_helper   elsewhere
passed on       not_helper   not_helper   ok           not_helper   elsewhere
passed sign     ok           ok           ok           ok           elsewhere
passed stop     ok           ok           ok           ok           elsewhere
passed resume   not_stopped  not_stopped  not_stopped  not_stopped  not_stopped
passed pass     same_helper  same_helper  same_helper  same_helper  same_helper
passed end      ok           ok           ok           ok           elsewhere
stopped begin   running      running      running      running      running
stopped log     stopped      stopped      stopped      stopped      stopped
stopped take    stopped      stopped      stopped      stopped      stopped
stopped give    ok           not_helper   not_helper   not_helper   elsewhere
stopped on      stopped      stopped      stopped      stopped      stopped
stopped sign    ok           ok           ok           ok           elsewhere
stopped stop    stopped      stopped      stopped      stopped      stopped
stopped resume  ok           ok           ok           ok           ok
stopped pass    stopped      stopped      stopped      stopped      stopped
stopped end     ok           ok           ok           ok           elsewhere
resumed begin   running      running      running      running      running
resumed log     ok           not_helper   not_helper   not_helper   elsewhere
resumed take    ok           not_helper   not_helper   not_helper   elsewhere
resumed give    ok           not_helper   not_helper   not_helper   elsewhere
resumed on      ok           not_helper   not_helper   not_helper   elsewhere
resumed sign    ok           ok           ok           ok           elsewhere
resumed stop    ok           ok           ok           ok           elsewhere
resumed resume  not_stopped  not_stopped  not_stopped  not_stopped  not_stopped
resumed pass    ok           ok           ok           ok           elsewhere
resumed end     ok           ok           ok           ok           elsewhere
ended begin     ok           ok           ok           ok           elsewhere
ended log       none         none         none         none         none
ended take      none         none         none         none         none
ended give      none         none         none         none         none
ended on        none         none         none         none         none
ended sign      none         none         none         none         none
ended stop      none         none         none         none         none
ended resume    not_stopped  not_stopped  not_stopped  not_stopped  not_stopped
ended pass      none         none         none         none         none
ended end       none         none         none         none         none
"""


def case_of(facts: tuple[Fact, ...]) -> Case:
    """A case taken in for review, with what happened to its help."""
    case: Case | None = None
    for minute, fact in enumerate((registered(), MaterialsTaken(for_review=True), *facts)):
        case = apply(case, event(fact, minutes=minute, actor=HELPER.staff_no))
    assert case is not None
    return case


def answer(case: Case, fact: Fact, actor: str, outlet: str) -> str:
    """What the rules say to this writer."""
    refusal = judge(case, event(fact, minutes=60, actor=actor, outlet=outlet))
    return refusal.code.partition(".")[2] if refusal else "ok"


def test_who_may_write_what_in_each_standing() -> None:
    head, *rows = (line.split() for line in TABLE.strip().splitlines())
    assert head == list(WRITERS)
    wanted = {(standing, step): told for standing, step, *told in rows}
    cases = {standing: case_of(facts) for standing, facts in STANDINGS.items()}
    found = {
        (standing, step): [answer(case, fact, *writer) for writer in WRITERS.values()]
        for standing, case in cases.items()
        for step, fact in STEPS.items()
    }
    assert found == wanted


def test_what_is_shut_for_lack_of_a_help_says_so_whoever_asks() -> None:
    plain = case_of(())
    others = {step: fact for step, fact in STEPS.items() if step not in ("begin", "resume")}
    assert {answer(plain, fact, SUPERVISOR, OUTLET) for fact in others.values()} == {"none"}
