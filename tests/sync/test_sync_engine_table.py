"""The courier's round against a city that plays any part: what is sent, kept, told and waited for."""

import json
import shutil
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest

from outlet_app.domain.calendar import CST
from outlet_app.domain.events import AnsweredOnSpot, CaseEvent, Fact, FeedbackGiven
from outlet_app.models.engine import Database, open_database
from outlet_app.models.instance import Instance
from outlet_app.models.journal import Entry
from outlet_app.sync import wire
from outlet_app.sync.backoff import BASE_S, CAP_S
from outlet_app.sync.engine import IDLE_S, SyncEngine, SyncReport
from outlet_app.sync.levelling import HEALED, RECEIPTS
from outlet_app.sync.outcomes import CaptivePortal, Denial, Interrupted, Offline
from tests.support.counter import op_of, registration

KEY = bytes(range(32))
NOW = datetime(2026, 11, 20, 9, 30, tzinfo=CST)
OUTLET = "1508262001"
EPOCH = "e-1"
ME = Instance("inst-1", "dev-1", OUTLET, "HH05", "01", "http://127.0.0.1:1", b"k" * 32, b"p" * 32, EPOCH)
Trouble = Exception | None


class Longest(Random):
    """Always draws the longest wait."""

    def uniform(self, a: float, b: float) -> float:
        del a
        return b


@dataclass
class PlayedCity:
    """Takes everything and gives it a place; `trouble` names what the next calls end in instead."""

    trouble: dict[str, deque[Trouble]] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    pushes: list[wire.Push] = field(default_factory=list)
    held: dict[int, wire.PushedOp] = field(default_factory=dict)
    limits: wire.Limits = field(default_factory=wire.Limits)
    feed: list[wire.PulledCase] = field(default_factory=list)
    packs: dict[str, bytes] = field(default_factory=dict)
    you: wire.Standing | None = None
    epoch: str = EPOCH
    least: int = 1
    refuse: Callable[[wire.Push], Trouble] = lambda _push: None
    page: int = 2
    sums: dict[int, wire.Bucket] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    forks: list[wire.Fork] = field(default_factory=list)
    owned: list[wire.Own] = field(default_factory=list)

    def plan(self, call: str, *troubles: Trouble) -> None:
        self.trouble[call] = deque(troubles)

    def _meet(self, call: str) -> None:
        self.calls.append(call)
        planned = self.trouble.get(call)
        trouble = planned.popleft() if planned else None
        if trouble is not None:
            raise trouble

    def hello(self) -> wire.Hello:
        self._meet("hello")
        return wire.Hello(
            server_time=NOW,
            epoch=self.epoch,
            proto=1,
            min=self.least,
            limits=self.limits,
            nonce="n",
            catalogue=self._etag(),
            you=self.you or wire.Standing(last_seq=max(self.held, default=0), mode="active"),
        )

    def push(self, push: wire.Push) -> wire.Pushed:
        self.pushes.append(push)
        self._meet("push")
        trouble = self.refuse(push)
        if trouble is not None:
            raise trouble
        self.held |= {op.seq: op for op in push.ops}
        last = push.ops[-1].seq
        for op in push.ops:
            self.places.setdefault(op.op_id, len(self.places) + 1)
        results = tuple(
            wire.Result(seq=op.seq, v=wire.Verdict.APPLIED, n=self.places[op.op_id]) for op in push.ops
        )
        return wire.Pushed(
            epoch=self.epoch,
            acked_seq=last,
            receipt=f"r-{last}",
            server_time=NOW,
            results=results,
            limits=self.limits,
        )

    def pull(self, epoch: str, version: int, limit: int) -> wire.Pulled:
        self._meet("pull")
        shown = self.feed[version : version + min(limit, self.page)]
        return wire.Pulled(
            epoch=epoch,
            version=version + len(shown),
            more=version + len(shown) < len(self.feed),
            cases=tuple(shown),
            catalogue=self._etag(),
        )

    def buckets(self) -> wire.Buckets:
        self._meet("buckets")
        sums = wire.sums_of(wire.marks_of(self.feed))
        return wire.Buckets(epoch=self.epoch, version=len(self.feed), buckets=sums)

    def bucket(self, no: int, after: str) -> wire.BucketPage:
        self._meet(f"bucket {no}")
        cases = [one for one in self.feed if wire.bucket_of(one.case_id) == no]
        shown = [one for one in cases if one.case_id > after]
        total = self.sums.get(no) or wire.sum_of(wire.marks_of(cases))
        return wire.BucketPage(bucket=total, cases=tuple(shown[:1]), more=len(shown) > 1)

    def fork(self, fork: wire.Fork) -> wire.Forked:
        self._meet("fork")
        self.forks.append(fork)
        self.you, self.held = None, {}
        return wire.Forked(
            device_id=f"dev-{len(self.forks) + 1}",
            instance_id=fork.new_instance,
            terminal_no=f"{len(self.forks) + 1:02}",
            epoch=self.epoch,
            server_time=NOW,
        )

    def own(self, instance: str, after: int) -> wire.Recalled:
        self._meet(f"own {after}")
        found = [one for one in self.owned if one.seq > after]
        return wire.Recalled(instance=instance, more=len(found) > 1, ops=tuple(found[:1]))

    def catalogue(self, etag: str) -> wire.Catalogue | None:
        self._meet("catalogue")
        packs = tuple(
            wire.Pack(ref=ref, kind="calendar", sha256=sha256(body).hexdigest(), size=len(body))
            for ref, body in sorted(self.packs.items())
        )
        return None if etag == self._etag() else wire.Catalogue(etag=self._etag(), packs=packs)

    def pack(self, pack: wire.Pack) -> bytes:
        self._meet(f"pack {pack.ref}")
        return self.packs[pack.ref]

    def close(self) -> None:
        self._meet("close")

    def _etag(self) -> str:
        return sha256(repr(sorted(self.packs.items())).encode()).hexdigest()[:8] if self.packs else ""


