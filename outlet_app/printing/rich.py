"""Templates of wording and form texts with their fields filled in, as runs; a value is never markup."""

import re
from string import Formatter

from outlet_app.domain.forms.texts import FormText
from outlet_app.printing.fonts import Face
from outlet_app.printing.tokens import NO_END, NO_START, Run

_TIME = re.compile(r"\d\d:\d\d$")
_LATIN = "\u2fff"
_FACES = {"": Face.SERIF, "b": Face.SERIF_BOLD, "h": Face.SANS_BOLD}


def rich(template: str, **values: object) -> tuple[Run, ...]:
    """The template as runs: literals in serif, a field in the face that its format letter names."""
    found: list[Run] = []
    for literal, field, letter, _ in Formatter().parse(template):
        found.append(Run(_apart(found, literal), Face.SERIF))
        if field:
            found.append(Run(str(values[field]), _FACES[letter or ""]))
    return tuple(run for run in found if run.text)


def _apart(before: list[Run], literal: str) -> str:
    """A literal after a moment, whose digits a space parts from a Han character (UI.md §12)."""
    touching = before and _TIME.search(before[-1].text) and literal[:1] > _LATIN
    return f" {literal}" if touching and literal[0] not in NO_START | NO_END else literal


def clause(text: FormText, key: str, **values: object) -> tuple[Run, ...]:
    """A clause of a form's text, filled in."""
    return rich(text.clauses[key], **values)


def lead(label: str, runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """A sentence behind its label in bold sans."""
    return (Run(f"{label}：", Face.SANS_BOLD), *runs)
