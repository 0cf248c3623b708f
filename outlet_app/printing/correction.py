"""W22 补正收件凭证: what came after a notice, how it was found, what is still owed (domain.md §2.6)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from outlet_app.domain.catalogue import PaperForm
from outlet_app.domain.materials import MaterialState
from outlet_app.printing.case_facts import CaseFacts
from outlet_app.printing.facts import Fact
from outlet_app.printing.fonts import Faces
from outlet_app.printing.form_page import FormPage, set_form
from outlet_app.printing.imprint import Imprint
from outlet_app.printing.notice_sections import ReceivedRow, received_section
from outlet_app.printing.pages import Piece
from outlet_app.wording.formats import long_day, long_moment
from outlet_app.wording.forms import materials as words


@dataclass(frozen=True, slots=True)
class CameRow:
    """One paper that came, and how it was found; pages 0 = not counted."""

    name: str
    due_copies: int
    handed: int
    form: PaperForm
    found: MaterialState
    pages: int = 0


@dataclass(frozen=True, slots=True)
class CorrectionValues:
    """When it was told, what came when, and the names of what is still owed; resumes: our clocks go on."""

    imprint: Imprint
    about: CaseFacts
    told_on: date
    received_at: datetime
    materials: tuple[CameRow, ...]
    left: tuple[str, ...] = ()
    resumes: bool = False


def build_correction(values: CorrectionValues, faces: Faces) -> bytes:
    """The paper as PDF, the same bytes for the same values; NoGlyph, DoesNotFit."""
    return set_form(values.imprint, faces, partial(_pieces, values))


def _pieces(values: CorrectionValues, page: FormPage) -> Iterator[Piece]:
    about, you = values.about, values.about.you
    told, came = long_day(values.told_on), long_moment(values.received_at)
    yield from page.title()
    yield page.facts(about, (Fact(words.TOLD_ON, told), Fact(words.RECEIVED_AT, came)))
    yield from page.letter("intro", opening=True, you=you, matter=about.matter, told=told, day=came)
    yield from page.section(received_section(map(_listed, values.materials), words.CORRECTED, struck=True))
    owed = words.AND.join(values.left) + words.STOP if values.left else words.NOTHING_OWED
    yield from page.spoken(words.STILL_OWED, owed, first=True)
    yield from page.said(words.NEXT, "resume" if values.resumes else "review", you=you)
    yield from page.said(words.RIGHTS, "rights", you=you, consult=about.consult_phone)
    yield page.signed(about, words.TAKEN_BY, long_day(values.received_at))
    yield from page.notes(about)


def _listed(row: CameRow) -> ReceivedRow:
    remark = words.FOUND.get(row.found, "")
    return ReceivedRow(row.name, row.due_copies, row.handed, row.form, row.pages, remark)
