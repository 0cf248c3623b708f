"""Words of 差评整改: every step, every state, every code is told; what every clerk sees tells nothing."""

from datetime import datetime

import pytest

from outlet_app.domain.calendar import CST
from outlet_app.domain.events import Fact, PaperIssued, PrintFailed
from outlet_app.domain.facts.rectification import TASK_FACTS, Content, Finding, Ground, TaskClassified
from outlet_app.domain.ledgers.rectification import CODE, task_lines
from outlet_app.domain.rectification.quarters import Figures, Quarter, Share
from outlet_app.domain.rectification.task import TaskState
from outlet_app.domain.urgency import Urgency
from outlet_app.services.rectifying import HANDLERS_STEPS, HEADS_STEPS
from outlet_app.wording import ledgers
from outlet_app.wording import rectification as words
from outlet_app.wording.forms import review
from outlet_app.wording.refusals.rectification import REASONS, REFUSALS
from outlet_app.wording.review_words import NO_CASE
from outlet_app.wording.sync import reason, row_detail, row_title, whose
from outlet_app.wording.timeline import title_of
from tests.support import tasks as t
from tests.support.builders import MORNING

SECRETS = ("差评", "整改", "评价", "满意", "投诉", "申诉")
TOLD: list[tuple[Fact, str, str]] = [
    (t.opened(), "市级派单", "2026年11月的评价，不满意"),
    (t.ROUTED, "改由其他网点办理", "网点只有一人"),
    (t.ASSIGNED, "指派", "1 人"),
    (t.VERIFIED, "核实", "调阅叫号记录、询问：当日等待 41 分钟，情况属实。"),
    (t.AT_ONCE, "定性", "属实，立行立改"),
    (t.MISTAKEN, "定性", "误评　评价人来电说按错了"),
    (t.extended(), "延期", "2026-12-04 17:30　需要采购叫号设备"),
    (t.MENDED, "整改完成", "增设机动窗口"),
    (t.APPEALED, "申诉", "评价的不是本单位　评的是银行窗口"),
    (t.EXCLUDED, "市级复核", "不计入评价结果　确认误评"),
    (t.UPHELD, "市级复核", "维持评价　理由不足"),
    (t.CONTENT, "市级回访", "对整改满意　表示满意"),
    (t.NOT_REACHED, "市级回访", "未联系上"),
    (t.NOT_CONTENT, "市级回访", "对整改不满意　还是要等"),
    (t.CLOSED, "归档", "2026-差评-003"),
    (
        PaperIssued("W16", "HH0101 评〔2026〕0001 号", 2, "0" * 64, 1),
        "打印反馈单",
        "HH0101 评〔2026〕0001 号　第 2 次",
    ),
    (
        PrintFailed("HH0101 评〔2026〕0001 号", 1, "printer.no_answer"),
        "打印没有成功",
        "HH0101 评〔2026〕0001 号",
    ),
]


@pytest.mark.parametrize(("fact", "title", "text"), TOLD, ids=lambda one: getattr(one, "KIND", ""))
def test_every_step_is_told(fact: Fact, title: str, text: str) -> None:
    assert words.tell(fact) == (title, text)
    icon, tone = words.icon_of(fact)
    assert icon
    assert tone in ("ok", "warn", "bad", "info", "mute")


def test_no_kind_is_left_out() -> None:
    assert {fact.KIND for fact, _, _ in TOLD} == {*TASK_FACTS, "paper_issued", "print_failed"}


def test_every_code_has_its_word() -> None:
    assert set(words.STATES) == set(TaskState)
    assert set(words.GROUNDS) == set(Ground)
    assert set(words.FINDINGS) == set(Finding)
    assert set(review.CONTENTS) == set(Content)
    steps = {*HEADS_STEPS, *HANDLERS_STEPS}
    assert steps == set(words.STEPS) == set(words.SAVED) == set(words.TEXTS) == set(words.ORDER)
    assert set(words.MAIN.values()) <= steps


@pytest.mark.parametrize("kind", TASK_FACTS)
def test_the_queue_names_a_step_so_that_it_tells_nothing(kind: str) -> None:
    """Everybody signed in here reads the queue, also the rated clerk."""
    shown = [title_of(kind), row_title("", kind), whose("", kind), row_detail(kind, ""), NO_CASE[kind]]
    assert not any(secret in text for secret in SECRETS for text in shown)
    assert len({title_of(one) for one in TASK_FACTS}) == 1


