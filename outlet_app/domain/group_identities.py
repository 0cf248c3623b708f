"""What must agree between the further groups of a daily sheet and its first three tables (domain.md §8.2)."""

from collections.abc import Iterable, Iterator

from outlet_app.domain.courses import Extra
from outlet_app.domain.figures import BrokenIdentity, at_most, equal
from outlet_app.domain.sheet_columns import FLOW, arrived, gone
from outlet_app.domain.sheet_groups import Groups, Stock
from outlet_app.domain.workload import DaySheet

_ENDS = (Extra.EARLY, Extra.ON_TIME, Extra.LATE)
_TYPES = (Extra.INSTANT, Extra.PROMISED, Extra.UNTYPED)


def broken_clerk_flows(sheet: DaySheet) -> Iterator[BrokenIdentity]:
    """What the rows of sheet 3 break; none where they were not counted.

    clerk_flow: stock and arrivals = departures and stock, of each clerk. clerk_sums: Σ clerks = 办件流转,
    where what passed from one clerk to another is taken off 转入 and 转出 alike.
    """
    rows = [row.flow for row in sheet.clerk_flows]
    if not rows:
        return
    for row in sheet.clerk_flows:
        yield from equal("clerk_flow", row.key, arrived(row.flow), gone(row.flow))
    inner = sum(one.transferred_in for one in rows) - sheet.flow.transferred_in
    for column in FLOW:
        told = sum(column.of(one) for one in rows) - (inner if column.passed else 0)
        yield from equal("clerk_sums", f"flow.{column.name}", told, column.of(sheet.flow))


def broken_groups(sheet: DaySheet) -> Iterator[BrokenIdentity]:
    """Every rule that the further groups break; none where they were not counted.

    type: 本日新收 = 即办件 + 承诺件 + 未定类. ends: 办结 = 提前 + 按时 + 超期.
    late: 超期 = 超期办结 + 在办超期.
    assisted: 帮办代办 = 帮办 + 代办. asked: 应评 = Σ 应评. groups: Σ clerks = 合计. stock: Σ rows = 办件流转.
    """
    groups = sheet.groups
    if groups is None:
        return
    total, flow = groups.total, sheet.flow
    yield from equal("type", "", flow.new, sum(total[one] for one in _TYPES))
    yield from equal("ends", "", flow.closed, sum(total[one] for one in _ENDS))
    yield from equal("late", "", sheet.total.overdue, total[Extra.LATE] + total[Extra.OPEN_LATE])
    yield from equal("assisted", "", sheet.total.assisted, total[Extra.HELPED] + total[Extra.AGENTED])
    yield from equal("asked", "", sheet.offered, total[Extra.OFFERED])
    yield from at_most("confirmed", "", total[Extra.CONFIRMED], total[Extra.PUSHED])
    yield from at_most("second", "", total[Extra.SECOND], total[Extra.NOTICES])
    for one in Extra:
        yield from equal("groups", one.value, sum(line[one] for line in groups.clerks), total[one])
    yield from _stock(sheet, groups)


def _stock(sheet: DaySheet, groups: Groups) -> Iterator[BrokenIdentity]:
    flow = sheet.flow
    for where, rows in (("items", groups.items.values()), ("channels", groups.channels.values())):
        yield from _summed(where, rows, (flow.new, flow.closed, flow.carried_over))
    yield from equal("stock", "states", sum(groups.states.values()), flow.carried_over)


def _summed(where: str, rows: Iterable[Stock], flow: tuple[int, int, int]) -> Iterable[BrokenIdentity]:
    told = [(one.new, one.closed, one.held) for one in rows]
    sums = [sum(column) for column in zip(*told, strict=True)] or [0, 0, 0]
    for found, whole in zip(sums, flow, strict=True):
        yield from equal("stock", where, found, whole)
