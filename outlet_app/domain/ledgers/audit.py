"""L20 系统审计台账: whatever put right, took back, voided or excused something, and who let it pass."""

from outlet_app.domain.dossier import Case
from outlet_app.domain.events import (
    Amended,
    CaseEvent,
    ClockTrust,
    CorrectionUndone,
    DecisionUndone,
    DueRecomputed,
    NoticeGiven,
    PaperIssued,
    PaperVoided,
    PrintFailed,
    Reopened,
    SupplementExtended,
    Voided,
)
from outlet_app.domain.facts.retiming import Retimed
from outlet_app.domain.facts.timing import TimeConfirmed
from outlet_app.domain.ledgers.ledger import Cell, Ledger, matter
from outlet_app.domain.stock import Step

# What stands behind these is a code, not somebody's own words.
FIELD, VOID, COPY, TROUBLE = "field:", "void:", "copy:", "trouble:"


def _told(step: Step, case: Case) -> dict[str, Cell] | None:
    own = _own(step.event)
    if own is None:
        return None
    return {
        "event": step.event.fact.KIND,
        **matter(case),
        "subject": own[0],
        "why": own[1],
        "approved": own[2],
        "clock": step.event.trust is ClockTrust.SUSPECT,
        "clerk": step.event.actor,
    }


def _own(event: CaseEvent) -> tuple[str, str, str] | None:
    """What it was done to, why, and the 窗口负责人 who agreed; None for what needs no looking after."""
    match event.fact:
        case Amended(changes=changes, materials=materials, note=note):
            rows = (one.after.name for one in materials)
            return "\n".join((*(f"{FIELD}{one.field}" for one in changes), *rows)), note, ""
        case Retimed(changes=changes, reason=reason):
            return (
                "\n".join(f"{FIELD}{one.field}" for one in changes if one.field != "consulting"),
                reason,
                "",
            )
        case Voided(reason=reason):
            return "", f"{VOID}{reason}", ""
        case DecisionUndone(reason=reason) | CorrectionUndone(reason=reason) | Reopened(reason=reason):
            return "", reason, ""
        case PaperVoided(number=number, reason=reason):
            # A case voided takes its papers with it, by the same code; a paper alone is voided in own words.
            return number, f"{VOID}{reason}", ""
        case PaperIssued(number=number, copy_no=copy_no) if copy_no > 1:
            return number, f"{COPY}{copy_no}", ""
        case PrintFailed(number=number, code=code):
            return number, f"{TROUBLE}{code}", ""
        case NoticeGiven(breach_reason=reason, approved_by=approved) if approved:
            return "", reason, approved
        case SupplementExtended(reason=reason, approved_by=approved):
            return "", reason, approved
        case TimeConfirmed(proof=proof):
            return "", proof, ""
        case DueRecomputed():
            return "", "", ""
    return ("", "", "") if event.trust is ClockTrust.SUSPECT else None


LEDGERS = (Ledger("L20", ("event", "matter", "subject", "why", "approved", "clock", "clerk"), _told),)
