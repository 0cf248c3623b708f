"""签到 by the code on a receipt over a real store: whoever holds it is on the list, once, on the day."""

from datetime import timedelta

import pytest

from outlet_app.domain.applicant import Applicant, ApplicantKind
from outlet_app.domain.facts.activity import EnrolmentCancelled, SignWay
from outlet_app.domain.problems import Refused
from outlet_app.domain.training.activity import Activity
from outlet_app.services.training_views import Registration
from tests.services.test_trainings import asked, at_start, of, published, receipt
from tests.support.activities import person
from tests.support.at_the_counter import text_of
from tests.support.bench import Bench

WHO = Applicant(ApplicantKind.PERSON, "乌云其木格·𬎆", phone="13900001234")


def enrolled(
    bench: Bench, activity_id: str, number: int = 1, **changes: object
) -> tuple[Registration, str, str]:
    """Somebody on the list by a case, its number and its 查询码."""
    case = asked(bench, **changes).case
    told = of(bench).enrol(activity_id, person(number, case_id=case.case_id), receipt)
    return told, case.case_no, case.registered.query_code


def standing(bench: Bench, activity_id: str) -> Activity:
    return of(bench).detail(activity_id).activity


def code_of(work: object) -> str:
    with pytest.raises(Refused) as refused:
        work()  # type: ignore[operator]
    return refused.value.refusal.code


def test_the_receipt_bears_the_code_that_signs_in(bench: Bench) -> None:
    told, case_no, _ = enrolled(bench, published(bench))
    said = text_of(bench.counter().papers.pdf(told.papers[0].paper_id))
    assert case_no in said
    assert "扫码查询办理进度" in said


def test_scanned_on_the_day_its_owner_has_come(bench: Bench) -> None:
    activity_id = published(bench)
    _, case_no, query_code = enrolled(bench, activity_id)
    at_start(bench)
    came = of(bench).sign_in_by(activity_id, case_no, query_code)
    (seat,) = standing(bench, activity_id).signed
    assert (seat.way, seat.fact.name, came.seat.name) == (SignWay.CODE, "学员1", "学员1")
    assert seat.signed_at == bench.clock.now()


def test_the_number_alone_is_enough(bench: Bench) -> None:
    activity_id = published(bench)
    _, case_no, _ = enrolled(bench, activity_id)
    at_start(bench)
    of(bench).sign_in_by(activity_id, case_no)
    assert len(standing(bench, activity_id).signed) == 1


def test_twice_is_said_and_counted_once(bench: Bench) -> None:
    activity_id = published(bench)
    _, case_no, _ = enrolled(bench, activity_id)
    at_start(bench)
    of(bench).sign_in_by(activity_id, case_no)
    assert code_of(lambda: of(bench).sign_in_by(activity_id, case_no)) == "activity.signed_already"
    assert len(standing(bench, activity_id).signed) == 1


def test_before_the_day_it_is_too_early(bench: Bench) -> None:
    activity_id = published(bench)
    _, case_no, _ = enrolled(bench, activity_id)
    assert code_of(lambda: of(bench).sign_in_by(activity_id, case_no)) == "activity.too_early"


def test_who_is_on_no_list_or_on_another_is_told_so(bench: Bench) -> None:
    first, second = published(bench), published(bench, title="商标品牌讲座")
    _, case_no, _ = enrolled(bench, first)
    at_start(bench)
    found = {
        "another activity": code_of(lambda: of(bench).sign_in_by(second, case_no)),
        "nobody's": code_of(lambda: of(bench).sign_in_by(first, "HH05-20261122-010017-T")),
        "a foreign code": code_of(lambda: of(bench).sign_in_by(first, case_no, "00000000")),
        "no activity": code_of(lambda: of(bench).sign_in_by("no such", case_no)),
    }
    assert found == {
        "another activity": "activity.code_unknown",
        "nobody's": "activity.code_unknown",
        "a foreign code": "activity.code_unknown",
        "no activity": "activity.unknown",
    }
    assert standing(bench, first).signed == standing(bench, second).signed == ()


def test_who_cancelled_is_not_on_the_list_any_more(bench: Bench) -> None:
    activity_id = published(bench)
    told, case_no, _ = enrolled(bench, activity_id)
    of(bench).tell(activity_id, EnrolmentCancelled(told.seat.seat, "来不了"))
    at_start(bench)
    assert code_of(lambda: of(bench).sign_in_by(activity_id, case_no)) == "activity.code_unknown"


def test_several_on_one_receipt_come_in_one_by_one(bench: Bench) -> None:
    activity_id = published(bench)
    case = asked(bench).case
    for number in (1, 2):
        of(bench).enrol(activity_id, person(number, case_id=case.case_id))
    at_start(bench)
    came = [of(bench).sign_in_by(activity_id, case.case_no).seat.name for _ in range(2)]
    assert came == ["学员1", "学员2"]
    assert code_of(lambda: of(bench).sign_in_by(activity_id, case.case_no)) == "activity.signed_already"


def test_who_waits_comes_in_when_a_place_stays_empty(bench: Bench) -> None:
    activity_id = published(bench, capacity=1)
    enrolled(bench, activity_id)
    _, case_no, _ = enrolled(bench, activity_id, 2)
    at_start(bench)
    of(bench).sign_in_by(activity_id, case_no)
    assert [seat.fact.name for seat in standing(bench, activity_id).signed] == ["学员2"]


def test_once_the_room_is_full_who_waits_is_told_the_place_in_line(bench: Bench) -> None:
    activity_id = published(bench, capacity=1)
    _, first, _ = enrolled(bench, activity_id)
    _, second, _ = enrolled(bench, activity_id, 2)
    at_start(bench)
    of(bench).sign_in_by(activity_id, first)
    assert code_of(lambda: of(bench).sign_in_by(activity_id, second)) == "activity.waiting"


def test_it_counts_in_the_certificate_and_waits_to_be_sent(bench: Bench) -> None:
    activity_id = published(bench)
    case = asked(bench, applicant=WHO).case
    who = person(1, case_id=case.case_id, name=WHO.name, phone=WHO.phone)
    of(bench).enrol(activity_id, who)
    at_start(bench)
    of(bench).sign_in_by(activity_id, case.case_no)
    assert [one.activity_id for one in of(bench).attended(case)] == [activity_id]
    bench.clock.at = bench.clock.now() + timedelta(minutes=1)
    with bench.database.reading() as uow:
        kinds = [entry.kind for entry in uow.journal.of_case(activity_id) if entry.verdict is None]
    assert kinds[-1] == "activity.signed_in"
