"""W04 as 大字版, 16 pt and more: the same words, lists instead of narrow columns (domain.md §12.7)."""

from collections.abc import Iterable, Iterator
from functools import partial

from outlet_app.domain.forms.paper_rows import NOTICE
from outlet_app.printing.blocks import Blank, Choice, Choices, Columns, Gap, Stack, Words
from outlet_app.printing.facts import Fact
from outlet_app.printing.fonts import Face, Faces
from outlet_app.printing.form_page import FormPage, set_form
from outlet_app.printing.lines import plain
from outlet_app.printing.notes import notes
from outlet_app.printing.notice import NoticeValues, sentences
from outlet_app.printing.notice_sections import FaultyRow, MissingRow, ReceivedRow, RefusedRow
from outlet_app.printing.pages import Piece, paragraph, whole
from outlet_app.printing.paper import BODY, LARGE, MM, QR, SEAL
from outlet_app.printing.qr import QrMark
from outlet_app.printing.rich import rich
from outlet_app.printing.signing import applicant_half, outlet_half, stacked
from outlet_app.printing.table import ROW
from outlet_app.printing.tokens import Run
from outlet_app.wording import papers
from outlet_app.wording.formats import fours, long_day
from outlet_app.wording.forms import large as words


def build_large_notice(values: NoticeValues, faces: Faces) -> bytes:
    """The paper as PDF, the same bytes for the same values; NoGlyph, DoesNotFit."""
    return set_form(values.imprint, faces, partial(_pieces, values), LARGE, (ROW,))


def _pieces(values: NoticeValues, page: FormPage) -> Iterator[Piece]:
    yield from page.title()
    yield _code(values, page)
    yield from page.fields(*_party(values), gap=page.space.section)
    yield from page.salutation(values.applicant)
    yield from page.letter("intro", you=values.you)
    yield from _listed(papers.RECEIVED, map(_received, values.received), page)
    yield from _listed(papers.MISSING, (_missing(row, values.how_to_bring) for row in values.missing), page)
    yield from _listed(papers.FAULTY, map(_faulty, values.faulty), page)
    yield from _listed(papers.REFUSED, map(_refused, values.refused), page)
    for number, runs in enumerate(sentences(values)):
        gap = page.space.line if number else page.space.section
        yield from paragraph(Words(runs, page.space.tail), page.faces, page.sheet.across, gap=gap)
    yield from _signatures(values, page)
    told = {"consult": values.consult_phone, "complaint": values.complaint_phone}
    yield from notes(page.text, page.faces, page.sheet, page.space, **told)


def _code(values: NoticeValues, page: FormPage) -> Piece:
    """The code at its real size beside what it says."""
    side = QR / LARGE.zoom
    told = (
        Words(plain(papers.SCAN, Face.SANS_BOLD), page.space.tail),
        Words(rich(words.CASE_NO, number=values.case_no), page.space.tail),
        Words(rich(words.QUERY_CODE, code=fours(values.query_code)), page.space.tail),
        Words(plain(papers.SCAN_ELSE, Face.SERIF), page.space.note),
    )
    beside = Stack((Gap(MM), *told))
    mark = Columns(((side, QrMark(values.scanned, side)), (page.sheet.across - side, beside)))
    return whole(mark, page.faces, page.sheet.across, gap=page.space.section)


def _party(values: NoticeValues) -> tuple[Fact, ...]:
    """The rows of the other one, a line each; its numbers stand beside the code."""
    rows = (fact for fact in values.rows(NOTICE) if not fact.code)
    return (*rows, *values.pair(NOTICE))


def _listed(title: str, rows: Iterable[tuple[Run, ...]], page: FormPage) -> Iterator[Piece]:
    told = list(rows)
    yield page.heading(title if told else f"{title}{papers.EMPTY_SECTION}")
    for number, runs in enumerate(told, 1):
        line = Words((Run(f"{number}. ", Face.SERIF), *runs), page.space.tail)
        yield from paragraph(line, page.faces, page.sheet.across, gap=page.space.line)


def _received(row: ReceivedRow) -> tuple[Run, ...]:
    if row.exempt:
        return rich(words.EXEMPT, name=row.name)
    pages = words.PAGES.format(n=row.pages) if row.pages else ""
    remark = words.REMARK.format(text=row.remark) if row.remark else ""
    told = {"due": row.due_copies, "handed": row.handed, "form": papers.FORMS[row.form]}
    return rich(words.RECEIVED, name=row.name, pages=pages, remark=remark, **told)


def _missing(row: MissingRow, how: str) -> tuple[Run, ...]:
    form = papers.form_and_copies(row.form, row.copies)
    follows = words.FOLLOWS if row.may_follow else ""
    return rich(words.MISSING, name=row.name, form=form, text=row.requirement, follows=follows, ways=how)


def _faulty(row: FaultyRow) -> tuple[Run, ...]:
    place = words.PLACE.format(place=row.place) if row.place else ""
    codes = papers.COMMA.join(row.codes)
    spot = words.ON_SPOT if row.on_spot else ""
    told = {"codes": codes, "place": place, "issue": row.issue, "remedy": row.remedy, "spot": spot}
    return rich(words.FAULTY, name=row.name, **told)


def _refused(row: RefusedRow) -> tuple[Run, ...]:
    basis = words.BASIS.format(text=row.basis) if row.basis else ""
    instead = words.INSTEAD.format(text=row.instead) if row.instead else ""
    return rich(words.REFUSED, reason=row.reason, basis=basis, instead=instead)


def _signatures(values: NoticeValues, page: FormPage) -> Iterator[Piece]:
    imprint = values.imprint
    clerk = papers.STAFF.format(name=imprint.clerk, short_no=imprint.short_no)
    refusal = Choices((Choice(papers.REFUSES, False),), BODY), Blank(papers.REFUSAL), Blank(papers.WITNESS)
    day = long_day(values.given_on)
    seal = SEAL / LARGE.zoom
    right = outlet_half(papers.HANDLED_BY, clerk, values.outlet_phone, imprint.outlet, day, seal)
    left = applicant_half(*refusal)
    yield from stacked(left, right, page.sheet, page.faces, "signatures", page.space.block)
