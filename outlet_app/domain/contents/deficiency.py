"""What the facts of 容缺 must hold: never a core material, never a result before the supplement."""

from outlet_app.domain.contents.dispatch import content
from outlet_app.domain.contents.pledge import uncovered
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import (
    AcceptedDeficient,
    Closed,
    LapseWay,
    PromiseLine,
    ResultReached,
    SupplementExtended,
    SupplementLapsed,
    SupplementReminded,
    SupplementTaken,
)
from outlet_app.domain.problems import Refusal
from outlet_app.domain.promises import MOST_EXTENSION
from outlet_app.domain.states import State

NOTHING_OWED = Refusal("supplement.nothing_owed")


@content.register
def _(fact: AcceptedDeficient, case: Case) -> Refusal | None:
    """Only gaps of secondary materials on the list of the sub-item, asked for by the applicant (§3.2)."""
    if not fact.promises:
        return Refusal("promise.empty")
    if not fact.volunteered:
        return Refusal("promise.not_volunteered")
    if not fact.authorised:
        return Refusal("promise.not_authorised")
    wrong = (found for line in fact.promises if (found := _unpromisable(line, case)))
    return next(wrong, None) or uncovered(case)


@content.register
def _(fact: SupplementTaken, case: Case) -> Refusal | None:
    if not case.promises:
        return NOTHING_OWED
    if not fact.materials:
        return Refusal("supplement.empty")
    owed = {line.code for line in case.promises}
    strange = next((row.name for row in fact.materials if row.code not in owed), "")
    return Refusal("supplement.not_promised", {"name": strange}) if strange else None


@content.register
def _(_fact: SupplementReminded, case: Case) -> Refusal | None:
    return None if case.promises else NOTHING_OWED


@content.register
def _(fact: SupplementExtended, case: Case) -> Refusal | None:
    """One extension of at most five working days by a supervisor; 不可抗力 stands beside it (§3.4)."""
    if not case.promises:
        return NOTHING_OWED
    if not fact.approved_by:
        return Refusal("supplement.needs_approval")
    if not fact.reason.strip():
        return Refusal("supplement.needs_reason")
    if {line.code for line in fact.promises} != {line.code for line in case.promises}:
        return Refusal("supplement.other_materials")
    return None if fact.force_majeure else _ordinary(fact, case)


@content.register
def _(fact: SupplementLapsed, case: Case) -> Refusal | None:
    if not case.promises:
        return NOTHING_OWED
    if not fact.reason.strip():
        return Refusal("supplement.needs_reason")
    revokes = fact.way is not LapseWay.RETURNED
    if revokes and not fact.approved_by:
        return Refusal("supplement.needs_approval")
    issued = case.state in (State.RESULT_OK, State.RESULT_NO)
    if issued is not (fact.way is LapseWay.RESULT_REVOKED):
        return Refusal("supplement.other_way")
    return None


@content.register(ResultReached)
@content.register(Closed)
def _(fact: ResultReached | Closed, case: Case) -> Refusal | None:
    """The result is held back until all supplements, the closing in any case (§3.4)."""
    early = isinstance(fact, ResultReached) and case.deficit is not None and case.deficit.issue_first
    if early or not case.promises:
        return None
    return Refusal("supplement.result_held", {"name": case.promises[0].name})


def _ordinary(fact: SupplementExtended, case: Case) -> Refusal | None:
    if case.deficit and case.deficit.extended:
        return Refusal("supplement.extended_before")
    if not 1 <= fact.workdays <= MOST_EXTENSION:
        return Refusal("supplement.too_long", {"most": MOST_EXTENSION})
    return None


def _unpromisable(line: PromiseLine, case: Case) -> Refusal | None:
    row = next((one for one in case.materials if one.code == line.code), None)
    if row is None or not row.can_follow or not row.is_gap:
        return Refusal("promise.not_allowed", {"name": line.name})
    return None
