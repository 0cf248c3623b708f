"""A scope is told everything once, in order, page by page, and only what concerns it."""

from collections.abc import Iterator

import pytest

from outlet_app.domain.events import AnsweredOnSpot, Closed, FeedbackGiven, MaterialsTaken
from outlet_app.sync import wire
from tests.support.asking import Asker
from tests.support.cities import NewCounter
from tests.support.counter import Counter
from tests.support.server import ServerProcess


@pytest.fixture
def reader(city: ServerProcess, counter: NewCounter) -> Iterator[Asker]:
    """A second machine of the outlet, reading by hand."""
    asker = Asker(city, counter(city))
    yield asker
    asker.close()


@pytest.fixture
def writer(city: ServerProcess, counter: NewCounter) -> Counter:
    """The machine that has something to tell."""
    return counter(city)


def pages(reader: Asker, limit: int) -> list[wire.Pulled]:
    """Every page of the outlet's changes."""
    found: list[wire.Pulled] = []
    while not found or found[-1].more:
        after = found[-1].version if found else 0
        found.append(wire.read(reader.pull(after=after, limit=limit).content, wire.Pulled))
    return found


def told(found: list[wire.Pulled]) -> list[tuple[str, int | None]]:
    return [(entry.op_id, entry.n) for page in found for case in page.cases for entry in case.events]


@pytest.mark.parametrize("limit", [1, 2, 3, 500])
def test_pages_of_any_size_tell_the_same(writer: Counter, reader: Asker, limit: int) -> None:
    case_id = writer.register(MaterialsTaken(), FeedbackGiven("一"), FeedbackGiven("二"))
    writer.register(AnsweredOnSpot("可以"))
    writer.sync()
    writer.save(case_id, FeedbackGiven("三"))
    writer.sync()
    found = pages(reader, limit)
    assert len(told(found)) == len(set(told(found))) == 7
    places = [e.n for page in found for case in page.cases if case.case_id == case_id for e in case.events]
    assert places == [1, 2, 3, 4, 5]
    assert all(wire.op_digest(e.body) == e.sha256 for page in found for c in page.cases for e in c.events)


def test_large_events_make_short_pages(writer: Counter, reader: Asker) -> None:
    for _ in range(4):
        writer.register(AnsweredOnSpot("长" * 150_000))
    writer.sync()
    found = pages(reader, 500)
    assert len(found) > 1
    assert len(told(found)) == 8


def test_a_page_asked_for_as_too_large_is_cut_to_what_is_agreed(writer: Counter, reader: Asker) -> None:
    case_id = writer.register(MaterialsTaken())
    writer.save(case_id, *[FeedbackGiven(str(i)) for i in range(600)])
    writer.sync()
    found = pages(reader, 10_000)
    assert [sum(len(case.events) for case in page.cases) for page in found] == [500, 102]


def test_the_maker_gets_places_without_bytes_and_alone_hears_of_refusals(
    city: ServerProcess, writer: Counter, reader: Asker
) -> None:
    writer.register(Closed("办结"))
    writer.sync()
    assert len(told(pages(reader, 500))) == 1
    mine = Asker(city, writer)
    (page,) = pages(mine, 500)
    mine.close()
    assert [(entry.n, entry.body) for entry in page.cases[0].events] == [(1, b"")]


def test_nothing_new_is_an_empty_page_that_keeps_the_cursor(writer: Counter, reader: Asker) -> None:
    writer.register()
    writer.sync()
    (page,) = pages(reader, 500)
    again = wire.read(reader.pull(after=page.version).content, wire.Pulled)
    assert (again.version, again.more, again.cases) == (page.version, False, ())
