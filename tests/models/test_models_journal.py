"""The journal: what goes in comes out, in the city's order, ours that wait last."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError
from store_builders import KEY, NOW, an_op, save, stored_ids

from outlet_app.models.chain import GENESIS, next_link
from outlet_app.models.engine import Database, open_database
from outlet_app.models.errors import HistoryIsFixed, NotEnrolled
from outlet_app.models.journal import Told
from outlet_app.models.outbox import Verdict
from outlet_app.models.rows.record import ERASURE, EVENT_BODY, OUTBOX
from outlet_app.models.rows.statements import entering


def test_an_event_comes_back_byte_for_byte(store: Database) -> None:
    op = an_op("op-1")
    with store.unit_of_work() as uow:
        assert uow.journal.append([op]) == (1,)
        uow.commit()
    with store.reading() as uow:
        (entry,) = uow.journal.of_case("case-1")
    assert (entry.op_id, entry.kind, entry.kv, entry.case_id, entry.actor) == (
        op.op_id, op.kind, op.kv, op.case_id, op.actor,
    )  # fmt: skip
    assert entry.body == op.body
    assert entry.sha256 == hashlib.sha256(op.body).hexdigest()
    assert (entry.case_n, entry.verdict, entry.code, entry.state) == (None, None, "", "waiting")


def test_a_digest_told_with_an_event_is_the_one_that_is_stored_and_chained(store: Database) -> None:
    plain = an_op("op-1")
    told = replace(plain, digest=hashlib.sha256(plain.body).digest())
    assert told.fingerprint == plain.fingerprint == hashlib.sha256(plain.body).digest()
    with store.unit_of_work() as uow:
        uow.journal.place_all([Told("case-1", "op-1", 1, "applied", op=told)])
        uow.commit()
    with store.reading() as uow:
        (entry,) = uow.journal.of_case("case-1")
        assert uow.journal.verify_chain() is None
    assert entry.sha256 == hashlib.sha256(plain.body).hexdigest()


def test_what_comes_down_anew_is_in_no_queue_and_what_is_ours_is_told_there(store: Database) -> None:
    save(store, "op-1")
    told = [
        Told("case-1", "op-1", 1, "rejected", "state.guard"),
        Told("case-1", "op-2", 2, "rejected", "state.guard", an_op("op-2")),
    ]
    with store.unit_of_work() as uow:
        uow.outbox.record([Verdict(1, "applied")], acked_seq=1, receipt="r", epoch="e", at=NOW)
        uow.journal.place_all(told)
        uow.commit()
    with store.reading() as uow:
        ours, theirs = uow.journal.of_case("case-1")
        assert uow.outbox.counts(NOW.date()).need_you == 1
    assert (ours.op_id, ours.state, ours.verdict) == ("op-1", "needs_you", "rejected")
    assert (theirs.op_id, theirs.state, theirs.verdict) == ("op-2", None, "rejected")


def test_a_place_once_given_stays_and_the_verdict_of_a_parked_one_may_change(store: Database) -> None:
    save(store, "op-1")
    for n, verdict in ((None, "parked"), (3, "applied"), (None, "applied")):
        with store.unit_of_work() as uow:
            uow.journal.place("case-1", "op-1", n, verdict)
            uow.commit()
    with store.reading() as uow:
        (entry,) = uow.journal.of_case("case-1")
    assert (entry.case_n, entry.verdict) == (3, "applied")


def test_only_what_is_stored_as_it_is_is_entered_past_the_types() -> None:
    assert entering(EVENT_BODY, "op_id", "bytes") == "INSERT INTO event_body (op_id, bytes) VALUES (?, ?)"
    for table, name in ((OUTBOX, "answered_at"), (OUTBOX, "next_try"), (ERASURE, "at")):
        with pytest.raises(TypeError, match=name):
            entering(table, "op_id", name)


def test_numbers_go_on_over_every_save_without_a_hole(store: Database) -> None:
    for start in range(0, 9, 3):
        save(store, *(f"op-{n}" for n in range(start, start + 3)))
    with store.reading() as uow:
        assert [entry.local_no for entry in uow.journal.of_case("case-1")] == list(range(1, 10))
        assert [row.seq for row in uow.outbox.batch(99, 99_999)] == list(range(1, 10))


def test_appending_nothing_takes_no_number(store: Database) -> None:
    with store.unit_of_work() as uow:
        assert uow.journal.append([]) == ()
        assert uow.instance.required().next_seq == 1


def test_the_same_event_is_never_stored_twice(store: Database) -> None:
    save(store, "op-1")
    with pytest.raises(IntegrityError):
        save(store, "op-1")
    assert stored_ids(store) == ["op-1"]


def test_a_machine_that_is_not_enrolled_cannot_record(tmp_path: Path) -> None:
    fresh = open_database(tmp_path / "outlet.db", KEY)
    with pytest.raises(NotEnrolled):
        save(fresh, "op-1")
    fresh.close()


def test_the_chain_is_sha256_over_the_previous_link_and_the_events_digest(store: Database) -> None:
    save(store, "op-1", "op-2")
    with store.reading() as uow:
        rows = uow._connection.exec_driver_sql("SELECT sha256, prev_hash, hash FROM event").all()
    first = hashlib.sha256(GENESIS + hashlib.sha256(an_op("op-1").body).digest()).digest()
    assert rows[0] == (hashlib.sha256(an_op("op-1").body).digest(), GENESIS, first)
    assert rows[1].prev_hash == first
    assert rows[1].hash == next_link(first, rows[1].sha256)


def test_events_stand_by_their_place_and_unanswered_own_ones_last(store: Database) -> None:
    save(store, "mine-1", "mine-2", "mine-3")
    with store.unit_of_work() as uow:
        uow.journal.place("case-1", "theirs", 1, "applied", op=an_op("theirs"))
        uow.journal.place("case-1", "mine-2", 2, "applied")
        uow.commit()
    assert stored_ids(store) == ["theirs", "mine-2", "mine-1", "mine-3"]


def test_an_event_from_the_city_is_stored_but_never_queued(store: Database) -> None:
    with store.unit_of_work() as uow:
        uow.journal.place("case-9", "theirs", 1, "applied_warn", "CLOCK", op=an_op("theirs", "case-9"))
        uow.commit()
    with store.reading() as uow:
        (entry,) = uow.journal.of_case("case-9")
        assert (entry.case_n, entry.verdict, entry.code, entry.state) == (1, "applied_warn", "CLOCK", None)
        assert uow.outbox.batch(9, 9999) == ()
        assert uow.instance.required().next_seq == 1


def test_what_comes_down_twice_is_stored_once(store: Database) -> None:
    for _ in range(2):
        with store.unit_of_work() as uow:
            uow.journal.place("case-1", "theirs", 1, "applied", op=an_op("theirs"))
            uow.commit()
    assert stored_ids(store) == ["theirs"]


def test_the_same_id_with_other_bytes_is_refused(store: Database) -> None:
    save(store, "op-1")
    with pytest.raises(HistoryIsFixed), store.unit_of_work() as uow:
        uow.journal.place("case-1", "op-1", 1, "applied", op=an_op("op-1", name="forged"))


def test_a_place_for_an_event_nobody_has_is_refused(store: Database) -> None:
    with pytest.raises(IntegrityError), store.unit_of_work() as uow:
        uow.journal.place("case-1", "unknown", 1, "applied")


def test_two_events_cannot_share_a_place(store: Database) -> None:
    save(store, "op-1", "op-2")
    with store.unit_of_work() as uow:
        uow.journal.place("case-1", "op-1", 1, "applied")
        with pytest.raises(IntegrityError):
            uow.journal.place("case-1", "op-2", 1, "applied")


def test_a_parked_event_released_later_keeps_its_place_and_leaves_the_queue(store: Database) -> None:
    save(store, "op-1")
    with store.unit_of_work() as uow:
        uow.outbox.record([parked(1)], acked_seq=1, receipt="r", epoch="e", at=NOW)
        assert uow.outbox.counts(NOW.date()).parked == 1
        uow.journal.place("case-1", "op-1", None, "applied")
        (entry,) = uow.journal.of_case("case-1")
        assert (entry.case_n, entry.verdict, entry.code, entry.state) == (4, "applied", "", "sent")
        assert uow.outbox.counts(NOW.date()).parked == 0


def parked(seq: int) -> Any:
    from outlet_app.models.outbox import Verdict

    return Verdict(seq, "parked", "CLERK_REVOKED", case_n=4)


def test_an_own_event_that_comes_down_before_its_verdict_is_sent_again(store: Database) -> None:
    save(store, "op-1")
    with store.unit_of_work() as uow:
        uow.journal.place("case-1", "op-1", 1, "applied", op=an_op("op-1"))
        assert [row.op_id for row in uow.outbox.batch(9, 9999)] == ["op-1"]
        assert uow.outbox.counts(NOW.date()).waiting == 1


def test_cases_are_found_by_the_day_of_their_events(store: Database) -> None:
    with store.unit_of_work() as uow:
        uow.journal.append([an_op("a", "case-a"), an_op("b", "case-b", minutes=24 * 60), an_op("c", None)])
        uow.commit()
    midnight = NOW.replace(hour=0, minute=0)
    days = [(midnight + timedelta(days=n)).isoformat() for n in range(3)]
    with store.reading() as uow:
        assert uow.journal.between(days[0], days[1]) == ("case-a",)
        assert uow.journal.between(days[1], days[2]) == ("case-b",)
        assert uow.journal.between(days[0], days[2]) == ("case-a", "case-b")
        assert uow.journal.all_case_ids() == ("case-a", "case-b")


def test_a_day_ends_before_midnight_whatever_offset_it_is_written_with(store: Database) -> None:
    at_utc = "2026-11-20T15:59:59.999999+00:00"  # one microsecond before midnight here
    with store.unit_of_work() as uow:
        uow.journal.append([replace(an_op("late"), at=at_utc)])
        uow.commit()
    with store.reading() as uow:
        assert uow.journal.between("2026-11-20T00:00:00+08:00", "2026-11-21T00:00:00+08:00") == ("case-1",)
        assert uow.journal.between("2026-11-21T00:00:00+08:00", "2026-11-22T00:00:00+08:00") == ()


def test_many_cases_are_read_in_few_statements(store: Database, statements: Callable[[], Any]) -> None:
    with store.unit_of_work() as uow:
        uow.journal.append([an_op(f"op-{n}", f"case-{n % 500}") for n in range(1000)])
        uow.commit()
    with store.reading() as uow, statements() as asked:
        found = uow.journal.of_cases(f"case-{n}" for n in range(500))
    assert len(asked) == 2
    assert all(
        [entry.op_id for entry in found[f"case-{n}"]] == [f"op-{n}", f"op-{n + 500}"] for n in range(500)
    )


def test_a_save_asks_the_same_number_of_statements_however_many_events_it_holds(
    store: Database, statements: Callable[[], Any]
) -> None:
    counts = []
    for size in (1, 8):
        with statements() as asked:
            save(store, *(f"op-{size}-{n}" for n in range(size)))
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 7


@given(st.lists(st.binary(max_size=300), min_size=1, max_size=5))
@settings(max_examples=20, deadline=None)
def test_any_bytes_survive(made_once: Path, bodies: list[bytes]) -> None:
    store = open_database(made_once / "outlet.db", KEY)
    ops = [an_op(f"op-{n}") for n in range(len(bodies))]
    with store.unit_of_work() as uow:  # never committed: the next example starts clean
        uow.journal.append([replace(op, body=body) for op, body in zip(ops, bodies, strict=True)])
        assert [entry.body for entry in uow.journal.of_case("case-1")] == bodies
        assert [row.body for row in uow.outbox.batch(9, 1 << 20)] == bodies
        assert uow.journal.verify_chain() is None
    store.close()
