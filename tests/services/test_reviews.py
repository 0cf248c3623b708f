"""One service event is asked about once; what is answered is sealed, counted and queued together."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from outlet_app.domain.calendar import CST
from outlet_app.domain.events import Closed, ResultReached, ReviewEnded, ReviewOutcome
from outlet_app.domain.identities import broken_identities
from outlet_app.domain.occasions import Occasion
from outlet_app.domain.people import Person, Role
from outlet_app.domain.problems import Refused
from outlet_app.domain.reviews.answers import Answer, Ending
from outlet_app.domain.reviews.levels import Level
from outlet_app.models.errors import DatabaseLocked
from outlet_app.services.review_views import Asked, Invitation
from outlet_app.services.reviews import Reviews
from tests.support.at_the_counter import (
    accepted,
    answered,
    from_the_city,
    held,
    judged,
    kinds,
    notified,
    text_of,
)
from tests.support.bench import CLERK_PERSON, SUPERVISOR_PERSON, Bench
from tests.support.builders import CLERK, OUTLET, SUPERVISOR
from tests.support.reviewing import CITY_KEY, opened, reviews_in, sealed_ops

COLLEAGUE = Person("1508260838", "包图雅", frozenset({Role.CLERK}))
GOOD, BAD = Level.VERY_SATISFIED, Level.DISSATISFIED


def refused(work: Callable[[], object]) -> str:
    with pytest.raises(Refused) as told:
        work()
    return told.value.refusal.code


def tally(bench: Bench, day: datetime | None = None) -> dict[tuple[int, int], int]:
    at = (day or bench.clock.now()).date()
    with bench.database.reading() as uow:
        return dict(uow.reviews.tally(at, at))


def rate(bench: Bench, answer: Answer, *, case_id: str = "", person: Person = CLERK_PERSON) -> Invitation:
    """The whole way of a review: asked, pressed, submitted."""
    reviews = bench.counter(person).reviews
    invitation = reviews.invite(case_id)
    reviews.press(invitation, answer.level)
    reviews.submit(invitation, answer)
    return invitation


def test_whoever_was_served_last_is_asked(bench: Bench) -> None:
    first = answered(bench).case
    bench.clock.forward(minutes=5)
    last = accepted(bench).case
    invitation = bench.counter().reviews.invite()
    assert (invitation.case_id, invitation.occasion, invitation.number) == (last.case_id, "intake", 1)
    assert (invitation.item, invitation.item_name) == (1, "信息查询")
    assert (invitation.clerk, invitation.short_no) == ("苏日娜", CLERK[-4:])
    assert kinds(bench, first.case_id)[-1] == "answered_on_spot"
    assert kinds(bench, last.case_id)[-1] == "review_offered"


def test_a_case_can_be_chosen_to_be_asked_about(bench: Bench) -> None:
    first = answered(bench).case
    bench.clock.forward(minutes=5)
    accepted(bench)
    assert bench.counter().reviews.invite(first.case_id).case_id == first.case_id


def test_the_invitation_shows_who_served_and_nothing_of_the_case(bench: Bench) -> None:
    """The citizen's window never shows case data: no name, no request, no number in full."""
    case = accepted(bench).case
    told = case.registered
    shown = bench.counter().reviews.invite()
    assert shown.masked_phone == "139****1234"
    for secret in (told.applicant.name, told.applicant.id_number, told.applicant.phone, told.request):
        assert secret not in (shown.item_name, shown.clerk, shown.short_no, shown.masked_phone)


def test_a_visitor_without_a_telephone_cannot_be_called_back(bench: Bench) -> None:
    answered(bench)
    assert bench.counter().reviews.invite().masked_phone == ""


def test_a_matter_outside_the_list_has_no_item_name(bench: Bench) -> None:
    answered(bench, item=0, sub_item="")
    assert (bench.counter().reviews.invite().item, bench.counter().reviews.invite().item_name) == (0, "")


def test_only_ones_own_visitors_of_today_are_found_by_themselves(bench: Bench) -> None:
    assert refused(bench.counter().reviews.invite) == "review.none_today"
    answered(bench)
    with bench.database.unit_of_work() as uow:
        uow.people.put(COLLEAGUE)
        uow.commit()
    assert refused(bench.counter(COLLEAGUE).reviews.invite) == "review.none_today"
    bench.clock.forward(days=1)
    assert refused(bench.counter().reviews.invite) == "review.none_today"


