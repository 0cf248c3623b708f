"""The registration's form: each field with its kind, its length, its place in the entry and on the wire."""

from collections.abc import Mapping
from dataclasses import replace
from enum import Enum
from typing import Any, TypeVar

from outlet_app.domain.applicant import ApplicantKind, IdKind
from outlet_app.domain.events import Channel, Complexity, ReplyWay, Situation
from outlet_app.domain.forms.spec import Field, Form, Kind, Section
from outlet_app.domain.materials import WHOLE_LIST
from outlet_app.domain.texts import NAME_LIMIT

_E = TypeVar("_E")
CONTACT_LIMIT = 50
BASIS_LIMIT = 200
TEXT_LIMIT = 1000
CODE_LIMIT = 40
ON = "1"
SPECIAL_GROUPS = ("", "elderly", "disabled", "pregnant", "military")
APPLICANT_KINDS = tuple(str(kind.value) for kind in ApplicantKind)
PERSON_IDS = tuple(kind for kind in IdKind if kind not in (IdKind.NONE, IdKind.USCC))
# A fact of its own takes these along, not the registration.
APART = ""

INTAKE = Form(
    "intake",
    1,
    (
        Section(
            "applicant",
            (
                Field("applicant.kind", Kind.CHOICE, options=APPLICANT_KINDS),
                Field("applicant.name", Kind.NAME, NAME_LIMIT),
                Field("applicant.id_kind", Kind.CHOICE, options=PERSON_IDS),
                Field("applicant.id_number", Kind.CODE, CODE_LIMIT, beside="applicant.id_kind"),
                Field("special_groups", Kind.CHOICE, options=SPECIAL_GROUPS),
                Field("contact", Kind.PERSON, CONTACT_LIMIT, at="applicant.contact"),
                Field("phone", Kind.PHONE, CODE_LIMIT, at="applicant.phone"),
                Field("channel", Kind.CHOICE, options=tuple(Channel)),
                Field("assisted", Kind.SWITCH),
                Field("incoming_no", Kind.LINE, CONTACT_LIMIT, sent="incoming.number"),
                Field(
                    "incoming_posted",
                    Kind.PAST,
                    CONTACT_LIMIT,
                    sent="incoming.posted_on",
                    papers=("W01",),
                    told_when=("channel", (Channel.LETTER,)),
                ),
                Field("incoming_from", Kind.LINE, BASIS_LIMIT, sent="incoming.sender"),
                Field("incoming_due", Kind.DAY, CONTACT_LIMIT, sent="incoming.due_on"),
                Field("reply_by", Kind.CHOICE, options=tuple(ReplyWay), sent="incoming.reply_by"),
                Field("agent.name", Kind.PERSON, CONTACT_LIMIT),
                Field("agent.id_kind", Kind.CHOICE, options=PERSON_IDS),
                Field("agent.id_number", Kind.CODE, CODE_LIMIT, beside="agent.id_kind"),
                Field("agent.phone", Kind.PHONE, CODE_LIMIT),
            ),
        ),
        Section(
            "matter",
            (
                Field("item", Kind.CHOICE),
                Field("sub_item", Kind.CHOICE),
                Field("complexity", Kind.CHOICE, options=tuple(Complexity)),
                Field("request", Kind.TEXT, TEXT_LIMIT),
                Field("answer", Kind.TEXT, TEXT_LIMIT, sent=APART),
                Field("basis", Kind.LINE, BASIS_LIMIT, sent=APART),
                Field("handed_in", Kind.TEXT, TEXT_LIMIT, sent=APART),
            ),
        ),
        Section("materials", (Field(WHOLE_LIST, Kind.CHECKLIST, sent=APART),)),
        Section(
            "situation",
            (
                Field("situation", Kind.CHOICE, options=("", *Situation)),
                Field("guided_to", Kind.LINE, BASIS_LIMIT, sent=APART),
                Field("callback", Kind.LINE, CONTACT_LIMIT),
            ),
        ),
    ),
)


def values_of(form: Form, entry: object) -> dict[str, str]:
    """What stands in every field of the form for an entry of it, as the text or the code of the field."""
    typed = (one for one in form.fields() if one.kind is not Kind.CHECKLIST)
    return {one.name: _text(_found(entry, one.at or one.name)) for one in typed}


def filled(form: Form, entry: _E, texts: Mapping[str, str]) -> _E:
    """The entry with these texts in their places; nothing is put where there is nobody it belongs to."""
    for name, text in texts.items():
        entry = _put(entry, (form.field(name).at or name).split("."), text)
    return entry


def text_at(whole: object, path: str) -> str:
    """What stands at a path in an entry or a fact; nothing where it leads nowhere."""
    return _text(_found(whole, path))


def _found(whole: object, path: str) -> object:
    if "." not in path:
        return getattr(whole, path, None)
    for part in path.split("."):
        whole = getattr(whole, part, None)
    return whole


def _put(whole: Any, path: list[str], text: str) -> Any:
    first, *rest = path
    if whole is None:
        return None
    return replace(whole, **{first: _put(getattr(whole, first), rest, text) if rest else text})


def _text(value: object) -> str:
    if type(value) is str:
        return value
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, bool):
        return ON if value else ""
    if isinstance(value, tuple):
        return str(value[0]) if value else ""
    return "" if value is None else str(value)
