"""What a pledge, its verification and what follows must hold (domain.md §3.6, §3.7)."""

from outlet_app.domain.catalogue import CheckWay
from outlet_app.domain.contents.dispatch import content
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import Accepted, TrackingStarted
from outlet_app.domain.facts.pledge import (
    CheckResult,
    ChecksDue,
    Consequence,
    ConsequenceDrawn,
    PledgeChecked,
    PledgeLine,
    PledgeMade,
)
from outlet_app.domain.materials import MaterialState
from outlet_app.domain.problems import Refusal
from outlet_app.domain.states import State

NOTHING_PLEDGED = Refusal("pledge.none")
_WITH_RESULT = frozenset({State.RESULT_OK, State.RESULT_NO, State.CLOSED})


@content.register
def _(fact: PledgeMade, case: Case) -> Refusal | None:
    """Told in full and signed by the applicant in person, for proofs of the list alone."""
    if not fact.lines:
        return NOTHING_PLEDGED
    if not fact.told:
        return Refusal("pledge.not_told")
    if not fact.signed:
        return Refusal("pledge.not_signed")
    return next((found for line in fact.lines if (found := _unpledgeable(line, case))), None)


@content.register(Accepted)
@content.register(TrackingStarted)
def _(_fact: Accepted | TrackingStarted, case: Case) -> Refusal | None:
    return uncovered(case)


@content.register
def _(_fact: ChecksDue, case: Case) -> Refusal | None:
    return None if case.pledge and case.pledge.open_lines else Refusal("pledge.nothing_to_check")


@content.register
def _(fact: PledgeChecked, case: Case) -> Refusal | None:
    """Each pledge is settled once; what could not be verified may be tried again."""
    pledge = case.pledge
    if pledge is None or fact.code not in {line.code for line in pledge.lines}:
        return NOTHING_PLEDGED
    if fact.code not in {line.code for line in pledge.open_lines}:
        return Refusal("pledge.checked_before")
    if fact.way is CheckWay.EXEMPT and fact.result is not CheckResult.TRUE:
        return Refusal("pledge.exempt_is_true")
    return None if fact.evidence.strip() else Refusal("pledge.no_evidence")


@content.register
def _(fact: ConsequenceDrawn, case: Case) -> Refusal | None:
    """Something was found untrue; a supervisor answers for what is done about it."""
    if case.pledge is None or not case.pledge.broken:
        return Refusal("pledge.not_broken")
    if not fact.approved_by:
        return Refusal("pledge.needs_approval")
    if not fact.reason.strip():
        return Refusal("pledge.needs_reason")
    return _fitting(fact, case)


def uncovered(case: Case) -> Refusal | None:
    """Return why nobody may accept: a row is marked pledged, and no pledge was made for it."""
    made = {line.code for line in case.pledge.lines} if case.pledge else set[str]()
    rows = (row for row in case.materials if row.state is MaterialState.PLEDGED and row.code not in made)
    return next((Refusal("pledge.missing", {"name": row.name}) for row in rows), None)


def _fitting(fact: ConsequenceDrawn, case: Case) -> Refusal | None:
    has_result = case.state in _WITH_RESULT
    if fact.step is Consequence.REVOKE and not has_result:
        return Refusal("pledge.no_result")
    if fact.step is Consequence.REVOKE and case.pledge and case.pledge.revoked:
        return Refusal("pledge.revoked_before")
    if fact.step is Consequence.STOP and has_result:
        return Refusal("pledge.has_result")
    if fact.step is Consequence.RECTIFY and fact.rectify_by is None:
        return Refusal("pledge.needs_day")
    return None


def _unpledgeable(line: PledgeLine, case: Case) -> Refusal | None:
    row = next((one for one in case.materials if one.code == line.code), None)
    if row is None or not row.may_pledge or row.state is not MaterialState.PLEDGED:
        return Refusal("pledge.not_allowed", {"name": line.name})
    return None
