"""What is carried on under another number, and declarations to be thought of when their time comes."""

from dataclasses import replace
from datetime import date, timedelta

from outlet_app.domain.applicant import Applicant, ApplicantKind
from outlet_app.domain.case import Case, fold, judge
from outlet_app.domain.events import AnsweredOnSpot, Fact, Voided
from outlet_app.domain.facts.carrying import ON_TO, CarriedOn, DeclarationReminded, ReminderDropped
from outlet_app.domain.offers import offered
from outlet_app.domain.people import Person, Role
from outlet_app.domain.rights import rights_in, rights_of
from outlet_app.domain.states import State
from tests.support.builders import CLERK, MORNING, event, registered

DAY = MORNING.date()
OPENS = date(2027, 3, 1)
HERE = Person(CLERK, "苏日娜", frozenset({Role.CLERK}))
WHO = Applicant(ApplicantKind.ENTERPRISE, "𬎆兴商贸有限公司", phone="13800002046")
TOLD = registered(item=8, sub_item="8.1", applicant=WHO)
ANSWER = AnsweredOnSpot("三月一日起可以申报。")
REMINDER = DeclarationReminded("BYNR-2026-07", "品牌奖补", "8.2", OPENS, date(2027, 4, 30))
NUMBER = "HH05-20270301-010003-X"


def case_of(*facts: Fact) -> Case:
    return fold(event(fact, minutes=at) for at, fact in enumerate(facts))


def refused(case: Case, fact: Fact, *, days: int = 0) -> str:
    said = judge(case, event(fact, minutes=30, days=days))
    return said.code if said else ""


def test_a_reminder_stays_until_it_is_fulfilled_or_dropped() -> None:
    waiting = (TOLD, ANSWER, REMINDER)
    found = {
        "kept": case_of(*waiting).reminder,
        "fulfilled": case_of(*waiting, CarriedOn(NUMBER, "8.2")).reminder,
        "dropped": case_of(*waiting, ReminderDropped("企业迁出")).reminder,
        "kept closed": case_of(*waiting).state,
    }
    assert found == {"kept": REMINDER, "fulfilled": None, "dropped": None, "kept closed": State.CLOSED}


def test_what_came_of_a_case_is_told_once_each() -> None:
    other = CarriedOn("HH05-20270302-010001-A", "8.3")
    case = case_of(TOLD, ANSWER, CarriedOn(NUMBER, "8.2"), other)
    assert case.carried_on == (CarriedOn(NUMBER, "8.2"), other)
    assert refused(case, CarriedOn(NUMBER, "8.2")) == "carrying.none"


