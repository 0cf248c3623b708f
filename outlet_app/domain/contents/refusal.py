"""What must be said of refused steps before nobody is asked about them any more."""

from outlet_app.domain.contents.dispatch import content
from outlet_app.domain.dossier import Case
from outlet_app.domain.facts.refusal import Handling, RefusalSettled
from outlet_app.domain.problems import Refusal


@content.register
def _(fact: RefusalSettled, _case: Case) -> Refusal | None:
    if not fact.ops:
        return Refusal("settle.nothing")
    if fact.way not in tuple(Handling):
        return Refusal("settle.way")
    return None if fact.note.strip() else Refusal("settle.note")
