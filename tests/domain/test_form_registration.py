"""The registration's form: what stands in each field is read from the entry and put back by the same spec."""

from dataclasses import dataclass, replace
from datetime import date

from outlet_app.domain.applicant import Agent, Applicant, ApplicantKind, IdKind
from outlet_app.domain.bundle import PackageEntry
from outlet_app.domain.case import fold
from outlet_app.domain.copying import FIELDS as COPIED
from outlet_app.domain.copying import fields_of
from outlet_app.domain.entry import IntakeEntry
from outlet_app.domain.entry_fields import FIELDS
from outlet_app.domain.events import Channel, Complexity, ReplyWay, Situation
from outlet_app.domain.forms.contents import cleaned, content_hints, content_problems
from outlet_app.domain.forms.intake import required
from outlet_app.domain.forms.reading import tidy
from outlet_app.domain.forms.registration import INTAKE, filled, values_of
from outlet_app.domain.forms.spec import Field, Form, Kind, Section
from outlet_app.domain.merging import answer_problems, cleaned_answers, shared_form
from outlet_app.domain.packages import AnswerKind, Package, SharedField
from outlet_app.domain.problems import Problem
from tests.domain.tables import each
from tests.support.builders import event, registered

TODAY = date(2026, 11, 27)
WHO = Applicant(
    ApplicantKind.PERSON, "乌力吉·巴图", IdKind.ID_CARD, "152822196501010025", "其木格", "13904781234"
)
AGENT = Agent("其木格", IdKind.PASSPORT, "E12345678", "13900005678")
ENTRY = IntakeEntry(
    applicant=WHO,
    channel=Channel.LETTER,
    item=1,
    sub_item="1.7",
    request="查询",
    complexity=Complexity.COMPLEX,
    special_groups=("elderly",),
    assisted=True,
    agent=AGENT,
    answer="答复",
    basis="依据",
    situation=Situation.OWN_NOW,
    guided_to="市民中心",
    callback="下午",
    handed_in="一份",
    incoming_no="信 12 号",
    incoming_from="陕坝镇",
    incoming_due="11-30",
    reply_by=ReplyWay.POST,
    incoming_posted="11-18",
)
DAYS = {"incoming_due", "incoming_posted"}
SAID = {
    "applicant.kind": "1", "applicant.name": "乌力吉·巴图", "applicant.id_kind": "id_card",
    "applicant.id_number": "152822196501010025", "special_groups": "elderly", "contact": "其木格",
    "phone": "13904781234", "channel": "letter", "assisted": "1", "incoming_no": "信 12 号",
    "incoming_posted": "11-18",
    "incoming_from": "陕坝镇", "incoming_due": "11-30", "reply_by": "post", "agent.name": "其木格",
    "agent.id_kind": "passport", "agent.id_number": "E12345678", "agent.phone": "13900005678", "item": "1",
    "sub_item": "1.7", "complexity": "complex", "request": "查询", "answer": "答复", "basis": "依据",
    "handed_in": "一份", "situation": str(Situation.OWN_NOW.value), "guided_to": "市民中心",
    "callback": "下午",
}  # fmt: skip
TEXTS = {one.name for one in INTAKE.fields() if one.kind not in (Kind.CHOICE, Kind.SWITCH, Kind.CHECKLIST)}


def test_every_field_but_the_checklist_is_read_from_the_entry() -> None:
    assert values_of(INTAKE, ENTRY) == SAID
    assert set(SAID) == {one.name for one in INTAKE.fields()} - {"materials"}


def test_an_entry_nobody_has_filled_says_nothing() -> None:
    said = values_of(INTAKE, IntakeEntry())
    assert {name for name, text in said.items() if text} == {
        "applicant.kind", "channel", "complexity", "reply_by",
    }  # fmt: skip


def test_a_package_is_read_by_the_same_fields() -> None:
    party = Form("p", 1, (Section("p", tuple(map(INTAKE.field, ("applicant.name", "phone", "agent.name")))),))
    assert values_of(party, PackageEntry(applicant=WHO)) == {
        "applicant.name": "乌力吉·巴图", "phone": "13904781234", "agent.name": "",
    }  # fmt: skip


