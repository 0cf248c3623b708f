"""What follows from a step on one child of a package: the parent notes it, shared papers reach the others."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from outlet_app.domain.case import Case
from outlet_app.domain.correcting import WAITING
from outlet_app.domain.effects.joining import replaced
from outlet_app.domain.events import CaseEvent, CorrectionTaken, Fact, MaterialsChecked, SupplementTaken
from outlet_app.domain.facts.package import MemberExchanged, MemberStood
from outlet_app.domain.following import FOLLOWING, noted, standing
from outlet_app.domain.materials import CheckedMaterial, MaterialState
from outlet_app.domain.states import State
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.services.clocks import Clocks
from outlet_app.services.reading import read_case
from outlet_app.services.recorder import Recorder
from outlet_app.services.reference import Reference


class Following:
    """Called in the transaction of the step, so that parent and children never tell two stories."""

    def __init__(self, reference: Reference, recorder: Recorder, clocks: Clocks) -> None:
        self._reference = reference
        self._recorder = recorder
        self._clocks = clocks
        self._here = reference.outlet.code

    def after(self, uow: UnitOfWork, case: Case, events: Sequence[CaseEvent]) -> None:
        """A step was recorded on a case; on any but a child nothing follows."""
        if case.joined is None:
            return
        self.tell(uow, case)
        for event in events:
            if isinstance(event.fact, CorrectionTaken | SupplementTaken):
                keys = set(self._shared_keys(case, event.fact.materials))
                day = event.fact.arrived_on if isinstance(event.fact, SupplementTaken) else None
                self._hand_on(uow, case, keys, day)

    def tell(self, uow: UnitOfWork, child: Case) -> None:
        """Let the parent know how the child stands, where this outlet holds it and it does not know yet."""
        parent = self._parent(uow, child)
        if parent is None or parent.state not in FOLLOWING or parent.outlet != self._here:
            return
        before, now = noted(parent, child.case_id), standing(child)
        if before is not None and before is not now:
            fact = MemberStood(child.case_id, now, child.case_no)
            self._recorder.record(uow, parent, parent.case_id, (fact,))

    def tell_again(self, uow: UnitOfWork, parent: Case) -> None:
        """Where a 更换事项 came to nothing, the child that went says itself how it has ended."""
        reading = read_case(uow.journal.of_case(parent.case_id))
        for step in reading.steps if reading else ():
            if isinstance(step.event.fact, MemberExchanged) and not step.counts:
                gone = self._read(uow, step.event.fact.gone.case_id)
                if gone is not None:
                    self.tell(uow, gone)

    def _hand_on(self, uow: UnitOfWork, child: Case, keys: set[str], day: date | None) -> None:
        """What was handed in once counts for every other child that waits for it (domain.md §5).

        day: when it reached the office, where that is known apart from the moment of the step.
        """
        parent = self._parent(uow, child) if keys else None
        members = parent.package.members if parent and parent.package else ()
        for member in members:
            other = None if member.case_id == child.case_id else self._read(uow, member.case_id)
            if other is not None and other.outlet == self._here:
                found = self._came(other, keys) if other.state in WAITING else self._kept(other, keys, day)
                for fact in found:
                    self._recorder.record(uow, other, other.case_id, (fact,))

    def _kept(self, case: Case, keys: set[str], day: date | None) -> Iterator[Fact]:
        """A child that was promised the paper has it now."""
        owed = {line.code for line in case.promises if self._key(case, line.code) in keys}
        came = tuple(_whole(row) for row in case.materials if row.code in owed)
        if came:
            yield SupplementTaken(came, day)

    def _came(self, case: Case, keys: set[str]) -> Iterator[Fact]:
        """One fact at most: a child that still lacks other papers goes on waiting for them."""
        came = tuple(
            _whole(row)
            for row in case.materials
            if row.needs_correction and self._key(case, row.code) in keys
        )
        if not came:
            return
        rows = replaced(case.materials, came)
        if any(row.needs_correction for row in rows):
            yield MaterialsChecked(case.checks + 1, rows)
        else:
            yield self._taken(case, came)

    def _taken(self, case: Case, came: tuple[CheckedMaterial, ...]) -> CorrectionTaken:
        at = self._recorder.clock.now()
        if case.state is State.CORRECTION:
            return CorrectionTaken(came, review_due=self._clocks.examination(at))
        return CorrectionTaken(came, self._clocks.put_off(case.dues, case.paused_at or at, at))

    def _shared_keys(self, case: Case, rows: Sequence[CheckedMaterial]) -> Iterator[str]:
        complete = (row.code for row in rows if row.state is MaterialState.COMPLETE)
        yield from filter(None, (self._key(case, code) for code in complete))

    def _key(self, case: Case, code: str) -> str:
        joined = case.joined
        package = self._reference.packages.of(joined.package, joined.edition) if joined else None
        shared = package.shared(code) if package else None
        return shared.key if shared else ""

    def _parent(self, uow: UnitOfWork, child: Case) -> Case | None:
        return self._read(uow, child.joined.parent) if child.joined else None

    def _read(self, uow: UnitOfWork, case_id: str) -> Case | None:
        reading = read_case(uow.journal.of_case(case_id))
        return reading.case if reading else None


def _whole(row: CheckedMaterial) -> CheckedMaterial:
    return replace(row.handed_in_again(MaterialState.COMPLETE), handed=row.copies)
