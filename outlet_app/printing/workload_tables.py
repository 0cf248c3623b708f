"""The three tables of the 日工作量统计表: by item, by clerk, flow (decisions.md 17)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from outlet_app.domain.sheet_columns import FLOW, LINE, flow_spans, line_spans, taken_in
from outlet_app.domain.workload import NOT_LISTED, ClerkFlow, DaySheet, Flow, Line
from outlet_app.printing.blocks import CELL_LEADING, Block, Words, cell, centred, head
from outlet_app.printing.fonts import Face, Faces
from outlet_app.printing.lines import Align, Style, bold, plain
from outlet_app.printing.pages import Piece
from outlet_app.printing.paper import CELL, LANDSCAPE, MM, SMALL
from outlet_app.printing.table import Cell, Row, fixed, table
from outlet_app.wording import sheet_columns as columns
from outlet_app.wording import sheet_papers as words
from outlet_app.wording.channels import ENTRANCES
from outlet_app.wording.formats import count, rate

NUMBER_WIDTH = 10 * MM
COUNT_WIDTH = 10.5 * MM
RATE_WIDTH = 14.5 * MM
# The last two are 参评 and 满意.
COUNTS = len(LINE) + 2
TIGHT = 0.15 * MM
FLOW_WIDTH, CLERK_WIDTH = LANDSCAPE.across / len(FLOW), 44 * MM


def by_item(sheet: DaySheet, names: Mapping[str, str], faces: Faces, least: float) -> Iterator[Piece]:
    """表一: every item of the catalogue, what is not on the list, and the sum."""
    listed = [line for line in sheet.items if line.key != str(NOT_LISTED)]
    rows = [_row(line.key, names.get(line.key, line.key), line, sheet) for line in listed]
    others = [line for line in sheet.items if line.key == str(NOT_LISTED)]
    rows += [_row("", words.NOT_LISTED, line, sheet) for line in others]
    return _counted(words.ITEM, rows, sheet, faces, least)


def by_clerk(sheet: DaySheet, names: Mapping[str, str], faces: Faces, least: float) -> Iterator[Piece]:
    """表二: every clerk, and the sum."""
    rows = [
        _row(str(number), clerk_name(line.key, names), line, sheet)
        for number, line in enumerate(sheet.clerks, 1)
    ]
    return _counted(words.CLERK, rows, sheet, faces, least)


def clerk_name(staff_no: str, names: Mapping[str, str]) -> str:
    """Name and last four digits; the number alone where the name is not known here."""
    name = names.get(staff_no)
    return words.CLERK_NAME.format(name=name, short_no=staff_no[-4:]) if name else staff_no


def by_flow(sheet: DaySheet, names: Mapping[str, str], faces: Faces, least: float) -> Iterator[Piece]:
    """表三: how the stock moved, of every clerk and in all, and what was taken in."""
    if sheet.clerk_flows:
        yield from _flow_by_clerk(sheet, names, faces, least)
    else:
        rows = [*_flow_heads(), _figures(_flow(sheet.flow))]
        yield fixed([FLOW_WIDTH] * len(FLOW), rows, faces, words.STOCK, least)
    taken = (
        *zip(columns.INTAKE.values(), taken_in(sheet.intake), strict=True),
        (words.ASKED, sheet.offered),
        (words.RATED, sheet.total.rated or 0),
        *(((words.CALLED, sum(sheet.calls.values())),) if sheet.calls else ()),
    )
    second = [[head_cell(name) for name, _ in taken], _figures([figure for _, figure in taken])]
    widths = [LANDSCAPE.across / len(taken)] * len(taken)
    yield replace(fixed(widths, second, faces, words.INTAKE, least), gap=3 * MM, glue=True)


def _flow_by_clerk(sheet: DaySheet, names: Mapping[str, str], faces: Faces, least: float) -> Iterator[Piece]:
    narrow = (LANDSCAPE.across - NUMBER_WIDTH - CLERK_WIDTH) / len(FLOW)
    widths = (NUMBER_WIDTH, CLERK_WIDTH, *([narrow] * len(FLOW)))
    top, below = _flow_heads()
    named = [head_cell(words.NO, rows=2), head_cell(words.CLERK, rows=2)]
    rows = [_flow_row(number, row, names) for number, row in enumerate(sheet.clerk_flows, 1)]
    first, *others = table(widths, [[*named, *top], below], rows, faces, "flow rows", least)
    yield replace(first, frame="flow head")
    yield from (replace(row, repeat=first) for row in others)
    whole = (Cell(figure(count(one), True), pad=TIGHT) for one in _flow(sheet.flow))
    total = [Cell(head(words.TOTAL), cols=2), *whole]
    yield replace(fixed(widths, [total], faces, "flow total", least), glue=True)


def _flow_row(number: int, row: ClerkFlow, names: Mapping[str, str]) -> Row:
    told = (Cell(figure(count(one)), pad=TIGHT) for one in _flow(row.flow))
    name = cell(clerk_name(row.key, names), SMALL)
    return [Cell(centred(str(number)), pad=TIGHT), Cell(name), *told]


def _flow_heads() -> tuple[Row, Row]:
    """Heads over what came and what went; what stood and stands takes both rows."""
    names = [columns.whole(columns.FLOW[one.name]) for one in FLOW]
    spans = {span.first: span for span in flow_spans()}
    under = {at for span in spans.values() for at in range(span.first, span.last + 1)}
    top = [
        head_cell(columns.WAYS[spans[at].of], cols=spans[at].count)
        if at in spans
        else head_cell(name, rows=2)
        for at, name in enumerate(names)
        if at in spans or at not in under
    ]
    return top, [head_cell(name) for at, name in enumerate(names) if at in under]


def _flow(flow: Flow) -> tuple[int, ...]:
    return tuple(one.of(flow) for one in FLOW)


def holds_back(sheet: DaySheet) -> bool:
    """Whether there are reviews that some row does not show (decisions.md 18)."""
    return bool(sheet.total.rated) and any(line.rated is None for line in (*sheet.items, *sheet.clerks))


def _counted(label: str, rows: Sequence[Row], sheet: DaySheet, faces: Faces, least: float) -> Iterator[Piece]:
    name = LANDSCAPE.across - NUMBER_WIDTH - COUNTS * COUNT_WIDTH - RATE_WIDTH
    widths = (NUMBER_WIDTH, name, *([COUNT_WIDTH] * COUNTS), RATE_WIDTH)
    first, *others = table(widths, _heads(label), rows, faces, f"{label} rows", least)
    yield replace(first, frame=f"{label} head")
    yield from (replace(row, repeat=first) for row in others)
    total = [Cell(head(words.TOTAL), cols=2), *_counts(sheet.total, sheet, heavy=True)]
    yield replace(fixed(widths, [total], faces, f"{label} total", least), glue=True)


def _heads(label: str) -> list[Row]:
    upper = [
        head_cell(words.NO, rows=2),
        head_cell(label, rows=2),
        *(head_cell(columns.PARTS[span.of], cols=span.count) for span in line_spans()),
        *(head_cell(name, rows=2) for name in words.SPECIALS.values()),
        head_cell(words.REVIEWS, cols=3),
    ]
    names = (
        words.SUBTOTAL,
        *ENTRANCES.values(),
        *words.DECISIONS.values(),
        words.RATED,
        words.SATISFIED,
        words.SATISFACTION,
    )
    return [upper, [head_cell(name) for name in names]]


def head_cell(text: str, cols: int = 1, rows: int = 1) -> Cell:
    """A head in small letters over so many columns and rows."""
    return Cell(head(text, SMALL), cols, rows, pad=TIGHT)


def _row(number: str, name: str, line: Line, sheet: DaySheet) -> Row:
    return [Cell(centred(number), pad=TIGHT), Cell(cell(name, SMALL)), *_counts(line, sheet)]


def _counts(line: Line, sheet: DaySheet, heavy: bool = False) -> list[Cell]:
    told = (one.of(line) for one in LINE)
    texts = (*map(count, told), *_reviews(line, sheet))
    return [Cell(figure(text, heavy), pad=TIGHT) for text in texts]


def _reviews(line: Line, sheet: DaySheet) -> tuple[str, str, str]:
    if line.rated is None and sheet.total.rated:
        return (words.HELD_BACK,) * 3
    rated, satisfied = line.rated or 0, line.satisfied or 0
    return count(rated), count(satisfied), rate(satisfied, rated)


def figure(text: str, heavy: bool = False) -> Block:
    """A count in the middle of its cell, a sum in bold."""
    runs = plain(text, Face.SERIF)
    return Words(bold(runs) if heavy else runs, Style(CELL, CELL * CELL_LEADING, Align.CENTRE))


def _figures(figures: Sequence[int]) -> Row:
    return [Cell(centred(count(figure))) for figure in figures]
