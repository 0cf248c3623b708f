"""Who may read a matter of 维权援助: it names an opponent and holds evidence (domain.md §9.7)."""

from dataclasses import replace

from outlet_app.domain.dossier import Case
from outlet_app.domain.marking import marked
from outlet_app.domain.people import Person, Right

VEILED_ITEM = 7
SEE = "see_opponent"
# What somebody who is not involved can still do without reading it.
FOR_STRANGERS = frozenset({"take", "send_back", "designate"})


def involved(case: Case) -> frozenset[str]:
    """The 工号 of everybody who worked on a case, or was asked to."""
    asked = (sent.fact.to_staff for sent in (*case.transfers, case.transfer) if sent is not None)
    people = (case.first_contact, case.handler, case.decided_by, *case.examined_by, *case.helped_by, *asked)
    return frozenset(people) - {""}


def is_veiled(case: Case, person: Person) -> bool:
    """Tell whether a person sees of it only that it is there, and how far it has come."""
    if case.registered.item != VEILED_ITEM:
        return False
    return not (person.may(Right.APPROVE) or person.staff_no in involved(case))


def covered(case: Case) -> Case:
    """The case without what names the opponent or tells of the dispute."""
    told = replace(case.registered, request="", callback="")
    return marked(case, registered=told, answer="", told=None, outcome="", written=())
