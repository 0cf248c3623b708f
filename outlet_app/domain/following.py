"""A parent follows its children: where it stands is told by them, and by nobody else (domain.md §5)."""

from collections.abc import Mapping

from outlet_app.domain.dossier import Case
from outlet_app.domain.events import (
    Amended,
    Closed,
    DueRecomputed,
    Fact,
    MaterialsChecked,
    PaperIssued,
    PaperVoided,
    PrintFailed,
    ReviewEnded,
    ReviewOffered,
    Voided,
)
from outlet_app.domain.facts.attachment import AttachmentAdded, AttachmentVoided
from outlet_app.domain.facts.delay import DelayExplained
from outlet_app.domain.facts.package import (
    MemberAdded,
    MemberExchanged,
    MemberStood,
    PackageNoticed,
)
from outlet_app.domain.facts.refusal import RefusalSettled
from outlet_app.domain.facts.retiming import Retimed
from outlet_app.domain.facts.timing import TimeConfirmed
from outlet_app.domain.problems import Refusal
from outlet_app.domain.states import ENDED, State

# Where a parent may stand while a child tells of itself.
FOLLOWING = frozenset({State.IN_PROGRESS, State.RESULT_OK, State.RESULT_NO, State.CLOSED})
# All that is ever written on a parent once it is open.
_ON_PARENT: tuple[type[Fact], ...] = (
    PackageNoticed, MemberStood, MemberAdded, MemberExchanged, Closed, Voided, Amended, DueRecomputed,
    MaterialsChecked,
    PaperIssued, PaperVoided, PrintFailed, ReviewOffered, ReviewEnded, DelayExplained,
    AttachmentAdded, AttachmentVoided, TimeConfirmed, Retimed, RefusalSettled,
)  # fmt: skip


def standing(case: Case) -> State:
    """What a child tells its parent: how it ended, and of an open one that it is under way."""
    return case.state if case.state in ENDED else State.IN_PROGRESS


def noted(case: Case, member: str) -> State | None:
    """What the parent knows of a child; None where it is none of its own."""
    return dict(case.member_states).get(member)


def open_members(case: Case) -> tuple[str, ...]:
    """The children of a parent that have not ended, by case id."""
    return tuple(member for member, state in case.member_states if state not in ENDED)


def parent_state(states: Mapping[str, State]) -> State:
    """Where a parent stands: under way while a child is, else by whether any child was brought to its end.

    One child refused or withdrawn does not stop the others; only where none succeeded is there no result.
    """
    if any(state not in ENDED for state in states.values()):
        return State.IN_PROGRESS
    return State.RESULT_OK if State.CLOSED in states.values() else State.RESULT_NO


def follows_only(case: Case, fact: Fact) -> Refusal | None:
    """Why a fact may not stand on a parent: it is worked on in its children."""
    if case.package is None:
        return None
    if not isinstance(fact, _ON_PARENT):
        return Refusal("package.follows")
    states = dict(case.member_states)
    if isinstance(fact, Voided) and any(state is not State.VOIDED for state in states.values()):
        return Refusal("package.children_first")
    if isinstance(fact, Closed) and open_members(case):
        return Refusal("package.children_open", {"n": len(open_members(case))})
    return None
