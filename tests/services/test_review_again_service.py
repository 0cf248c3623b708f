"""追评 at a real counter: known by the 查询码, sealed, once, offline; nothing at the outlet tells."""

import pytest

from outlet_app.domain.decisions import Decision
from outlet_app.domain.events import ReviewOutcome
from outlet_app.domain.occasions import Occasion
from outlet_app.domain.problems import Refused
from outlet_app.domain.reviews.answers import Answer, Ending
from outlet_app.domain.reviews.levels import Level
from outlet_app.services.counter import Counter
from outlet_app.services.review_views import Invitation
from outlet_app.services.reviews import Reviews
from outlet_app.sync import wire
from tests.services.test_reviews import rate, refused, tally
from tests.support.at_the_counter import accepted, answered, events_of_all, kinds
from tests.support.bench import Bench
from tests.support.entries import consultation
from tests.support.reviewing import CITY_KEY, reviews_in, sealed_ops

GOOD, BAD = Answer(Level.VERY_SATISFIED), Answer(Level.DISSATISFIED, ("213",), "后来才说缺材料")


@pytest.fixture
def bench(bench: Bench) -> Bench:
    with bench.database.unit_of_work() as uow:
        uow.reviews.keep_key(CITY_KEY)
        uow.commit()
    return bench


@pytest.fixture
def case_id(bench: Bench) -> str:
    """A consultation that was rated good."""
    case_id = answered(bench).case.case_id
    rate(bench, GOOD, case_id=case_id)
    bench.clock.forward(days=2)
    return case_id


def code_of(bench: Bench, case_id: str) -> str:
    return bench.counter().cases.detail(case_id).case.registered.query_code


def again(reviews: Reviews, case_id: str, answer: Answer = BAD) -> Invitation:
    invitation = reviews.follow(case_id)
    reviews.press(invitation, answer.level)
    reviews.submit(invitation, answer)
    return invitation


def test_it_is_asked_of_the_event_rated_last_without_a_trace_in_the_case(bench: Bench, case_id: str) -> None:
    before = events_of_all(bench)
    invitation = bench.counter().reviews.follow(case_id)
    assert (invitation.again, invitation.occasion, invitation.number) == (True, "consult/again", 1)
    assert (invitation.case_id, invitation.item_name) == (case_id, "业务咨询")
    assert events_of_all(bench) == before


def test_both_words_are_sealed_the_first_stays(bench: Bench, case_id: str) -> None:
    again(bench.counter().reviews, case_id)
    told = reviews_in(bench.database)
    assert [(one.occasion, one.answer.level, one.answer.text) for one in told] == [
        ("consult", Level.VERY_SATISFIED, ""),
        ("consult/again", Level.DISSATISFIED, "后来才说缺材料"),
    ]
    first, later = (wire.read_sealed_review(one.body) for one in sealed_ops(bench.database))
    assert first is not None
    assert later is not None
    assert first.mark != later.mark
    assert first.sealed != later.sealed
    assert len(first.sealed) == len(later.sealed), "its length tells nothing"


def test_the_outlets_counts_and_the_case_stay_as_they_were(bench: Bench, case_id: str) -> None:
    first_day = bench.clock.now()
    before = kinds(bench, case_id)
    again(bench.counter().reviews, case_id)
    assert kinds(bench, case_id) == before
    assert tally(bench) == {}
    bench.clock.forward(days=-2)
    assert tally(bench) == {(2, 5): 1}
    assert first_day > bench.clock.now()


def test_every_event_has_one_later_word(bench: Bench, case_id: str) -> None:
    again(bench.counter().reviews, case_id)
    assert refused(lambda: bench.counter().reviews.follow(case_id)) == "review.followed"
    assert len(sealed_ops(bench.database)) == 2


def test_the_result_rated_later_may_have_a_word_of_its_own(bench: Bench) -> None:
    case_id = accepted(bench).case.case_id
    rate(bench, GOOD, case_id=case_id)
    again(bench.counter().reviews, case_id)
    bench.counter().cases.close(case_id, "报告已交付")
    rate(bench, GOOD, case_id=case_id)
    again(bench.counter().reviews, case_id)
    assert [one.occasion for one in reviews_in(bench.database)] == [
        "intake", "intake/again", "result", "result/again",
    ]  # fmt: skip
    assert [one.number for one in reviews_in(bench.database)] == [1, 1, 2, 2]


