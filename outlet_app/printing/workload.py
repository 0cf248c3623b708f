"""W17 日工作量统计表, A4 landscape: the day's counts in, PDF out (decisions.md 17)."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from outlet_app.domain.duty_spans import DutySpan
from outlet_app.domain.forms.texts import FormText
from outlet_app.domain.identities import broken_identities
from outlet_app.domain.sheet_difference import Difference
from outlet_app.domain.sheet_groups import Groups
from outlet_app.domain.windows import Window
from outlet_app.domain.workload import NOT_LISTED, DaySheet
from outlet_app.printing.blocks import Blank, Choice, Choices, Columns, Words
from outlet_app.printing.fonts import Face, Faces
from outlet_app.printing.imprint import Imprint, furniture
from outlet_app.printing.lines import Align, Style, plain
from outlet_app.printing.pages import Piece, compose, paragraph, roomiest, whole
from outlet_app.printing.paper import BODY, LANDSCAPE, MM, SHEET_TITLE, SMALL
from outlet_app.printing.pen import Pen
from outlet_app.printing.rich import lead
from outlet_app.printing.turn import PRESS
from outlet_app.printing.workload_groups import Staff, by_channel, by_group, by_state, by_stock
from outlet_app.printing.workload_tables import by_clerk, by_flow, by_item, clerk_name, holds_back
from outlet_app.wording import papers
from outlet_app.wording import sheet_groups as more
from outlet_app.wording import sheet_papers as words
from outlet_app.wording import windows as windows_words
from outlet_app.wording.formats import full_weekday, long_day, stamp

SHEET = LANDSCAPE
ROW_HEIGHTS = (9 * MM, 8.4 * MM, 7.8 * MM, 7.3 * MM)
LOW_ROWS = (8.4 * MM, 7.8 * MM, 7.2 * MM, 6.6 * MM, 6.2 * MM, 5.8 * MM)
MOST_TOGETHER = 3
REST_ROWS = (*ROW_HEIGHTS, *LOW_ROWS[3:])
NOTE_STYLE = Style(SMALL, SMALL * 1.5, Align.JUSTIFY)


@dataclass(frozen=True, slots=True)
class SheetValues:
    """A counted day with the names behind its keys.

    item_names: by item number as text. clerk_names, clerk_windows, duty (在岗时段): by 工号.
    unsent: events the city does not have yet. edition: rises when late records
    changed a printed day; late: what they changed of its sums since the edition before.
    unheard: other windows of the outlet whose cases of the day may be missing.
    """

    imprint: Imprint
    outlet_sign: str
    sheet: DaySheet
    item_names: Mapping[str, str]
    clerk_names: Mapping[str, str]
    workday: bool
    unsent: int = 0
    edition: int = 1
    late: tuple[Difference, ...] | None = None
    clerk_windows: Mapping[str, str] = field(default_factory=dict)
    duty: Mapping[str, Sequence[DutySpan]] = field(default_factory=dict)
    unheard: Sequence[Window] = ()


def build_workload(values: SheetValues, faces: Faces) -> bytes:
    """The tables as PDF, the same bytes for the same values; NoGlyph, DoesNotFit.

    Figures that do not agree are printed as they are, under a red line that names them.
    """
    with PRESS:
        first = roomiest(lambda least: tuple(_by_item(values, faces, least)), ROW_HEIGHTS, SHEET.room)
        second = _second(values, faces)
        further = _further(values, faces)
        pen = Pen(SHEET, faces, values.imprint.text.title, papers.AUTHOR)
        return compose(pen, SHEET, (*first, *second, *further), furniture(values.imprint, SHEET))


def check_code(sheet: DaySheet) -> str:
    """Eight characters that any change of a figure changes."""
    digest = hashlib.sha256(repr(sheet).encode()).hexdigest().upper()
    return f"{digest[:4]}-{digest[4:8]}"


def _by_item(values: SheetValues, faces: Faces, least: float) -> Iterator[Piece]:
    yield from _title(values, faces)
    yield _caption(words.BY_ITEM, faces)
    yield from _below(by_item(values.sheet, values.item_names, faces, least))
    said = ("items", "held_back") if holds_back(values.sheet) else ("items",)
    yield from _notes(values.imprint.text, said, faces)
    yield _signatures(values, faces)


def _second(values: SheetValues, faces: Faces) -> tuple[Piece, ...]:
    """表二 and 表三 on one page while few people are told, else on pages of their own."""
    if len(values.sheet.clerk_flows) <= MOST_TOGETHER:
        return tuple(roomiest(lambda least: tuple(_by_rest(values, faces, least)), REST_ROWS, SHEET.room))
    clerks = roomiest(lambda least: tuple(_by_clerks(values, faces, least)), ROW_HEIGHTS, SHEET.room)
    flow = roomiest(lambda least: tuple(_by_flows(values, faces, least)), ROW_HEIGHTS, SHEET.room)
    return (*clerks, *flow)


def _by_rest(values: SheetValues, faces: Faces, least: float) -> Iterator[Piece]:
    yield from _new_page(values, faces)
    yield _caption(words.BY_CLERK, faces)
    yield from _below(by_clerk(values.sheet, values.clerk_names, faces, least))
    yield from _flow(values, faces, least, gap=4 * MM)


def _by_clerks(values: SheetValues, faces: Faces, least: float) -> Iterator[Piece]:
    yield from _new_page(values, faces)
    yield _caption(words.BY_CLERK, faces)
    yield from _below(by_clerk(values.sheet, values.clerk_names, faces, least))
    yield _signatures(values, faces)


def _by_flows(values: SheetValues, faces: Faces, least: float) -> Iterator[Piece]:
    yield from _new_page(values, faces)
    yield from _flow(values, faces, least, gap=1 * MM)


def _flow(values: SheetValues, faces: Faces, least: float, gap: float) -> Iterator[Piece]:
    yield replace(_caption(words.BY_FLOW, faces), gap=gap)
    yield from _below(by_flow(values.sheet, values.clerk_names, faces, least))
    handed = words.HANDED_NOTE if values.sheet.clerk_flows else ""
    yield from _notes(values.imprint.text, ("flow",), faces, handed)
    yield _signatures(values, faces)


def _further(values: SheetValues, faces: Faces) -> tuple[Piece, ...]:
    """Sheets 4 to 6 on pages of their own, so that the first stays what it is (decisions.md 17)."""
    groups = values.sheet.groups
    if groups is None:
        return ()
    by_clerks = roomiest(lambda least: tuple(_by_group(values, groups, faces, least)), LOW_ROWS, SHEET.room)
    foot = roomiest(lambda least: tuple(_by_stock(values, groups, faces, least)), LOW_ROWS, SHEET.room)
    return (*by_clerks, *foot)


def _by_group(values: SheetValues, groups: Groups, faces: Faces, least: float) -> Iterator[Piece]:
    yield from _new_page(values, faces)
    yield _caption(more.BY_GROUP, faces)
    yield from _below(
        by_group(
            groups,
            Staff(values.clerk_names, values.clerk_windows, values.duty, values.sheet.calls),
            faces,
            least,
        )
    )
    yield replace(_caption(more.BY_STATE, faces), gap=4 * MM)
    yield from _below(by_state(values.sheet, groups, faces, least))
    yield from _said_below(more.NOTE, faces)
    yield _signatures(values, faces)


def _by_stock(values: SheetValues, groups: Groups, faces: Faces, least: float) -> Iterator[Piece]:
    yield from _new_page(values, faces)
    yield _caption(more.BY_STOCK, faces)
    yield from _below(by_stock(groups, values.item_names, faces, least))
    yield replace(by_channel(groups, faces, least), gap=3 * MM)
    yield _signatures(values, faces)


def _new_page(values: SheetValues, faces: Faces) -> Iterator[Piece]:
    first, *others = _title(values, faces)
    yield replace(first, new_page=True)
    yield from others


def _title(values: SheetValues, faces: Faces) -> Iterator[Piece]:
    style = Style(SHEET_TITLE, SHEET_TITLE * 1.4, Align.CENTRE, tracking=0.08)
    yield whole(Words(plain(values.imprint.text.title, Face.SERIF_BOLD), style), faces, SHEET.across)
    yield replace(_facts(values, faces), glue=True)
    counted = words.COUNTED.format(
        until=stamp(values.sheet.until),
        unsent=values.unsent,
        edition=values.edition,
        check=check_code(values.sheet),
    )
    line = Words(plain(counted, Face.SERIF), Style(SMALL, SMALL * 1.6))
    yield whole(line, faces, SHEET.across, glue=True)
    yield from (replace(piece, glue=True) for piece in _unheard(values, faces))
    yield from (replace(piece, glue=True) for piece in _late(values, faces))
    yield from (replace(piece, glue=True) for piece in _warning(values, faces))


def _facts(values: SheetValues, faces: Faces) -> Piece:
    day = values.sheet.day
    outlet = words.OUTLET.format(name=values.imprint.outlet, sign=values.outlet_sign)
    dated = words.DAY.format(day=long_day(day), weekday=full_weekday(day))
    kinds = Choices((Choice(words.WORKDAY, values.workday), Choice(words.EXTENDED, not values.workday)), BODY)
    line = Columns(
        ((38, _said(outlet)), (28, _said(dated)), (20, kinds), (12, _said(words.UNIT, Align.RIGHT)))
    )
    return whole(line, faces, SHEET.across)


def _said(text: str, align: Align = Align.LEFT) -> Words:
    return Words(plain(text, Face.SERIF), Style(BODY, BODY * 1.6, align))


def _unheard(values: SheetValues, faces: Faces) -> Iterable[Piece]:
    """Whose cases of the day may be missing, where the outlet has several windows."""
    told = windows_words.unheard(values.unheard, windows_words.PAPER)
    if not told:
        return ()
    return paragraph(Words(plain(told + windows_words.STOP, Face.SERIF), NOTE_STYLE), faces, SHEET.across)


def _late(values: SheetValues, faces: Faces) -> Iterable[Piece]:
    """补录差异, on a sheet that is not the day's first."""
    if values.late is None:
        return ()
    runs = lead(words.LATE_LABEL, plain(words.late(values.edition, values.late), Face.SERIF))
    return paragraph(Words(runs, NOTE_STYLE), faces, SHEET.across)


