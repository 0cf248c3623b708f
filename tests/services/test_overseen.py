"""督办 on 工作台 for whoever leads, and the explanation without which a late case does not end."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from outlet_app.domain.applicant import Applicant, ApplicantKind
from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import TransferDetail
from outlet_app.domain.events import Situation
from outlet_app.domain.facts.consultation import ToldWay
from outlet_app.domain.facts.delay import DelayReason
from outlet_app.domain.oversight import Concern
from outlet_app.domain.problems import Refused
from outlet_app.domain.states import State
from outlet_app.services.consultations import Said
from outlet_app.services.projection import rebuild
from tests.services.test_transfers import TO_FAR, TO_WULAN, WULAN, asked
from tests.support.at_the_counter import accepted, answered, kinds
from tests.support.bench import SUPERVISOR_PERSON, Bench
from tests.support.builders import OUTLET, SUPERVISOR
from tests.support.entries import consultation

C = Concern
TO_HEAD = TransferDetail(OUTLET, SUPERVISOR, "高云飞", "媒体到场采访")
CALLER = Applicant(ApplicantKind.PERSON, "赵永胜", phone="13800002046")


@pytest.fixture(autouse=True)
def colleague(bench: Bench) -> None:
    with bench.database.unit_of_work() as uow:
        uow.people.put(WULAN)
        uow.commit()


def seen(bench: Bench) -> dict[str, Sequence[Concern]]:
    """What the head sees, in order."""
    view = bench.counter(SUPERVISOR_PERSON).desk.view()
    assert view.leads
    return {row.case_id: row.concerns for row in view.overseen}


def sent(bench: Bench, detail: TransferDetail, **changes: object) -> str:
    entry = asked(bench, **{"applicant": CALLER, **changes})
    return bench.counter().intake.decide(entry, Decision.TRANSFER, detail).case.case_id


def test_a_clerk_has_no_such_list(bench: Bench) -> None:
    sent(bench, TO_HEAD, situation=Situation.URGENT)
    view = bench.counter().desk.view()
    assert (view.leads, view.overseen) == (False, ())


def test_what_is_reported_stands_there_at_once(bench: Bench) -> None:
    case_id = sent(bench, TO_HEAD, situation=Situation.URGENT)
    assert seen(bench) == {case_id: (C.URGENT,)}


def test_it_stays_while_the_matter_is_open_and_goes_with_its_end(bench: Bench) -> None:
    case_id = sent(bench, TO_HEAD, situation=Situation.URGENT)
    head = bench.counter(SUPERVISOR_PERSON)
    head.transfers.take(case_id)
    assert seen(bench) == {case_id: (C.URGENT,)}
    said = Said("已当面说明。", ToldWay.COUNTER, bench.clock.now(), "信访工作条例")
    head.consultations.answer(case_id, said)
    assert seen(bench) == {}


def test_a_matter_nobody_knows_whose_goes_once_somebody_has_it(bench: Bench) -> None:
    case_id = sent(bench, TO_HEAD, situation=Situation.UNCLEAR)
    assert seen(bench) == {case_id: (C.OWNER_UNCLEAR,)}
    bench.counter(SUPERVISOR_PERSON).transfers.take(case_id)
    assert seen(bench) == {}


def test_a_transfer_not_received_in_time(bench: Bench) -> None:
    case_id = sent(bench, TO_FAR)
    assert seen(bench) == {}
    bench.clock.forward(hours=3)
    assert seen(bench) == {case_id: (C.NOT_RECEIVED,)}


def test_a_case_sent_back_twice_waits_for_the_head(bench: Bench) -> None:
    case_id = sent(bench, TO_WULAN)
    bench.counter(WULAN).transfers.send_back(case_id, "not_my_duty")
    assert seen(bench) == {}
    bench.counter().transfers.send(case_id, TO_WULAN)
    bench.counter(WULAN).transfers.send_back(case_id, "wrong_level")
    assert seen(bench) == {case_id: (C.BOUNCED,)}
    bench.counter(SUPERVISOR_PERSON).transfers.send(case_id, TO_WULAN)
    assert seen(bench) == {}


def test_24_hours_without_feedback_and_three_days_without_an_answer(bench: Bench) -> None:
    case_id = sent(bench, TO_WULAN)
    bench.counter(WULAN).transfers.take(case_id)
    bench.clock.forward(days=3)
    assert seen(bench)[case_id] == (C.NO_FEEDBACK, C.UNEXPLAINED)
    bench.counter(WULAN).cases.feedback(case_id, "由知识产权科核对")
    assert seen(bench) == {}
    bench.clock.forward(days=3)
    assert seen(bench)[case_id] == (C.UNANSWERED, C.UNEXPLAINED)


def test_the_gravest_comes_first(bench: Bench) -> None:
    late = accepted(bench).case.case_id
    bench.clock.forward(days=6)
    urgent = sent(bench, TO_HEAD, situation=Situation.URGENT)
    unreceived = sent(bench, TO_FAR)
    bench.clock.forward(hours=3)
    assert list(seen(bench)) == [urgent, unreceived, late]


def test_rebuilt_lists_show_the_same(bench: Bench) -> None:
    case_id = sent(bench, TO_HEAD, situation=Situation.UNCLEAR)
    with bench.database.unit_of_work() as uow:
        rebuild(uow)
        uow.commit()
    assert seen(bench) == {case_id: (C.OWNER_UNCLEAR,)}


def test_nothing_answered_at_once_is_overseen(bench: Bench) -> None:
    answered(bench)
    bench.clock.forward(days=9)
    assert seen(bench) == {}


class TestExplaining:
    def late(self, bench: Bench) -> str:
        case_id = accepted(bench).case.case_id
        bench.clock.forward(days=6)
        return case_id

    def test_it_is_offered_only_once_a_limit_has_passed(self, bench: Bench) -> None:
        case_id = accepted(bench).case.case_id
        assert "explain" not in bench.counter().cases.detail(case_id).actions
        bench.clock.forward(days=6)
        assert "explain" in bench.counter().cases.detail(case_id).actions

    def test_a_late_case_does_not_end_unexplained(self, bench: Bench) -> None:
        case_id = self.late(bench)
        before = kinds(bench, case_id)
        with pytest.raises(Refused, match=r"delay\.unexplained"):
            bench.counter().cases.close(case_id, "已交付报告")
        assert kinds(bench, case_id) == before

    def test_explained_it_does_and_the_reason_stays(self, bench: Bench) -> None:
        case_id = self.late(bench)
        bench.counter().oversight.explain(case_id, DelayReason.DIFFICULT, "今天出具报告")
        assert seen(bench) == {case_id: (C.OVERDUE,)}
        assert "explain" not in bench.counter().cases.detail(case_id).actions
        case = bench.counter().cases.close(case_id, "已交付报告")
        assert case.state is State.CLOSED
        assert case.delay is not None
        assert (case.delay.reason, case.delay.measures) == ("R5", "今天出具报告")

    def test_a_late_answer_is_explained_first(self, bench: Bench) -> None:
        case_id = sent(bench, TO_WULAN)
        wulan = bench.counter(WULAN)
        wulan.transfers.take(case_id)
        bench.clock.forward(days=7)
        said = Said("可以续展。", ToldWay.PHONE, bench.clock.now(), "商标法第四十条")
        with pytest.raises(Refused, match=r"delay\.unexplained"):
            wulan.consultations.answer(case_id, said)
        wulan.oversight.explain(case_id, DelayReason.ABSENT, "已补派人员")
        assert wulan.consultations.answer(case_id, said).state is State.CLOSED

    def test_in_time_there_is_nothing_to_explain(self, bench: Bench) -> None:
        case_id = accepted(bench).case.case_id
        with pytest.raises(Refused, match=r"delay\.none"):
            bench.counter().oversight.explain(case_id, DelayReason.OTHER, "无")

    def test_an_applicant_may_withdraw_from_a_late_case_all_the_same(self, bench: Bench) -> None:
        assert bench.counter().cases.withdraw(self.late(bench), "不办了").state is State.WITHDRAWN

    def test_an_anonymous_question_answered_at_once_is_never_late(self, bench: Bench) -> None:
        case = bench.counter().intake.decide(consultation(), Decision.ANSWER).case
        bench.clock.forward(days=9)
        assert "explain" not in bench.counter().cases.detail(case.case_id).actions
        assert replace(case, delay=None) == case