def test_each_text_is_put_where_it_was_read() -> None:
    wanted = {name: f"新{place}" for place, name in enumerate(sorted(TEXTS))}
    again = values_of(INTAKE, filled(INTAKE, ENTRY, wanted))
    assert {name: again[name] for name in wanted} == wanted
    assert {name: text for name, text in again.items() if name not in wanted} == {
        name: text for name, text in SAID.items() if name not in wanted
    }


def test_nothing_is_put_where_there_is_nobody() -> None:
    alone = replace(ENTRY, agent=None)
    assert filled(INTAKE, alone, {"agent.name": "某人", "agent.phone": "1"}) == alone


@each("name", sorted(TEXTS))
def test_what_is_stored_is_what_the_fields_kind_makes_of_it(name: str) -> None:
    typed = " ｐａ１２３－４５６ "
    entry = replace(filled(INTAKE, ENTRY, {name: typed}), item=0)
    kept = values_of(INTAKE, cleaned(entry))[name]
    assert kept == tidy(INTAKE.field(name), typed, None)
    assert kept == kept.strip()


@each("name", sorted(TEXTS - DAYS - {"applicant.id_number", "agent.id_number", "phone", "agent.phone"}))
def test_what_is_too_long_is_told_at_its_own_field_and_limit(name: str) -> None:
    limit = INTAKE.field(name).limit
    for length, wrong in ((limit, {}), (limit + 1, {name: {"limit": limit, "over": 1}})):
        entry = filled(INTAKE, ENTRY, {name: "长" * length})
        found = content_problems(entry, TODAY)
        assert {one: dict(problem.args) for one, problem in found.items()} == wrong, length


def test_a_letters_day_that_is_over_is_a_warning_and_one_that_is_none_a_problem() -> None:
    over, wrong = replace(ENTRY, incoming_due="2026-11-01"), replace(ENTRY, incoming_due="下周")
    assert content_hints(over, TODAY) == {"incoming_due": Problem("incoming.passed", soft=True)}
    assert content_problems(over, TODAY) == {}
    assert content_problems(wrong, TODAY) == {"incoming_due": Problem("date.unreadable")}
    assert content_problems(replace(wrong, channel=Channel.COUNTER), TODAY) == {}


def test_what_is_required_is_a_field_of_the_form() -> None:
    names = {one.name for one in INTAKE.fields()}
    assert required(ENTRY, None) <= names


@dataclass(frozen=True, slots=True)
class Visit:
    name: str = ""
    colour: str = ""


def test_another_field_needs_no_other_line_than_its_own() -> None:
    """The spec is all there is to say: read, tidied and put back without a word about the field elsewhere."""
    form = Form("visit", 1, (Section("v", (Field("who", Kind.NAME, at="name"), Field("colour", limit=3))),))
    visit = filled(form, Visit(), {"who": "乌•兰", "colour": "红"})
    assert visit == Visit("乌•兰", "红")
    assert values_of(form, visit) == {"who": "乌•兰", "colour": "红"}


