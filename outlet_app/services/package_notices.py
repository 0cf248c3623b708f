"""The one 一次性告知书 of a package when a child's notice is taken back: void, and the others told anew."""

from dataclasses import dataclass

from outlet_app.domain.case import Case
from outlet_app.domain.decisions import Decision
from outlet_app.domain.events import PaperVoided
from outlet_app.domain.states import State
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.services.issuing import NOTICE, Issuing
from outlet_app.services.numbers import Taking
from outlet_app.services.reading import read_case
from outlet_app.services.recorder import Recorder
from outlet_app.services.views import PaperView


@dataclass(frozen=True, slots=True)
class Shared:
    """The parent whose paper told a child what it lacks, and the numbers of that paper."""

    parent: Case
    numbers: tuple[str, ...]


class PackageNotices:
    """Works in the caller's transaction."""

    def __init__(self, recorder: Recorder, issuing: Issuing) -> None:
        self._recorder = recorder
        self._issuing = issuing

    def of_decision(self, uow: UnitOfWork, child: Case) -> Shared | None:
        """The parent's notice that told of the child's last decision; None where its own paper did."""
        last, joined = child.last_decision, child.joined
        if last is None or joined is None or last.decision is not Decision.NOTICE:
            return None
        own = any(one.form == NOTICE and one.number in child.papers_of_decision for one in child.papers)
        reading = None if own else read_case(uow.journal.of_case(joined.parent))
        held = reading.case.holding(NOTICE) if reading else None
        return Shared(reading.case, (held.number,)) if reading and held else None

    def void(self, uow: UnitOfWork, shared: Shared, reason: str) -> None:
        """The paper says too much now; it counts for nobody any more."""
        facts = tuple(PaperVoided(number, reason) for number in shared.numbers)
        self._recorder.record(uow, shared.parent, shared.parent.case_id, facts)

    def tell_others(
        self, uow: UnitOfWork, taking: Taking, shared: Shared, child: Case
    ) -> tuple[PaperView, ...]:
        """A 一次性告知书 of its own for every other child that waits for what the void paper asked."""
        made: list[PaperView] = []
        for member in shared.parent.package.members if shared.parent.package else ():
            reading = read_case(uow.journal.of_case(member.case_id))
            other = reading.case if reading and member.case_id != child.case_id else None
            if other is not None and other.state is State.CORRECTION and other.holding(NOTICE) is None:
                made.append(self._issuing.issue(uow, taking, other, NOTICE)[1])
        return tuple(made)
