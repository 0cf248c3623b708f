"""Which cases stand behind a figure of the daily sheet: exactly those its strokes were counted from."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from outlet_app.domain.channels import Entrance
from outlet_app.domain.courses import Column, Mark, course, marks
from outlet_app.domain.events import CaseEvent
from outlet_app.domain.frozen import dataclass
from outlet_app.domain.service_hours import Times
from outlet_app.domain.sheet_groups import extra_marks, parent_marks
from outlet_app.domain.stock import Step, steps
from outlet_app.domain.workload import counted_until

Stroke = tuple[str, Mark]


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure in the row of an item, of a clerk or (neither) of the total; no column means 接待人次."""

    column: Column | None
    item: int | None = None
    clerk: str = ""

    def counts(self, mark: Mark) -> bool:
        """Whether a stroke stands in this cell."""
        in_column = isinstance(mark.column, Entrance) if self.column is None else mark.column == self.column
        in_row = self.item in (None, mark.item) and self.clerk in ("", mark.clerk)
        return in_column and in_row


def behind(
    cases: Iterable[Iterable[CaseEvent]],
    outlet: str,
    day: date,
    as_of: datetime,
    cell: Cell,
    times: Times | None = None,
) -> tuple[str, ...]:
    """The ids of the cases a cell counts, each once; the arguments as of `day_sheet`."""
    return among(strokes((tuple(steps(events)) for events in cases), outlet, day, as_of, times), cell)


def strokes(
    paths: Iterable[Sequence[Step]], outlet: str, day: date, as_of: datetime, times: Times | None = None
) -> tuple[Stroke, ...]:
    """Every stroke of the day with the id of its case, of cases folded before."""
    until, told = counted_until(day, as_of), times or Times()
    return tuple(
        (path[-1].after.case_id, mark)
        for path in paths
        if path
        for mark in _marks(path, outlet, day, until, told)
    )


def among(told: Iterable[Stroke], cell: Cell) -> tuple[str, ...]:
    """The ids of the cases a cell counts, each once, for whoever asks for many cells of a day."""
    return tuple(dict.fromkeys(case_id for case_id, mark in told if cell.counts(mark)))


def _marks(path: Sequence[Step], outlet: str, day: date, until: datetime, times: Times) -> Iterator[Mark]:
    """Every stroke of one case, on whichever sheet."""
    seen = course(path, outlet, day, until)
    if seen is None:
        yield from parent_marks(path, outlet, day, until)
    else:
        yield from (*marks(seen, until), *extra_marks(seen, until, times))