def test_what_does_not_hold_is_refused_with_its_own_code() -> None:
    answered, waiting = case_of(TOLD, ANSWER), case_of(TOLD, ANSWER, REMINDER)
    nameless = case_of(replace(TOLD, applicant=replace(WHO, name="")), ANSWER)
    mute = case_of(replace(TOLD, applicant=replace(WHO, phone=" ")), ANSWER)
    declared = case_of(registered(item=8, sub_item="8.2"), ANSWER)
    carried = case_of(TOLD, ANSWER, CarriedOn(NUMBER, "8.2"))
    table: dict[str, tuple[Case, Fact, int, str]] = {
        "right": (answered, REMINDER, 0, ""),
        "twice": (waiting, REMINDER, 0, "reminder.none"),
        "on another sub-item": (declared, REMINDER, 0, "reminder.none"),
        "after it was carried on": (carried, REMINDER, 0, "reminder.none"),
        "without a policy": (answered, replace(REMINDER, policy=""), 0, "reminder.incomplete"),
        "without a name": (answered, replace(REMINDER, name=" "), 0, "reminder.incomplete"),
        "for what is not declared": (answered, replace(REMINDER, sub_item="8.6"), 0, "reminder.incomplete"),
        "over before it begins": (answered, replace(REMINDER, closes=DAY), 0, "reminder.incomplete"),
        "without an end": (answered, replace(REMINDER, closes=None), 0, ""),
        "of nobody": (nameless, REMINDER, 0, "reminder.nobody"),
        "of nobody to be reached": (mute, REMINDER, 0, "reminder.nobody"),
        "open today": (answered, replace(REMINDER, opens=DAY), 0, "reminder.open_now"),
        "open tomorrow": (answered, replace(REMINDER, opens=DAY + timedelta(days=1)), 0, ""),
        "told too late": (answered, replace(REMINDER, opens=DAY + timedelta(days=1)), 1, "reminder.open_now"),
        "void": (case_of(TOLD, ANSWER, Voided("duplicate")), REMINDER, 0, "state.guard"),
        "drop nothing": (answered, ReminderDropped("企业迁出"), 0, "reminder.none"),
        "drop without a reason": (waiting, ReminderDropped("  "), 0, "reminder.no_reason"),
        "drop": (waiting, ReminderDropped("企业迁出"), 0, ""),
        "onto itself": (answered, CarriedOn(answered.case_no, "8.2"), 0, "carrying.none"),
        "onto nothing": (answered, CarriedOn(" ", "8.2"), 0, "carrying.none"),
    }  # fmt: skip
    found = {name: refused(case, fact, days=days) for name, (case, fact, days, _) in table.items()}
    assert found == {name: code for name, (*_, code) in table.items()}


def test_the_steps_open_when_their_time_has_come() -> None:
    waiting = case_of(TOLD, ANSWER, REMINDER)
    steps = frozenset({"go_on", "declare", "drop_reminder"})
    early, late = {"drop_reminder"}, {"declare", "drop_reminder"}
    yesterday, long_after = OPENS - timedelta(days=1), OPENS + timedelta(days=90)
    days = {DAY: early, yesterday: early, OPENS: late, long_after: late}
    assert {day: set(offered(waiting, HERE, day) & steps) for day in days} == days
    assert offered(case_of(TOLD, ANSWER), HERE, OPENS) & steps == frozenset()


def test_questions_of_three_kinds_go_on_to_their_items() -> None:
    assert ON_TO == {"2.6": 8, "2.7": 6, "2.8": 7}
    subs = ("2.1", "2.5", "2.6", "2.7", "2.8", "2.9", "8.1")
    found = {
        sub: "go_on"
        in offered(case_of(registered(item=int(sub[0]), sub_item=sub, consulting=True), ANSWER), HERE, DAY)
        for sub in subs
    }
    assert found == {sub: sub in ON_TO for sub in subs}


def test_before_anything_was_decided_nothing_goes_on() -> None:
    assert "go_on" not in offered(case_of(registered(item=2, sub_item="2.6", consulting=True)), HERE, DAY)


def test_numbers_are_found_as_they_are_written() -> None:
    table = {
        "专利号 ZL202310000001.7 想做质押": ("ZL202310000001.7",),
        "202310000001.7、202310000002X": ("202310000001.7", "202310000002X"),
        "旧专利 ZL85100001.2": ("ZL85100001.2",),
        "商标第12345678号和第 8765432A 号": ("12345678", "8765432A"),
        "布图 BS.235000001.7，登记 2023SR0123456": ("BS.235000001.7", "2023SR0123456"),
        "地理标志 AGI00123，质押 Y2026150000012": ("AGI00123", "Y2026150000012"),
        "电话 13800002046，0478-6621234": (),
        "统一社会信用代码 91150826MA0NK2H35E": (),
        "身份证 152822196501010025": (),
        "办件 HH05-20261122-010017-T": (),
        "": (),
    }
    assert {text: rights_in([text]) for text in table} == table


def test_each_number_is_told_once_from_texts_and_tables() -> None:
    rows = (("一种装置", "ZL202310000001.7"), ("商标", "第12345678号"))
    assert rights_of(["问 ZL202310000001.7"], rows) == ("ZL202310000001.7", "12345678")
