"""待市级处理 at the division's pages: looked at, judged again and set aside, as the command does it."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from city_server.division import diary
from city_server.division.places import Place
from city_server.parked import course
from city_server.store import Store
from outlet_app.domain.events import FeedbackGiven, MaterialsTaken
from outlet_app.sync import wire
from tests.support.cities import NewMachine
from tests.support.division import Visitor, on, signed_in
from tests.support.machines import Machine
from tests.support.server import ServerProcess

SHA = "ab" * 32
REASON = "与纸质材料核对，编号属另一件"


@pytest.fixture
def member(city: ServerProcess) -> Iterator[Visitor]:
    one = signed_in(city)
    yield one
    one.close()


def gap(one: Machine) -> tuple[str, list[str]]:
    """A case in which one operation could not be read: the placeholder's id, and those that follow it."""
    case_id, first = one.opening()
    hole = one.op(wire.placeholder(f"hole-{case_id}", case_id, SHA))
    rest = one.ops(case_id, MaterialsTaken(), FeedbackGiven("明天答复，<b>请等</b>"))
    one.told([*first, hole, *rest])
    return hole.op_id, [op.op_id for op in rest]


def standing(city: ServerProcess, op_id: str) -> list[tuple[str, str, str]]:
    with closing(Store(city.database.url)) as store, store.read() as conn:
        return [(one.verdict, one.code, one.by) for one in course(conn, op_id)]


def records(city: ServerProcess, visitor: Visitor) -> list[tuple[str, str]]:
    found = on(city.database, lambda conn: list(diary.lines(conn, visitor.staff_no)))
    return [(one.what, one.about) for one in reversed(found)]


def test_what_waits_is_listed_in_plain_words(
    city: ServerProcess, member: Visitor, machine: NewMachine, outlet: str
) -> None:
    hole, rest = gap(machine(city))
    page = member.go(Place.PARKED, outlet=outlet)
    assert [link for link in page.links if Place.OPERATION in link] == [
        f"{Place.OPERATION}?id={op_id}" for op_id in (hole, *rest)
    ]
    for told in ("反馈处理意见", "市级没能读出这一步", "市级还缺这个办件的前一步"):
        assert told in page.text
    assert "明天答复" not in page.answer.text
    assert records(city, member) == []
    assert Place.OPERATION not in str(member.go(Place.PARKED, outlet="1508999999").links)


def test_what_the_clerk_wrote_is_read_on_record(
    city: ServerProcess, member: Visitor, machine: NewMachine
) -> None:
    _, rest = gap(machine(city))
    page = member.go(Place.OPERATION, id=rest[-1])
    assert "明天答复，<b>请等</b>" in page.text
    assert "<b>请等" not in page.answer.text
    assert "待市级处理：市级还缺这个办件的前一步" in page.text
    assert records(city, member) == [("read_operation", rest[-1])]


def test_what_cannot_be_read_is_said(city: ServerProcess, member: Visitor, machine: NewMachine) -> None:
    hole, _ = gap(machine(city))
    assert "本程序读不出这一步的内容" in member.go(Place.OPERATION, id=hole).text


def test_what_is_set_aside_clears_the_way_and_the_counter_reads_why(
    city: ServerProcess, member: Visitor, machine: NewMachine
) -> None:
    one = machine(city)
    hole, rest = gap(one)
    page = member.send(member.go(Place.OPERATION, id=hole), Place.SET_ASIDE, reason=f" {REASON} ")
    assert page.at == Place.PARKED
    assert "已定为不生效" in page.text
    assert standing(city, hole)[-1] == ("rejected", "SET_ASIDE", member.staff_no)
    assert [standing(city, op_id)[-1][0] for op_id in rest] == ["applied", "applied"]
    assert REASON in str([told.cases for told in one.pages()])
    assert records(city, member)[-1] == ("set_aside", hole)


@pytest.mark.parametrize("reason", ["", "  \n ", "长" * 501])
def test_nothing_is_set_aside_without_a_reason(
    city: ServerProcess, member: Visitor, machine: NewMachine, reason: str
) -> None:
    hole, _ = gap(machine(city))
    page = member.send(member.go(Place.OPERATION, id=hole), Place.SET_ASIDE, reason=reason)
    assert page.status == 422
    assert "没有写明理由" in page.text or "写得太长" in page.text
    assert [verdict for verdict, _, _ in standing(city, hole)] == ["parked"]
    assert page.form(Place.SET_ASIDE).fields["reason"].strip() == reason.strip()


def test_set_aside_twice_is_set_aside_once(city: ServerProcess, member: Visitor, machine: NewMachine) -> None:
    hole, _ = gap(machine(city))
    form = member.go(Place.OPERATION, id=hole).form(Place.SET_ASIDE).fields | {"reason": REASON}
    first, second = (member.post(Place.SET_ASIDE, form) for _ in range(2))
    assert (first.status, first.at) == (second.status, second.at) == (200, Place.PARKED)
    assert len(standing(city, hole)) == 2
    assert [what for what, _ in records(city, member)].count("set_aside") == 1


def test_what_a_colleague_has_settled_is_said_to_be_settled(
    city: ServerProcess, member: Visitor, machine: NewMachine
) -> None:
    hole, _ = gap(machine(city))
    other = signed_in(city)
    late = other.go(Place.OPERATION, id=hole)
    member.send(member.go(Place.OPERATION, id=hole), Place.SET_ASIDE, reason=REASON)
    for action, typed in ((Place.SET_ASIDE, {"reason": "也是"}), (Place.JUDGE, {})):
        page = other.send(late, action, **typed)
        assert page.status == 404
        assert "这一步已经处理过" in page.text
    assert len(standing(city, hole)) == 2
    other.close()


def test_judged_again_what_is_still_in_the_way_is_said(
    city: ServerProcess, member: Visitor, machine: NewMachine
) -> None:
    hole, rest = gap(machine(city))
    page = member.send(member.go(Place.OPERATION, id=hole), Place.JUDGE)
    assert page.status == 422
    assert "重新核对后仍不能定" in page.text
    assert [standing(city, op_id)[-1][0] for op_id in (hole, *rest)] == ["parked"] * 3


def test_of_a_number_given_twice_both_outlets_are_to_be_asked(
    city: ServerProcess, member: Visitor, machine: NewMachine
) -> None:
    number = "HH05-20261122-018801-T"
    one = machine(city)
    _, first = one.opening(case_no=number)
    _, second = one.opening(case_no=number)
    one.told([*first, *second])
    op_id = second[0].op_id
    page = member.go(Place.OPERATION, id=op_id)
    assert "办件号与另一台机器重复" in page.text
    assert "请先和两个网点核对纸质文书" in page.text


@pytest.mark.parametrize("op_id", ["", "nobody", "\x00", "' OR 1=1", "长" * 800])
def test_an_operation_that_does_not_wait_is_not_shown(member: Visitor, op_id: str) -> None:
    page = member.go(Place.OPERATION, id=op_id)
    assert page.status == 404
    assert "这一步已经处理过" in page.text


@pytest.mark.parametrize("outlet", ["", "\x00", "'", "长" * 800])
def test_any_outlet_may_be_asked_for(member: Visitor, outlet: str) -> None:
    assert member.go(Place.PARKED, outlet=outlet).status == 200
