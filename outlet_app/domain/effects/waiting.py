"""What receipt, notice, correction, pause and lapse change: who waits for whom, and since when."""

from dataclasses import replace

from outlet_app.domain.dossier import Case, Correction, Pause
from outlet_app.domain.effects.dispatch import effect
from outlet_app.domain.effects.joining import merged, replaced
from outlet_app.domain.events import (
    CaseEvent,
    CorrectionTaken,
    DeemedAccepted,
    DeemedWithdrawn,
    MaterialsTaken,
    NoticeGiven,
    Paused,
    ProposalDeclined,
    Resumed,
)
from outlet_app.domain.marking import marked
from outlet_app.domain.states import State

FOR_CORRECTION = "correction"


@effect.register
def _(fact: MaterialsTaken, case: Case, event: CaseEvent) -> Case:
    return marked(case, received_at=event.at, review_due=fact.review_due)


@effect.register
def _(fact: NoticeGiven, case: Case, event: CaseEvent) -> Case:
    first = case.first_versions if case.notices else tuple((row.code, row.version) for row in case.materials)
    told = marked(
        case,
        notices=(*case.notices, fact),
        told_at=event.at,
        correction_due=fact.due,
        first_versions=first,
    )
    return told if case.state is State.RECEIVED else _pausing(told, FOR_CORRECTION, event)


@effect.register
def _(fact: CorrectionTaken, case: Case, event: CaseEvent) -> Case:
    materials = replaced(case.materials, fact.materials)
    mended = marked(
        case,
        materials=materials,
        correction_due=None,
        corrections=(*case.corrections, _correction(fact, case, event)),
    )
    if case.state is State.CORRECTION:
        return marked(mended, received_at=event.at, review_due=fact.review_due)
    return _going_on(marked(mended, dues=merged(case.dues, fact.dues)), event)


@effect.register
def _(fact: DeemedAccepted, case: Case, event: CaseEvent) -> Case:
    return marked(
        case,
        # Silence counts from the day of receipt, whenever somebody says so.
        accepted_at=case.received_at or event.at,
        dues=merged(case.dues, fact.dues),
        next_follow_up=fact.next_follow_up,
        handler=event.actor,
    )


@effect.register
def _(fact: DeemedWithdrawn, case: Case, event: CaseEvent) -> Case:
    return marked(case, outcome=fact.reason, ended_at=event.at, lapsed=fact)


@effect.register
def _(fact: ProposalDeclined, case: Case, _event: CaseEvent) -> Case:
    return replace(case, declined=fact)


@effect.register
def _(fact: Paused, case: Case, event: CaseEvent) -> Case:
    return _pausing(case, fact.reason, event, fact.evidence)


@effect.register
def _(fact: Resumed, case: Case, event: CaseEvent) -> Case:
    return _going_on(marked(case, dues=merged(case.dues, fact.dues)), event)


def _correction(fact: CorrectionTaken, case: Case, event: CaseEvent) -> Correction:
    rows = {row.code: row for row in replaced(case.materials, fact.materials)}
    asked = case.notices[-1].lines if case.notices else ()
    left = (line.name for line in asked if line.code not in rows or rows[line.code].is_gap)
    resumes = case.state is State.CORRECTION_AFTER
    return Correction(fact, event.at, case.told_at or event.at, tuple(left), resumes)


def _pausing(case: Case, reason: str, event: CaseEvent, evidence: str = "") -> Case:
    return marked(case, pauses=(*case.pauses, Pause(reason, event.at, None, evidence)))


def _going_on(case: Case, event: CaseEvent) -> Case:
    *before, last = case.pauses
    return marked(case, pauses=(*before, replace(last, ended=event.at)))
