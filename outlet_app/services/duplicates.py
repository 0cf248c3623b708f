"""Whether a registration may repeat another: the same applicant with the same item, today or still open."""

from outlet_app.domain.applicant import Applicant
from outlet_app.domain.calendar import local_day
from outlet_app.domain.entry import IntakeEntry
from outlet_app.domain.states import State
from outlet_app.models.cards import Card
from outlet_app.models.engine import Database
from outlet_app.services.recorder import Recorder
from outlet_app.services.reference import Reference
from outlet_app.services.rows import Rows
from outlet_app.services.views import DuplicateHint, Same

MOST = 50


class Duplicates:
    """Looks by index only, so that it stays as quick over many years of cases as on the first day."""

    def __init__(self, database: Database, reference: Reference, recorder: Recorder) -> None:
        self._database = database
        self._reference = reference
        self._recorder = recorder

    def of_today(self, entry: IntakeEntry) -> DuplicateHint | None:
        """The case of today that this registration may repeat, or None."""
        hint = self.hint(entry)
        return hint if hint is not None and hint.is_today else None

    def hint(self, entry: IntakeEntry) -> DuplicateHint | None:
        """The case that this registration may repeat, one of today before older open ones; else None."""
        who = entry.applicant
        if entry.item is None or not (who.id_number or who.name):
            return None
        now = self._recorder.clock.now()
        with self._database.reading() as uow:
            named = uow.search.find(who.name, MOST) if who.name else ()
            found = [
                (card, same)
                for card in uow.cards.of_applicant(entry.item, who.id_number, named, MOST)
                if (same := _same(who, card)) is not None and _counts(card)
            ]
            today = [one for one in found if local_day(one[0].registered_at) == local_day(now)]
            still_open = [one for one in found if one[0].is_open]
            for card, same in (*today, *still_open):
                rows = Rows(uow, self._reference, now, self._recorder.person)
                clerk = rows.name_of(card.first_contact)
                return DuplicateHint(rows.row(card), clerk, same, bool(today))
        return None


def _counts(card: Card) -> bool:
    return card.state != State.VOIDED


def _same(who: Applicant, card: Card) -> Same | None:
    """By number where both told one, else by name: two people may share a name, not a number."""
    if who.id_number and card.id_number:
        return Same.NUMBER if who.id_number == card.id_number else None
    return Same.NAME if who.name and who.name == card.applicant_name else None
