"""The published release against the unchanged source document, and the rules of the trade it must keep."""

import hashlib
import json
from collections import Counter
from pathlib import Path

import pytest

from outlet_app.domain.catalogue import (
    Authority,
    ClockKind,
    ClockStart,
    PaperForm,
    TimeRule,
    read_catalogue,
)
from outlet_app.domain.materials import DEFECT_CODES

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
SOURCE = RESOURCES / "source" / "service-items-batch-2.txt"
HEADS = ["序号", "服务事项名称", "服务对象", "服务内容", "服务流程", "办理时限", "责任主体", "服务渠道"]
CATALOGUE = read_catalogue(json.loads((RESOURCES / "catalogue" / "2025-batch-2.json").read_text("utf-8")))
SUBS = {sub.code: sub for item in CATALOGUE.items for sub in item.sub_items}
MATERIALS = [(sub, material) for sub in SUBS.values() for material in sub.materials]
ANSWER_NOW = TimeRule("answer", ClockKind.INSTANT)
RESPOND_NOW = TimeRule("response", ClockKind.INSTANT)
RESPOND_24 = TimeRule("response", ClockKind.HOURS, 24)
FOLLOW = TimeRule("follow_up", ClockKind.FOLLOW_UP, 30)


def source_rows() -> list[list[str]]:
    """The list's table, cut from the document: blank lines part its rows, lines are cells."""
    table, _, note = SOURCE.read_text("utf-8").partition("\n\n\n")
    assert note.startswith("注：")
    return [[cell.strip() for cell in row.strip("\n").split("\n")] for row in table.split("\n\n")]


@pytest.mark.parametrize(
    ("name", "sha256"),
    [
        ("service-items-batch-2.txt", "be12b8df1f95f16085a30ad5340a4cab61d14b58ae674e48bfb5451109c5cf37"),
        ("implementation-plan.txt", "d96f89258f2e1beb6d3bc9b20ac993c881165279a185b2323c7115673102d265"),
    ],
)
def test_the_source_documents_are_the_customers_bytes(name, sha256):
    assert hashlib.sha256((RESOURCES / "source" / name).read_bytes()).hexdigest() == sha256


def test_the_seven_elements_stand_word_for_word_as_in_the_list():
    heads, *rows = source_rows()
    assert heads == HEADS
    published = [
        [str(i.number), i.name, i.objects, i.content, i.flow, i.time_limit, i.bodies, i.channels]
        for i in CATALOGUE.items
    ]
    assert published == rows


def test_the_release_has_ten_items_numbered_as_in_the_list():
    assert CATALOGUE.version == "2025-batch-2"
    assert [item.number for item in CATALOGUE.items] == list(range(1, 11))


def test_short_names_and_initials_tell_items_apart():
    for column in ("short_name", "initials"):
        values = [getattr(item, column) for item in CATALOGUE.items]
        assert len(set(values)) == 10
    assert CATALOGUE.item(2).initials == "ywzx"
    assert max(len(item.short_name) for item in CATALOGUE.items) <= 5


def test_every_sub_item_of_the_trade_reference_is_there():
    counts = {item.number: len(item.sub_items) for item in CATALOGUE.items}
    assert counts == {1: 7, 2: 9, 3: 4, 4: 10, 5: 7, 6: 7, 7: 7, 8: 6, 9: 3, 10: 5}
    for item in CATALOGUE.items:
        places = range(1, len(item.sub_items) + 1)
        assert [sub.code for sub in item.sub_items] == [f"{item.number}.{place}" for place in places]


def test_codes_and_names_are_unique():
    assert len(SUBS) == sum(len(item.sub_items) for item in CATALOGUE.items)
    codes = Counter(material.code for _, material in MATERIALS)
    assert [code for code, times in codes.items() if times > 1] == []
    for sub in SUBS.values():
        names = [material.name for material in sub.materials]
        assert len(set(names)) == len(names), sub.code


def test_material_codes_carry_their_sub_item():
    assert [m.code for sub, m in MATERIALS if not m.code.startswith(f"{sub.code}-")] == []


def test_only_secondary_materials_of_what_is_decided_here_or_above_may_follow():
    allowed = [(sub, m) for sub, m in MATERIALS if m.may_follow]
    assert allowed
    assert all(not m.core and sub.authority is not Authority.GUIDE for sub, m in allowed)


def test_a_written_authority_never_follows_later():
    authorities = [m for _, m in MATERIALS if m.name == "授权委托书"]
    assert authorities
    assert not any(m.may_follow for m in authorities)


def test_every_sub_item_has_a_clock_an_outcome_and_a_course():
    for sub in SUBS.values():
        assert sub.clocks, sub.code
        assert sub.outcomes, sub.code
        assert len(sub.stages) >= 3, sub.code
        assert sub.correction_workdays == 15


@pytest.mark.parametrize("code", ["1.1", "1.2", "1.3", "1.4", "9.1", "9.2", "9.3"])
def test_what_the_list_closes_at_once_is_instant(code):
    assert SUBS[code].clocks == (TimeRule("handling", ClockKind.INSTANT),)
    assert SUBS[code].instant


