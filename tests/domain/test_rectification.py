"""差评整改 as rules: who may do what when, each clock, and what nobody may do (domain.md §7.5)."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from outlet_app.domain import records
from outlet_app.domain.calendar import CST, BusinessHours, read_calendar
from outlet_app.domain.events import Accepted, Fact, PaperIssued, PrintFailed
from outlet_app.domain.facts.rectification import (
    OF_CITY,
    TASK_FACTS,
    Finding,
    Ground,
    TaskAppealed,
    TaskAssigned,
    TaskClassified,
    TaskFact,
    TaskVerified,
)
from outlet_app.domain.problems import Refusal
from outlet_app.domain.rectification.clocks import TaskClocks
from outlet_app.domain.rectification.rules import FROM, judge
from outlet_app.domain.rectification.task import ENDED, Task, TaskState
from tests.domain.holiday_plans import CALENDAR
from tests.domain.tables import each
from tests.support import tasks as t
from tests.support.builders import CLERK, MORNING, OUTLET, SUPERVISOR, event, registered

PAPER = PaperIssued("W16", "HH0101 整〔2026〕0001 号", 1, "0" * 64, 1)


def refused(task: Task | None, fact: Fact, **how: object) -> str:
    refusal = judge(task, t.told(fact, **how))  # type: ignore[arg-type]
    return refusal.code if refusal else ""


# -- The course


@each("state", list(TaskState))
def test_a_life_leads_to_every_state(state: TaskState) -> None:
    assert t.task_after(*t.LIVES[state]).state is state


@each("state", list(TaskState))
def test_every_step_of_a_life_is_legal(state: TaskState) -> None:
    task: Task | None = None
    for place, fact in enumerate(t.LIVES[state]):
        told = t.told(fact, minutes=place)
        assert judge(task, told) is None
        task = records.apply(task, told)  # type: ignore[assignment]
    assert task is not None
    assert task.events == len(t.LIVES[state])


ALLOWED = {
    "task.routed": {"opened", "assigned", "verified"},
    "task.assigned": {"opened", "assigned", "verified", "classified"},
    "task.verified": {"assigned", "verified"},
    "task.classified": {"verified"},
    "task.extended": {"assigned", "verified", "classified"},
    "task.mended": {"classified"},
    "task.appealed": {"assigned", "verified", "classified"},
    "task.reviewed": {"under_review"},
    "task.called_back": {"mended"},
    "task.closed": {"mended"},
}


@each("state", list(TaskState))
@each("fact", [one for one in t.every_fact() if one.KIND != "task.opened"])
def test_the_table_of_steps(state: TaskState, fact: TaskFact) -> None:
    task = replace(t.task_after(*t.LIVES[state]), reviewed=None, call=t.CONTENT)
    if fact.KIND == "task.classified":
        task = replace(task, appealed=None)
    told = refused(task, fact)
    allowed = state in ALLOWED[fact.KIND] and not (fact.KIND == "task.extended" and task.assigned is None)
    assert (told != "task.state") is allowed


def test_the_table_names_every_fact() -> None:
    assert {fact.KIND for fact in FROM if issubclass(fact, TaskFact)} == {*TASK_FACTS} - {"task.opened"}
    assert {fact.KIND for fact in t.every_fact()} == {*TASK_FACTS}
    assert set(TaskState) - ENDED == {state for state in TaskState if t.task_after(*t.LIVES[state]).is_open}


@each("fact", [PAPER, PrintFailed("HH0101 整〔2026〕0001 号", 1, "printer.no_answer")])
@each("state", list(TaskState))
def test_its_paper_can_be_printed_at_any_time(state: TaskState, fact: Fact) -> None:
    assert refused(t.task_after(*t.LIVES[state]), fact) == ""


def test_printed_papers_are_remembered() -> None:
    assert t.task_after(t.opened(), PAPER).papers == (PAPER,)


# -- The beginning


def test_a_task_begins_with_its_opening_by_the_city() -> None:
    assert refused(None, t.opened()) == ""
    assert refused(None, t.opened(), outlet=OUTLET) == "task.not_yours"
    assert refused(None, t.ASSIGNED) == "task.unknown"
    assert refused(t.task_after(t.opened()), t.opened()) == "task.exists"


@each("changes", [{"level": 3}, {"level": 5}, {"level": 0}, {"level": 9}, {"number": ""}, {"to_outlet": ""}])
def test_only_a_bad_review_with_a_number_and_a_place_is_a_task(changes: dict[str, object]) -> None:
    assert refused(None, t.opened(**changes)) == "task.incomplete"


@each("level", [1, 2])
def test_both_bad_levels_are_tasks(level: int) -> None:
    assert refused(None, t.opened(level=level)) == ""


def test_there_is_no_name_and_no_case_in_a_task() -> None:
    """Decisions 18: a bad review reaches the outlet without name, and nothing leads to its visitor."""
    names = set(t.opened().__dataclass_fields__)
    assert names - {"KIND"} == {
        "number", "to_outlet", "rated_outlet", "rated_by", "item", "month", "level", "assign_due",
        "appeal_due", "tags", "text", "calls",
    }  # fmt: skip
    assert t.opened().month == "2026-11"


# -- Who may


CITYS = [t.ROUTED, t.EXCLUDED, t.CONTENT]
OUTLETS = [t.ASSIGNED, t.VERIFIED, t.AT_ONCE, t.extended(), t.MENDED, t.APPEALED, t.CLOSED, PAPER]


@each("fact", CITYS)
def test_no_outlet_speaks_for_the_city(fact: TaskFact) -> None:
    assert isinstance(fact, OF_CITY)
    for state in TaskState:
        assert refused(t.task_after(*t.LIVES[state]), fact, outlet=OUTLET) == "task.not_yours"


@each("fact", OUTLETS)
def test_the_city_does_not_do_the_outlets_work(fact: Fact) -> None:
    for state in TaskState:
        assert refused(t.task_after(*t.LIVES[state]), fact, outlet="") == "task.not_yours"


@each("fact", OUTLETS)
def test_no_other_outlet_touches_it(fact: Fact) -> None:
    for state in TaskState:
        assert refused(t.task_after(*t.LIVES[state]), fact, outlet="1508001001") == "task.elsewhere"


@each("fact", OUTLETS)
@each("state", list(TaskState))
def test_the_rated_clerk_takes_no_step_at_all(state: TaskState, fact: Fact) -> None:
    assert refused(t.task_after(*t.LIVES[state]), fact, actor=CLERK) == "task.rated_clerk"


@each(
    ("to", "code"),
    [
        ((CLERK,), "task.only_rated"),
        ((t.OTHER,), ""),
        ((t.OTHER, CLERK), ""),
        ((SUPERVISOR,), ""),
        ((), "task.incomplete"),
        ((t.OTHER, t.OTHER), "task.incomplete"),
    ],
)
def test_it_is_never_given_to_the_rated_clerk_alone(to: tuple[str, ...], code: str) -> None:
    assert refused(t.task_after(t.opened()), replace(t.ASSIGNED, to=to)) == code
    assert refused(t.task_after(*t.LIVES["verified"]), replace(t.ASSIGNED, to=to)) == code


def test_other_people_get_the_same_clocks() -> None:
    later = TaskAssigned(
        (SUPERVISOR,),
        *(CLOCK for CLOCK in (t.CLOCKS.verify(MORNING + timedelta(9)),) * 3),
        t.CLOCKS.latest(MORNING),
    )
    task = t.task_after(*t.LIVES["classified"], later)
    assert task.handlers == (SUPERVISOR,)
    assert task.state is TaskState.CLASSIFIED
    assert task.mend_due == t.ASSIGNED.mend_due
    assert task.assigned is not None
    assert task.assigned.verify_due == t.ASSIGNED.verify_due


def test_a_task_routed_elsewhere_begins_anew_there_and_is_gone_here() -> None:
    task = t.task_after(*t.LIVES["verified"], t.ROUTED)
    assert (task.state, task.outlet, task.handlers) == (TaskState.OPENED, "1508001001", ())
    assert (task.verified, task.mend_due, task.assign_due) == (None, None, t.ROUTED.assign_due)
    assert refused(task, t.ASSIGNED) == "task.elsewhere"
    assert refused(task, t.ASSIGNED, outlet="1508001001") == ""


# -- What has to be said


@each("finding", list(Finding))
def test_only_what_is_mended_at_once_needs_no_reason(finding: Finding) -> None:
    task = t.task_after(*t.LIVES["verified"])
    silent = TaskClassified(finding)
    assert refused(task, silent) == ("" if finding is Finding.AT_ONCE else "task.incomplete")
    assert refused(task, replace(silent, reason="  \n ")) == refused(task, silent)
    assert refused(task, replace(silent, reason="有记录")) == ""


SENTENCES = [
    ("assigned", t.VERIFIED, "how"),
    ("assigned", t.VERIFIED, "found"),
    ("classified", t.MENDED, "measures"),
    ("classified", t.MENDED, "responsible"),
    ("classified", t.MENDED, "reply"),
    ("assigned", t.APPEALED, "reason"),
    ("assigned", t.extended(), "reason"),
    ("under_review", t.EXCLUDED, "reason"),
    ("opened", t.ROUTED, "reason"),
    ("mended", t.CLOSED, "archive_no"),
]


@each(("state", "fact", "name"), SENTENCES)
@each("text", ["", "   ", "\u200b", "字" * 1001, "完成\u0007", "好😀"])
def test_every_step_says_what_it_must(state: str, fact: TaskFact, name: str, text: str) -> None:
    task = replace(t.task_after(*t.LIVES[state]), call=t.CONTENT)
    assert refused(task, fact) == ""
    assert refused(task, replace(fact, **{name: text})) == "task.incomplete"  # type: ignore[arg-type]


@each("text", ["字" * 1000, "𬎆䶮", "布日古德·额尔敦", "第一行\n第二行"])
def test_long_rare_and_broken_lines_are_said_too(text: str) -> None:
    assert refused(t.task_after(*t.LIVES["assigned"]), TaskVerified(text, text)) == ""


# -- Appeal and exclusion


@each("finding", [Finding.MISTAKEN, Finding.MALICIOUS])
def test_nobody_excludes_a_review_of_ones_own(finding: Finding) -> None:
    assert finding.asks_city
    task = t.task_after(*t.LIVES["verified"], TaskClassified(finding, "有证据", t.CLOCKS.decide(MORNING)))
    assert task.state is TaskState.UNDER_REVIEW
    assert task.due == t.CLOCKS.decide(MORNING)
    for fact in (t.MENDED, t.CLOSED):
        assert refused(task, fact) == "task.state"


@each("finding", [Finding.AT_ONCE, Finding.BY_DATE, Finding.NO_BASIS])
def test_the_three_ways_of_handling_go_on_here(finding: Finding) -> None:
    assert not finding.asks_city
    task = t.task_after(*t.LIVES["verified"], TaskClassified(finding, "有记录"))
    assert task.state is TaskState.CLASSIFIED
    assert refused(task, t.MENDED) == ""


@each("ground", list(Ground))
@each("state", ["assigned", "verified", "classified"])
def test_the_rated_unit_may_appeal_on_every_ground(state: str, ground: Ground) -> None:
    task = t.task_after(*t.LIVES[state], TaskAppealed(ground, "有记录", t.CLOCKS.decide(MORNING)))
    assert task.state is TaskState.UNDER_REVIEW


def test_an_excluded_review_is_over() -> None:
    task = t.task_after(*t.LIVES["excluded"])
    assert not task.is_open
    assert task.due is None
    assert task.closed_at is not None


@each(
    ("before", "back"),
    [
        ((t.ASSIGNED, t.APPEALED), TaskState.ASSIGNED),
        ((t.ASSIGNED, t.VERIFIED, t.APPEALED), TaskState.VERIFIED),
        ((t.ASSIGNED, t.VERIFIED, t.AT_ONCE, t.APPEALED), TaskState.VERIFIED),
        ((t.ASSIGNED, t.VERIFIED, t.MISTAKEN), TaskState.VERIFIED),
    ],
)
def test_an_upheld_review_goes_on_with_one_new_limit(before: tuple[Fact, ...], back: TaskState) -> None:
    task = t.task_after(t.opened(), *before, t.UPHELD)
    assert task.state is back
    assert task.classified is None
    assert task.due == task.mend_due == t.UPHELD.mend_due


def test_the_decision_of_the_next_level_is_the_last() -> None:
    task = t.task_after(*t.LIVES["under_review"], t.UPHELD)
    assert refused(task, t.APPEALED) == "task.appealed"
    assert refused(task, t.MISTAKEN) == "task.appealed"
    assert refused(task, t.AT_ONCE) == ""


@each(("minutes", "code"), [(-1, ""), (0, ""), (1, "task.appeal_late")])
def test_an_appeal_comes_within_five_working_days_of_the_arrival(minutes: int, code: str) -> None:
    limit = t.CLOCKS.appeal(MORNING).at
    assert limit is not None
    late = (limit - MORNING) / timedelta(minutes=1) + minutes
    assert refused(t.task_after(*t.LIVES["assigned"]), t.APPEALED, minutes=late) == code


# -- Extension


@each(
    ("days", "code"), [(5, "task.too_long"), (6, ""), (15, ""), (16, "task.too_long"), (1, "task.too_long")]
)
def test_an_extension_ends_at_fifteen_working_days(days: int, code: str) -> None:
    assert refused(t.task_after(*t.LIVES["classified"]), t.extended(days)) == code


def test_there_is_one_extension() -> None:
    task = t.task_after(*t.LIVES["classified"], t.extended(7))
    assert task.mend_due == t.extended(7).mend_due
    assert task.due == task.mend_due
    assert refused(task, t.extended(9)) == "task.extended"


def test_a_limit_without_a_moment_extends_nothing() -> None:
    empty = replace(t.extended(), mend_due=replace(t.extended().mend_due, at=None))
    assert refused(t.task_after(*t.LIVES["classified"]), empty) == "task.too_long"


# -- Call-back and closing


def test_before_the_archive_the_reviewer_is_asked() -> None:
    task = t.task_after(*t.LIVES["mended"])
    assert task.call_is_due
    assert task.due == t.MENDED.call_due
    assert refused(task, t.CLOSED) == "task.call_first"
    for call in (t.CONTENT, t.NOT_REACHED):
        called = t.task_after(*t.LIVES["mended"], call)
        assert not called.call_is_due
        assert refused(called, t.CLOSED) == ""


def test_nobody_is_called_who_did_not_want_it() -> None:
    task = t.task_after(t.opened(calls=False), *t.LIVES["mended"][1:])
    assert not task.call_is_due
    assert task.due is None
    assert refused(task, t.CONTENT) == "task.no_call"
    assert refused(task, t.CLOSED) == ""


def test_somebody_not_content_gets_the_mending_another_time() -> None:
    task = t.task_after(*t.LIVES["mended"], t.NOT_CONTENT)
    assert (task.state, task.due, task.is_mended) == (TaskState.CLASSIFIED, t.NOT_CONTENT.mend_due, False)
    assert task.is_content is False
    again = t.task_after(*t.LIVES["mended"], t.NOT_CONTENT, t.MENDED)
    assert again.call_is_due
    assert again.calls_made == 1
    assert refused(again, t.CLOSED) == "task.call_first"


def test_whoever_was_not_reached_may_be_called_again() -> None:
    task = t.task_after(*t.LIVES["mended"], t.NOT_REACHED)
    assert task.is_content is None
    assert refused(task, t.CONTENT) == ""
    assert t.task_after(*t.LIVES["mended"], t.NOT_REACHED, t.CONTENT).is_content is True


def test_a_closed_task_keeps_its_archive_number() -> None:
    task = t.task_after(*t.LIVES["closed"])
    assert (task.archive_no, task.is_open, task.is_mended) == ("2026-差评-003", False, True)


@each(("minutes", "in_time"), [(0, True), (1, False)])
def test_in_time_is_by_the_limit_in_force(minutes: int, in_time: bool) -> None:
    limit = t.ASSIGNED.mend_due.at
    assert limit is not None
    told = [t.told(fact, minutes=place) for place, fact in enumerate(t.LIVES["classified"])]
    late = (limit - MORNING) / timedelta(minutes=1) + minutes
    task = records.fold([*told, t.told(t.MENDED, minutes=late)])
    assert isinstance(task, Task)
    assert task.in_time is in_time


def test_a_second_mending_does_not_make_the_first_one_punctual() -> None:
    limit = t.ASSIGNED.mend_due.at
    assert limit is not None
    late = (limit - MORNING) / timedelta(minutes=1) + 1
    told = [t.told(fact, minutes=place) for place, fact in enumerate(t.LIVES["classified"])]
    more = [
        t.told(fact, minutes=late + place) for place, fact in enumerate((t.MENDED, t.NOT_CONTENT, t.MENDED))
    ]
    task = records.fold([*told, *more])
    assert isinstance(task, Task)
    assert task.in_time is False


# -- Cases and tasks never mix


def test_a_tasks_step_never_stands_on_a_case() -> None:
    case = records.fold([event(registered())])
    for fact in t.every_fact():
        refusal = records.judge(case, t.told(fact))
        assert refusal == Refusal("task.unknown")


def test_a_cases_step_never_stands_on_a_task() -> None:
    task = t.task_after(t.opened())
    for fact in (registered(), Accepted()):
        assert records.judge(task, t.told(fact)) == Refusal("case.unknown")


def test_the_first_fact_tells_what_it_is() -> None:
    assert isinstance(records.fold([t.told(t.opened())]), Task)
    assert not isinstance(records.fold([event(registered())]), Task)
    assert records.judge(None, event(registered())) is None
    assert records.judge(None, t.told(t.opened())) is None
    assert records.judge(None, event(Accepted())) == Refusal("case.unknown")
    with pytest.raises(ValueError, match="at least one"):
        records.fold([])
    with pytest.raises(ValueError, match="begins with"):
        records.fold([t.told(t.ASSIGNED)])


def test_a_case_judged_by_itself_refuses_a_tasks_step_too() -> None:
    from outlet_app.domain.case import fold
    from outlet_app.domain.case import judge as judge_case

    case = fold([event(registered())])
    for fact in t.every_fact():
        assert judge_case(case, t.told(fact)) is not None


# -- The clocks

SHUT = BusinessHours()


@each(
    ("at", "by"),
    [
        ("2026-11-20 09:05", "2026-11-20 15:35"),
        ("2026-11-20 16:30", "2026-11-23 11:30"),
        ("2026-11-21 10:00", "2026-11-23 15:00"),
        ("2026-09-30 16:00", "2026-10-08 11:00"),
    ],
)
def test_it_is_assigned_within_four_hours_of_business(at: str, by: str) -> None:
    due = t.CLOCKS.assign(datetime.fromisoformat(at).replace(tzinfo=CST))
    assert due.at == datetime.fromisoformat(by).replace(tzinfo=CST)
    assert not due.assumed


@each(
    ("name", "day"),
    [
        ("verify", "2026-11-23"),
        ("classify", "2026-11-24"),
        ("mend", "2026-11-27"),
        ("latest", "2026-12-11"),
        ("call", "2026-11-23"),
        ("appeal", "2026-11-27"),
        ("decide", "2026-11-27"),
    ],
)
def test_the_other_limits_count_working_days_from_the_day_after(name: str, day: str) -> None:
    due = getattr(t.CLOCKS, name)(MORNING)
    assert due.at == SHUT.closing(datetime.fromisoformat(day).date())
    assert due.rule.startswith("task_")


def test_over_new_year_without_a_plan_the_limit_is_assumed() -> None:
    december = datetime(2026, 12, 30, 9, tzinfo=CST)
    assert t.CLOCKS.mend(december).assumed
    assert t.CLOCKS.assign(datetime(2026, 12, 31, 17, tzinfo=CST)).assumed
    assert not TaskClocks(read_calendar([]), SHUT).calendar.knows(2026)
    assert CALENDAR.knows(2026)


@each(
    ("state", "rule"),
    [
        ("opened", "task_assign"),
        ("assigned", "task_verify"),
        ("verified", "task_classify"),
        ("classified", "task_mend"),
        ("under_review", "task_decide"),
        ("mended", "task_call"),
        ("closed", ""),
        ("excluded", ""),
    ],
)
def test_each_step_has_its_own_clock(state: str, rule: str) -> None:
    due = t.task_after(*t.LIVES[state]).due
    assert (due.rule if due else "") == rule


def test_a_print_failure_changes_nothing_but_the_count() -> None:
    before = t.task_after(t.opened())
    after = t.task_after(t.opened(), PrintFailed("HH0101 整〔2026〕0001 号", 1, "printer.no_answer"))
    assert replace(after, events=1) == before
