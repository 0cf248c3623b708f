"""What pages are told of the versions the city handed down; light, for the window shows it too."""

from dataclasses import dataclass
from datetime import date

from outlet_app.domain.releases.difference import Change
from outlet_app.domain.releases.order import Mode, Subject
from outlet_app.domain.releases.standing import Status
from outlet_app.services.released import SetAside


@dataclass(frozen=True, slots=True)
class Concerned:
    """An open case that a version treats otherwise; it stays under the one it was registered under.

    left: who handles it and has left, where a list of people says so.
    """

    case_id: str
    case_no: str
    applicant: str
    sub_item: str
    pinned_to: str
    left: str = ""


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """One version; number: of the last order about it.

    at_sign_in: it counts from the next sign-in on; is_new: nobody here has looked at it.
    """

    number: int
    subject: Subject
    name: str
    mode: Mode
    since: date
    status: Status
    reason: str
    withdrawn_reason: str = ""
    at_sign_in: bool = False
    is_new: bool = False
    before: str = ""
    changes: tuple[Change, ...] = ()
    cases: tuple[Concerned, ...] = ()


@dataclass(frozen=True, slots=True)
class Board:
    """Everything handed down, the newest first; what was turned away or set aside, and why."""

    rows: tuple[ReleaseRow, ...]
    set_aside: tuple[SetAside, ...] = ()
    refused: tuple[str, ...] = ()

    @property
    def new(self) -> tuple[ReleaseRow, ...]:
        """What nobody here has looked at."""
        return tuple(row for row in self.rows if row.is_new)


@dataclass(frozen=True, slots=True)
class News:
    """What came from the city: versions nobody here has looked at, and whether other data are newer.

    has_left: the city's list says of whoever is signed in that they have left.
    """

    releases: tuple[ReleaseRow, ...] = ()
    has_newer_data: bool = False
    has_left: bool = False
