"""Steps that mend: 更正, 作废, 更正重开, 撤销决定."""

from outlet_app.domain.course_entries import places
from outlet_app.domain.dossier import Case
from outlet_app.domain.people import Person, Right
from outlet_app.domain.retiming import offered as retimable
from outlet_app.domain.states import State


def offered(case: Case, person: Person) -> frozenset[str]:
    """The steps that are open to this person: ended cases and void ones are a 窗口负责人's affair."""
    head = person.may(Right.REOPEN)
    live = case.state is not State.VOIDED
    untaken = case.last_taking
    may_amend = live and (case.is_open or head)
    possible = {
        "amend": may_amend,
        "amend_party": may_amend,
        "amend_entry": may_amend and next(places(case), None) is not None,
        "retime": live and bool(retimable(case)),
        "renew": may_amend and bool(case.outdated),
        "void": live and head,
        "reopen": case.state is State.CLOSED and head,
        "untake": untaken is not None and untaken.by == person.staff_no and case.joined is None,
        "undo": case.last_decision is not None and case.last_decision.by == person.staff_no,
    }
    return frozenset(name for name, holds in possible.items() if holds)
