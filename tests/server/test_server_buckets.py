"""What the city tells by buckets: the whole scope and nothing else, whole cases, own refusals to oneself."""

import pytest

from outlet_app.domain.events import AnsweredOnSpot, Closed, FeedbackGiven, MaterialsTaken, TransferredOut
from outlet_app.sync import wire
from outlet_app.sync.client import CityClient
from tests.support.asking import code_of
from tests.support.cities import NewCounter, NewMachine
from tests.support.counter import Counter
from tests.support.machines import Machine
from tests.support.server import ServerProcess


def buckets(one: Machine) -> wire.Buckets:
    target = wire.buckets_target(one.me.instance_id, one.me.outlet_code)
    return wire.read(one.asker.ask("GET", target).content, wire.Buckets)


def pages(one: Machine, no: int) -> list[wire.BucketPage]:
    found: list[wire.BucketPage] = []
    while not found or found[-1].more:
        after = found[-1].cases[-1].case_id if found else ""
        target = wire.bucket_target(no, one.me.instance_id, one.me.outlet_code, after)
        found.append(wire.read(one.asker.ask("GET", target).content, wire.BucketPage))
    return found


def everything(one: Machine) -> list[wire.PulledCase]:
    """Every case of every bucket; each bucket's pages come to what was told of it."""
    sums, cases = buckets(one).buckets, []
    for no, total in enumerate(sums):
        told = [case for page in pages(one, no) for case in page.cases] if total.count else []
        assert wire.sum_of(wire.marks_of(told)) == total
        cases += told
    return cases


def test_all_that_took_effect_in_the_scope_is_told_with_its_place(
    city: ServerProcess, machine: NewMachine
) -> None:
    one, other = machine(city), machine(city)
    case_id, ops = one.opening(MaterialsTaken(), FeedbackGiven("明天答复"))
    one.pushed(ops)
    (case,) = everything(other)
    assert (case.case_id, [entry.n for entry in case.events]) == (case_id, [1, 2, 3])
    assert [entry.body for entry in case.events] == [bytes(op.b) for op in ops]
    assert buckets(other).buckets == buckets(one).buckets
    assert buckets(other).version == 3


def test_whoever_made_an_event_is_not_sent_its_bytes(any_city: ServerProcess, machine: NewMachine) -> None:
    one = machine(any_city)
    _, ops = one.opening(AnsweredOnSpot("可以"))
    one.pushed(ops)
    (case,) = everything(one)
    assert [(entry.op_id, entry.body) for entry in case.events] == [(op.op_id, b"") for op in ops]


def test_what_was_refused_or_parked_is_told_to_its_maker_alone(
    city: ServerProcess, machine: NewMachine
) -> None:
    one, other = machine(city), machine(city)
    case_id, ops = one.opening(AnsweredOnSpot("可以"))
    one.pushed(ops)
    unlawful = one.ops(case_id, MaterialsTaken())
    strange = one.op(b'{"op":"op-of-2031-%s","case":"%s","kind":"drone_sent","kv":1}' % (
        case_id.encode(), case_id.encode()
    ))  # fmt: skip
    assert [told[0] for told in one.told([*unlawful, strange])] == ["rejected", "parked"]
    (mine,), (theirs,) = everything(one), everything(other)
    assert [entry.v.value for entry in mine.events] == ["applied", "applied", "rejected", "parked"]
    assert [entry.v.value for entry in theirs.events] == ["applied", "applied"]
    differing = [no for no in range(64) if buckets(one).buckets[no] != buckets(other).buckets[no]]
    assert differing == [wire.bucket_of(case_id)]


def test_another_outlets_cases_are_told_only_once_they_were_sent_here(
    city: ServerProcess, machine: NewMachine
) -> None:
    one, stranger = machine(city), machine(city, at="1508263998")
    case_id, ops = one.opening(MaterialsTaken())
    one.pushed(ops)
    assert everything(stranger) == []
    one.pushed(one.ops(case_id, TransferredOut("1508263998", "", "城区窗口", "属地办理")))
    (case,) = everything(stranger)
    assert (case.case_id, len(case.events)) == (case_id, 3)


