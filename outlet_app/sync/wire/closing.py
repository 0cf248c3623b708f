"""A day compared at its close: what a counter has of it, and what the city has (sync.md D.3, D.13)."""

from datetime import date, datetime
from typing import Annotated

from msgspec import Meta, Struct

from outlet_app.sync.wire.buckets import Bucket
from outlet_app.sync.wire.messages import Count, Word

MOST_OF_DAY = 5_000
Number = Annotated[str, Meta(max_length=100)]


class DayAsked(Struct, frozen=True, kw_only=True):
    """The cases and records with an event on a day, and the day's papers that no operation tells of."""

    instance: Word
    day: date
    cases: tuple[Word, ...]
    loose: tuple[Number, ...] = ()


class DayPaper(Struct, frozen=True, kw_only=True):
    """A numbered paper and how often it was printed."""

    number: str
    copies: Count


class DayCase(Struct, frozen=True, kw_only=True):
    """A case as the city has it: `sum` over its operations as the asker is to see them."""

    case: str
    number: str
    sum: Bucket
    papers: tuple[DayPaper, ...]


class DayHeld(Struct, frozen=True, kw_only=True):
    """The cases that were asked for and those numbered on the day; of the loose papers, the known ones."""

    server_time: datetime
    cases: tuple[DayCase, ...]
    loose: tuple[str, ...]
