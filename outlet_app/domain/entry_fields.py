"""更正: the entries of a registration, how each is read as text and how it is written from text."""

from collections.abc import Callable, Mapping
from datetime import date

from outlet_app.domain.applicant import Agent, ApplicantKind, IdKind
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import Channel, Situation
from outlet_app.domain.forms.registration import INTAKE
from outlet_app.domain.frozen import dataclass
from outlet_app.domain.marking import marked

TICKED = "yes"
_NOBODY = Agent("")


@dataclass(frozen=True, slots=True)
class Access:
    """How one field is read as text and written from text; ValueError for a text it cannot take."""

    read: Callable[[Case], str]
    write: Callable[[Case, str], Case]


def _access(name: str, path: str) -> Access:
    """An agent of whom nothing is left is none; a visit has nothing that came in writing and gets none."""
    holder, _, part = path.rpartition(".")
    turn = _TURNS.get(name, str)

    def write(case: Case, text: str) -> Case:
        told = case.registered
        if not holder:
            return marked(case, registered=marked(told, **{part: turn(text)}))  # type: ignore[arg-type]
        before = getattr(told, holder) or (_NOBODY if holder == "agent" else None)
        if before is None:
            raise ValueError(name)
        after = marked(before, **{part: turn(text)})
        return marked(case, registered=marked(told, **{holder: None if after == _NOBODY else after}))  # type: ignore[arg-type]

    return Access(lambda case: _read(case, path), write)


def _read(case: Case, path: str) -> str:
    value: object = case.registered
    for part in path.split("."):
        value = getattr(value, part, None)
    if isinstance(value, tuple):
        return ",".join(value)
    if isinstance(value, bool):
        return TICKED if value else ""
    return "" if value is None else str(value)


def _kind(text: str) -> ApplicantKind:
    return ApplicantKind(int(text))


def _groups(text: str) -> tuple[str, ...]:
    return tuple(filter(None, text.split(",")))


def ticked(text: str) -> bool:
    """A tick as it is stored in a change; ValueError for any other text."""
    if text not in ("", TICKED):
        raise ValueError(text)
    return bool(text)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


_TURNS: Mapping[str, Callable[[str], object]] = {
    "applicant.kind": _kind,
    "applicant.id_kind": IdKind,
    "agent.id_kind": IdKind,
    "special_groups": _groups,
    "channel": Channel,
    "assisted": ticked,
    "item": int,
    "situation": Situation,
    "incoming_posted": _day,
}
# What counts days is put right by a fact of its own (domain/retiming.py).
_OF_THE_CLOCKS = frozenset({"complexity", "incoming_due", "reply_by"})
# In the order of the registration page. The first-contact person and every number are not among them.
FIELDS: Mapping[str, Access] = {
    **{
        one.name: _access(one.name, one.wire)
        for one in INTAKE.fields()
        if one.wire and one.name not in _OF_THE_CLOCKS
    },
    "answer": Access(lambda case: case.answer, lambda case, text: marked(case, answer=text)),
}
AGENT = tuple(field for field in FIELDS if field.startswith("agent."))
