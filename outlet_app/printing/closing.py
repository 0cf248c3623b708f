"""W28 日结核对单: the day here and at the city side by side, and every number that differs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial

from outlet_app.domain.closing import Difference, HeldDay
from outlet_app.domain.forms.paper_lists import NUMBERS, SUMS, UNLIKE
from outlet_app.domain.ledgers.ledger import Line
from outlet_app.printing.facts import Fact
from outlet_app.printing.fonts import Faces
from outlet_app.printing.form_page import FormPage, set_form
from outlet_app.printing.imprint import Imprint
from outlet_app.printing.listed import Shown, listed
from outlet_app.printing.notes import notes
from outlet_app.printing.pages import Piece
from outlet_app.printing.sections import Section
from outlet_app.wording import ledgers
from outlet_app.wording.forms import closing as words

_SUMS: tuple[tuple[str, Callable[[HeldDay], str]], ...] = (
    (words.CASES, lambda day: str(sum(bool(one.number) for one in day.cases.values()))),
    (words.RECORDS, lambda day: str(sum(not one.number for one in day.cases.values()))),
    (words.EVENTS, lambda day: str(day.events)),
    (words.UNSENT, lambda day: str(day.unsent)),
    (words.PAPERS, lambda day: str(len(day.papers))),
    (words.CODE, lambda day: day.code),
)


@dataclass(frozen=True, slots=True)
class ClosingValues:
    """A day compared at one terminal; `there` is None where the city could not be asked."""

    imprint: Imprint
    outlet_sign: str
    terminal: str
    day: date
    at: datetime
    edition: int
    here: HeldDay
    there: HeldDay | None
    differences: tuple[Difference, ...] = ()
    numbers: tuple[Line, ...] = ()


def build_closing(values: ClosingValues, faces: Faces) -> bytes:
    """The sheet as PDF, the same bytes for the same values; NoGlyph, DoesNotFit."""
    return set_form(values.imprint, faces, partial(_pieces, values))


def _pieces(values: ClosingValues, page: FormPage) -> Iterator[Piece]:
    yield from page.title()
    outlet = words.NAMED.format(name=values.imprint.outlet, sign=values.outlet_sign)
    yield from page.fields(
        Fact(words.OUTLET, outlet),
        (Fact(words.DAY, words.day_line(values.day)), Fact(words.TERMINAL, values.terminal)),
        Fact(words.AT, words.edition(values.at, values.edition)),
        Fact(words.RESULT, words.result(values.there is not None, len(values.differences))),
        gap=page.space.block,
    )
    yield from page.section(_sums(values))
    if values.there is not None:
        yield from page.section(_unlike(values))
    yield from page.section(_numbers(values))
    (signed,) = page.fields(
        (Fact(words.CHECKED_BY, ""), Fact(words.LED_BY, "")), frame="signed", gap=page.space.block
    )
    # The signatures never stand alone on a page.
    yield replace(signed, glue=True)
    yield from notes(page.text, page.faces, page.sheet, page.space)


def _sums(values: ClosingValues) -> Section:
    there = values.there
    rows = (
        {"item": name, "here": told(values.here), "there": told(there) if there else words.count(None)}
        for name, told in _SUMS
    )
    return listed(words.SUMS, SUMS, rows)


def _unlike(values: ClosingValues) -> Section:
    return listed(words.UNLIKE, UNLIKE, values.differences, _UNLIKE, struck=bool(values.differences))


def _numbers(values: ClosingValues) -> Section:
    names = [one.name for one in NUMBERS.columns]
    rows = ({name: ledgers.cell(name, line.cells[name]) for name in names} for line in values.numbers)
    return listed(words.NUMBERS, NUMBERS, rows, struck=bool(values.numbers))


_UNLIKE: Shown = {
    "number": lambda one: one.number or words.NO_NUMBER,
    "how": words.how,
    # Written by hand once it is found out.
    "settled": lambda _one: "",
}
