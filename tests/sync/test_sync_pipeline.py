"""One question ahead: it is asked while the last answer is kept, and never changes what is kept."""

from collections.abc import Callable, Iterator
from threading import Event, current_thread

import pytest
from sqlalchemy.exc import OperationalError

from outlet_app.domain.events import AnsweredOnSpot, FeedbackGiven, MaterialsTaken
from outlet_app.models.outbox import Outbox
from outlet_app.sync.client import CityClient
from outlet_app.sync.outcomes import Denial, Interrupted
from outlet_app.sync.pipeline import Ahead
from outlet_app.sync.wire import Code, Pulled, Push, Pushed
from tests.support.cities import NewCounter, census
from tests.support.counter import Counter
from tests.support.server import ServerProcess

SOON_S = 30
Pulls = Callable[[CityClient, str, int, int], Pulled]


class Slow:
    """Answers twice the question, once it is let; notes who asked what."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, str]] = []
        self.began, self.let = Event(), Event()
        self.let.set()

    def __call__(self, question: int) -> int:
        self.asked.append((question, current_thread().name))
        self.began.set()
        assert self.let.wait(SOON_S)
        if question < 0:
            raise Interrupted(str(question))
        return 2 * question


def questions(city: Slow) -> list[int]:
    return [question for question, _ in city.asked]


def test_without_a_second_question_there_is_no_thread() -> None:
    city, here = Slow(), current_thread().name
    with Ahead(city) as ahead:
        assert [ahead.answer(one) for one in (1, 2)] == [2, 4]
    assert city.asked == [(1, here), (2, here)]


def test_what_was_asked_ahead_is_asked_once_and_elsewhere() -> None:
    city = Slow()
    with Ahead(city) as ahead:
        ahead.send(3)
        assert ahead.answer(3) == 6
        assert ahead.answer(3) == 6
    assert questions(city) == [3, 3]
    assert city.asked[0][1] != city.asked[1][1] == current_thread().name


def test_the_asking_goes_on_while_something_else_is_done() -> None:
    city = Slow()
    city.let.clear()
    with Ahead(city) as ahead:
        ahead.send(4)
        assert city.began.wait(SOON_S)
        # Here an answer is being kept, and the question is with the city already.
        city.let.set()
        assert ahead.answer(4) == 8


def test_another_question_waits_for_the_first_and_is_asked_itself() -> None:
    city = Slow()
    with Ahead(city) as ahead:
        ahead.send(5)
        assert ahead.answer(6) == 12
    assert questions(city) == [5, 6]


def test_a_line_that_breaks_ahead_is_told_when_the_answer_is_wanted() -> None:
    city = Slow()
    with Ahead(city) as ahead:
        ahead.send(-1)
        with pytest.raises(Interrupted):
            ahead.answer(-1)
        assert ahead.answer(7) == 14


def test_a_line_that_breaks_for_a_question_nobody_wants_any_more_is_nothing() -> None:
    city = Slow()
    with Ahead(city) as ahead:
        ahead.send(-1)
        assert ahead.answer(8) == 16


def test_leaving_waits_for_what_is_under_way_also_where_keeping_failed() -> None:
    city, left = Slow(), []
    city.let.clear()

    def keep_and_fail() -> None:
        with Ahead(city) as ahead:
            ahead.send(9)
            assert city.began.wait(SOON_S)
            left.append("failed")
            city.let.set()
            raise RuntimeError("not kept")

    with pytest.raises(RuntimeError, match="not kept"):
        keep_and_fail()
    assert (questions(city), left) == ([9], ["failed"])


def test_each_of_many_is_asked_once_and_in_order() -> None:
    city = Slow()
    with Ahead(city) as ahead:
        answers = []
        for one in range(20):
            answers.append(ahead.answer(one))
            ahead.send(one + 1)
    assert answers == [2 * one for one in range(20)]
    assert questions(city) == list(range(21))


@pytest.fixture
def pushes(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[int, int, str]]]:
    """First sequence number, operations and receipt of every push that is sent."""
    told: list[tuple[int, int, str]] = []
    real = CityClient.push

    def noted(self: CityClient, push: Push) -> Pushed:
        told.append((push.first_seq, len(push.ops), push.receipt))
        return real(self, push)

    monkeypatch.setattr(CityClient, "push", noted)
    return told


def full(one: Counter, facts: int) -> str:
    """A case with so many operations to send, two with its opening."""
    case_id = one.register(MaterialsTaken())
    one.save(case_id, *(FeedbackGiven(f"第 {n} 次反馈") for n in range(facts - 2)))
    return case_id


def test_a_long_queue_is_sent_batch_by_batch_each_once_with_the_receipt_before_it(
    city: ServerProcess, counter: NewCounter, outlet: str, pushes: list[tuple[int, int, str]]
) -> None:
    one = counter(city)
    case_id = full(one, 450)
    before = one.me.receipt
    assert one.sync().pushed == 450
    assert [(first, ops) for first, ops, _ in pushes] == [(1, 200), (201, 200), (401, 50)]
    receipts = [receipt for _, _, receipt in pushes]
    assert receipts[0] == before
    assert len({*receipts, one.me.receipt}) == 4
    assert [entry.case_n for entry in one.history(case_id)] == list(range(1, 451))
    assert census(city, outlet).tally == one.tally()


def test_an_answer_that_could_not_be_kept_is_asked_for_again_with_the_batch_behind_it(
    city: ServerProcess, counter: NewCounter, outlet: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = counter(city)
    case_id = full(one, 450)
    real, failed = Outbox.record, []

    def full_disk(self: Outbox, *told: object, **more: object) -> tuple[str, ...]:
        if not failed:
            failed.append(1)
            raise OperationalError("UPDATE", None, Exception("disk full"))
        return real(self, *told, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Outbox, "record", full_disk)
    with pytest.raises(OperationalError):
        one.sync()
    assert one.me.acked_seq == 0
    # Both batches are with the city: the one whose answer was lost here, and the one sent on meanwhile.
    assert census(city, outlet).tally.events == 400
    assert one.sync().pushed == 450
    assert [entry.verdict for entry in one.history(case_id)] == ["applied"] * 450
    assert census(city, outlet).tally == one.tally()


def test_what_was_read_ahead_is_not_sent_where_the_city_wants_less_at_once(
    city: ServerProcess, counter: NewCounter, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = counter(city)
    case_id = full(one, 300)
    sizes: list[int] = []
    real = CityClient.push

    def narrow(self: CityClient, push: Push) -> Pushed:
        sizes.append(len(push.ops))
        if push.first_seq > 1 and len(push.ops) > 40:
            raise Denial(Code.TOO_LARGE)
        return real(self, push)

    monkeypatch.setattr(CityClient, "push", narrow)
    assert one.sync().pushed == 300
    assert sizes[:4] == [200, 100, 100, 50]
    assert max(sizes[4:]) <= 100
    assert [entry.case_n for entry in one.history(case_id)] == list(range(1, 301))


@pytest.fixture
def pulls(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, str]]:
    """The cursor of every page asked for, and on which thread."""
    told: list[tuple[int, str]] = []
    real = CityClient.pull

    def noted(self: CityClient, epoch: str, version: int, limit: int) -> Pulled:
        told.append((version, current_thread().name))
        return real(self, epoch, version, min(limit, 5))

    monkeypatch.setattr(CityClient, "pull", noted)
    return told


def test_each_page_is_asked_for_once_from_where_the_last_one_ended(
    city: ServerProcess, counter: NewCounter, pulls: list[tuple[int, str]]
) -> None:
    one, other = counter(city), counter(city)
    other.sync()
    cases = [one.register(AnsweredOnSpot("可以")) for _ in range(6)]
    one.sync()
    pulls.clear()
    assert other.sync().pulled == 12
    cursors = [version for version, _ in pulls]
    assert [later - cursors[0] for later in cursors] == [0, 5, 10]
    assert pulls[0][1] == current_thread().name != pulls[1][1]
    assert all(other.history(case_id) for case_id in cases)
    assert other.tally() == one.tally()


def test_a_page_that_could_not_be_kept_leaves_the_cursor_and_is_asked_for_again(
    city: ServerProcess, counter: NewCounter, pulls: list[tuple[int, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = counter(city), counter(city)
    other.sync()
    for _ in range(6):
        one.register(AnsweredOnSpot("可以"))
    one.sync()
    inbound, kept = other.engine._inbound, []
    real = inbound._keep

    def full_disk(*page: object) -> int:
        if len(kept) == 1:
            raise OperationalError("INSERT", None, Exception("disk full"))
        kept.append(real(*page))  # type: ignore[arg-type]
        return kept[-1]

    monkeypatch.setattr(inbound, "_keep", full_disk)
    with pytest.raises(OperationalError):
        other.sync()
    assert other.tally().events == 5
    monkeypatch.setattr(inbound, "_keep", real)
    pulls.clear()
    assert other.sync().pulled == 7
    assert len({version for version, _ in pulls}) == len(pulls)
    assert other.tally() == one.tally()


def test_a_line_that_breaks_behind_the_first_page_keeps_that_page(
    city: ServerProcess, counter: NewCounter, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = counter(city), counter(city)
    other.sync()
    for _ in range(6):
        one.register(AnsweredOnSpot("可以"))
    one.sync()
    asked: list[int] = []
    real = CityClient.pull

    def breaking(self: CityClient, epoch: str, version: int, limit: int) -> Pulled:
        asked.append(version)
        if len(asked) == 2:
            raise Interrupted("the line broke")
        return real(self, epoch, version, min(limit, 5))

    monkeypatch.setattr(CityClient, "pull", breaking)
    report = other.sync()
    assert (report.online, report.error_code, report.pulled) == (False, Interrupted.code, 5)
    assert other.tally().events == 5
    assert other.sync().pulled == 7
    assert other.tally() == one.tally()