def _warning(values: SheetValues, faces: Faces) -> Iterable[Piece]:
    broken = broken_identities(values.sheet)
    if not broken:
        return ()
    clerks = {staff_no: clerk_name(staff_no, values.clerk_names) for staff_no in values.clerk_names}
    rows = {**values.item_names, str(NOT_LISTED): words.NOT_LISTED, **clerks, "": words.TOTAL}
    listed = words.LISTED_BY.join(words.broken(one, rows) for one in broken)
    runs = lead(words.BROKEN_LABEL, plain(words.BROKEN_TEXT.format(listed=listed), Face.SANS_BOLD))
    return paragraph(Words(runs, replace(NOTE_STYLE, red=True)), faces, SHEET.across)


def _caption(text: str, faces: Faces) -> Piece:
    caption = Words(plain(text, Face.SANS_BOLD), Style(BODY, BODY * 1.5))
    return whole(caption, faces, SHEET.across, gap=1 * MM)


def _below(pieces: Iterable[Piece]) -> Iterator[Piece]:
    first, *others = pieces
    yield replace(first, glue=True, gap=0.6 * MM)
    yield from others


def _notes(text: FormText, keys: Sequence[str], faces: Faces, more: str = "") -> Iterator[Piece]:
    """What is said under a table; it keeps the table's last row with it, and the signatures below."""
    return _said_below("".join((*(text.clauses[key] for key in keys), *text.notes, more)), faces)


def _said_below(said: str, faces: Faces) -> Iterator[Piece]:
    runs = lead(words.NOTES_LABEL, plain(said, Face.SERIF))
    lines = paragraph(Words(runs, NOTE_STYLE), faces, SHEET.across, gap=2 * MM)
    return (replace(line, glue=True) for line in lines)


def _signatures(values: SheetValues, faces: Faces) -> Piece:
    imprint = values.imprint
    blanks = Columns(
        (
            (19, Blank(words.PREPARED_BY, imprint.clerk)),
            (29, Blank(words.CHECKED_BY)),
            (21, Blank(words.LED_BY)),
            (24, Blank(words.PREPARED_AT, stamp(imprint.printed_at))),
        )
    )
    return whole(blanks, faces, SHEET.across, gap=2 * MM, glue=True)
