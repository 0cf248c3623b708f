"""What must agree on a daily sheet before it is printed (decisions 17); reported, never mended."""

from collections.abc import Callable, Iterator, Sequence

from outlet_app.domain.figures import BrokenIdentity, at_most, equal
from outlet_app.domain.group_identities import broken_clerk_flows, broken_groups
from outlet_app.domain.sheet_columns import LINE, arrived, gone
from outlet_app.domain.workload import DaySheet, Line

Figure = Callable[[Line], int]

# 接待人次 is the sum of its channels in every row already.
_SUMMED: tuple[tuple[str, Figure], ...] = tuple((one.code, one.of) for one in LINE if one.figure is not None)


def broken_identities(sheet: DaySheet) -> tuple[BrokenIdentity, ...]:
    """Return every rule of decisions 17 that the sheet breaks; empty when it may be printed.

    flow: stock and arrivals = departures and stock. intake: 本日受理 ≤ 上日已收未受理 + 本日收件.
    deficient: 受理 ≥ 容缺. promised: 受理 ≥ 容缺 or 告知承诺, each case once.
    visits: 接待 = Σ results in every row. items, clerks: Σ rows = 合计.
    closed: 当日办结 = 办结 of the flow. reviews: 参评 ≤ 应评; satisfied: 满意 ≤ 参评. Then
    `broken_clerk_flows` and `broken_groups`.
    """
    return (
        *_flow(sheet),
        *_intake(sheet),
        *_visits(sheet),
        *_sums(sheet),
        *_reviews(sheet),
        *broken_clerk_flows(sheet),
        *broken_groups(sheet),
    )


def _flow(sheet: DaySheet) -> Iterator[BrokenIdentity]:
    flow = sheet.flow
    yield from equal("flow", "", arrived(flow), gone(flow))
    yield from equal("closed", "", sheet.total.closed, flow.closed)


def _intake(sheet: DaySheet) -> Iterator[BrokenIdentity]:
    intake = sheet.intake
    yield from at_most("intake", "", intake.accepted, intake.waiting_before + intake.taken)
    # The wider rule says nothing new where the narrower one is broken.
    yield from (
        tuple(at_most("deficient", "", intake.deficient, intake.accepted))
        or at_most("promised", "", intake.promised, intake.accepted)
    )


def _visits(sheet: DaySheet) -> Iterator[BrokenIdentity]:
    for line in (*sheet.items, *sheet.clerks, sheet.total):
        yield from equal("visits", line.key, line.visits, sum(line.results.values()))


def _sums(sheet: DaySheet) -> Iterator[BrokenIdentity]:
    for code, rows in (("items", sheet.items), ("clerks", sheet.clerks)):
        for name, figure in _SUMMED:
            yield from equal(code, name, _sum(rows, figure), figure(sheet.total))


def _reviews(sheet: DaySheet) -> Iterator[BrokenIdentity]:
    yield from at_most("reviews", "", sheet.total.rated or 0, sheet.offered)
    for line in (*sheet.items, sheet.total):
        yield from at_most("satisfied", line.key, line.satisfied or 0, line.rated or 0)


def _sum(rows: Sequence[Line], figure: Figure) -> int:
    return sum(map(figure, rows))
