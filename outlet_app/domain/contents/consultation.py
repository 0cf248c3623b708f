"""What an answer must hold, and when a question can turn out to be complex (domain.md §1.3, §9.2)."""

from outlet_app.domain.contents.dispatch import content
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import Complexity
from outlet_app.domain.facts.consultation import ConsultationAnswered, MadeComplex
from outlet_app.domain.problems import Refusal


@content.register
def _(fact: ConsultationAnswered, case: Case) -> Refusal | None:
    """A complex question is answered with its basis; a telling lies behind the registration."""
    if not case.is_consultation:
        return Refusal("consultation.none")
    if case.decision is None:
        return Refusal("consultation.undecided")
    if not fact.answer.strip():
        return Refusal("consultation.empty")
    if case.registered.complexity is Complexity.COMPLEX and not fact.basis.strip():
        return Refusal("consultation.no_basis")
    return None


@content.register
def _(fact: MadeComplex, case: Case) -> Refusal | None:
    if not case.is_consultation:
        return Refusal("consultation.none")
    if case.registered.complexity is Complexity.COMPLEX:
        return Refusal("consultation.already_complex")
    if not fact.reason.strip():
        return Refusal("consultation.no_reason")
    return None if any(due.at for due in fact.dues) else Refusal("consultation.no_clock")