class TestCorrections:
    CASE = fold([event(registered(agent=AGENT, special_groups=("elderly", "disabled"), assisted=True))])

    def test_every_field_sent_with_the_registration_is_read_under_its_path(self) -> None:
        said = {name: FIELDS[name].read(self.CASE) for name in FIELDS}
        told = self.CASE.registered
        assert said["contact"] == told.applicant.contact
        assert said["agent.name"] == "其木格"
        assert said["special_groups"] == "elderly,disabled"
        assert said["assisted"] == "yes"
        assert said["incoming_no"] == ""
        assert said["item"] == str(told.item)

    @each(
        ("name", "text"),
        [
            ("applicant.kind", "2"), ("applicant.name", "新名"), ("contact", "新人"), ("phone", "1"),
            ("channel", "phone"), ("assisted", ""), ("assisted", "yes"), ("special_groups", ""),
            ("special_groups", "military"), ("agent.name", "某人"), ("agent.id_kind", "id_card"),
            ("item", "2"), ("sub_item", "2.7"), ("request", "另问"), ("situation", "A"), ("callback", "明早"),
            ("answer", "另答"),
        ],
    )  # fmt: skip
    def test_what_is_written_is_read_again_and_nothing_else_changes(self, name: str, text: str) -> None:
        after = FIELDS[name].write(self.CASE, text)
        assert FIELDS[name].read(after) == text
        others = {one: access.read(after) for one, access in FIELDS.items() if one != name}
        assert others == {one: access.read(self.CASE) for one, access in FIELDS.items() if one != name}

    def test_an_agent_of_whom_nothing_is_left_is_none_and_one_is_made_of_the_first_word(self) -> None:
        case = self.CASE
        for name in ("agent.name", "agent.id_number", "agent.phone"):
            case = FIELDS[name].write(case, "")
        case = FIELDS["agent.id_kind"].write(case, IdKind.NONE.value)
        assert case.registered.agent is None
        again = FIELDS["agent.phone"].write(case, "1")
        assert again.registered.agent == Agent("", phone="1")

    @each(
        ("name", "text"),
        [
            ("incoming_no", "1"),
            ("incoming_from", "乙"),
            ("assisted", "maybe"),
            ("item", "一"),
            ("channel", "x"),
        ],
    )
    def test_what_a_field_cannot_take_is_refused(self, name: str, text: str) -> None:
        try:
            FIELDS[name].write(self.CASE, text)
        except ValueError:
            return
        raise AssertionError(name)

    def test_what_is_copied_to_other_sites_is_read_by_the_same_paths(self) -> None:
        said = {one.name: one.text for one in fields_of(self.CASE)}
        assert said["agent.phone"] == AGENT.phone
        assert said["case_no"] == self.CASE.case_no
        assert list(said) == [name for name in COPIED if name in said]


class TestPackages:
    ASKED = (
        SharedField("rights", "权利号", AnswerKind.RIGHTS, True, ("a",)),
        SharedField("case", "办件编号", AnswerKind.CASE_NO, False, ("a",)),
        SharedField("amount", "金额", AnswerKind.AMOUNT, False, ("a",)),
        SharedField("found", "日期", AnswerKind.DAY, False, ("a",)),
        SharedField("topic", "主题", AnswerKind.LINE, False, ("b",)),
    )
    PACKAGE = Package("P9", "2026-1", "试", "", "", (), ASKED, ())

    def test_every_kind_of_answer_is_a_kind_of_field(self) -> None:
        assert {Kind(kind) for kind in AnswerKind} <= set(Kind)
        form = shared_form(self.ASKED)
        assert [(one.name, one.kind, one.needed) for one in form.fields()] == [
            ("field.rights", Kind.RIGHTS, True), ("field.case", Kind.CASE_NO, False),
            ("field.amount", Kind.AMOUNT, False), ("field.found", Kind.DAY, False),
            ("field.topic", Kind.LINE, False),
        ]  # fmt: skip

    def test_numbers_are_kept_tidily_and_what_was_left_empty_is_not_kept(self) -> None:
        said = {"rights": "ｚｌ2017106018623、１２３４５６７８", "amount": "１，２００", "found": "11-20"}
        assert cleaned_answers(self.PACKAGE, ("a",), said, TODAY) == {
            "rights": "ZL201710601862.3、12345678", "amount": "1200", "found": "2027-11-20",
        }  # fmt: skip

    def test_a_doubtful_number_only_warns(self) -> None:
        found = answer_problems(self.PACKAGE, ("a",), {"rights": "ZL201710601862.4"}, TODAY)
        assert found == {"field.rights": Problem("patent.check_digit", soft=True)}

    def test_what_stands_against_opening_is_told_in_reading_order(self) -> None:
        said = {"rights": " ", "case": "HH05", "amount": "三百", "found": "下周", "topic": "长" * 200}
        found = answer_problems(self.PACKAGE, ("a",), said, TODAY)
        assert [(name, one.code) for name, one in found.items()] == [
            ("field.rights", "field.missing"), ("field.case", "case_no.short"),
            ("field.amount", "amount.wrong"), ("field.found", "date.unreadable"),
        ]  # fmt: skip
