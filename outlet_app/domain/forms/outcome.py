"""The forms of the outcome papers, read off their texts, and what is written in them (ADR 0043)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from outlet_app.domain.facts.outcome import Filled, OutcomeWritten
from outlet_app.domain.forms.reading import Values, problems, rows_of, text_of, tidied
from outlet_app.domain.forms.registration import TEXT_LIMIT
from outlet_app.domain.forms.spec import Field, Form, Kind, Section
from outlet_app.domain.forms.texts import Column, Entry, FormText
from outlet_app.domain.problems import Problem

DONE_ON, CUTOFF, ROWS = "done_on", "cutoff", "rows"
# The sheet of an item says what the list says.
ITEM, LIST_SHEET = "item", "R17"
# A line must take whatever a registration says, for that is what stands in it at first.
LONG, SHORT, CELL = 2000, TEXT_LIMIT, 200
# Beside the case's own facts, a paper that leaves these blank tells its reader nothing.
NEEDED = frozenset(
    {
        "answer", "asked", "at", "cause", "conclusion", "done", "event", "facts", "name", "need", "opinion",
        "party_a", "party_b", "people", "place", "plan", "policy", "project", "reasons", "result", "source",
        "subject", "terms", "to",
    }
)  # fmt: skip
# What the first editions, which do not say it themselves, ask for.
KINDS: Mapping[str, Kind] = {"rights": Kind.RIGHTS, "code_a": Kind.CODE, "code_b": Kind.CODE}
RIGHTS_AT: Mapping[str, int] = {"R01": 1, "R02": 0, "R04": 0, "R16": 0}


def outcome_form(text: FormText) -> Form:
    """The form of an outcome paper as its text has it: its entries, its table, its days."""
    entries = tuple(map(_field, text.entries))
    columns = tuple(_cell(text.code, at, one) for at, one in enumerate(text.columns))
    table = (Field(ROWS, Kind.ROWS, columns=columns),) if columns else ()
    names = (DONE_ON, CUTOFF) if CUTOFF in text.clauses else (DONE_ON,)
    days = tuple(Field(name, Kind.PAST, needed=True) for name in names)
    return Form(text.code, 1, (Section("entries", entries), Section("table", table), Section("days", days)))


def asked_form(form: Form) -> Form:
    """What is asked for a paper: its own fields, but of the sheet of an item only which item, and its day."""
    if form.code != LIST_SHEET:
        return form
    which = Section("entries", (Field(ITEM, Kind.CHOICE, needed=True),))
    return replace(form, sections=(which, *form.sections[1:]))


def entries_of(form: Form) -> tuple[Field, ...]:
    """The paper's own fields, in their order."""
    return form.sections[0].fields


def tables_of(form: Form) -> tuple[Field, ...]:
    """The paper's table, none where it has none."""
    return form.sections[1].fields


def columns_of(form: Form) -> tuple[Field, ...]:
    """The columns of the paper's table, none where it has no table."""
    return tuple(column for table in tables_of(form) for column in table.columns)


def written(form: Form, answers: Values, today: date) -> OutcomeWritten:
    """What was answered, tidied, as the fact that is sent and that every print is drawn from."""
    said = tidied(form, answers, today)
    filled = (Filled(one.name, said[one.name]) for one in entries_of(form))
    cutoff = said.get(CUTOFF, "")
    return OutcomeWritten(
        form=form.code,
        done_on=date.fromisoformat(said[DONE_ON]),
        entries=tuple(one for one in filled if one.text),
        rows=rows_of(said.get(ROWS, "")),
        cutoff=date.fromisoformat(cutoff) if cutoff else None,
    )


def answers_of(fact: OutcomeWritten) -> dict[str, str]:
    """What stands in the fields of the form for a fact of it."""
    said = {one.key: one.text for one in fact.entries}
    return said | {ROWS: text_of(fact.rows), DONE_ON: fact.done_on.isoformat()}


def misfits(form: Form, fact: OutcomeWritten, today: date) -> dict[str, Problem]:
    """Why a fact is none of this form, warnings left out: a field it has not, or what no field takes."""
    known = {one.name for one in entries_of(form)}
    wrong = {one.key: Problem("outcome.no_field") for one in fact.entries if one.key not in known}
    if any(len(row) != len(columns_of(form)) for row in fact.rows):
        wrong[ROWS] = Problem("outcome.no_field")
    # What the program fills in may have been written in several lines.
    said = {name: text.replace("\n", " ") for name, text in answers_of(fact).items() if name != ROWS}
    found = problems(form, {**said, ROWS: text_of(fact.rows)}, today)
    return wrong | {name: one for name, one in found.items() if not one.soft}


def _field(entry: Entry) -> Field:
    kind = entry.kind or KINDS.get(entry.key) or (Kind.TEXT if entry.long else Kind.LINE)
    if entry.long:
        kind = Kind.TEXT
    needed = entry.key in NEEDED if entry.needed is None else entry.needed
    limit = entry.limit or (LONG if entry.long else SHORT)
    return Field(entry.key, kind, limit, label=entry.label, needed=needed)


def _cell(form: str, at: int, column: Column) -> Field:
    told = Kind.RIGHTS if RIGHTS_AT.get(form) == at else Kind.LINE
    return Field(f"{ROWS}.{at}", column.kind or told, CELL, label=column.label, share=column.share)
