"""L10 材料移交、原件保管台账: what came into our hands, what was passed on, what was given back."""

from collections.abc import Iterable

from outlet_app.domain.catalogue import PaperForm
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import (
    CorrectionTaken,
    CorrectionUndone,
    DeemedWithdrawn,
    HandedMaterial,
    MaterialsTaken,
    SupplementTaken,
    Terminated,
    TransferredOut,
    TransferReturned,
    TransferTaken,
)
from outlet_app.domain.facts.agency import AgencyBegun, AgencyEnded, AgencyHanded, AgencyStopped, Way
from outlet_app.domain.ledgers.ledger import Cell, Ledger, matter, party
from outlet_app.domain.materials import CheckedMaterial, MaterialState
from outlet_app.domain.stock import Step

_HERE = frozenset({MaterialState.COMPLETE, MaterialState.FAULTY})


def _told(step: Step, case: Case) -> dict[str, Cell] | None:
    own = _own(step)
    if own is None or not own["held"]:
        return None
    return {
        "event": step.event.fact.KIND,
        "applicant": party(case.registered.applicant)["applicant"],
        **matter(case),
        **own,
        "clerk": step.event.actor,
    }


def _own(step: Step) -> dict[str, Cell] | None:
    sent = step.before.transfer.fact if step.before and step.before.transfer else None
    match step.event.fact:
        case MaterialsTaken():
            return {"held": _of_list(step.after.materials), "to": ""}
        case CorrectionTaken(materials=materials) | SupplementTaken(materials=materials):
            return {"held": _of_list(materials), "to": ""}
        case CorrectionUndone() if step.before and step.before.corrections:
            return {"held": _of_list(step.before.corrections[-1].fact.materials), "to": ""}
        case TransferredOut(materials=bundle, to_name=name):
            return {"held": _bundle(bundle), "to": name}
        case TransferTaken() | TransferReturned() if sent is not None:
            bundle = sent.materials
            name = sent.to_name if isinstance(step.event.fact, TransferTaken) else sent.from_name
            return {"held": _bundle(bundle), "to": name}
        case AgencyBegun(materials=rows) | AgencyStopped(returned=rows) | AgencyEnded(returned=rows):
            return {"held": _bundle(rows), "to": ""}
        case AgencyHanded(way=way, other=other, rows=rows):
            return {"held": _bundle(rows), "to": "" if way is Way.IN else other}
        case DeemedWithdrawn(returned=returned) | Terminated(returned=returned):
            forms = {row.code: row.form for row in step.after.materials}
            given = ((one.name, forms.get(one.code, PaperForm.ORIGINAL), one.copies) for one in returned)
            return {"held": _coded(given), "to": ""}
    return None


def _bundle(rows: Iterable[HandedMaterial]) -> str:
    return _coded((one.name, one.form, one.copies) for one in rows)


def _of_list(rows: Iterable[CheckedMaterial]) -> str:
    """What lies here, not what is missing or known already; an original only looked at went back at once."""
    here = (row for row in rows if row.state in _HERE)
    return _coded((row.name, row.form, row.handed or row.copies) for row in here)


def _coded(rows: Iterable[tuple[str, PaperForm, int]]) -> str:
    """A line a material: form, copies and name, which may hold anything but a line end."""
    return "\n".join(f"{form.value}|{copies}|{name}" for name, form, copies in rows)


LEDGERS = (Ledger("L10", ("event", "applicant", "matter", "held", "to", "clerk"), _told),)
