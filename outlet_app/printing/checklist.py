"""W03 一次性告知书（材料清单）: everything to bring, told before anybody applies (domain.md §2.2)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from outlet_app.domain.catalogue import PaperForm
from outlet_app.printing.blocks import Block, cell, centred
from outlet_app.printing.facts import Fact
from outlet_app.printing.fonts import Faces
from outlet_app.printing.form_page import FormPage, set_form
from outlet_app.printing.imprint import Imprint
from outlet_app.printing.notes import notes
from outlet_app.printing.pages import Piece
from outlet_app.printing.sections import Section
from outlet_app.printing.signing import party
from outlet_app.wording import papers
from outlet_app.wording.formats import long_day
from outlet_app.wording.forms import materials as words


@dataclass(frozen=True, slots=True)
class NeededRow:
    """A material of the list; shared: known by data sharing and struck from what is asked."""

    name: str
    core: bool
    form: PaperForm
    copies: int
    source: str
    standard: str
    may_follow: bool = False
    shared: bool = False


@dataclass(frozen=True, slots=True)
class ChecklistValues:
    """A variant of an item as the list has it; asked_by may be empty, nobody need say who they are."""

    imprint: Imprint
    item: str
    sub_item: str
    matter: str
    given_on: date
    materials: tuple[NeededRow, ...]
    limit: str
    flow: str
    channels: str
    release: str
    release_since: date
    outlet_phone: str
    consult_phone: str
    complaint_phone: str
    asked_by: str = ""


def build_checklist(values: ChecklistValues, faces: Faces) -> bytes:
    """The paper as PDF, the same bytes for the same values; NoGlyph, DoesNotFit."""
    return set_form(values.imprint, faces, partial(_pieces, values))


def _pieces(values: ChecklistValues, page: FormPage) -> Iterator[Piece]:
    yield from page.title()
    release = words.RELEASE.format(version=values.release, day=long_day(values.release_since))
    yield from page.fields(
        Fact(papers.ITEM, values.item),
        Fact(papers.SUB_ITEM, values.sub_item),
        (Fact(words.ASKED_BY, values.asked_by), Fact(words.GIVEN_ON, long_day(values.given_on))),
        Fact(words.LIST, release),
        gap=page.space.block,
    )
    yield from page.letter("intro", opening=True, matter=values.matter)
    yield from page.section(_needed(row for row in values.materials if not row.shared))
    yield from _told(values, page)
    right = page.outlet(words.GIVEN_BY, values.outlet_phone, long_day(values.given_on))
    yield page.halves(party(papers.SIGNED_BY), right)
    yield from notes(
        page.text,
        page.faces,
        page.sheet,
        release=values.release,
        consult=values.consult_phone,
        complaint=values.complaint_phone,
        outlet_phone=values.outlet_phone,
    )


def _told(values: ChecklistValues, page: FormPage) -> Iterator[Piece]:
    shared = papers.COMMA.join(row.name for row in values.materials if row.shared)
    if shared:
        yield from page.said(words.SHARED, "shared", first=True, names=shared)
    if any(row.may_follow and not row.shared for row in values.materials):
        yield from page.said(words.FOLLOW, "follow")
    yield from page.said(words.AGENT, "agent")
    yield from page.said(words.LIMIT, "limit", limit=values.limit)
    yield from page.said(words.FLOW, "flow", flow=values.flow)
    yield from page.said(words.FEE, "fee")
    yield from page.said(words.WHERE, "where", channels=values.channels)


def _needed(rows: Iterator[NeededRow]) -> Section:
    columns = (
        (papers.MATERIAL, 44.0),
        (words.KIND, 22.0),
        (words.FORM_AND_COPIES, 26.0),
        (words.SOURCE_AND_STANDARD, 60.0),
    )
    return Section(words.ASKED, columns, tuple(map(_cells, rows)), struck=True)


def _cells(row: NeededRow) -> tuple[Block, ...]:
    secondary = words.SECONDARY_FOLLOWS if row.may_follow else words.SECONDARY
    return (
        cell(row.name),
        centred(words.CORE if row.core else secondary),
        centred(papers.form_and_copies(row.form, row.copies)),
        cell(words.STANDARD.format(source=row.source, standard=row.standard)),
    )
