"""收件（待审） of a matter outside the list: receipt, five working days, three ways out."""

from dataclasses import replace

import pytest

from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import IntakeEntry, RejectDetail
from outlet_app.domain.events import MaterialsTaken
from outlet_app.domain.facts.consultation import ToldWay
from outlet_app.domain.problems import Refused
from outlet_app.domain.states import State
from outlet_app.services.consultations import Said
from outlet_app.services.views import Outcome
from tests.services.test_transfers import TO_FAR
from tests.support.at_the_counter import events_of_all, kinds, text_of
from tests.support.bench import SUPERVISOR_PERSON, Bench
from tests.support.entries import search_report

PAPERS = "认定申请书原件 1 份\n𬎆某的老照片三张"


def entry(bench: Bench, **changes: object) -> IntakeEntry:
    told = replace(
        search_report(bench.reference),
        item=0,
        sub_item="",
        materials=(),
        request="请求认定老字号",
        handed_in=PAPERS,
    )
    return replace(told, **changes)  # type: ignore[arg-type]


def taken(bench: Bench) -> Outcome:
    return bench.counter().intake.decide(entry(bench), Decision.RECEIVE)


def paper(bench: Bench, outcome: Outcome) -> str:
    return text_of(bench.counter().papers.pdf(outcome.papers[0].paper_id))


def test_it_waits_for_examination_with_what_came(bench: Bench) -> None:
    outcome = taken(bench)
    case = outcome.case
    assert (case.state, case.decision) == (State.RECEIVED, Decision.RECEIVE)
    assert [row.name for row in case.materials] == PAPERS.split("\n")
    assert kinds(bench, case.case_id)[:3] == ["registered", "materials_checked", "materials_taken"]
    assert [one.form for one in outcome.papers] == ["W02"]


def test_five_working_days_to_examine_it(bench: Bench) -> None:
    case = taken(bench).case
    (fact,) = [
        one.event.fact for one in bench.counter().cases.detail(case.case_id).timeline
        if isinstance(one.event.fact, MaterialsTaken)
    ]  # fmt: skip
    assert fact.for_review
    assert fact.review_due is not None
    assert case.due == fact.review_due
    assert case.review_due is not None
    assert f"{case.review_due.at:%m-%d %H:%M}" == "11-27 17:30"


def test_the_receipt_says_what_comes_next_and_promises_nothing_else(bench: Bench) -> None:
    said = paper(bench, taken(bench))
    assert "未列入服务事项清单" in said
    assert "自收到之日起五个工作日内审核" in said
    assert "期满也不视为受理" in said
    assert "作出受理、一次性告知或者不予受理的处理" not in said
    assert "认定申请书原件1份" in said.replace(" ", "")
    assert "𬎆某的老照片三张" in said


def test_the_receipt_of_a_listed_matter_stays_as_it_was(bench: Bench) -> None:
    listed = replace(search_report(bench.reference), materials=())
    outcome = bench.counter().intake.decide(listed, Decision.RECEIVE)
    said = paper(bench, outcome)
    assert "作出受理、一次性告知或者不予受理的处理" in said
    assert "未列入服务事项清单" not in said


def test_silence_never_accepts_it(bench: Bench) -> None:
    case = taken(bench).case
    for _ in range(12):
        bench.clock.forward(days=1)
        row = next(iter(bench.counter(SUPERVISOR_PERSON).desk.view().todo))
        assert (row.case_id, row.proposal) == (case.case_id, "")


def test_it_ends_by_an_answer(bench: Bench) -> None:
    case = taken(bench).case
    said = Said("老字号由商务部门认定。", ToldWay.PHONE, bench.clock.now(), "商务部办法", "其其格")
    assert bench.counter().consultations.answer(case.case_id, said).state is State.CLOSED


def test_nothing_is_taken_in_without_its_name(bench: Bench) -> None:
    for changes in ({"handed_in": ""}, {"request": " "}):
        with pytest.raises(Refused, match=r"entry\.incomplete"):
            bench.counter().intake.decide(entry(bench, **changes), Decision.RECEIVE)
    with pytest.raises(Refused, match=r"entry\.incomplete"):
        bench.counter().intake.decide(entry(bench), Decision.ACCEPT)
    assert events_of_all(bench) == 0


def test_handed_on_the_papers_go_along_and_an_answer_keeps_none(bench: Bench) -> None:
    sent = bench.counter().intake.decide(entry(bench), Decision.TRANSFER, TO_FAR).case
    assert [row.name for row in sent.materials] == PAPERS.split("\n")
    told = bench.counter().intake.decide(entry(bench, answer="去商务局"), Decision.ANSWER).case
    assert told.materials == ()
    refused = RejectDetail("其他", "不归本局", "区商务局")
    assert bench.counter().intake.decide(entry(bench), Decision.REJECT, refused).case.materials == ()


def test_the_sheet_and_the_ledger_count_it(bench: Bench) -> None:
    taken(bench)
    day = bench.clock.now().date()
    sheet = bench.counter(SUPERVISOR_PERSON).day_sheet.sheet(day)
    (line,) = [one for one in sheet.items if one.key == "0"]
    assert line.results[Decision.RECEIVE] == 1
    assert sheet.intake.taken == 1
    view = bench.counter(SUPERVISOR_PERSON).ledgers.view("L10", day, day)
    assert "认定申请书原件 1 份" in str(view.lines[0].cells["held"])
