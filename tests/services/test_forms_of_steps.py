"""A step whose text does not fit its sheet is kept by nobody, whichever way it came to the use case."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from outlet_app.domain.credit import CreditAct
from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import PledgeDetail
from outlet_app.domain.facts.pledge import CheckResult, Consequence
from outlet_app.domain.facts.tracking import FollowUpVisited, StageSummarised, TrackingPlanned, VisitWay
from outlet_app.domain.materials import MaterialState
from outlet_app.domain.problems import Refused
from outlet_app.services.counter import Counter
from outlet_app.wording.refusals import REFUSALS
from tests.services.test_pledging import CODE
from tests.support.bench import SUPERVISOR_PERSON, Bench, open_bench
from tests.support.builders import MORNING
from tests.support.entries import subsidy, tracked

TODAY, LATER = MORNING.date(), date(2026, 12, 20)
Step = Callable[[Counter, str], object]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


def followed(bench: Bench) -> str:
    """A tracked matter that has been accepted."""
    return bench.counter().intake.decide(tracked(bench.reference), Decision.ACCEPT).case.case_id


def untrue(bench: Bench) -> str:
    """A pledge found untrue."""
    entry = subsidy(bench.reference, A2=MaterialState.PLEDGED)
    case = bench.counter().intake.decide(entry, Decision.ACCEPT, PledgeDetail(told=True, signed=True)).case
    assert case.pledge is not None
    way = case.pledge.lines[0].way
    bench.counter().pledges.check(case.case_id, CODE, way, CheckResult.UNTRUE, "银行回函", TODAY)
    return case.case_id


STEPS: dict[str, tuple[Callable[[Bench], str], Callable[[str], Step]]] = {
    "the findings of a visit": (
        followed,
        lambda text: (
            lambda counter, case_id: counter.tracking.visit(
                case_id, FollowUpVisited(TODAY, VisitWay.ON_SITE, text, LATER)
            )
        ),
    ),
    "the measures of a plan": (
        followed,
        lambda text: (
            lambda counter, case_id: counter.tracking.plan(case_id, TrackingPlanned("目标", text, LATER))
        ),
    ),
    "a summary": (
        followed,
        lambda text: (
            lambda counter, case_id: counter.tracking.sum_up(case_id, StageSummarised(text))
        ),
    ),
    "the note of a stage": (
        followed,
        lambda text: lambda counter, case_id: counter.tracking.reach(case_id, "检索中", text, LATER),
    ),
    "what follows an untrue pledge": (
        untrue,
        lambda text: lambda counter, case_id: counter.pledges.draw(case_id, Consequence.STOP, text),
    ),
    "the grounds of a 失信": (
        untrue,
        lambda text: (
            lambda counter, case_id: counter.credit.propose(case_id, CreditAct.UNTRUE, text, TODAY, LATER)
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", STEPS)
@pytest.mark.parametrize(
    "text", ["长" * 3001, "甲\x07乙", "好\U0001f33b"], ids=["long", "control", "picture"]
)
def test_what_no_sheet_takes_is_kept_by_nobody(bench: Bench, name: str, text: str) -> None:
    begin, step = STEPS[name]
    case_id = begin(bench)
    before = bench.counter().cases.detail(case_id).case
    printed = len(bench.spooler.jobs)
    with pytest.raises(Refused) as refused:
        step(text)(bench.counter(SUPERVISOR_PERSON), case_id)
    assert refused.value.refusal.code == "step.misfit"
    assert bench.counter().cases.detail(case_id).case == before
    assert len(bench.spooler.jobs) == printed


@pytest.mark.parametrize("name", STEPS)
def test_what_the_sheet_takes_is_kept(bench: Bench, name: str) -> None:
    begin, step = STEPS[name]
    case_id = begin(bench)
    before = bench.counter().cases.detail(case_id).case.events
    step("𬎆䶮集团与乌力吉·巴图面谈")(bench.counter(SUPERVISOR_PERSON), case_id)
    assert bench.counter().cases.detail(case_id).case.events > before


def test_a_rule_of_the_case_speaks_before_the_sheet(bench: Bench) -> None:
    """A clerk who may not take the step at all is told that, and nothing of its length."""
    case_id = untrue(bench)
    with pytest.raises(Refused) as refused:
        bench.counter().pledges.draw(case_id, Consequence.STOP, "长" * 1001)
    assert refused.value.refusal.code == "right.missing"
    with pytest.raises(Refused) as refused:
        bench.counter(SUPERVISOR_PERSON).tracking.sum_up(case_id, StageSummarised(""))
    assert refused.value.refusal.code != "step.misfit"


def test_the_refusal_says_what_is_safe_and_what_to_do() -> None:
    said = REFUSALS["step.misfit"]
    assert "过长" in said.happened
    assert said.now.startswith("请")
