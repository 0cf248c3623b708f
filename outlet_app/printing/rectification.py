"""W16 差评核实整改反馈单: what was rated, what was found, what was mended (domain.md §7.5)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from outlet_app.printing.blocks import Choice
from outlet_app.printing.facts import Fact
from outlet_app.printing.fonts import Faces
from outlet_app.printing.form_page import FormPage, Ticks, set_form
from outlet_app.printing.imprint import Imprint
from outlet_app.printing.notes import notes
from outlet_app.printing.pages import Piece
from outlet_app.printing.signing import party
from outlet_app.wording.formats import long_moment
from outlet_app.wording.forms import review as words


@dataclass(frozen=True, slots=True)
class RatedPart:
    """A bad review as it reaches the outlet: without the name of whoever gave it (decisions.md 18)."""

    review_no: str
    case_no: str
    unit: str
    staff: str
    rated_at: datetime
    channel: str
    level: int
    tags: str = ""
    text: str = ""
    assigned_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RectificationValues:
    """The review and what became of it; empty where the step has not been reached yet."""

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
    fed_back_how: str = ""
    fed_back_at: datetime | None = None
    fed_back_by: str = ""
    content: str = ""
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
    yield page.halves(party(words.CHECK_SIGNS), party(words.HEAD_SIGNS), words.TITLES)
    yield from notes(page.text, page.faces, page.sheet)


def _rated(rated: RatedPart, page: FormPage) -> Iterator[Piece]:
    return page.fields(
        (Fact(words.CASE_NO, rated.case_no), Fact(words.REVIEW_NO, rated.review_no)),
        (Fact(words.UNIT, rated.unit), Fact(words.STAFF, rated.staff)),
        (Fact(words.RATED_AT, long_moment(rated.rated_at)), Fact(words.CHANNEL, rated.channel)),
        Ticks(words.LEVEL, _ticked(words.LEVELS, rated.level)),
        Fact(words.TAGS, rated.tags),
        Fact(words.TEXT, rated.text),
        Fact(words.ASSIGNED_AT, _moment(rated.assigned_at)),
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
        (Fact(words.DONE_AT, _moment(values.done_at)), Fact(words.FED_BACK_HOW, values.fed_back_how)),
        (Fact(words.FED_BACK_AT, _moment(values.fed_back_at)), Fact(words.FED_BACK_BY, values.fed_back_by)),
        Ticks(words.CONTENT, _ticked(words.CONTENTS, values.content)),
        Fact(words.REVIEWED, values.reviewed),
        Fact(words.ARCHIVED, values.archived),
        frame="mended",
        under=True,
    )


def _ticked(table: Mapping[str, str] | Mapping[int, str], chosen: object) -> tuple[Choice, ...]:
    return tuple(Choice(label, code == chosen) for code, label in table.items())


def _moment(at: datetime | None) -> str:
    return long_moment(at) if at else ""
