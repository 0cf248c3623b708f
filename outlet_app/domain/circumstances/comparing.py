"""Whether a day can be held against a moment before it: a clock never prevents a save (sync.md D.9)."""

from datetime import datetime

from outlet_app.domain.dossier import Case
from outlet_app.domain.events import CaseEvent, ClockTrust


def comparable(case: Case, event: CaseEvent, since: datetime) -> bool:
    """Tell whether what this event says of days since a moment proves anything.

    It does not while a clock of the case is in doubt, nor where that moment lies ahead of this clock: one of
    the two is wrong then, and nobody here can say which.
    """
    doubtful = case.time_unsure or event.trust is ClockTrust.SUSPECT
    return not doubtful and since <= event.at