class Window:
    """A counter whose courier asks the played city."""

    def __init__(self, path: Path) -> None:
        self.city = PlayedCity()
        self.database: Database = open_database(path, KEY)
        self.changed: list[str] = []
        self.time = NOW
        self.engine = SyncEngine(
            self.database,
            lambda _instance: self.city,  # type: ignore[arg-type,return-value]
            lambda _uow, case_id: self.changed.append(case_id),
            self,
            Longest(),
        )

    def now(self) -> datetime:
        return self.time

    def save(self, *facts: Fact, case_id: str = "case-1") -> None:
        with self.database.unit_of_work() as uow:
            first = uow.instance.required().next_seq
            events = [
                CaseEvent(f"op-{first + n}", case_id, NOW, "1508260837", OUTLET, "01", fact)
                for n, fact in enumerate(facts)
            ]
            uow.journal.append([op_of(event) for event in events])
            uow.commit()

    def round(self) -> SyncReport:
        return self.engine.run_once()

    @property
    def me(self) -> Instance:
        with self.database.reading() as uow:
            return uow.instance.required()

    def states(self) -> list[str | None]:
        with self.database.reading() as uow:
            return [entry.state for entry in uow.journal.of_case("case-1")]

    def history(self, case_id: str) -> tuple[Entry, ...]:
        with self.database.reading() as uow:
            return uow.journal.of_case(case_id)

    def sizes(self) -> list[int]:
        return [len(push.ops) for push in self.city.pushes]


@pytest.fixture(scope="session")
def enrolled_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("window") / "outlet.db"
    store = open_database(path, KEY)
    with store.unit_of_work() as uow:
        uow.instance.save(ME)
        uow.commit()
    store.close()
    return path


@pytest.fixture
def window(enrolled_once: Path, tmp_path: Path) -> Iterator[Window]:
    opened = Window(Path(shutil.copy(enrolled_once, tmp_path / "outlet.db")))
    yield opened
    opened.database.close()


THREE = (registration(), FeedbackGiven("一"), FeedbackGiven("二"))


def test_a_good_round_greets_sends_listens_and_looks_for_packs(window: Window) -> None:
    window.city.packs = {"2026": b"plan"}
    window.save(*THREE)
    report = window.round()
    assert window.city.calls == ["hello", "push", "pull", "catalogue", "pack 2026"]
    assert report == SyncReport(
        online=True, pushed=3, waiting=0, next_try_s=IDLE_S * 1.1, catalogue_changed=True
    )
    assert window.states() == ["sent"] * 3
    assert (window.me.acked_seq, window.me.receipt, window.me.epoch) == (3, "r-3", EPOCH)
    # All took effect in the order they stand in here: the case is as it was.
    assert window.changed == []


# What the city says to whom, and what the clerk is told of it: error, stopped for good, still online.
WORDS = {
    "NO_DEVICE": ("NO_DEVICE", ""),
    "NONCE": ("NONCE", ""),
    "SIGNATURE": ("SIGNATURE", ""),
    "MODE": ("MODE", ""),
    "INSTANCE": ("INSTANCE", ""),
    "OUTLET": ("OUTLET", ""),
    "SCOPE": ("SCOPE", ""),
    "NOT_FOUND": ("NOT_FOUND", ""),
    "SEQ_GAP": ("SEQ_GAP", ""),
    "PROTO": ("PROTO", ""),
    "BUSY": ("BUSY", ""),
    "SERVER_FAULT": ("SERVER_FAULT", ""),
    "A_CODE_OF_2031": ("A_CODE_OF_2031", ""),
    "EPOCH": ("sync.epoch", ""),
}


