"""领取: a result given out is written down, with its 送达回证, in one transaction."""

from outlet_app.domain.events import ResultCollected
from outlet_app.models.engine import Database
from outlet_app.services.issuing import Issuing
from outlet_app.services.numbers import Numbers
from outlet_app.services.recorder import Recorder
from outlet_app.services.views import PaperView

FORM = "W15"


class Deliveries:
    """The last visit of a case (domain.md §2.2)."""

    def __init__(self, database: Database, recorder: Recorder, numbers: Numbers, issuing: Issuing) -> None:
        self._database = database
        self._recorder = recorder
        self._numbers = numbers
        self._issuing = issuing

    def collect(self, case_id: str, fact: ResultCollected) -> tuple[PaperView, ...]:
        """Write down who took what and make the paper they sign; Refused where there is nothing to take."""
        with self._database.unit_of_work() as uow:
            taking = self._numbers.taking(uow)
            case = self._recorder.read(uow, case_id).case
            case = self._recorder.record(uow, case, case_id, (fact,))
            _, paper = self._issuing.issue(uow, taking, case, FORM)
            uow.commit()
        taking.testify()
        return (paper,)
