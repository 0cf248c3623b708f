"""What a package asks of the applicant before it is opened: 容缺 and 告知承诺 of all items at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from outlet_app.domain.bundle import PackageEntry, Planned, entry_of, one_list, plan
from outlet_app.domain.entry import IntakeEntry
from outlet_app.domain.materials import CheckedMaterial
from outlet_app.domain.packages import Package
from outlet_app.domain.undertakings import all_hold, deficient, each_once, last_days, pledging, promised_rows
from outlet_app.services.pledges import Pledges, PledgeTold
from outlet_app.services.promises import Conditions, Promises
from outlet_app.services.reference import Reference


@dataclass(frozen=True, slots=True)
class Owed:
    """The conditions for all items as one list, what is promised, and the last day of each row."""

    conditions: Conditions
    rows: tuple[CheckedMaterial, ...]
    latest: Mapping[str, date]


class PackagePromises:
    """Judged item by item as a single registration is (domain.md §3.2, §3.6); nothing is kept."""

    def __init__(self, reference: Reference, promises: Promises, pledges: Pledges) -> None:
        self._reference = reference
        self._promises = promises
        self._pledges = pledges

    def owed(self, package: Package, entry: PackageEntry) -> Owed | None:
        """What is promised for later; None where no item is accepted with 容缺."""
        plans = plan(package, entry, self._reference.catalogue)
        told = {
            one.sub_item.code: self._promises.conditions(own)
            for one, own in self._own(package, entry, deficient(plans))
        }
        if not told:
            return None
        rows = one_list(package, entry, self._reference.catalogue)
        until = {code: one.latest.at.date() for code, one in told.items() if one.latest.at}
        first = min(told.values(), key=lambda one: one.latest.at.timestamp() if one.latest.at else 0)
        together = replace(first, judged=all_hold([one.judged for one in told.values()]))
        return Owed(together, promised_rows(package, rows, plans), last_days(package, plans, until))

    def pledged(self, package: Package, entry: PackageEntry) -> PledgeTold | None:
        """What is to be told of the proofs that a promise replaces; None where there are none."""
        plans = plan(package, entry, self._reference.catalogue)
        told = [self._pledges.told(own) for _, own in self._own(package, entry, pledging(plans))]
        if not told:
            return None
        refusal = next((one.refusal for one in told if one.refusal), None)
        return replace(told[0], lines=each_once(package, [one.lines for one in told]), refusal=refusal)

    def _own(
        self, package: Package, entry: PackageEntry, plans: tuple[Planned, ...]
    ) -> Iterator[tuple[Planned, IntakeEntry]]:
        for one in plans:
            yield one, entry_of(package, entry, one, self._reference.catalogue)
