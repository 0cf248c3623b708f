"""Sheets 4 to 6 of the 日工作量统计表: the further groups by clerk, and the matrices (domain.md §8.2)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from outlet_app.domain.courses import Extra
from outlet_app.domain.duty_spans import DutySpan
from outlet_app.domain.reviews.levels import CARDS
from outlet_app.domain.sheet_groups import GroupLine, Groups, Stock
from outlet_app.domain.workload import NOT_LISTED, DaySheet
from outlet_app.printing.blocks import CELL_LEADING, Words, cell, centred, head
from outlet_app.printing.fonts import Face, Faces
from outlet_app.printing.lines import Align, Style, plain
from outlet_app.printing.pages import Piece
from outlet_app.printing.paper import LANDSCAPE, MM, SMALL
from outlet_app.printing.table import Cell, Row, fixed, table
from outlet_app.printing.workload_tables import TIGHT, clerk_name, figure, head_cell
from outlet_app.wording import sheet_groups as words
from outlet_app.wording import sheet_papers
from outlet_app.wording.channels import ENTRANCES
from outlet_app.wording.formats import NOTHING, average, count, rate
from outlet_app.wording.review_words import LEVELS
from outlet_app.wording.states import STEPS

NUMBER_WIDTH, NAME_WIDTH, DUTY_WIDTH = 8 * MM, 29 * MM, 19 * MM
FIGURES = tuple(one for _, group in words.GROUPS for one in group)
FIGURE_WIDTH = (LANDSCAPE.across - NUMBER_WIDTH - NAME_WIDTH - DUTY_WIDTH) / (len(FIGURES) + 1)
LOW = 0.8 * MM
STOCK_WIDTH = 34 * MM


@dataclass(frozen=True, slots=True)
class Staff:
    """Who is behind a 工号: name, window, the stays of the day, and how many numbers were called."""

    names: Mapping[str, str]
    windows: Mapping[str, str]
    duty: Mapping[str, Sequence[DutySpan]]
    calls: Mapping[str, int] = field(default_factory=dict)


def by_group(groups: Groups, staff: Staff, faces: Faces, least: float) -> Iterator[Piece]:
    """表四: every clerk with window, stays, notices, types, limits, special ways and reviews, and the sum."""
    widths = (NUMBER_WIDTH, NAME_WIDTH, DUTY_WIDTH, *([FIGURE_WIDTH] * (len(FIGURES) + 1)))
    rows = [_clerk(number, line, staff) for number, line in enumerate(groups.clerks, 1)]
    first, *others = table(widths, _heads(), rows, faces, "groups", least)
    yield replace(first, frame="groups head")
    yield from (replace(row, repeat=first) for row in others)
    total = [Cell(head(sheet_papers.TOTAL), cols=3), *_counts(groups.total, heavy=True)]
    yield replace(fixed(widths, [total], faces, "groups total", least), glue=True)


def by_stock(groups: Groups, names: Mapping[str, str], faces: Faces, least: float) -> Iterator[Piece]:
    """表六: what came, ended and is open of each item, and the sum."""
    rest = LANDSCAPE.across - NUMBER_WIDTH - 4 * STOCK_WIDTH
    widths = (NUMBER_WIDTH, rest, *([STOCK_WIDTH] * 4))
    named = (one.replace("\n", "") for one in _STOCK_HEADS)
    top: list[Row] = [[head_cell(text) for text in (sheet_papers.NO, sheet_papers.ITEM, *named)]]
    rows = [_item(number, stock, names) for number, stock in _listed(groups.items)]
    first, *others = table(widths, top, rows, faces, "stock", least)
    yield first
    yield from others
    whole = [sum(column) for column in zip(*map(_stock, groups.items.values()), strict=True)]
    sums = (Cell(figure(count(one), True), pad=LOW) for one in whole)
    total = [Cell(head(sheet_papers.TOTAL), cols=2, pad=LOW), *sums]
    yield replace(fixed(widths, [total], faces, "stock total", least), glue=True)


def by_channel(groups: Groups, faces: Faces, least: float) -> Piece:
    """The second half of 表六: the same by channel."""
    stocks = [groups.channels.get(one, Stock()) for one in ENTRANCES]
    names = [head_cell(name, cols=4) for name in ENTRANCES.values()]
    below = [head_cell(text) for _ in stocks for text in _STOCK_HEADS]
    told = [figure(count(one)) for stock in stocks for one in _stock(stock)]
    return _strip([names, below], [Cell(one, pad=TIGHT) for one in told], faces, "channels", least)


def by_state(sheet: DaySheet, groups: Groups, faces: Faces, least: float) -> Iterator[Piece]:
    """表五: the states of what is open, what the day's reviews said, and how long the work took."""
    states = sorted(groups.states.items(), key=lambda one: list(STEPS).index(one[0]))
    heads = [head_cell(words.STATES), *(head_cell(STEPS[state]) for state, _ in states)]
    counts = [words.PIECES if states else words.NO_STATE, *(count(number) for _, number in states)]
    yield _strip([heads], [Cell(figure(one)) for one in counts], faces, "states", least)
    # Together with the states, or on the next page with them.
    yield replace(_reviews(sheet, groups, faces, least), gap=3 * MM, glue=True)


