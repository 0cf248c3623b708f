"""A day compared at its close: what a counter has of it, and what the city has (sync.md D.3, D.13)."""

from datetime import date, datetime
from typing import Annotated

from msgspec import Meta, Struct

from outlet_app.sync.wire.buckets import Bucket
from outlet_app.sync.wire.messages import Count, Word

MOST_OF_DAY = 5_000
Number = Annotated[str, Meta(max_length=100)]
Edition = Annotated[int, Meta(ge=1, le=9_999)]
DayCode = Annotated[str, Meta(pattern=r"^([0-9A-F]{4}-[0-9A-F]{4})?\Z")]


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


class DayClosed(Struct, frozen=True, kw_only=True):
    """How a day ended at a machine: its signed sheet, both codes, and how many numbers differed.

    `there` is empty where the city could not be asked; `at` and `by` (工号) are the sheet's.
    """

    instance: Word
    day: date
    edition: Edition
    at: Annotated[datetime, Meta(tz=True)]
    by: Annotated[str, Meta(pattern=r"^[0-9]{1,20}\Z")]
    number: Number
    here: DayCode
    there: DayCode = ""
    differing: Count = 0


class DayHeld(Struct, frozen=True, kw_only=True):
    """The cases that were asked for and those numbered on the day; of the loose papers, the known ones."""

    server_time: datetime
    cases: tuple[DayCase, ...]
    loose: tuple[str, ...]
