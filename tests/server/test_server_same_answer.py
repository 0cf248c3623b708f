"""Asked again, in whatever portions, the city says the same; others hear of it once and in order."""

import itertools
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Event

import httpx
import pytest
from msgspec.structs import replace as with_

from outlet_app.domain.events import (
    Accepted,
    AnsweredOnSpot,
    CaseEvent,
    ClockTrust,
    Closed,
    Fact,
    FeedbackGiven,
    MaterialsTaken,
    PaperIssued,
    Rejected,
    Reopened,
    ResultReached,
    TrackingStarted,
    TransferredOut,
    TransferReturned,
    TransferTaken,
    Withdrawn,
    WorkStarted,
)
from outlet_app.sync import wire
from tests.support.asking import code_of
from tests.support.cities import NewMachine, census
from tests.support.counter import push_of, registration
from tests.support.machines import Machine
from tests.support.server import ServerProcess

PHOTO = b'{"op":"OP","case":"CASE","kind":"photo_taken","kv":1,"at":"2026-11-22T10:00:00+08:00","actor":"9"}'
ANSWER = AnsweredOnSpot("可以")


def mixed(one: Machine) -> tuple[list[wire.PushedOp], list[tuple[str, str, int | None]]]:
    """Ten operations with every kind of verdict, and what becomes of each."""
    case_id, ops = one.opening(MaterialsTaken())
    doubtful = one.event(case_id, FeedbackGiven("明天答复"), trust=ClockTrust.SUSPECT)
    ops += [one.op(wire.encode_event(doubtful)), *one.ops(case_id, ANSWER, WorkStarted())]
    second_case, second = one.opening(ANSWER)
    photo = PHOTO.replace(b"OP", b"op-" + second_case[:8].encode()).replace(b"CASE", second_case.encode())
    stranger = one.event(second_case, Reopened("录入有误"), outlet="1508001001")
    ops += [*second, one.op(photo), one.op(wire.encode_event(stranger))]
    ops += one.ops(second_case, Closed("办结"))
    return ops, [
        ("applied", "", 1),
        ("applied", "", 2),
        ("applied_warn", "CLOCK", 3),
        ("rejected", "state.guard", None),
        ("rejected", "DEPENDS", None),
        ("applied", "", 1),
        ("applied", "", 2),
        ("parked", "UNKNOWN_KIND", None),
        ("parked", "FOREIGN_OUTLET", None),
        ("parked", "DEPENDS", None),
    ]


def test_every_kind_of_verdict_in_one_push(city: ServerProcess, machine: NewMachine, outlet: str) -> None:
    one = machine(city)
    ops, expected = mixed(one)
    assert one.told(ops) == expected
    held = census(city, outlet)
    assert (held.tally.events, held.parked, held.rejected) == (5, 3, 2)


def test_every_portion_asked_again_gets_its_part_of_the_first_answer(
    city: ServerProcess, machine: NewMachine, outlet: str
) -> None:
    one = machine(city)
    ops, _ = mixed(one)
    first = one.pushed(ops)
    for start, end in itertools.combinations(range(len(ops) + 1), 2):
        again = one.pushed(ops[start:end])
        assert again.results == first.results[start:end], (start, end)
        assert (again.acked_seq, again.receipt) == (first.acked_seq, first.receipt)
    assert census(city, outlet).tally.events == 5


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_portions_of_any_size_end_in_the_same_verdicts(
    city: ServerProcess, machine: NewMachine, size: int
) -> None:
    one = machine(city)
    ops, expected = mixed(one)
    told = [verdict for n in range(0, len(ops), size) for verdict in one.told(ops[n : n + size])]
    assert told == expected
    assert one.me.acked_seq == len(ops)


@pytest.mark.parametrize("behind", [0, 1, 4, 9])
def test_old_and_new_in_one_push(city: ServerProcess, machine: NewMachine, behind: int) -> None:
    one = machine(city)
    ops, expected = mixed(one)
    one.pushed(ops[:9])
    assert one.told(ops[9 - behind :]) == expected[9 - behind :]


