"""The city keeps every operation it is given and says truly what became of it."""

import pytest
from msgspec.structs import replace
from sqlalchemy import func, select

from city_server import schema
from city_server.store import Store
from outlet_app.domain.events import (
    AnsweredOnSpot,
    CaseEvent,
    FeedbackGiven,
    MaterialsTaken,
    PaperIssued,
    Rejected,
)
from outlet_app.sync import wire
from outlet_app.sync.client import CityClient
from outlet_app.sync.outcomes import Denial
from tests.support.cities import NewCounter, census
from tests.support.counter import Counter, op_of, push_of
from tests.support.server import ServerProcess

SHA = "ab" * 32


def paper(number: str = "HH0501 告〔2026〕0001 号", copy_no: int = 1) -> PaperIssued:
    return PaperIssued("W04", number, copy_no, SHA, 1)


def pushed(one: Counter, push: wire.Push | None = None) -> wire.Pushed:
    """What the city answers to a push, with nothing kept here."""
    client = CityClient(one.me)
    try:
        return client.push(push or one.waiting())
    finally:
        client.close()


def refused(one: Counter, push: wire.Push) -> str:
    try:
        pushed(one, push)
    except Denial as denial:
        return denial.code
    return ""


def raw(seq: int, event: CaseEvent) -> wire.PushedOp:
    body = wire.encode_event(event)
    return wire.PushedOp(seq=seq, op_id=event.op_id, sha256=wire.op_digest(body), b=wire.Raw(body))


def test_a_case_number_given_twice_is_parked_for_both_papers_are_out(
    city: ServerProcess, counter: NewCounter, outlet: str
) -> None:
    one, twin = counter(city), counter(city)
    number = f"SJ01-20261122-0{outlet[-5:]}-T"
    first = one.register(case_no=number)
    second = twin.register(AnsweredOnSpot("可以"), case_no=number)
    one.sync()
    report = twin.sync()
    assert (report.need_you, report.waiting) == (0, 0)
    assert one.verdicts(first) == [("registered", "applied", "")]
    assert twin.verdicts(second) == [
        ("registered", "parked", "CASE_NO_TAKEN"),
        ("answered_on_spot", "parked", "DEPENDS"),
    ]
    assert census(city, outlet).parked == 2


def test_a_paper_number_belongs_to_one_case_and_each_copy_is_counted_once(
    city: ServerProcess, counter: NewCounter, outlet: str
) -> None:
    one = counter(city)
    number = f"HH0501 告〔2026〕{outlet[-4:]} 号"
    first = one.register(paper(number), paper(number, 2))
    second = one.register(paper(number, 3))
    third = one.save(first, paper(number, 2))
    one.sync()
    told = one.verdicts(first)
    assert told[:3] == [
        ("registered", "applied", ""),
        ("paper_issued", "applied", ""),
        ("paper_issued", "applied", ""),
    ]
    assert told[3] == ("paper_issued", "parked", "PAPER_NO_TAKEN")
    assert one.history(first)[3].op_id == third[0]
    assert one.verdicts(second)[1] == ("paper_issued", "parked", "PAPER_NO_TAKEN")
    free = one.register(paper(number + "甲"))
    one.sync()
    assert one.verdicts(free)[1] == ("paper_issued", "applied", "")


def test_an_operation_in_another_outlets_name_waits_for_a_person(
    city: ServerProcess, counter: NewCounter, outlet: str
) -> None:
    one = counter(city)
    case_id = one.register()
    foreign = one.event(case_id, AnsweredOnSpot("可以"))
    forged = CaseEvent(
        foreign.op_id, case_id, foreign.at, foreign.actor, "1508001001", "01", AnsweredOnSpot("可以")
    )
    one.save_raw([op_of(forged)])
    one.sync()
    assert one.verdicts(case_id)[1] == ("answered_on_spot", "parked", "FOREIGN_OUTLET")


def test_nobody_writes_into_a_case_that_another_outlet_holds(
    city: ServerProcess, counter: NewCounter, outlet: str
) -> None:
    one, far = counter(city), counter(city, at=outlet.replace("150826", "150822"))
    case_id = one.register(MaterialsTaken())
    one.sync()
    event = far.event(case_id, Rejected("不属于受理范围"))
    answer = pushed(far, push_of(far.me, [raw(1, event)]))
    assert (answer.results[0].v, answer.results[0].code) == (wire.Verdict.PARKED, "FOREIGN_CASE")
    stand_in = wire.placeholder("op-x", case_id, SHA)
    op = wire.PushedOp(seq=2, op_id="op-x", sha256=wire.op_digest(stand_in), b=wire.Raw(stand_in))
    receipt = answer.receipt
    answer = pushed(far, push_of(far.me, [op], receipt=receipt))
    assert answer.results[0].code == "FOREIGN_CASE"
    one.save(case_id, FeedbackGiven("明天答复"))
    one.sync()
    assert one.verdicts(case_id)[-1] == ("feedback_given", "applied", "")


def test_the_same_operation_under_a_new_instance_is_answered_and_not_done_again(
    city: ServerProcess, counter: NewCounter, outlet: str
) -> None:
    one, other = counter(city), counter(city)
    one.register(AnsweredOnSpot("可以"))
    ops = one.waiting().ops
    first = pushed(one)
    again = pushed(other, push_of(other.me, ops))
    assert [r.n for r in again.results] == [r.n for r in first.results] == [1, 2]
    assert again.acked_seq == 2
    assert census(city, outlet).tally.events == 2
    changed = raw(3, one.event("case-x", AnsweredOnSpot("别的")))
    stolen = replace(changed, op_id=ops[0].op_id)
    assert refused(other, push_of(other.me, [stolen], receipt=again.receipt)) == "BAD_OP"


