"""The situation of a first contact is written down with it, and a telephone call leaves no paper."""

from dataclasses import replace

import pytest

from outlet_app.domain.applicant import Applicant, ApplicantKind
from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import IntakeEntry, RejectDetail, TransferDetail
from outlet_app.domain.events import Channel, Complexity, Situation
from outlet_app.domain.facts.consultation import ToldWay
from outlet_app.domain.problems import Refused
from outlet_app.domain.states import State
from outlet_app.services.consultations import Said, usual_way
from tests.services.test_transfers import FAR, TO_FAR, TO_WULAN, WULAN
from tests.support.at_the_counter import events_of_all, kinds
from tests.support.bench import Bench
from tests.support.builders import CLERK, OUTLET, SUPERVISOR
from tests.support.entries import consultation, search_report, subsidy

CALLER = Applicant(ApplicantKind.PERSON, "赵永胜", phone="13800002046")
NOT_OURS = RejectDetail("不属于本清单事项", instead="临河区市场监管所 12315")
Detail = TransferDetail | RejectDetail | None


@pytest.fixture(autouse=True)
def colleague(bench: Bench) -> None:
    with bench.database.unit_of_work() as uow:
        uow.people.put(WULAN)
        uow.commit()


def question(**changes: object) -> IntakeEntry:
    return consultation(**{"applicant": CALLER, **changes})


def call(**changes: object) -> IntakeEntry:
    return question(channel=Channel.PHONE, **changes)


@pytest.mark.parametrize(
    ("decision", "detail", "chosen", "written"),
    [
        (Decision.ANSWER, None, None, Situation.OWN_NOW),
        (Decision.ANSWER, None, Situation.OWN_NOW, Situation.OWN_NOW),
        (Decision.TRANSFER, TO_WULAN, None, Situation.COLLEAGUE),
        (Decision.TRANSFER, TO_FAR, None, Situation.ELSEWHERE),
        (Decision.TRANSFER, TO_WULAN, Situation.UNCLEAR, Situation.UNCLEAR),
        (Decision.TRANSFER, replace(TO_FAR, urgent=True), None, Situation.URGENT),
        (Decision.REJECT, NOT_OURS, None, Situation.OUTSIDE),
        (Decision.REJECT, RejectDetail("其他", "规定第五条"), None, Situation.OWN_LATER),
    ],
)
def test_the_situation_is_written_with_the_registration(
    bench: Bench, decision: Decision, detail: Detail, chosen: Situation | None, written: Situation
) -> None:
    case = bench.counter().intake.decide(question(situation=chosen), decision, detail).case
    assert case.registered.situation is written
    assert case.first_contact == CLERK
    assert bench.counter().cases.detail(case.case_id).case.registered.situation is written


def test_a_matter_taken_on_is_ours_and_not_done_now(bench: Bench) -> None:
    for entry, decision in ((search_report(bench.reference), Decision.ACCEPT),):
        case = bench.counter().intake.decide(entry, decision).case
        assert case.registered.situation is Situation.OWN_LATER


@pytest.mark.parametrize(
    ("situation", "decision"),
    [
        (Situation.OWN_LATER, Decision.ANSWER),
        (Situation.COLLEAGUE, Decision.ANSWER),
        (Situation.UNCLEAR, Decision.REJECT),
        (Situation.URGENT, Decision.ANSWER),
        (Situation.OWN_NOW, Decision.TRANSFER),
    ],
)
def test_what_the_situation_does_not_leave_open_is_refused(
    bench: Bench, situation: Situation, decision: Decision
) -> None:
    with pytest.raises(Refused, match=r"entry\.incomplete"):
        bench.counter().intake.decide(question(situation=situation), decision, TO_WULAN)
    assert events_of_all(bench) == 0


@pytest.mark.parametrize(
    ("situation", "to"),
    [(Situation.COLLEAGUE, TO_FAR), (Situation.ELSEWHERE, TO_WULAN)],
)
def test_a_transfer_goes_where_its_situation_leads(
    bench: Bench, situation: Situation, to: TransferDetail
) -> None:
    with pytest.raises(Refused, match=r"situation\.receiver"):
        bench.counter().intake.decide(question(situation=situation), Decision.TRANSFER, to)
    assert events_of_all(bench) == 0


def test_an_urgent_matter_is_marked_whatever_was_ticked(bench: Bench) -> None:
    head = TransferDetail(OUTLET, SUPERVISOR, "高云飞", "媒体到场采访")
    case = bench.counter().intake.decide(question(situation=Situation.URGENT), Decision.TRANSFER, head).case
    assert case.pending is not None
    assert case.pending.fact.urgent


