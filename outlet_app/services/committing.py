"""The facts of an acceptance with what the applicant promises: 容缺 checked, 告知承诺 made before it."""

from outlet_app.domain.catalogue import SubItem
from outlet_app.domain.decisions import BY_PLEDGE, Decision
from outlet_app.domain.entry import DeficientDetail, IntakeEntry
from outlet_app.domain.events import Fact
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.services.opening import Detail
from outlet_app.services.pledges import Pledges
from outlet_app.services.promises import Promises


class Committing:
    """Works in the caller's transaction, before the facts are recorded."""

    def __init__(self, promises: Promises, pledges: Pledges) -> None:
        self._promises = promises
        self._pledges = pledges

    def added(
        self,
        uow: UnitOfWork,
        entry: IntakeEntry,
        sub_item: SubItem | None,
        decision: Decision | None,
        detail: Detail,
        facts: tuple[Fact, ...],
    ) -> tuple[Fact, ...]:
        """The same facts with how old the knowledge was, and the pledge before the decision.

        Refused where a condition of 容缺 fails, or nobody may promise.
        """
        if isinstance(detail, DeficientDetail):
            facts = self._promises.checked(uow, entry, detail, facts)
        if decision not in BY_PLEDGE:
            return facts
        return (*facts[:-1], *self._pledges.made(uow, entry, sub_item, detail), facts[-1])
