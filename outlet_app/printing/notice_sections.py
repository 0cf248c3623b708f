"""The four sections of a 一次性告知书: their rows as values, and their tables (domain.md §2.4)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from outlet_app.domain.catalogue import PaperForm
from outlet_app.domain.forms.notice import FAULTY, MISSING, RECEIVED, REFUSED, REMARK
from outlet_app.domain.forms.registration import ON
from outlet_app.domain.forms.spec import Field, Kind
from outlet_app.printing.blocks import Block, Choice, Choices, cell, centred, remark
from outlet_app.printing.paper import MM
from outlet_app.printing.sections import Section
from outlet_app.wording import papers
from outlet_app.wording.paper_fields import COLUMNS

BETWEEN_BOXES = 2 * MM


@dataclass(frozen=True, slots=True)
class ReceivedRow:
    """A material on the desk; pages 0 = not counted; exempt: known by data sharing, nothing was handed in."""

    name: str
    due_copies: int
    handed: int
    form: PaperForm
    pages: int = 0
    remark: str = ""
    exempt: bool = False


@dataclass(frozen=True, slots=True)
class MissingRow:
    """A material not handed in, and what it has to be like."""

    name: str
    form: PaperForm
    copies: int
    requirement: str
    may_follow: bool = False


@dataclass(frozen=True, slots=True)
class FaultyRow:
    """A material to be corrected: defect codes (D02 …), what is wrong, where, and what to do."""

    name: str
    codes: tuple[str, ...]
    issue: str
    remedy: str
    place: str = ""
    on_spot: bool = False


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A matter this window cannot take, with the basis and the right place."""

    reason: str
    basis: str = ""
    instead: str = ""


def received_section(rows: Iterable[ReceivedRow], title: str, *, struck: bool = False) -> Section:
    """What lies on the desk, with the columns of a real 收件凭证 (domain.md §2.4)."""
    return replace(_section(title, RECEIVED, map(_received, rows)), struck=struck)


def missing(rows: Iterable[MissingRow], ways: str) -> Section:
    """二、缺少的材料; `ways` says how to bring them."""
    return _section(papers.MISSING, MISSING, (_missing(row, ways) for row in rows))


def faulty(rows: Iterable[FaultyRow]) -> Section:
    """三、需要更正的材料."""
    return _section(papers.FAULTY, FAULTY, map(_faulty, rows))


def refused(rows: Iterable[RefusedRow]) -> Section:
    """四、不予受理或者不属于本窗口办理的内容."""
    return _section(papers.REFUSED, REFUSED, map(_refused, rows))


def joined(sections: Iterable[Section]) -> tuple[Section, ...]:
    """The same sections, those without anything that follow one another on one line."""
    found: list[Section] = []
    for section in sections:
        if found and not (section.rows or found[-1].rows):
            title = f"{found[-1].title}{papers.EMPTY_SECTION}{section.title}"
            found[-1] = replace(section, title=title)
        else:
            found.append(section)
    return tuple(found)


def _section(title: str, of: Field, rows: Iterable[Mapping[str, str]]) -> Section:
    """A list of the form with what stands in each of its columns, by field."""
    heads = COLUMNS[of.name]
    columns = tuple((heads[one.name], float(one.share)) for one in of.columns)
    cells = (tuple(_cell(one, told[one.name]) for one in of.columns) for told in rows)
    return Section(title, columns, tuple(cells))


def _cell(field: Field, text: str) -> Block:
    """What is counted or chosen stands in the middle; a switch is two boxes, of which one is ticked."""
    if field.kind is Kind.SWITCH:
        return Choices(
            (Choice(papers.YES, text == ON), Choice(papers.NOT, text != ON)), between=BETWEEN_BOXES
        )
    if field.name == REMARK:
        return remark(text)
    return centred(text) if field.kind in (Kind.NUMBER, Kind.CHOICE) else cell(text)


def _received(row: ReceivedRow) -> Mapping[str, str]:
    return {
        "name": row.name,
        "due_copies": str(row.due_copies),
        "handed": papers.NOT_COUNTED if row.exempt else str(row.handed),
        "form": papers.FORMS[row.form],
        "pages": str(row.pages) if row.pages else "",
        "remark": papers.SHARED_REMARK if row.exempt else row.remark,
    }


def _missing(row: MissingRow, ways: str) -> Mapping[str, str]:
    form = papers.form_and_copies(row.form, row.copies)
    return {
        "name": row.name,
        "remedy": papers.REQUIRED.format(form=form, text=row.requirement),
        "may_follow": ON if row.may_follow else "",
        "ways": ways,
    }


def _faulty(row: FaultyRow) -> Mapping[str, str]:
    return {
        "name": row.name,
        "issue": papers.SEPARATOR.join(filter(None, (papers.COMMA.join(row.codes), row.issue))),
        "place": row.place,
        "remedy": row.remedy,
        "on_spot": ON if row.on_spot else "",
    }


def _refused(row: RefusedRow) -> Mapping[str, str]:
    return {"reason": row.reason, "basis": row.basis, "instead": row.instead}