def test_an_earlier_event_may_have_its_word_after_the_last_one_had(bench: Bench) -> None:
    case_id = accepted(bench).case.case_id
    rate(bench, GOOD, case_id=case_id)
    bench.counter().cases.close(case_id, "报告已交付")
    rate(bench, GOOD, case_id=case_id)
    asked = [again(bench.counter().reviews, case_id) for _ in range(2)]
    assert [(one.occasion, one.number) for one in asked] == [("result/again", 2), ("intake/again", 1)]
    assert refused(lambda: bench.counter().reviews.follow(case_id)) == "review.followed"
    assert len(sealed_ops(bench.database)) == 4


def test_an_event_nobody_rated_is_passed_over(bench: Bench) -> None:
    case_id = accepted(bench).case.case_id
    rate(bench, GOOD, case_id=case_id)
    bench.counter().cases.close(case_id, "报告已交付")
    invitation = bench.counter().reviews.invite(case_id)
    bench.counter().reviews.leave(invitation, ReviewOutcome.DECLINED)
    assert bench.counter().reviews.follow(case_id).occasion == "intake/again"


def test_a_pressed_card_of_the_last_event_leaves_the_earlier_one_open(bench: Bench) -> None:
    case_id = accepted(bench).case.case_id
    rate(bench, GOOD, case_id=case_id)
    bench.counter().cases.close(case_id, "报告已交付")
    rate(bench, GOOD, case_id=case_id)
    reviews = bench.counter().reviews
    reviews.press(reviews.follow(case_id), Level.SATISFIED)
    assert reviews.follow(case_id).occasion == "intake/again"


def test_what_nobody_rated_has_no_later_word(bench: Bench) -> None:
    case_id = accepted(bench).case.case_id
    assert refused(lambda: bench.counter().reviews.follow(case_id)) == "review.none_rated"
    invitation = bench.counter().reviews.invite(case_id)
    bench.counter().reviews.leave(invitation, ReviewOutcome.TIMED_OUT)
    assert refused(lambda: bench.counter().reviews.follow(case_id)) == "review.none_rated"


def test_without_the_citys_key_nobody_speaks_again(bench: Bench, case_id: str) -> None:
    with bench.database.unit_of_work() as uow:
        uow.meta.set("review.key", "")
        uow.commit()
    assert refused(lambda: bench.counter().reviews.follow(case_id)) == "review.no_key"


def test_who_types_nothing_more_leaves_nothing_behind(bench: Bench, case_id: str) -> None:
    before = events_of_all(bench)
    reviews = bench.counter().reviews
    for outcome in (ReviewOutcome.DECLINED, ReviewOutcome.TIMED_OUT):
        reviews.leave(reviews.follow(case_id), outcome)
    assert events_of_all(bench) == before
    assert reviews.follow(case_id).again


