"""What the city asks stands on 工作台 of the head, must be explained before the case ends, and is in L1."""

from dataclasses import replace
from datetime import date

import pytest

from outlet_app.domain.decisions import Decision
from outlet_app.domain.events import CaseEvent, Channel, Complexity, Fact, Situation
from outlet_app.domain.facts.consultation import ToldWay
from outlet_app.domain.facts.overseeing import DelayDemanded, SituationJudged
from outlet_app.domain.oversight import Concern
from outlet_app.domain.problems import Refused
from outlet_app.domain.rectification.rules import CITY
from outlet_app.services.cases import EXPLAIN
from outlet_app.services.consultations import Said
from outlet_app.services.projection import reproject
from outlet_app.services.recorder import op_of
from tests.support.bench import SUPERVISOR_PERSON, Bench
from tests.support.builders import CLERK
from tests.support.entries import consultation

DEMANDED = DelayDemanded("请说明为何三天未答复", date(2027, 1, 4), "市级督办")
JUDGED = SituationJudged(Situation.UNCLEAR, "应先上报", "市级督办")


@pytest.fixture
def case_id(bench: Bench) -> str:
    entry = consultation(sub_item="2.9", channel=Channel.PHONE, complexity=Complexity.COMPLEX, answer="")
    entry = replace(entry, applicant=replace(entry.applicant, name="赵永胜", phone="13800002046"))
    return bench.counter().intake.decide(entry, Decision.ACCEPT).case.case_id


def come_down(bench: Bench, case_id: str, fact: Fact) -> None:
    """The city's fact arrives, as the courier takes it down."""
    happened = CaseEvent(f"city-{fact.KIND}", case_id, bench.clock.now(), "1508001001", CITY, "", fact)
    with bench.database.unit_of_work() as uow:
        uow.journal.append([op_of(happened)])
        reproject(uow, case_id)
        uow.commit()


def overseen(bench: Bench) -> list[tuple[Concern, ...]]:
    return [row.concerns for row in bench.counter(SUPERVISOR_PERSON).desk.view().overseen]


def said(bench: Bench) -> Said:
    return Said("可以续展。", ToldWay.PHONE, bench.clock.now(), "商标法第四十条", "赵永胜")


def test_a_demand_is_first_on_the_list_of_the_head(bench: Bench, case_id: str) -> None:
    assert overseen(bench) == []
    bench.clock.forward(days=9)
    come_down(bench, case_id, DEMANDED)
    (concerns,) = overseen(bench)
    assert concerns[0] is Concern.DEMANDED
    assert bench.counter().desk.view().overseen == ()


def test_a_judgement_stands_there_though_nothing_is_late(bench: Bench, case_id: str) -> None:
    come_down(bench, case_id, JUDGED)
    assert overseen(bench) == [(Concern.OWNER_UNCLEAR, Concern.JUDGED)]
    bench.clock.forward(minutes=5)
    bench.counter().cases.feedback(case_id, "已报值班领导", ToldWay.PHONE)
    assert overseen(bench) == [(Concern.OWNER_UNCLEAR,)]


def test_explained_before_it_is_asked_again_before_it_ends(bench: Bench, case_id: str) -> None:
    bench.clock.forward(days=9)
    counter = bench.counter()
    counter.oversight.explain(case_id, "R5", "已约专家")
    come_down(bench, case_id, DEMANDED)
    assert EXPLAIN in counter.cases.detail(case_id).actions
    with pytest.raises(Refused, match=r"delay\.unexplained"):
        counter.consultations.answer(case_id, said(bench))
    counter.oversight.explain(case_id, "R4", "人员缺岗，今天上午补齐答复")
    assert EXPLAIN not in counter.cases.detail(case_id).actions
    assert overseen(bench)[0][0] is not Concern.DEMANDED
    assert not counter.consultations.answer(case_id, said(bench)).is_open


def test_the_course_tells_who_asked_and_what_was_answered(bench: Bench, case_id: str) -> None:
    bench.clock.forward(days=9)
    come_down(bench, case_id, DEMANDED)
    bench.counter().oversight.explain(case_id, "R6", "马上办")
    told = [one.event.fact.KIND for one in bench.counter().cases.detail(case_id).timeline]
    assert told.index("delay_demanded") != told.index("delay_explained")
    assert {"delay_demanded", "delay_explained"} <= set(told)


def test_l1_tells_both_letters(bench: Bench, case_id: str) -> None:
    come_down(bench, case_id, JUDGED)
    day = bench.clock.now().date()
    view = bench.counter(SUPERVISOR_PERSON).ledgers.view("L1", day, day)
    assert [line.cells["situation"] for line in view.lines] == ["E|B"]
    assert view.lines[0].cells["clerk"] == f"苏日娜 {CLERK[-4:]}"
