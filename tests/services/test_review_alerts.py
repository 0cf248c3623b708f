"""What the head is asked to look at: reviews too close together or at odd hours, never about oneself."""

from datetime import datetime, timedelta

import pytest

from outlet_app.domain.calendar import CST
from outlet_app.domain.decisions import Decision
from outlet_app.domain.people import Person
from outlet_app.domain.reviews.answers import Answer
from outlet_app.domain.reviews.levels import Level
from outlet_app.domain.reviews.suspicion import Pattern, Suspicion
from outlet_app.services.review_views import ReviewDay
from outlet_app.wording import reviews as words
from tests.services.test_reviews import COLLEAGUE, rate, refused
from tests.support.at_the_counter import answered
from tests.support.bench import CLERK_PERSON, SUPERVISOR_PERSON, Bench
from tests.support.builders import CLERK
from tests.support.entries import consultation
from tests.support.reviewing import CITY_KEY, LONE_HEAD

SECOND = timedelta(seconds=1)


@pytest.fixture
def bench(bench: Bench) -> Bench:
    with bench.database.unit_of_work() as uow:
        uow.reviews.keep_key(CITY_KEY)
        uow.commit()
    return bench


def quickly(
    bench: Bench, count: int, every: timedelta = 4 * SECOND, level: Level = Level.VERY_SATISFIED
) -> None:
    """So many consultations one after the other, each rated at once."""
    for _ in range(count):
        bench.clock.at += every
        rate(bench, Answer(level, withheld=level.is_bad), case_id=answered(bench).case.case_id)


def day(bench: Bench, person: Person = SUPERVISOR_PERSON) -> ReviewDay:
    return bench.counter(person).review_desk.day()


def test_reviews_a_few_seconds_apart_are_told_to_the_head(bench: Bench) -> None:
    start = bench.clock.now()
    quickly(bench, 4)
    assert day(bench).alerts == (
        Suspicion(Pattern.HURRIED, "01", 4, start + 4 * SECOND, start + 16 * SECOND, (CLERK,)),
    )
    assert words.alert(day(bench).alerts[0]) == f"{start:%H:%M}（01 号终端）\n4 条评价间隔不足 10 秒"


@pytest.mark.parametrize(("every", "count"), [(10, 0), (60, 0), (9, 1)])
def test_ten_seconds_are_enough(bench: Bench, every: int, count: int) -> None:
    quickly(bench, 3, every * SECOND)
    assert len(day(bench).alerts) == count


def test_what_the_levels_were_makes_no_difference_here(bench: Bench) -> None:
    quickly(bench, 3, level=Level.VERY_DISSATISFIED)
    assert [one.pattern for one in day(bench).alerts] == [Pattern.HURRIED]


def test_an_evening_is_told_with_its_span(bench: Bench) -> None:
    bench.clock.at = datetime(2026, 11, 20, 19, 0, tzinfo=CST)
    quickly(bench, 2, timedelta(minutes=20))
    (found,) = day(bench).alerts
    assert (found.pattern, found.count) == (Pattern.ODD_HOURS, 2)
    assert words.alert(found) == "19:20 至 19:40（01 号终端）\n2 条评价在工作时间以外"


def test_a_head_who_was_rated_is_not_told_of_it(bench: Bench) -> None:
    quickly(bench, 4)
    assert day(bench, LONE_HEAD).alerts == ()
    assert len(day(bench).alerts) == 1


def test_nor_of_a_run_in_which_somebody_else_was_rated_too(bench: Bench) -> None:
    quickly(bench, 1)
    bench.clock.at += 3 * SECOND
    theirs = bench.counter(COLLEAGUE).intake.decide(consultation(), Decision.ANSWER).case.case_id
    rate(bench, Answer(Level.SATISFIED), case_id=theirs, person=COLLEAGUE)
    assert [one.people for one in day(bench).alerts] == [(CLERK, COLLEAGUE.staff_no)]
    assert day(bench, LONE_HEAD).alerts == ()


@pytest.mark.parametrize("person", [CLERK_PERSON, COLLEAGUE])
def test_a_clerk_learns_nothing_of_it(bench: Bench, person: Person) -> None:
    quickly(bench, 4)
    assert refused(lambda: day(bench, person)) == "right.missing"
    rows = bench.counter(person).review_desk.services()
    assert all(not hasattr(row, "alerts") for row in rows)


def test_who_was_asked_and_did_not_answer_is_no_review(bench: Bench) -> None:
    for _ in range(3):
        bench.clock.at += 2 * SECOND
        bench.counter().reviews.invite(answered(bench).case.case_id)
    assert day(bench).alerts == ()


def test_yesterday_is_not_told_today(bench: Bench) -> None:
    quickly(bench, 4)
    bench.clock.forward(days=3)
    assert day(bench).alerts == ()
    friday = bench.clock.now().date() - timedelta(days=3)
    assert len(bench.counter(SUPERVISOR_PERSON).review_desk.day(friday).alerts) == 1


def test_no_figure_changes_by_it(bench: Bench) -> None:
    quickly(bench, 3)
    told = day(bench)
    assert (told.whole.offered, told.whole.rated) == (3, 3)
    assert told.whole.satisfaction == 1.0
