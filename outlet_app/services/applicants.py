"""Find-as-you-type over everybody who has been here before."""

from outlet_app.models.engine import Database
from outlet_app.models.search import ApplicantHit as StoredHit
from outlet_app.services.views import ApplicantHit

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

    def last_visit(self, id_number: str) -> ApplicantHit | None:
        """What was told on the last visit under exactly this number; None for somebody new."""
        with self._database.reading() as uow:
            found = uow.search.applicants(id_number, MOST)
            return next((_hit(one) for one in found if one.applicant.id_number == id_number), None)


def _hit(found: StoredHit) -> ApplicantHit:
    return ApplicantHit(found.applicant, found.visited_at, found.case_no, found.span)
