"""A decision, or a 补正收件, is taken back by whoever took it, the same day."""

from outlet_app.domain.calendar import local_day
from outlet_app.domain.circumstances.dispatch import circumstance
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import CaseEvent, CorrectionUndone, DecisionUndone
from outlet_app.domain.problems import Refusal


@circumstance.register
def _(_fact: DecisionUndone, case: Case, event: CaseEvent) -> Refusal | None:
    last = case.last_decision
    if last is None or last.by != event.actor:
        return Refusal("undo.other_person")
    return None if local_day(last.at) == event.day else Refusal("undo.other_day")


@circumstance.register
def _(_fact: CorrectionUndone, case: Case, event: CaseEvent) -> Refusal | None:
    last = case.last_taking
    if last is None or last.by != event.actor:
        return Refusal("untake.other_person")
    return None if local_day(last.at) == event.day else Refusal("untake.other_day")
