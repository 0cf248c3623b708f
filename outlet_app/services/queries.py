"""转为复杂查询: a query answered at once goes on as a complex one, under the same number (domain.md §9.1)."""

from outlet_app.domain.case import Case
from outlet_app.domain.catalogue import ClockKind, ClockStart, SubItem
from outlet_app.domain.facts.query import QueryDeepened
from outlet_app.domain.problems import Refusal, Refused
from outlet_app.models.engine import Database
from outlet_app.services.clocks import Clocks
from outlet_app.services.recorder import Recorder
from outlet_app.services.reference import Reference


class Queries:
    """One transaction; Refused where the rules say no."""

    def __init__(self, database: Database, reference: Reference, recorder: Recorder, clocks: Clocks) -> None:
        self._database = database
        self._reference = reference
        self._recorder = recorder
        self._clocks = clocks

    def deeper(self, case: Case) -> tuple[SubItem, ...]:
        """What the list has for the item that is not answered at once, in its order."""
        told = case.registered
        item = self._reference.item_of(told.item, told.catalogue)
        timed = (sub for sub in (item.sub_items if item else ()) if _takes_days(sub))
        return tuple(sub for sub in timed if sub.code != told.sub_item)

    def deepen(self, case_id: str, sub_item: str, reason: str, request: str = "") -> Case:
        """Its clock runs from the registration, which is the day of acceptance too."""
        with self._database.unit_of_work() as uow:
            case = self._recorder.read(uow, case_id).case
            told = next((one for one in self.deeper(case) if one.code == sub_item), None)
            if told is None:
                raise Refused(Refusal("query.none"))
            dues = self._clocks.started(told, ClockStart.ACCEPTED, case.registered_at)
            fact = QueryDeepened(sub_item, reason.strip(), request.strip(), dues)
            case = self._recorder.record(uow, case, case_id, (fact,))
            uow.commit()
        return case


def _takes_days(sub_item: SubItem) -> bool:
    return any(rule.kind is ClockKind.WORKDAYS for rule in sub_item.clocks)
