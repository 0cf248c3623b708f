"""Lifts the veil over a matter of 维权援助 for a minute, for a reason that is logged (domain.md §9.7)."""

from datetime import datetime, timedelta

from outlet_app.domain.case import Case
from outlet_app.domain.people import Person
from outlet_app.domain.problems import Refusal, Refused
from outlet_app.domain.veil import SEE, is_veiled
from outlet_app.services.disclosure import Disclosure
from outlet_app.services.ports import Clock

# As long as a masked number is shown (decisions.md 25).
SHOWN_FOR = timedelta(seconds=60)


class Veil:
    """Of one person signed in; nothing of it is kept beyond the log."""

    def __init__(self, person: Person, clock: Clock, disclosure: Disclosure) -> None:
        self._person = person
        self._clock = clock
        self._disclosure = disclosure
        self._lifted: dict[str, datetime] = {}

    def covers(self, case: Case) -> bool:
        """Whether the case must not be read by this person now."""
        lifted = self._lifted.get(case.case_id)
        is_lifted = lifted is not None and self._clock.now() - lifted < SHOWN_FOR
        return is_veiled(case, self._person) and not is_lifted

    def lift(self, case_id: str, reason: str) -> None:
        """Show it for a minute; who looked, at what and why is logged."""
        self._disclosure.note(self._person.staff_no, case_id, SEE, reason)
        self._lifted[case_id] = self._clock.now()

    def refuse(self, case: Case) -> None:
        """Refused(veil.covered) where the case must not be read."""
        if self.covers(case):
            raise Refused(Refusal("veil.covered"))
