"""What a 更正 leaves to be told and done: children not reached, papers outdated."""

from outlet_app.domain.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Left:
    """What a child of a package did not take over: why, and where only one entry differs, which."""

    case_no: str
    why: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Outdated:
    """A paper whose words would be others today: whose case, which form and number."""

    case_id: str
    case_no: str
    form: str
    number: str
