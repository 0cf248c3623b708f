"""The words of every paper as data with a version: the city changes a clause without a new program."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from string import Formatter
from types import MappingProxyType
from typing import TypeVar

from outlet_app.domain.forms.spec import Kind
from outlet_app.domain.frozen import dataclass
from outlet_app.domain.plain import DataError, Plain, PlainRow

_R = TypeVar("_R")
# Bold serif and bold sans (printing/rich.py).
LETTERS = frozenset({"", "b", "h"})
# What the notes of every paper may name.
NOTE_FIELDS = frozenset({"consult", "complaint", "outlet_phone"})
WORD = re.compile(r"[\u4e00-\u9fff]{1,2}")
# What a field of a paper may be said to take; the other kinds belong to lists and ticks of a screen.
TYPED = frozenset(
    {
        Kind.LINE,
        Kind.TEXT,
        Kind.NAME,
        Kind.PERSON,
        Kind.CODE,
        Kind.PHONE,
        Kind.NUMBER,
        Kind.AMOUNT,
        Kind.RIGHTS,
        Kind.CASE_NO,
    }
)


class FormTextsError(DataError):
    """An edition that cannot be used: where it is wrong (row, column) and why, as codes."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a form's table: its head, its share of the width, and what is said of its cells."""

    label: str
    share: int
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A field of an outcome paper; a long one is set as running text, which may go over pages.

    kind, limit, needed: what it takes, how much, and whether the paper is nothing without it; where the
    edition does not say so, forms/outcome.py does.
    """

    key: str
    label: str
    long: bool = False
    kind: Kind | None = None
    limit: int = 0
    needed: bool | None = None


@dataclass(frozen=True, slots=True)
class FormText:
    """One form in one edition: clauses by key, as templates whose `{fields}` the paper fills.

    word: of its number series. copies: how many are printed. basis: what the paper rests on where the
    case names nothing else. entries, columns: what an outcome paper is made of. outcomes: which outcomes
    of the service-item list it stands for.
    """

    code: str
    edition: str
    title: str
    word: str
    copies: int
    clauses: Mapping[str, str]
    basis: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    columns: tuple[Column, ...] = ()
    outcomes: tuple[str, ...] = ()

    @property
    def fields(self) -> frozenset[str]:
        """Every field that some clause or note asks for."""
        said = (*self.clauses.values(), *self.notes)
        return frozenset(name for text in said for name, _ in fields_of(text))


@dataclass(frozen=True, slots=True)
class Edition:
    """One release of the texts; it need not hold every form."""

    version: str
    effective_from: date
    forms: tuple[FormText, ...]


@dataclass(frozen=True, slots=True)
class FormTexts:
    """Every edition known, the oldest first; papers are drawn again with the one they were made with.

    withheld: editions that no new paper is drawn with, taken back or meant for others.
    """

    editions: tuple[Edition, ...]
    withheld: frozenset[str] = frozenset()

    def in_force(self, code: str, today: date) -> FormText:
        """The newest text of a form in force on a day, the oldest where none is; KeyError for no form."""
        every = list(self._of(code))
        found = [one for one in every if one[1].edition not in self.withheld] or every
        holding = [text for since, text in found if since <= today]
        if not found:
            raise KeyError(code)
        return holding[-1] if holding else found[0][1]

    def drawn_with(self, code: str, version: str) -> FormText:
        """The text of an edition; the oldest for papers that name none, made before there were editions."""
        found = [text for _, text in self._of(code)]
        if not found:
            raise KeyError(code)
        return next((text for text in found if text.edition == version), found[0])

    def for_outcome(self, name: str, today: date) -> FormText | None:
        """The form that stands for an outcome of the service-item list, None where no paper of ours does."""
        texts = (self.in_force(code, today) for code in self.codes)
        return next((text for text in texts if name in text.outcomes), None)

    @property
    def codes(self) -> tuple[str, ...]:
        """Every form that any edition holds, in order."""
        return tuple(sorted({text.code for edition in self.editions for text in edition.forms}))

    def _of(self, code: str) -> Iterator[tuple[date, FormText]]:
        for edition in self.editions:
            yield from ((edition.effective_from, text) for text in edition.forms if text.code == code)


def read_form_texts(plains: Iterable[Plain]) -> FormTexts:
    """Turn parsed editions into FormTexts; FormTextsError(row, column, reason) if one is unusable.

    The oldest text of a form is the pattern of the later ones: they say all its clauses and ask for no
    field that it does not ask for, because that is what the program can fill.
    """
    editions = sorted(map(_edition, plains), key=lambda one: (one.effective_from, one.version))
    if not editions:
        raise FormTextsError("forms", "", "empty")
    patterns: dict[str, FormText] = {}
    for edition in editions:
        for text in edition.forms:
            _compare(text, patterns.setdefault(text.code, text))
    return FormTexts(tuple(editions))


def fields_of(template: str) -> Iterator[tuple[str, str]]:
    """Every field of a template with the letter of its face; ValueError where it is no template."""
    for _, name, letter, turn in Formatter().parse(template):
        if name is not None:
            if not name.isidentifier() or turn or (letter or "") not in LETTERS:
                raise ValueError(template)
            yield name, letter or ""


def _edition(plain: Plain) -> Edition:
    release = PlainRow(plain, "forms", FormTextsError)
    version = release.text("version")
    texts = release.rows("forms", "code", lambda row: _text(row, version))
    words = [text.word for text in texts]
    for text in texts:
        if words.count(text.word) > 1:
            raise FormTextsError(text.code, "word", "used_twice")
    return Edition(version, release.day("effective_from"), texts)


def _text(row: PlainRow, version: str) -> FormText:
    clauses = row.inside("clauses")
    said = {key: _template(clauses, key) for key in clauses.plain}
    notes = row.texts("notes")
    for note in notes:
        _demand_template(row, "notes", note)
    return FormText(
        code=row.text("code"),
        edition=version,
        title=row.text("title"),
        word=_word(row),
        copies=row.number("copies", 1),
        clauses=MappingProxyType(said),
        basis=row.texts("basis"),
        notes=notes,
        entries=_optional_rows(row, "entries", "key", _entry),
        columns=_optional_rows(row, "columns", "label", _column),
        outcomes=row.texts("outcomes") if "outcomes" in row.plain else (),
    )


def _optional_rows(row: PlainRow, column: str, key: str, make: Callable[[PlainRow], _R]) -> tuple[_R, ...]:
    return row.rows(column, key, make) if column in row.plain else ()


def _entry(row: PlainRow) -> Entry:
    return Entry(
        row.text("key"),
        row.text("label"),
        row.claim("long", False),
        _kind(row),
        row.number("limit", 1) if "limit" in row.plain else 0,
        row.claim("needed") if "needed" in row.plain else None,
    )


def _column(row: PlainRow) -> Column:
    return Column(row.text("label"), row.number("share", 1), _kind(row))


def _kind(row: PlainRow) -> Kind | None:
    if "kind" not in row.plain:
        return None
    kind = row.member("kind", Kind)
    if kind not in TYPED:
        raise row.refuse("kind", "unknown_value")
    return kind


def _word(row: PlainRow) -> str:
    word = row.text("word")
    if not WORD.fullmatch(word):
        raise row.refuse("word", "one_or_two_characters_expected")
    return word


def _template(clauses: PlainRow, key: str) -> str:
    text = clauses.text(key)
    _demand_template(clauses, key, text)
    return text


def _demand_template(row: PlainRow, column: str, text: str) -> None:
    try:
        list(fields_of(text))
    except ValueError as wrong:
        raise row.refuse(column, "template_expected") from wrong


def _compare(text: FormText, pattern: FormText) -> None:
    _compare_shape(text, pattern)
    for key in pattern.clauses:
        if key not in text.clauses:
            raise FormTextsError(text.code, key, "clause_missing")
    for key, said in text.clauses.items():
        known = {name for name, _ in fields_of(pattern.clauses.get(key, ""))}
        if not {name for name, _ in fields_of(said)} <= known:
            raise FormTextsError(text.code, key, "unknown_field")
    asked = {name for note in text.notes for name, _ in fields_of(note)}
    allowed = NOTE_FIELDS | {name for note in pattern.notes for name, _ in fields_of(note)}
    if not asked <= allowed:
        raise FormTextsError(text.code, "notes", "unknown_field")


def _compare_shape(text: FormText, pattern: FormText) -> None:
    """What was filled in under one edition must have its place in the next."""
    keys = {entry.key for entry in text.entries}
    for entry in pattern.entries:
        if entry.key not in keys:
            raise FormTextsError(text.code, entry.key, "entry_missing")
    if len(text.columns) != len(pattern.columns):
        raise FormTextsError(text.code, "columns", "another_number")
