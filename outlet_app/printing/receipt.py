"""W02 收件凭证: what was taken, what happens next, and how personal data is used (domain.md §2.3, §12.2)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from outlet_app.printing.case_facts import CaseFacts
from outlet_app.printing.fonts import Faces
from outlet_app.printing.form_page import FormPage, set_form
from outlet_app.printing.imprint import Imprint
from outlet_app.printing.notice_sections import ReceivedRow, received_section
from outlet_app.printing.pages import Piece
from outlet_app.wording import papers
from outlet_app.wording.formats import long_day, long_moment
from outlet_app.wording.forms import materials as words

OUTSIDE = "next_unlisted"


@dataclass(frozen=True, slots=True)
class ReceiptValues:
    """A case whose materials were taken and that nobody has decided yet."""

    imprint: Imprint
    about: CaseFacts
    received_at: datetime
    materials: tuple[ReceivedRow, ...]


def build_receipt(values: ReceiptValues, faces: Faces) -> bytes:
    """The paper as PDF, the same bytes for the same values; NoGlyph, DoesNotFit."""
    return set_form(values.imprint, faces, partial(_pieces, values))


def _pieces(values: ReceiptValues, page: FormPage) -> Iterator[Piece]:
    about, you = values.about, values.about.you
    yield from page.title()
    yield page.facts(about)
    day = long_moment(values.received_at)
    yield from page.letter("intro", opening=True, you=you, matter=about.matter, day=day)
    yield from page.section(received_section(values.materials, words.HANDED, struck=True))
    # An edition of before has no words for a matter outside the list.
    outside = not about.item and OUTSIDE in page.text.clauses
    yield from page.said(words.NEXT, OUTSIDE if outside else "next", first=True, you=you)
    bureau = papers.bureau(values.imprint.division)
    yield from page.said(words.PRIVACY, "privacy", you=you, bureau=bureau)
    yield from page.said(words.RIGHTS, "rights", you=you, consult=about.consult_phone)
    yield page.signed(about, words.TAKEN_BY, long_day(values.received_at))
    yield from page.notes(about)
