"""What of a case is typed again into a national site, field by field, ready to be copied."""

from outlet_app.domain.dossier import Case
from outlet_app.domain.entry_fields import FIELDS as ENTRIES
from outlet_app.domain.frozen import dataclass
from outlet_app.domain.states import ENDED

# In the order in which the sites ask; each has one key.
FIELDS = (
    "applicant.name",
    "applicant.id_number",
    "contact",
    "phone",
    "agent.name",
    "agent.id_number",
    "agent.phone",
    "request",
    "case_no",
)
PERSONAL = frozenset({"applicant.id_number", "phone", "agent.id_number", "agent.phone"})


@dataclass(frozen=True, slots=True)
class Site:
    """A national site, and the sub-items whose filing goes there."""

    code: str
    name: str
    sub_items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CopyField:
    """A field by its code, with its text in full."""

    name: str
    text: str


def is_filed_outside(case: Case) -> bool:
    """Whether the case was accepted and is still to be filed."""
    return case.accepted_at is not None and case.state not in ENDED


def fields_of(case: Case) -> tuple[CopyField, ...]:
    """Every field that holds something, each in one line."""
    texts = (case.case_no if name == "case_no" else ENTRIES[name].read(case) for name in FIELDS)
    lines = (" ".join(text.split()) for text in texts)
    return tuple(CopyField(name, line) for name, line in zip(FIELDS, lines, strict=True) if line)