def test_a_case_of_yesterday_may_be_asked_about_when_it_is_chosen(bench: Bench) -> None:
    case = answered(bench).case
    bench.clock.forward(days=1)
    assert bench.counter().reviews.invite(case.case_id).occasion == "consult"


def test_a_case_without_a_service_is_not_asked_about(bench: Bench) -> None:
    case = answered(bench).case
    assert refused(lambda: bench.counter().reviews.invite("nowhere")) == "case.unknown"
    rate(bench, Answer(GOOD))
    assert refused(lambda: bench.counter().reviews.invite(case.case_id)) == "review.rated"
    assert refused(bench.counter().reviews.invite) == "review.none_today"


def test_before_the_citys_key_has_come_nobody_is_asked(bench: Bench) -> None:
    """A review that could not be sealed would have to be kept in the clear: it is not taken."""
    answered(bench)
    with bench.database.unit_of_work() as uow:
        uow.meta.set("review.key", "")
        uow.commit()
    assert refused(bench.counter().reviews.invite) == "review.no_key"
    assert kinds(bench, _only_case(bench)) == ["registered", "answered_on_spot"]


def _only_case(bench: Bench) -> str:
    with bench.database.reading() as uow:
        return uow.journal.all_case_ids()[0]


def test_being_asked_twice_is_one_invitation(bench: Bench) -> None:
    case = answered(bench).case
    reviews = bench.counter().reviews
    first = reviews.invite()
    reviews.leave(first, ReviewOutcome.TIMED_OUT)
    assert reviews.invite() == first
    reviews.leave(first, ReviewOutcome.DECLINED)
    reviews.invite()
    told = kinds(bench, case.case_id)
    assert told.count("review_offered") == 1
    assert told.count("review_ended") == 2


@pytest.mark.parametrize("outcome", [ReviewOutcome.DECLINED, ReviewOutcome.TIMED_OUT])
def test_who_does_not_answer_leaves_no_review(bench: Bench, outcome: ReviewOutcome) -> None:
    """Never a default: not a level, not a count, nothing to send but that nobody answered."""
    case = answered(bench).case
    reviews = bench.counter().reviews
    reviews.leave(reviews.invite(), outcome)
    assert (tally(bench), sealed_ops(bench.database)) == ({}, [])
    fact = bench.counter().cases.detail(case.case_id).timeline[0].event.fact
    assert fact == ReviewEnded("consult", outcome)


def test_nobody_can_be_made_to_have_rated(bench: Bench) -> None:
    answered(bench)
    reviews = bench.counter().reviews
    with pytest.raises(ValueError, match="pressing"):
        reviews.leave(reviews.invite(), ReviewOutcome.RATED)


def test_a_review_is_sealed_counted_and_noted_together(bench: Bench) -> None:
    case = answered(bench).case
    answer = Answer(BAD, ("213", "214"), "说不清楚", call_back=True)
    invitation = rate(bench, answer)
    assert kinds(bench, case.case_id)[-2:] == ["review_offered", "review_ended"]
    assert tally(bench) == {(2, 2): 1}
    (told,) = reviews_in(bench.database)
    assert (told.case_id, told.case_no, told.occasion) == (case.case_id, case.case_no, "consult")
    assert (told.answer, told.item, told.by, told.number) == (answer, 2, CLERK, 1)
    assert told.at == bench.clock.now()
    assert invitation.case_id == case.case_id
    with bench.database.reading() as uow:
        assert uow.reviews.all_pressed() == ()


@pytest.mark.parametrize("level", Level)
def test_every_level_is_counted_as_itself(bench: Bench, level: Level) -> None:
    answered(bench)
    rate(bench, Answer(level, withheld=level.is_bad))
    assert tally(bench) == {(2, level): 1}
    assert reviews_in(bench.database)[0].answer.level is level


def test_the_review_is_about_whoever_served_not_about_who_asked(bench: Bench) -> None:
    case = answered(bench).case
    rate(bench, Answer(GOOD), case_id=case.case_id, person=SUPERVISOR_PERSON)
    assert reviews_in(bench.database)[0].by == CLERK


def test_the_review_keeps_the_moment_of_the_press(bench: Bench) -> None:
    answered(bench)
    reviews = bench.counter().reviews
    invitation = reviews.invite()
    pressed = bench.clock.now()
    reviews.press(invitation, BAD)
    bench.clock.forward(seconds=90)
    reviews.submit(invitation, Answer(BAD, withheld=True))
    assert reviews_in(bench.database)[0].at == pressed


