"""The sheets of 更正事项和时限 and of 增加事项, by what the case and the package leave open."""

from dataclasses import replace
from datetime import date

from outlet_app.domain.channels import INCOMING
from outlet_app.domain.events import Channel, Fact, Incoming, ReplyWay
from outlet_app.domain.facts.package import MemberAdded, MemberLine
from outlet_app.domain.facts.retiming import Retimed
from outlet_app.domain.forms.hanging import is_told, offered
from outlet_app.domain.forms.outcome import asked_form, outcome_form
from outlet_app.domain.forms.reading import missing, problems, tidied
from outlet_app.domain.forms.registration import INTAKE
from outlet_app.domain.forms.spec import Form
from outlet_app.domain.forms.texts import Column, Entry, FormText
from outlet_app.domain.forms.told import FORMS, misfits, told
from outlet_app.domain.merging import addition_form
from outlet_app.domain.packages import AnswerKind, SharedField
from outlet_app.domain.retime_form import MATTER, retime_form
from outlet_app.domain.retiming import LETTER
from tests.domain.tables import each
from tests.domain.test_retiming import ASKED, FOLLOWED, LISTED, OWING, TAKEN, case_of
from tests.domain.test_retiming import LETTER as BY_LETTER

TODAY = date(2026, 11, 27)
LETTER_LINES = {
    "channel": "*choice",
    "incoming_no": "line 50",
    "incoming_from": "line 200",
    "incoming_due": "day 50",
    "reply_by": "*choice",
}
REASON = {"reason": "*line 200"}


def asked(form: Form) -> dict[str, str]:
    return {
        one.name: f"{'*' if one.needed else ''}{one.kind}{f' {one.limit}' if one.limit else ''}"
        for one in form.fields()
    }


@each(
    ("facts", "said"),
    [
        ((ASKED,), {**LETTER_LINES, MATTER: "*choice", "complexity": "*choice", **REASON}),
        ((LISTED,), {**LETTER_LINES, MATTER: "*choice", **REASON}),
        (TAKEN, {**LETTER_LINES, MATTER: "*choice", **REASON}),
        ((BY_LETTER,), {**LETTER_LINES, MATTER: "*choice", **REASON}),
        (FOLLOWED, {**LETTER_LINES, "first_visit": "*day", **REASON}),
        (OWING, {**LETTER_LINES, "promise.8.2-A1": "*day", **REASON}),
    ],
)
def test_the_sheet_asks_what_can_still_be_put_right(facts: tuple[Fact, ...], said: dict[str, str]) -> None:
    form = retime_form(case_of(*facts))
    assert asked(form) == said
    assert list(asked(form)) == list(said)


def test_its_fields_are_those_of_the_registration() -> None:
    """As long as there, so that whatever was registered can stand on the sheet."""
    form = retime_form(case_of(ASKED))
    for name in ("channel", "complexity", *LETTER):
        here, there = form.field(name), INTAKE.field(name)
        assert (here.kind, here.limit, here.options) == (there.kind, there.limit, there.options), name
        assert here.wire == "", name


@each("way", list(Channel))
def test_a_letter_tells_more_and_each_way_in_has_its_ways_back(way: Channel) -> None:
    form, said = retime_form(case_of(ASKED)), {"channel": way.value}
    told_now = [name for name in LETTER if is_told(form.field(name), said)]
    assert told_now == (list(LETTER) if way in INCOMING else [])
    assert offered(form.field("reply_by"), said) == tuple(INCOMING.get(way, ()))


@each(
    ("said", "found"),
    [
        ({"channel": "counter"}, {}),
        # What was typed before it was no letter after all is not read any more.
        ({"channel": "counter", "incoming_due": "明天", "incoming_no": "号" * 51}, {}),
        ({"channel": "letter", "reply_by": "post"}, {}),
        ({"channel": "letter"}, {"reply_by": "field.choose"}),
        ({"channel": "letter", "reply_by": "platform"}, {"reply_by": "field.choose"}),
        ({"channel": "hotline", "reply_by": "platform", "incoming_no": "号" * 50}, {}),
        ({"channel": "hotline", "reply_by": "post"}, {"reply_by": "field.choose"}),
        (
            {"channel": "hotline", "reply_by": "phone", "incoming_no": "号" * 51, "incoming_due": "2月30日"},
            {"incoming_no": "text.too_long", "incoming_due": "date.impossible"},
        ),
        (
            {"channel": "message", "reply_by": "phone", "incoming_from": "乌力吉·巴图\U0001f33b"},
            {"incoming_from": "text.emoji"},
        ),
        ({"channel": ""}, {"channel": "field.choose"}),
        ({"channel": "counter", "reason": ""}, {"reason": "field.missing"}),
        ({"channel": "counter", "reason": "由" * 201}, {"reason": "text.too_long"}),
        ({"channel": "counter", "complexity": ""}, {"complexity": "field.choose"}),
        ({"channel": "counter", MATTER: ""}, {MATTER: "field.choose"}),
    ],
)
def test_what_the_sheet_takes(said: dict[str, str], found: dict[str, str]) -> None:
    form = retime_form(case_of(ASKED))
    whole = {"complexity": "simple", MATTER: "2.2", "reason": "登记时选错", **said}
    wrong = {**problems(form, whole, TODAY), **missing(form, whole)}
    assert {name: one.code for name, one in wrong.items()} == found


