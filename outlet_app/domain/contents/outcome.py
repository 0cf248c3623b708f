"""What an outcome put in writing must hold."""

from outlet_app.domain.calendar import local_day
from outlet_app.domain.contents.dispatch import content
from outlet_app.domain.dossier import Case
from outlet_app.domain.facts.outcome import OutcomeWritten
from outlet_app.domain.outcomes import day_problems
from outlet_app.domain.problems import Refusal


@content.register
def _(fact: OutcomeWritten, case: Case) -> Refusal | None:
    """A result is held back while promised materials are owed (domain.md §3.4)."""
    if case.promises:
        return Refusal("outcome.promises_open")
    said = (*(one.text for one in fact.entries), *(cell for row in fact.rows for cell in row))
    if not any(text.strip() for text in said):
        return Refusal("outcome.empty")
    wrong = day_problems(local_day(case.registered_at), fact.done_on, fact.cutoff)
    if "done_on" in wrong:
        return Refusal("outcome.before_case")
    return Refusal("outcome.cutoff_later") if wrong else None
