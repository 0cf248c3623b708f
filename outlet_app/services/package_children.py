"""The children of a package: what each item's registration and decision consist of."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from outlet_app.domain.bundle import PackageEntry, Planned, entry_of
from outlet_app.domain.case import Case
from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import NoticeDraft
from outlet_app.domain.facts.package import Answered, PackageJoined
from outlet_app.domain.merging import cleaned_answers
from outlet_app.domain.packages import Package
from outlet_app.domain.undertakings import Undertaking, own_part
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.services.committing import Committing
from outlet_app.services.notices import Notices
from outlet_app.services.opening import Detail, Opening
from outlet_app.services.recorder import Recorder
from outlet_app.services.reference import Reference


@dataclass(frozen=True, slots=True)
class Child:
    """One case to be made, with its number."""

    case_id: str
    case_no: str
    planned: Planned


@dataclass(frozen=True, slots=True)
class Visit:
    """What was filled in and said over the whole package, and when."""

    package: Package
    entry: PackageEntry
    notice: NoticeDraft | None
    said: Undertaking
    at: datetime


class Children:
    """Works in the caller's transaction."""

    def __init__(
        self,
        reference: Reference,
        recorder: Recorder,
        opening: Opening,
        notices: Notices,
        committing: Committing,
    ) -> None:
        self._reference = reference
        self._recorder = recorder
        self._opening = opening
        self._notices = notices
        self._committing = committing

    def record(self, uow: UnitOfWork, visit: Visit, child: Child, joined: PackageJoined) -> Case:
        """One child: registered, joined to its parent, decided; Refused where a condition fails."""
        one, package = child.planned, visit.package
        decision = one.decision
        assert decision is not None, "undecided rows were refused"
        own = entry_of(package, visit.entry, one, self._reference.catalogue)
        detail = self._detail(visit, one)
        facts = self._opening.facts(own, decision, detail, child.case_no, visit.at)
        registered, *rest = self._committing.added(uow, own, one.sub_item, decision, detail, facts)
        answers = cleaned_answers(package, (one.sub_item.code,), visit.entry.answers, visit.at.date())
        every = (registered, replace(joined, answers=answered(answers)), *rest)
        return self._recorder.record(uow, None, child.case_id, every)

    def _detail(self, visit: Visit, one: Planned) -> Detail:
        entry, notice = visit.entry, visit.notice
        if one.decision is Decision.REJECT:
            return entry.refused[one.sub_item.code]
        if one.decision is Decision.TRANSFER:
            return entry.sent[one.sub_item.code]
        if one.decision is not Decision.NOTICE or notice is None:
            return own_part(visit.package, one, visit.said)
        lines = tuple(self._notices.line(row) for row in one.rows if row.needs_correction)
        return replace(notice, lines=lines)


def answered(answers: Mapping[str, str]) -> tuple[Answered, ...]:
    """The answers to the fields of the one form, as they stand in a fact."""
    return tuple(Answered(key, value) for key, value in answers.items())