def test_a_push_with_an_older_receipt_is_still_ours(city: ServerProcess, machine: NewMachine) -> None:
    one = machine(city)
    receipts = [""]
    for _ in range(4):
        _, ops = one.opening()
        receipts.append(one.pushed(ops).receipt)
    assert len(set(receipts)) == 5
    for receipt in receipts:
        _, ops = one.opening()
        assert one.pushed(ops, receipt=receipt).acked_seq == ops[-1].seq


@pytest.mark.parametrize("place", [1, 2, 5, 10])
def test_one_changed_byte_at_any_held_place_is_a_fork_and_nothing_is_kept(
    city: ServerProcess, machine: NewMachine, outlet: str, place: int
) -> None:
    one = machine(city)
    ops, _ = mixed(one)
    one.pushed(ops)
    before = census(city, outlet)
    body = bytes(ops[place - 1].b).replace(b'"actor":"', b'"actor":"0')
    forged = with_(ops[place - 1], b=wire.Raw(body), sha256=wire.op_digest(body))
    _, new = one.opening()
    pushed = [*ops[: place - 1], forged, *ops[place:], *new]
    answer = one.asker.push(push_of(one.me, pushed))
    assert code_of(answer) == (409, "FORK")
    assert wire.read(answer.content, wire.Fault).args == {"seq": place}
    assert census(city, outlet) == before
    assert one.told(new) == [("applied", "", 1)]


def test_nothing_of_a_push_with_one_bad_operation_is_kept(
    city: ServerProcess, machine: NewMachine, outlet: str
) -> None:
    one = machine(city)
    _, good = one.opening(ANSWER)
    _, bad = one.opening()
    spoilt = with_(bad[0], sha256="0" * 64)
    assert code_of(one.asker.push(push_of(one.me, [*good, spoilt]))) == (422, "BAD_OP")
    assert census(city, outlet).tally.events == 0
    assert one.told([*good, *bad]) == [("applied", "", 1), ("applied", "", 2), ("applied", "", 1)]


DOUBTFUL: list[tuple[ClockTrust, timedelta, tuple[str, str]]] = [
    (ClockTrust.SERVER, timedelta(0), ("applied", "")),
    (ClockTrust.DERIVED, timedelta(0), ("applied", "")),
    (ClockTrust.WALL, timedelta(0), ("applied", "")),
    (ClockTrust.SUSPECT, timedelta(0), ("applied_warn", "CLOCK")),
    (ClockTrust.WALL, timedelta(minutes=5), ("applied", "")),
    (ClockTrust.WALL, timedelta(minutes=15), ("applied_warn", "CLOCK")),
    (ClockTrust.SERVER, timedelta(days=365), ("applied_warn", "CLOCK")),
    (ClockTrust.WALL, -timedelta(days=365), ("applied", "")),
    (ClockTrust.WALL, -timedelta(days=9000), ("applied", "")),
]


@pytest.mark.parametrize(("trust", "ahead", "told"), DOUBTFUL)
def test_a_clock_never_refuses(
    city: ServerProcess, machine: NewMachine, trust: ClockTrust, ahead: timedelta, told: tuple[str, str]
) -> None:
    one = machine(city)
    made = one.event("case-of-" + one.me.instance_id[:16], registration(), trust=trust)
    later = CaseEvent(
        made.op_id, made.case_id, made.at + ahead, made.actor, made.outlet, made.terminal, made.fact, trust
    )
    assert one.told([one.op(wire.encode_event(later))]) == [(*told, 1)]


def tale(pages: list[wire.Pulled]) -> list[tuple[str, int | None]]:
    return [(entry.op_id, entry.n) for page in pages for case in page.cases for entry in case.events]


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 500])
def test_every_page_size_tells_the_same_tale_in_the_same_order(
    city: ServerProcess, machine: NewMachine, limit: int
) -> None:
    writer, reader = machine(city), machine(city)
    ops, _ = mixed(writer)
    for n in range(0, len(ops), 3):
        writer.pushed(ops[n : n + 3])
    pages = reader.pages(limit)
    versions = [page.version for page in pages]
    assert versions == sorted(set(versions))
    assert [page.more for page in pages] == [True] * (len(pages) - 1) + [False]
    applied = [ops[n].op_id for n in (0, 1, 2, 5, 6)]
    assert [op_id for op_id, _ in tale(pages)] == applied
    assert all(
        entry.sha256 == wire.op_digest(entry.body) for p in pages for c in p.cases for entry in c.events
    )


