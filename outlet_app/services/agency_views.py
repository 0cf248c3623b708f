"""What the list of 帮办代办 is told of each, in codes."""

from dataclasses import dataclass
from datetime import date

from outlet_app.domain.ahead import Ahead
from outlet_app.domain.dossier import Case
from outlet_app.domain.facts.agency import Mode


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """One running 帮办代办, or a case that asked for one; until: the last day of its authority.

    mine: whether the person signed in is its helper.
    """

    case: Case
    helper: str
    mode: Mode | None
    until: date | None
    ahead: Ahead
    mine: bool = False

    @property
    def case_id(self) -> str:
        """The case it belongs to."""
        return self.case.case_id

    @property
    def case_no(self) -> str:
        """办件编号."""
        return self.case.case_no

    @property
    def applicant(self) -> str:
        """Whom it is done for."""
        return self.case.registered.applicant.name

    @property
    def held(self) -> int:
        """How many papers of the applicant the helper has."""
        return sum(row.copies for row in self.case.agency.held) if self.case.agency else 0
