"""The pure steps of the page of packages, and every sentence it says."""

import re
from dataclasses import replace
from datetime import date

import pytest

from outlet_app.domain.applicant import ApplicantKind, IdKind
from outlet_app.domain.catalogue import ClockKind
from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import RejectDetail
from outlet_app.domain.events import Channel, DueStamp
from outlet_app.domain.materials import Defect, MaterialState
from outlet_app.domain.packages import AnswerKind, Package, PackageError, SharedField
from outlet_app.domain.states import State
from outlet_app.services.library import read_library
from outlet_app.ui.pages.packages import state as steps
from outlet_app.ui.pages.packages.state import PackagesState
from outlet_app.wording import kin
from outlet_app.wording import packages as words
from outlet_app.wording.states import STEPS
from tests.architecture.house import HOME
from tests.support.bench import shelf
from tests.support.builders import ENTERPRISE, MORNING, OUTLET

TODAY = date(2026, 11, 20)
S = MaterialState
REFERENCE = read_library(shelf()).at(OUTLET, "01", TODAY)
REFUSAL = RejectDetail("not_in_remit", "依据", "法院")


def package(code: str) -> Package:
    found = REFERENCE.packages.of(code)
    assert found is not None
    return found


def opened(code: str = "P5") -> PackagesState:
    return steps.chose_package(PackagesState(TODAY, REFERENCE.catalogue), package(code))


def rows(state: PackagesState) -> dict[str, str]:
    return {row.code: row.state.name for row in state.rows}


def comes_to(state: PackagesState) -> dict[str, Decision | None]:
    return {one.sub_item.code: one.decision for one in state.plans}


def complete(state: PackagesState) -> PackagesState:
    for row in state.rows:
        state = steps.marked(state, row.code, S.COMPLETE)
    return state


def test_without_a_package_there_is_nothing() -> None:
    state = PackagesState(TODAY, REFERENCE.catalogue)
    assert (state.rows, state.plans, state.list_key, state.told) == ((), (), "", ())
    assert not state.is_chosen
    assert state.is_blank
    assert steps.problems(state) == {}


def test_each_package_opens_with_its_usual_items() -> None:
    assert opened("P5").entry.wanted == ("2.8", "7.2", "7.4")
    assert opened("P6-2").entry.wanted == ("1.6", "1.7", "4.8", "5.2")
    assert comes_to(opened()) == {"2.8": Decision.ACCEPT, "7.2": None, "7.4": None}


def test_items_stand_in_the_packages_order_whatever_was_ticked_last() -> None:
    state = steps.ticked(steps.ticked(opened(), "2.8", False), "2.8", True)
    assert [one.sub_item.code for one in state.plans] == ["2.8", "7.2", "7.4"]
    assert [one.sub_item.code for one in steps.ticked(state, "7.4", False).plans] == ["2.8", "7.2"]


def test_a_tick_taken_off_takes_its_refusal_with_it() -> None:
    state = steps.refused(opened(), "7.4", REFUSAL)
    assert comes_to(state)["7.4"] is Decision.REJECT
    again = steps.ticked(steps.ticked(state, "7.4", False), "7.4", True)
    assert comes_to(again)["7.4"] is None
    assert comes_to(steps.refused(state, "7.4", None))["7.4"] is None


def test_the_list_is_another_one_when_items_change_and_the_same_when_rows_do() -> None:
    state = opened()
    keys = {
        "as it was": state.list_key,
        "a row": steps.marked(state, "ownership", S.MISSING).list_key,
        "a text": steps.typed(state, "request", "改").list_key,
        "an item more": steps.ticked(state, "7.5", True).list_key,
        "an item refused": steps.refused(state, "7.4", REFUSAL).list_key,
        "another package": opened("P1").list_key,
    }
    assert keys["as it was"] == keys["a row"] == keys["a text"]
    assert len(set(keys.values())) == 4


