"""W07 容缺受理申请承诺书: the applicant's own promise with its five clauses (domain.md §3.3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from outlet_app.domain.catalogue import PaperForm
from outlet_app.printing.blocks import Block, cell, centred
from outlet_app.printing.case_facts import CaseFacts
from outlet_app.printing.facts import Fact
from outlet_app.printing.fonts import Faces
from outlet_app.printing.form_page import FormPage, set_form
from outlet_app.printing.handed import HandedRow, handed
from outlet_app.printing.imprint import Imprint
from outlet_app.printing.pages import Piece
from outlet_app.printing.sections import Section
from outlet_app.wording import papers
from outlet_app.wording.formats import long_day
from outlet_app.wording.forms import promises as words


@dataclass(frozen=True, slots=True)
class DeferredRow:
    """A secondary material that comes later: in what form and by when; lack: what is wrong, if it came."""

    name: str
    form: PaperForm
    copies: int
    due: date
    lack: str = ""


@dataclass(frozen=True, slots=True)
class PromiseValues:
    """What the applicant hands in, what is owed, and what is promised for it; masked by the caller."""

    imprint: Imprint
    about: CaseFacts
    promised_on: date
    core: tuple[HandedRow, ...]
    deferred: tuple[DeferredRow, ...]
    address: str = ""
    legal: str = ""
    agent: str = ""


def build_promise(values: PromiseValues, faces: Faces) -> bytes:
    """The paper as PDF, the same bytes for the same values; NoGlyph, DoesNotFit."""
    return set_form(values.imprint, faces, partial(_pieces, values))


def _pieces(values: PromiseValues, page: FormPage) -> Iterator[Piece]:
    about = values.about
    yield from page.title()
    yield page.facts(about)
    yield from page.fields(
        Fact(words.ADDRESS, values.address),
        (Fact(words.LEGAL, values.legal), Fact(words.AGENT, values.agent)),
    )
    yield from page.letter("intro", opening=True, me=about.me, matter=about.matter)
    yield from page.section(handed(words.CORE, values.core))
    yield from page.section(_deferred(values.deferred))
    yield page.heading(words.PROMISES)
    yield from page.clauses("promise_", me=about.me)
    yield page.signed(about, words.TAKEN_BY, long_day(values.promised_on))
    yield from page.notes(about)


def _deferred(rows: tuple[DeferredRow, ...]) -> Section:
    columns = ((papers.MATERIAL, 46.0), (words.LACK, 44.0), (words.HOW, 28.0), (words.DUE, 34.0))
    return Section(words.DEFERRED, columns, tuple(map(row_cells, rows)), struck=True)


def row_cells(row: DeferredRow) -> tuple[Block, ...]:
    """What is owed as one row of a table."""
    how = papers.form_and_copies(row.form, row.copies)
    lack = row.lack or words.NOT_HANDED_IN
    return cell(row.name), cell(lack), centred(how), centred(long_day(row.due))
