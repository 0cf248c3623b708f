"""W16 差评核实整改反馈单: what was rated, what was found, what was mended (domain.md §7.5)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from outlet_app.printing.blocks import BLANK_HEIGHT, Choice
from outlet_app.printing.facts import Fact
from outlet_app.printing.fonts import Faces
from outlet_app.printing.form_page import FormPage, Ticks, set_form
from outlet_app.printing.imprint import Imprint
from outlet_app.printing.notes import notes
from outlet_app.printing.pages import Piece
from outlet_app.printing.paper import MM
from outlet_app.printing.signing import party
from outlet_app.wording.formats import long_moment
from outlet_app.wording.forms import review as words

# Both sign it and nobody seals it.
SIGNED = 3 * BLANK_HEIGHT + 6 * MM


@dataclass(frozen=True, slots=True)
class RatedPart:
    """A bad review as it reaches the outlet: without name, case and day (decisions.md 18).

    month: any day of the month in which it was given. tags: codes.
    """

    review_no: str
    unit: str
    staff: str
    item: str
    month: date
    level: int
    tags: tuple[str, ...] = ()
    text: str = ""
    assigned_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RectificationValues:
    """The review and what became of it; empty where the step has not been reached yet.

    excluded: what the next level decided, None where nobody asked it. called_at: the city's call-back.
    """

    imprint: Imprint
    rated: RatedPart
    handled_by: str = ""
    checked_by: str = ""
    checked_how: str = ""
    checked_at: datetime | None = None
    found: str = ""
    finding: str = ""
    measures: str = ""
    done_at: datetime | None = None
    reply: str = ""
    called_at: datetime | None = None
    content: str = ""
    excluded: bool | None = None
    reviewed: str = ""
    archived: str = ""


def build_rectification(values: RectificationValues, faces: Faces) -> bytes:
    """The paper as PDF, the same bytes for the same values; NoGlyph, DoesNotFit."""
    return set_form(values.imprint, faces, partial(_pieces, values))


def _pieces(values: RectificationValues, page: FormPage) -> Iterator[Piece]:
    yield from page.title()
    yield page.heading(words.RATED)
    yield from _rated(values.rated, page)
    yield page.heading(words.VERIFIED)
    yield from _verified(values, page)
    yield page.heading(words.MENDED)
    yield from _mended(values, page)
    yield from page.said(words.SECRECY, "secret", first=True)
    checker, head = party(words.CHECK_SIGNS, tall=SIGNED), party(words.HEAD_SIGNS, tall=SIGNED)
    yield page.halves(checker, head, words.TITLES)
    yield from notes(page.text, page.faces, page.sheet)


def _rated(rated: RatedPart, page: FormPage) -> Iterator[Piece]:
    return page.fields(
        (Fact(words.REVIEW_NO, rated.review_no), Fact(words.CASE_NO, words.KEPT_BACK)),
        (Fact(words.UNIT, rated.unit), Fact(words.STAFF, rated.staff)),
        (Fact(words.RATED_AT, words.month(rated.month)), Fact(words.CHANNEL, words.SCREEN)),
        Ticks(words.LEVEL, _ticked(words.LEVELS, rated.level)),
        Fact(words.TAGS, words.tags(rated.tags)),
        Fact(words.TEXT, rated.text),
        (Fact(words.ITEM, rated.item), Fact(words.ASSIGNED_AT, _moment(rated.assigned_at))),
        frame="rated",
        under=True,
    )


def _verified(values: RectificationValues, page: FormPage) -> Iterator[Piece]:
    return page.fields(
        (Fact(words.CHECKED_BY, values.checked_by), Fact(words.CHECKED_HOW, values.checked_how)),
        (Fact(words.CHECKED_AT, _moment(values.checked_at)), Fact(words.HANDLED_BY, values.handled_by)),
        Fact(words.FOUND, values.found),
        Ticks(words.CLASS, _ticked(words.CLASSES, values.finding)),
        frame="verified",
        under=True,
    )


def _mended(values: RectificationValues, page: FormPage) -> Iterator[Piece]:
    return page.fields(
        Fact(words.MEASURES, values.measures),
        Fact(words.REPLY, values.reply),
        (Fact(words.DONE_AT, _moment(values.done_at)), Fact(words.ARCHIVED, values.archived)),
        (
            Fact(words.FED_BACK_BY, words.caller(values.called_at)),
            Fact(words.FED_BACK_AT, _moment(values.called_at)),
        ),
        Ticks(words.CONTENT, _ticked(words.CONTENTS, values.content)),
        Fact(words.REVIEWED, words.decided(values.excluded, values.reviewed)),
        frame="mended",
        under=True,
    )


def _ticked(table: Mapping[str, str] | Mapping[int, str], chosen: object) -> tuple[Choice, ...]:
    return tuple(Choice(label, code == chosen) for code, label in table.items())


def _moment(at: datetime | None) -> str:
    return long_moment(at) if at else ""