@pytest.mark.parametrize("code", REASONS)
def test_a_refusal_of_the_citys_tells_nothing_in_the_queue_either(code: str) -> None:
    happened, now = reason(code)
    assert not any(secret in happened for secret in SECRETS)
    assert "差评" not in now


@pytest.mark.parametrize("code", REFUSALS)
def test_a_refusal_has_its_three_clauses(code: str) -> None:
    told = REFUSALS[code]
    assert all(clause.endswith("。") for clause in (told.happened, told.safe, told.now))


@pytest.mark.parametrize(
    ("urgency", "days", "ended", "text"),
    [
        (Urgency.OVERDUE, 2, False, "超期 2 个工作日"),
        (Urgency.OVERDUE, 0, False, "已超期"),
        (Urgency.TODAY, 0, False, "今日 17:30 前"),
        (Urgency.LATER, 0, False, "11-27 17:30 前"),
        (Urgency.LATER, 0, True, "已办结"),
    ],
)
def test_a_chip_says_how_pressing_it_is(urgency: Urgency, days: int, ended: bool, text: str) -> None:
    at = datetime(2026, 11, 27, 17, 30, tzinfo=CST)
    assert words.due_chip(at, urgency, days, ended=ended).text == text
    assert words.due_chip(None, urgency, days, ended=False).text == "办理中"


def test_a_task_that_waits_for_the_call_says_so() -> None:
    assert words.step_words(TaskState.MENDED, calls=True) == "待回访"
    assert words.step_words(TaskState.MENDED, calls=False) == "待归档"


def test_a_quarter_without_reviews_has_dashes() -> None:
    lines = dict(words.quarter_lines(Figures(), MORNING))
    assert lines["本季度差评"] == "0 条（不予计入 0 条）"
    assert [lines[name] for name in (*words.FIGURES, words.DAYS)] == ["—"] * 5
    assert words.quarter_title(Quarter(2026, 4)) == "2026 年第 4 季度"


def test_shares_stand_with_their_counts() -> None:
    told = Figures(5, 1, Share(2, 3), Share(3, 3), Share(0, 2), Share(1, 2), 2.25)
    lines = dict(words.quarter_lines(told, MORNING))
    assert lines["差评整改率"] == "66.7%（2/3）"
    assert lines["回访率"] == "0.0%（0/2）"
    assert lines["平均整改用时"] == "2.2 个工作日"
    assert lines["公布"] == "2026年11月20日前公布"


def test_a_call_nobody_wanted_is_told_apart_from_one_to_come() -> None:
    assert words.call_line(None, calls=True) == "由市级回访，还没有结果"
    assert words.call_line(None, calls=False) == "评价人不要求回访"


@pytest.mark.parametrize("finding", list(Finding))
def test_a_finding_stands_with_its_reason(finding: Finding) -> None:
    fact = TaskClassified(finding, "有记录")
    assert words.tell(fact)[1] == f"{review.CLASSES[finding]}　有记录"


@pytest.mark.parametrize("state", list(TaskState))
def test_every_state_of_a_task_is_written_in_the_ledger(state: TaskState) -> None:
    task = t.task_after(*t.LIVES[state])
    (line,) = task_lines([task], MORNING.date(), MORNING.date())
    columns = tuple(line.cells)
    cells = ledgers.cells(line, columns)
    told = dict(zip(("at", "no", *columns), cells, strict=True))
    assert told["no"] == t.NUMBER
    assert told["task"] == words.STATES[state]
    assert told["level"] == "不满意"
    assert told["tags"] == "未在承诺时间内办结；服务态度生硬"
    assert told["finding"] in ("", *review.CLASSES.values())
    assert ledgers.name(CODE) == "差评整改台账"


def test_the_ledger_is_in_order_and_within_its_days() -> None:
    first, second = (
        t.task_after(t.opened(number="CP-2026-0002")),
        t.task_after(t.opened(number="CP-2026-0001")),
    )
    day = MORNING.date()
    assert [line.case_no for line in task_lines([first, second], day, day)] == [
        "CP-2026-0001",
        "CP-2026-0002",
    ]
    assert task_lines([first], day.replace(day=21), day.replace(day=30)) == ()


def test_the_paper_says_what_the_next_level_decided() -> None:
    assert review.decided(None, "") == ""
    assert review.decided(True, "确认误评") == "不计入评价结果。确认误评"
    assert review.decided(False, "理由不足") == "维持评价。理由不足"
    assert review.caller(None) == ""
    assert review.tags(("209", "999", "214")) == "未在承诺时间内办结；服务态度生硬"
