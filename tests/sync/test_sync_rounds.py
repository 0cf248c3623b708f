"""A round with the city: what was saved goes up, what others did comes down, both hold the same."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from city_server import schema
from city_server.store import Store
from outlet_app.domain.events import (
    AnsweredOnSpot,
    ClockTrust,
    Closed,
    FeedbackGiven,
    MaterialsTaken,
    Registered,
    Rejected,
    TransferredOut,
    TransferTaken,
)
from outlet_app.services.reading import read_case
from outlet_app.sync import wire
from tests.support import faults
from tests.support.cities import NewCounter, census
from tests.support.counter import Counter
from tests.support.faults import Proxy, page
from tests.support.server import RESOURCES, ServerProcess


def test_what_was_saved_offline_arrives_whole(city: ServerProcess, counter: NewCounter, outlet: str) -> None:
    one = counter(city)
    cases = [one.register(AnsweredOnSpot("可以")) for _ in range(3)]
    report = one.sync()
    assert (report.online, report.pushed, report.waiting, report.error_code) == (True, 6, 0, "")
    for case_id in cases:
        assert one.verdicts(case_id) == [("registered", "applied", ""), ("answered_on_spot", "applied", "")]
    assert census(city, outlet).tally == one.tally()
    assert one.tally()[:2] == (3, 6)


def test_a_second_round_has_nothing_to_do(city: ServerProcess, counter: NewCounter) -> None:
    one = counter(city)
    one.register()
    one.sync()
    again = one.sync()
    assert (again.online, again.pushed, again.pulled, again.catalogue_changed) == (True, 0, 0, False)
    assert 50 < again.next_try_s < 70


def test_a_long_queue_goes_up_in_order(city: ServerProcess, counter: NewCounter, outlet: str) -> None:
    one = counter(city)
    case_id = one.register(MaterialsTaken())
    texts = [f"第 {i} 次反馈" for i in range(450)]
    one.save(case_id, *map(FeedbackGiven, texts))
    assert one.sync().pushed == 452
    assert [entry.case_n for entry in one.history(case_id)] == list(range(1, 453))
    assert census(city, outlet).tally == one.tally()


def test_two_windows_of_an_outlet_see_each_others_cases(city: ServerProcess, counter: NewCounter) -> None:
    one, other = counter(city), counter(city)
    case_id = one.register(MaterialsTaken())
    one.sync()
    assert other.sync().pulled == 2
    other.save(case_id, Rejected("不属于受理范围"))
    other.sync()
    one.sync()
    assert [entry.kind for entry in one.history(case_id)] == ["registered", "materials_taken", "rejected"]
    assert one.tally() == other.tally()
    assert one.me.terminal_no != other.me.terminal_no


def test_the_first_in_the_citys_order_wins_and_the_loser_is_told_by_whom(
    city: ServerProcess, counter: NewCounter
) -> None:
    one, other = counter(city), counter(city)
    case_id = one.register(MaterialsTaken())
    one.sync()
    other.sync()
    other.save(case_id, Rejected("不属于受理范围"))
    one.save(case_id, Rejected("材料不符"), FeedbackGiven("已电话告知"))
    other.sync()
    report = one.sync()
    assert report.need_you == 2
    with one.database.reading() as uow:
        first, second = uow.outbox.rows(10)
    assert (first.code, first.args["outlet"]) == ("state.guard", other.me.outlet_code)
    assert (second.code, second.args) == ("DEPENDS", {"op": first.op_id})
    reading = read_case(one.history(case_id))
    assert reading is not None
    assert reading.case.ended_at == read_case(other.history(case_id)).case.ended_at  # type: ignore[union-attr]
    assert one.tally() == other.tally()


def test_a_case_handed_over_is_seen_whole_by_the_outlet_that_takes_it(
    city: ServerProcess, counter: NewCounter, outlet: str
) -> None:
    receiver = outlet.replace("150826", "150822")
    one, far = counter(city), counter(city, at=receiver)
    case_id = one.register()
    one.sync()
    assert far.sync().pulled == 0
    one.save(case_id, TransferredOut(receiver, "", "城区窗口", "属地办理"))
    one.sync()
    far.sync()
    assert [entry.kind for entry in far.history(case_id)] == ["registered", "transferred_out"]
    far.save(case_id, TransferTaken())
    far.sync()
    one.sync()
    assert one.verdicts(case_id)[-1] == ("transfer_taken", "applied", "")
    assert [e.sha256 for e in one.history(case_id)] == [e.sha256 for e in far.history(case_id)]


def test_a_step_the_trade_does_not_allow_is_refused_but_kept(
    city: ServerProcess, counter: NewCounter
) -> None:
    one = counter(city)
    case_id = one.register(Closed("办结"))
    report = one.sync()
    assert (report.waiting, report.need_you) == (0, 1)
    assert one.verdicts(case_id) == [("registered", "applied", ""), ("closed", "rejected", "state.guard")]
    assert len(one.history(case_id)) == 2


def test_a_doubtful_clock_prevents_nothing_and_is_marked(city: ServerProcess, counter: NewCounter) -> None:
    one = counter(city)
    one.trust = ClockTrust.SUSPECT
    case_id = one.register()
    report = one.sync()
    assert one.verdicts(case_id) == [("registered", "applied_warn", "CLOCK")]
    assert (report.waiting, report.need_you) == (0, 0)


def test_the_data_packs_come_down_once_and_as_they_are(city: ServerProcess, counter: NewCounter) -> None:
    one = counter(city)
    assert one.sync().catalogue_changed
    assert not one.sync().catalogue_changed
    with one.database.reading() as uow:
        for kind in ("catalogue", "calendar"):
            files = {file.stem: file.read_bytes() for file in (RESOURCES / kind).glob("*.json")}
            assert set(uow.cache.refs(kind)) == set(files)
            for ref, content in files.items():
                held = uow.cache.get(kind, ref)
                assert held is not None
                assert held.body == content


def test_the_citys_time_is_handed_on(city: ServerProcess, counter: NewCounter) -> None:
    one = counter(city)
    one.sync()
    told, took = one.times[-1]
    assert abs((told - one.clock.now()).total_seconds()) < 30
    assert 0 <= took.total_seconds() < 30


def test_a_machine_that_is_not_enrolled_asks_nobody(tmp_path: Path) -> None:
    bare = Counter(tmp_path / "bare", "http://127.0.0.1:9")
    report = bare.sync()
    bare.close()
    assert (report.online, report.error_code, report.pushed) == (False, "", 0)


def test_the_query_code_is_not_on_the_city_in_a_column(city: ServerProcess, counter: NewCounter) -> None:
    one = counter(city)
    case_id = one.register()
    one.sync()
    store = Store(city.database.url)
    with store.read() as conn:
        told = conn.scalar(select(schema.case_head.c.query_hash).where(schema.case_head.c.case_id == case_id))
    store.close()
    fact = read_case(one.history(case_id))
    assert fact is not None
    assert isinstance(fact.case.registered, Registered)
    assert told is not None
    assert len(told) == 64
    assert fact.case.registered.query_code not in told


def test_an_old_queue_that_does_not_move_although_the_city_answers_is_reported(
    any_city: ServerProcess, counter: NewCounter, proxy: Callable[[ServerProcess], Proxy]
) -> None:
    line = proxy(any_city)
    one = counter(any_city, via=line.url)
    busy = page("503 Service Unavailable")
    one.register()
    line.plan(wire.Path.PUSH, busy)
    assert not one.sync().stuck
    one.clock.learn(one.clock.now() + timedelta(minutes=16), timedelta())
    line.plan(wire.Path.PUSH, busy)
    report = one.sync()
    assert (report.online, report.stuck, report.waiting) == (True, True, 1)
    assert not one.sync().stuck


def test_a_person_who_asks_is_not_made_to_wait_for_earlier_failures(
    any_city: ServerProcess, counter: NewCounter, proxy: Callable[[ServerProcess], Proxy]
) -> None:
    line = proxy(any_city)
    one = counter(any_city, via=line.url)
    line.plan(wire.Path.HELLO, *[faults.LOSE_REQUEST] * 12)
    waits = [one.sync().next_try_s for _ in range(11)]
    assert max(waits) > 4
    one.engine.hurry()
    assert one.sync().next_try_s <= 2


def test_a_city_that_dropped_our_version_is_left_alone(
    any_city: ServerProcess, counter: NewCounter, proxy: Callable[[ServerProcess], Proxy]
) -> None:
    line = proxy(any_city)
    one = counter(any_city, via=line.url)
    case_id = one.register()
    told = b'{"code":"PROTO","args":{"min":2,"max":3}}'
    headers = f"WK-Proto: 3\r\nContent-Digest: {wire.content_digest(told)}\r\n"
    line.plan(wire.Path.HELLO, page("426 Upgrade Required", headers, told))
    report = one.sync()
    assert (report.error_code, report.waiting, report.stopped) == ("PROTO", 1, "")
    assert one.verdicts(case_id) == [("registered", None, "")]