def test_a_full_bucket_comes_in_pages_of_whole_cases(any_city: ServerProcess, machine: NewMachine) -> None:
    one, other = machine(any_city), machine(any_city)
    wanted: list[str] = []
    while len(wanted) < 4:
        case_id, ops = one.opening(MaterialsTaken())
        if wire.bucket_of(case_id) != 7:
            one._seq -= len(ops)
            continue
        more = one.ops(case_id, *[FeedbackGiven(f"第 {n} 次") for n in range(188)])
        one.pushed([*ops, *more])
        wanted.append(case_id)
    told = pages(other, 7)
    assert [len(page.cases) for page in told] == [2, 2]
    assert [case.case_id for page in told for case in page.cases] == sorted(wanted)
    assert all(len(case.events) == 190 for page in told for case in page.cases)
    assert len({wire.write(page.bucket) for page in told}) == 1


def test_a_counter_that_is_level_has_the_same_sums(city: ServerProcess, counter: NewCounter) -> None:
    one, other = counter(city), counter(city)
    case_id = one.register(AnsweredOnSpot("可以"))
    one.save(case_id, Closed("办结"))
    one.register(MaterialsTaken())
    for _ in range(2):
        one.sync()
        other.sync()
    for each in (one, other):
        client = CityClient(each.me)
        assert client.buckets().buckets == sums(each)
        client.close()
    assert sums(one) != sums(other)


def sums(one: Counter) -> tuple[wire.Bucket, ...]:
    with one.database.reading() as uow:
        return wire.sums_of(wire.mark_of(*told) for told in uow.places.told())


REFUSED = {
    "another scope": ("{path}?instance={instance}&scope=1508260001", 403, "SCOPE"),
    "no scope": ("{path}?instance={instance}", 403, "SCOPE"),
    "another instance": ("{path}?instance=ffff&scope={scope}", 403, "INSTANCE"),
    "no instance": ("{path}?scope={scope}", 403, "INSTANCE"),
    "a control character": ("{path}?instance=a%00b&scope={scope}", 403, "INSTANCE"),
}


@pytest.mark.parametrize("how", REFUSED)
@pytest.mark.parametrize("path", [wire.Path.BUCKETS, f"{wire.Path.BUCKETS}/3"])
def test_who_asks_for_what_is_not_theirs_gets_nothing(
    city: ServerProcess, machine: NewMachine, path: str, how: str
) -> None:
    one = machine(city)
    target, status, code = REFUSED[how]
    asked = target.format(path=path, instance=one.me.instance_id, scope=one.me.outlet_code)
    assert code_of(one.asker.ask("GET", asked)) == (status, code)


@pytest.mark.parametrize(
    ("no", "expected"),
    [("64", (400, "BAD_BODY")), ("999999999999", (400, "BAD_BODY")), ("-1", (404, "NOT_FOUND")),
     ("x", (404, "NOT_FOUND")), ("", (404, "NOT_FOUND"))],
)  # fmt: skip
def test_there_are_sixty_four_buckets(
    any_city: ServerProcess, machine: NewMachine, no: str, expected: tuple[int, str]
) -> None:
    one = machine(any_city)
    target = f"{wire.Path.BUCKETS}/{no}?instance={one.me.instance_id}&scope={one.me.outlet_code}"
    assert code_of(one.asker.ask("GET", target)) == expected


@pytest.mark.parametrize("path", [wire.Path.BUCKETS, f"{wire.Path.BUCKETS}/3"])
def test_nothing_is_told_to_whoever_does_not_sign(
    any_city: ServerProcess, machine: NewMachine, path: str
) -> None:
    one = machine(any_city)
    target = f"{path}?instance={one.me.instance_id}&scope={one.me.outlet_code}"
    assert code_of(one.asker.ask("GET", target, proof={"SIGNATURE": "AAAA"})) == (401, "SIGNATURE")
    assert code_of(one.asker.ask("GET", target, proof={"DEVICE": "nobody"})) == (401, "NO_DEVICE")
    assert code_of(one.asker.ask("GET", target, proof={"NONCE": "old"})) == (401, "NONCE")
