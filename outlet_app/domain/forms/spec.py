"""Shape of a form as plain data: screen, check, paper and wire are all read off its fields (ADR 0043)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from enum import StrEnum

from outlet_app.domain.frozen import dataclass


class Kind(StrEnum):
    """What a field takes: the screen picks the control by it, forms/reading.py how it is read and checked.

    TEXT is set as running text, NAME is whose the matter is, PERSON somebody beside them, CODE the number
    of an identity paper, NUMBER digits alone, COUNT how many, from one on; RIGHTS is words with numbers of
    patents, marks and other rights among them; PAST is a day that is over, AHEAD one that is not, TIME a
    time of day.
    CHOICE is one of a closed list, PICK one of a few that are all seen at once, TICKS any of them; FIND is
    what was found in a book, SWITCH a tick.
    """

    LINE = "line"
    TEXT = "text"
    NAME = "name"
    PERSON = "person"
    CODE = "code"
    PHONE = "phone"
    NUMBER = "number"
    COUNT = "count"
    AMOUNT = "amount"
    RIGHTS = "rights"
    CASE_NO = "case_no"
    DAY = "day"
    PAST = "past"
    AHEAD = "ahead"
    TIME = "time"
    CHOICE = "choice"
    PICK = "pick"
    TICKS = "ticks"
    FIND = "find"
    SWITCH = "switch"
    CHECKLIST = "checklist"
    ROWS = "rows"


@dataclass(frozen=True, slots=True)
class Field:
    """One input; limit is the most characters it may hold (0: none), options are codes of a closed list.

    label: its words, where the form comes as data; else the name is the key to them. needed: nothing is
    saved without it. needed_when: another field, and what stands there when this one is needed. columns: of
    a table; share: of its width, for a column. beside: the field that says which paper a CODE is read from,
    unless its only option is that paper. at: where it lies in what is filled in, sent: in the fact that is
    sent; both go by the name where nothing else is said, and a field with sent "" belongs to another fact.
    papers: codes of the papers on which it stands in a row of its own, after those of their design
    (forms/paper_rows.py). told_when: another field, and what stands there when this one is told: a sheet
    asks for it only then, papers tell it only then, for it may have been filled in before that one was put
    right. narrowed: another field, and by what stands there the codes that can be chosen here; all of them
    where that list has none for it. most: of a COUNT. until: the last day that may stand in an AHEAD.
    lack: the code of what is said where nothing stands in it, unless that is only that it is missing.
    masked: what stands there is not shown, and stays where nothing is typed.
    """

    name: str
    kind: Kind = Kind.LINE
    limit: int = 0
    options: tuple[str, ...] = ()
    label: str = ""
    needed: bool = False
    needed_when: tuple[str, tuple[str, ...]] = ("", ())
    columns: tuple["Field", ...] = ()
    share: int = 1
    beside: str = ""
    at: str = ""
    sent: str | None = None
    papers: tuple[str, ...] = ()
    told_when: tuple[str, tuple[str, ...]] = ("", ())
    most: int = 0
    until: date | None = None
    lack: str = ""
    masked: bool = False
    narrowed: tuple[str, tuple[tuple[str, tuple[str, ...]], ...]] = ("", ())

    @property
    def wire(self) -> str:
        """The path under which it is sent with the form's own fact; empty where another fact takes it."""
        return (self.at or self.name) if self.sent is None else self.sent


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

    def without(self, *names: str) -> "Form":
        """The same form where some fields are not asked for this time."""
        kept = (
            replace(one, fields=tuple(field for field in one.fields if field.name not in names))
            for one in self.sections
        )
        return replace(self, sections=tuple(kept))

    def needing(self, *names: str) -> "Form":
        """The same form where nothing is saved without some more fields this time."""
        asked = (
            replace(one, fields=tuple(replace(f, needed=f.needed or f.name in names) for f in one.fields))
            for one in self.sections
        )
        return replace(self, sections=tuple(asked))

    def place(self, name: str) -> int:
        """Return where a field, or a row of one ("materials.8.2-M1"), stands; after all others if unknown."""
        places = {field.name: place for place, field in enumerate(self.fields())}
        return places.get(name, places.get(name.partition(".")[0], len(places)))


def sheet(code: str, *fields: Field) -> Form:
    """A small form in one section: what a dialog asks before a step."""
    return Form(code, 1, (Section("", fields),))