@pytest.mark.parametrize("code", WORDS)
@pytest.mark.parametrize("call", ["hello", "push", "pull", "catalogue"])
def test_a_refusal_ends_the_round_and_loses_nothing(window: Window, call: str, code: str) -> None:
    window.city.packs = {"2026": b"plan"}
    window.save(*THREE)
    window.city.plan(call, *[Denial(code)] * (8 if code == "EPOCH" else 1))
    report = window.round()
    sent = call in ("pull", "catalogue")
    assert (report.error_code, report.stopped) == WORDS[code]
    assert (report.online, report.pushed, report.waiting) == (call != "hello", 3 * sent, 3 * (not sent))
    assert window.city.calls[-1] == call
    tried = call == "push" and not report.stopped
    assert window.states() == (["sent"] if sent else ["failed"] if tried else ["waiting"]) * 3
    assert window.me.stopped == (report.stopped or None)
    assert report.next_try_s == (IDLE_S if report.stopped else BASE_S)


@pytest.mark.parametrize(
    ("trouble", "code"),
    [
        (Offline("no line"), "server.offline"),
        (CaptivePortal("a page"), "server.captive"),
        (Interrupted("cut"), "server.offline"),
    ],
)
@pytest.mark.parametrize("call", ["hello", "push", "pull", "catalogue", "pack 2026"])
def test_a_bad_line_is_offline_wherever_it_breaks(
    window: Window, call: str, trouble: Exception, code: str
) -> None:
    window.city.packs = {"2026": b"plan"}
    window.save(*THREE)
    window.city.plan(call, trouble)
    report = window.round()
    sent = call in ("pull", "catalogue", "pack 2026")
    assert (report.online, report.error_code, report.stopped) == (False, code, "")
    assert (report.pushed, report.waiting) == (3 * sent, 3 * (not sent))
    assert window.me.stopped is None
    again = window.round()
    assert (again.online, again.waiting, again.error_code) == (True, 0, "")


@pytest.mark.parametrize("call", ["hello", "push", "pull", "catalogue"])
def test_who_lost_the_name_gets_another_in_the_same_round(window: Window, call: str) -> None:
    window.city.packs = {"2026": b"plan"}
    window.save(*THREE)
    window.city.plan(call, Denial("FORK"))
    report = window.round()
    assert (report.stopped, report.error_code, report.waiting) == ("", "", 0)
    (fork,) = window.city.forks
    assert (fork.instance, fork.cause) == ("inst-1", "restored")
    assert (window.me.instance_id, window.me.device_id, window.me.terminal_no) == (
        fork.new_instance, "dev-2", "02",
    )  # fmt: skip
    assert window.me.public_key.hex() == fork.public_key
    assert window.states() == ["sent"] * 3


def test_what_is_unsent_goes_up_under_the_new_name_in_its_old_order(window: Window) -> None:
    window.save(*THREE)
    window.city.limits = wire.Limits(max_ops=2)
    window.city.plan("push", None, Denial("FORK"))
    window.round()
    first, _, *rest = window.city.pushes
    assert [(op.seq, op.op_id) for op in first.ops] == [(1, "op-1"), (2, "op-2")]
    # Where the two histories part nobody knows, so what was answered goes up again before what was not.
    assert [push.instance for push in rest] == [window.me.instance_id] * 2
    assert [(op.seq, op.op_id) for push in rest for op in push.ops] == [
        (1, "op-1"), (2, "op-2"), (3, "op-3"),
    ]  # fmt: skip
    assert rest[0].receipt == ""
    assert (window.me.acked_seq, window.me.next_seq) == (3, 4)


def test_a_city_that_knows_no_name_of_ours_is_not_asked_for_one_after_the_other(window: Window) -> None:
    window.save(*THREE)
    window.city.plan("push", *[Denial("FORK")] * 20)
    for asked in (1, 2, 3, 3, 3):
        report = window.round()
        assert (report.stopped, report.error_code, report.waiting) == ("FORK", "sync.fork", 3)
        assert len(window.city.forks) == asked
        assert report.next_try_s == IDLE_S
    window.save(FeedbackGiven("三"))
    assert window.round().waiting == 4
    # A day later a person may have looked, and it is tried again.
    window.city.trouble.clear()
    window.time = NOW + timedelta(days=1, minutes=1)
    assert window.round().waiting == 0


