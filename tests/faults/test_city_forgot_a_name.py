"""The city is set back to before it gave a machine its present name; the long run found it stuck for ever."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from outlet_app.domain.events import Accepted, AnsweredOnSpot, FeedbackGiven, MaterialsTaken
from outlet_app.models.counters import case_series
from outlet_app.sync import wire
from outlet_app.sync.forking import COPIED, FORK, FORKS
from outlet_app.sync.levelling import HEALED
from tests.faults.test_machines_set_back import copy_of, forks, op_ids, put_back, stop
from tests.support import oracle
from tests.support.cities import NewCounter
from tests.support.counter import Counter
from tests.support.faults import FLIP_ANSWER, LOSE_ANSWER, LOSE_REQUEST, Fault, Proxy
from tests.support.server import ServerProcess, SqliteCity

NewProxy = Callable[[ServerProcess], Proxy]


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """A city that may be set back: each test has an outlet of its own. On PostgreSQL: test_failpoints.py."""
    one = ServerProcess(SqliteCity(tmp_path_factory.mktemp("forgetful") / "city.db"))
    yield one
    one.kill()


def granted(city: ServerProcess, one: Counter) -> list[tuple[str, str, str]]:
    """The forks of this machine that the city knows: old name, new name, cause."""
    with one.database.reading() as uow:
        names = {name.instance_id for name in uow.instance.all()}
    return [fork for fork in forks(city) if fork[0] in names]


def serials(one: Counter, count: int) -> list[int]:
    """So many numbers of a day, taken as the counter takes them."""
    taken = []
    for _ in range(count):
        with one.database.unit_of_work() as uow:
            taken.append(uow.counters.next_case_serial(one.clock.now().date()))
            uow.commit()
    return taken


def renamed(one: Counter, reason: str = FORK) -> None:
    """The machine takes another name and works under it."""
    stop(one, reason)
    one.sync()
    assert one.me.stopped is None


def set_back(city: ServerProcess, copy: str) -> None:
    city.database.set_back(copy)


def healed(one: Counter) -> tuple[str, int, str]:
    with one.database.reading() as uow:
        told = json.loads(uow.meta.get(HEALED) or "{}")
    return told["what"], told["count"], told["terminal"]


def all_is_well(city: ServerProcess, *machines: Counter, had: set[str]) -> None:
    oracle.quieten(machines)
    oracle.nothing_lost(had, city.database.url)
    oracle.nothing_twice(city.database.url)
    for one in machines:
        oracle.alike(one, city)


def test_row_13_a_machine_the_city_knows_only_by_its_former_name_goes_on(
    city: ServerProcess, counter: NewCounter
) -> None:
    one, other = counter(city), counter(city)
    first = one.register(MaterialsTaken())
    one.sync()
    copy = city.database.copy()
    one.save(first, Accepted())
    one.sync()
    renamed(one)
    later = one.register(AnsweredOnSpot("可以"))
    one.sync()
    before, had = one.me, op_ids(one)
    unsent = one.register()
    set_back(city, copy)
    report = one.sync()
    assert (report.error_code, report.stopped, report.waiting) == ("", "", 0)
    assert one.me.instance_id != before.instance_id
    # What it printed under its number stays its own; nobody else had asked for one since.
    assert one.me.terminal_no == before.terminal_no == "03"
    assert [verdict for _, verdict, _ in one.verdicts(first)] == ["applied"] * 3
    assert [verdict for _, verdict, _ in one.verdicts(later)] == ["applied"] * 2
    assert [verdict for _, verdict, _ in one.verdicts(unsent)] == ["applied"]
    all_is_well(city, one, other, had=had)
    assert healed(one)[::2] == ("epoch", "03")


def test_row_13_operations_of_both_names_come_in_the_order_in_which_they_were_made(
    city: ServerProcess, counter: NewCounter
) -> None:
    """Registered under the former name, accepted under the present: the city has to hear it in this order."""
    one = counter(city)
    one.sync()
    copy = city.database.copy()
    case_id = one.register(MaterialsTaken())
    one.sync()
    renamed(one)
    one.save(case_id, Accepted())
    one.save(case_id, FeedbackGiven("明天答复"))
    one.sync()
    set_back(city, copy)
    one.sync()
    assert [verdict for _, verdict, _ in one.verdicts(case_id)] == ["applied"] * 4
    assert [entry.case_n for entry in one.history(case_id)] == [1, 2, 3, 4]
    all_is_well(city, one, had=op_ids(one))
    assert healed(one)[:2] == ("epoch", 4)


def test_the_same_number_goes_on_counting(city: ServerProcess, counter: NewCounter) -> None:
    one = counter(city)
    one.sync()
    copy = city.database.copy()
    renamed(one)
    assert serials(one, 3) == [1, 2, 3]
    set_back(city, copy)
    one.sync()
    assert one.me.terminal_no == "02"
    assert serials(one, 2) == [4, 5]


def test_a_number_that_somebody_else_has_now_is_left_to_him(city: ServerProcess, counter: NewCounter) -> None:
    one = counter(city)
    one.sync()
    copy = city.database.copy()
    renamed(one)
    one.register(AnsweredOnSpot("可以"))
    one.sync()
    mine, had = one.me, op_ids(one)
    assert serials(one, 3) == [1, 2, 3]
    set_back(city, copy)
    other = counter(city)
    assert other.me.terminal_no == mine.terminal_no == "02"
    one.sync()
    assert one.me.terminal_no == "03"
    # A new terminal counts from one; the numbers of the former stay on record under its name.
    assert serials(one, 2) == [1, 2]
    with one.database.reading() as uow:
        kept = [last for name, last in uow.counters.all().items() if name.startswith(mine.instance_id)]
    assert kept == [3]
    all_is_well(city, one, other, had=had)
    assert healed(one) == ("forgotten", 2, "03")


def test_the_city_gives_no_number_a_machine_has_got_back(city: ServerProcess, counter: NewCounter) -> None:
    one = counter(city)
    one.sync()
    copy = city.database.copy()
    renamed(one)
    set_back(city, copy)
    one.sync()
    numbers = [one.me.terminal_no, *(counter(city).me.terminal_no for _ in range(3))]
    assert numbers == ["02", "03", "04", "05"]


@pytest.mark.parametrize("names", [2, 3])
def test_the_newest_name_the_city_knows_is_found_however_many_it_lost(
    city: ServerProcess, counter: NewCounter, names: int
) -> None:
    one = counter(city)
    case_id = one.register(MaterialsTaken())
    one.sync()
    copy = city.database.copy()
    for n in range(names - 1):
        renamed(one)
        one.save(case_id, FeedbackGiven(f"第{n}次"))
        one.sync()
    set_back(city, copy)
    had = op_ids(one)
    one.sync()
    all_is_well(city, one, had=had)
    with one.database.reading() as uow:
        first, *_, last = uow.instance.all()
    assert granted(city, one) == [(first.instance_id, last.instance_id, "forgotten")]


def test_of_several_forgotten_names_the_newest_one_known_is_asked_under(
    city: ServerProcess, counter: NewCounter
) -> None:
    one = counter(city)
    one.sync()
    renamed(one)
    known = one.me.instance_id
    copy = city.database.copy()
    renamed(one)
    set_back(city, copy)
    one.sync()
    assert [line[0] for line in granted(city, one) if line[2] == "forgotten"] == [known]


@pytest.mark.parametrize("fault", [LOSE_REQUEST, LOSE_ANSWER, FLIP_ANSWER], ids=lambda _: "")
def test_cut_off_while_it_asks_it_asks_for_the_same_name_again(
    city: ServerProcess, counter: NewCounter, proxy: NewProxy, fault: Fault
) -> None:
    line = proxy(city)
    one = counter(city, via=line.url)
    one.sync()
    copy = city.database.copy()
    renamed(one)
    one.register(AnsweredOnSpot("可以"))
    one.sync()
    had = op_ids(one)
    set_back(city, copy)
    line.plan(wire.Path.FORK, fault, fault)
    for _ in range(2):
        assert one.sync().error_code != ""
        one.restart()
    all_is_well(city, one, had=had)
    assert len(granted(city, one)) == 1
    assert one.me.terminal_no == "02"


def test_a_copy_that_was_forgotten_wishes_for_no_number_of_the_original(
    city: ServerProcess, counter: NewCounter
) -> None:
    one = counter(city)
    one.sync()
    copy = city.database.copy()
    renamed(one)
    stop(one, COPIED)
    set_back(city, copy)
    one.sync()
    with one.database.reading() as uow:
        assert uow.instance.required().stopped is None
    assert [cause for _, _, cause in granted(city, one)] == ["copied"]


def test_a_machine_restored_and_forgotten_asks_nothing_back_of_a_name_the_city_lost(
    city: ServerProcess, counter: NewCounter, tmp_path: Path
) -> None:
    one = counter(city)
    one.register()
    one.sync()
    copy = city.database.copy()
    renamed(one)
    one.sync()
    yesterday = copy_of(one, tmp_path / "yesterday")
    one.register()
    one.sync()
    put_back(one, yesterday)
    set_back(city, copy)
    had = op_ids(one)
    all_is_well(city, one, had=had)


def test_a_machine_the_city_never_had_under_any_name_says_so_and_keeps_all(
    city: ServerProcess, counter: NewCounter
) -> None:
    keeper = counter(city)
    keeper.sync()
    copy = city.database.copy()
    one = counter(city)
    one.register(AnsweredOnSpot("可以"))
    one.sync()
    renamed(one)
    set_back(city, copy)
    for _ in range(2):
        report = one.sync()
        assert (report.error_code, report.online) == ("NO_DEVICE", False)
    assert len(op_ids(one)) == 2
    assert granted(city, one) == []


def test_three_names_a_day_are_enough_also_here(city: ServerProcess, counter: NewCounter) -> None:
    one = counter(city)
    one.sync()
    copy = city.database.copy()
    for _ in range(3):
        renamed(one)
    set_back(city, copy)
    assert one.sync().stopped == FORK
    with one.database.reading() as uow:
        assert len(json.loads(uow.meta.get(FORKS) or "[]")) == 3


def test_the_witness_knows_the_former_numbers_under_the_former_name(
    city: ServerProcess, counter: NewCounter
) -> None:
    """Going back to the day, a series put aside is never continued by accident."""
    one = counter(city)
    one.sync()
    copy = city.database.copy()
    renamed(one)
    assert serials(one, 2) == [1, 2]
    set_back(city, copy)
    counter(city)
    one.sync()
    with one.database.reading() as uow:
        assert uow.counters.last(case_series(one.clock.now().date())) == 0


def test_what_an_older_counter_asks_has_no_wish() -> None:
    told = b'{"instance":"a","new_instance":"b","public_key":"%s","cause":"restored"}' % (b"0" * 64)
    assert wire.read(told, wire.Fork).terminal == ""


@pytest.mark.parametrize("wish", ["1", "001", "ab", "-1", " 1", "1 ", "１２"])
def test_a_wish_that_is_no_terminal_number_is_no_message(wish: str) -> None:
    told = wire.write(
        {"instance": "a", "new_instance": "b", "public_key": "0" * 64, "cause": "forgotten", "terminal": wish}
    )
    with pytest.raises(ValueError, match="terminal"):
        wire.read(told, wire.Fork)