def test_another_card_takes_the_place_of_the_first(bench: Bench) -> None:
    answered(bench)
    reviews = bench.counter().reviews
    invitation = reviews.invite()
    reviews.press(invitation, BAD)
    reviews.press(invitation, GOOD, instead_of=BAD)
    assert tally(bench) == {(2, 5): 1}
    reviews.submit(invitation, Answer(GOOD))
    assert [one.answer.level for one in reviews_in(bench.database)] == [GOOD]


def test_a_card_changed_after_midnight_stays_in_the_day_it_was_pressed(bench: Bench) -> None:
    bench.clock.at = datetime(2026, 11, 20, 23, 59, 50, tzinfo=CST)
    answered(bench)
    reviews = bench.counter().reviews
    invitation = reviews.invite()
    evening = bench.clock.now()
    reviews.press(invitation, BAD)
    bench.clock.forward(seconds=30)
    reviews.press(invitation, GOOD, instead_of=BAD)
    assert (tally(bench, evening), tally(bench)) == ({(2, 5): 1}, {})


def test_a_review_counts_in_the_day_its_service_was_first_asked_about(bench: Bench) -> None:
    """Decisions 17: 参评 is held against 应评 of the same service events."""
    case = answered(bench).case
    reviews, first_day = bench.counter().reviews, bench.clock.now()
    reviews.leave(reviews.invite(), ReviewOutcome.TIMED_OUT)
    bench.clock.forward(days=3)
    rate(bench, Answer(GOOD), case_id=case.case_id)
    assert (tally(bench, first_day), tally(bench)) == ({(2, 5): 1}, {})
    for day in (first_day.date(), bench.clock.now().date()):
        assert broken_identities(bench.counter(SUPERVISOR_PERSON).day_sheet.sheet(day)) == ()


def test_what_does_not_hold_is_refused_and_the_level_still_counts(bench: Bench) -> None:
    answered(bench)
    reviews = bench.counter().reviews
    invitation = reviews.invite()
    reviews.press(invitation, BAD)
    for wrong in (Answer(BAD), Answer(BAD, ("517",)), Answer(BAD, anonymous=True, call_back=True, text="慢")):
        assert refused(lambda wrong=wrong: reviews.submit(invitation, wrong)) == "review.incomplete"  # type: ignore[misc]
    assert tally(bench) == {(2, 2): 1}
    with bench.database.reading() as uow:
        assert len(uow.reviews.all_pressed()) == 1


def test_without_a_pressed_card_nothing_is_taken(bench: Bench) -> None:
    answered(bench)
    reviews = bench.counter().reviews
    invitation = reviews.invite()
    assert refused(lambda: reviews.submit(invitation, Answer(GOOD))) == "review.not_pressed"
    reviews.press(invitation, GOOD)
    reviews.submit(invitation, Answer(GOOD))
    assert refused(lambda: reviews.submit(invitation, Answer(GOOD))) == "review.not_pressed"
    assert len(sealed_ops(bench.database)) == 1


def test_a_power_cut_after_the_press_does_not_lose_the_level(bench: Bench) -> None:
    case = answered(bench).case
    reviews = bench.counter().reviews
    reviews.press(reviews.invite(), BAD)
    bench.clock.forward(minutes=3)
    again = bench.counter(SUPERVISOR_PERSON).reviews
    assert again.finish() == 1
    assert again.finish() == 0
    (told,) = reviews_in(bench.database)
    assert told.answer == Answer(BAD, ending=Ending.CUT_OFF)
    assert told.by == CLERK
    assert kinds(bench, case.case_id)[-1] == "review_ended"
    assert tally(bench) == {(2, 2): 1}


def test_the_next_invitation_brings_in_what_was_left(bench: Bench) -> None:
    answered(bench)
    reviews = bench.counter().reviews
    reviews.press(reviews.invite(), BAD)
    bench.clock.forward(minutes=3)
    accepted(bench)
    bench.counter().reviews.invite()
    assert len(sealed_ops(bench.database)) == 1


def test_where_another_window_was_first_the_review_is_still_sent(bench: Bench) -> None:
    """The city decides which of two counts; nothing that was pressed is dropped here."""
    case = answered(bench).case
    reviews = bench.counter().reviews
    invitation = reviews.invite()
    reviews.press(invitation, GOOD)
    ended = ReviewEnded("consult", ReviewOutcome.RATED)
    judged(bench, ["applied"] * 3)
    from_the_city(bench, case.case_id, [ended], at=bench.clock.now(), first_n=4)
    reviews.submit(invitation, Answer(GOOD))
    assert len(sealed_ops(bench.database)) == 1
    assert kinds(bench, case.case_id).count("review_ended") == 1


