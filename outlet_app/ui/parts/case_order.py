"""What one page asks another about a case: to take a step on it, or only to have it at hand."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CaseOrder:
    """办件查询 is to open the question of a step on this case."""

    case_id: str
    case_no: str
    action: str


@dataclass(frozen=True, slots=True)
class Pointed:
    """The case that was chosen where a key called another page; empty where none was."""

    case_id: str
