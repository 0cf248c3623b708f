"""L26 好差评季度统计台账: a quarter of reviews by item with what was mended, and by clerk without levels.

Told as the city's published sheet is (domain.md §7.6): what is excluded stands beside what counts, and
fewer than five reviews stand in the sum alone (decisions.md 18).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from outlet_app.domain.calendar import HolidayCalendar, local_day
from outlet_app.domain.dossier import Case
from outlet_app.domain.frozen import dataclass
from outlet_app.domain.ledgers.ledger import Cell, Ledger, Line, Sum, SumOf
from outlet_app.domain.occasions import Served
from outlet_app.domain.rectification.quarters import Quarter, figures
from outlet_app.domain.rectification.task import Task, TaskState
from outlet_app.domain.reviews.levels import CARDS, Level
from outlet_app.domain.reviews.quarterly import WHOLE, Given, Mending, Row, quarter_rows
from outlet_app.domain.stock import Step

CODE = "L26"
HELD_BACK, NO_RATE = "held_back", "no_rate"
OUTLETS_OWN = "whole"
COLUMNS = (
    "of_item", "cases", "served", "given", "excluded", "given_rate",
    *(f"level{int(level)}" for level in CARDS), "content", "bad", "to_mend", "done", "done_rate", "spent",
)  # fmt: skip
_SECRET = COLUMNS[COLUMNS.index("level5") :]
Tally = Mapping[tuple[int, int], int]


@dataclass(frozen=True, slots=True)
class Worked:
    """What an outlet did in a quarter: the cases it registered, and its service events with their cases."""

    cases: tuple[Case, ...]
    served: tuple[tuple[Case, Served], ...]


def worked_in(cases: Iterable[tuple[str, Case]], outlet: str, quarter: Quarter) -> Worked:
    """Pick a quarter's own work; a package's parent is no case of its own (ADR 0026).

    cases: each with the outlet that registered it.
    """
    known = [(first, case) for first, case in cases if case.package is None]
    told = [case for _, case in known]
    return Worked(
        tuple(one for first, one in known if first == outlet and _lies(one.registered_at, quarter)),
        tuple(
            (case, one)
            for case in told
            for one in case.served
            if one.outlet == outlet and _lies(one.at, quarter)
        ),
    )


def quarter_lines(
    worked: Worked,
    tally: Tally,
    tasks: Sequence[Task],
    quarter: Quarter,
    now: datetime,
    plan: HolidayCalendar,
) -> tuple[Line, ...]:
    """A line for every item there was something of, and the outlet's own last; none for an idle quarter.

    tally: (item, level) → reviews this outlet's machine took. tasks: of the outlet's own bad reviews.
    """
    work = {item: (0, 0) for item, _ in tally}
    for case in worked.cases:
        work[case.registered.item] = _more(work.get(case.registered.item, (0, 0)), 1, 0)
    for case, _ in worked.served:
        work[case.registered.item] = _more(work.get(case.registered.item, (0, 0)), 0, 1)
    mendings = {item: _mending(tasks, item, quarter, now, plan) for item in {*work, WHOLE}}
    rows = quarter_rows(
        {(_HERE, item): told for item, told in work.items()},
        _given(tally, tasks, quarter),
        {(_HERE, item): told for item, told in mendings.items()},
    )
    return tuple(Line(_last(worked, row, now), "", "", _cells(row)) for row in rows if row.outlet)


def clerk_sums(worked: Worked) -> tuple[Sum, ...]:
    """评价率 of every clerk: of the events that could be rated, those that were; never a level."""
    asked, rated = Counter[str](), Counter[str]()
    for case, one in worked.served:
        asked[one.by] += 1
        rated[one.by] += one.code in case.reviews_rated
    return tuple(Sum(SumOf.CLERK, clerk, asked[clerk], rated[clerk]) for clerk in sorted(asked))


_HERE = "here"


def _lies(at: datetime, quarter: Quarter) -> bool:
    return Quarter.of(local_day(at)) == quarter


def _more(told: tuple[int, int], cases: int, served: int) -> tuple[int, int]:
    return told[0] + cases, told[1] + served


def _given(tally: Tally, tasks: Sequence[Task], quarter: Quarter) -> Iterator[Given]:
    """Every review; those whose task was excluded by the next level do not count."""
    months = {f"{quarter.year}-{quarter.first.month + at:02d}" for at in range(3)}
    out = Counter(
        (one.opened.item, one.opened.level)
        for one in tasks
        if one.state is TaskState.EXCLUDED and one.opened.month in months
    )
    for (item, level), count in tally.items():
        for place in range(count):
            yield Given(_HERE, item, Level(level), excluded=place < out[item, level])


def _mending(
    tasks: Sequence[Task], item: int, quarter: Quarter, now: datetime, plan: HolidayCalendar
) -> Mending:
    own = [one for one in tasks if item in (WHOLE, one.opened.item)]
    told = figures(own, quarter, now, plan)
    return Mending(told.closed.whole, told.closed.part, told.days)


def _last(worked: Worked, row: Row, now: datetime) -> datetime:
    """When something was last done of the row's item; of what only reviews tell, the moment of reading."""
    moments = [
        *(one.registered_at for one in worked.cases if row.item in (WHOLE, one.registered.item)),
        *(one.at for case, one in worked.served if row.item in (WHOLE, case.registered.item)),
    ]
    return max(moments, default=now)


def _cells(row: Row) -> dict[str, Cell]:
    mending = row.mending
    cells: dict[str, Cell] = {
        "of_item": OUTLETS_OWN if row.item == WHOLE else str(row.item),
        "cases": row.cases,
        "served": row.served,
        "given": row.rated,
        "excluded": row.excluded,
        "given_rate": _share(row.rate),
        **{f"level{int(level)}": row.levels.get(level, 0) for level in CARDS},
        "content": _share(row.satisfaction),
        "bad": row.bad,
        "to_mend": mending.due,
        "done": mending.done,
        "done_rate": _share(mending.done / mending.due if mending.due else None),
        "spent": NO_RATE if mending.days is None else f"{mending.days:.1f}",
    }
    return cells | dict.fromkeys(_SECRET, HELD_BACK) if row.is_held_back else cells


def _share(share: float | None) -> str:
    return NO_RATE if share is None else f"{share:.1%}"


def _none(_step: Step, _case: Case) -> None:
    return None


LEDGERS = (Ledger(CODE, COLUMNS, _none),)
