"""换发文书: papers that still say what was put right since are voided and issued anew, number by number."""

from collections.abc import Iterable, Iterator, Sequence

from outlet_app.domain.case import Case, fold
from outlet_app.domain.events import Amended, CaseEvent, PaperIssued, PaperVoided
from outlet_app.domain.facts.retiming import Retimed
from outlet_app.domain.mended import Outdated
from outlet_app.domain.people import Right
from outlet_app.domain.problems import Refusal, Refused
from outlet_app.models.engine import Database
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.services.issuing import Issuing
from outlet_app.services.numbers import Numbers, Taking
from outlet_app.services.reading import Reading, read_case
from outlet_app.services.recorder import Recorder
from outlet_app.services.views import PaperView


class Renewing:
    """What a paper said then is told by drawing it once without what was put right, and once with it."""

    def __init__(self, database: Database, recorder: Recorder, numbers: Numbers, issuing: Issuing) -> None:
        self._database = database
        self._recorder = recorder
        self._numbers = numbers
        self._issuing = issuing

    def outdated(self, case_id: str) -> tuple[Outdated, ...]:
        """The papers of the case, and of the children of a package, that hold and now read otherwise."""
        with self._database.reading() as uow:
            readings = self._family(uow, self._recorder.read(uow, case_id))
            return tuple(one for reading in readings for one in self._of_case(uow, reading))

    def renew(self, case_id: str, numbers: Sequence[str], reason: str) -> tuple[PaperView, ...]:
        """作废 these and issue each under a new number, all or none; Refused where one is not outdated."""
        if not reason.strip():
            raise Refused(Refusal("void.reason_missing"))
        with self._database.unit_of_work() as uow:
            readings = self._family(uow, self._recorder.read(uow, case_id))
            found = {one.number: one for reading in readings for one in self._of_case(uow, reading)}
            if not numbers or any(number not in found for number in numbers):
                raise Refused(Refusal("renew.outdated"))
            taking = self._numbers.taking(uow)
            made = tuple(self._renewed(uow, taking, found[number], reason.strip()) for number in numbers)
            uow.commit()
        taking.testify()
        return made

    def _renewed(self, uow: UnitOfWork, taking: Taking, old: Outdated, reason: str) -> PaperView:
        case = self._recorder.read(uow, old.case_id).case
        if not case.is_open and not self._recorder.person.may(Right.REOPEN):
            raise Refused(Refusal("amend.supervisor"))
        issued = _newest(case.papers, old.number)
        case = self._recorder.record(uow, case, old.case_id, (PaperVoided(old.number, reason),))
        self._settle(uow, old)
        _, paper = self._issuing.issue(
            uow, taking, case, old.form, large=issued.large, ordinal=issued.ordinal
        )
        return paper

    def _family(self, uow: UnitOfWork, reading: Reading) -> tuple[Reading, ...]:
        """The case, and after a package's parent its children that are here."""
        told = reading.case.package
        members = (read_case(uow.journal.of_case(one.case_id)) for one in told.members) if told else ()
        return (reading, *(one for one in members if one is not None))

    def _of_case(self, uow: UnitOfWork, reading: Reading) -> Iterator[Outdated]:
        case = reading.case
        for number in case.outdated:
            issued = _newest(case.papers, number)
            if self._issuing.reads_otherwise(uow, _unmended(reading.counted, number), case, issued):
                yield Outdated(case.case_id, case.case_no, issued.form, number)

    def _settle(self, uow: UnitOfWork, old: Outdated) -> None:
        """Nobody is asked any more whether the void paper was printed."""
        for paper in uow.papers.of_case(old.case_id):
            if paper.number == old.number and paper.spooled_at is None:
                uow.papers.mark_spooled(paper.paper_id, self._recorder.clock.now())


def _newest(papers: Iterable[PaperIssued], number: str) -> PaperIssued:
    return [one for one in papers if one.number == number][-1]


def _unmended(events: Sequence[CaseEvent], number: str) -> Case:
    """The case as it would stand had nothing been put right since the paper was last made."""
    made = max(at for at, one in enumerate(events) if _is_of(one, number))
    return fold(
        one for at, one in enumerate(events) if at < made or not isinstance(one.fact, Amended | Retimed)
    )


def _is_of(event: CaseEvent, number: str) -> bool:
    return isinstance(event.fact, PaperIssued) and event.fact.number == number
