"""Fields that hang on others: told, needed and offered by what stands there; one rule for sheet and fact."""

from collections.abc import Mapping
from datetime import date

from outlet_app.domain.forms.hanging import is_needed, is_told, leaders, offered
from outlet_app.domain.forms.reading import missing, problem, problems, unsaid
from outlet_app.domain.forms.registration import INTAKE
from outlet_app.domain.forms.spec import Field, Kind, sheet
from outlet_app.domain.problems import Problem
from tests.domain.tables import each

TODAY = date(2026, 11, 27)
WAY = Field("way", Kind.CHOICE, options=("visit", "letter", "call"), needed=True)
NUMBER = Field("number", Kind.LINE, 5, told_when=("way", ("letter",)))
SENDER = Field("sender", Kind.LINE, 5, needed=True, told_when=("way", ("letter", "call")))
NOTE = Field("note", Kind.TEXT, 5, told_when=("way", ("call",)), needed_when=("sender", ("",)))
REPLY = Field(
    "reply",
    Kind.CHOICE,
    options=("post", "phone", "counter"),
    narrowed=("way", (("letter", ("post", "phone")), ("call", ("phone",)))),
)
FORM = sheet("hung", WAY, NUMBER, SENDER, NOTE, REPLY)


def codes(found: Mapping[str, Problem]) -> dict[str, str]:
    return {name: one.code for name, one in found.items()}


@each(
    ("way", "told"),
    [
        ("", ["way", "reply"]),
        ("visit", ["way", "reply"]),
        ("letter", ["way", "number", "sender", "reply"]),
        ("call", ["way", "sender", "note", "reply"]),
        # A code of no option opens nothing.
        ("lette", ["way", "reply"]),
        ("LETTER", ["way", "reply"]),
    ],
)
def test_what_is_told_hangs_on_the_way(way: str, told: list[str]) -> None:
    assert [one.name for one in FORM.fields() if is_told(one, {"way": way})] == told


@each(
    ("said", "needed"),
    [
        ({}, ["way"]),
        ({"way": "visit"}, ["way"]),
        ({"way": "letter"}, ["way", "sender"]),
        # Needed by another field, but only while it is told at all.
        ({"way": "letter", "sender": ""}, ["way", "sender"]),
        ({"way": "call", "sender": ""}, ["way", "sender", "note"]),
        ({"way": "call", "sender": "张"}, ["way", "sender"]),
    ],
)
def test_what_is_not_told_is_never_needed(said: dict[str, str], needed: list[str]) -> None:
    assert [one.name for one in FORM.fields() if is_needed(one, said)] == needed


@each(
    ("said", "found"),
    [
        ({}, {"way": "field.choose"}),
        ({"way": "visit"}, {}),
        ({"way": "visit", "number": "一二三四五六"}, {}),
        ({"way": "letter"}, {"sender": "field.missing"}),
        ({"way": "letter", "sender": "张"}, {}),
        ({"way": "letter", "sender": "张", "number": "一二三四五六"}, {"number": "text.too_long"}),
        ({"way": "letter", "sender": "张", "number": "好\x07"}, {"number": "text.control"}),
        ({"way": "letter", "sender": "\u3000"}, {"sender": "field.missing"}),
        ({"way": "call", "sender": "张", "number": "一二三四五六"}, {}),
        ({"way": "call", "sender": "", "note": ""}, {"sender": "field.missing", "note": "field.missing"}),
        ({"way": "call", "sender": "", "note": "𬎆䶮"}, {"sender": "field.missing"}),
        ({"way": "visit", "reply": "counter"}, {}),
        ({"way": "letter", "sender": "张", "reply": "post"}, {}),
        ({"way": "letter", "sender": "张", "reply": "counter"}, {"reply": "field.choose"}),
        ({"way": "call", "sender": "张", "reply": "post"}, {"reply": "field.choose"}),
        ({"way": "call", "sender": "张", "reply": ""}, {}),
        # A code of no option at all is as wrong as one of another list.
        ({"way": "letter", "sender": "张", "reply": "carrier_pigeon"}, {"reply": "field.choose"}),
    ],
)  # fmt: skip
def test_what_is_told_is_read_and_nothing_else(said: dict[str, str], found: dict[str, str]) -> None:
    assert codes({**problems(FORM, said, TODAY), **missing(FORM, said)}) == found


@each(
    ("way", "left"),
    [("letter", ("post", "phone")), ("call", ("phone",)), ("visit", ()), ("", ()), ("nothing", ())],
)
def test_a_list_is_as_long_as_the_other_field_leaves_it(way: str, left: tuple[str, ...]) -> None:
    assert offered(REPLY, {"way": way}) == left
    assert offered(REPLY, {}) == ()


def test_what_hangs_on_nothing_is_always_told_and_offers_everything() -> None:
    alone = Field("alone", Kind.CHOICE, options=("a", "b"))
    assert leaders(alone) == frozenset()
    assert is_told(alone, {})
    assert offered(alone, {"": "a"}) == ()
    assert not is_needed(alone, {"": ""})
    assert problem(alone, {"alone": "z"}, TODAY) is None


@each(
    ("field", "others"),
    [(WAY, set()), (NUMBER, {"way"}), (NOTE, {"way", "sender"}), (REPLY, {"way"})],
)
def test_a_field_names_what_it_hangs_on(field: Field, others: set[str]) -> None:
    assert leaders(field) == others


def test_what_is_not_told_is_not_missed_even_where_nothing_is_saved_without_it() -> None:
    assert unsaid(SENDER, {"way": "visit"}) is None
    assert unsaid(SENDER, {"way": "call"}) == Problem("field.missing", {"field": "sender"})


@each(
    ("channel", "found"),
    [("letter", "date.unreadable"), ("counter", ""), ("hotline", ""), ("", "")],
)
def test_the_post_mark_of_a_registration_is_read_with_a_letter_only(channel: str, found: str) -> None:
    said = {"channel": channel, "incoming_posted": "昨天"}
    wrong = problem(INTAKE.field("incoming_posted"), said, TODAY)
    assert (wrong.code if wrong else "") == found
