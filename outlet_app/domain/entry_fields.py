"""更正: the entries of a registration, how each is read as text and how it is written from text."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from outlet_app.domain.applicant import Agent, ApplicantKind, IdKind
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import Channel, Situation
from outlet_app.domain.marking import marked

TICKED = "yes"
_NOBODY = Agent("")


@dataclass(frozen=True, slots=True)
class Access:
    """How one field is read as text and written from text; ValueError for a text it cannot take."""

    read: Callable[[Case], str]
    write: Callable[[Case, str], Case]


def _applicant(part: str, turn: Callable[[str], object] = str) -> Access:
    def write(case: Case, text: str) -> Case:
        told = marked(case.registered.applicant, **{part: turn(text)})  # type: ignore[arg-type]
        return marked(case, registered=marked(case.registered, applicant=told))

    return Access(lambda case: str(getattr(case.registered.applicant, part)), write)


def _agent(part: str, turn: Callable[[str], object] = str) -> Access:
    """An agent of whom nothing is left is none."""

    def write(case: Case, text: str) -> Case:
        told = marked(case.registered.agent or _NOBODY, **{part: turn(text)})  # type: ignore[arg-type]
        return marked(case, registered=marked(case.registered, agent=None if told == _NOBODY else told))

    return Access(lambda case: str(getattr(case.registered.agent or _NOBODY, part)), write)


def _registered(part: str, turn: Callable[[str], object] = str) -> Access:
    def write(case: Case, text: str) -> Case:
        return marked(case, registered=marked(case.registered, **{part: turn(text)}))  # type: ignore[arg-type]

    return Access(lambda case: str(getattr(case.registered, part)), write)


def _incoming(part: str) -> Access:
    """Of what came in writing; a visit has none and cannot get one."""

    def write(case: Case, text: str) -> Case:
        if case.registered.incoming is None:
            raise ValueError(part)
        told = replace(case.registered.incoming, **{part: text})  # type: ignore[arg-type]
        return replace(case, registered=replace(case.registered, incoming=told))

    return Access(lambda case: getattr(case.registered.incoming, part, ""), write)


def _kind(text: str) -> ApplicantKind:
    return ApplicantKind(int(text))


def _situation(case: Case, text: str) -> Case:
    return marked(case, registered=marked(case.registered, situation=Situation(text)))


def _groups(text: str) -> tuple[str, ...]:
    return tuple(filter(None, text.split(",")))


def ticked(text: str) -> bool:
    """A tick as it is stored in a change; ValueError for any other text."""
    if text not in ("", TICKED):
        raise ValueError(text)
    return bool(text)


# In the order of the registration page. The first-contact person and every number are not among them.
FIELDS: Mapping[str, Access] = {
    "applicant.kind": _applicant("kind", _kind),
    "applicant.name": _applicant("name"),
    "applicant.id_kind": _applicant("id_kind", IdKind),
    "applicant.id_number": _applicant("id_number"),
    "special_groups": marked(
        _registered("special_groups", _groups), read=lambda case: ",".join(case.registered.special_groups)
    ),
    "contact": _applicant("contact"),
    "phone": _applicant("phone"),
    "channel": _registered("channel", Channel),
    "incoming_no": _incoming("number"),
    "incoming_from": _incoming("sender"),
    "assisted": marked(
        _registered("assisted", ticked), read=lambda case: TICKED if case.registered.assisted else ""
    ),
    "agent.name": _agent("name"),
    "agent.id_kind": _agent("id_kind", IdKind),
    "agent.id_number": _agent("id_number"),
    "agent.phone": _agent("phone"),
    "item": _registered("item", int),
    "sub_item": _registered("sub_item"),
    "request": _registered("request"),
    "situation": Access(lambda case: case.registered.situation or "", _situation),
    "callback": _registered("callback"),
    "answer": Access(lambda case: case.answer, lambda case, text: marked(case, answer=text)),
}
AGENT = tuple(field for field in FIELDS if field.startswith("agent."))
