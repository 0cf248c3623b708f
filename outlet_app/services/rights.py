"""The numbers of rights that an applicant's earlier cases named, for the matter that is worked on now."""

from outlet_app.domain.applicant import Applicant
from outlet_app.domain.case import Case
from outlet_app.domain.identifiers import normalise
from outlet_app.domain.rights import rights_of
from outlet_app.models.cards import CardFilter
from outlet_app.models.engine import Database
from outlet_app.services.reading import read_case
from outlet_app.services.veil import Veil

MOST_CASES, MOST = 50, 8


class Rights:
    """Read when asked; what a case under the veil names is not told (domain.md §9.7)."""

    def __init__(self, database: Database, veil: Veil) -> None:
        self._database = database
        self._veil = veil

    def suggest(self, who: Applicant, text: str = "") -> tuple[tuple[str, str], ...]:
        """At most eight numbers with the case that named each, the newest first, that hold what was typed."""
        wanted = normalise(text)
        found = [pair for pair in self._named(who) if wanted in normalise(pair[0])]
        return tuple(found[:MOST])

    def _named(self, who: Applicant) -> list[tuple[str, str]]:
        asked = who.id_number or who.name
        if not asked.strip():
            return []
        with self._database.reading() as uow:
            cards = uow.cards.page(CardFilter(text=asked), MOST_CASES).rows
            told = uow.journal.of_cases([card.case_id for card in cards])
        cases = [one.case for one in map(read_case, told.values()) if one and _is_of(one.case, who)]
        newest = sorted(cases, key=lambda case: case.registered_at, reverse=True)
        pairs: dict[str, str] = {}
        for case in newest:
            for number in () if self._veil.covers(case) else numbers_of(case):
                pairs.setdefault(number, case.case_no)
        return list(pairs.items())


def numbers_of(case: Case) -> tuple[str, ...]:
    """The numbers of rights that were named in a case: asked, answered, or found."""
    entries = (one.text for fact in case.written for one in fact.entries)
    asked = (one.value for one in case.joined.answers) if case.joined else ()
    texts = (case.registered.request, case.answer, *asked, *entries)
    return rights_of(texts, (row for fact in case.written for row in fact.rows))


def _is_of(case: Case, who: Applicant) -> bool:
    told = case.registered.applicant
    if who.id_number:
        return told.id_number == who.id_number
    return (told.name, told.phone) == (who.name, who.phone)