def test_a_cursor_may_be_left_anywhere_and_taken_up_again(city: ServerProcess, machine: NewMachine) -> None:
    writer, reader = machine(city), machine(city)
    ops, _ = mixed(writer)
    writer.pushed(ops)
    whole = tale(reader.pages())
    last = reader.pages()[-1].version
    for after in range(last + 1):
        assert tale(reader.pages(after=after)) == whole[after:], after


def test_each_machine_gets_its_own_places_and_the_others_bytes(
    city: ServerProcess, machine: NewMachine
) -> None:
    one, other = machine(city), machine(city)
    case_id, first = one.opening(MaterialsTaken())
    one.pushed(first)
    other.pushed(other.ops(case_id, FeedbackGiven("明天答复")))
    for who, own in ((one, {first[0].op_id, first[1].op_id}), (other, set())):
        events = [entry for page in who.pages() for case in page.cases for entry in case.events]
        assert [entry.n for entry in events] == [1, 2, 3]
        bare = {entry.op_id for entry in events if not entry.body}
        assert bare == (own or {events[2].op_id})


def test_only_the_maker_hears_of_what_did_not_take_effect(city: ServerProcess, machine: NewMachine) -> None:
    one, other = machine(city), machine(city)
    case_id, ops = one.opening(ANSWER)
    one.pushed(ops)
    late = other.ops(case_id, WorkStarted())
    assert other.told(late)[0][0] == "rejected"
    assert {op_id for op_id, _ in tale(one.pages())} == {op.op_id for op in ops}
    assert {op_id for op_id, _ in tale(other.pages())} == {op.op_id for op in ops}


TAKEN, ACCEPTED, WORK = MaterialsTaken(), Accepted(), WorkStarted()
RESULT, DONE = ResultReached(True, "已出具报告"), Closed("已交付")
# What a case went through, what somebody then brings, and what the city says of it.
RULINGS: list[tuple[tuple[Fact, ...], Fact, tuple[str, str]]] = [
    ((), TAKEN, ("applied", "")),
    ((), ANSWER, ("applied", "")),
    ((), ACCEPTED, ("rejected", "state.guard")),
    ((), WORK, ("rejected", "state.guard")),
    ((), Withdrawn("撤回"), ("rejected", "state.guard")),
    ((), registration(), ("rejected", "case.exists")),
    ((), TrackingStarted(date(2026, 12, 20)), ("applied", "")),
    ((TAKEN,), ACCEPTED, ("applied", "")),
    ((TAKEN,), ANSWER, ("rejected", "state.guard")),
    ((TAKEN,), Withdrawn("撤回"), ("applied", "")),
    ((TAKEN, ACCEPTED), WORK, ("applied", "")),
    ((TAKEN, ACCEPTED), DONE, ("rejected", "state.guard")),
    ((TAKEN, ACCEPTED, WORK), RESULT, ("applied", "")),
    ((TAKEN, ACCEPTED, WORK, RESULT), DONE, ("applied", "")),
    ((TAKEN, ACCEPTED, WORK, RESULT, DONE), DONE, ("rejected", "state.guard")),
    ((TAKEN, ACCEPTED, WORK, RESULT, DONE), Reopened("录入有误"), ("applied", "")),
    ((Rejected("not_in_remit"),), Reopened("录入有误"), ("rejected", "state.guard")),
    ((ANSWER,), FeedbackGiven("好"), ("rejected", "state.guard")),
    ((ANSWER,), PaperIssued("W05", "", 1, "ab" * 32, 1), ("applied", "")),
    ((TAKEN,), TransferReturned("不属本岗位"), ("rejected", "state.guard")),
]


@pytest.mark.parametrize(("past", "brought", "told"), RULINGS, ids=range(len(RULINGS)))
def test_the_city_judges_by_the_same_table(
    city: ServerProcess, machine: NewMachine, past: tuple[Fact, ...], brought: Fact, told: tuple[str, str]
) -> None:
    one, other = machine(city), machine(city)
    if isinstance(brought, PaperIssued):
        brought = PaperIssued("W05", f"受 {one.me.instance_id}", 1, "ab" * 32, 1)
    case_id, ops = one.opening(*past)
    one.pushed(ops)
    answer = other.pushed(other.ops(case_id, brought)).results[0]
    assert (answer.v.value, answer.code) == told
    if answer.v is wire.Verdict.REJECTED:
        assert answer.args["outlet"] == one.me.outlet_code
        assert "at" in answer.args