@pytest.mark.parametrize(
    ("trouble", "code"),
    [
        (Denial("TERMINALS_FULL"), "TERMINALS_FULL"),
        (Denial("NOT_FOUND"), "NOT_FOUND"),
        (Denial("BUSY"), "BUSY"),
        (Offline("no line"), "server.offline"),
        (CaptivePortal("a page"), "server.captive"),
    ],
)
def test_without_a_new_name_nothing_is_sent_under_the_old_one(
    window: Window, trouble: Exception, code: str
) -> None:
    window.save(*THREE)
    with window.database.unit_of_work() as uow:
        uow.instance.stop("COPIED")
        uow.commit()
    window.city.plan("fork", trouble, trouble)
    for _ in range(2):
        report = window.round()
        assert (report.stopped, report.error_code, report.waiting) == ("COPIED", code, 3)
    assert window.city.calls == ["hello", "fork"] * 2
    assert window.round().waiting == 0
    assert [(fork.cause, fork.instance) for fork in window.city.forks] == [("copied", "inst-1")]


def test_a_name_asked_for_twice_is_the_same_name(window: Window) -> None:
    asked: list[wire.Fork] = []

    def lose_answer(fork: wire.Fork) -> wire.Forked:
        asked.append(fork)
        raise Interrupted("cut")

    window.save(*THREE)
    window.city.plan("push", Denial("FORK"))
    granting = window.city.fork
    window.city.fork = lose_answer  # type: ignore[method-assign]
    window.round()
    window.city.fork = granting  # type: ignore[method-assign]
    window.round()
    assert [*asked, *window.city.forks] == [asked[0]] * 2


def owned(seq: int, op_id: str, verdict: str, n: int | None, code: str = "") -> wire.Own:
    event = CaseEvent(op_id, "case-1", NOW, "1508260837", OUTLET, "01", FeedbackGiven(op_id))
    body = wire.encode_event(event)
    entry = wire.Entry(
        op_id=op_id, v=wire.Verdict(verdict), sha256=wire.op_digest(body), code=code, n=n, b=wire.Raw(body)
    )
    return wire.Own(seq=seq, entry=entry)


def test_what_the_city_alone_still_has_of_us_comes_back_page_by_page(window: Window) -> None:
    window.save(*THREE)
    window.round()
    window.city.owned = [
        owned(4, "op-4", "applied", 4), owned(5, "op-5", "rejected", None, "state.guard"),
        owned(6, "op-6", "parked", None, "UNKNOWN_KIND"),
    ]  # fmt: skip
    window.city.calls.clear()
    window.city.plan("pull", Denial("FORK"))
    report = window.round()
    assert [call for call in window.city.calls if call.startswith("own")] == ["own 0", "own 4", "own 5"]
    assert (report.need_you, report.waiting) == (1, 0)
    told = {entry.op_id: (entry.case_n, entry.verdict, entry.state) for entry in window.history("case-1")}
    assert told["op-4"] == (4, "applied", "sent")
    assert told["op-5"] == (None, "rejected", "needs_you")
    assert told["op-6"] == (None, "parked", "parked")
    with window.database.reading() as uow:
        assert json.loads(uow.meta.get(HEALED) or "")["count"] == 3
    window.city.calls.clear()
    window.round()
    assert not [call for call in window.city.calls if call.startswith("own")]


def test_fetching_back_goes_on_where_it_was_cut(window: Window) -> None:
    window.save(*THREE)
    window.round()
    window.city.owned = [owned(seq, f"op-{seq}", "applied", seq) for seq in (4, 5, 6)]
    window.city.plan("pull", Denial("FORK"))
    window.city.plan("own 4", Interrupted("cut"))
    assert not window.round().online
    window.city.calls.clear()
    window.round()
    assert [call for call in window.city.calls if call.startswith("own")] == ["own 4", "own 5"]
    assert len(window.history("case-1")) == 6


def test_a_copy_fetches_nothing_back(window: Window) -> None:
    """What the original did later is its own affair; what took effect comes with the pull."""
    with window.database.unit_of_work() as uow:
        uow.instance.stop("COPIED")
        uow.commit()
    window.city.owned = [owned(1, "op-1", "rejected", None)]
    assert window.round().need_you == 0
    assert not [call for call in window.city.calls if call.startswith("own")]


def test_waits_grow_to_five_minutes_and_a_success_begins_anew(window: Window) -> None:
    window.save(*THREE)
    window.city.plan("hello", *[Offline("no line")] * 10)
    assert [window.round().next_try_s for _ in range(10)] == [2, 4, 8, 16, 32, 64, 128, 256, CAP_S, CAP_S]
    assert window.round().next_try_s == IDLE_S * 1.1
    window.city.plan("hello", Offline("no line"))
    assert window.round().next_try_s == BASE_S


def test_who_asks_to_try_now_begins_anew_too(window: Window) -> None:
    window.city.plan("hello", *[Offline("no line")] * 5)
    for _ in range(4):
        window.round()
    window.engine.hurry()
    assert window.round().next_try_s == BASE_S


