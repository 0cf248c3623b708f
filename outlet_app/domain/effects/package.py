"""What a package changes in its parent and in its children."""

from dataclasses import replace

from outlet_app.domain.dossier import Case
from outlet_app.domain.effects.dispatch import effect
from outlet_app.domain.effects.joining import merged
from outlet_app.domain.events import CaseEvent, NoticeGiven
from outlet_app.domain.exchanging import GONE_AS
from outlet_app.domain.facts.package import (
    MemberAdded,
    MemberExchanged,
    MemberStood,
    PackageJoined,
    PackageNoticed,
    PackageOpened,
)
from outlet_app.domain.following import parent_state
from outlet_app.domain.marking import marked
from outlet_app.domain.states import State


@effect.register
def _(fact: PackageOpened, case: Case, event: CaseEvent) -> Case:
    under_way = tuple((one.case_id, State.IN_PROGRESS) for one in fact.members)
    return marked(
        case,
        package=fact,
        member_states=under_way,
        dues=merged(case.dues, (fact.due,) if fact.due else ()),
        received_at=event.at if fact.handed else None,
    )


@effect.register
def _(fact: PackageJoined, case: Case, _event: CaseEvent) -> Case:
    return marked(case, joined=fact)


@effect.register
def _(fact: PackageNoticed, case: Case, event: CaseEvent) -> Case:
    """The paper needs a notice to be drawn from; the periods run in the children."""
    given = NoticeGiven(1, fact.lines, fact.correction_workdays, fact.due, fact.delivery)
    return marked(case, notices=(given,), told_at=event.at)


@effect.register
def _(fact: MemberStood, case: Case, _event: CaseEvent) -> Case:
    states = {**dict(case.member_states), fact.member: fact.state}
    goes_on = parent_state(states) is State.IN_PROGRESS
    return marked(case, member_states=tuple(states.items()), ended_at=None if goes_on else case.ended_at)


@effect.register
def _(fact: MemberAdded, case: Case, _event: CaseEvent) -> Case:
    return _with_one_more(fact, case)


@effect.register
def _(fact: MemberExchanged, case: Case, _event: CaseEvent) -> Case:
    states = {**dict(case.member_states), fact.gone.case_id: GONE_AS[fact.cause]}
    return _with_one_more(fact, marked(case, member_states=tuple(states.items())))


def _with_one_more(fact: MemberAdded | MemberExchanged, case: Case) -> Case:
    package = case.package
    assert package is not None, "the content asks first"
    return marked(
        case,
        package=replace(
            package,
            members=(*package.members, fact.member),
            answers=(*package.answers, *fact.answers),
            due=fact.due,
        ),
        member_states=(*case.member_states, (fact.member.case_id, State.IN_PROGRESS)),
        dues=merged(case.dues, (fact.due,) if fact.due else ()),
        ended_at=None,
    )
