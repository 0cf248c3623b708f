"""Shape of a form as plain data: fields with stable codes, read by the screen and the checker alike."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a field takes; the screen picks the control by it."""

    LINE = "line"
    TEXT = "text"
    CODE = "code"
    PHONE = "phone"
    CHOICE = "choice"
    SWITCH = "switch"
    CHECKLIST = "checklist"


@dataclass(frozen=True, slots=True)
class Field:
    """One input; limit is the most characters it may hold (0: none), options are codes of a closed list."""

    name: str
    kind: Kind = Kind.LINE
    limit: int = 0
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Fields that stand together under one heading."""

    code: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A form in its reading order, which is also its focus order (UI.md §6.2)."""

    code: str
    version: int
    sections: tuple[Section, ...]

    def fields(self) -> Iterator[Field]:
        """Walk all fields in reading order."""
        return (field for section in self.sections for field in section.fields)

    def field(self, name: str) -> Field:
        """Return the field with this code; KeyError if the form has none."""
        return {field.name: field for field in self.fields()}[name]

    def place(self, name: str) -> int:
        """Return where a field, or a row of one ("materials.8.2-M1"), stands; after all others if unknown."""
        places = {field.name: place for place, field in enumerate(self.fields())}
        return places.get(name, places.get(name.partition(".")[0], len(places)))
