"""The four sections of a 一次性告知书: their rows as values, and their tables (domain.md §2.4)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from outlet_app.domain.catalogue import PaperForm
from outlet_app.domain.forms.notice import FAULTY, MISSING, RECEIVED, REFUSED
from outlet_app.domain.forms.registration import ON
from outlet_app.printing.listed import listed
from outlet_app.printing.sections import Section
from outlet_app.wording import papers


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
    return listed(title, RECEIVED, map(_received, rows), struck=struck)


def missing(rows: Iterable[MissingRow], ways: str) -> Section:
    """二、缺少的材料; `ways` says how to bring them."""
    return listed(papers.MISSING, MISSING, (_missing(row, ways) for row in rows))


def faulty(rows: Iterable[FaultyRow]) -> Section:
    """三、需要更正的材料."""
    return listed(papers.FAULTY, FAULTY, map(_faulty, rows))


def refused(rows: Iterable[RefusedRow]) -> Section:
    """四、不予受理或者不属于本窗口办理的内容."""
    return listed(papers.REFUSED, REFUSED, rows)


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