class TestTheCode:
    def test_the_one_on_the_paper_is_admitted_however_it_is_typed(self, bench: Bench, case_id: str) -> None:
        reviews, code = bench.counter().reviews, code_of(bench, case_id)
        invitation = reviews.follow(case_id)
        for typed in (code, code.lower(), f"{code[:4]} {code[4:]}"):
            assert reviews.admit(invitation, typed) is None

    def test_another_is_told_and_five_of_them_close_the_door(self, bench: Bench, case_id: str) -> None:
        reviews = bench.counter().reviews
        invitation = reviews.follow(case_id)
        wrong = "00000000" if code_of(bench, case_id) != "00000000" else "11111111"
        for _ in range(4):
            problem = reviews.admit(invitation, wrong)
            assert problem is not None
            assert problem.code == "query_code.other"
        assert refused(lambda: reviews.admit(invitation, wrong)) == "review.code_tries"
        assert refused(lambda: reviews.admit(invitation, code_of(bench, case_id))) == "review.code_tries"
        assert refused(lambda: reviews.follow(case_id)) == "review.code_tries"

    def test_a_new_start_forgets_no_wrong_code(self, bench: Bench, case_id: str) -> None:
        for _ in range(4):
            reviews = bench.counter().reviews
            assert reviews.admit(reviews.follow(case_id), "00000000") is not None
        reviews = bench.counter().reviews
        invitation = reviews.follow(case_id)
        assert refused(lambda: reviews.admit(invitation, "00000000")) == "review.code_tries"
        assert refused(lambda: bench.counter().reviews.follow(case_id)) == "review.code_tries"
        right = code_of(bench, case_id)
        assert refused(lambda: bench.counter().reviews.admit(invitation, right)) == "review.code_tries"

    def test_after_an_hour_the_right_code_is_taken_again(self, bench: Bench, case_id: str) -> None:
        reviews = bench.counter().reviews
        invitation = reviews.follow(case_id)
        for _ in range(4):
            reviews.admit(invitation, "00000000")
        assert refused(lambda: reviews.admit(invitation, "00000000")) == "review.code_tries"
        bench.clock.forward(minutes=59)
        assert refused(lambda: bench.counter().reviews.follow(case_id)) == "review.code_tries"
        bench.clock.forward(minutes=1)
        reviews = bench.counter().reviews
        assert reviews.admit(reviews.follow(case_id), code_of(bench, case_id)) is None

    def test_a_right_code_writes_nothing_down(self, bench: Bench, case_id: str) -> None:
        reviews = bench.counter().reviews
        assert reviews.admit(reviews.follow(case_id), code_of(bench, case_id)) is None
        with bench.database.reading() as uow:
            assert uow.reviews.tries(case_id) is None

    def test_a_slip_of_the_finger_is_no_try(self, bench: Bench, case_id: str) -> None:
        reviews = bench.counter().reviews
        invitation = reviews.follow(case_id)
        for typed in ("", "8K2M", "8K2M4QXUX", "!!!!!!!!"):
            for _ in range(6):
                problem = reviews.admit(invitation, typed)
                assert problem is not None
                assert problem.code != "query_code.other"
        assert reviews.admit(invitation, code_of(bench, case_id)) is None

    def test_another_case_is_not_closed_with_it(self, bench: Bench, case_id: str) -> None:
        counter: Counter = bench.counter()
        other = counter.intake.decide(consultation(), Decision.ANSWER).case.case_id
        rate(bench, GOOD, case_id=other)
        reviews = bench.counter().reviews
        first = reviews.follow(case_id)
        for _ in range(5):
            try:
                reviews.admit(first, "00000000")
            except Refused:
                break
        assert reviews.follow(other).again


class TestPowerCut:
    def test_a_pressed_card_is_in_the_journal_at_the_next_start(self, bench: Bench, case_id: str) -> None:
        reviews = bench.counter().reviews
        invitation = reviews.follow(case_id)
        reviews.press(invitation, Level.DISSATISFIED)
        before = kinds(bench, case_id)
        assert bench.counter().reviews.finish() == 1
        later = reviews_in(bench.database)[-1]
        assert (later.occasion, later.answer.level) == ("consult/again", Level.DISSATISFIED)
        assert later.answer.ending is Ending.CUT_OFF
        assert kinds(bench, case_id) == before
        assert refused(lambda: bench.counter().reviews.follow(case_id)) == "review.followed"

    def test_until_then_nobody_else_is_asked(self, bench: Bench, case_id: str) -> None:
        reviews = bench.counter().reviews
        reviews.press(reviews.follow(case_id), Level.SATISFIED)
        assert refused(lambda: reviews.follow(case_id)) == "review.followed"

    def test_another_card_takes_the_place_of_the_first_without_being_counted(
        self, bench: Bench, case_id: str
    ) -> None:
        reviews = bench.counter().reviews
        invitation = reviews.follow(case_id)
        reviews.press(invitation, Level.SATISFIED)
        reviews.press(invitation, Level.DISSATISFIED, Level.SATISFIED)
        reviews.submit(invitation, BAD)
        assert [one.answer.level for one in reviews_in(bench.database)] == [5, 2]
        assert tally(bench) == {}


def test_a_later_word_is_no_service_event(bench: Bench, case_id: str) -> None:
    again(bench.counter().reviews, case_id)
    case = bench.counter().cases.detail(case_id).case
    assert [one.occasion for one in case.served] == [Occasion.CONSULT]
    assert case.reviews_rated == ("consult",)
