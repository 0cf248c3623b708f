"""Find-as-you-type over everybody who has been here before."""

from outlet_app.models.cards import CardFilter
from outlet_app.models.engine import Database
from outlet_app.models.search import ApplicantHit as StoredHit
from outlet_app.services.reading import read_case
from outlet_app.services.views import ApplicantHit, LastVisit

MOST = 8


class Applicants:
    """Matches name parts, pinyin initials, codes and phone tails (UI.md §6.2)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def suggest(self, text: str) -> tuple[ApplicantHit, ...]:
        """At most eight visitors, the latest visit first; empty for blank text."""
        if not text.strip():
            return ()
        with self._database.reading() as uow:
            return tuple(_hit(found) for found in uow.search.applicants(text, MOST))

    def recall(self, case_no: str) -> LastVisit:
        """The agent and the 特殊群体 of the visit with this number; nothing where it is not here any more."""
        with self._database.reading() as uow:
            for card in uow.cards.page(CardFilter(text=case_no), MOST).rows:
                reading = read_case(uow.journal.of_case(card.case_id))
                if reading is not None and reading.case.case_no == case_no:
                    told = reading.case.registered
                    return LastVisit(told.agent, told.special_groups)
        return LastVisit()

    def last_visit(self, id_number: str) -> ApplicantHit | None:
        """What was told on the last visit under exactly this number; None for somebody new."""
        with self._database.reading() as uow:
            found = uow.search.applicants(id_number, MOST)
            return next((_hit(one) for one in found if one.applicant.id_number == id_number), None)


def _hit(found: StoredHit) -> ApplicantHit:
    return ApplicantHit(found.applicant, found.visited_at, found.case_no, found.span)
