"""What the page of 帮办代办 shows, as a value: the list, the chosen row, its case in full."""

from dataclasses import dataclass, replace

from outlet_app.services.agency_views import AgencyRow
from outlet_app.services.views import CaseDetail


@dataclass(frozen=True, slots=True)
class AgenciesState:
    """The page before (`rows` None) and after its first reading; `failed` keeps what was read before."""

    rows: tuple[AgencyRow, ...] | None = None
    chosen: str = ""
    detail: CaseDetail | None = None
    failed: bool = False

    @property
    def row(self) -> AgencyRow | None:
        """The chosen row."""
        return next((row for row in self.rows or () if row.case_id == self.chosen), None)


def loaded(state: AgenciesState, rows: tuple[AgencyRow, ...]) -> AgenciesState:
    """A fresh reading; a chosen case that is no longer there is let go."""
    there = any(row.case_id == state.chosen for row in rows)
    chosen, detail = (state.chosen, state.detail) if there else ("", None)
    return replace(state, rows=rows, chosen=chosen, detail=detail, failed=False)


def failed(state: AgenciesState) -> AgenciesState:
    """The reading went wrong; what was shown stays."""
    return replace(state, failed=True)


def chose(state: AgenciesState, case_id: str) -> AgenciesState:
    """Another row; its case is read next."""
    return replace(state, chosen=case_id, detail=None)


def detailed(state: AgenciesState, detail: CaseDetail) -> AgenciesState:
    """The case of the chosen row was read; that of a row left meanwhile is no longer wanted."""
    return replace(state, detail=detail) if detail.row.case_id == state.chosen else state