def test_rows_are_marked_noted_and_found_wanting() -> None:
    state = steps.marked(opened(), "7.4-M1", S.COMPLETE)
    row = next(row for row in state.rows if row.code == "7.4-M1")
    assert (row.state, row.handed) == (S.COMPLETE, 2)
    faulty = steps.found_wanting(state, "7.4-M1", (Defect("D05"),), "第二页")
    row = next(row for row in faulty.rows if row.code == "7.4-M1")
    assert (row.state, row.defects, row.remark, row.handed) == (S.FAULTY, (Defect("D05"),), "第二页", 2)
    missing = steps.marked(faulty, "7.4-M1", S.MISSING)
    assert next(row for row in missing.rows if row.code == "7.4-M1").handed == 0
    noted = steps.remarked(missing, "7.4-M1", "下周补")
    assert next(row for row in noted.rows if row.code == "7.4-M1").remark == "下周补"
    assert steps.marked(state, "8.2-M1", S.COMPLETE) == state


def test_what_a_shared_row_comes_to_stands_at_every_item_that_needs_it() -> None:
    whole = complete(opened())
    assert comes_to(whole) == dict.fromkeys(("2.8", "7.2", "7.4"), Decision.ACCEPT)
    assert whole.told == ()
    lacking = steps.marked(whole, "ownership", S.MISSING)
    assert comes_to(lacking) == {
        "2.8": Decision.ACCEPT,
        "7.2": Decision.NOTICE,
        "7.4": Decision.NOTICE,
    }
    assert [row.code for row in lacking.told] == ["ownership"]
    refused = steps.refused(lacking, "7.4", REFUSAL)
    assert comes_to(refused)["7.2"] is Decision.NOTICE


def test_an_answer_is_for_what_can_be_answered_at_once() -> None:
    state = steps.typed(complete(opened()), "answer", "可以。")
    assert comes_to(state) == {
        "2.8": Decision.ANSWER,
        "7.2": Decision.ACCEPT,
        "7.4": Decision.ACCEPT,
    }
    assert opened().answers_at_once
    assert not steps.ticked(opened(), "2.8", False).answers_at_once
    assert comes_to(steps.typed(state, "answer", " "))["2.8"] is Decision.ACCEPT


def test_texts_and_choices_go_where_they_belong() -> None:
    state = opened()
    for name, text in {
        "applicant.name": "甲公司",
        "applicant.id_number": "9115",
        "contact": "乙",
        "phone": "138",
        "request": "来意",
        "answer": "答",
        "field.right": "专利",
    }.items():
        state = steps.typed(state, name, text)
    party, entry = state.entry.applicant, state.entry
    assert (party.name, party.id_number, party.contact, party.phone) == ("甲公司", "9115", "乙", "138")
    assert (entry.request, entry.answer, entry.answers) == ("来意", "答", {"right": "专利"})
    assert steps.chose(state, "channel", "phone").entry.channel is Channel.PHONE
    person = steps.chose(state, "applicant.kind", str(ApplicantKind.PERSON.value)).entry.applicant
    assert (person.kind, person.id_kind) == (ApplicantKind.PERSON, IdKind.ID_CARD)
    passport = steps.chose(state, "applicant.id_kind", "passport").entry.applicant
    assert passport.id_kind is IdKind.PASSPORT
    assert steps.took_over(state, ENTERPRISE).entry.applicant == ENTERPRISE


def test_another_package_keeps_the_party_and_the_request_alone() -> None:
    state = steps.typed(steps.typed(complete(opened()), "request", "来意"), "field.right", "专利")
    state = steps.refused(steps.took_over(state, ENTERPRISE), "7.4", REFUSAL)
    assert not state.is_blank
    other = steps.chose_package(state, package("P1"))
    assert (other.entry.applicant, other.entry.request) == (ENTERPRISE, "来意")
    assert (other.entry.answers, other.entry.materials, other.entry.refused) == ({}, (), {})
    assert other.is_blank


def ready() -> PackagesState:
    state = steps.took_over(complete(opened()), ENTERPRISE)
    return steps.typed(steps.typed(state, "field.right", "专利"), "field.opponent", "某厂")


def test_submitting_shows_every_problem_and_keeps_them_true() -> None:
    state = steps.tried(opened(), TODAY, for_review=False)
    assert state.tried
    assert list(state.problems)[:4] == ["applicant.name", "applicant.id_number", "contact", "phone"]
    assert state.problems["materials.ownership"].code == "material.undecided"
    marked = steps.marked(state, "ownership", S.COMPLETE)
    assert "materials.ownership" not in marked.problems
    whole = steps.tried(ready(), TODAY, for_review=False)
    assert (whole.problems, whole.tried) == ({}, False)
    # What was not on show waits for the next try.
    spoilt = steps.typed(whole, "phone", "")
    assert spoilt.problems == {}
    assert "phone" in steps.tried(spoilt, TODAY, for_review=False).problems


