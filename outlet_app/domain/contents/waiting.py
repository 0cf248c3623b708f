"""What corrections, pauses and lapses must hold."""

from outlet_app.domain.calendar import local_day
from outlet_app.domain.contents.dispatch import content
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import (
    CorrectionTaken,
    DeemedAccepted,
    DeemedWithdrawn,
    Paused,
    ProposalDeclined,
)
from outlet_app.domain.materials import CheckedMaterial
from outlet_app.domain.problems import Refusal
from outlet_app.domain.proposed import PROPOSALS


@content.register
def _(fact: CorrectionTaken, case: Case) -> Refusal | None:
    """A row is as it was, or another paper of the next version: nothing changes by itself (§2.6)."""
    known = {row.code: row for row in case.materials}
    for row in fact.materials:
        if not _follows(known.get(row.code), row):
            return Refusal("correction.version", {"name": row.name})
    return None


@content.register
def _(fact: DeemedAccepted, case: Case) -> Refusal | None:
    received = local_day(case.received_at) if case.received_at else None
    return None if fact.received_on == received else Refusal("deemed.other_day")


@content.register
def _(fact: DeemedWithdrawn, case: Case) -> Refusal | None:
    """The period that ended is the one now in force: a later notice or plan may have moved it."""
    if not fact.reason.strip():
        return Refusal("lapse.reason_missing")
    due = case.correction_due.at if case.correction_due else None
    if due is None or local_day(due) != fact.due_on:
        return Refusal("lapse.other_day")
    return None


@content.register
def _(fact: ProposalDeclined, _case: Case) -> Refusal | None:
    """Only what a missed period proposes can be declined, and never without a word."""
    if fact.proposal not in PROPOSALS:
        return Refusal("decline.unknown", {"proposal": fact.proposal})
    return None if fact.reason.strip() else Refusal("decline.reason_missing")


@content.register
def _(fact: Paused, _case: Case) -> Refusal | None:
    return None if fact.reason.strip() and fact.evidence.strip() else Refusal("pause.unproved")


def _follows(before: CheckedMaterial | None, now: CheckedMaterial) -> bool:
    if before is None:
        return now.version == 1
    return now == before or now.version == before.version + 1
