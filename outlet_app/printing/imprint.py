"""Head line and foot of every paper: form and number above, who printed what and when below."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from outlet_app.domain.forms.texts import FormText
from outlet_app.printing.blocks import fitted
from outlet_app.printing.fonts import Face
from outlet_app.printing.lines import Align, Style, plain, typeset
from outlet_app.printing.paper import FOOT_RULE, MM, SMALL, Sheet
from outlet_app.printing.pen import Pen
from outlet_app.wording import papers
from outlet_app.wording.formats import UNNUMBERED, stamp

FOOT = 16.5 * MM
FOOT_LINE = 4.6 * MM
VOID_ANGLE = 45


@dataclass(frozen=True, slots=True)
class Imprint:
    """Who issues a paper, in which words, and which print of it this is.

    division is the county's name, empty for the city window; short_no the last four digits of the 工号;
    number is empty, and a preview's is not shown, until the paper has been issued; copy_no counts from 1.
    large: 大字版. ordinal: which of several in the case is printed, 0 for the newest.
    voided: why the paper holds no more, empty where it does; revoked: because it was 撤销, not 作废.
    """

    outlet: str
    division: str
    clerk: str
    short_no: str
    printed_at: datetime
    version: str
    text: FormText
    number: str = ""
    copy_no: int = 1
    unsent: bool = False
    preview: bool = False
    large: bool = False
    ordinal: int = 0
    voided: str = ""
    revoked: bool = False

    @property
    def shown_number(self) -> str:
        """The number, or a dash while there is none."""
        return UNNUMBERED if self.preview or not self.number else self.number

    @property
    def marks(self) -> str:
        """The second line of the foot."""
        printed = [
            papers.FOOT_PRINTED.format(at=stamp(self.printed_at)),
            papers.FOOT_COPY.format(n=self.copy_no),
        ]
        words = [
            papers.FOOT_CLERK.format(name=self.clerk, short_no=self.short_no),
            *([papers.FOOT_PREVIEW] if self.preview else printed),
            papers.FOOT_VERSION.format(version=self.version),
            *([papers.FOOT_LARGE] if self.large else []),
            *([self._said_of_end()] if self.voided else []),
            *([papers.FOOT_UNSENT] if self.unsent and not self.preview else []),
        ]
        return papers.SEPARATOR.join(words)

    @property
    def end(self) -> str:
        """The word across a paper that holds no more."""
        return papers.REVOKED if self.revoked else papers.VOID

    def _said_of_end(self) -> str:
        said = papers.FOOT_REVOKED if self.revoked else papers.FOOT_VOIDED
        return said.format(reason=self.voided)


def furniture(imprint: Imprint, sheet: Sheet) -> Callable[[Pen, int, int], None]:
    """What `compose` draws on every page around the text."""

    def draw(pen: Pen, page: int, pages: int) -> None:
        if imprint.voided:
            mark_void(pen, sheet, imprint.end)
        form = papers.FORM_LINE.format(form=imprint.text.code, edition=imprint.text.edition)
        _write(pen, sheet, form, sheet.head, Align.LEFT)
        _write(pen, sheet, papers.NUMBER_LINE.format(number=imprint.shown_number), sheet.head, Align.RIGHT)
        rule = sheet.height - FOOT
        pen.rule(sheet.side, rule, sheet.side + sheet.across, FOOT_RULE)
        _write(pen, sheet, imprint.outlet, rule + FOOT_LINE, Align.LEFT)
        count = papers.PAGE_LINE.format(page=page, pages=pages)
        _write(pen, sheet, count, rule + FOOT_LINE, Align.RIGHT)
        _write(pen, sheet, imprint.marks, rule + 2 * FOOT_LINE, Align.LEFT)

    return draw


def mark_void(pen: Pen, sheet: Sheet, end: str = papers.VOID) -> None:
    """作废 or 已撤销 across the whole page, under what is printed (domain.md §8.4, §3.7)."""
    size = sheet.across / (1.2 + len(end))
    line = typeset(plain(end, Face.SERIF_BOLD), Style(size, size, tracking=0.3), 10_000, pen.faces)[0]
    pen.across(line, size, (sheet.width / 2, sheet.height / 2), VOID_ANGLE)


def _write(pen: Pen, sheet: Sheet, text: str, baseline: float, align: Align) -> None:
    runs = plain(text, Face.SANS)
    if align is Align.RIGHT:
        line = typeset(runs, Style(SMALL, SMALL, align), sheet.across, pen.faces)[0]
        pen.line(line, SMALL, sheet.side, baseline)
        return
    for line, size in fitted(runs, SMALL, sheet.across, pen.faces):
        pen.line(line, size, sheet.side, baseline)
