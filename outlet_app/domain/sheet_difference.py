"""补录差异: which sums of a day have changed since its sheet was printed (domain.md §8.2)."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from outlet_app.domain.workload import DaySheet

VISITS, OFFERED, RATED = "visits", "offered", "rated"


@dataclass(frozen=True, slots=True)
class Difference:
    """One sum: which (a column's code, or `flow.` and its place in the flow), as printed and as it is now."""

    name: str
    before: int
    now: int


def key_figures(sheet: DaySheet) -> dict[str, int]:
    """The sums that an edition is compared by."""
    total = sheet.total
    return {
        VISITS: total.visits,
        **{f"channel.{one.value}": count for one, count in total.channels.items()},
        **{f"result.{one.value}": count for one, count in total.results.items()},
        "assisted": total.assisted,
        "closed": total.closed,
        "overdue": total.overdue,
        **{f"flow.{name}": count for name, count in asdict(sheet.flow).items()},
        OFFERED: sheet.offered,
        RATED: total.rated or 0,
    }


def differences(before: Mapping[str, int], now: Mapping[str, int]) -> tuple[Difference, ...]:
    """What has changed, in the order of the sheet; a figure an older print did not have is none."""
    return tuple(
        Difference(name, before[name], count)
        for name, count in now.items()
        if name in before and before[name] != count
    )
