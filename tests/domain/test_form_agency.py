"""The sheets of 帮办代办 as one spec: what each asks, and the facts they are sent as."""

from dataclasses import fields as parts_of
from dataclasses import replace
from datetime import date

from outlet_app.domain.facts.agency import AgencyMandated, Doing, HaltReason, Helper, Mode, Power, Way
from outlet_app.domain.facts.shared import Fact
from outlet_app.domain.forms import agency
from outlet_app.domain.forms.spec import Form
from outlet_app.domain.forms.told import FORMS, misfits, told
from tests.domain.tables import each
from tests.support.agencies import (
    DAY,
    HELPER,
    PASSED,
    RESUMED,
    SAMPLES,
    acted,
    begun,
    ended,
    handed,
    mandate,
    missed,
    stopped,
)

MANDATE = {
    "powers": "ticks", "since": "*day", "until": "*day", "address": "line 100", "legal": "person 50",
    "signed": "switch",
}  # fmt: skip
LATER = date(2026, 12, 20)


def asked(form: Form) -> dict[str, str]:
    return {
        one.name: f"{'*' if one.needed else ''}{one.kind}{f' {one.limit}' if one.limit else ''}"
        for one in form.fields()
    }


@each(
    ("form", "said"),
    [
        (
            agency.BEGIN,
            {
                "mode": "*choice", "helper": "*choice", "phone": "*phone 40", "scope": "*text 1000",
                **MANDATE, "rows": "text 2000",
            },
        ),
        (agency.MANDATE, {"scope": "*text 1000", **MANDATE}),
        (
            agency.LOG,
            {
                "doing": "*choice", "text": "*text 300", "day": "*past", "place": "line 60",
                "attachments": "line 100", "minutes": "line 10", "told": "switch", "missed": "switch",
                "next_step": "line 60", "next_day": "day",
            },
        ),
        (agency.TAKE, {"rows": "*text 2000", "other": "*person 60", "purpose": "line 60"}),
        (
            agency.GIVE,
            {"way": "*choice", "rows": "*text 2000", "other": "*person 60", "purpose": "line 60"},
        ),
        (
            agency.STOP,
            {
                "reason": "*choice", "remark": "text 300", "done": "text 300", "left": "*text 300",
                "rows": "text 2000",
            },
        ),
        (
            agency.END,
            {
                "reason": "*choice", "done": "*text 300", "left": "text 300", "remark": "text 300",
                "rows": "text 2000",
            },
        ),
        (
            agency.RESUME,
            {"helper": "*choice", "phone": "*phone 40", "left": "*text 300", "remark": "text 300"},
        ),
        (
            agency.PASS,
            {
                "helper": "*choice", "phone": "*phone 40", "left": "*text 300", "done": "text 300",
                "remark": "text 300",
            },
        ),
    ],
)  # fmt: skip
def test_a_sheet_asks_in_this_order_so_much_and_no_more(form: Form, said: dict[str, str]) -> None:
    assert asked(form) == said
    assert list(asked(form)) == list(said)


@each("fact", SAMPLES)
def test_every_fact_of_a_help_fits_its_sheet(fact: Fact) -> None:
    assert misfits(fact, DAY) == {}


@each("fact", SAMPLES)
def test_every_part_of_a_fact_is_asked_on_its_sheet(fact: Fact) -> None:
    """But for the papers, which are typed together, and what is told by its opposite."""
    asks = {one.wire.partition(".")[0] for one in FORMS[type(fact)].fields() if one.wire}
    apart = {"materials", "rows", "returned", "reached", "scope", "reason"}
    assert {one.name for one in parts_of(fact)} - asks <= apart


@each(
    ("fact", "name", "said"),
    [
        (begun(), "helper", HELPER.staff_no),
        (begun(), "phone", "0478-8210002"),
        (begun(), "powers", "fill,submit,receive,pay,correct,collect"),
        (begun(), "address", "临河区胜利路 8 号"),
        (begun(), "signed", "1"),
        # Who authorised nobody has none of it.
        (begun(Mode.ON_SITE), "powers", ""),
        (begun(Mode.ON_SITE), "signed", ""),
        (begun(Mode.ON_SITE), "legal", ""),
        (AgencyMandated(mandate(Power.COLLECT)), "until", "2027-01-18"),
        (acted(next_step="取件", next_day=LATER), "next_day", "2026-12-20"),
        (missed(), "doing", "call"),
        (handed(Way.AWAY), "way", "away"),
        (stopped(), "reason", "force"),
        (PASSED, "left", "取件"),
    ],
)
def test_it_is_read_back_into_the_fields_of_the_sheet(fact: Fact, name: str, said: str) -> None:
    assert told(FORMS[type(fact)], fact)[name] == said


@each(
    ("fact", "found"),
    [
        (begun(scope="查" * 1000), {}),
        (begun(scope="查" * 1001), {"scope": "text.too_long"}),
        (begun(scope=""), {"scope": "field.missing"}),
        (begun(helper=Helper("1508260838", "乌兰图雅", "8210")), {"phone": "phone.unknown"}),
        (begun(helper=Helper("", "乌兰图雅", "0478-8210002")), {"helper": "field.choose"}),
        (begun(mandate=mandate(address="址" * 101)), {"address": "text.too_long"}),
        (begun(mandate=mandate(legal="乌力吉·巴图")), {}),
        (begun(mandate=mandate(legal="甲\n乙")), {"legal": "text.control"}),
        (AgencyMandated(mandate(address="\U0001f3e0")), {"address": "text.emoji"}),
        (acted(text="办" * 301), {"text": "text.too_long"}),
        (acted(day=LATER), {"day": "supplement.future"}),
        (
            acted(place="处" * 61, next_step="步" * 61),
            {"place": "text.too_long", "next_step": "text.too_long"},
        ),
        (acted(minutes=1440), {}),
        (handed(Way.OUT, other=""), {"other": "field.missing"}),
        (handed(Way.IN, purpose="途" * 61), {"purpose": "text.too_long"}),
        (stopped(left=""), {"left": "field.missing"}),
        (stopped(remark="雪\x07"), {"remark": "text.control"}),
        (ended(done=""), {"done": "field.missing"}),
        (ended(HaltReason.LOST, left="留" * 301), {"left": "text.too_long"}),
        (replace(RESUMED, left=""), {"left": "field.missing"}),
        (replace(PASSED, done="办" * 301), {"done": "text.too_long"}),
        (acted(Doing.PAY, attachments="据" * 101), {"attachments": "text.too_long"}),
    ],
)
def test_what_no_sheet_takes_is_told_by_its_field(fact: Fact, found: dict[str, str]) -> None:
    assert {name: one.code for name, one in misfits(fact, DAY).items()} == found
