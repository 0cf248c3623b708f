"""The lines every sheet of 更正 is made of: an entry as it stands, a number not shown, why it is changed."""

from collections.abc import Mapping
from dataclasses import replace

from outlet_app.domain import course_entries
from outlet_app.domain.amending import value
from outlet_app.domain.correcting import entry_of
from outlet_app.domain.dossier import Case
from outlet_app.domain.entry_fields import FIELDS
from outlet_app.domain.forms.intake import required
from outlet_app.ui.parts.sheet_dialog import Answers, Asked, Line
from outlet_app.wording import mending as words

LONGEST = 1000
MASKED = frozenset({"applicant.id_number", "phone", "agent.id_number", "agent.phone"})


def line(case: Case, field: str, asked: Asked = Asked.TEXT) -> Line:
    """A field of the registration as it stands."""
    needed = field in required(entry_of(case), case.decision)
    label = words.label(field, case.registered.applicant.kind)
    return Line(field, label, asked, needed, value(case, field), longest=LONGEST)


def masked(case: Case, field: str, shown: str) -> Line:
    """A number is not shown for this: whoever puts it right types it anew, or says that there is none."""
    plain = line(case, field)
    gone = "" if plain.required else words.NUMBER_GONE
    hint = words.NUMBER_NOW.format(masked=shown) + gone if shown else ""
    return replace(plain, required=False, ready="", hint=hint)


def choice(case: Case, field: str, choices: Mapping[str, str]) -> Line:
    """A field with words to choose from."""
    return replace(line(case, field, Asked.CHOICE), choices=choices)


def why() -> tuple[Line, Line]:
    """The cause, and a note."""
    return (
        Line("cause", words.CAUSE, Asked.CHOICE, True, words.CAUSE_READY, choices=words.CAUSE_WORDS),
        Line("note", words.NOTE, hint=words.NOTE_HINT, longest=200),
    )


def told(said: Answers) -> dict[str, str]:
    """The new texts by field; a number that was not typed stays, one said to be none goes."""
    return {name: _number(name, text) for name, text in said.items() if _is_told(name, text)}


def _is_told(name: str, text: str) -> bool:
    of_case = name in FIELDS or course_entries.split(name) is not None
    return of_case and bool(text or name not in MASKED)


def _number(name: str, text: str) -> str:
    return "" if name in MASKED and text == words.NOTHING_THERE else text
