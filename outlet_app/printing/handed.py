"""Lists of papers that go from hand to hand: what, how many, original or copy."""

from collections.abc import Iterable
from dataclasses import dataclass

from outlet_app.domain.catalogue import PaperForm
from outlet_app.domain.forms.paper_lists import HANDED
from outlet_app.printing.listed import Shown, listed
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
    return listed(title, HANDED, rows, _SHOWN, struck=True)


_SHOWN: Shown = {
    "copies": lambda row: papers.NOT_COUNTED if row.exempt else str(row.copies),
    "form": lambda row: papers.FORMS[row.form],
    "pages": lambda row: str(row.pages) if row.pages else "",
    "remark": lambda row: words.SHARED if row.exempt else row.remark,
}
