"""The sheets beside a case as one spec: 值班, 用印, 申报提醒, 免申即享, 材料清单, 重新登记."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from outlet_app.domain.duty import MOST_COPIES
from outlet_app.domain.facts.carrying import DeclarationReminded
from outlet_app.domain.facts.duty import (
    AwayReason,
    DutyAway,
    DutyBegun,
    DutyEnded,
    DutyHanded,
    Pending,
    Seal,
    SealUsed,
)
from outlet_app.domain.facts.policy import IntentChoice, IntentStated
from outlet_app.domain.facts.shared import Fact
from outlet_app.domain.forms import duty
from outlet_app.domain.forms.carrying import REMIND
from outlet_app.domain.forms.loose import CHECKLIST, ENROL_AGAIN
from outlet_app.domain.forms.notice import NOTICE, PACKAGE_NOTICE, PERIODS
from outlet_app.domain.forms.policy import SIGHT, SIGHTED_NO, SIGHTED_YES, account_problems, will_form
from outlet_app.domain.forms.reading import missing, problem, problems, tidied, tidy, unsaid
from outlet_app.domain.forms.registration import INTAKE
from outlet_app.domain.forms.spec import Field, Form, Kind, sheet
from outlet_app.domain.forms.told import FORMS, misfits, told
from outlet_app.domain.problems import Problem
from tests.domain.tables import each
from tests.domain.test_form_sheets import asked
from tests.support.policies import stated

TODAY, OPENS = date(2026, 11, 27), date(2027, 3, 1)
ACCEPT, DECLINE, LATER = IntentChoice
USED = SealUsed("HH0501知〔2026〕0001号", "W04", Seal.BUSINESS, 2, note="骑缝")
AWAY = DutyAway(AwayReason.MEAL, "1508260001")
BEGUN = DutyBegun("业务专用章 1 枚", "扫码枪 1 把")
ENDED = DutyEnded(Pending(), "锁在保险柜")
HANDED = DutyHanded("1508260001", Pending(unsent=2), "业务专用章 1 枚", papers="乌力吉·巴图的委托书")
REMINDED = DeclarationReminded("BYNR-2026-07", "品牌奖补", "8.2", OPENS)
_WHO = {"contact": "person 50", "phone": "phone 40", "channel": "*choice"}
_REACHED = {"contact": "*person 50", "phone": "*phone 40", "channel": "*choice"}
_BANK = {"account_name": "person 100", "bank": "line 100", "account_no": "number 40", "consents": "*switch"}


@each(
    ("form", "said"),
    [
        (duty.BEGIN, {"seals": "line 300", "devices": "line 300", "note": "text 300"}),
        (
            duty.HAND,
            {
                "seals": "*line 300",
                "devices": "line 300",
                "papers": "line 300",
                "note": "text 300",
                "to": "*choice",
            },
        ),
        (duty.LEAVE, {"reason": "*choice", "stand_in": "choice", "note": "text 300"}),
        (duty.END, {"seals": "*line 300", "note": "text 300"}),
        (
            duty.SEAL,
            {"number": "*choice", "seal": "*choice", "copies": "*count 4", "note": "text 300"},
        ),
        (REMIND, {"policy": "*choice", "answer": "*text 1000"}),
        (CHECKLIST, {"variant": "*choice", "asked_by": "person 100"}),
        (ENROL_AGAIN, {"code": "*line 60"}),
        (SIGHT, {"line": "*choice", "found": "*choice", "paper": "*line 60"}),
        (
            PACKAGE_NOTICE,
            {
                "correction_workdays": "*choice",
                "delivery": "*choice",
                "large": "switch",
                "verified": "*switch",
            },
        ),
        (will_form(ACCEPT, listed=True), {**_REACHED, **_BANK}),
        (will_form(ACCEPT, listed=False), {"name": "*name 100", **_REACHED, **_BANK}),
        (will_form(DECLINE, listed=True), {"reason": "*line 200", **_WHO}),
        (will_form(LATER, listed=False), {"name": "*name 100", "reason": "line 200", **_WHO}),
    ],
)
def test_a_sheet_asks_in_this_order_so_much_and_no_more(form: Form, said: dict[str, str]) -> None:
    assert asked(form) == said
    assert list(asked(form)) == list(said)


def test_what_a_sheet_shares_with_another_form_is_that_forms_own_field() -> None:
    """A limit changed in one place is changed in all."""
    assert replace(REMIND.field("answer"), needed=False) == INTAKE.field("answer")
    assert PACKAGE_NOTICE.field("verified") is NOTICE.field("verified")
    period, usual = PACKAGE_NOTICE.field("correction_workdays"), NOTICE.field("correction_workdays")
    assert usual.options == tuple(map(str, PERIODS))
    assert replace(period, needed=False, options=usual.options) == usual
    assert duty.END.field("note") == duty.BEGIN.field("note") == duty.SEAL.field("note")
    assert SIGHT.field("found").options == (SIGHTED_YES, SIGHTED_NO)
    assert duty.LEAVE.field("reason").options == tuple(AwayReason)
    assert duty.SEAL.field("seal").options == tuple(Seal)


# A number that counts something.

COUNTED = Field("copies", Kind.COUNT, 4, most=99)
OUT_OF_BOUNDS = Problem("number.most", {"most": 99})


@each(
    ("typed", "wrong"),
    [
        ("1", None),
        ("99", None),
        (" 2 ", None),
        ("１２", None),
        ("0099", None),
        ("", None),
        ("0", OUT_OF_BOUNDS),
        ("000", OUT_OF_BOUNDS),
        ("100", OUT_OF_BOUNDS),
        ("-1", OUT_OF_BOUNDS),
        ("1.5", OUT_OF_BOUNDS),
        ("一", OUT_OF_BOUNDS),
        ("②", OUT_OF_BOUNDS),
        ("٣", OUT_OF_BOUNDS),
        ("00001", OUT_OF_BOUNDS),
        ("9" * 5000, OUT_OF_BOUNDS),
    ],
)
def test_a_number_that_counts_keeps_within_its_bounds(typed: str, wrong: Problem | None) -> None:
    assert problem(COUNTED, {"copies": typed}, TODAY) == wrong


def test_a_number_of_something_has_no_bound_but_its_length() -> None:
    number = Field("account_no", Kind.NUMBER, 20)
    assert problem(number, {"account_no": "0" * 20}, TODAY) is None
    assert problem(number, {"account_no": "0" * 21}, TODAY) == Problem("activity.number")


def test_the_copies_of_a_seal_are_those_the_book_takes() -> None:
    assert duty.SEAL.field("copies").most == MOST_COPIES
    assert tidy(duty.SEAL.field("copies"), " １２ ", TODAY) == "12"


# What is said where nothing stands.


@each(
    ("form", "said", "found"),
    [
        (PACKAGE_NOTICE, {"verified": "yes", "delivery": "post", "correction_workdays": "15"}, {}),
        (
            PACKAGE_NOTICE,
            {"delivery": "post"},
            {"correction_workdays": "field.choose", "verified": "notice.not_verified"},
        ),
        (PACKAGE_NOTICE, {"correction_workdays": "5", "verified": "yes"}, {"delivery": "field.choose"}),
        (duty.END, {"seals": " \u3000"}, {"seals": "field.missing"}),
        (duty.BEGIN, {}, {}),
        (duty.LEAVE, {"reason": "meal"}, {}),
        (duty.LEAVE, {"reason": "other"}, {"note": "field.missing"}),
        (duty.LEAVE, {"reason": "other", "note": "到银行"}, {}),
        (duty.LEAVE, {}, {"reason": "field.choose"}),
        (
            duty.SEAL,
            {},
            {"number": "field.choose", "seal": "field.choose", "copies": "field.missing"},
        ),
        (REMIND, {"policy": "a"}, {"answer": "field.missing"}),
        (CHECKLIST, {"variant": "8.2"}, {}),
        (CHECKLIST, {"asked_by": "王"}, {"variant": "field.choose"}),
        (ENROL_AGAIN, {"code": "\t"}, {"code": "field.missing"}),
        (SIGHT, {"line": "c2"}, {"found": "field.choose", "paper": "field.missing"}),
    ],
)
def test_what_is_missing_is_said_at_its_field(
    form: Form, said: dict[str, str], found: dict[str, str]
) -> None:
    assert {name: one.code for name, one in missing(form, said).items()} == found


def test_a_field_may_say_more_than_that_it_is_missing() -> None:
    tick = Field("told", Kind.SWITCH, needed=True, lack="pledge.not_told")
    assert unsaid(tick, {}) == Problem("pledge.not_told", {"field": "told"})
    assert unsaid(tick, {"told": "yes"}) is None
    hanging = Field("told", Kind.SWITCH, needed_when=("way", ("a",)), lack="pledge.not_told")
    assert unsaid(hanging, {"way": "b"}) is None
    assert unsaid(hanging, {"way": "a"}) == Problem("pledge.not_told", {"field": "told"})


def test_some_more_fields_may_be_needed_this_time() -> None:
    form = sheet("x", Field("a", needed=True), Field("b"), Field("c"))
    assert [one.needed for one in form.needing("b", "nobody").fields()] == [True, True, False]
    assert form.needing() == form
    assert [one.needed for one in form.fields()] == [True, False, False], "the form itself stays as it was"


# Too long, or nothing that can be printed.


@each(
    ("form", "said", "found"),
    [
        (duty.BEGIN, {"seals": "章" * 300, "devices": "机" * 300, "note": "话\n" * 150}, {}),
        (duty.BEGIN, {"seals": "章" * 301}, {"seals": "text.too_long"}),
        (duty.BEGIN, {"devices": "机\t"}, {}),
        (duty.BEGIN, {"devices": "机\t一"}, {"devices": "text.control"}),
        (duty.HAND, {"papers": "委托书\U0001f33b"}, {"papers": "text.emoji"}),
        (duty.END, {"note": "话" * 301}, {"note": "text.too_long"}),
        (duty.SEAL, {"copies": "100"}, {"copies": "number.most"}),
        (REMIND, {"answer": "答" * 1000}, {}),
        (REMIND, {"answer": "答" * 1001}, {"answer": "text.too_long"}),
        (CHECKLIST, {"asked_by": "乌仁图雅·孟和𬎆䶮"}, {}),
        (CHECKLIST, {"asked_by": "名" * 101}, {"asked_by": "text.too_long"}),
        (CHECKLIST, {"asked_by": "甲\u202e乙"}, {"asked_by": "text.control"}),
        (ENROL_AGAIN, {"code": "K3AB-7QXM-2N4P-9RST"}, {}),
        (ENROL_AGAIN, {"code": "K" * 61}, {"code": "text.too_long"}),
        (SIGHT, {"paper": "审计报告" * 15}, {}),
        (SIGHT, {"paper": "审计报告" * 15 + "一"}, {"paper": "text.too_long"}),
    ],
)
def test_what_no_paper_takes_is_said_at_its_field(
    form: Form, said: dict[str, str], found: dict[str, str]
) -> None:
    assert {name: one.code for name, one in problems(form, said, TODAY).items()} == found


def test_a_period_of_the_matter_itself_is_taken_beside_the_usual_ones() -> None:
    said = {"correction_workdays": "7", "delivery": "post", "verified": "yes"}
    assert "7" not in NOTICE.field("correction_workdays").options
    assert problems(PACKAGE_NOTICE, said, TODAY) == missing(PACKAGE_NOTICE, said) == {}


def test_what_is_kept_is_tidy() -> None:
    assert tidied(CHECKLIST, {"variant": "8.2", "asked_by": " 乌仁图雅•孟和 "}, TODAY) == {
        "variant": "8.2",
        "asked_by": "乌仁图雅·孟和",
    }
    assert tidied(duty.SEAL, {"copies": "２", "note": " 骑缝\r\n"}, TODAY) == {
        "number": "", "seal": "", "copies": "2", "note": "骑缝",
    }  # fmt: skip


# The fact that is sent.


@each(
    ("fact", "said"),
    [
        (BEGUN, {"seals": "业务专用章 1 枚", "devices": "扫码枪 1 把", "note": ""}),
        (
            HANDED,
            {
                "seals": "业务专用章 1 枚",
                "devices": "",
                "papers": "乌力吉·巴图的委托书",
                "note": "",
                "to": "1508260001",
            },
        ),
        (AWAY, {"reason": "meal", "stand_in": "1508260001", "note": ""}),
        (ENDED, {"seals": "锁在保险柜", "note": ""}),
        (
            USED,
            {"number": "HH0501知〔2026〕0001号", "seal": "business", "copies": "2", "note": "骑缝"},
        ),
        (REMINDED, {"policy": "BYNR-2026-07"}),
    ],
)
def test_a_fact_is_read_back_into_the_fields_it_was_filled_in(fact: Fact, said: Mapping[str, str]) -> None:
    assert told(FORMS[type(fact)], fact) == said
    assert misfits(fact, TODAY) == {}


@each(
    ("fact", "found"),
    [
        (replace(BEGUN, seals=""), {}),
        (replace(BEGUN, note="话" * 301), {"note": "text.too_long"}),
        (replace(HANDED, seals=" "), {"seals": "field.missing"}),
        (replace(HANDED, papers="甲\n乙"), {"papers": "text.control"}),
        (replace(AWAY, reason=AwayReason.OTHER), {"note": "field.missing"}),
        (replace(AWAY, reason=AwayReason.OTHER, note="𬎆某来取"), {}),
        (replace(ENDED, seals=""), {"seals": "field.missing"}),
        (replace(USED, copies=0), {"copies": "number.most"}),
        (replace(USED, copies=100), {"copies": "number.most"}),
        (replace(USED, copies=99), {}),
        (replace(USED, number=""), {"number": "field.choose"}),
        (replace(REMINDED, policy=""), {"policy": "field.choose"}),
        (stated(ACCEPT), {}),
        (stated(ACCEPT, account_name="", bank="", account_no=""), {}),
        (stated(ACCEPT, consents=False), {"consents": "intent.no_consent"}),
        (stated(ACCEPT, account_no="6223 0000"), {}),
        (stated(ACCEPT, account_no="六二二三"), {"account_no": "activity.number"}),
        (stated(ACCEPT, bank="行" * 101), {"bank": "text.too_long"}),
        (stated(DECLINE), {}),
        (stated(DECLINE, reason=""), {"reason": "field.missing"}),
        (stated(DECLINE, reason="由" * 201), {"reason": "text.too_long"}),
        (stated(LATER), {}),
    ],
)
def test_a_fact_that_is_none_of_its_sheet_is_told_by_its_field(fact: Fact, found: dict[str, str]) -> None:
    assert {name: one.code for name, one in misfits(fact, TODAY).items()} == found


def test_every_fact_of_these_sheets_has_its_form() -> None:
    """So that the recorder reads it back, whichever way it came."""
    facts = {DutyBegun, DutyHanded, DutyAway, DutyEnded, SealUsed, DeclarationReminded, IntentStated}
    assert facts <= set(FORMS)


@each(
    ("account_name", "bank", "account_no", "lacks"),
    [
        ("户", "", "", []),
        ("", "", "", []),
        ("户", "银行", "", ["account_no"]),
        ("户", "", "6223", ["bank"]),
        ("", "银行", "6223", ["account_name"]),
        ("", "银行", "", ["account_name", "account_no"]),
        ("户", "银行", "6223", []),
    ],
)
def test_an_account_is_whole_or_not_there(
    account_name: str, bank: str, account_no: str, lacks: list[str]
) -> None:
    found = account_problems({"account_name": account_name, "bank": bank, "account_no": account_no})
    assert sorted(found) == lacks
    assert {one.code for one in found.values()} <= {"field.missing"}


def test_where_no_account_is_asked_none_is_missed() -> None:
    assert account_problems({"reason": "暂缓"}) == {}
