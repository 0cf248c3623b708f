"""The four sections of a 一次性告知书: their rows as values, and their tables (domain.md §2.4)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from outlet_app.domain.catalogue import PaperForm
from outlet_app.printing.blocks import Block, Choice, Choices, cell, centred, remark
from outlet_app.printing.paper import MM
from outlet_app.printing.sections import Section
from outlet_app.wording import papers

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
    columns = (
        (papers.MATERIAL, 51.0),
        (papers.DUE_COPIES, 16.5),
        (papers.HANDED_COPIES, 16.5),
        (papers.FORM, 24.0),
        (papers.PAGES, 12.0),
        (papers.REMARK, 32.0),
    )
    return Section(title, columns, tuple(map(_received, rows)), struck)


def missing(rows: Iterable[MissingRow], ways: str) -> Section:
    """二、缺少的材料; `ways` says how to bring them."""
    columns = (
        (papers.MATERIAL, 39.0),
        (papers.REQUIREMENT, 64.0),
        (papers.MAY_FOLLOW, 23.0),
        (papers.HOW_TO_BRING, 26.0),
    )
    return Section(papers.MISSING, columns, tuple(_missing(row, ways) for row in rows))


def faulty(rows: Iterable[FaultyRow]) -> Section:
    """三、需要更正的材料."""
    columns = (
        (papers.MATERIAL, 29.0),
        (papers.ISSUE, 44.0),
        (papers.PLACE, 18.0),
        (papers.REMEDY, 38.0),
        (papers.ON_SPOT, 23.0),
    )
    return Section(papers.FAULTY, columns, tuple(map(_faulty, rows)))


def refused(rows: Iterable[RefusedRow]) -> Section:
    """四、不予受理或者不属于本窗口办理的内容."""
    columns = ((papers.REASON, 46.0), (papers.BASIS, 46.0), (papers.INSTEAD, 60.0))
    return Section(papers.REFUSED, columns, tuple(map(_refused, rows)))


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


def _received(row: ReceivedRow) -> tuple[Block, ...]:
    return (
        cell(row.name),
        centred(str(row.due_copies)),
        centred(papers.NOT_COUNTED if row.exempt else str(row.handed)),
        centred(papers.FORMS[row.form]),
        centred(str(row.pages) if row.pages else ""),
        remark(papers.SHARED_REMARK if row.exempt else row.remark),
    )


def _missing(row: MissingRow, ways: str) -> tuple[Block, ...]:
    asked = papers.REQUIRED.format(form=papers.form_and_copies(row.form, row.copies), text=row.requirement)
    return cell(row.name), cell(asked), _check(row.may_follow), centred(ways)


def _faulty(row: FaultyRow) -> tuple[Block, ...]:
    issue = papers.SEPARATOR.join(filter(None, (papers.COMMA.join(row.codes), row.issue)))
    return cell(row.name), cell(issue), cell(row.place), cell(row.remedy), _check(row.on_spot)


def _refused(row: RefusedRow) -> tuple[Block, ...]:
    return cell(row.reason), cell(row.basis), cell(row.instead)


def _check(on: bool) -> Block:
    return Choices((Choice(papers.YES, on), Choice(papers.NOT, not on)), between=BETWEEN_BOXES)