_STOCK_HEADS = (words.NEW, words.CLOSED, words.HELD, words.LATE)


def _reviews(sheet: DaySheet, groups: Groups, faces: Faces, least: float) -> Piece:
    total, levels = groups.total, groups.levels
    satisfied = sum(n for level, n in levels.items() if level.is_satisfied)
    share = rate(satisfied, sum(levels.values()))
    named = (
        words.EXTRAS[Extra.OFFERED],
        words.EXTRAS[Extra.RATED],
        words.UNRATED,
        *(LEVELS[level] for level in CARDS),
    )
    figures = (sheet.offered, total[Extra.RATED], total.unrated, *(levels.get(level, 0) for level in CARDS))
    heads = [
        head_cell(sheet_papers.REVIEWS, cols=len(named) + 1),
        head_cell(words.SPENT, cols=2),
    ]
    below = [*named, sheet_papers.SATISFACTION, words.MINUTES, words.WORKDAYS]
    spent = (average(groups.spent.minutes), average(groups.spent.workdays))
    told = [*map(count, figures), share, *spent]
    return _strip(
        [heads, [head_cell(text) for text in below]],
        [Cell(figure(one)) for one in told],
        faces,
        "ends",
        least,
    )


def _strip(top: Sequence[Row], row: Row, faces: Faces, key: str, least: float) -> Piece:
    """Heads over one row of figures, as wide as the sheet."""
    return fixed([LANDSCAPE.across / len(row)] * len(row), [*top, row], faces, key, least)


def _heads() -> list[Row]:
    upper = [
        head_cell(sheet_papers.NO, rows=2),
        head_cell(sheet_papers.CLERK, rows=2),
        head_cell(words.DUTY, rows=2),
        *(
            head_cell(name, cols=len(group) + (place == len(words.GROUPS) - 1))
            for place, (name, group) in enumerate(words.GROUPS)
        ),
    ]
    return [upper, [*(head_cell(words.EXTRAS[one]) for one in FIGURES), head_cell(words.UNRATED)]]


def _clerk(number: int, line: GroupLine, staff: Staff) -> Row:
    where = words.stays(
        staff.windows.get(line.key, ""), staff.duty.get(line.key, ()), staff.calls.get(line.key, 0)
    )
    told = (
        centred(str(number)),
        cell(clerk_name(line.key, staff.names), SMALL),
        Words(plain(where or NOTHING, Face.SERIF), Style(SMALL, SMALL * CELL_LEADING, Align.CENTRE)),
    )
    pads = (TIGHT, LOW, TIGHT)
    return [*(Cell(one, pad=pad) for one, pad in zip(told, pads, strict=True)), *_counts(line)]


def _counts(line: GroupLine, heavy: bool = False) -> list[Cell]:
    figures = (*(line[one] for one in FIGURES), line.unrated)
    return [Cell(figure(count(one), heavy), pad=TIGHT) for one in figures]


def _listed(items: Mapping[int, Stock]) -> Sequence[tuple[int, Stock]]:
    """In the order of the catalogue, what is not listed last."""
    return sorted(items.items(), key=lambda one: (one[0] == NOT_LISTED, one[0]))


def _item(number: int, stock: Stock, names: Mapping[str, str]) -> Row:
    listed = number != NOT_LISTED
    name = names.get(str(number), str(number)) if listed else sheet_papers.NOT_LISTED
    return [
        Cell(centred(str(number) if listed else ""), pad=TIGHT),
        Cell(cell(name, SMALL), pad=LOW),
        *(Cell(figure(count(one)), pad=TIGHT) for one in _stock(stock)),
    ]


def _stock(stock: Stock) -> tuple[int, int, int, int]:
    return stock.new, stock.closed, stock.held, stock.late