def test_a_case_handed_over_and_back_is_told_to_both_outlets_whole(
    city: ServerProcess, machine: NewMachine, outlet: str
) -> None:
    there = outlet.replace("150826", "150822")
    one, far = machine(city), machine(city, at=there)
    case_id, ops = one.opening(TAKEN, TransferredOut(there, "", "五原县", "需专业人员答复"))
    one.pushed(ops[:2])
    assert tale(far.pages()) == []
    one.pushed(ops[2:])
    assert tale(far.pages()) == [(op.op_id, n) for n, op in enumerate(ops, 1)]
    taken = far.ops(case_id, TransferTaken(), FeedbackGiven("已接收"))
    assert [told[0] for told in far.told(taken)] == ["applied", "applied"]
    assert [n for _, n in tale(one.pages())] == [1, 2, 3, 4, 5]
    back = far.ops(case_id, TransferredOut(outlet, "", "杭锦后旗", "退还"))
    far.pushed(back)
    one.pushed(one.ops(case_id, TransferTaken()))
    assert [n for _, n in tale(one.pages())] == [n for _, n in tale(far.pages())] == [1, 2, 3, 4, 5, 6, 7]


def test_an_outlet_that_was_never_concerned_hears_nothing(
    city: ServerProcess, machine: NewMachine, outlet: str
) -> None:
    one, far = machine(city), machine(city, at=outlet.replace("150826", "150824"))
    one.pushed(one.opening(TAKEN, TransferredOut("1508001001", "", "市级窗口", "需专业人员答复"))[1])
    assert tale(far.pages()) == []
    assert far.pages()[-1].version == 0


def test_many_windows_at_once_are_told_in_one_order_without_a_gap(
    city: ServerProcess, machine: NewMachine, outlet: str
) -> None:
    writers, reader = [machine(city) for _ in range(4)], machine(city)
    case_id, ops = writers[0].opening(TAKEN)
    writers[0].pushed(ops)
    stop, heard = Event(), []

    def write(one: Machine) -> int:
        for n in range(8):
            told = one.told([*one.ops(case_id, FeedbackGiven(f"{n}")), *one.opening(ANSWER)[1]])
            assert [verdict for verdict, _, _ in told] == ["applied"] * 3
        return 24

    def listen() -> None:
        after = 0
        while True:
            ended = stop.is_set()
            page = wire.read(reader.asker.pull(after=after, limit=5).content, wire.Pulled)
            heard.extend(
                (page.version, entry.op_id, entry.n, case.case_id)
                for case in page.cases
                for entry in case.events
            )
            assert page.version >= after
            after = page.version
            if ended and not page.more:
                return

    with ThreadPoolExecutor(5) as pool:
        listening = pool.submit(listen)
        written = sum(pool.map(write, writers))
        stop.set()
        listening.result(timeout=60)
    op_ids = [op_id for _, op_id, _, _ in heard]
    assert len(op_ids) == len(set(op_ids)) == written + 2
    assert [n for _, _, n, case in heard if case == case_id] == list(range(1, 35))
    assert sorted(tale(reader.pages())) == sorted((op_id, n) for _, op_id, n, _ in heard)
    assert census(city, outlet).tally.events == written + 2


def test_the_same_push_from_two_sides_at_once_is_done_once(
    city: ServerProcess, machine: NewMachine, outlet: str
) -> None:
    one = machine(city)
    ops, expected = mixed(one)
    push = push_of(one.me, ops)

    def insist(_: int) -> httpx.Response:
        # One push of a device at a time: whoever comes meanwhile is told to come again.
        while (answer := one.asker.push(push)).status_code in (429, 503):
            pass
        return answer

    with ThreadPoolExecutor(4) as pool:
        told = [wire.read(answer.content, wire.Pushed) for answer in pool.map(insist, range(4))]
    assert all(pushed.results == told[0].results and pushed.receipt == told[0].receipt for pushed in told)
    assert [(one_.v.value, one_.code, one_.n) for one_ in told[0].results] == expected
    assert census(city, outlet).tally.events == 5
