"""W15 送达回证（结果领取单）: what was handed out, how, and into whose hand (domain.md §2.2, §2.3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from outlet_app.domain.facts.delivery import GivenOut
from outlet_app.domain.forms.paper_lists import DOCUMENTS
from outlet_app.printing.blocks import Blank, Choice, Choices, centred
from outlet_app.printing.case_facts import CaseFacts
from outlet_app.printing.facts import Fact
from outlet_app.printing.fonts import Faces
from outlet_app.printing.form_page import FormPage, Ticks, set_form
from outlet_app.printing.imprint import Imprint
from outlet_app.printing.listed import Shown, listed
from outlet_app.printing.pages import Piece
from outlet_app.printing.paper import BODY
from outlet_app.wording import papers
from outlet_app.wording.formats import long_day, long_moment
from outlet_app.wording.forms import delivery as words


@dataclass(frozen=True, slots=True)
class DeliveryValues:
    """A result in its owner's hand; id_number is masked by the caller, relation and way are codes."""

    imprint: Imprint
    about: CaseFacts
    at: datetime
    way: str
    collector: str
    relation: str
    rows: tuple[GivenOut, ...]
    id_number: str = ""
    valid: str = ""
    duties: str = ""


def build_delivery(values: DeliveryValues, faces: Faces) -> bytes:
    """The paper as PDF, the same bytes for the same values; NoGlyph, DoesNotFit."""
    return set_form(values.imprint, faces, partial(_pieces, values))


def _pieces(values: DeliveryValues, page: FormPage) -> Iterator[Piece]:
    yield from page.title()
    yield page.facts(values.about)
    ways = (Choice(label, code == values.way) for code, label in words.WAYS.items())
    relation = words.RELATIONS.get(values.relation, values.relation)
    yield from page.fields(
        (Fact(words.COLLECTOR, values.collector), Fact(words.RELATION, relation)),
        (Fact(words.ID, values.id_number), Fact(words.AT, long_moment(values.at))),
        Ticks(words.WAY, tuple(ways)),
        Fact(words.VALID, values.valid),
        Fact(words.DUTIES, values.duties),
    )
    yield from page.section(listed(words.DOCUMENTS, DOCUMENTS, values.rows, _SHOWN, struck=True))
    yield from page.said(words.KEEP, "after", first=True)
    # What is confirmed stands right over the signature, and so on one page with it.
    yield from page.said(words.CONFIRM, "received")
    yield _signatures(values, page)
    yield from page.notes(values.about)


def _signatures(values: DeliveryValues, page: FormPage) -> Piece:
    refusal = Choices((Choice(papers.REFUSES, False),), BODY), Blank(papers.REFUSAL), Blank(papers.WITNESS)
    right = page.outlet(words.GIVEN_BY, values.about.outlet_phone, long_day(values.at))
    return page.halves(page.applicant(*refusal), right, words.TITLES)


_SHOWN: Shown = {"number": lambda row: centred(row.number)}
