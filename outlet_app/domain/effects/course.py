"""What the facts of the plain course change in a case."""

from outlet_app.domain.answered import Answer
from outlet_app.domain.dossier import Case
from outlet_app.domain.effects.dispatch import effect
from outlet_app.domain.effects.joining import merged
from outlet_app.domain.events import (
    Accepted,
    AnsweredOnSpot,
    CaseEvent,
    Closed,
    DueRecomputed,
    FeedbackGiven,
    MaterialsChecked,
    PaperIssued,
    Rejected,
    Reopened,
    ResultReached,
    StageReached,
    Terminated,
    TrackingStarted,
    Withdrawn,
)
from outlet_app.domain.marking import marked

FEEDBACK_RULES = frozenset({"feedback", "response"})


@effect.register
def _(fact: MaterialsChecked, case: Case, _event: CaseEvent) -> Case:
    return marked(case, materials=fact.materials, checks=fact.check)


@effect.register
def _(fact: AnsweredOnSpot, case: Case, event: CaseEvent) -> Case:
    told = Answer(fact.answer, fact.basis, fact.source)
    return marked(case, answer=fact.answer, told=told, ended_at=event.at)


@effect.register
def _(fact: Accepted, case: Case, event: CaseEvent) -> Case:
    return marked(case, accepted_at=event.at, dues=merged(case.dues, fact.dues), handler=event.actor)


@effect.register
def _(fact: TrackingStarted, case: Case, event: CaseEvent) -> Case:
    dues = merged(case.dues, fact.dues)
    visit = fact.next_follow_up
    return marked(case, accepted_at=event.at, dues=dues, next_follow_up=visit, handler=event.actor)


@effect.register
def _(fact: Rejected, case: Case, event: CaseEvent) -> Case:
    return marked(case, outcome=fact.reason, ended_at=event.at, rejected=fact)


@effect.register
def _(_fact: FeedbackGiven, case: Case, _event: CaseEvent) -> Case:
    return marked(case, dues=tuple(d for d in case.dues if d.rule not in FEEDBACK_RULES))


@effect.register
def _(fact: StageReached, case: Case, _event: CaseEvent) -> Case:
    return marked(case, stage=fact.stage, next_follow_up=fact.next_follow_up or case.next_follow_up)


@effect.register
def _(fact: ResultReached, case: Case, _event: CaseEvent) -> Case:
    return marked(case, outcome=fact.text)


@effect.register
def _(fact: Closed, case: Case, event: CaseEvent) -> Case:
    return marked(case, outcome=fact.outcome or case.outcome, ended_at=event.at)


@effect.register
def _(fact: Withdrawn, case: Case, event: CaseEvent) -> Case:
    return marked(case, outcome=fact.reason, ended_at=event.at)


@effect.register
def _(fact: Terminated, case: Case, event: CaseEvent) -> Case:
    return marked(case, outcome=fact.reason, ended_at=event.at, lapsed=fact)


@effect.register
def _(fact: Reopened, case: Case, _event: CaseEvent) -> Case:
    return marked(case, ended_at=None, dues=fact.dues, collected=None)


@effect.register
def _(fact: DueRecomputed, case: Case, _event: CaseEvent) -> Case:
    corrected = fact.after if case.correction_due == fact.before else case.correction_due
    supplement = fact.after if case.supplement_due == fact.before else case.supplement_due
    review = fact.after if case.review_due == fact.before else case.review_due
    dues = tuple(fact.after if d == fact.before else d for d in case.dues)
    return marked(case, dues=dues, correction_due=corrected, supplement_due=supplement, review_due=review)


@effect.register
def _(fact: PaperIssued, case: Case, _event: CaseEvent) -> Case:
    anew = tuple(number for number in case.outdated if number != fact.number)
    return marked(case, papers=(*case.papers, fact), outdated=anew)