def test_while_the_store_is_held_the_press_says_so_and_counts_nothing(bench: Bench) -> None:
    answered(bench)
    reviews = bench.counter().reviews
    invitation = reviews.invite()
    with held(bench.database), pytest.raises(DatabaseLocked):
        reviews.press(invitation, GOOD)
    assert tally(bench) == {}
    reviews.press(invitation, GOOD)
    assert tally(bench) == {(2, 5): 1}


def test_a_later_service_of_the_case_has_a_review_of_its_own(bench: Bench) -> None:
    case = accepted(bench).case
    rate(bench, Answer(GOOD))
    bench.clock.forward(hours=3)
    bench.counter().cases.close(case.case_id, "检索报告")
    invitation = rate(bench, Answer(BAD, ("209",)))
    assert (invitation.occasion, invitation.number) == ("result", 2)
    assert [one.occasion for one in reviews_in(bench.database)] == ["intake", "result"]


def test_everything_waits_for_the_courier_in_the_order_it_was_made(bench: Bench) -> None:
    counter = bench.counter()
    answered(bench)
    before = counter.written()
    invitation = counter.reviews.invite()
    counter.reviews.press(invitation, GOOD)
    counter.reviews.submit(invitation, Answer(GOOD))
    assert counter.written() == before + 3
    with bench.database.reading() as uow:
        waiting = [row.kind for row in uow.outbox.rows(10)]
    assert waiting[-3:] == ["review_offered", "review_ended", "review"]


class TestDesk:
    def test_a_clerk_sees_the_own_services_and_whether_they_were_rated(self, bench: Bench) -> None:
        answered(bench)
        bench.clock.forward(minutes=1)
        notified(bench)
        bench.clock.forward(minutes=1)
        accepted(bench)
        rate(bench, Answer(GOOD))
        counter = bench.counter()
        counter.reviews.leave(counter.reviews.invite(), ReviewOutcome.TIMED_OUT)
        rows = counter.review_desk.services()
        assert [(row.occasion, row.asked, row.can_ask) for row in rows] == [
            (Occasion.INTAKE, Asked.RATED, False),
            (Occasion.INTAKE, Asked.UNRATED, True),
            (Occasion.CONSULT, Asked.NOT_YET, True),
        ]
        assert {row.clerk for row in rows} == {"苏日娜"}
        assert not any(hasattr(row, "level") for row in rows)

    def test_an_earlier_service_of_a_case_gives_way_to_the_later(self, bench: Bench) -> None:
        case = accepted(bench).case
        bench.clock.forward(minutes=1)
        bench.counter().cases.close(case.case_id, "检索报告")
        rows = bench.counter().review_desk.services()
        assert [(row.occasion, row.can_ask) for row in rows] == [
            (Occasion.RESULT, True),
            (Occasion.INTAKE, False),
        ]

    def test_a_colleagues_services_are_the_heads_to_see(self, bench: Bench) -> None:
        answered(bench)
        assert bench.counter(COLLEAGUE).review_desk.services() == ()
        assert len(bench.counter(SUPERVISOR_PERSON).review_desk.services()) == 1
        bench.clock.forward(days=1)
        assert bench.counter(SUPERVISOR_PERSON).review_desk.services() == ()

    def test_a_service_elsewhere_on_another_day_is_not_among_todays(self, bench: Bench) -> None:
        case = accepted(bench).case
        judged(bench, ["applied"] * case.events)
        bench.clock.forward(days=1)
        closing = [ResultReached(True, "报告"), Closed("报告")]
        from_the_city(
            bench, case.case_id, closing, at=bench.clock.now(), first_n=9, actor=SUPERVISOR, outlet=OUTLET
        )
        rows = bench.counter(SUPERVISOR_PERSON).review_desk.services()
        assert [row.occasion for row in rows] == [Occasion.RESULT]

    def test_the_rated_clerk_is_refused_the_numbers(self, bench: Bench) -> None:
        answered(bench)
        rate(bench, Answer(BAD, withheld=True))
        desk = bench.counter().review_desk
        assert not desk.may_see
        assert refused(desk.day) == "right.missing"

    def test_the_head_sees_the_day_in_numbers(self, bench: Bench) -> None:
        for level in (GOOD, GOOD, BAD):
            bench.clock.forward(minutes=1)
            answered(bench)
            rate(bench, Answer(level, withheld=level is BAD))
        answered(bench)
        counter = bench.counter()
        counter.reviews.leave(counter.reviews.invite(), ReviewOutcome.DECLINED)
        day = bench.counter(SUPERVISOR_PERSON).review_desk.day()
        assert (day.whole.offered, day.whole.rated, day.whole.unrated) == (4, 3, 1)
        assert day.whole.levels == {GOOD: 2, BAD: 1}
        assert day.whole.satisfaction == pytest.approx(2 / 3)
        assert day.whole.rate == 0.75

    def test_an_item_is_told_apart_only_from_five_reviews_on(self, bench: Bench) -> None:
        for turn in range(5):
            bench.clock.forward(minutes=1)
            answered(bench)
            rate(bench, Answer(GOOD if turn else BAD, withheld=not turn))
            day = bench.counter(SUPERVISOR_PERSON).review_desk.day()
            assert (2 in day.items) == (turn == 4)
            assert day.held_back == (0 if turn == 4 else turn + 1)
        assert day.items[2].levels == {GOOD: 4, BAD: 1}

    def test_a_day_without_reviews_has_no_satisfaction(self, bench: Bench) -> None:
        day = bench.counter(SUPERVISOR_PERSON).review_desk.day(bench.clock.now().date() - timedelta(days=1))
        assert (day.whole.offered, day.whole.satisfaction, day.whole.rate) == (0, None, None)
        assert (day.items, day.held_back) == ({}, 0)


