"""What mending changes: entries put right, cases and papers that count for nothing, a decision taken back."""

from dataclasses import replace

from outlet_app.domain.amending import amended
from outlet_app.domain.dossier import Case
from outlet_app.domain.effects.dispatch import effect
from outlet_app.domain.events import (
    Amended,
    CaseEvent,
    CorrectionUndone,
    DecisionUndone,
    PaperVoided,
    Voided,
)
from outlet_app.domain.marking import marked


@effect.register
def _(fact: Amended, case: Case, _event: CaseEvent) -> Case:
    return amended(case, fact)


@effect.register
def _(fact: Voided, case: Case, event: CaseEvent) -> Case:
    return marked(case, voided=fact, ended_at=event.at, served=())


@effect.register
def _(fact: PaperVoided, case: Case, _event: CaseEvent) -> Case:
    left = tuple(number for number in case.outdated if number != fact.number)
    void = (*case.void_papers, fact.number)
    return marked(case, void_papers=void, voidings=(*case.voidings, fact), outdated=left)


@effect.register
def _(_fact: CorrectionUndone, case: Case, _event: CaseEvent) -> Case:
    """The applicant's time runs as it did; scans and papers stay accounted for."""
    return case if case.last_taking is None else _back_to(case.last_taking.before, case)


@effect.register
def _(_fact: DecisionUndone, case: Case, _event: CaseEvent) -> Case:
    """Everything as it stood before; papers, attachments and when it was stay accounted for."""
    last = case.last_decision
    return case if last is None else _back_to(last.before, case)


def _back_to(before: Case, case: Case) -> Case:
    return replace(
        before,
        papers=case.papers,
        void_papers=case.void_papers,
        voidings=case.voidings,
        attachments=case.attachments,
        time_unsure=case.time_unsure,
        time_confirmed=case.time_confirmed,
        events=case.events,
    )
