"""What an answer and a question found complex change in a case."""

from dataclasses import replace

from outlet_app.domain.answered import Answer
from outlet_app.domain.catalogue import ClockKind
from outlet_app.domain.dossier import Case
from outlet_app.domain.effects.dispatch import effect
from outlet_app.domain.effects.joining import merged
from outlet_app.domain.events import CaseEvent, Complexity
from outlet_app.domain.facts.consultation import ConsultationAnswered, MadeComplex
from outlet_app.domain.marking import marked


@effect.register
def _(fact: ConsultationAnswered, case: Case, event: CaseEvent) -> Case:
    answer = Answer(fact.answer, fact.basis, fact.source)
    return marked(case, answer=fact.answer, told=answer, answered=fact, ended_at=event.at)


@effect.register
def _(fact: MadeComplex, case: Case, _event: CaseEvent) -> Case:
    """The promise to answer at once ends with it; the clocks of a complex question take its place."""
    longer = tuple(due for due in case.dues if due.kind is not ClockKind.INSTANT)
    told = replace(case.registered, complexity=Complexity.COMPLEX)
    return marked(case, registered=told, dues=merged(longer, fact.dues))