@pytest.mark.parametrize("wait_s", [0.0, 1.0, 30.0, 4000.0])
def test_the_city_may_ask_for_a_longer_wait(window: Window, wait_s: float) -> None:
    window.city.plan("hello", Denial("BUSY", wait_s=wait_s))
    assert window.round().next_try_s == wait_s + BASE_S


@pytest.mark.parametrize(
    ("most", "sizes"), [(1, [1] * 7), (2, [2, 2, 2, 1]), (3, [3, 3, 1]), (7, [7]), (200, [7])]
)
def test_the_city_says_how_much_it_takes_at_once(window: Window, most: int, sizes: list[int]) -> None:
    window.city.limits = wire.Limits(max_ops=most)
    window.save(registration(), *[FeedbackGiven(f"{n}") for n in range(6)])
    assert window.round().pushed == 7
    assert window.sizes() == sizes
    assert [op.seq for push in window.city.pushes for op in push.ops] == list(range(1, 8))
    assert [push.first_seq for push in window.city.pushes] == [push.ops[0].seq for push in window.city.pushes]


def test_bytes_are_counted_too(window: Window) -> None:
    window.city.limits = wire.Limits(max_ops=200, max_bytes=1_500)
    window.save(registration(), *[FeedbackGiven("字" * 200) for _ in range(4)])
    assert window.round().pushed == 5
    assert len(window.sizes()) > 2
    for push in window.city.pushes:
        assert len(push.ops) == 1 or sum(len(bytes(op.b)) for op in push.ops) <= 1_500


def test_a_broken_line_gets_smaller_pieces_until_they_pass(window: Window) -> None:
    window.city.limits = wire.Limits(max_ops=8)
    window.save(registration(), *[FeedbackGiven(f"{n}") for n in range(7)])
    window.city.plan("push", *[Interrupted("cut")] * 3)
    for _ in range(3):
        assert not window.round().online
    assert window.sizes() == [8, 4, 2]
    assert window.round().pushed == 8
    assert window.sizes()[3:] == [1, 1, 2, 3, 1]


def test_a_line_that_was_never_there_does_not_make_pieces_smaller(window: Window) -> None:
    window.save(*THREE)
    window.city.plan("push", *[Offline("no line")] * 3)
    for _ in range(4):
        window.round()
    assert window.sizes() == [3, 3, 3, 3]


def too_large(most: int) -> Callable[[wire.Push], Trouble]:
    return lambda push: Denial("TOO_LARGE") if len(push.ops) > most else None


def test_too_much_is_halved_within_the_round(window: Window) -> None:
    window.city.limits = wire.Limits(max_ops=8)
    window.city.refuse = too_large(2)
    window.save(registration(), *[FeedbackGiven(f"{n}") for n in range(7)])
    report = window.round()
    assert (report.pushed, report.waiting, report.error_code) == (8, 0, "")
    assert window.sizes()[:4] == [8, 4, 2, 3]


def about(op_id: str, code: str) -> Callable[[wire.Push], Trouble]:
    """Refuse every push that carries these very bytes; the stand-in is taken."""
    return lambda push: (
        Denial(code)
        if any(op.op_id == op_id and not wire.stands_for(bytes(op.b)) for op in push.ops)
        else None
    )


@pytest.mark.parametrize("code", ["BAD_OP", "BAD_BODY", "DIGEST"])
@pytest.mark.parametrize("ill", [1, 2, 3])
def test_an_operation_the_city_cannot_take_is_replaced_alone(window: Window, code: str, ill: int) -> None:
    window.save(*THREE)
    window.city.refuse = about(f"op-{ill}", code)
    report = window.round()
    assert (report.pushed, report.waiting, report.error_code) == (3, 0, "")
    whole, again, *_ = window.city.pushes
    assert whole == again
    for seq, op in window.city.held.items():
        original = window.history("case-1")[seq - 1]
        if seq == ill:
            assert wire.stands_for(bytes(op.b)) == original.sha256
            assert wire.glance(bytes(op.b)).case == "case-1"
            assert op.sha256 == wire.op_digest(bytes(op.b))
        else:
            assert bytes(op.b) == original.body
    assert [entry.state for entry in window.history("case-1")] == ["sent"] * 3


def test_of_two_only_the_one_that_is_meant_is_replaced(window: Window) -> None:
    window.save(*THREE[:2])
    window.city.refuse = about("op-2", "BAD_OP")
    assert window.round().waiting == 0
    assert [bool(wire.stands_for(bytes(op.b))) for op in window.city.held.values()] == [False, True]


def test_a_single_operation_too_large_is_replaced_too(window: Window) -> None:
    window.save(registration())
    window.city.refuse = lambda push: None if wire.stands_for(bytes(push.ops[0].b)) else Denial("TOO_LARGE")
    assert window.round().waiting == 0
    assert [bool(wire.stands_for(bytes(push.ops[0].b))) for push in window.city.pushes] == [False, True]


