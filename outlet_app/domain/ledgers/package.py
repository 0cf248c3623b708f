"""L13 集成办台账: every package that was opened and each of its items, as they stand now."""

from outlet_app.domain.dossier import Case
from outlet_app.domain.facts.package import PackageJoined, PackageOpened
from outlet_app.domain.ledgers.ledger import Cell, Ledger, matter, party
from outlet_app.domain.stock import Step


def _told(step: Step, case: Case) -> dict[str, Cell] | None:
    fact = step.event.fact
    if not isinstance(fact, PackageOpened | PackageJoined):
        return None
    own = {"parent": fact.parent_no, **matter(case)} if isinstance(fact, PackageJoined) else {"parent": ""}
    return {
        "event": fact.KIND,
        **party(case.registered.applicant),
        "package": f"{fact.package}|{fact.edition}",
        **own,
        "state": case.state,
        "clerk": step.event.actor,
        "ended": case.ended_at,
    }


LEDGERS = (
    Ledger(
        "L13",
        ("event", "applicant", "phone", "package", "parent", "matter", "state", "clerk", "ended"),
        _told,
    ),
)
