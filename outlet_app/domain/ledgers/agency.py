"""L8 帮办代办台账: every action for an applicant, and every turn of the help around them (domain.md §4)."""

from collections.abc import Iterable

from outlet_app.domain.dossier import Case
from outlet_app.domain.events import Fact
from outlet_app.domain.facts.agency import (
    FACTS,
    AgencyActed,
    AgencyBegun,
    AgencyEnded,
    AgencyHanded,
    AgencyMandated,
    AgencyPassed,
    AgencyResumed,
    AgencyStopped,
)
from outlet_app.domain.facts.transfer import HandedMaterial
from outlet_app.domain.ledgers.ledger import Cell, Ledger, matter, party
from outlet_app.domain.stock import Step


def _told(step: Step, case: Case) -> dict[str, Cell] | None:
    fact = step.event.fact
    if not isinstance(fact, FACTS):
        return None
    own = _acted(fact) if isinstance(fact, AgencyActed) else _turned(fact)
    return {
        "doing": fact.KIND,
        **party(case.registered.applicant),
        **matter(case),
        **own,
        "clerk": step.event.actor,
    }


def _acted(fact: AgencyActed) -> dict[str, Cell]:
    return {
        "doing": fact.doing.value if fact.reached else "missed",
        "done_on": fact.day,
        "office": fact.place,
        "text": fact.text,
        "attachments": fact.attachments,
        "minutes": fact.minutes or None,
        "told": "yes" if fact.told else "no",
    }


def _turned(fact: Fact) -> dict[str, Cell]:
    """What a turn of the help says; its papers stand where an action has its attachments."""
    match fact:
        case AgencyBegun(scope=scope, materials=rows):
            return _line(scope, _names(rows))
        case AgencyMandated(scope=scope):
            return _line(scope)
        case AgencyHanded(other=other, purpose=purpose, rows=rows):
            return {**_line(purpose, _names(rows)), "office": other}
        case AgencyStopped(left=left, returned=rows):
            return _line(left, _names(rows))
        case AgencyResumed(left=left) | AgencyPassed(left=left):
            return _line(left)
        case AgencyEnded(done=done, returned=rows):
            return _line(done, _names(rows))
    return {}


def _line(text: str, attachments: str = "") -> dict[str, Cell]:
    return {"text": text, "attachments": attachments}


def _names(rows: Iterable[HandedMaterial]) -> str:
    return "\n".join(row.name for row in rows)


LEDGERS = (
    Ledger(
        "L8",
        (
            "doing",
            "done_on",
            "applicant",
            "matter",
            "office",
            "text",
            "attachments",
            "minutes",
            "told",
            "clerk",
        ),
        _told,
    ),
)
