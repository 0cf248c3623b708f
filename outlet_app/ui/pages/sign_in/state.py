"""Who may be shown on the sign-in page of a trial."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TrialPerson:
    """Somebody of a trial whose password may be shown."""

    staff_no: str
    name: str
    password: str
