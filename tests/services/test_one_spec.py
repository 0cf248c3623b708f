"""The one Form of the registration: each field it declares is labelled, sent, put right and printed."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from outlet_app.domain.applicant import Agent, IdKind
from outlet_app.domain.entry_fields import FIELDS
from outlet_app.domain.events import Channel, Complexity, Incoming, ReplyWay
from outlet_app.domain.forms.registration import INTAKE
from outlet_app.domain.retiming import TERMS
from outlet_app.sync.wire import encode_event
from outlet_app.wording.fields import LABELS
from tests.support.at_the_counter import accepted, text_of
from tests.support.bench import Bench, open_bench
from tests.support.builders import MORNING, event, registered

# Where each field of the form lies in the registration as it is sent; "" where it is a fact of its own.
ON_THE_WIRE = {
    "applicant.kind": "applicant.kind", "applicant.name": "applicant.name",
    "applicant.id_kind": "applicant.id_kind", "applicant.id_number": "applicant.id_number",
    "special_groups": "special_groups", "contact": "applicant.contact", "phone": "applicant.phone",
    "channel": "channel", "assisted": "assisted", "incoming_no": "incoming.number",
    "incoming_posted": "incoming.posted_on",
    "incoming_from": "incoming.sender", "incoming_due": "incoming.due_on", "reply_by": "incoming.reply_by",
    "agent.name": "agent.name", "agent.id_kind": "agent.id_kind", "agent.id_number": "agent.id_number",
    "agent.phone": "agent.phone", "item": "item", "sub_item": "sub_item", "complexity": "complexity",
    "request": "request", "situation": "situation", "callback": "callback",
    "answer": "", "basis": "", "guided_to": "", "handed_in": "", "materials": "",
}  # fmt: skip
# Put right by another way than a field: the answer's parts with the answer, materials row by row.
BY_ANOTHER_WAY = {"basis", "guided_to", "handed_in", "materials"}


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


def names() -> list[str]:
    return [field.name for field in INTAKE.fields()]


def sent() -> dict[str, object]:
    """A registration with every part filled, as the courier sends it."""
    fact = registered(
        channel=Channel.LETTER,
        incoming=Incoming("信 12 号", "陕坝镇", date(2026, 11, 30), ReplyWay.POST, date(2026, 11, 18)),
        agent=Agent("其木格", IdKind.ID_CARD, "152822196501010033", "13900005678"),
        complexity=Complexity.COMPLEX,
        assisted=True,
        special_groups=("elderly",),
        callback="下午三点",
        situation="B",
    )
    plain = json.loads(encode_event(event(fact)))
    told = plain.get("fact", plain)
    assert isinstance(told, dict)
    return told


def test_the_table_names_every_field_once_in_the_order_of_the_form() -> None:
    assert sorted(ON_THE_WIRE) == sorted(names())
    assert len(names()) == len(set(names()))


def test_the_form_itself_says_where_each_field_is_sent() -> None:
    assert {field.name: field.wire for field in INTAKE.fields()} == ON_THE_WIRE


def test_every_field_has_its_label() -> None:
    assert [name for name in names() if name not in LABELS and name.partition(".")[0] not in LABELS] == []


@pytest.mark.parametrize("name", [name for name, path in ON_THE_WIRE.items() if path])
def test_every_field_is_sent_under_the_key_it_is_declared_by(name: str) -> None:
    at: object = sent()
    for key in ON_THE_WIRE[name].split("."):
        assert isinstance(at, dict)
        assert key in at, f"{name} is not sent as {ON_THE_WIRE[name]}"
        at = at[key]


def test_every_field_can_be_put_right_under_the_same_code() -> None:
    fixed = [name for name in names() if name not in {*FIELDS, *TERMS} and name not in BY_ANOTHER_WAY]
    assert fixed == []


def test_what_was_filled_in_stands_on_the_paper(bench: Bench) -> None:
    made = accepted(bench, request="查询向日葵脱壳设备专利")
    said = text_of(bench.counter().papers.pdf(made.papers[0].paper_id))
    applicant, matter = made.case.registered.applicant, bench.reference.catalogue.sub_item("1.7")
    for text in (applicant.name, matter.name, made.case.case_no):
        assert text.replace("-", "") in said.replace("-", ""), text
    other = accepted(bench, applicant=replace(applicant, name="乌力吉·巴图"))
    assert "乌力吉·巴图" in text_of(bench.counter().papers.pdf(other.papers[0].paper_id))
