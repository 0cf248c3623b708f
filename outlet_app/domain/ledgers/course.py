"""L9 转办台账, L11 办结与结果领取台账 and L15 维权援助台账."""

from outlet_app.domain.dossier import Case
from outlet_app.domain.events import (
    GivenOut,
    Registered,
    ResultCollected,
    TransferredOut,
    TransferReturned,
    TransferTaken,
)
from outlet_app.domain.ledgers.ledger import Cell, Ledger, matter, party, shown
from outlet_app.domain.masking import mask_name
from outlet_app.domain.states import State
from outlet_app.domain.stock import Step

RIGHTS_ITEM = 7  # 知识产权维权援助服务 in the list
# What stands behind it are documents handed out, not the words of a result.
GIVEN = "given:"


def _transferred(step: Step, case: Case) -> dict[str, Cell] | None:
    fact = step.event.fact
    if not isinstance(fact, TransferredOut | TransferTaken | TransferReturned):
        return None
    way = step.before.transfer.fact if step.before and step.before.transfer else None
    sent = fact if isinstance(fact, TransferredOut) else way
    return {
        "event": fact.KIND,
        **party(case.registered.applicant),
        **matter(case),
        "to": sent.to_name if sent else "",
        "reason": "" if isinstance(fact, TransferTaken) else fact.reason,
        "first": case.first_contact,
        "clerk": step.event.actor,
    }


def _ended_or_collected(step: Step, case: Case) -> dict[str, Cell] | None:
    fact = step.event.fact
    return _collected(fact, step, case) if isinstance(fact, ResultCollected) else _ended(step, case)


def _collected(fact: ResultCollected, step: Step, case: Case) -> dict[str, Cell]:
    """Whoever collects is a person, also for a body: never by the whole name."""
    return {
        "event": fact.KIND,
        **party(case.registered.applicant),
        **matter(case),
        "registered": case.registered_at,
        "outcome": GIVEN + "\n".join(map(_given, fact.documents)),
        "collector": f"{fact.relation}|{fact.way}|{mask_name(fact.collector)}",
        "clerk": step.event.actor,
    }


def _given(document: GivenOut) -> str:
    return f"{document.copies}|{document.number}|{document.name}"


def _ended(step: Step, case: Case) -> dict[str, Cell] | None:
    before, after = step.before, step.after
    was_open = before is None or before.is_open
    if not was_open or after.is_open or after.state is State.VOIDED or case.package is not None:
        return None
    due = (before or after).due
    return {
        "event": after.state,
        **party(case.registered.applicant),
        **matter(case),
        "outcome": after.outcome or after.answer,
        "registered": case.registered_at,
        "due": due.at if due else None,
        "clerk": step.event.actor,
    }


def _rights(step: Step, case: Case) -> dict[str, Cell] | None:
    fact = step.event.fact
    if not isinstance(fact, Registered) or fact.item != RIGHTS_ITEM:
        return None
    return {
        "channel": fact.channel,
        # A dispute names two sides; who has no part in it is told neither (domain.md §9.7).
        **party(fact.applicant),
        **matter(case),
        "request": shown(case, fact.request),
        "stage": case.stage,
        "state": case.state,
        "outcome": shown(case, case.outcome or case.answer),
        "clerk": case.handler,
    }


LEDGERS = (
    Ledger("L9", ("event", "applicant", "phone", "matter", "to", "reason", "first", "clerk"), _transferred),
    Ledger(
        "L11",
        ("event", "applicant", "phone", "matter", "outcome", "registered", "due", "collector", "clerk"),
        _ended_or_collected,
    ),
    Ledger(
        "L15",
        ("channel", "applicant", "phone", "matter", "request", "stage", "state", "outcome", "clerk"),
        _rights,
    ),
)