def test_rows_need_no_mark_for_review_and_wrong_marks_are_told_all_the_same() -> None:
    state = steps.typed(
        steps.typed(steps.took_over(opened(), ENTERPRISE), "field.right", "专利"), "field.opponent", "厂"
    )
    assert steps.tried(state, TODAY, for_review=True).problems == {}
    faulty = steps.marked(state, "ownership", S.FAULTY)
    assert steps.tried(faulty, TODAY, for_review=True).problems["materials.ownership"].code == (
        "material.defect_needed"
    )


@pytest.mark.parametrize(
    ("decision", "text", "tone"),
    [
        (None, "待核对材料", "mute"),
        (Decision.ACCEPT, "受理", "ok"),
        (Decision.ANSWER, "当场答复", "mute"),
        (Decision.NOTICE, "一次性告知，缺 1 份", "warn"),
        (Decision.REJECT, "不予受理", "mute"),
        (Decision.RECEIVE, "收件待审", "info"),
    ],
)
def test_what_an_item_comes_to_is_said(decision: Decision | None, text: str, tone: str) -> None:
    lacking = steps.marked(complete(opened()), "ownership", S.MISSING)
    planned = next(one for one in lacking.plans if one.sub_item.code == "7.2")
    said = words.comes_to(replace(planned, decision=decision))
    assert (said.text, said.tone) == (text, tone)


def test_the_sentences_of_the_page() -> None:
    stamp = DueStamp("package", ClockKind.WORKDAYS, MORNING.replace(month=12, day=1))
    assert words.promise(stamp) == "整套承诺 2026年12月1日前办结，各事项时限不变"
    assert words.promise(None) == words.promise(replace(stamp, at=None)) == "各事项按各自时限办理"
    lacking = steps.marked(complete(opened()), "ownership", S.MISSING)
    lacking = steps.marked(lacking, "7.4-M1", S.MISSING)
    assert words.notice_text(lacking.told) == (
        "一张告知书写全各事项缺少和需要补正的材料：权属证明、行政裁决请求书。"
    )
    field = SharedField("day", "日期", AnswerKind.DAY, True, ("a",))
    assert words.placeholder(field) == "如 2026-11-20"
    assert words.placeholder(replace(field, kind=AnswerKind.AMOUNT)) == "如 300"
    assert words.placeholder(replace(field, kind=AnswerKind.LINE)) == ""
    assert words.spoken(package("P5")) == "P5 维权一件事"
    assert words.item_line("7.2", "维权援助申请") == "7.2　维权援助申请"


def test_a_flaw_says_where_and_why_and_what_to_do() -> None:
    told = words.flaw(PackageError("P5", "7.99", "unknown_sub_item"))
    assert told == "P5 的 7.99：清单里没有这个办理项。现在用的是上一版，请联系市级管理员。"
    whole = words.flaw(PackageError("packages", "", "unreadable"))
    assert whole == "packages：文件读不出来。现在用的是上一版，请联系市级管理员。"


def test_every_reason_of_a_bad_edition_has_its_words() -> None:
    raised = re.compile(r'(?:refuse|PackageError|self\.error)\([^()]*"([a-z_]+)"\)')
    sources = [HOME / "outlet_app" / "domain" / name for name in ("packages.py", "plain.py")]
    said = {reason for path in sources for reason in raised.findall(path.read_text(encoding="utf-8"))}
    assert len(said) > 15
    # No column of a package is a span of hours.
    assert said - {"spans_out_of_order", "span_expected"} <= set(words.FLAWS)


def test_the_words_of_a_family() -> None:
    assert kin.title("维权一件事", 3) == "集成办　维权一件事　子件 3 件"
    assert kin.title("维权一件事", 0) == "集成办　维权一件事"
    assert kin.about("行政裁决对接", is_parent=False) == "行政裁决对接"
    assert kin.about("", is_parent=True) == "集成办主件"
    assert kin.matter("维权一件事") == "集成办：维权一件事"
    assert kin.answers([("权利", "专利"), ("对方", "某厂")]) == "权利：专利　对方：某厂"
    assert kin.answers([]) == ""
    for state in State:
        assert kin.stands(state, here=True) == STEPS[state]
        assert kin.stands(state, here=False) == f"{STEPS[state]}　不在本机"
