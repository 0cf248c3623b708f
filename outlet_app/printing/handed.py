"""Lists of papers that go from hand to hand: what, how many, original or copy."""

from collections.abc import Iterable
from dataclasses import dataclass

from outlet_app.domain.catalogue import PaperForm
from outlet_app.printing.blocks import Block, cell, centred, remark
from outlet_app.printing.sections import Section
from outlet_app.wording import papers
from outlet_app.wording.forms import materials as words


@dataclass(frozen=True, slots=True)
class HandedRow:
    """One paper with its copies; pages 0 = not counted, exempt: the data was shared instead."""

    name: str
    copies: int
    form: PaperForm
    pages: int = 0
    remark: str = ""
    exempt: bool = False


def handed(title: str, rows: Iterable[HandedRow]) -> Section:
    """The list as a table whose end is struck, so that nobody adds a row."""
    columns = (
        (papers.MATERIAL, 65.0),
        (words.COPIES, 14.0),
        (words.FORM, 25.0),
        (words.PAGES, 13.0),
        (words.REMARK, 35.0),
    )
    return Section(title, columns, tuple(map(_cells, rows)), struck=True)


def _cells(row: HandedRow) -> tuple[Block, ...]:
    pages = centred(str(row.pages) if row.pages else "")
    copies = papers.NOT_COUNTED if row.exempt else str(row.copies)
    said = words.SHARED if row.exempt else row.remark
    return cell(row.name), centred(copies), centred(papers.FORMS[row.form]), pages, remark(said)
