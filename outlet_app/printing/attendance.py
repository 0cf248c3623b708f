"""W25 活动签到表: who registered, with room to sign, and blank lines for who comes unannounced."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from outlet_app.domain.facts.activity import ActivityWay, SignWay
from outlet_app.domain.forms.paper_lists import SEATS
from outlet_app.printing.facts import Fact
from outlet_app.printing.fonts import Faces
from outlet_app.printing.form_page import FormPage, set_form
from outlet_app.printing.imprint import Imprint
from outlet_app.printing.listed import Shown, listed
from outlet_app.printing.notes import notes
from outlet_app.printing.pages import Piece
from outlet_app.printing.sections import Section
from outlet_app.wording import papers
from outlet_app.wording.forms import attendance as words

BLANK_ROWS = 8


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """One who registered; phone is masked by the caller. place: on the waiting list, else 0."""

    name: str
    unit: str
    phone: str
    place: int = 0
    signed_at: datetime | None = None
    way: SignWay | None = None


@dataclass(frozen=True, slots=True)
class AttendanceValues:
    """The activity and its list in the order of registration. capacity: 0 for no limit."""

    imprint: Imprint
    title: str
    way: ActivityWay
    place: str
    starts_at: datetime
    ends_at: datetime
    capacity: int
    rows: tuple[AttendanceRow, ...]


def build_attendance(values: AttendanceValues, faces: Faces) -> bytes:
    """The sheet as PDF, the same bytes for the same values; NoGlyph, DoesNotFit."""
    return set_form(values.imprint, faces, partial(_pieces, values))


def _pieces(values: AttendanceValues, page: FormPage) -> Iterator[Piece]:
    yield from page.title()
    came = sum(row.signed_at is not None for row in values.rows)
    yield from page.fields(
        Fact(words.ACTIVITY, values.title),
        (Fact(words.WAY, words.WAYS[values.way]), Fact(words.CAPACITY, words.capacity(values.capacity))),
        Fact(words.TIME, words.span(values.starts_at, values.ends_at)),
        Fact(words.PLACE, values.place),
        (
            Fact(words.ENROLLED, words.people(len(values.rows))),
            Fact(words.CAME, words.people(came) if came else ""),
        ),
        gap=page.space.block,
    )
    yield from page.section(_list(values))
    clerk = papers.STAFF.format(name=values.imprint.clerk, short_no=values.imprint.short_no)
    signed = page.fields(
        (Fact(words.KEPT_BY, clerk), Fact(words.LED_BY, "")), frame="kept", gap=page.space.block
    )
    yield from signed
    yield from notes(page.text, page.faces, page.sheet, page.space)


def _list(values: AttendanceValues) -> Section:
    blank = dict.fromkeys((one.name for one in SEATS.columns), "")
    told, blanks = listed(words.LIST, SEATS, values.rows, _SHOWN), listed("", SEATS, [blank] * BLANK_ROWS)
    return replace(told, rows=(*told.rows, *blanks.rows))


def _name(row: AttendanceRow) -> str:
    return words.WAITING.format(name=row.name, place=row.place) if row.place else row.name


def _signed(row: AttendanceRow) -> str:
    return words.signed(row.signed_at, row.way) if row.signed_at and row.way else ""


_SHOWN: Shown = {"name": _name, "signed": _signed}
