"""Staff of the counters: who they are and what their post lets them do."""

from enum import StrEnum

from outlet_app.domain.frozen import dataclass


class Role(StrEnum):
    """Roles of the first journey (decisions.md 22), and who lists 失信 beside (domain.md §3.7)."""

    CLERK = "clerk"
    SUPERVISOR = "supervisor"
    CITY_ADMIN = "city_admin"
    CREDIT_OFFICER = "credit_officer"


class Right(StrEnum):
    """What can be asked of a role."""

    REGISTER = "register"
    SEE_ALL_CASES = "see_all_cases"
    SEE_WHOLE_SHEET = "see_whole_sheet"
    PRINT_SHEET = "print_sheet"
    REOPEN = "reopen"
    ADD_COLLEAGUE = "add_colleague"
    RESET_PASSWORD = "reset_password"
    APPROVE = "approve"
    SEE_REVIEWS = "see_reviews"
    DESIGNATE = "designate"
    DISCREDIT = "discredit"
    APPOINT = "appoint"


_SUPERVISOR = frozenset(Right) - {Right.DISCREDIT, Right.APPOINT}
RIGHTS: dict[Role, frozenset[Right]] = {
    Role.CLERK: frozenset({Right.REGISTER, Right.SEE_ALL_CASES}),
    Role.SUPERVISOR: _SUPERVISOR,
    Role.CITY_ADMIN: frozenset(Right),
    Role.CREDIT_OFFICER: frozenset({Right.DISCREDIT}),
}


@dataclass(frozen=True, slots=True)
class Person:
    """One member of staff; `staff_no` is the 10-digit 工号, unique in the city (decisions.md 20)."""

    staff_no: str
    name: str
    roles: frozenset[Role]
    window: str = ""
    active: bool = True

    @property
    def short_no(self) -> str:
        """The last four digits, as written on screens and papers within an outlet."""
        return self.staff_no[-4:]

    def may(self, right: Right) -> bool:
        """Whether any of the person's roles carries the right."""
        return self.active and any(right in RIGHTS[role] for role in self.roles)
