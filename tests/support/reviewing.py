"""A city that reads reviews, for tests: its key pair, and what a sealed operation says to it."""

from outlet_app.domain.people import Person, Role
from outlet_app.models.engine import Database
from outlet_app.models.journal import Entry
from outlet_app.models.reviews import CityKey
from outlet_app.sync import wire
from tests.support.builders import CLERK

CITY = wire.SealKey.of(bytes(range(1, 33)))
MARK = bytes(range(32))
CITY_KEY = CityKey(CITY.public.hex(), MARK.hex())
TOLD = wire.ReviewKey(public=CITY.public.hex(), mark=MARK.hex())
LONE_HEAD = Person(CLERK, "苏日娜", frozenset({Role.SUPERVISOR, Role.CLERK}))


def opened(body: bytes, key: wire.SealKey = CITY) -> wire.Review:
    """What the city reads."""
    told = wire.read_sealed_review(body)
    assert told is not None
    return wire.open_review(key.private, told)


def sealed_ops(database: Database) -> list[Entry]:
    """The sealed reviews in a counter's journal, oldest first."""
    with database.reading() as uow:
        stored = uow.journal.of_cases(uow.journal.all_case_ids()).values()
    found = [entry for entries in stored for entry in entries if entry.kind == wire.REVIEW_KIND]
    return sorted(found, key=lambda entry: entry.local_no)


def reviews_in(database: Database) -> list[wire.Review]:
    """What the city would read of a counter's journal."""
    return [opened(entry.body) for entry in sealed_ops(database)]
