"""The seven situations of a first contact: what each allows, which one a decision tells (domain.md §1.2)."""

from collections.abc import Mapping

from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import IntakeEntry, RejectDetail, TransferDetail
from outlet_app.domain.events import Situation

LEGAL: Mapping[Situation, frozenset[Decision]] = {
    Situation.OWN_NOW: frozenset({Decision.ANSWER}),
    Situation.OWN_LATER: frozenset(
        {Decision.ACCEPT, Decision.NOTICE, Decision.DEFICIENT, Decision.RECEIVE, Decision.REJECT}
    ),
    Situation.COLLEAGUE: frozenset({Decision.TRANSFER}),
    Situation.ELSEWHERE: frozenset({Decision.TRANSFER, Decision.ANSWER}),
    Situation.UNCLEAR: frozenset({Decision.TRANSFER}),
    Situation.OUTSIDE: frozenset({Decision.REJECT, Decision.ANSWER}),
    Situation.URGENT: frozenset({Decision.TRANSFER}),
}
# Nobody is sent away without being told whither (domain.md §1.1, §1.6).
GUIDING = frozenset({Situation.ELSEWHERE, Situation.OUTSIDE})
# To whoever leads: the receiver is the 窗口负责人 or the city.
REPORTED = frozenset({Situation.UNCLEAR, Situation.URGENT})


def allows(situation: Situation | None, decision: Decision) -> bool:
    """Tell whether the situation the clerk chose leaves this decision open; unchosen, every one is."""
    return situation is None or decision in LEGAL[situation]


def derived(entry: IntakeEntry, decision: Decision, detail: object = None, here: str = "") -> Situation:
    """Return the situation a decision tells by itself, where the clerk chose none.

    here: the code of the own outlet. A transfer stays in it or leaves it, an urgent one is reported; a
    refusal that says where to go instead is about somebody else's matter.
    """
    if isinstance(detail, TransferDetail):
        return _of_transfer(detail, here)
    if decision is Decision.ANSWER:
        return Situation.ELSEWHERE if entry.guided_to.strip() else Situation.OWN_NOW
    if decision is Decision.REJECT and isinstance(detail, RejectDetail) and detail.instead.strip():
        return Situation.OUTSIDE
    return Situation.OWN_LATER


def misdirected(situation: Situation | None, to_outlet: str, here: str) -> bool:
    """Tell whether a transfer goes where this situation does not send it: C stays here, D leaves."""
    stays = to_outlet in ("", here)
    if situation is Situation.COLLEAGUE:
        return not stays
    return situation is Situation.ELSEWHERE and stays


def _of_transfer(detail: TransferDetail, here: str) -> Situation:
    if detail.urgent:
        return Situation.URGENT
    return Situation.COLLEAGUE if detail.to_outlet in ("", here) else Situation.ELSEWHERE
