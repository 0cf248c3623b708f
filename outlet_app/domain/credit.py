"""What a counter knows of an applicant's credit: entries of the city's list, and promises overdue here."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum

from outlet_app.domain.applicant import Applicant
from outlet_app.domain.frozen import dataclass
from outlet_app.domain.plain import DataError, Plain, PlainRow


class CreditAct(StrEnum):
    """失信行为 (domain.md §3.7): a promised paper that never came, or a promise found untrue."""

    OVERDUE = "overdue"
    UNTRUE = "untrue"


class CreditSource(StrEnum):
    """Where an entry comes from (domain.md §3.7)."""

    OUTLET = "outlet"
    CITY = "city"
    CREDIT_CHINA = "credit_china"


@dataclass(frozen=True, slots=True)
class CreditEntry:
    """One entry of the 失信 list: whose, for what, since and until when, and when it was repaired."""

    subject: str
    code: str
    act: CreditAct
    case_no: str
    listed_on: date
    listed_by: str
    until: date
    source: CreditSource = CreditSource.CITY
    repaired_on: date | None = None

    def blocks(self, today: date) -> bool:
        """Tell whether the entry still stands: neither repaired nor run out."""
        repaired = self.repaired_on is not None and self.repaired_on <= today
        return self.listed_on <= today <= self.until and not repaired

    def is_of(self, who: Applicant) -> bool:
        """Tell whether the entry is this applicant's: by number where both have one, else by name."""
        return same_subject(who, self.subject, self.code)


@dataclass(frozen=True, slots=True)
class CreditList:
    """The city's list as of a day; outlets read it and never write it."""

    as_of: date
    entries: tuple[CreditEntry, ...] = ()

    def against(self, who: Applicant, today: date) -> tuple[CreditEntry, ...]:
        """Return the entries that stand against an applicant."""
        return tuple(one for one in self.entries if one.is_of(who) and one.blocks(today))


@dataclass(frozen=True, slots=True)
class OverduePromise:
    """A promised material of an open case that did not come in time."""

    case_id: str
    case_no: str
    material: str
    due: date


@dataclass(frozen=True, slots=True)
class Repute:
    """What stands against an applicant here; `list_as_of` and `synced_at` say how old the knowledge is."""

    listed: tuple[CreditEntry, ...] = ()
    overdue: tuple[OverduePromise, ...] = ()
    list_as_of: date | None = None
    synced_at: datetime | None = None


class CreditError(DataError):
    """A credit list that cannot be used: where it is wrong (row, column) and why, as codes."""


def read_credit(plain: Plain) -> CreditList:
    """Turn a parsed list of the city into a CreditList; CreditError(row, column, reason) if it is unusable.

    Source: domain.md §3.7. An entry without any of its fields is refused, or an innocent one is blocked.
    """
    released = PlainRow(plain, "credit", CreditError)
    return CreditList(released.day("as_of"), released.rows("entries", "id", _entry))


def newest(lists: Iterable[CreditList]) -> CreditList | None:
    """Return the list of the latest day; None where the city has sent none."""
    return max(lists, key=lambda one: one.as_of, default=None)


def same_subject(who: Applicant, name: str, code: str) -> bool:
    """Tell whether two are one: two people may share a name, not a number."""
    if who.id_number and code:
        return who.id_number == code
    return bool(who.name) and who.name == name


def _entry(row: PlainRow) -> CreditEntry:
    return CreditEntry(
        subject=row.text("subject"),
        code=row.text("code", may_be_empty=True),
        act=row.member("act", CreditAct),
        case_no=row.text("case_no", may_be_empty=True),
        listed_on=row.day("listed_on"),
        listed_by=row.text("listed_by"),
        until=row.day("until"),
        source=row.member("source", CreditSource),
        repaired_on=row.day("repaired_on") if row.plain.get("repaired_on") else None,
    )
