"""A file the city edited, on its way to a release: read, and held against what counters can use."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from city_server.releases.calendar_rows import from_rows
from city_server.releases.placed import Fault, FileUnusable, Placed, placed_in
from city_server.releases.words import Sheet, Words, fault_at, sheets_of
from city_server.releases.workbook import read_workbook
from city_server.releases.yaml_file import read_yaml
from outlet_app.domain.plain import DataError, Plain
from outlet_app.domain.releases.content import check_content
from outlet_app.domain.releases.order import Subject

MOST_BYTES = 20 * 1024 * 1024
_TEXTS = frozenset({".yaml", ".yml", ".json"})
_NAMES = ("code", "number", "staff_no", "version")


@dataclass(frozen=True, slots=True)
class Draft:
    """What a file says; `content` still knows its cells."""

    subject: Subject
    content: Placed

    @property
    def name(self) -> str:
        """The version's name."""
        return str(self.content["version"])


def read_draft(file: Path, subject: Subject, words: Words) -> Draft:
    """Read and check a file; FileUnusable names everything that is wrong, as far as it could be read."""
    ending = file.suffix.lower()
    sheets = sheets_of(words, subject.value)
    if ending not in _TEXTS and not (ending == ".xlsx" and sheets):
        raise FileUnusable(Fault("unknown_kind_of_file", found=file.name))
    content = _content(file)
    placed = read_yaml(content) if ending in _TEXTS else _from_workbook(content, subject, sheets, words)
    try:
        check_content(subject, placed)
    except DataError as wrong:
        raise FileUnusable(fault_of(wrong, placed, sheets)) from wrong
    return Draft(subject, placed)


def _from_workbook(content: bytes, subject: Subject, sheets: Sequence[Sheet], words: Words) -> Placed:
    placed = read_workbook(content, sheets, words)
    return from_rows(placed, sheets) if subject is Subject.CALENDAR else placed


def fault_of(wrong: DataError, whole: Placed, sheets: Iterable[Sheet]) -> Fault:
    """Where in the file the finding of a reader stands."""
    found = wrong.plain if isinstance(wrong.plain, Placed) else _named(wrong.row, whole)
    if found is None:
        return Fault(wrong.reason, row=0, found=" ".join(filter(None, (wrong.row, wrong.column))))
    return fault_at(found, wrong.column, wrong.reason, sheets)


def at_version(draft: Draft, reason: str, sheets: Iterable[Sheet], column: str = "version") -> FileUnusable:
    """Something wrong with the release as a whole, said at its version or another cell of its head."""
    wrong = DataError("", column, reason)
    wrong.plain = draft.content
    return FileUnusable(fault_of(wrong, draft.content, sheets))


def _content(file: Path) -> bytes:
    try:
        if file.stat().st_size > MOST_BYTES:
            raise FileUnusable(Fault("too_large", found=file.name))
        return file.read_bytes()
    except OSError as wrong:
        raise FileUnusable(Fault("not_a_file", found=file.name)) from wrong


def _named(name: str, whole: Placed) -> Placed | None:
    for one in placed_in(whole):
        if name in {str(one[key]) for key in _NAMES if key in one}:
            return one
    return None


def bundled(resources: Path, subject: Subject) -> Mapping[str, Plain]:
    """What came with the program, by version or, where it has none, by the name of its file."""
    found = {}
    for file in sorted((resources / subject.value).glob("*.json")):
        plain = json.loads(file.read_bytes())
        found[str(plain.get("version", file.stem))] = plain
    return found
