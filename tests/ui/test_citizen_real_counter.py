"""A citizen's answer from the key to the sealed operation, over a real counter and a real store."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from outlet_app.domain.events import Channel, ReviewEnded, ReviewOffered, ReviewOutcome
from outlet_app.domain.people import Person
from outlet_app.domain.reviews.answers import Ending
from outlet_app.domain.reviews.levels import Level
from outlet_app.domain.reviews.tags import TAGS
from outlet_app.services.views import Outcome
from outlet_app.ui.citizen.host import ReviewHost
from outlet_app.ui.citizen.window import CitizenWindow
from outlet_app.ui.jobs import Lanes
from outlet_app.ui.pages.reviews.page import ReviewsPage
from tests.support.at_the_counter import accepted, answered
from tests.support.bench import CLERK_PERSON, SUPERVISOR_PERSON, Bench, open_bench
from tests.support.builders import MORNING
from tests.support.counter_fakes_desk import texts
from tests.support.reviewing import reviews_in
from tests.support.whole_window import drain, settle, whole_window


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


class Seat:
    """One clerk, one visitor and the window between them."""

    def __init__(self, stage: Callable[..., object], lanes: Lanes, bench: Bench, second: bool) -> None:
        self.lanes, self.bench = lanes, bench
        self.shell = whole_window(lanes, CLERK_PERSON)
        stage(self.shell, size=(1366, 768))
        find = (lambda clerk: clerk) if second else (lambda _clerk: None)
        self.host = ReviewHost(self.shell, self.shell.office, lanes.desk, find)
        self.host.begin(bench.counter().reviews)
        self.settle()

    def settle(self) -> None:
        drain(self.lanes)
        settle()

    def keys(self, *keys: Qt.Key) -> CitizenWindow:
        window = self.hears()
        for key in keys:
            QTest.keyClick(QApplication.focusWidget() or window, key)
            window = self.hears()
        return window

    def hears(self) -> CitizenWindow:
        self.settle()
        window = self.host.window
        assert window is not None
        window._ears.stop()
        window._hear_again()
        return window

    def leave(self) -> None:
        self.host.end()
        if self.host.window is not None:
            self.host.window.close()
            self.host.window.deleteLater()


@pytest.fixture(params=[False, True], ids=["one screen", "two screens"])
def seat(request: Any, stage: Callable[..., object], lanes: Lanes, bench: Bench) -> Iterator[Seat]:
    made = Seat(stage, lanes, bench, request.param)
    yield made
    made.leave()


def facts(bench: Bench, outcome: Outcome) -> list[object]:
    detail = bench.counter(SUPERVISOR_PERSON).cases.detail(outcome.case.case_id)
    assert detail is not None
    told = [entry.event.fact for entry in reversed(detail.timeline)]
    return [fact for fact in told if isinstance(fact, ReviewOffered | ReviewEnded)]


def test_f7_a_card_two_reasons_and_it_lies_sealed_in_the_queue(seat: Seat, bench: Bench) -> None:
    outcome = answered(bench)
    seat.host.invite()
    window = seat.keys(Qt.Key.Key_4, Qt.Key.Key_2, Qt.Key.Key_5, Qt.Key.Key_Return)
    (review,) = reviews_in(bench.database)
    options = TAGS[Level.DISSATISFIED]
    assert (review.answer.level, review.answer.tags) == (Level.DISSATISFIED, (options[1], options[4]))
    assert review.case_no == outcome.case.case_no
    assert facts(bench, outcome) == [ReviewOffered("consult"), ReviewEnded("consult", ReviewOutcome.RATED)]
    for _ in range(5):
        window.tick()
    assert not seat.shell.is_covered


def test_changing_ones_mind_leaves_one_review_with_the_last_level(seat: Seat, bench: Bench) -> None:
    answered(bench)
    seat.host.invite()
    window = seat.keys(Qt.Key.Key_5)
    QTest.mouseClick(window.reasons.again, Qt.MouseButton.LeftButton)
    seat.keys(Qt.Key.Key_2, Qt.Key.Key_Return)
    assert [review.answer.level for review in reviews_in(bench.database)] == [Level.SATISFIED]
    day = bench.counter(SUPERVISOR_PERSON).review_desk.day()
    assert dict(day.whole.levels) == {Level.SATISFIED: 1}


def test_a_power_cut_after_the_card_keeps_the_level(seat: Seat, bench: Bench) -> None:
    outcome = answered(bench)
    seat.host.invite()
    seat.keys(Qt.Key.Key_5)
    assert reviews_in(bench.database) == []
    assert bench.counter().reviews.finish() == 1
    (review,) = reviews_in(bench.database)
    assert (review.answer.level, review.answer.ending) == (Level.VERY_DISSATISFIED, Ending.CUT_OFF)
    assert facts(bench, outcome)[-1] == ReviewEnded("consult", ReviewOutcome.RATED)


@pytest.mark.parametrize("key", [Qt.Key.Key_0, Qt.Key.Key_Escape])
def test_no_press_no_review(seat: Seat, bench: Bench, key: Qt.Key) -> None:
    outcome = answered(bench)
    seat.host.invite()
    window = seat.keys(key)
    for _ in range(60):
        window.tick()
    seat.settle()
    assert reviews_in(bench.database) == []
    assert isinstance(facts(bench, outcome)[-1], ReviewEnded)
    assert not seat.shell.is_covered


def test_a_rated_visit_is_not_asked_about_again(seat: Seat, bench: Bench) -> None:
    answered(bench)
    seat.host.invite()
    window = seat.keys(Qt.Key.Key_1, Qt.Key.Key_Return)
    for _ in range(5):
        window.tick()
    seat.host.invite()
    seat.settle()
    assert not seat.host.is_open
    frame = seat.shell.frame
    assert frame is None or frame.banner.isVisible()


@pytest.mark.parametrize("person", [CLERK_PERSON, SUPERVISOR_PERSON])
def test_the_page_says_rated_and_only_the_head_counts(seat: Seat, bench: Bench, person: Person) -> None:
    answered(bench)
    counter = bench.counter(person)
    page = ReviewsPage(
        counter.review_desk,
        counter.rectifying,
        counter.papers,
        bench.reference,
        seat.shell.office,
        seat.lanes,
        seat.shell.feedback,
    )
    page.activated()
    seat.settle()
    assert texts(page.services.table, page.services.table.table_model.columnCount() - 1) == ["未邀请"]
    seat.host.ended.connect(page.refresh)
    seat.host.invite(page.subject())
    window = seat.keys(Qt.Key.Key_5, Qt.Key.Key_0)
    for _ in range(5):
        window.tick()
    seat.settle()
    assert texts(page.services.table, page.services.table.table_model.columnCount() - 1) == ["已评价"]
    leads = person is SUPERVISOR_PERSON
    assert page.day.bars.accessibleName().endswith("非常不满意 1") is leads
    view = counter.desk.view()
    assert (view.reviews is not None) is leads
    page.deleteLater()


def test_an_application_taken_on_asks_by_itself_only_beside_the_clerk(seat: Seat, bench: Bench) -> None:
    outcome = accepted(bench)
    assert outcome.case.registered.channel is Channel.COUNTER
    seat.host.offer(outcome)
    seat.settle()
    beside = seat.host.window is not None
    assert seat.host.is_open is beside
    assert facts(bench, outcome) == ([ReviewOffered("intake")] if beside else [])