def test_days_are_kept_as_days_and_numbers_as_typed() -> None:
    form = retime_form(case_of(BY_LETTER))
    kept = tidied(form, {"incoming_due": "12-1", "incoming_no": " 信 12 号 ", "reason": " 𬎆䶮 "}, TODAY)
    assert (kept["incoming_due"], kept["incoming_no"], kept["reason"]) == ("2026-12-01", "信 12 号", "𬎆䶮")


RETIMED = Retimed((), (), (), "登记时选错")
ADDED = MemberAdded(MemberLine("case-2", "HH05-1", "7.5"), "当时没有提出")


@each(
    ("fact", "found"),
    [
        (RETIMED, {}),
        (replace(RETIMED, reason="由" * 200), {}),
        (replace(RETIMED, reason="由" * 201), {"reason": "text.too_long"}),
        (replace(RETIMED, reason=""), {"reason": "field.missing"}),
        (replace(RETIMED, reason="由\n由"), {"reason": "text.control"}),
        (ADDED, {}),
        # A text of several lines fits where the sheet has room for them.
        (replace(ADDED, reason="由\n由"), {}),
        (replace(ADDED, reason=" \u3000"), {"reason": "field.missing"}),
        (replace(ADDED, reason="由" * 201), {"reason": "text.too_long"}),
        (replace(ADDED, member=MemberLine("case-2", "HH05-1", "")), {"member": "field.choose"}),
    ],
)
def test_the_facts_fit_their_sheets(fact: Fact, found: dict[str, str]) -> None:
    assert {name: one.code for name, one in misfits(fact, TODAY).items()} == found


def test_the_added_item_is_read_back() -> None:
    assert told(FORMS[MemberAdded], ADDED) == {"member": "7.5", "reason": "当时没有提出"}


OPPONENT = SharedField("opponent", "对方当事人", AnswerKind.LINE, True, ("7.5", "7.6"))
MARK = SharedField("right", "权利号", AnswerKind.RIGHTS, False, ("7.6",))


def test_an_addition_asks_the_item_its_fields_and_why() -> None:
    form = addition_form((OPPONENT, MARK))
    assert asked(form) == {
        "member": "*choice",
        "field.opponent": "*line 100",
        "field.right": "rights 100",
        "reason": "*text 200",
    }
    assert [form.field(name).label for name in ("field.opponent", "field.right")] == ["对方当事人", "权利号"]
    assert asked(addition_form(())) == {"member": "*choice", "reason": "*text 200"}


@each(
    ("said", "found"),
    [
        ({"member": "7.5"}, {"field.opponent": "field.missing"}),
        ({"member": "7.5", "field.opponent": "塞北机械厂"}, {}),
        # No item but 7.6 asks for a right: what was typed for it does not stand in the way of another.
        ({"member": "7.5", "field.opponent": "塞北机械厂", "field.right": "号" * 101}, {}),
        (
            {"member": "7.6", "field.opponent": "塞北机械厂", "field.right": "号" * 101},
            {"field.right": "text.too_long"},
        ),
        ({"member": "7.7"}, {}),
        ({"member": ""}, {"member": "field.choose"}),
        ({"member": "7.7", "reason": ""}, {"reason": "field.missing"}),
    ],
)
def test_an_addition_asks_only_what_its_item_needs(said: dict[str, str], found: dict[str, str]) -> None:
    form, whole = addition_form((OPPONENT, MARK)), {"reason": "漏选", **said}
    wrong = {**problems(form, whole, TODAY), **missing(form, whole)}
    assert {name: one.code for name, one in wrong.items()} == found


def text(code: str) -> FormText:
    entries, columns = (Entry("name", "名称"),), (Column("号码", 1),)
    return FormText(code, "2026-1", "清单", "单", 1, {}, entries=entries, columns=columns)


def test_the_sheet_of_an_item_asks_which_and_its_day() -> None:
    form = outcome_form(text("R17"))
    assert asked(asked_form(form)) == {"item": "*choice", "rows": "rows", "done_on": "*past"}
    other = outcome_form(text("R01"))
    assert asked_form(other) is other


def test_a_letter_that_was_registered_fits_the_sheet_it_is_put_right_on() -> None:
    case = case_of(BY_LETTER)
    assert case.registered.incoming == Incoming("信 12 号", "杭锦后旗", date(2026, 11, 30), ReplyWay.POST)
    form = retime_form(case)
    said = {
        "channel": "letter", "incoming_no": "信 12 号", "incoming_from": "杭锦后旗",
        "incoming_due": "2026-11-30", "reply_by": "post", MATTER: "8.2", "reason": "核对",
    }  # fmt: skip
    assert problems(form, said, TODAY) == missing(form, said) == {}
