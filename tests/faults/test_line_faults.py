"""The line fails in every way; nothing is lost, nothing arrives twice (sync.md D.14; rows by number)."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from msgspec.structs import replace

from city_server.city import open_city
from outlet_app.domain.events import Accepted, AnsweredOnSpot, FeedbackGiven, MaterialsTaken, StageReached
from outlet_app.models.journal import Op
from outlet_app.sync import wire
from outlet_app.sync.client import CityClient
from outlet_app.sync.outcomes import Denial
from tests.support import faults
from tests.support.cities import NewCounter, census
from tests.support.counter import op_of, push_of
from tests.support.faults import Fault, Proxy, page, replay
from tests.support.faulty_city import BREAKING, POISON, SLOW
from tests.support.server import RESOURCES, ServerProcess

NewProxy = Callable[[ServerProcess], Proxy]
Another = Callable[[str], ServerProcess]
FAULT = b'{"code":"BUSY","args":{}}'
VERSIONED = f"WK-Proto: 1\r\nContent-Digest: {wire.content_digest(FAULT)}\r\n"


def test_row_03_an_answer_lost_after_the_commit_is_given_again(
    city: ServerProcess, counter: NewCounter, proxy: NewProxy, outlet: str
) -> None:
    line = proxy(city)
    one = counter(city, via=line.url)
    case_id = one.register(AnsweredOnSpot("可以"))
    line.plan(wire.Path.PUSH, faults.LOSE_ANSWER)
    first = one.sync()
    assert (first.error_code, first.waiting, first.pushed) == ("server.offline", 2, 0)
    assert census(city, outlet).tally.events == 2
    assert one.sync().pushed == 2
    assert one.verdicts(case_id) == [("registered", "applied", ""), ("answered_on_spot", "applied", "")]
    assert census(city, outlet).tally == one.tally()


def test_row_03_verdicts_of_a_lost_answer_are_all_heard_in_smaller_batches(
    any_city: ServerProcess, counter: NewCounter, proxy: NewProxy
) -> None:
    line = proxy(any_city)
    one = counter(any_city, via=line.url)
    case_id = one.register(MaterialsTaken())
    one.save(case_id, *[FeedbackGiven(str(i)) for i in range(148)])
    line.plan(wire.Path.PUSH, faults.LOSE_ANSWER)
    assert one.sync().waiting == 150
    report = one.sync()
    assert (report.pushed, report.waiting) == (150, 0)
    assert {verdict for _, verdict, _ in one.verdicts(case_id)} == {"applied"}
    assert len(line.sent(wire.Path.PUSH)) == 3
    one.save(case_id, *[FeedbackGiven(str(i)) for i in range(140)])
    one.sync()
    assert len(line.sent(wire.Path.PUSH)) == 4


def test_row_04_the_same_push_twice_at_once_counts_once(
    odd_city: ServerProcess, counter: NewCounter, proxy: NewProxy, outlet: str
) -> None:
    line = proxy(odd_city)
    one = counter(odd_city, via=line.url)
    one.register(StageReached(SLOW))
    line.plan(wire.Path.PUSH, faults.LOSE_REQUEST)
    one.sync()
    (request,) = line.sent(wire.Path.PUSH)
    with ThreadPoolExecutor(3) as pool:
        answers = list(pool.map(lambda _: replay(odd_city.port, request), range(3)))
    told = [wire.read(content, wire.Pushed) for status, content in answers if status == 200]
    assert len(told) == 3
    assert len({wire.write(replace(one, server_time=told[0].server_time)) for one in told}) == 1
    assert census(odd_city, outlet).tally[:2] == (1, 2)


def test_row_05_a_gap_writes_nothing_and_an_overlap_only_what_is_new(
    city: ServerProcess, counter: NewCounter, outlet: str
) -> None:
    one = counter(city)
    one.register(MaterialsTaken(), FeedbackGiven("明天答复"))
    ops = one.waiting().ops
    client = CityClient(one.me)
    with pytest.raises(Denial) as told:
        client.push(push_of(one.me, ops[1:]))
    assert (told.value.code, told.value.args_told) == ("SEQ_GAP", {"expected": 1})
    assert census(city, outlet).tally.events == 0
    client.push(push_of(one.me, ops[:2]))
    whole = client.push(push_of(one.me, ops))
    client.close()
    assert [result.n for result in whole.results] == [1, 2, 3]
    assert census(city, outlet).tally.events == 3
    assert one.sync().waiting == 0
    assert census(city, outlet).tally == one.tally()


@pytest.mark.parametrize(
    "fault",
    [faults.CUT_REQUEST, faults.FLIP_REQUEST, faults.LOSE_REQUEST, faults.CUT_ANSWER, faults.FLIP_ANSWER],
    ids=["request-cut", "request-flipped", "request-lost", "answer-cut", "answer-flipped"],
)
@pytest.mark.parametrize("path", [wire.Path.PUSH, wire.Path.PULL])
def test_row_06_what_comes_damaged_changes_nothing(
    any_city: ServerProcess, counter: NewCounter, proxy: NewProxy, fault: Fault, path: str, outlet: str
) -> None:
    line = proxy(any_city)
    one, other = counter(any_city, via=line.url), counter(any_city)
    other.register(AnsweredOnSpot("可以"))
    other.sync()
    case_id = one.register(AnsweredOnSpot("不可以"))
    before = census(any_city, outlet).tally.events
    line.plan(path, fault)
    one.sync()
    assert census(any_city, outlet).tally.events in (before, before + 2)
    one.sync()
    other.sync()
    assert one.verdicts(case_id) == [("registered", "applied", ""), ("answered_on_spot", "applied", "")]
    assert one.tally() == other.tally() == census(any_city, outlet).tally
    assert one.tally()[:2] == (2, 4)


@pytest.mark.parametrize("fault", [faults.CUT_REQUEST, faults.LOSE_REQUEST], ids=["cut", "lost"])
def test_row_06_a_push_that_does_not_come_whole_is_as_if_it_had_not_come(
    city: ServerProcess, counter: NewCounter, proxy: NewProxy, fault: Fault, outlet: str
) -> None:
    line = proxy(city)
    one = counter(city, via=line.url)
    case_id = one.register(AnsweredOnSpot("可以"))
    before, acked = census(city, outlet), one.me.acked_seq
    line.plan(wire.Path.PUSH, fault)
    report = one.sync()
    assert (report.pushed, report.waiting, report.error_code) == (0, 2, "server.offline")
    assert (one.me.acked_seq, [verdict for _, verdict, _ in one.verdicts(case_id)]) == (acked, [None, None])
    assert census(city, outlet) == before
    assert one.sync().pushed == 2
    assert census(city, outlet).tally == one.tally()


def test_row_06_a_bit_that_flipped_on_the_way_is_refused_by_its_digest_and_sent_again(
    city: ServerProcess, counter: NewCounter, proxy: NewProxy, outlet: str
) -> None:
    line = proxy(city)
    one = counter(city, via=line.url)
    case_id = one.register(AnsweredOnSpot("可以"))
    before = census(city, outlet)
    line.plan(wire.Path.PUSH, faults.LOSE_REQUEST)
    one.sync()
    (request,) = line.sent(wire.Path.PUSH)
    body = request.index(b"\r\n\r\n") + 4
    for at in range(body, len(request), max(1, (len(request) - body) // 16)):
        status, content = replay(city.port, request[:at] + bytes([request[at] ^ 1]) + request[at + 1 :])
        assert (status, wire.read(content, wire.Fault).code) == (400, "DIGEST"), at - body
    assert census(city, outlet) == before
    line.plan(wire.Path.PUSH, faults.FLIP_REQUEST)
    assert one.sync().pushed == 2
    assert one.verdicts(case_id) == [("registered", "applied", ""), ("answered_on_spot", "applied", "")]
    assert census(city, outlet).tally == one.tally()


@pytest.mark.parametrize(
    "answer",
    [
        page("200 OK", body="<html>请先登录</html>".encode()),
        page("302 Found", "Location: http://portal.example/\r\n"),
        page("204 No Content"),
        page("200 OK", "Content-Type: application/json\r\n", b'{"ok":true}'),
        page(
            "200 OK",
            f"WK-Proto: 1\r\nContent-Digest: {wire.content_digest(b'[]')}\r\n",
            b"[]",
        ),
        page("403 Forbidden", body=b"blocked"),
        page("511 Network Authentication Required", body=b"<html></html>"),
    ],
    ids=["page", "redirect", "nothing", "other-json", "other-shape", "forbidden", "511"],
)
def test_row_07_a_captive_portal_is_no_answer(
    any_city: ServerProcess, counter: NewCounter, proxy: NewProxy, answer: Fault
) -> None:
    line = proxy(any_city)
    one = counter(any_city, via=line.url)
    case_id = one.register()
    for path in (wire.Path.HELLO, wire.Path.PUSH):
        line.plan(path, answer)
        report = one.sync()
        assert (report.online, report.error_code, report.waiting) == (False, "server.captive", 1)
        assert one.verdicts(case_id) == [("registered", None, "")]
    assert one.sync().waiting == 0


def test_nobody_there_is_offline_and_moves_nothing(
    any_city: ServerProcess, counter: NewCounter, proxy: NewProxy
) -> None:
    line = proxy(any_city)
    one = counter(any_city, via=line.url)
    case_id = one.register()
    line.close()
    report = one.sync()
    assert (report.online, report.error_code, report.waiting) == (False, "server.offline", 1)
    assert report.next_try_s <= 2
    assert one.verdicts(case_id) == [("registered", None, "")]
    with one.database.reading() as uow:
        assert [row.state for row in uow.outbox.rows(5)] == ["waiting"]


def test_row_16_a_kind_the_city_does_not_know_is_parked_and_released_by_its_upgrade(
    city: ServerProcess, another: Another, counter: NewCounter, proxy: NewProxy, outlet: str
) -> None:
    old = another("older:materials_taken")
    line = proxy(old)
    one, other = counter(old, via=line.url), counter(old, via=line.url)
    case_id = one.register(MaterialsTaken(), Accepted(), FeedbackGiven("明天答复"), MaterialsTaken())
    report = one.sync()
    assert (report.waiting, report.need_you) == (0, 0)
    assert one.verdicts(case_id) == [
        ("registered", "applied", ""),
        ("feedback_given", "applied", ""),
        ("materials_taken", "parked", "UNKNOWN_KIND"),
        ("accepted", "parked", "DEPENDS"),
        ("materials_taken", "parked", "UNKNOWN_KIND"),
    ]
    other.sync()
    assert other.tally() == one.tally()
    assert old.stop() == 0
    # What a server of this version does when it starts on that database.
    open_city(city.database.url, RESOURCES).store.close()
    line.target = city.port
    assert one.sync().need_you == 1
    assert one.verdicts(case_id)[2:] == [
        ("materials_taken", "applied", ""),
        ("accepted", "applied", ""),
        ("materials_taken", "rejected", "state.guard"),
    ]
    assert [entry.case_n for entry in one.history(case_id)] == [1, 2, 3, 4, None]
    assert other.sync().pulled == 2
    assert len(other.history(case_id)) == 4
    assert one.tally() == other.tally() == census(city, outlet).tally


def test_row_21_an_operation_that_breaks_the_judge_parks_alone(
    odd_city: ServerProcess, counter: NewCounter, outlet: str
) -> None:
    one = counter(odd_city)
    before = one.register(MaterialsTaken())
    poisoned = one.register(MaterialsTaken(), StageReached(POISON), FeedbackGiven("明天答复"))
    after = one.register(AnsweredOnSpot("可以"))
    report = one.sync()
    assert (report.waiting, report.need_you, report.error_code) == (0, 0, "")
    assert ("stage_reached", "parked", "FAULT") in one.verdicts(poisoned)
    assert ("feedback_given", "applied", "") in one.verdicts(poisoned)
    for case_id in (before, after):
        assert {verdict for _, verdict, _ in one.verdicts(case_id)} == {"applied"}
    assert census(odd_city, outlet).parked == 1


@pytest.mark.parametrize("where", BREAKING)
def test_row_21_wherever_the_city_stumbles_over_an_operation_the_others_go_through(
    odd_city: ServerProcess, counter: NewCounter, outlet: str, where: str
) -> None:
    """Before it is judged, while it is judged, and after: none of these may hold up a queue for ever."""
    one, other = counter(odd_city), counter(odd_city)
    before = one.register(MaterialsTaken())
    poisoned = one.register(MaterialsTaken(), StageReached(BREAKING[where]), FeedbackGiven("明天答复"))
    after = one.register(AnsweredOnSpot("可以"))
    report = one.sync()
    assert (report.waiting, report.need_you, report.error_code) == (0, 0, "")
    assert {kind: verdict for kind, verdict, _ in one.verdicts(poisoned)} == {
        "registered": "applied", "materials_taken": "applied", "feedback_given": "applied",
        "stage_reached": "parked",
    }  # fmt: skip
    assert ("stage_reached", "parked", "FAULT") in one.verdicts(poisoned)
    for case_id in (before, after):
        assert {verdict for _, verdict, _ in one.verdicts(case_id)} == {"applied"}
    # What it did not break stands in order, for this window and for the others.
    assert one.save(poisoned, FeedbackGiven("后天答复"))
    assert one.sync().waiting == 0
    other.sync()
    assert census(odd_city, outlet).parked == 1
    assert one.tally() == other.tally() == census(odd_city, outlet).tally


def test_bytes_that_no_request_can_carry_are_replaced_by_a_placeholder(
    city: ServerProcess, counter: NewCounter, outlet: str
) -> None:
    one = counter(city)
    good = one.register(AnsweredOnSpot("可以"))
    case_id = one.register(MaterialsTaken())
    broken = op_of(one.event(case_id, StageReached("现场核查")))
    one.save_raw([Op(broken.op_id, broken.kind, 1, case_id, broken.at, broken.actor, broken.body[:-4])])
    one.save(case_id, FeedbackGiven("明天答复"))
    other = one.register(AnsweredOnSpot("可以"))
    report = one.sync()
    assert (report.waiting, report.error_code) == (0, "")
    with one.database.reading() as uow:
        told = {row.kind: (row.state, row.code) for row in uow.outbox.rows(10)}
    assert told == {"stage_reached": ("parked", "UNREADABLE"), "feedback_given": ("parked", "CASE_GAP")}
    for whole in (good, other):
        assert {verdict for _, verdict, _ in one.verdicts(whole)} == {"applied"}
    assert census(city, outlet).parked == 2
    one.register()
    assert one.sync().waiting == 0


def test_an_operation_too_large_for_any_request_is_replaced_too(
    any_city: ServerProcess, counter: NewCounter
) -> None:
    one = counter(any_city)
    case_id = one.register(AnsweredOnSpot("长" * 1_500_000))
    other = one.register(AnsweredOnSpot("可以"))
    report = one.sync()
    assert (report.waiting, report.error_code) == (0, "")
    assert one.verdicts(case_id)[1] == ("answered_on_spot", "parked", "UNREADABLE")
    assert {verdict for _, verdict, _ in one.verdicts(other)} == {"applied"}


def test_a_placeholder_whose_answer_was_lost_is_recognised(
    any_city: ServerProcess, counter: NewCounter, proxy: NewProxy
) -> None:
    line = proxy(any_city)
    one = counter(any_city, via=line.url)
    case_id = one.register()
    broken = op_of(one.event(case_id, StageReached("现场核查")))
    one.save_raw([Op(broken.op_id, broken.kind, 1, case_id, broken.at, broken.actor, broken.body[:-4])])
    # Whole batch twice, the registration alone, then the damaged one twice, then its placeholder.
    line.plan(wire.Path.PUSH, *[faults.PASS] * 5, faults.LOSE_ANSWER)
    assert one.sync().waiting == 1
    report = one.sync()
    assert (report.waiting, report.stopped) == (0, "")


@pytest.mark.parametrize(
    "status", ["413 Content Too Large", "503 Service Unavailable", "429 Too Many Requests"]
)
def test_row_22_a_city_or_proxy_that_has_too_much_is_given_less(
    any_city: ServerProcess, counter: NewCounter, proxy: NewProxy, status: str, outlet: str
) -> None:
    line = proxy(any_city)
    one = counter(any_city, via=line.url)
    case_id = one.register(MaterialsTaken())
    one.save(case_id, *[FeedbackGiven(str(i)) for i in range(180)])
    line.plan(wire.Path.PUSH, *[page(status, "Retry-After: 7\r\n")] * 3)
    for _ in range(5):
        report = one.sync()
        if status.startswith("413"):
            break
        if report.waiting:
            assert report.next_try_s >= 7
            assert report.error_code == "BUSY"
    assert report.waiting == 0
    sizes = [len(one.split(b"\r\n\r\n", 1)[1]) for one in line.sent(wire.Path.PUSH)]
    assert len(sizes) >= 4
    if status.startswith("413"):
        # Less each time, until it goes through.
        assert sizes[0] > sizes[1] > sizes[2] > sizes[3]
    assert census(any_city, outlet).tally == one.tally()


def test_a_city_that_falls_silent_is_left_after_the_patience_of_the_line(
    any_city: ServerProcess, counter: NewCounter, proxy: NewProxy
) -> None:
    line = proxy(any_city)
    one = counter(any_city, via=line.url)
    one.register()
    silent = Fault(request=lambda data: data, response=lambda data: data[:10])
    line.plan(wire.Path.PUSH, silent)
    assert one.sync().error_code == "server.offline"
    with one.database.reading() as uow:
        (row,) = uow.outbox.rows(5)
    assert (row.state, row.tries, row.code) == ("failed", 1, "server.offline")
    assert row.next_try is not None
    assert one.sync().waiting == 0


def test_a_refusal_with_the_treatys_own_code_is_told_as_it_is(
    any_city: ServerProcess, counter: NewCounter, proxy: NewProxy
) -> None:
    line = proxy(any_city)
    one = counter(any_city, via=line.url)
    one.register()
    line.plan(wire.Path.PUSH, page("503 Service Unavailable", VERSIONED, FAULT))
    report = one.sync()
    assert (report.online, report.error_code, report.waiting) == (True, "BUSY", 1)
