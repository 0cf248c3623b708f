"""The queue: nothing leaves it but by a verdict, and it never blocks."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from store_builders import NOW, a_card, an_op, save

from outlet_app.models.engine import Database
from outlet_app.models.outbox import Outbox, QueueCounts, QueueNow, Verdict
from outlet_app.models.unit_of_work import UnitOfWork

TODAY = NOW.date()


def answer(uow: UnitOfWork, *results: Verdict, at_days: int = 0) -> tuple[str, ...]:
    return uow.outbox.record(
        results,
        acked_seq=max(result.seq for result in results),
        receipt="receipt-1",
        epoch="epoch-1",
        at=NOW + timedelta(days=at_days),
    )


def seqs(outbox: Outbox, max_ops: int = 100, max_bytes: int = 1 << 20) -> list[int]:
    return [row.seq for row in outbox.batch(max_ops, max_bytes)]


def test_a_batch_holds_exactly_the_stored_bytes_and_their_digest(store: Database) -> None:
    save(store, "op-1")
    with store.reading() as uow:
        (row,) = uow.outbox.batch(10, 10_000)
        (entry,) = uow.journal.of_case("case-1")
    assert (row.op_id, row.body, row.sha256) == ("op-1", an_op("op-1").body, entry.sha256)


def test_a_batch_stops_at_either_limit_but_always_carries_one(store: Database) -> None:
    save(store, *(f"op-{n}" for n in range(5)))
    size = len(an_op("op-0").body)
    with store.reading() as uow:
        assert seqs(uow.outbox, max_ops=2) == [1, 2]
        assert seqs(uow.outbox, max_bytes=3 * size) == [1, 2, 3]
        assert seqs(uow.outbox, max_bytes=3 * size - 1) == [1, 2]
        assert seqs(uow.outbox, max_bytes=1) == [1]


def test_a_batch_may_begin_behind_what_is_being_answered(store: Database) -> None:
    save(store, *(f"op-{n}" for n in range(5)))
    with store.reading() as uow:
        assert [row.seq for row in uow.outbox.batch(2, 1 << 20, after=2)] == [3, 4]
        assert [row.seq for row in uow.outbox.batch(100, 1 << 20, after=0)] == [1, 2, 3, 4, 5]
        assert uow.outbox.batch(2, 1 << 20, after=5) == ()
        assert seqs(uow.outbox, max_ops=2) == [1, 2]


def test_an_answer_moves_on_and_is_kept_with_receipt_and_epoch(store: Database) -> None:
    save(store, "op-1", "op-2", "op-3")
    with store.unit_of_work() as uow:
        answer(uow, Verdict(1, "applied", case_n=1, version=70), Verdict(2, "applied", case_n=2, version=71))
        uow.commit()
    with store.reading() as uow:
        here = uow.instance.required()
        assert (here.acked_seq, here.receipt, here.epoch) == (2, "receipt-1", "epoch-1")
        assert seqs(uow.outbox) == [3]
        assert [entry.case_n for entry in uow.journal.of_case("case-1")] == [1, 2, None]


def test_the_same_answer_again_changes_nothing(store: Database) -> None:
    save(store, "op-1")
    with store.unit_of_work() as uow:
        answer(uow, Verdict(1, "applied", case_n=1))
        before = uow.outbox.rows(9, today=TODAY)
        answer(uow, Verdict(1, "applied", case_n=1), at_days=3)
        assert uow.outbox.rows(9, today=TODAY) == before


def test_an_older_acknowledgement_does_not_turn_back_but_a_rewind_does(store: Database) -> None:
    save(store, "op-1", "op-2", "op-3")
    with store.unit_of_work() as uow:
        answer(uow, Verdict(2, "applied"))
        answer(uow, Verdict(1, "applied"))
        assert seqs(uow.outbox) == [3]
        uow.outbox.rewind(2)
        assert seqs(uow.outbox) == [2, 3]
        uow.outbox.rewind(9)
        assert seqs(uow.outbox) == [2, 3]


@pytest.mark.parametrize(
    ("verdict", "expected"),
    [
        ("applied", QueueCounts(sent_today=1)),
        ("applied_warn", QueueCounts(sent_today=1)),
        ("parked", QueueCounts(parked=1)),
        ("rejected", QueueCounts(need_you=1)),
    ],
)
def test_every_verdict_leads_to_exactly_one_count(
    store: Database, verdict: str, expected: QueueCounts
) -> None:
    save(store, "op-1")
    with store.unit_of_work() as uow:
        assert uow.outbox.counts(TODAY) == QueueCounts(waiting=1, cases_waiting=1)
        answer(uow, Verdict(1, verdict))
        assert uow.outbox.counts(TODAY) == expected
        assert uow.outbox.now() == QueueNow(parked=expected.parked, need_you=expected.need_you)


def test_a_verdict_of_another_treaty_is_an_error_and_not_a_loss(store: Database) -> None:
    save(store, "op-1")
    with pytest.raises(KeyError), store.unit_of_work() as uow:
        answer(uow, Verdict(1, "maybe"))
    with store.reading() as uow:
        assert seqs(uow.outbox) == [1]


def test_sent_today_means_answered_today(store: Database) -> None:
    save(store, "op-1", "op-2")
    with store.unit_of_work() as uow:
        answer(uow, Verdict(1, "applied"), at_days=-1)
        answer(uow, Verdict(2, "applied"))
        assert uow.outbox.counts(TODAY).sent_today == 1
        assert [row.op_id for row in uow.outbox.rows(9, today=TODAY)] == ["op-2"]
        assert uow.outbox.rows(9) == ()


def test_a_failed_send_keeps_its_events_and_says_when_it_tries_again(store: Database) -> None:
    save(store, "op-1", "op-2")
    later = NOW + timedelta(seconds=8)
    with store.unit_of_work() as uow:
        uow.outbox.mark_tried([1, 2], "net.refused", at=NOW, next_try=later)
        uow.outbox.mark_tried([1], "net.timeout", at=NOW, next_try=later)
        assert uow.outbox.counts(TODAY) == QueueCounts(failed=2, cases_waiting=1)
        assert seqs(uow.outbox) == [1, 2]
        first, second = uow.outbox.rows(9)
        assert (first.code, first.tries, first.next_try, first.state) == ("net.timeout", 2, later, "failed")
        assert (second.code, second.tries) == ("net.refused", 1)


def test_a_failed_send_never_touches_what_was_answered(store: Database) -> None:
    save(store, "op-1")
    with store.unit_of_work() as uow:
        answer(uow, Verdict(1, "rejected", "STATE_GUARD", args={"at": "09:12", "outlet": "HH05"}))
        uow.outbox.mark_tried([1], "net.refused", at=NOW)
        (row,) = uow.outbox.rows(9)
        assert (row.state, row.code, row.tries) == ("needs_you", "STATE_GUARD", 0)
        assert row.args == {"at": "09:12", "outlet": "HH05"}


def test_an_answer_after_failed_tries_settles_them(store: Database) -> None:
    save(store, "op-1")
    with store.unit_of_work() as uow:
        uow.outbox.mark_tried([1], "net.refused", at=NOW, next_try=NOW)
        answer(uow, Verdict(1, "applied"))
        (row,) = uow.outbox.rows(9, today=TODAY)
        assert (row.state, row.code, row.next_try) == ("sent", "", None)


def test_a_person_settles_a_refused_event_by_a_new_one(store: Database) -> None:
    save(store, "op-1", "op-2")
    with store.unit_of_work() as uow:
        answer(uow, Verdict(1, "rejected", "STATE_GUARD"))
        uow.outbox.supersede("op-1", "op-2")
        assert uow.outbox.counts(TODAY).need_you == 0
        answer(uow, Verdict(1, "rejected", "STATE_GUARD"))  # resent after a rewind
        assert uow.outbox.counts(TODAY).need_you == 0
        (first, _) = uow.journal.of_case("case-1")
        assert (first.verdict, first.code) == ("rejected", "STATE_GUARD")


def test_rows_put_first_what_needs_a_person(store: Database) -> None:
    save(store, *(f"op-{n}" for n in range(1, 7)))
    with store.unit_of_work() as uow:
        answer(uow, Verdict(1, "applied"), Verdict(2, "parked"), Verdict(3, "rejected"))
        uow.outbox.mark_tried([4], "net.refused", at=NOW)
        states = [(row.seq, row.state) for row in uow.outbox.rows(9, today=TODAY)]
    assert states == [
        (3, "needs_you"), (4, "failed"), (5, "waiting"), (6, "waiting"), (2, "parked"), (1, "sent"),
    ]  # fmt: skip


def test_rows_name_the_case_and_the_applicant(store: Database) -> None:
    save(store, "op-1")
    with store.unit_of_work() as uow:
        (bare,) = uow.outbox.rows(9)
        assert (bare.case_no, bare.applicant_name) == ("", "")
        uow.cards.put(a_card())
        (row,) = uow.outbox.rows(9)
    assert (row.case_no, row.applicant_name) == (a_card().case_no, a_card().applicant_name)
    assert row.at == NOW


def test_rows_are_as_many_as_asked_for(store: Database) -> None:
    save(store, *(f"op-{n}" for n in range(5)))
    with store.reading() as uow:
        assert len(uow.outbox.rows(3)) == 3


def test_the_oldest_unsent_event_tells_how_long_the_line_has_stood(store: Database) -> None:
    with store.unit_of_work() as uow:
        assert uow.outbox.oldest_unsent() is None
        uow.journal.append([an_op("op-1"), an_op("op-2", minutes=7)])
        assert uow.outbox.oldest_unsent() == NOW
        answer(uow, Verdict(1, "parked"))
        assert uow.outbox.oldest_unsent() == NOW + timedelta(minutes=7)


def test_waiting_cases_are_counted_once(store: Database) -> None:
    save(store, "op-1", "op-2")
    save(store, "op-3", case_id="case-2")
    with store.reading() as uow:
        counts = uow.outbox.counts(TODAY)
    assert (counts.waiting, counts.cases_waiting) == (3, 2)


def test_a_stopped_machine_goes_on_saving(store: Database) -> None:
    with store.unit_of_work() as uow:
        uow.instance.stop("FORK")
        uow.commit()
    save(store, "op-1")
    with store.reading() as uow:
        assert uow.instance.required().stopped == "FORK"
        assert uow.outbox.counts(TODAY).waiting == 1


# What a case's one event was told before, what it is told now, and whether the case must be read anew.
NEWS = {
    (None, ("applied", 1)): False,
    (None, ("applied_warn", 1)): False,
    (None, ("parked", None)): True,
    (None, ("rejected", None)): True,
    (("applied", 1), ("applied", 1)): False,
    (("applied", 1), ("applied", 2)): True,
    (("applied", 1), ("applied_warn", 1)): True,
    (("parked", None), ("parked", None)): False,
    (("parked", None), ("applied", 1)): True,
    (("parked", None), ("rejected", None)): True,
    (("rejected", None), ("applied", 1)): True,
}


@pytest.mark.parametrize(("before", "now"), NEWS)
def test_a_case_is_read_anew_only_where_the_city_changed_how_it_stands(
    store: Database, before: tuple[str, int | None] | None, now: tuple[str, int | None]
) -> None:
    save(store, "op-1")
    save(store, "other", case_id="case-2")
    with store.unit_of_work() as uow:
        if before is not None:
            answer(uow, Verdict(1, before[0], case_n=before[1]))
        told = answer(uow, Verdict(1, now[0], case_n=now[1]), Verdict(2, "applied", case_n=1))
    assert told == (("case-1",) if NEWS[before, now] else ())


def test_a_city_set_back_that_lets_stand_what_it_had_refused_is_news(store: Database) -> None:
    save(store, "op-1")
    with store.unit_of_work() as uow:
        answer(uow, Verdict(1, "rejected"))
        assert uow.restarts.lost_after(0) == 1
        assert answer(uow, Verdict(1, "applied", case_n=1)) == ("case-1",)


def test_the_answers_of_a_batch_are_kept_each_with_its_own_words(store: Database) -> None:
    save(store, "op-1", "op-2", "op-3", "op-4")
    with store.unit_of_work() as uow:
        told = answer(
            uow,
            Verdict(1, "applied", case_n=1, version=7),
            Verdict(2, "applied_warn", "CLOCK", 2, 8),
            Verdict(3, "rejected", "state.guard", args={"at": "09:12"}),
            Verdict(4, "parked", "CASE_GAP"),
        )
        rows = {row.seq: (row.state, row.code, dict(row.args)) for row in uow.outbox.rows(9, today=TODAY)}
    assert told == ("case-1",)
    assert rows == {
        1: ("sent", "", {}),
        2: ("sent_with_hint", "CLOCK", {}),
        3: ("needs_you", "state.guard", {"at": "09:12"}),
        4: ("parked", "CASE_GAP", {}),
    }


def test_what_is_not_settled_is_found_past_all_that_was_sent(
    store: Database, statements: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    """By the index: a machine that has sent for ten years looks as fast as a new one."""
    with store.reading() as uow:
        with statements() as asked:
            assert uow.outbox.now() == QueueNow()
        states = ("waiting", "failed", "needs_you", "parked")
        plan = uow._connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked[0]}", states).all()
    assert [row[-1] for row in plan] == ["SEARCH outbox USING COVERING INDEX outbox_state (state=?)"]
