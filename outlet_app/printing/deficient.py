"""W08 容缺受理通知书: what follows later, by when, and what happens otherwise (domain.md §3.3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from outlet_app.domain.events import PromiseLine
from outlet_app.domain.forms.paper_lists import OWED
from outlet_app.printing.acceptance import Limit
from outlet_app.printing.case_facts import CaseFacts
from outlet_app.printing.fonts import Faces
from outlet_app.printing.form_page import FormPage, set_form
from outlet_app.printing.imprint import Imprint
from outlet_app.printing.pages import Piece
from outlet_app.printing.promise import owed
from outlet_app.wording import papers
from outlet_app.wording.formats import long_day
from outlet_app.wording.forms import promises as words


@dataclass(frozen=True, slots=True)
class DeficientValues:
    """What is owed and until when, beside the promised times of the item.

    assumed: the last day was counted without that year's holiday plan.
    """

    imprint: Imprint
    about: CaseFacts
    accepted_on: date
    owed: tuple[PromiseLine, ...]
    due: date
    limits: tuple[Limit, ...]
    assumed: bool = False


def build_deficient(values: DeficientValues, faces: Faces) -> bytes:
    """The paper as PDF, the same bytes for the same values; NoGlyph, DoesNotFit."""
    return set_form(values.imprint, faces, partial(_pieces, values))


def _pieces(values: DeficientValues, page: FormPage) -> Iterator[Piece]:
    about, day = values.about, long_day(values.accepted_on)
    yield from page.title()
    yield page.facts(about)
    yield from page.salutation(about.called)
    yield from page.letter("intro", you=about.you, matter=about.matter, day=day)
    yield from page.section(owed(words.OWED, OWED, values.owed))
    assumed = papers.ASSUMED if values.assumed else ""
    yield from page.said(words.TERM, "due", first=True, due=long_day(values.due), assumed=assumed)
    yield from page.said(words.LAPSE, "lapse")
    yield from page.said(words.RESULT, "result")
    limits = papers.LISTED.join(papers.limit(one.rule, one.due) for one in values.limits)
    yield from page.spoken(words.LIMIT, limits or papers.NONE)
    yield page.signed(about, words.HANDLED_BY, day)
    yield from page.notes(about)
