"""培训活动 over a real store: planned, registered for, signed in, held, filed, printed, counted."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from outlet_app.domain.calendar import CST
from outlet_app.domain.decisions import Decision
from outlet_app.domain.facts.activity import (
    ActivityArchived,
    ActivityCancelled,
    ActivityChanged,
    ActivityHeld,
    ActivityPublished,
    ActivityReviewed,
    EnrolmentCancelled,
    SignedIn,
    SignWay,
)
from outlet_app.domain.facts.outcome import Filled, OutcomeWritten
from outlet_app.domain.problems import Refused
from outlet_app.domain.training.activity import ActivityState
from outlet_app.domain.training.reach import Reach
from outlet_app.services.training_views import Registration
from outlet_app.services.trainings import Trainings
from outlet_app.services.views import CaseFilter, Outcome
from outlet_app.wording.training import entries
from tests.support.activities import STARTS, person, planned
from tests.support.at_the_counter import history, kinds, text_of
from tests.support.bench import SUPERVISOR_PERSON, Bench
from tests.support.builders import ENTERPRISE
from tests.support.entries import consultation

TODAY = date(2026, 11, 20)


def of(bench: Bench) -> Trainings:
    return bench.counter().trainings


def published(bench: Bench, **changes: object) -> str:
    """A training that takes registrations."""
    trainings = of(bench)
    activity_id = trainings.plan(planned(**changes))
    trainings.tell(activity_id, ActivityPublished())
    return activity_id


def refused(work: Callable[[], object]) -> str:
    with pytest.raises(Refused) as told:
        work()
    return told.value.refusal.code


def asked(bench: Bench, **changes: object) -> Outcome:
    """Somebody who came to register for a training."""
    entry = consultation(item=10, sub_item="10.2", request="报名专利申请实务培训", **changes)
    return bench.counter().intake.decide(entry, Decision.ANSWER)


def receipt(told: Registration) -> OutcomeWritten:
    said = entries(told.activity, told.seat.name, told.place)
    return OutcomeWritten("R10", TODAY, tuple(Filled(key, text) for key, text in said.items()))


def at_start(bench: Bench) -> None:
    bench.clock.at = STARTS + timedelta(minutes=5)


class TestPlanning:
    def test_a_plan_is_an_own_record_and_no_case(self, bench: Bench) -> None:
        activity_id = of(bench).plan(planned())
        assert kinds(bench, activity_id) == ["activity.planned"]
        assert bench.counter().cases.page(CaseFilter()).total == 0
        detail = of(bench).detail(activity_id)
        assert detail.activity.plan == planned()
        assert detail.allowed == {"publish", "change", "cancel"}

    def test_it_takes_registrations_once_it_is_published_and_until_its_day(self, bench: Bench) -> None:
        trainings = of(bench)
        activity_id = trainings.plan(planned())
        found = [[one.activity_id for one in trainings.open_now()]]
        trainings.tell(activity_id, ActivityPublished())
        found.append([one.activity_id for one in trainings.open_now()])
        bench.clock.at = datetime(2026, 12, 2, 23, 0, tzinfo=CST)
        found.append([one.activity_id for one in trainings.open_now()])
        bench.clock.forward(hours=1)
        found.append([one.activity_id for one in trainings.open_now()])
        assert found == [[], [activity_id], [activity_id], []]

    def test_what_is_to_come_stands_first_and_the_ended_last(self, bench: Bench) -> None:
        trainings, day = of(bench), timedelta(days=1)
        late = trainings.plan(planned(title="后", starts_at=STARTS + day, ends_at=STARTS + 2 * day))
        gone = trainings.plan(planned(title="取消"))
        soon = trainings.plan(planned(title="先"))
        trainings.tell(gone, ActivityCancelled("讲师生病"))
        assert [one.activity_id for one in trainings.all().activities] == [soon, late, gone]

    def test_a_wrong_plan_leaves_nothing(self, bench: Bench) -> None:
        assert refused(lambda: of(bench).plan(planned(ends_at=STARTS))) == "activity.days"
        assert of(bench).all().activities == ()

    def test_a_changed_plan_keeps_the_old_one_in_the_journal(self, bench: Bench) -> None:
        activity_id = published(bench)
        changed = of(bench).tell(activity_id, ActivityChanged(planned(place="五楼会议室"), "换会场"))
        assert changed.plan.place == "五楼会议室"
        assert kinds(bench, activity_id) == ["activity.planned", "activity.published", "activity.changed"]

    def test_nobody_knows_an_activity_that_is_none(self, bench: Bench) -> None:
        assert refused(lambda: of(bench).detail("nothing")) == "activity.unknown"
        case_id = asked(bench).case.case_id
        assert refused(lambda: of(bench).detail(case_id)) == "activity.unknown"
        assert refused(lambda: of(bench).tell(case_id, ActivityPublished())) == "activity.unknown"


class TestRegistering:
    def test_who_comes_after_the_last_place_is_told_its_place_in_line(self, bench: Bench) -> None:
        activity_id = published(bench)
        places = [of(bench).enrol(activity_id, person(n)).place for n in range(1, 5)]
        assert places == [0, 0, 1, 2]
        activity = of(bench).detail(activity_id).activity
        assert [seat.fact.name for seat in activity.waiting] == ["学员3", "学员4"]

    def test_each_registration_has_an_id_of_its_own(self, bench: Bench) -> None:
        activity_id = published(bench)
        seats = {of(bench).enrol(activity_id, person(n, seat="typed")).seat.seat for n in range(1, 4)}
        assert len(seats) == 3
        assert "typed" not in seats

    def test_who_cancels_lets_the_first_move_up(self, bench: Bench) -> None:
        activity_id, trainings = published(bench), of(bench)
        first, _, third = [trainings.enrol(activity_id, person(n)) for n in range(1, 4)]
        activity = trainings.tell(activity_id, EnrolmentCancelled(first.seat.seat, "有事"))
        assert (third.place, activity.place_in_line(third.seat.seat)) == (1, 0)

    def test_the_same_person_is_not_put_down_twice(self, bench: Bench) -> None:
        activity_id = published(bench)
        of(bench).enrol(activity_id, person(1))
        assert refused(lambda: of(bench).enrol(activity_id, person(1))) == "activity.enrolled_already"

    def test_a_case_gets_its_receipt_in_the_same_breath(self, bench: Bench) -> None:
        activity_id, case_id = published(bench), asked(bench).case.case_id
        told = of(bench).enrol(activity_id, person(1, case_id=case_id), receipt)
        (paper,) = told.papers
        assert kinds(bench, activity_id)[-1] == "activity.enrolled"
        assert kinds(bench, case_id)[-2:] == ["outcome_written", "paper_issued"]
        assert "".join(paper.number.split()) == "HH0101名〔2026〕0001号"
        said = text_of(bench.counter().papers.pdf(paper.paper_id))
        for text in (
            "专利申请实务培训",
            "2026年12月3日09:00至11:30",
            "政务服务大厅三楼",
            "学员1",
            "请提前10分钟",
            "请带身份证",
        ):
            assert text in said, text

    def test_the_receipt_of_who_waits_says_so(self, bench: Bench) -> None:
        activity_id, case_id = published(bench), asked(bench).case.case_id
        for n in (1, 2):
            of(bench).enrol(activity_id, person(n))
        told = of(bench).enrol(activity_id, person(3, case_id=case_id), receipt)
        said = text_of(bench.counter().papers.pdf(told.papers[0].paper_id))
        assert "名额已满，列为候补第1位，有名额时另行通知。" in said
        assert "请提前" not in said

    def test_a_refused_receipt_leaves_no_registration(self, bench: Bench) -> None:
        activity_id, case_id = published(bench), asked(bench).case.case_id
        early = replace(
            receipt(Registration(of(bench).detail(activity_id).activity, person(1), 0)),
            done_on=date(2026, 1, 1),
        )
        code = refused(lambda: of(bench).enrol(activity_id, person(1, case_id=case_id), lambda _told: early))
        assert code == "outcome.before_case"
        assert of(bench).detail(activity_id).activity.seats == ()
        assert bench.witness.high_water("inst-1").get("paper:名:2026") is None


class TestTheDay:
    def test_signing_in_needs_the_day_and_is_kept_with_its_way(self, bench: Bench) -> None:
        activity_id, trainings = published(bench), of(bench)
        seat = trainings.enrol(activity_id, person(1)).seat.seat
        assert (
            refused(lambda: trainings.tell(activity_id, SignedIn(seat, SignWay.CODE))) == "activity.too_early"
        )
        at_start(bench)
        activity = trainings.tell(activity_id, SignedIn(seat, SignWay.CODE))
        assert [(one.signed_at, one.way) for one in activity.signed] == [(bench.clock.at, SignWay.CODE)]

    def test_who_comes_unannounced_is_put_down_at_the_door(self, bench: Bench) -> None:
        activity_id, trainings = published(bench), of(bench)
        at_start(bench)
        assert refused(lambda: trainings.enrol(activity_id, person(1))) == "activity.enrolment_over"
        told = trainings.enrol(activity_id, person(1, at_door=True))
        assert (told.place, told.seat.at_door) == (0, True)

    def test_from_the_plan_to_the_review(self, bench: Bench) -> None:
        activity_id, trainings = published(bench), of(bench)
        seat = trainings.enrol(activity_id, person(1)).seat.seat
        at_start(bench)
        allowed = []
        for fact in (
            SignedIn(seat, SignWay.SIGNATURE),
            ActivityHeld("讲授文件撰写"),
            ActivityArchived("宣传册 40 份", "2026-培-003"),
            ActivityReviewed(1, 1, "希望增加案例"),
        ):
            trainings.tell(activity_id, fact)
            allowed.append(trainings.detail(activity_id).allowed)
        assert allowed == [
            {"enrol", "sign_in", "end_enrolment", "hold", "change", "drop_seat", "cancel"},
            {"sign_in", "archive"},
            {"review"},
            frozenset(),
        ]
        assert trainings.detail(activity_id).activity.state is ActivityState.REVIEWED
        assert trainings.all().reach == Reach(2026, 1, 1, 1, 0)

    def test_without_anybody_on_the_list_nobody_signs_in(self, bench: Bench) -> None:
        assert of(bench).detail(published(bench)).allowed.isdisjoint({"sign_in", "drop_seat"})


class TestSheet:
    def test_it_has_everybody_with_masked_telephones_and_room_to_sign(self, bench: Bench) -> None:
        activity_id, trainings = published(bench), of(bench)
        names = ("乌云其木格·阿拉坦格日勒", "张䶮", "𬎆明")
        for n, name in enumerate(names, 1):
            trainings.enrol(activity_id, person(n, name=name))
        paper = trainings.print(activity_id)
        assert "".join(paper.number.split()) == "HH0101培〔2026〕0001号"
        said = text_of(bench.counter().papers.pdf(paper.paper_id))
        for text in (
            *names,
            "活动签到表",
            "现场培训",
            "2人",
            "3人",
            "139****0001",
            "候补第1位",
            "记录人",
            "苏日娜（工号0837）",
        ):
            assert text in said, text
        assert "13900000001" not in said
        assert kinds(bench, activity_id)[-1] == "paper_issued"

    def test_printed_again_it_is_the_next_copy_with_who_came(self, bench: Bench) -> None:
        activity_id, trainings = published(bench), of(bench)
        seat = trainings.enrol(activity_id, person(1)).seat.seat
        first = trainings.print(activity_id)
        at_start(bench)
        trainings.tell(activity_id, SignedIn(seat, SignWay.ID_CARD))
        again = trainings.print(activity_id)
        assert (again.number, again.copy_no) == (first.number, 2)
        said = text_of(bench.counter().papers.pdf(again.paper_id))
        assert "09:05身份证" in said
        assert "第2次打印" in said
        assert [one.copy_no for one in trainings.detail(activity_id).papers] == [2, 1]

    def test_it_goes_to_the_printer_after_it_is_kept(self, bench: Bench) -> None:
        activity_id = published(bench)
        paper = of(bench).print(activity_id)
        assert bench.spooler.jobs == []
        assert bench.counter().papers.spool(paper.paper_id) == 1


class TestCertificates:
    def test_who_signed_in_is_found_by_name_and_telephone_or_by_code(self, bench: Bench) -> None:
        trainings, applicant = of(bench), ENTERPRISE
        by_phone = published(bench, title="甲")
        by_code = published(bench, title="乙")
        absent = published(bench, title="丙")
        who = person(1, name=applicant.contact, phone=applicant.phone, code="")
        seats = {
            by_phone: trainings.enrol(by_phone, who).seat.seat,
            by_code: trainings.enrol(by_code, person(2, code=applicant.id_number)).seat.seat,
        }
        trainings.enrol(absent, who)
        case = asked(bench, applicant=applicant).case
        stranger = asked(bench).case
        at_start(bench)
        for activity_id, seat in seats.items():
            trainings.tell(activity_id, SignedIn(seat, SignWay.SIGNATURE))
        assert {one.plan.title for one in trainings.attended(case)} == {"甲", "乙"}
        assert trainings.attended(stranger) == ()


class TestTravelling:
    def test_every_step_waits_to_be_sent(self, bench: Bench) -> None:
        activity_id = published(bench)
        of(bench).enrol(activity_id, person(1))
        assert [entry.state for entry in history(bench, activity_id)] == ["waiting"] * 3

    def test_a_colleague_at_the_same_store_sees_the_same(self, bench: Bench) -> None:
        activity_id = published(bench)
        of(bench).enrol(activity_id, person(1))
        theirs = bench.counter(SUPERVISOR_PERSON).trainings.detail(activity_id)
        assert theirs == of(bench).detail(activity_id)