def test_outside_our_remit_is_refused_only_with_a_place_to_go(bench: Bench) -> None:
    entry = question(situation=Situation.OUTSIDE)
    with pytest.raises(Refused, match=r"situation\.nowhere"):
        bench.counter().intake.decide(entry, Decision.REJECT, RejectDetail("其他", "不归本局"))
    assert bench.counter().intake.decide(entry, Decision.REJECT, NOT_OURS).case.state is State.REJECTED


def test_who_is_shown_the_way_is_told_whither(bench: Bench) -> None:
    entry = question(situation=Situation.ELSEWHERE, guided_to=" 自治区版权局 0471-6284500 ")
    entry = replace(entry, guided_to=entry.guided_to.strip())
    case = bench.counter().intake.decide(entry, Decision.ANSWER).case
    assert case.state is State.CLOSED
    (told,) = [
        one.event.fact for one in bench.counter().cases.detail(case.case_id).timeline
        if one.event.fact.KIND == "answered_on_spot"
    ]  # fmt: skip
    assert told.guided_to == "自治区版权局 0471-6284500"  # type: ignore[attr-defined]


class TestCalls:
    def test_a_call_answered_at_once_needs_nobody_s_name(self, bench: Bench) -> None:
        entry = call(applicant=Applicant(ApplicantKind.PERSON))
        outcome = bench.counter().intake.decide(entry, Decision.ANSWER)
        assert (outcome.case.state, outcome.papers, outcome.case.is_afar) == (State.CLOSED, (), True)

    def test_a_call_taken_on_has_its_clocks_and_no_paper(self, bench: Bench) -> None:
        entry = call(sub_item="2.9", complexity=Complexity.COMPLEX, answer="", callback="今天下午三点后")
        outcome = bench.counter().intake.decide(entry, Decision.ACCEPT)
        assert (outcome.papers, outcome.case.state) == ((), State.ACCEPTED)
        assert [due.rule for due in outcome.case.dues] == ["feedback", "answer"]
        assert outcome.case.registered.callback == "今天下午三点后"
        assert "W05" in bench.counter().cases.detail(outcome.case.case_id).makes

    def test_it_is_answered_by_telephone_later(self, bench: Bench) -> None:
        entry = call(sub_item="2.9", complexity=Complexity.COMPLEX, answer="")
        case = bench.counter().intake.decide(entry, Decision.ACCEPT).case
        bench.clock.forward(hours=2)
        bench.counter().cases.feedback(case.case_id, "由知识产权科核对，周三前答复", ToldWay.PHONE)
        bench.clock.forward(days=1)
        way = usual_way(case)
        said = Said("可以续展。", way, bench.clock.now(), "商标法第四十条", "赵永胜")
        done = bench.counter().consultations.answer(case.case_id, said)
        assert (done.state, way) == (State.CLOSED, ToldWay.PHONE)
        assert kinds(bench, case.case_id) == [
            "registered", "materials_checked", "materials_taken", "accepted", "feedback_given",
            "consultation_answered",
        ]  # fmt: skip

    def test_a_call_refused_leaves_no_paper_either(self, bench: Bench) -> None:
        outcome = bench.counter().intake.decide(call(), Decision.REJECT, NOT_OURS)
        assert (outcome.papers, outcome.case.state) == ((), State.REJECTED)

    def test_a_call_handed_on_has_its_slip_for_the_colleague(self, bench: Bench) -> None:
        outcome = bench.counter().intake.decide(call(), Decision.TRANSFER, TO_WULAN)
        assert [paper.form for paper in outcome.papers] == ["W13"]

    def test_the_hour_of_a_call_back_is_a_caller_s_alone(self, bench: Bench) -> None:
        case = bench.counter().intake.decide(question(callback="明天"), Decision.ANSWER).case
        assert case.registered.callback == ""

    def test_a_matter_with_materials_keeps_its_papers_whatever_the_channel(self, bench: Bench) -> None:
        entry = replace(subsidy(bench.reference), channel=Channel.PHONE)
        outcome = bench.counter().intake.decide(entry, Decision.ACCEPT)
        assert [paper.form for paper in outcome.papers] == ["W05"]

    def test_nobody_without_a_telephone_is_handed_on(self, bench: Bench) -> None:
        entry = call(applicant=Applicant(ApplicantKind.PERSON, "赵永胜"))
        with pytest.raises(Refused, match=r"entry\.incomplete"):
            bench.counter().intake.decide(entry, Decision.TRANSFER, replace(TO_FAR, to_outlet=FAR))

    def test_a_draft_of_a_call_comes_back_whole(self, bench: Bench) -> None:
        entry = call(callback="明天上午", situation=Situation.ELSEWHERE, guided_to="版权局")
        bench.counter().drafts.save(entry, None, "callback@2")
        saved = bench.counter().drafts.load()
        assert saved is not None
        assert saved.entry == entry
