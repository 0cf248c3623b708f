"""Templates of wording and form texts with their fields filled in, as runs; a value is never markup."""

from string import Formatter

from outlet_app.domain.forms.texts import FormText
from outlet_app.printing.fonts import Face
from outlet_app.printing.tokens import Run

_FACES = {"": Face.SERIF, "b": Face.SERIF_BOLD, "h": Face.SANS_BOLD}


def rich(template: str, **values: object) -> tuple[Run, ...]:
    """The template as runs: literals in serif, a field in the face that its format letter names."""
    found: list[Run] = []
    for literal, field, letter, _ in Formatter().parse(template):
        found.append(Run(literal, Face.SERIF))
        if field:
            found.append(Run(str(values[field]), _FACES[letter or ""]))
    return tuple(run for run in found if run.text)


def clause(text: FormText, key: str, **values: object) -> tuple[Run, ...]:
    """A clause of a form's text, filled in."""
    return rich(text.clauses[key], **values)


def lead(label: str, runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """A sentence behind its label in bold sans."""
    return (Run(f"{label}：", Face.SANS_BOLD), *runs)
