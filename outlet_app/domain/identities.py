"""What must agree on a daily sheet before it is printed (decisions 17); reported, never mended."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from outlet_app.domain.courses import Special
from outlet_app.domain.decisions import Decision
from outlet_app.domain.events import Channel
from outlet_app.domain.workload import DaySheet, Line

Figure = Callable[[Line], int]

_SUMMED: tuple[tuple[str, Figure], ...] = (
    *((f"channel.{channel.value}", lambda line, c=channel: line.channels.get(c, 0)) for channel in Channel),
    *((f"result.{one.value}", lambda line, d=one: line.results.get(d, 0)) for one in Decision),
    (Special.ASSISTED.value, lambda line: line.assisted),
    (Special.CLOSED.value, lambda line: line.closed),
    (Special.OVERDUE.value, lambda line: line.overdue),
)


@dataclass(frozen=True, slots=True)
class BrokenIdentity:
    """Two figures that should agree: which rule, where (a row's key or a column), and both numbers."""

    code: str
    where: str
    left: int
    right: int


def broken_identities(sheet: DaySheet) -> tuple[BrokenIdentity, ...]:
    """Return every rule of decisions 17 that the sheet breaks; empty when it may be printed.

    flow: stock and arrivals = departures and stock. intake: 本日受理 ≤ 上日已收未受理 + 本日收件.
    deficient: 受理 ≥ 容缺. promised: 受理 ≥ 容缺 or 告知承诺, each case once.
    visits: 接待 = Σ results in every row. items, clerks: Σ rows = 合计.
    closed: 当日办结 = 办结 of the flow. reviews: 参评 ≤ 应评; satisfied: 满意 ≤ 参评.
    """
    return (*_flow(sheet), *_intake(sheet), *_visits(sheet), *_sums(sheet), *_reviews(sheet))


def _flow(sheet: DaySheet) -> Iterator[BrokenIdentity]:
    flow = sheet.flow
    arrived = flow.carried_in + flow.new + flow.transferred_in + flow.reopened
    gone = flow.closed + flow.rejected + flow.left + flow.transferred_out + flow.carried_over
    yield from _equal("flow", "", arrived, gone)
    yield from _equal("closed", "", sheet.total.closed, flow.closed)


def _intake(sheet: DaySheet) -> Iterator[BrokenIdentity]:
    intake = sheet.intake
    yield from _at_most("intake", "", intake.accepted, intake.waiting_before + intake.taken)
    # The wider rule says nothing new where the narrower one is broken.
    yield from (
        tuple(_at_most("deficient", "", intake.deficient, intake.accepted))
        or _at_most("promised", "", intake.promised, intake.accepted)
    )


def _visits(sheet: DaySheet) -> Iterator[BrokenIdentity]:
    for line in (*sheet.items, *sheet.clerks, sheet.total):
        yield from _equal("visits", line.key, line.visits, sum(line.results.values()))


def _sums(sheet: DaySheet) -> Iterator[BrokenIdentity]:
    for code, rows in (("items", sheet.items), ("clerks", sheet.clerks)):
        for name, figure in _SUMMED:
            yield from _equal(code, name, _sum(rows, figure), figure(sheet.total))


def _reviews(sheet: DaySheet) -> Iterator[BrokenIdentity]:
    yield from _at_most("reviews", "", sheet.total.rated or 0, sheet.offered)
    for line in (*sheet.items, sheet.total):
        yield from _at_most("satisfied", line.key, line.satisfied or 0, line.rated or 0)


def _sum(rows: Sequence[Line], figure: Figure) -> int:
    return sum(figure(line) for line in rows)


def _equal(code: str, where: str, left: int, right: int) -> Iterable[BrokenIdentity]:
    return () if left == right else (BrokenIdentity(code, where, left, right),)


def _at_most(code: str, where: str, left: int, right: int) -> Iterable[BrokenIdentity]:
    return () if left <= right else (BrokenIdentity(code, where, left, right),)
