"""Steps of a hand-over: sending, taking, sending back, withdrawing, naming the handler."""

from outlet_app.domain.dossier import Case
from outlet_app.domain.handing import MOST_BOUNCES, Transfer
from outlet_app.domain.people import Person, Right
from outlet_app.domain.states import MOVES, State


def offered(case: Case, person: Person, here: str) -> frozenset[str]:
    """What may be done about handing the case over by a person of the outlet `here` (domain.md §1.4)."""
    if case.pending is not None:
        return _answers(case.pending, person, here)
    if here != case.outlet or State.TRANSFERRED not in MOVES[case.state]:
        return frozenset()
    if case.bounces < MOST_BOUNCES:
        return frozenset({"transfer"})
    return frozenset({"designate"}) if person.may(Right.DESIGNATE) else frozenset()


def is_asked(sent: Transfer, person: Person, here: str) -> bool:
    """Whether the transfer waits for this person: by name, by post, or because a head answers for all."""
    if here != sent.receiver or (sent.stays_here and person.staff_no == sent.sender):
        return False
    return sent.fact.to_staff in ("", person.staff_no) or person.may(Right.DESIGNATE)


def answers_for(sent: Transfer, person: Person, here: str) -> bool:
    """Whether the person answers for the sending side: the sender, or the head of that outlet."""
    return here == sent.from_outlet and (person.staff_no == sent.sender or person.may(Right.DESIGNATE))


def _answers(sent: Transfer, person: Person, here: str) -> frozenset[str]:
    asked = is_asked(sent, person, here)
    possible = {
        "take": asked,
        "send_back": asked and not sent.fact.designated_by,
        "take_back": answers_for(sent, person, here),
    }
    return frozenset(name for name, holds in possible.items() if holds)
