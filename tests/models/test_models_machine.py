"""Any order of saving, sending, losing answers, refusing and reopening: none lost, none twice."""

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from store_builders import KEY, NOW, an_op

from outlet_app.models.engine import Database, open_database
from outlet_app.models.outbox import Verdict

CASES = ("case-a", "case-b")
STATES = {"applied": "sent", "applied_warn": "sent_with_hint", "parked": "parked", "rejected": "needs_you"}


@dataclass
class Known:
    """What one event must look like."""

    op_id: str
    case_id: str
    own: bool
    verdict: str | None = None
    n: int | None = None
    failed: bool = False
    superseded: bool = False

    @property
    def state(self) -> str | None:
        if not self.own:
            return None
        if self.superseded:
            return "superseded"
        if self.verdict is None:
            return "failed" if self.failed else "waiting"
        return STATES[self.verdict]


class Counter(RuleBasedStateMachine):
    """One machine, its city played by hand."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        shutil.copytree(self.template, self.folder / "data")
        self.path = self.folder / "data" / "outlet.db"
        self.store: Database = open_database(self.path, KEY)
        self.all: list[Known] = []
        self.answers: dict[str, str] = {}
        self.acked = 0
        self.places = dict.fromkeys(CASES, 0)

    @property
    def own(self) -> list[Known]:
        return [event for event in self.all if event.own]

    def teardown(self) -> None:
        self.store.close()
        shutil.rmtree(self.folder)

    @rule(cases=st.lists(st.sampled_from(CASES), min_size=1, max_size=3), kept=st.booleans())
    def save(self, cases: list[str], kept: bool) -> None:
        fresh = [Known(f"op-{len(self.all) + n}", case, own=True) for n, case in enumerate(cases)]
        with self.store.unit_of_work() as uow:
            uow.journal.append([an_op(event.op_id, event.case_id) for event in fresh])
            if kept:
                uow.commit()
                self.all += fresh

    @rule(case=st.sampled_from(CASES))
    def somebody_elses_event_comes_down(self, case: str) -> None:
        self.places[case] += 1
        event = Known(f"op-{len(self.all)}", case, own=False, verdict="applied", n=self.places[case])
        with self.store.unit_of_work() as uow:
            uow.journal.place(case, event.op_id, event.n, "applied", op=an_op(event.op_id, case))
            uow.commit()
        self.all.append(event)

    @rule(
        size=st.integers(1, 5),
        verdicts=st.lists(st.sampled_from(sorted(STATES)), min_size=5, max_size=5),
        lost=st.booleans(),
    )
    def send(self, size: int, verdicts: list[str], lost: bool) -> None:
        with self.store.unit_of_work() as uow:
            batch = uow.outbox.batch(size, 1 << 20)
            results = []
            for row, verdict in zip(batch, verdicts, strict=False):
                event = self.own[row.seq - 1]
                assert event.op_id == row.op_id
                if row.op_id not in self.answers:
                    self.answers[row.op_id] = verdict
                    self.places[event.case_id] += 1
                    event.n = self.places[event.case_id]
                results.append(Verdict(row.seq, self.answers[row.op_id], case_n=event.n))
            if batch and not lost:
                self.acked = batch[-1].seq
                uow.outbox.record(results, acked_seq=self.acked, receipt="r", epoch="e", at=NOW)
                uow.commit()
                for row in batch:
                    self.own[row.seq - 1].verdict = self.answers[row.op_id]

    @rule(size=st.integers(1, 5))
    def send_in_vain(self, size: int) -> None:
        with self.store.unit_of_work() as uow:
            seqs = [row.seq for row in uow.outbox.batch(size, 1 << 20)]
            uow.outbox.mark_tried(seqs, "net.refused", at=NOW)
            uow.commit()
        for seq in seqs:
            self.own[seq - 1].failed = True

    @precondition(lambda self: self.acked)
    @rule(data=st.data())
    def the_city_lost_some(self, data: st.DataObject) -> None:
        expected = data.draw(st.integers(1, self.acked))
        with self.store.unit_of_work() as uow:
            uow.outbox.rewind(expected)
            uow.commit()
        self.acked = expected - 1

    @precondition(lambda self: any(event.state == "needs_you" for event in self.own))
    @rule()
    def a_person_settles_one(self) -> None:
        refused = next(event for event in self.own if event.state == "needs_you")
        anew = Known(f"op-{len(self.all)}", refused.case_id, own=True)
        with self.store.unit_of_work() as uow:
            uow.journal.append([an_op(anew.op_id, anew.case_id)])
            uow.outbox.supersede(refused.op_id, anew.op_id)
            uow.commit()
        refused.superseded = True
        self.all.append(anew)

    @rule()
    def start_again(self) -> None:
        self.store.close()
        self.store = open_database(self.path, KEY)

    @invariant()
    def every_event_is_there_once_in_its_place_and_state(self) -> None:
        with self.store.reading() as uow:
            for case in CASES:
                known = [event for event in self.all if event.case_id == case]
                placed = sorted((e for e in known if e.verdict), key=lambda e: e.n or 0)
                expected = placed + [event for event in known if not event.verdict]
                found = uow.journal.of_case(case)
                assert [entry.op_id for entry in found] == [event.op_id for event in expected]
                assert [entry.state for entry in found] == [event.state for event in expected]
                assert [entry.verdict for entry in found] == [event.verdict for event in expected]
            assert uow.journal.verify_chain() is None

    @invariant()
    def the_queue_is_what_the_city_has_not_answered(self) -> None:
        with self.store.reading() as uow:
            counts, here = uow.outbox.counts(NOW.date()), uow.instance.required()
            unsent = [row.seq for row in uow.outbox.batch(999, 1 << 20)]
        assert unsent == list(range(self.acked + 1, len(self.own) + 1))
        states = [event.state for event in self.own]
        assert (here.acked_seq, here.next_seq) == (self.acked, len(self.own) + 1)
        assert (counts.waiting, counts.failed) == (states.count("waiting"), states.count("failed"))
        assert (counts.need_you, counts.parked) == (states.count("needs_you"), states.count("parked"))
        assert counts.sent_today == states.count("sent") + states.count("sent_with_hint")


def test_none_is_lost_and_none_counts_twice(made_once: Path) -> None:
    Counter.template = made_once
    limits = settings(max_examples=12, stateful_step_count=18, deadline=None)
    run_state_machine_as_test(Counter, settings=limits)  # type: ignore[no-untyped-call]