def test_one_refusal_of_a_body_is_blamed_on_the_line(window: Window) -> None:
    window.save(*THREE)
    window.city.plan("push", Denial("DIGEST"))
    assert window.round().pushed == 3
    assert window.city.pushes[0] == window.city.pushes[1]
    assert not any(wire.stands_for(bytes(op.b)) for op in window.city.held.values())


@pytest.mark.parametrize(
    ("expected", "then"),
    [(1, [1, 2, 3, 4]), (2, [2, 3, 4]), (3, [3, 4]), (4, [4]), (9, [4])],
)
def test_a_gap_is_filled_from_where_the_city_is(window: Window, expected: int, then: list[int]) -> None:
    window.save(*THREE)
    window.round()
    window.save(FeedbackGiven("三"))
    window.city.plan("push", Denial("SEQ_GAP", {"expected": expected}))
    report = window.round()
    assert (report.error_code, report.waiting) == ("SEQ_GAP", 1)
    window.city.you = wire.Standing(last_seq=min(expected - 1, 3), mode="active")
    assert window.round().waiting == 0
    assert [op.seq for op in window.city.pushes[-1].ops] == then
    assert window.states() == ["sent"] * 4


@pytest.mark.parametrize("expected", [0, -1, "2", None, 1.5])
def test_a_gap_without_a_place_moves_nothing(window: Window, expected: object) -> None:
    window.save(*THREE)
    window.round()
    window.save(FeedbackGiven("三"))
    window.city.plan("push", Denial("SEQ_GAP", {"expected": expected}))
    window.round()
    assert window.me.acked_seq == 3


@pytest.mark.parametrize(
    ("last_seq", "error_code", "stopped", "sent_from"),
    [
        (0, "SEQ_GAP", "", None),
        (2, "SEQ_GAP", "", None),
        (3, "", "", 4),
        (4, "", "", 4),
        (5, "", "", 1),
        (99, "", "", 1),
    ],
)
def test_histories_are_compared_before_anything_is_sent(
    window: Window, last_seq: int, error_code: str, stopped: str, sent_from: int | None
) -> None:
    window.save(*THREE)
    window.round()
    window.save(FeedbackGiven("三"))
    window.city.pushes.clear()
    window.city.you = wire.Standing(last_seq=last_seq, mode="active")
    report = window.round()
    assert (report.error_code, report.stopped) == (error_code, stopped)
    assert [push.first_seq for push in window.city.pushes] == ([sent_from] if sent_from else [])
    if error_code == "SEQ_GAP":
        assert window.me.acked_seq == last_seq


@pytest.mark.parametrize(
    ("epoch", "least", "error_code", "stopped"),
    [
        (EPOCH, 3, "PROTO", ""),
        (EPOCH, 2, "PROTO", ""),
        (EPOCH, 0, "", ""),
    ],
)
def test_another_history_or_version_is_noticed_in_the_greeting(
    window: Window, epoch: str, least: int, error_code: str, stopped: str
) -> None:
    window.save(*THREE)
    window.city.epoch, window.city.least = epoch, least
    report = window.round()
    assert (report.error_code, report.stopped, report.online) == (error_code, stopped, True)
    assert (window.city.pushes == []) is bool(error_code)


def told(op_id: str, case_id: str, n: int) -> wire.PulledCase:
    event = CaseEvent(op_id, case_id, NOW, "1508260838", OUTLET, "02", AnsweredOnSpot(f"{n}"))
    body = wire.encode_event(event)
    digest = wire.op_digest(body)
    entry = wire.Entry(op_id=op_id, v=wire.Verdict.APPLIED, sha256=digest, n=n, b=wire.Raw(body))
    return wire.PulledCase(case_id=case_id, events=(entry,))