@pytest.mark.parametrize("code", ["1.5", "1.6", "1.7"])
def test_a_query_report_takes_three_working_days_from_acceptance(code):
    assert SUBS[code].clocks == (TimeRule("handling", ClockKind.WORKDAYS, 3, ClockStart.ACCEPTED),)
    assert not SUBS[code].instant


def test_a_simple_consultation_is_answered_at_once():
    simple = CATALOGUE.item(2).sub_items[:8]
    assert {sub.clocks for sub in simple} == {(ANSWER_NOW,)}
    assert all(sub.consulting and sub.instant and not sub.materials for sub in simple)


def test_a_complex_consultation_has_both_clocks_from_registration():
    assert SUBS["2.9"].clocks == (
        TimeRule("feedback", ClockKind.HOURS, 24),
        TimeRule("answer", ClockKind.WORKDAYS, 3),
    )
    assert SUBS["2.9"].consulting


@pytest.mark.parametrize("number", [3, 4, 5, 6])
def test_what_is_followed_for_long_has_a_first_follow_up_after_thirty_days(number):
    assert all(FOLLOW in sub.clocks for sub in CATALOGUE.item(number).sub_items)


@pytest.mark.parametrize("number", [4, 5, 6])
def test_what_the_list_answers_at_once_is_responded_to_at_once(number):
    assert all(RESPOND_NOW in sub.clocks for sub in CATALOGUE.item(number).sub_items)


def test_subsidy_guidance_is_responded_to_at_once():
    assert RESPOND_NOW in SUBS["3.4"].clocks
    assert all(RESPOND_NOW in sub.clocks for sub in CATALOGUE.item(8).sub_items)


def test_rights_protection_is_responded_to_within_twenty_four_hours():
    assert all(RESPOND_24 in sub.clocks for sub in CATALOGUE.item(7).sub_items)


@pytest.mark.parametrize("code", ["8.2", "8.3", "8.5", "10.1", "10.5"])
def test_what_the_list_leaves_to_a_period_or_plan_has_no_computed_date(code):
    assert ClockKind.PERIOD in {clock.kind for clock in SUBS[code].clocks}


def test_the_complex_query_report_has_the_lists_name():
    assert SUBS["1.7"].name == "复杂查询报告"
    assert SUBS["1.7"].name in CATALOGUE.item(1).time_limit


def test_a_subsidy_application_asks_for_what_the_trade_reference_says():
    asked = [(m.code, m.core, m.form, m.shared) for m in SUBS["8.2"].materials]
    assert asked == [
        ("8.2-M1", True, PaperForm.ORIGINAL, False),
        ("8.2-I2", True, PaperForm.COPY, True),
        ("8.2-M2", True, PaperForm.ELECTRONIC, True),
        ("8.2-M3", True, PaperForm.COPY, False),
        ("8.2-A1", False, PaperForm.ORIGINAL, False),
        ("8.2-A2", False, PaperForm.COPY, False),
    ]
    assert SUBS["8.2"].authority is Authority.LOCAL


def test_national_filings_are_guided_only():
    guided = {code for code, sub in SUBS.items() if sub.authority is Authority.GUIDE}
    assert guided == {f"4.{n}" for n in range(1, 8)} | {"5.2", "6.4", "6.5", "6.6", "8.6"}


def test_what_a_superior_decides_is_forwarded():
    forwarded = {code for code, sub in SUBS.items() if sub.authority is Authority.FORWARD}
    geographical = {"5.1", "5.3", "5.4", "5.5"}
    assert forwarded == {"3.4", "6.7", "7.3", "7.4", "7.5", "8.3", "8.4"} | geographical


@pytest.mark.parametrize("column", ["source", "standard", "remedy"])
def test_every_material_says_where_from_by_what_standard_and_how_to_mend(column):
    for _, material in MATERIALS:
        text = getattr(material, column)
        assert column == "source" or text.endswith("。"), material.code
        assert not set(text) & set(",;:()!?\"'"), material.code


def test_correction_sentences_fit_a_cell_of_the_notice():
    assert max(len(material.remedy) for _, material in MATERIALS) <= 60


def test_every_defect_code_has_its_phrases_in_order():
    defects = json.loads((RESOURCES / "phrases.json").read_text("utf-8"))["defects"]
    assert tuple(one["code"] for one in defects) == DEFECT_CODES
    for one in defects:
        assert set(one) == {"code", "name", "issue", "remedy"}
        assert one["remedy"].endswith("。")
        # 其他 has no sentence of its own: the clerk must write one.
        assert one["issue"].endswith("。") or one["code"] == "D99"


def test_what_the_city_has_yet_to_say_is_marked_in_the_release():
    plain = json.loads((RESOURCES / "catalogue" / "2025-batch-2.json").read_text("utf-8"))
    assert plain["to_confirm"] == ["effective_from", "sub_items", "may_pledge", "no_pledge"]
