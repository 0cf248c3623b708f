"""What a confirmed moment must tell."""

from outlet_app.domain.contents.dispatch import content
from outlet_app.domain.dossier import Case
from outlet_app.domain.facts.timing import TimeConfirmed
from outlet_app.domain.problems import Refusal


@content.register
def _(fact: TimeConfirmed, _case: Case) -> Refusal | None:
    return None if fact.proof.strip() else Refusal("time.proof")
