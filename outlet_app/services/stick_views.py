"""What a clerk is told of parcels: what one holds, what became of a file, how things stand."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Exported:
    """What lies on the stick now: events, attachments, attachments left for the next, others' receipts."""

    folder: str
    name: str
    events: int
    files: int
    left: int
    receipts: int


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of one file: `kind` is receipt, parcel, waiting (no line) or failed; `code` why.

    Of a receipt: events answered, attachments confirmed, events that wait `again`. Of a parcel: what the city
    took and knew, and whether its receipt is on the stick. `heard`, `signed`: as in Returned.
    """

    kind: str
    name: str
    sign: str = ""
    terminal: str = ""
    events: int = 0
    files: int = 0
    again: int = 0
    known: int = 0
    on_stick: bool = False
    code: str = ""
    heard: bool = False
    signed: bool = False


@dataclass(frozen=True, slots=True)
class StickState:
    """How it stands: the last export whose receipt is still out, and what lies here for others."""

    exported_at: datetime | None = None
    events: int = 0
    files: int = 0
    to_city: int = 0
    to_bring_back: int = 0
    set_aside: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say."""
        return self == StickState()