def test_the_same_operation_twice_in_a_push_is_done_once(
    city: ServerProcess, counter: NewCounter, outlet: str
) -> None:
    one = counter(city)
    one.register()
    (op,) = one.waiting().ops
    answer = pushed(one, push_of(one.me, [op, replace(op, seq=2)]))
    assert [(r.seq, r.v, r.n) for r in answer.results] == [
        (1, wire.Verdict.APPLIED, 1),
        (2, wire.Verdict.APPLIED, 1),
    ]
    assert census(city, outlet).tally.events == 1


def test_other_bytes_at_a_used_place_are_a_fork(
    city: ServerProcess, counter: NewCounter, outlet: str
) -> None:
    one = counter(city)
    one.register()
    answer = pushed(one)
    other = raw(1, one.event("case-x", AnsweredOnSpot("别的")))
    assert refused(one, push_of(one.me, [other])) == "FORK"
    assert refused(one, push_of(one.me, [other], receipt=answer.receipt)) == "FORK"
    assert census(city, outlet).tally.events == 1


def test_a_placeholder_and_its_original_are_one_at_their_place(
    city: ServerProcess, counter: NewCounter
) -> None:
    one = counter(city)
    one.register()
    one.register()
    first, second = one.waiting().ops
    stand_in = replace(first, b=wire.Raw(wire.placeholder(first.op_id, "case-1", first.sha256)))
    stand_in = replace(stand_in, sha256=wire.op_digest(bytes(stand_in.b)))
    told = pushed(one, push_of(one.me, [stand_in, second]))
    assert [(r.v, r.code) for r in told.results] == [
        (wire.Verdict.PARKED, "UNREADABLE"),
        (wire.Verdict.APPLIED, ""),
    ]
    assert pushed(one, push_of(one.me, [first, second])).results == told.results
    late = wire.Raw(wire.placeholder(second.op_id, "case-1", second.sha256))
    late_op = replace(second, b=late, sha256=wire.op_digest(bytes(late)))
    assert pushed(one, push_of(one.me, [first, late_op])).results == told.results


def test_a_receipt_that_the_city_did_not_give_is_a_fork(city: ServerProcess, counter: NewCounter) -> None:
    one = counter(city)
    one.register()
    receipt = pushed(one).receipt
    number, tip, before, seal = receipt.split(".")
    following = raw(2, one.event(str(one.waiting().ops[0].op_id), AnsweredOnSpot("可以")))
    for forged in (
        f"{number}.{tip}.{before}.{'0' * 64}",
        f"9.{tip}.{before}.{seal}",
        f"{number}.{'0' * 64}.{before}.{seal}",
        "1.2.3",
        "x.y.z.w",
        "中文",
    ):
        assert refused(one, push_of(one.me, [following], receipt=forged)) == "FORK"
    assert refused(one, push_of(one.me, [following], receipt=receipt)) == ""


def test_receipts_are_chained(city: ServerProcess, counter: NewCounter) -> None:
    one = counter(city)
    one.register()
    first = pushed(one).receipt
    one.register()
    second = pushed(one).receipt
    assert second.split(".")[0] == "2"
    assert second.split(".")[2] == first.split(".")[3]


def test_another_epoch_is_refused_with_what_the_city_has(city: ServerProcess, counter: NewCounter) -> None:
    one = counter(city)
    one.register()
    pushed(one)
    with pytest.raises(Denial) as told:
        pushed(one, push_of(one.me, one.waiting().ops, epoch="e-other"))
    assert told.value.code == "EPOCH"
    assert told.value.args_told == {"epoch": one.me.epoch, "last_seq": 1}


def test_an_empty_push_says_how_far_the_city_has_us(city: ServerProcess, counter: NewCounter) -> None:
    one = counter(city)
    one.register()
    first = pushed(one)
    empty = pushed(one, push_of(one.me, [], first_seq=2, receipt=first.receipt))
    assert (empty.acked_seq, empty.results, empty.receipt) == (1, (), first.receipt)


def test_a_number_that_nobody_could_print_parks_its_operation_alone(
    city: ServerProcess, counter: NewCounter, outlet: str
) -> None:
    one = counter(city)
    odd = one.register(case_no=f"HH05\x00{outlet}")
    good = one.register()
    report = one.sync()
    assert (report.waiting, report.error_code) == (0, "")
    assert {verdict for _, verdict, _ in one.verdicts(good)} == {"applied"}
    assert one.verdicts(odd) == [("registered", "parked", "UNREADABLE")]


def test_custody_holds_every_operation_whatever_its_verdict(city: ServerProcess, counter: NewCounter) -> None:
    one = counter(city)
    case_id = one.register(AnsweredOnSpot("可以"), Rejected("不"), paper())
    one.register(paper())
    one.save(case_id, FeedbackGiven("迟了"))
    one.sync()
    held = schema.op.join(schema.op_body, schema.op_body.c.op_id == schema.op.c.op_id)
    held = held.join(schema.custody, schema.custody.c.op_id == schema.op.c.op_id)
    mine = select(func.count()).select_from(held).where(schema.op.c.instance_id == one.me.instance_id)
    store = Store(city.database.url)
    with store.read() as conn:
        assert conn.scalar(mine) == 7
    store.close()
    verdicts = [verdict for _, verdict, _ in one.verdicts(case_id)]
    assert set(verdicts) == {"applied", "rejected"}