@pytest.mark.parametrize("page", [1, 2, 3, 5, 500])
def test_pages_are_taken_until_there_are_no_more(window: Window, page: int) -> None:
    window.city.page = page
    window.city.feed = [told(f"down-{n}", f"case-{n % 2}", n) for n in range(1, 6)]
    report = window.round()
    assert report.pulled == 5
    assert window.city.calls.count("pull") == -(-5 // page)
    assert [entry.op_id for entry in window.history("case-1")] == ["down-1", "down-3", "down-5"]
    assert window.round().pulled == 0


@pytest.mark.parametrize("broken_at", [0, 1, 2])
def test_what_came_before_the_line_broke_is_kept_with_its_cursor(window: Window, broken_at: int) -> None:
    window.city.feed = [told(f"down-{n}", "case-9", n) for n in range(1, 6)]
    window.city.plan("pull", *[None] * broken_at, Interrupted("cut"))
    report = window.round()
    assert (report.online, report.pulled) == (False, 2 * broken_at)
    assert len(window.history("case-9")) == 2 * broken_at
    assert window.round().pulled == 5 - 2 * broken_at
    assert [entry.case_n for entry in window.history("case-9")] == [1, 2, 3, 4, 5]


def test_an_event_told_twice_is_kept_once_and_counted_once(window: Window) -> None:
    window.city.page = 1
    window.city.feed = [told("down-1", "case-9", 1)] * 3
    assert window.round().pulled == 1
    assert len(window.history("case-9")) == 1


@pytest.mark.parametrize(
    ("waited", "online", "stuck"),
    [
        (timedelta(minutes=14), True, False),
        (timedelta(minutes=15), True, False),
        (timedelta(minutes=16), True, True),
        (timedelta(days=30), True, True),
        (timedelta(days=30), False, False),
    ],
)
def test_a_case_that_waits_although_the_city_answers_is_reported(
    window: Window, waited: timedelta, online: bool, stuck: bool
) -> None:
    window.save(*THREE)
    window.time = NOW + waited
    window.city.plan("push" if online else "hello", Denial("BUSY") if online else Offline("no line"))
    report = window.round()
    assert (report.stuck, report.online) == (stuck, online)


def test_only_packs_that_are_lacking_are_fetched(window: Window) -> None:
    window.city.packs = {"2025": b"old", "2026": b"plan"}
    assert window.round().catalogue_changed
    window.city.calls.clear()
    assert not window.round().catalogue_changed
    assert window.city.calls == ["hello", "pull"]
    window.city.packs["2027"] = b"new"
    window.city.calls.clear()
    assert window.round().catalogue_changed
    assert [call for call in window.city.calls if call.startswith("pack")] == ["pack 2027"]
    window.city.packs["2026"] = b"mended"
    window.city.calls.clear()
    assert window.round().catalogue_changed
    assert [call for call in window.city.calls if call.startswith("pack")] == ["pack 2026"]
    with window.database.reading() as uow:
        assert uow.cache.refs("calendar") == ("2025", "2026", "2027")


def test_packs_come_all_or_none_and_are_asked_for_again(window: Window) -> None:
    window.city.packs = {"2025": b"old", "2026": b"plan"}
    window.city.plan("pack 2026", Interrupted("cut"))
    assert not window.round().catalogue_changed
    with window.database.reading() as uow:
        assert uow.cache.refs("calendar") == ()
    assert window.round().catalogue_changed


def test_a_machine_enrolled_anew_asks_by_its_new_name(window: Window) -> None:
    window.round()
    with window.database.unit_of_work() as uow:
        uow.instance.save(replace(ME, instance_id="inst-2"))
        uow.commit()
    window.city.calls.clear()
    window.save(registration())
    assert window.round().pushed == 1
    assert window.city.calls[:2] == ["close", "hello"]
    assert window.city.pushes[0].instance == "inst-2"


def test_a_failed_try_is_written_down_with_its_next_one(window: Window) -> None:
    window.save(*THREE)
    window.city.plan("push", Denial("BUSY", wait_s=30), Denial("BUSY", wait_s=30))
    window.round()
    report = window.round()
    with window.database.reading() as uow:
        rows = uow.outbox.rows(9)
    assert {(row.state, row.code, row.tries) for row in rows} == {("failed", "BUSY", 2)}
    assert {row.next_try for row in rows} == {NOW + timedelta(seconds=report.next_try_s)}
    assert report.next_try_s == 30 + 4


def in_a_new_epoch(window: Window, held: int) -> SyncReport:
    """Three events were sent; the city comes back in another epoch with the first `held` of them."""
    window.save(*THREE)
    window.round()
    window.city.pushes.clear()
    window.city.calls.clear()
    window.city.epoch = "e-2"
    window.city.held = {seq: op for seq, op in window.city.held.items() if seq <= held}
    return window.round()


@pytest.mark.parametrize("held", [0, 1, 2, 3])
def test_in_a_new_epoch_what_the_city_lost_is_sent_again_as_it_was(window: Window, held: int) -> None:
    report = in_a_new_epoch(window, held)
    assert (report.error_code, report.stopped, report.waiting) == ("", "", 0)
    # The last one the city says it has is among them: it proves that the city means our history.
    sent = [op for push in window.city.pushes for op in push.ops]
    assert [op.seq for op in sent] == list(range(max(held, 1), 4))
    assert report.pushed == len(sent)
    made = {entry.op_id: entry.body for entry in window.history("case-1")}
    assert all(bytes(op.b) == made[op.op_id] for op in sent)
    # No receipt of the old epoch is shown to the new one; it is kept here.
    assert [(push.receipt, push.epoch) for push in window.city.pushes] == [("", "e-2")]
    with window.database.reading() as uow:
        (line,) = json.loads(uow.meta.get(RECEIPTS) or "[]")
    assert (line["epoch"], line["receipt"], line["seq"], line["then"], line["from"]) == (
        EPOCH, "r-3", 3, "e-2", held,
    )  # fmt: skip
    assert window.me.epoch == "e-2"
    assert window.states() == ["sent"] * 3


def test_what_the_city_lost_waits_visibly_until_it_is_sent_again(window: Window) -> None:
    window.city.plan("buckets", None)
    window.save(*THREE)
    window.round()
    window.city.epoch, window.city.held = "e-2", {}
    window.city.plan("push", Interrupted("cut"))
    report = window.round()
    assert (report.online, report.waiting, report.error_code) == (False, 3, "server.offline")
    assert window.states() == ["failed"] * 3
    assert window.round().waiting == 0


def test_the_histories_are_compared_once_an_epoch(window: Window) -> None:
    in_a_new_epoch(window, 3)
    assert window.city.calls.count("buckets") == 1
    window.city.calls.clear()
    window.round()
    assert "buckets" not in window.city.calls


def test_a_comparison_cut_short_is_done_in_the_next_round(window: Window) -> None:
    window.save(*THREE)
    window.round()
    window.city.epoch = "e-2"
    window.city.plan("buckets", Interrupted("cut"))
    assert window.round().error_code == "server.offline"
    window.city.calls.clear()
    assert window.round().error_code == ""
    assert window.city.calls[:2] == ["hello", "buckets"]


def test_a_machine_an_earlier_version_stopped_goes_on(window: Window) -> None:
    window.save(*THREE)
    with window.database.unit_of_work() as uow:
        uow.instance.stop("EPOCH")
        uow.commit()
    report = window.round()
    assert (report.pushed, report.stopped, window.me.stopped) == (3, "", None)


def listening(window: Window, *cases: wire.PulledCase) -> None:
    """The window took these cases down; now the city has another epoch."""
    window.city.feed = list(cases)
    assert window.round().pulled == len(cases)
    window.city.epoch = "e-2"


def test_row_30_a_city_that_shows_nothing_where_it_claims_something_moves_nothing(window: Window) -> None:
    listening(window, told("down-1", "case-1", 1))
    window.city.feed = [told("down-2", "case-2", 1)]
    for no in range(64):
        window.city.sums[no] = wire.Bucket(count=7, digest="0" * 64)
    report = window.round()
    assert (report.error_code, report.online) == ("server.offline", False)
    assert [entry.case_n for entry in window.history("case-1")] == [1]
    window.city.sums.clear()
    assert window.round().error_code == ""


def test_row_30_a_city_that_really_is_empty_takes_no_event_away(window: Window) -> None:
    listening(window, told("down-1", "case-1", 1))
    window.city.feed = []
    assert window.round().error_code == ""
    (kept,) = window.history("case-1")
    assert (kept.op_id, kept.case_n, kept.verdict) == ("down-1", None, None)
    window.city.feed = [told("down-1", "case-1", 1)]
    window.round()
    assert [entry.case_n for entry in window.history("case-1")] == [1]


def test_places_follow_the_city_even_where_two_events_changed_theirs(window: Window) -> None:
    listening(window, told("down-1", "case-1", 1), told("down-2", "case-1", 2))
    window.city.feed = [told_at("case-1", (("down-2", 1), ("down-1", 2)))]
    window.round()
    assert [(entry.op_id, entry.case_n) for entry in window.history("case-1")] == [
        ("down-2", 1),
        ("down-1", 2),
    ]
    assert ["case-1"] in window.changed


def told_at(case_id: str, places: tuple[tuple[str, int], ...]) -> wire.PulledCase:
    """A case with these events at these places; each says what it said when it was told first."""
    one = {op_id: told(op_id, case_id, int(op_id[-1])).events[0] for op_id, _ in places}
    entries = tuple(
        wire.Entry(op_id=op_id, v=wire.Verdict.APPLIED, sha256=one[op_id].sha256, n=n, b=one[op_id].b)
        for op_id, n in places
    )
    return wire.PulledCase(case_id=case_id, events=entries)


def test_a_bucket_with_a_strangers_case_is_no_answer(window: Window) -> None:
    listening(window, told("down-1", "case-1", 1))
    stranger = told("down-9", "case-9", 1)
    window.city.bucket = lambda no, after: wire.BucketPage(  # type: ignore[method-assign]
        bucket=wire.sum_of(wire.marks_of([stranger])), cases=(stranger,), more=False
    )
    window.city.feed = []
    assert window.round().error_code == "server.captive"
    assert [entry.case_n for entry in window.history("case-1")] == [1]
