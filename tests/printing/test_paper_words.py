"""How dates, codes and counts are written, and that no code of the trade is left without words."""

from datetime import UTC, date, datetime

import pytest

from outlet_app.domain.applicant import IdKind
from outlet_app.domain.calendar import CST
from outlet_app.domain.catalogue import ClockKind, ClockStart, PaperForm, TimeRule
from outlet_app.domain.channels import Entrance
from outlet_app.domain.courses import Special
from outlet_app.domain.decisions import Decision
from outlet_app.domain.events import Channel, Delivery
from outlet_app.domain.figures import BrokenIdentity
from outlet_app.printing.acceptance import Taken
from outlet_app.wording import formats, papers, sheet_papers
from outlet_app.wording.channels import CHANNELS, ENTRANCES

AT = datetime(2026, 11, 23, 17, 30, tzinfo=CST)


def test_days_and_moments():
    assert formats.long_day(date(2026, 11, 2)) == "2026年11月2日"
    assert formats.month_day(date(2026, 11, 2)) == "11月2日"
    assert formats.weekday(date(2026, 11, 23)) == "周一"
    assert formats.weekday(date(2026, 11, 22)) == "周日"
    assert formats.full_weekday(date(2026, 11, 28)) == "星期六"
    assert formats.long_moment(AT) == "2026年11月23日 17:30"
    assert formats.stamp(AT) == "2026-11-23 17:30"
    assert formats.due_in_full(AT) == "2026年11月23日（周一）17:30"


def test_a_due_moment_is_short_and_today_is_called_so():
    assert formats.short_moment(AT) == "11-23 周一 17:30"
    assert formats.short_moment(AT, date(2026, 11, 22)) == "11-23 周一 17:30"
    assert formats.short_moment(AT, date(2026, 11, 23)) == "今日 17:30"


def test_moments_are_told_in_local_time():
    midnight = datetime(2026, 11, 22, 16, 5, tzinfo=UTC)
    assert formats.stamp(midnight) == "2026-11-23 00:05"
    assert formats.long_moment(midnight) == "2026年11月23日 00:05"
    assert formats.clock(midnight) == "00:05"
    assert formats.due_in_full(midnight) == "2026年11月23日（周一）00:05"


def test_codes_counts_and_shares():
    assert formats.fours("7K4M92QX") == "7K4M 92QX"
    assert formats.fours("") == ""
    assert formats.count(0) == "—"
    assert formats.count(12) == "12"
    assert formats.rate(12, 13) == "92.3%"
    assert formats.rate(0, 3) == "0.0%"
    assert formats.rate(0, 0) == "—"


@pytest.mark.parametrize(
    ("table", "codes"),
    [
        (papers.ID_KINDS, IdKind),
        (papers.FORMS, PaperForm),
        (CHANNELS, Channel),
        (papers.WAY_NAMES, Delivery),
        (papers.RESULT_WAYS, Delivery),
        (papers.STARTS, ClockStart),
        (papers.TAKEN_WORDS, Taken),
        (ENTRANCES, Entrance),
        (sheet_papers.DECISIONS, Decision),
        (sheet_papers.SPECIALS, Special),
    ],
)
def test_every_code_has_its_word(table, codes):
    assert set(table) == set(codes)
    assert all(table.values())


def test_the_issuing_body_of_city_county_and_zone():
    assert papers.issuer("") == "巴彦淖尔市市场监督管理局知识产权公共服务窗口"
    assert papers.issuer("五原县") == "巴彦淖尔市五原县市场监督管理局知识产权公共服务窗口"
    zone = papers.issuer("巴彦淖尔经济技术开发区")
    assert zone == "巴彦淖尔经济技术开发区市场监督管理局知识产权公共服务窗口"


def test_an_original_only_looked_at_has_no_copies():
    assert papers.form_and_copies(PaperForm.COPY, 2) == "复印件 2 份"
    assert papers.form_and_copies(PaperForm.SIGHTED, 1) == "核验原件"


def test_a_broken_rule_names_its_row_and_column():
    rows = {"8": "资助奖励"}
    visits = BrokenIdentity("visits", "8", 3, 2)
    assert sheet_papers.broken(visits, rows) == "资助奖励接待人次 3，处理结果之和 2"
    column = BrokenIdentity("items", "result.receive", 3, 2)
    assert sheet_papers.broken(column, rows) == "收件待审各事项之和 3，合计 2"
    assert "later" in sheet_papers.broken(BrokenIdentity("later", "", 3, 2), rows)


def test_no_word_of_the_papers_uses_the_wrong_terms():
    said = [
        text
        for module in (papers, sheet_papers)
        for name, value in vars(module).items()
        if not name.startswith("__")
        for text in (value.values() if isinstance(value, dict) else (value,))
        if isinstance(text, str)
    ]
    assert len(said) > 100
    for text in said:
        assert not any(word in text for word in ("受理回执", "上传", "满意率", "！", "同步"))
        assert not any(mark in text for mark in ",;!?()")


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (TimeRule("handling", ClockKind.INSTANT), "当场办结"),
        (TimeRule("answer", ClockKind.INSTANT), "当场答复"),
        (TimeRule("response", ClockKind.INSTANT), "当场响应"),
        (TimeRule("handling", ClockKind.WORKDAYS, 3, ClockStart.ACCEPTED), "自受理之日起 3 个工作日内办结"),
        (TimeRule("answer", ClockKind.WORKDAYS, 1, ClockStart.REGISTERED), "自登记之日起 1 个工作日内答复"),
        (
            TimeRule("feedback", ClockKind.HOURS, 24, ClockStart.REGISTERED),
            "自登记之时起 24 小时内反馈处理意见",
        ),
        (TimeRule("follow", ClockKind.FOLLOW_UP), "长期跟踪服务"),
        (TimeRule("feedback", ClockKind.PERIOD), "按申报期和规定时限反馈"),
        (TimeRule("unheard_of", ClockKind.INSTANT), "当场办结"),
    ],
)
def test_what_the_list_promises_before_anybody_applies(rule: TimeRule, said: str):
    assert papers.promised((rule,)) == said


def test_several_promises_stand_side_by_side():
    instant, follow = TimeRule("response", ClockKind.INSTANT), TimeRule("follow", ClockKind.FOLLOW_UP)
    assert papers.promised((instant, follow)) == "当场响应；长期跟踪服务"
    assert papers.promised(()) == ""


@pytest.mark.parametrize("kind", ClockKind)
@pytest.mark.parametrize("start", ClockStart)
def test_no_kind_of_clock_is_left_without_a_promise(kind: ClockKind, start: ClockStart):
    said = papers.promised((TimeRule("handling", kind, 5, start),))
    assert said
    assert "{" not in said
