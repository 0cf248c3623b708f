"""W03 一次性告知书（材料清单）: everything to bring, told before anybody applies (domain.md §2.2)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from outlet_app.domain.catalogue import Material, TimeRule
from outlet_app.domain.forms.paper_lists import NEEDED
from outlet_app.domain.forms.paper_rows import ANY_CASE
from outlet_app.printing.facts import Fact
from outlet_app.printing.fonts import Faces
from outlet_app.printing.form_page import FormPage, set_form
from outlet_app.printing.imprint import Imprint
from outlet_app.printing.listed import Shown, listed
from outlet_app.printing.notes import notes
from outlet_app.printing.pages import Piece
from outlet_app.printing.paper import MM
from outlet_app.wording import papers
from outlet_app.wording.formats import long_day
from outlet_app.wording.forms import materials as words
from outlet_app.wording.items import RELEASES
from outlet_app.wording.paper_fields import label

GIVEN, SEAL_ROW = "given", 17 * MM


@dataclass(frozen=True, slots=True)
class ChecklistValues:
    """A variant of an item as the list has it, with materials that are shared and so not asked for.

    asked_by may be empty, nobody need say who they are.
    """

    imprint: Imprint
    item: str
    sub_item: str
    given_on: date
    materials: tuple[Material, ...]
    clocks: tuple[TimeRule, ...]
    flow: str
    channels: str
    release: str
    outlet_phone: str
    consult_phone: str
    complaint_phone: str
    asked_by: str = ""


def build_checklist(values: ChecklistValues, faces: Faces) -> bytes:
    """The paper as PDF, the same bytes for the same values; NoGlyph, DoesNotFit."""
    return set_form(values.imprint, faces, partial(_pieces, values))


def _pieces(values: ChecklistValues, page: FormPage) -> Iterator[Piece]:
    yield from page.title()
    named = RELEASES.get(values.release)
    release = words.RELEASE.format(release=named, version=values.release) if named else values.release
    yield from page.fields(
        Fact(label(ANY_CASE, "item"), values.item),
        Fact(label(ANY_CASE, "sub_item"), values.sub_item),
        (Fact(words.ASKED_BY, values.asked_by), Fact(words.GIVEN_ON, long_day(values.given_on))),
        Fact(words.LIST, release),
        gap=page.space.block,
    )
    asked = tuple(row for row in values.materials if not row.shared)
    matter = papers.MATTER.format(item=values.item, sub_item=values.sub_item)
    yield from page.letter("intro" if asked else "none", opening=True, matter=matter)
    if asked:
        yield from page.section(listed(words.ASKED, NEEDED, asked, _SHOWN, struck=True))
    yield from _told(values, page)
    yield from _given(values, page)
    yield from notes(
        page.text,
        page.faces,
        page.sheet,
        page.space,
        release=values.release,
        consult=values.consult_phone,
        complaint=values.complaint_phone,
    )


def _given(values: ChecklistValues, page: FormPage) -> Iterator[Piece]:
    """Who told it, and where the seal goes; nobody who asks need sign."""
    imprint = values.imprint
    clerk = papers.STAFF.format(name=imprint.clerk, short_no=imprint.short_no)
    by = (Fact(words.GIVEN_BY, clerk), Fact(words.PHONE, values.outlet_phone))
    outlet = Fact(words.OUTLET, words.OUTLET_SEAL.format(outlet=imprint.outlet))
    rows = (
        *page.fields(by, frame=GIVEN, gap=page.space.block),
        *replace(page, least=SEAL_ROW).fields(outlet, frame=GIVEN),
    )
    yield from (replace(row, glue=True) for row in rows)


def _told(values: ChecklistValues, page: FormPage) -> Iterator[Piece]:
    shared = papers.COMMA.join(row.name for row in values.materials if row.shared)
    if shared:
        yield from page.said(words.SHARED, "shared", first=True, names=shared)
    if any(row.may_follow and not row.shared for row in values.materials):
        yield from page.said(words.FOLLOW, "follow")
    yield from page.said(words.AGENT, "agent")
    yield from page.said(words.LIMIT, "limit", limit=papers.promised(values.clocks))
    yield from page.said(words.FLOW, "flow", flow=values.flow.strip("；。 "))
    yield from page.said(words.FEE, "fee")
    yield from page.said(words.WHERE, "where", channels=values.channels.strip("；。 "))


def _kind(row: Material) -> str:
    secondary = words.SECONDARY_FOLLOWS if row.may_follow else words.SECONDARY
    kind = words.CORE if row.core else secondary
    return kind.format(copies=papers.form_and_copies(row.form, row.copies))


_SHOWN: Shown = {
    "form": _kind,
    "standard": lambda row: words.STANDARD.format(source=row.source, standard=row.standard),
}
