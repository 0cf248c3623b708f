"""差评整改 at the outlet: what the head, the handlers and the rated clerk can see and do."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from outlet_app.domain.facts.rectification import Finding, Ground, TaskCalledBack, TaskFact
from outlet_app.domain.people import Person, Role
from outlet_app.domain.problems import Refused
from outlet_app.domain.rectification.quarters import Quarter, Share
from outlet_app.domain.rectification.task import TaskState
from outlet_app.domain.urgency import Urgency
from outlet_app.services.rectifying import HANDLERS_STEPS, HEADS_STEPS, Rectifying
from outlet_app.services.task_views import TaskDetail
from outlet_app.services.troubles import Trouble
from outlet_app.services.views import CaseFilter
from outlet_app.sync.wire import decode_event
from outlet_app.system.spooler import SpoolerTrouble
from tests.support import tasks as t
from tests.support.at_the_counter import answered
from tests.support.bench import CLERK_PERSON, SUPERVISOR_PERSON, Bench, open_bench
from tests.support.builders import CLERK, MORNING, OUTLET, SUPERVISOR
from tests.support.task_bench import COLLEAGUE, arrive, city_tells, entries_of, kinds_of

STRANGER = Person("1508260999", "李志强", frozenset({Role.CLERK}))


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


def of(bench: Bench, person: Person = SUPERVISOR_PERSON) -> Rectifying:
    return bench.counter(person).rectifying


def refused(work: Callable[[], object]) -> str:
    with pytest.raises(Refused) as told:
        work()
    return told.value.refusal.code


def detail(bench: Bench, person: Person = SUPERVISOR_PERSON) -> TaskDetail:
    return of(bench, person).detail(t.TASK)


def mended(bench: Bench) -> Rectifying:
    """A task handled as far as its mending."""
    arrive(bench)
    head = of(bench)
    head.assign(t.TASK, [t.OTHER])
    head.verify(t.TASK, "调阅叫号记录", "情况属实")
    head.classify(t.TASK, Finding.AT_ONCE)
    head.mend(t.TASK, "增设机动窗口", "王海燕", "已增设机动窗口")
    return head


# -- Who sees it


def test_the_head_sees_what_arrived(bench: Bench) -> None:
    arrive(bench)
    (row,) = of(bench).tasks()
    assert (row.number, row.state, row.level, row.item, row.month) == (
        t.NUMBER,
        TaskState.OPENED,
        2,
        2,
        "2026-11",
    )
    assert row.rated == "苏日娜"
    assert row.due is not None
    assert row.due.at == t.CLOCKS.assign(MORNING).at


@pytest.mark.parametrize("person", [CLERK_PERSON, COLLEAGUE, STRANGER])
def test_nobody_else_sees_that_there_is_one(bench: Bench, person: Person) -> None:
    arrive(bench)
    assert of(bench, person).tasks() == ()
    assert refused(lambda: of(bench, person).detail(t.TASK)) == "task.not_seen"


def test_whoever_handles_it_sees_it(bench: Bench) -> None:
    arrive(bench)
    of(bench).assign(t.TASK, [t.OTHER])
    assert [row.number for row in of(bench, COLLEAGUE).tasks()] == [t.NUMBER]
    assert of(bench, STRANGER).tasks() == ()


def test_the_rated_clerk_sees_nothing_even_as_one_of_several(bench: Bench) -> None:
    arrive(bench)
    of(bench).assign(t.TASK, [t.OTHER, CLERK])
    assert of(bench, CLERK_PERSON).tasks() == ()
    assert refused(lambda: of(bench, CLERK_PERSON).detail(t.TASK)) == "task.not_seen"


def test_a_head_who_was_rated_sees_nothing_either(bench: Bench) -> None:
    arrive(bench, rated_by=SUPERVISOR)
    assert of(bench).tasks() == ()
    assert refused(lambda: of(bench).assign(t.TASK, [t.OTHER])) == "task.not_seen"


def test_a_task_of_another_outlets_is_not_ours_any_more(bench: Bench) -> None:
    arrive(bench)
    city_tells(bench, t.ROUTED)
    assert of(bench).tasks() == ()


def test_there_is_none_where_none_arrived(bench: Bench) -> None:
    answered(bench)
    assert of(bench).tasks() == ()
    assert refused(lambda: of(bench).detail(t.TASK)) == "task.unknown"


def test_a_task_is_in_no_list_of_cases(bench: Bench) -> None:
    arrive(bench)
    counter = bench.counter(SUPERVISOR_PERSON)
    assert counter.desk.view().todo == ()
    assert counter.desk.view().unsent == ()
    assert counter.cases.page(CaseFilter(), 50).total == 0
    assert refused(lambda: counter.cases.detail(t.TASK)) == "case.unknown"


# -- The course


def test_from_the_arrival_to_the_archive(bench: Bench) -> None:
    head = mended(bench)
    assert refused(lambda: head.close(t.TASK, "2026-差评-001")) == "task.call_first"
    city_tells(bench, t.CONTENT)
    head.close(t.TASK, "2026-差评-001")
    told = detail(bench)
    assert told.task.state is TaskState.CLOSED
    assert told.task.archive_no == "2026-差评-001"
    assert told.allowed == frozenset()
    assert kinds_of(bench) == [
        "task.opened",
        "task.assigned",
        "task.verified",
        "task.classified",
        "task.mended",
        "task.called_back",
        "task.closed",
    ]


def test_each_step_gets_its_clock_from_this_outlets_hours(bench: Bench) -> None:
    arrive(bench)
    of(bench).assign(t.TASK, [t.OTHER])
    task = detail(bench).task
    assert task.assigned is not None
    assert task.assigned.verify_due == t.CLOCKS.verify(MORNING)
    assert task.assigned.classify_due == t.CLOCKS.classify(MORNING)
    assert task.mend_due == t.CLOCKS.mend(MORNING)
    assert task.assigned.latest_due == t.CLOCKS.latest(MORNING)


def test_the_handler_verifies_classifies_and_mends(bench: Bench) -> None:
    arrive(bench)
    of(bench).assign(t.TASK, [t.OTHER])
    colleague = of(bench, COLLEAGUE)
    colleague.verify(t.TASK, "调阅叫号记录", "情况属实")
    colleague.classify(t.TASK, Finding.BY_DATE, "要添设备")
    colleague.mend(t.TASK, "添了叫号机", "王海燕", "已添叫号机")
    task = detail(bench).task
    assert task.state is TaskState.MENDED
    assert task.verified_step is not None
    assert task.verified_step.by == t.OTHER
    assert task.mended is not None
    assert task.mended.call_due == t.CLOCKS.call(MORNING)


HEADS: dict[str, Callable[[Rectifying], None]] = {
    "assign": lambda use: use.assign(t.TASK, [t.OTHER]),
    "extend": lambda use: use.extend(t.TASK, date(2026, 12, 4), "要添设备"),
    "appeal": lambda use: use.appeal(t.TASK, Ground.NOT_OURS, "评的是银行窗口"),
    "close": lambda use: use.close(t.TASK, "2026-差评-001"),
}


@pytest.mark.parametrize("step", HEADS)
def test_some_steps_are_the_heads_alone(bench: Bench, step: str) -> None:
    arrive(bench)
    of(bench).assign(t.TASK, [t.OTHER])
    assert refused(lambda: HEADS[step](of(bench, COLLEAGUE))) == "right.missing"


@pytest.mark.parametrize("step", HEADS)
@pytest.mark.parametrize("person", [CLERK_PERSON, STRANGER])
def test_a_step_of_somebody_who_may_not_see_it_is_refused(bench: Bench, step: str, person: Person) -> None:
    arrive(bench)
    before = len(entries_of(bench))
    assert refused(lambda: HEADS[step](of(bench, person))) in ("right.missing", "task.not_seen")
    assert refused(lambda: of(bench, person).verify(t.TASK, "x", "y")) == "task.not_seen"
    assert len(entries_of(bench)) == before


def test_it_is_not_given_to_the_rated_clerk_alone_nor_to_nobody(bench: Bench) -> None:
    arrive(bench)
    assert refused(lambda: of(bench).assign(t.TASK, [CLERK])) == "task.only_rated"
    assert refused(lambda: of(bench).assign(t.TASK, [])) == "task.incomplete"
    assert kinds_of(bench) == ["task.opened"]


def test_the_rated_clerk_is_not_among_those_to_choose_from(bench: Bench) -> None:
    arrive(bench)
    assert [person.staff_no for person in detail(bench).colleagues] == sorted([SUPERVISOR, t.OTHER])


@pytest.mark.parametrize("finding", [Finding.MISTAKEN, Finding.MALICIOUS])
def test_what_is_no_fair_review_goes_to_the_next_level(bench: Bench, finding: Finding) -> None:
    arrive(bench)
    head = of(bench)
    head.assign(t.TASK, [SUPERVISOR])
    head.verify(t.TASK, "电话", "评价人说按错了")
    head.classify(t.TASK, finding, "评价人来电说明")
    task = detail(bench).task
    assert task.state is TaskState.UNDER_REVIEW
    assert task.decide_due == t.CLOCKS.decide(MORNING)
    city_tells(bench, t.EXCLUDED)
    assert detail(bench).task.state is TaskState.EXCLUDED


def test_an_extension_ends_with_business_on_its_day(bench: Bench) -> None:
    arrive(bench)
    head = of(bench)
    head.assign(t.TASK, [t.OTHER])
    head.extend(t.TASK, date(2026, 12, 4), "要添设备")
    assert detail(bench).task.mend_due == t.CLOCKS.until(date(2026, 12, 4))
    assert refused(lambda: head.extend(t.TASK, date(2026, 12, 8), "还要等")) == "task.extended"


def test_an_appeal_has_a_clock_and_an_end(bench: Bench) -> None:
    arrive(bench)
    head = of(bench)
    head.assign(t.TASK, [t.OTHER])
    head.appeal(t.TASK, Ground.DUPLICATE, "同一人评了两次")
    assert detail(bench).task.due == t.CLOCKS.decide(MORNING)
    city_tells(bench, t.UPHELD)
    assert "appeal" not in detail(bench).allowed
    assert refused(lambda: head.appeal(t.TASK, Ground.FACTS, "再说一次")) == "task.appealed"


def test_after_five_working_days_there_is_no_appeal(bench: Bench) -> None:
    arrive(bench)
    of(bench).assign(t.TASK, [t.OTHER])
    bench.clock.forward(days=8)
    assert "appeal" not in detail(bench).allowed
    assert refused(lambda: of(bench).appeal(t.TASK, Ground.FACTS, "有记录")) == "task.appeal_late"


def test_somebody_not_content_brings_it_back(bench: Bench) -> None:
    mended(bench)
    city_tells(bench, t.NOT_CONTENT)
    told = detail(bench)
    assert told.task.state is TaskState.CLASSIFIED
    assert "mend" in told.allowed


# -- What is offered


@pytest.mark.parametrize(
    ("facts", "heads", "handlers"),
    [
        ((), {"assign"}, set()),
        ((t.ASSIGNED,), {"assign", "verify", "extend", "appeal"}, {"verify"}),
        (
            (t.ASSIGNED, t.VERIFIED),
            {"assign", "verify", "classify", "extend", "appeal"},
            {"verify", "classify"},
        ),
        ((t.ASSIGNED, t.VERIFIED, t.AT_ONCE), {"assign", "mend", "extend", "appeal"}, {"mend"}),
        ((t.ASSIGNED, t.VERIFIED, t.AT_ONCE, t.MENDED), set(), set()),
        ((t.ASSIGNED, t.VERIFIED, t.AT_ONCE, t.MENDED, t.CONTENT), {"close"}, set()),
        ((t.ASSIGNED, t.VERIFIED, t.MISTAKEN), set(), set()),
    ],
)
def test_only_steps_that_would_be_taken_are_offered(
    bench: Bench, facts: tuple[TaskFact, ...], heads: set[str], handlers: set[str]
) -> None:
    arrive(bench)
    for fact in facts:
        city_tells(bench, fact)
    assert detail(bench).allowed == heads
    if facts:
        assert detail(bench, COLLEAGUE).allowed == handlers


def test_every_offered_step_has_its_fact() -> None:
    assert not set(HEADS_STEPS) & set(HANDLERS_STEPS)
    assert set(HEADS) == set(HEADS_STEPS)


# -- Clocks in the list


@pytest.mark.parametrize(
    ("hours", "urgency"),
    [(1, Urgency.TODAY), (8, Urgency.OVERDUE), (24 * 4, Urgency.OVERDUE)],
)
def test_a_row_says_how_pressing_it_is(bench: Bench, hours: int, urgency: Urgency) -> None:
    arrive(bench)
    bench.clock.forward(hours=hours)
    (row,) = of(bench).tasks()
    assert row.urgency is urgency


def test_open_tasks_stand_by_their_clocks_and_ended_ones_last(bench: Bench) -> None:
    arrive(bench, "task-a", number="CP-2026-0001")
    arrive(bench, "task-b", number="CP-2026-0002", assign_due=t.CLOCKS.assign(MORNING - timedelta(3)))
    arrive(bench, "task-c", number="CP-2026-0003")
    head = of(bench)
    head.assign("task-c", [SUPERVISOR])
    head.verify("task-c", "x", "y")
    head.classify("task-c", Finding.MISTAKEN, "z")
    city_tells(bench, t.EXCLUDED, "task-c")
    assert [row.number for row in head.tasks()] == ["CP-2026-0002", "CP-2026-0001", "CP-2026-0003"]


def test_the_steps_are_told_newest_first_with_names(bench: Bench) -> None:
    mended(bench)
    steps = detail(bench).steps
    assert [step.fact.KIND for step in steps][-1] == "task.opened"
    assert (steps[0].who, steps[0].outlet) == ("高云飞", OUTLET)
    assert steps[-1].outlet == ""


def test_what_the_city_refused_stays_without_effect(bench: Bench) -> None:
    arrive(bench)
    of(bench).assign(t.TASK, [t.OTHER])
    (mine,) = [entry for entry in entries_of(bench) if entry.kind == "task.assigned"]
    with bench.database.unit_of_work() as uow:
        uow.journal.place(t.TASK, mine.op_id, None, "rejected", "task.state")
        uow.commit()
    told = detail(bench)
    assert told.task.state is TaskState.OPENED
    assert [step.counts for step in told.steps if step.fact.KIND == "task.assigned"] == [False]


# -- The queue


def test_steps_go_into_the_ordinary_queue_in_order(bench: Bench) -> None:
    head = mended(bench)
    assert head is not None
    rows = [entry.kind for entry in entries_of(bench) if entry.state is not None]
    assert rows == ["task.assigned", "task.verified", "task.classified", "task.mended"]
    events = [decode_event(entry.body) for entry in entries_of(bench) if entry.state is not None]
    assert {event.outlet for event in events} == {OUTLET}


# -- W16


def text_of(pdf: bytes) -> str:
    document = pdfium.PdfDocument(pdf)
    try:
        return "".join("".join(page.get_textpage().get_text_range().split()) for page in document)
    finally:
        document.close()


def test_the_paper_says_what_was_found_and_done(bench: Bench) -> None:
    head = mended(bench)
    city_tells(bench, t.CONTENT)
    paper = head.print(t.TASK)
    assert (paper.form, paper.copy_no, paper.case_id) == ("W16", 1, None)
    told = text_of(bench.counter(SUPERVISOR_PERSON).papers.pdf(paper.paper_id))
    for words in (
        t.NUMBER, "2026年11月", "0837", "未在承诺时间内办结；服务态度生硬", "等了两个小时", "增设机动窗口",
        "保密，由市级掌握", "市级评价人员电话回访",
    ):  # fmt: skip
        assert words in told
    assert "".join(paper.number.split()) in told


def test_a_later_print_has_the_same_number_and_what_came_since(bench: Bench) -> None:
    arrive(bench)
    head = of(bench)
    first = head.print(t.TASK)
    head.assign(t.TASK, [t.OTHER])
    head.verify(t.TASK, "调阅叫号记录", "情况属实")
    second = head.print(t.TASK)
    assert (second.number, second.copy_no) == (first.number, 2)
    papers = bench.counter(SUPERVISOR_PERSON).papers
    assert "情况属实" not in text_of(papers.pdf(first.paper_id))
    assert "情况属实" in text_of(papers.pdf(second.paper_id))
    assert [paper.copy_no for paper in detail(bench).papers] == [2, 1]
    assert [paper.number for paper in detail(bench).task.papers] == [first.number] * 2


def test_two_tasks_have_two_numbers(bench: Bench) -> None:
    arrive(bench, "task-a", number="CP-2026-0001")
    arrive(bench, "task-b", number="CP-2026-0002")
    head = of(bench)
    assert head.print("task-a").number != head.print("task-b").number


def test_the_handler_prints_it_and_the_rated_clerk_does_not(bench: Bench) -> None:
    arrive(bench)
    of(bench).assign(t.TASK, [t.OTHER])
    assert of(bench, COLLEAGUE).print(t.TASK).form == "W16"
    assert refused(lambda: of(bench, CLERK_PERSON).print(t.TASK)) == "task.not_seen"


def test_its_paper_is_on_nobodys_first_page(bench: Bench) -> None:
    """The list of unconfirmed prints is for whoever is signed in, also for the rated clerk."""
    arrive(bench)
    of(bench).print(t.TASK)
    for person in (CLERK_PERSON, SUPERVISOR_PERSON):
        counter = bench.counter(person)
        assert counter.papers.unconfirmed() == ()
        assert counter.desk.view().unconfirmed == ()


def test_a_printer_that_is_off_is_told_and_the_paper_stays(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrive(bench)
    paper = of(bench).print(t.TASK)

    def off(*_told: object) -> None:
        raise SpoolerTrouble("printer.no_answer")

    monkeypatch.setattr(bench.spooler, "spool", off)
    with pytest.raises(Trouble) as trouble:
        bench.counter(SUPERVISOR_PERSON).papers.spool(paper.paper_id, 1)
    assert trouble.value.code == "printer.no_answer"
    assert [one.paper_id for one in detail(bench).papers] == [paper.paper_id]


# -- Figures


def test_the_heads_quarter_counts_this_outlets_reviews(bench: Bench) -> None:
    head = mended(bench)
    city_tells(bench, t.CONTENT)
    arrive(bench, "task-2", number="CP-2026-0008", rated_outlet="1508001001")
    told = head.quarter()
    assert told.quarter == Quarter(2026, 4)
    assert (told.figures.raw, told.figures.in_time, told.figures.called) == (1, Share(1, 1), Share(1, 1))
    assert told.publish_by.date() == Quarter(2026, 4).published_by(bench.reference.calendar)
    assert head.quarter(Quarter(2026, 3)).figures.raw == 0


@pytest.mark.parametrize("person", [CLERK_PERSON, COLLEAGUE])
def test_a_clerk_has_no_figures(bench: Bench, person: Person) -> None:
    arrive(bench)
    assert refused(lambda: of(bench, person).quarter()) == "right.missing"


# -- L12


def test_the_ledger_has_one_line_a_task_as_it_stands(bench: Bench) -> None:
    mended(bench)
    view = bench.counter(SUPERVISOR_PERSON).ledgers.view("L12", MORNING.date(), MORNING.date())
    (line,) = view.lines
    assert line.case_no == t.NUMBER
    assert line.cells["rated"] == "苏日娜 0837"
    assert line.cells["handlers"] == "王海燕 0412"
    assert (line.cells["finding"], line.cells["measures"], line.cells["task"]) == (
        "at_once",
        "增设机动窗口",
        "mended",
    )
    assert line.cells["matter"] == "业务咨询"


def test_the_ledger_keeps_to_its_days(bench: Bench) -> None:
    arrive(bench)
    ledgers = bench.counter(SUPERVISOR_PERSON).ledgers
    bench.clock.forward(days=3)
    day = MORNING.date()
    assert ledgers.view("L12", day + timedelta(1), day + timedelta(3)).lines == ()
    assert len(ledgers.view("L12", day, day).lines) == 1


def test_a_head_who_was_rated_does_not_read_the_own_line(bench: Bench) -> None:
    arrive(bench, rated_by=SUPERVISOR)
    view = bench.counter(SUPERVISOR_PERSON).ledgers.view("L12", MORNING.date(), MORNING.date())
    assert view.lines == ()


def test_a_second_answer_of_the_reviewers_is_the_one_that_counts(bench: Bench) -> None:
    head = mended(bench)
    city_tells(bench, t.NOT_REACHED)
    city_tells(bench, TaskCalledBack(t.CONTENT.content, "后来联系上了"))
    assert detail(bench).task.is_content is True
    head.close(t.TASK, "2026-差评-002")
    assert detail(bench).task.state is TaskState.CLOSED
