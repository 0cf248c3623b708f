"""What the facts of a package must hold."""

from outlet_app.domain.contents.dispatch import content
from outlet_app.domain.dossier import Case
from outlet_app.domain.exchanging import GONE_AS
from outlet_app.domain.facts.package import (
    MemberAdded,
    MemberExchanged,
    MemberStood,
    PackageJoined,
    PackageNoticed,
    PackageOpened,
)
from outlet_app.domain.following import noted
from outlet_app.domain.problems import Refusal
from outlet_app.domain.states import ENDED, State

LEAST_MEMBERS = 1
# A child that ended so leaves its item to be asked for again.
CAME_TO_NOTHING = ENDED - {State.CLOSED}


@content.register
def _(fact: PackageOpened, case: Case) -> Refusal | None:
    """A parent has children, each once, is itself nobody's child, and nothing was decided on it."""
    if case.decision is not None:
        return Refusal("package.decided")
    ids = [one.case_id for one in fact.members]
    if len(ids) < LEAST_MEMBERS or len(set(ids)) < len(ids) or case.case_id in ids or not all(ids):
        return Refusal("package.members")
    return None if case.joined is None else Refusal("package.nested")


@content.register
def _(fact: PackageJoined, case: Case) -> Refusal | None:
    """A child belongs to one parent, for good, and from before its first decision."""
    if case.decision is not None:
        return Refusal("package.decided")
    if not fact.parent or fact.parent == case.case_id or not fact.parent_no:
        return Refusal("package.parent_missing")
    return None if case.joined is None and case.package is None else Refusal("package.nested")


@content.register
def _(fact: PackageNoticed, case: Case) -> Refusal | None:
    if case.package is None:
        return Refusal("package.none")
    return None if fact.lines and not case.notices else Refusal("package.noticed")


@content.register
def _(fact: MemberStood, case: Case) -> Refusal | None:
    """A child of this parent; two machines may tell the same, which changes nothing."""
    if case.package is None:
        return Refusal("package.none")
    told = fact.state is State.IN_PROGRESS or fact.state in ENDED
    return None if told and noted(case, fact.member) is not None else Refusal("package.not_a_member")


@content.register
def _(fact: MemberAdded, case: Case) -> Refusal | None:
    """A case of its own for an item that no other child is about, or only ones that came to nothing."""
    return _one_more(fact, case)


@content.register
def _(fact: MemberExchanged, case: Case) -> Refusal | None:
    """In the place of a child under way; another machine may have told already how that one ended."""
    gone = fact.gone
    if case.package is not None and gone not in case.package.members:
        return Refusal("package.not_a_member")
    if noted(case, gone.case_id) not in (None, State.IN_PROGRESS, GONE_AS[fact.cause]):
        return Refusal("package.member_ended")
    refused = _one_more(fact, case)
    same = fact.member.sub_item == gone.sub_item
    return refused or (Refusal("package.member_there") if same else None)


def _one_more(fact: MemberAdded | MemberExchanged, case: Case) -> Refusal | None:
    if case.package is None:
        return Refusal("package.none")
    if not fact.reason.strip():
        return Refusal("package.no_reason")
    new, states = fact.member, dict(case.member_states)
    if not (new.case_id and new.case_no and new.sub_item) or new.case_id in (case.case_id, *states):
        return Refusal("package.members")
    there = (one for one in case.package.members if one.sub_item == new.sub_item)
    if any(states.get(one.case_id) not in CAME_TO_NOTHING for one in there):
        return Refusal("package.member_there")
    return None if fact.due_before == case.package.due else Refusal("amend.outdated")
