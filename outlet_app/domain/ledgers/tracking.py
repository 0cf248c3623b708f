"""L22 长期跟踪台账: every plan, visit and summary of what is followed for long (domain.md §9.3–§9.6)."""

from outlet_app.domain.dossier import Case
from outlet_app.domain.facts.tracking import FollowUpVisited, StageSummarised, TrackingPlanned
from outlet_app.domain.ledgers.ledger import Cell, Ledger, matter, party
from outlet_app.domain.stock import Step


def _followed(step: Step, case: Case) -> dict[str, Cell] | None:
    own = _own(step)
    if own is None:
        return None
    return {
        "event": step.event.fact.KIND,
        "applicant": party(case.registered.applicant)["applicant"],
        **matter(case),
        **own,
        "clerk": step.event.actor,
    }


def _own(step: Step) -> dict[str, Cell] | None:
    match step.event.fact:
        case TrackingPlanned(goal=goal, measures=measures, next_follow_up=later):
            return {"text": f"{goal}\n{measures}", "next_visit": later}
        case FollowUpVisited(day=day, way=way, findings=findings, next_follow_up=later):
            return {"done_on": day, "visited": way, "text": findings, "next_visit": later}
        case StageSummarised(summary=summary, effect=brought):
            return {"text": summary, "effect": brought}
    return None


COLUMNS = ("event", "applicant", "matter", "done_on", "visited", "text", "effect", "next_visit", "clerk")
LEDGERS = (Ledger("L22", COLUMNS, _followed),)
