"""What the page of 免申即享 shows, as a value: data at hand, enterprise, what was seen on the desk."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from outlet_app.domain.policies.matching import Sighted, match
from outlet_app.services.policy_views import Looked, PolicyRow, PolicyShelf

Sightings = Mapping[str, Mapping[str, Sighted]]


@dataclass(frozen=True, slots=True)
class Read:
    """One reading: what is at hand, and the enterprise if one is chosen."""

    shelf: PolicyShelf
    looked: Looked | None = None


@dataclass(frozen=True, slots=True)
class PoliciesState:
    """`sighted` by policy and condition belongs to the enterprise on show; another one begins without."""

    read: Read | None = None
    sighted: Sightings = field(default_factory=dict)
    failed: bool = False

    @property
    def looked(self) -> Looked | None:
        """The enterprise on show."""
        return self.read.looked if self.read else None

    @property
    def rows(self) -> tuple[PolicyRow, ...]:
        """Every policy, with what a clerk saw on the desk put in."""
        return tuple(map(self._settled, self.looked.rows)) if self.looked else ()

    @property
    def waiting(self) -> int:
        """How many policies wait for the enterprise's will."""
        return sum(1 for row in self.rows if row.waits)

    def sighted_for(self, number: str) -> Mapping[str, Sighted]:
        """What was seen for a policy."""
        return self.sighted.get(number, {})

    def _settled(self, row: PolicyRow) -> PolicyRow:
        seen = self.sighted_for(row.policy.number)
        if not seen or self.read is None or self.looked is None:
            return row
        found = match(row.policy.conditions, self.looked.about, self.read.shelf.today, seen)
        return replace(row, match=found)


def loaded(state: PoliciesState, read: Read) -> PoliciesState:
    """A fresh reading; what was seen on the desk stays while the enterprise does."""
    before, now = state.looked, read.looked
    same = before is not None and now is not None and before.who.code == now.who.code
    return PoliciesState(read, state.sighted if same else {})


def failed(state: PoliciesState) -> PoliciesState:
    """The reading went wrong; what was shown stays."""
    return replace(state, failed=True)


def saw(state: PoliciesState, number: str, code: str, found: Sighted) -> PoliciesState:
    """A paper on the desk settled a line of a policy."""
    seen = {**state.sighted_for(number), code: found}
    return replace(state, sighted={**state.sighted, number: seen})
