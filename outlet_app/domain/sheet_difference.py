"""补录差异: which sums of a day have changed since its sheet was printed (domain.md §8.2)."""

from collections.abc import Mapping

from outlet_app.domain.frozen import dataclass
from outlet_app.domain.sheet_columns import FLOW, LINE, VOIDED
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
        **{one.code: one.of(total) for one in LINE},
        **{f"flow.{one.name}": one.of(sheet.flow) for one in FLOW},
        f"flow.{VOIDED}": sheet.flow.voided,
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