def test_the_key_of_the_tests_is_the_one_the_bench_seals_to(bench: Bench) -> None:
    answered(bench)
    rate(bench, Answer(GOOD))
    assert opened(sealed_ops(bench.database)[0].body).answer.level is GOOD
    with bench.database.reading() as uow:
        assert uow.reviews.key() == CITY_KEY


def test_the_use_case_has_no_other_way_in() -> None:
    """No path makes a review without a press: the only writer of a level is `press`."""
    public = {name for name in vars(Reviews) if not name.startswith("_")}
    assert public == {"invite", "follow", "admit", "press", "submit", "leave", "finish"}


class TestSheet:
    def a_day(self, bench: Bench, levels: tuple[Level, ...]) -> None:
        for level in levels:
            bench.clock.forward(minutes=2)
            answered(bench)
            rate(bench, Answer(level, withheld=level.is_bad))
        answered(bench)
        counter = bench.counter()
        counter.reviews.leave(counter.reviews.invite(), ReviewOutcome.DECLINED)

    def test_the_heads_sheet_has_the_reviews_and_agrees_with_itself(self, bench: Bench) -> None:
        self.a_day(bench, (GOOD, GOOD, BAD))
        told = bench.counter(SUPERVISOR_PERSON).day_sheet.sheet(bench.clock.now().date())
        assert (told.offered, told.total.rated, told.total.satisfied) == (4, 3, 2)
        assert {line.key: line.rated for line in told.items if line.key == "2"} == {"2": None}
        assert all(line.rated is None for line in told.clerks)
        assert broken_identities(told) == ()

    def test_an_item_is_broken_down_from_five_on(self, bench: Bench) -> None:
        self.a_day(bench, (GOOD,) * 4 + (BAD,))
        told = bench.counter(SUPERVISOR_PERSON).day_sheet.sheet(bench.clock.now().date())
        (line,) = [line for line in told.items if line.key == "2"]
        assert (line.rated, line.satisfied) == (5, 4)

    def test_a_clerks_row_has_none(self, bench: Bench) -> None:
        self.a_day(bench, (GOOD,) * 6)
        told = bench.counter().day_sheet.sheet(bench.clock.now().date())
        assert (told.total.rated, told.total.satisfied, told.total.satisfaction) == (None, None, None)

    def test_the_paper_says_how_many_and_holds_back_the_few(self, bench: Bench) -> None:
        self.a_day(bench, (GOOD, GOOD, BAD))
        pdf = bench.counter(SUPERVISOR_PERSON).day_sheet.preview(bench.clock.now().date())
        printed = text_of(pdf)
        assert "66.7%" in printed
        assert "＊表示参评不足5人次" in printed
        assert "核对不符" not in printed
