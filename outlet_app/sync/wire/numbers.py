"""What a terminal says of its numbers, so that the city can account for each (sync.md D.13)."""

from datetime import datetime

from msgspec import Struct

from outlet_app.sync.wire.messages import Count, Word


class GivenSeries(Struct, frozen=True, kw_only=True):
    """The highest serial a terminal gave out in a series, as its counters or its witness know it."""

    terminal: str
    series: str
    last: Count


class LoosePaper(Struct, frozen=True, kw_only=True):
    """A numbered paper that no operation tells of: a day's sheet, a ledger, a checklist."""

    number: str
    form: str


class Numbers(Struct, frozen=True, kw_only=True):
    """All series of a machine under all its names, and how many operations are still to be sent."""

    instance: Word
    unsent: Count
    series: tuple[GivenSeries, ...]
    loose: tuple[LoosePaper, ...]


class Accounted(Struct, frozen=True, kw_only=True):
    """The account is kept."""

    server_time: datetime
