"""The texts of a case for a national site, in full; that somebody took them is written down."""

from dataclasses import dataclass

from outlet_app.domain.copying import PERSONAL, CopyField, fields_of, is_filed_outside
from outlet_app.domain.problems import Refusal, Refused
from outlet_app.models.engine import Database
from outlet_app.services.disclosure import Disclosure
from outlet_app.services.recorder import Recorder
from outlet_app.services.reference import Reference

REASON = "filing"


@dataclass(frozen=True, slots=True)
class CopySheet:
    """Where a case is filed, and what is typed there."""

    case_id: str
    case_no: str
    site: str
    fields: tuple[CopyField, ...]


class Copying:
    """Nothing of the case changes; personal numbers are logged when they are taken."""

    def __init__(
        self, database: Database, reference: Reference, recorder: Recorder, disclosure: Disclosure
    ) -> None:
        self._database = database
        self._reference = reference
        self._recorder = recorder
        self._disclosure = disclosure

    def sheet(self, case_id: str) -> CopySheet:
        """The fields of an accepted case; Refused(copy.not_filed) where its filing goes nowhere."""
        with self._database.reading() as uow:
            case = self._recorder.read(uow, case_id).case
        site = self._reference.site_of(case.registered.sub_item)
        if site is None or not is_filed_outside(case):
            raise Refused(Refusal("copy.not_filed"))
        return CopySheet(case_id, case.case_no, site.name, fields_of(case))

    def taken(self, case_id: str, field: str) -> None:
        """A field lies on the clipboard now; a personal number is written down as looked at."""
        if field in PERSONAL:
            self._disclosure.note(self._recorder.person.staff_no, case_id, field, REASON)
