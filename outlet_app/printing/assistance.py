"""W11 帮办代办受理单 and W12 帮办代办中止、续办、办结单 (domain.md §4)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from outlet_app.printing.blocks import Choice
from outlet_app.printing.case_facts import CaseFacts
from outlet_app.printing.facts import Fact
from outlet_app.printing.fonts import Faces
from outlet_app.printing.form_page import FormPage, Ticks, set_form
from outlet_app.printing.handed import HandedRow, handed
from outlet_app.printing.imprint import Imprint
from outlet_app.printing.pages import Piece
from outlet_app.wording.formats import long_day, long_moment
from outlet_app.wording.forms import assistance as words


@dataclass(frozen=True, slots=True)
class AssistanceValues:
    """Help taken on; mode: whole, stage or on_site. helper is name and 工号 as written."""

    imprint: Imprint
    about: CaseFacts
    started_at: datetime
    mode: str
    helper: str
    helper_phone: str
    scope: str
    mandate_no: str = ""
    materials: tuple[HandedRow, ...] = ()


@dataclass(frozen=True, slots=True)
class StopValues:
    """Help that stops, goes on or ends; kind: stop, resume, done or end, reason a code of the form."""

    imprint: Imprint
    about: CaseFacts
    at: datetime
    kind: str
    reason: str
    remark: str
    done: str
    left: str
    helper: str
    next_helper: str = ""
    returned: tuple[HandedRow, ...] = ()


def build_assistance(values: AssistanceValues, faces: Faces) -> bytes:
    """W11 as PDF, the same bytes for the same values; NoGlyph, DoesNotFit."""
    return set_form(values.imprint, faces, partial(_taken_on, values))


def build_stop(values: StopValues, faces: Faces) -> bytes:
    """W12 as PDF, the same bytes for the same values; NoGlyph, DoesNotFit."""
    return set_form(values.imprint, faces, partial(_stopped, values))


def _taken_on(values: AssistanceValues, page: FormPage) -> Iterator[Piece]:
    about = values.about
    yield from page.title()
    yield page.facts(about)
    yield from page.fields(
        Ticks(words.MODE, _ticked(words.MODES, values.mode)),
        (Fact(words.HELPER, values.helper), Fact(words.HELPER_PHONE, values.helper_phone)),
        (Fact(words.STARTED, long_moment(values.started_at)), Fact(words.SUPERVISION, about.complaint_phone)),
        Fact(words.MANDATE_NO, values.mandate_no),
        Fact(words.SCOPE, values.scope),
    )
    yield from page.section(handed(words.HANDED, values.materials))
    yield page.heading(words.DUTIES)
    yield from page.clauses("duty_")
    yield page.signed(about, words.HELPED_BY, long_day(values.started_at))
    yield from page.notes(about)


def _stopped(values: StopValues, page: FormPage) -> Iterator[Piece]:
    about = values.about
    yield from page.title()
    yield page.facts(about)
    yield from page.fields(
        Ticks(words.KIND, _ticked(words.KINDS, values.kind)),
        Ticks(words.REASON, _ticked(words.REASONS, values.reason)),
        Fact(words.REMARK, values.remark),
        Fact(words.DONE_SO_FAR, values.done),
        Fact(words.LEFT_OPEN, values.left),
        (Fact(words.HELPER, values.helper), Fact(words.NEXT_HELPER, values.next_helper)),
    )
    yield from page.section(handed(words.RETURNED, values.returned))
    yield from page.said(words.NEXT, "next", first=True)
    yield page.signed(about, words.HELPED_BY, long_day(values.at))
    yield from page.notes(about)


def _ticked(table: Mapping[str, str], chosen: str) -> tuple[Choice, ...]:
    return tuple(Choice(label, code == chosen) for code, label in table.items())
