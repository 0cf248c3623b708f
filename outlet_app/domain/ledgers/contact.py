"""L1 首问登记台账 and L2 电话咨询台账."""

from outlet_app.domain.dossier import Case
from outlet_app.domain.events import Channel, Registered
from outlet_app.domain.ledgers.ledger import Cell, Ledger, matter, party, shown
from outlet_app.domain.stock import Step


def _contact(step: Step, case: Case) -> dict[str, Cell] | None:
    fact = step.event.fact
    if not isinstance(fact, Registered) or case.package is not None:
        return None
    return {
        "channel": fact.channel,
        "incoming": _incoming(fact),
        "kind": fact.applicant.kind,
        **party(fact.applicant),
        **matter(case),
        "request": shown(case, fact.request),
        "situation": _situation(fact, case),
        "decision": case.decision or "",
        "clerk": step.event.actor,
        "ended": case.ended_at,
    }


def _call(step: Step, case: Case) -> dict[str, Cell] | None:
    fact = step.event.fact
    if not isinstance(fact, Registered) or fact.channel is not Channel.PHONE:
        return None
    return {
        **party(fact.applicant),
        **matter(case),
        "request": shown(case, fact.request),
        "answer": shown(case, case.answer),
        "callback": fact.callback,
        "decision": case.decision or "",
        "clerk": step.event.actor,
        "ended": case.ended_at,
    }


def _situation(fact: Registered, case: Case) -> str:
    """As the clerk took it; where the city judged otherwise, its letter before it."""
    chosen = fact.situation or ""
    return chosen if case.judged is None else f"{case.judged.fact.situation}|{chosen}"


def _incoming(fact: Registered) -> str:
    """Number, sender, day, way of the answer, 邮戳日 of what came in writing, coded; nothing of a visit."""
    told = fact.incoming
    if told is None:
        return ""
    due = told.due_on.isoformat() if told.due_on else ""
    posted = (told.posted_on.isoformat(),) if told.posted_on else ()
    return "\n".join((fact.channel, told.number, told.sender, due, told.reply_by, *posted))


LEDGERS = (
    Ledger(
        "L1",
        (
            "channel",
            "incoming",
            "kind",
            "applicant",
            "phone",
            "matter",
            "request",
            "situation",
            "decision",
            "clerk",
            "ended",
        ),
        _contact,
    ),
    Ledger(
        "L2",
        ("applicant", "phone", "matter", "request", "answer", "callback", "decision", "clerk", "ended"),
        _call,
    ),
)
