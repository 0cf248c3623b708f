"""Row 31 over the line: the same operations again change nothing; row 30: no empty answer does."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace

import pytest

from city_server import epochs
from city_server.store import Store
from outlet_app.domain.events import AnsweredOnSpot, FeedbackGiven, MaterialsTaken
from outlet_app.sync import wire
from outlet_app.sync.client import CityClient
from tests.faults.test_city_set_back import in_custody
from tests.support.cities import NewCounter, NewMachine, census
from tests.support.counter import push_of
from tests.support.server import ServerProcess

Serve = Callable[..., ServerProcess]


def test_row_31_the_same_push_again_is_answered_alike_and_changes_nothing(
    city: ServerProcess, machine: NewMachine, outlet: str
) -> None:
    one = machine(city)
    _, ops = one.opening(MaterialsTaken(), FeedbackGiven("明天答复"))
    first = one.pushed(ops)
    held, kept, pages = census(city, outlet), in_custody(city.database), one.pages()
    for again in (ops, ops[:1], ops[1:], ops[2:]):
        told = one.pushed(again)
        assert told.results == first.results[ops.index(again[0]) :][: len(again)]
        assert (told.acked_seq, told.receipt) == (first.acked_seq, first.receipt)
    assert (census(city, outlet), in_custody(city.database), one.pages()) == (held, kept, pages)


def test_row_31_the_same_operations_under_another_name_of_the_outlet_change_nothing(
    city: ServerProcess, machine: NewMachine, outlet: str
) -> None:
    """As a parcel does that was carried to another window after the line had taken them."""
    one, other = machine(city), machine(city)
    _, ops = one.opening(MaterialsTaken(), FeedbackGiven("明天答复"))
    one.pushed(ops)
    held, kept = census(city, outlet), in_custody(city.database)
    for _ in range(2):
        carried = [other.op(bytes(op.b)) for op in ops]
        assert other.told(carried) == [("applied", "", 1), ("applied", "", 2), ("applied", "", 3)]
    assert (census(city, outlet), in_custody(city.database)) == (held, kept)
    assert len(one.pages()[-1].cases[0].events) == 3


def test_row_31_half_known_and_half_new_takes_in_the_new_half_alone(
    city: ServerProcess, machine: NewMachine, outlet: str
) -> None:
    one, other = machine(city), machine(city)
    case_id, ops = one.opening(MaterialsTaken())
    one.pushed(ops)
    mixed = [*(other.op(bytes(op.b)) for op in ops), *other.ops(case_id, FeedbackGiven("明天答复"))]
    assert [told[2] for told in other.told(mixed)] == [1, 2, 3]
    assert census(city, outlet).tally.events == 3


def test_row_31_an_id_that_comes_with_other_bytes_is_refused_whole(
    city: ServerProcess, machine: NewMachine, outlet: str
) -> None:
    one, other = machine(city), machine(city)
    case_id, ops = one.opening()
    one.pushed(ops)
    known = wire.glance(bytes(ops[0].b)).op
    forged = wire.encode_event(other.event(case_id, AnsweredOnSpot("可以"), op_id=known))
    assert other.send([other.op(forged)]).status_code == 422
    assert census(city, outlet).tally.events == 1


def test_row_13_what_is_asked_again_in_a_new_epoch_is_signed_under_it(
    serve: Serve, machine: NewMachine
) -> None:
    """A receipt of the old epoch in such an answer would be shown with the next push and be called a fork."""
    city = serve()
    one = machine(city)
    case_id, ops = one.opening(MaterialsTaken())
    first = one.pushed(ops)
    with closing(Store(city.database.url)) as store:
        opened = store.settle(lambda conn: epochs.open_new(conn, "", "a restore by the runbook"))
    one.me = replace(one.me, epoch=opened.name, receipt="")
    again = one.pushed(ops[1:])
    assert (again.acked_seq, again.results) == (2, first.results[1:])
    assert again.receipt not in ("", first.receipt)
    assert again.receipt.split(".")[:2] == first.receipt.split(".")[:2]
    assert one.pushed(ops[1:]).receipt == again.receipt
    assert one.told(one.ops(case_id, FeedbackGiven("明天答复"))) == [("applied", "", 3)]


@pytest.mark.parametrize("after", [0, 1, 10**9])
def test_row_30_a_scope_without_news_tells_nothing_and_nothing_goes(
    city: ServerProcess, counter: NewCounter, after: int
) -> None:
    one = counter(city)
    case_id = one.register(AnsweredOnSpot("可以"))
    for _ in range(3):
        assert one.sync().error_code == ""
    with one.database.unit_of_work() as uow:
        uow.cursors.set(one.me.outlet_code, one.me.epoch, after)
        uow.commit()
    report = one.sync()
    assert (report.error_code, report.stopped) == ("", "")
    assert [verdict for _, verdict, _ in one.verdicts(case_id)] == ["applied", "applied"]
    assert one.sync().pulled == 0


def test_row_30_cases_called_gone_stay(city: ServerProcess, counter: NewCounter) -> None:
    """`gone` has no signed reset yet: whatever stands in it is no instruction."""
    one = counter(city)
    case_id = one.register(AnsweredOnSpot("可以"))
    one.sync()

    class Erasing(CityClient):
        def pull(self, epoch: str, version: int, limit: int) -> wire.Pulled:
            page = super().pull(epoch, version, limit)
            told = {name: getattr(page, name) for name in page.__struct_fields__}
            return wire.Pulled(**{**told, "gone": (case_id,), "version": version + 0})

    one.engine.close()
    one.engine._client_factory = Erasing
    assert one.sync().error_code == ""
    assert len(one.history(case_id)) == 2


def test_row_31_an_empty_push_is_answered_and_changes_nothing(
    city: ServerProcess, machine: NewMachine, outlet: str
) -> None:
    one = machine(city)
    one.pushed(one.opening()[1])
    held = census(city, outlet)
    empty = push_of(replace(one.me), [])
    assert one.asker.push(empty).status_code in (200, 400, 422)
    assert census(city, outlet) == held
