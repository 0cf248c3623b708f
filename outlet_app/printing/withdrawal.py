"""W21 视为撤回通知书: the period ended, and the materials go back against a signature (domain.md §2.6)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from outlet_app.printing.case_facts import CaseFacts
from outlet_app.printing.facts import Fact
from outlet_app.printing.fonts import Faces
from outlet_app.printing.form_page import FormPage, set_form
from outlet_app.printing.handed import HandedRow, handed
from outlet_app.printing.imprint import Imprint
from outlet_app.printing.pages import Piece
from outlet_app.wording.formats import long_day
from outlet_app.wording.forms import withdrawal as words


@dataclass(frozen=True, slots=True)
class WithdrawalValues:
    """When it was told and until when, why nobody waits any longer, and what goes back."""

    imprint: Imprint
    about: CaseFacts
    told_on: date
    due_on: date
    given_on: date
    reason: str
    rows: tuple[HandedRow, ...]


def build_withdrawal(values: WithdrawalValues, faces: Faces) -> bytes:
    """The paper as PDF, the same bytes for the same values; NoGlyph, DoesNotFit."""
    return set_form(values.imprint, faces, partial(_pieces, values))


def _pieces(values: WithdrawalValues, page: FormPage) -> Iterator[Piece]:
    about, told, due = values.about, long_day(values.told_on), long_day(values.due_on)
    yield from page.title()
    yield page.facts(about, (Fact(words.TOLD_ON, told), Fact(words.DUE, due)))
    yield from page.salutation(about.called)
    yield from page.letter("intro", you=about.you, matter=about.matter, told=told, due=due)
    yield from page.section(handed(words.RETURNED, values.rows))
    yield from page.spoken(words.REASON, values.reason, first=True)
    yield from page.said(words.AGAIN, "again", you=about.you)
    yield from page.said(words.REMEDY, "remedy", complaint=about.complaint_phone)
    yield page.signed(about, words.HANDLED_BY, long_day(values.given_on))
    yield from page.notes(about)
