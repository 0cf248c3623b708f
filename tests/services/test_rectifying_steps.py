"""差评整改 step by step: in every state of a task, what each step comes to and what it leaves behind."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from outlet_app.domain.facts.rectification import Finding, Ground, TaskFact
from outlet_app.domain.people import Person
from outlet_app.domain.problems import Refused
from outlet_app.domain.rectification.task import TaskState
from outlet_app.models.engine import open_database
from outlet_app.services.rectifying import Rectifying
from tests.support import tasks as t
from tests.support.bench import CLERK_PERSON, KEY, SUPERVISOR_PERSON, Bench, open_bench
from tests.support.builders import CLERK, MORNING, SUPERVISOR
from tests.support.task_bench import COLLEAGUE, arrive, city_tells, kinds_of

Step = Callable[[Rectifying], object]
DONE = "done"
LATER = (t.CLOCKS.mend(MORNING, 12).at or MORNING).date()
STEPS: dict[str, Step] = {
    "assign": lambda use: use.assign(t.TASK, [t.OTHER]),
    "verify": lambda use: use.verify(t.TASK, "调阅叫号记录", "等待 41 分钟，情况属实"),
    "classify": lambda use: use.classify(t.TASK, Finding.AT_ONCE),
    "extend": lambda use: use.extend(t.TASK, LATER, "要添设备"),
    "mend": lambda use: use.mend(t.TASK, "增设机动窗口", "王海燕", "已增设机动窗口"),
    "appeal": lambda use: use.appeal(t.TASK, Ground.NOT_OURS, "评的是银行窗口"),
    "close": lambda use: use.close(t.TASK, "2026-差评-003"),
}


def opened_with(facts: tuple[TaskFact, ...], folder: Path) -> Bench:
    """A bench whose task has come as far as these facts."""
    folder.mkdir(exist_ok=True)
    bench = open_bench(folder, MORNING)
    arrive(bench)
    for fact in facts:
        city_tells(bench, fact)
    return bench


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = opened_with((), tmp_path)
    yield opened
    opened.database.close()


def of(bench: Bench, person: Person = SUPERVISOR_PERSON) -> Rectifying:
    return bench.counter(person).rectifying


def outcome(bench: Bench, step: Step, person: Person = SUPERVISOR_PERSON) -> str:
    """What a step comes to; whatever is refused leaves the journal as it was."""
    before = kinds_of(bench)
    try:
        step(of(bench, person))
    except Refused as told:
        assert kinds_of(bench) == before
        return told.refusal.code
    assert len(kinds_of(bench)) == len(before) + 1
    return DONE


def taken(bench: Bench, person: Person = SUPERVISOR_PERSON) -> set[str]:
    """The steps that this person could take now, each tried on the task as it stands."""
    return set(of(bench, person).detail(t.TASK).allowed)


# -- Every state and every step (domain.md §7.5)

AS_FAR: Mapping[str, tuple[TaskFact, ...]] = {
    "opened": (),
    "assigned": (t.ASSIGNED,),
    "extended": (t.ASSIGNED, t.extended()),
    "extended and classified": (t.ASSIGNED, t.VERIFIED, t.extended(), t.BY_DATE),
    "no basis": (t.ASSIGNED, t.VERIFIED, t.NO_BASIS),
    "appealed": (t.ASSIGNED, t.APPEALED),
    "appealed in vain": (t.ASSIGNED, t.APPEALED, t.UPHELD),
    "verified": (t.ASSIGNED, t.VERIFIED),
    "classified": (t.ASSIGNED, t.VERIFIED, t.AT_ONCE),
    "under_review": (t.ASSIGNED, t.VERIFIED, t.MISTAKEN),
    "mended": (t.ASSIGNED, t.VERIFIED, t.AT_ONCE, t.MENDED),
    "called": (t.ASSIGNED, t.VERIFIED, t.AT_ONCE, t.MENDED, t.CONTENT),
    "not content": (t.ASSIGNED, t.VERIFIED, t.AT_ONCE, t.MENDED, t.NOT_CONTENT),
    "upheld": (t.ASSIGNED, t.VERIFIED, t.MISTAKEN, t.UPHELD),
    "excluded": (t.ASSIGNED, t.VERIFIED, t.MISTAKEN, t.EXCLUDED),
    "closed": (t.ASSIGNED, t.VERIFIED, t.AT_ONCE, t.MENDED, t.CONTENT, t.CLOSED),
}
NO = "task.state"
EXPECTED: Mapping[str, Mapping[str, str]] = {
    "opened": {
        "assign": DONE,
        "verify": NO,
        "classify": NO,
        "extend": NO,
        "mend": NO,
        "appeal": NO,
        "close": NO,
    },
    "assigned": {
        "assign": DONE,
        "verify": DONE,
        "classify": NO,
        "extend": DONE,
        "mend": NO,
        "appeal": DONE,
        "close": NO,
    },
    "extended": {
        "assign": DONE,
        "verify": DONE,
        "classify": NO,
        "extend": "task.extended",
        "mend": NO,
        "appeal": DONE,
        "close": NO,
    },
    "extended and classified": {
        "assign": DONE,
        "verify": NO,
        "classify": NO,
        "extend": "task.extended",
        "mend": DONE,
        "appeal": DONE,
        "close": NO,
    },
    "no basis": {
        "assign": DONE,
        "verify": NO,
        "classify": NO,
        "extend": DONE,
        "mend": DONE,
        "appeal": DONE,
        "close": NO,
    },
    "appealed": dict.fromkeys(STEPS, NO),
    "appealed in vain": {
        "assign": DONE,
        "verify": DONE,
        "classify": NO,
        "extend": DONE,
        "mend": NO,
        "appeal": "task.appealed",
        "close": NO,
    },
    "verified": {
        "assign": DONE,
        "verify": DONE,
        "classify": DONE,
        "extend": DONE,
        "mend": NO,
        "appeal": DONE,
        "close": NO,
    },
    "classified": {
        "assign": DONE,
        "verify": NO,
        "classify": NO,
        "extend": DONE,
        "mend": DONE,
        "appeal": DONE,
        "close": NO,
    },
    "under_review": dict.fromkeys(STEPS, NO),
    "mended": {**dict.fromkeys(STEPS, NO), "close": "task.call_first"},
    "called": {**dict.fromkeys(STEPS, NO), "close": DONE},
    "not content": {
        "assign": DONE,
        "verify": NO,
        "classify": NO,
        "extend": DONE,
        "mend": DONE,
        "appeal": DONE,
        "close": NO,
    },
    "upheld": {
        "assign": DONE,
        "verify": DONE,
        "classify": DONE,
        "extend": DONE,
        "mend": NO,
        "appeal": "task.appealed",
        "close": NO,
    },
    "excluded": dict.fromkeys(STEPS, NO),
    "closed": dict.fromkeys(STEPS, NO),
}


@pytest.mark.parametrize("far", AS_FAR)
def test_what_each_step_comes_to(far: str, tmp_path: Path) -> None:
    found = {}
    for name, step in STEPS.items():
        bench = opened_with(AS_FAR[far], tmp_path / name)
        found[name] = outcome(bench, step)
        bench.database.close()
    assert found == EXPECTED[far]


@pytest.mark.parametrize("far", AS_FAR)
def test_what_is_offered_is_what_would_be_taken(far: str, tmp_path: Path) -> None:
    bench = opened_with(AS_FAR[far], tmp_path)
    assert taken(bench) == {name for name, said in EXPECTED[far].items() if said == DONE}
    bench.database.close()


def test_a_task_sent_to_another_outlet_is_none_of_ours(bench: Bench) -> None:
    city_tells(bench, t.ASSIGNED)
    city_tells(bench, t.ROUTED)
    assert {name: outcome(bench, step) for name, step in STEPS.items()} == dict.fromkeys(
        STEPS, "task.not_seen"
    )


def test_a_task_that_never_came_is_none(bench: Bench) -> None:
    assert outcome(bench, lambda use: use.verify("task-none", "调阅录像", "情况属实")) == "task.unknown"
    assert outcome(bench, lambda use: use.print("task-none")) == "task.unknown"
    assert outcome(bench, lambda use: use.detail("task-none")) == "task.unknown"


# -- What somebody writes


@pytest.mark.parametrize("words", ["", "   ", "\n", "\t\u3000"])
def test_a_step_without_its_words_is_refused(bench: Bench, words: str) -> None:
    city_tells(bench, t.ASSIGNED)
    assert outcome(bench, lambda use: use.verify(t.TASK, words, "情况属实")) == "task.incomplete"
    assert outcome(bench, lambda use: use.verify(t.TASK, "调阅录像", words)) == "task.incomplete"
    assert outcome(bench, lambda use: use.appeal(t.TASK, Ground.NOT_OURS, words)) == "task.incomplete"
    city_tells(bench, t.VERIFIED)
    assert outcome(bench, lambda use: use.classify(t.TASK, Finding.BY_DATE, words)) == "task.incomplete"
    assert outcome(bench, lambda use: use.classify(t.TASK, Finding.AT_ONCE, words)) == DONE
    assert outcome(bench, lambda use: use.mend(t.TASK, words, "王海燕", "已改")) == "task.incomplete"
    assert outcome(bench, lambda use: use.mend(t.TASK, "增设窗口", words, "已改")) == "task.incomplete"
    assert outcome(bench, lambda use: use.mend(t.TASK, "增设窗口", "王海燕", words)) == "task.incomplete"


@pytest.mark.parametrize("words", ["䶮𬎆𠮷", "巴特尔·苏和", "等了 2 个小时；（详见录像）", "字" * 500])
def test_rare_names_and_long_words_come_back_as_they_were_written(bench: Bench, words: str) -> None:
    city_tells(bench, t.ASSIGNED)
    of(bench).verify(t.TASK, "调阅录像", words)
    verified = of(bench).detail(t.TASK).task.verified
    assert verified is not None
    assert verified.found == words


# -- People


@pytest.mark.parametrize(
    ("to", "said"),
    [
        ([], "task.incomplete"),
        ([CLERK], "task.only_rated"),
        ([t.OTHER, t.OTHER], "task.incomplete"),
        ([t.OTHER, CLERK], DONE),
        ([t.OTHER, SUPERVISOR], DONE),
        ([SUPERVISOR], DONE),
    ],
)
def test_to_whom_it_may_be_given(bench: Bench, to: list[str], said: str) -> None:
    assert outcome(bench, lambda use: use.assign(t.TASK, to)) == said


def test_given_again_the_one_before_sees_it_no_more(bench: Bench) -> None:
    head = of(bench)
    head.assign(t.TASK, [t.OTHER])
    assert [row.task_id for row in of(bench, COLLEAGUE).tasks()] == [t.TASK]
    head.assign(t.TASK, [SUPERVISOR])
    assert of(bench, COLLEAGUE).tasks() == ()
    assert outcome(bench, STEPS["verify"], COLLEAGUE) == "task.not_seen"


@pytest.mark.parametrize("far", AS_FAR)
def test_the_rated_clerk_takes_no_step_at_any_time(far: str, tmp_path: Path) -> None:
    bench = opened_with(AS_FAR[far], tmp_path)
    found = {name: outcome(bench, step, CLERK_PERSON) for name, step in STEPS.items()}
    heads = {"assign", "extend", "appeal", "close"}
    assert found == {name: "right.missing" if name in heads else "task.not_seen" for name in STEPS}
    bench.database.close()


# -- Clocks


def test_a_day_before_the_limit_or_the_limit_itself_is_no_extension(bench: Bench) -> None:
    city_tells(bench, t.ASSIGNED)
    limit = t.CLOCKS.mend(MORNING).at
    latest = t.CLOCKS.latest(MORNING).at
    assert limit is not None
    assert latest is not None
    tries = {
        limit.date() - timedelta(days=1): "task.too_long",
        limit.date(): "task.too_long",
        latest.date() + timedelta(days=1): "task.too_long",
        latest.date(): DONE,
    }
    assert {day: outcome(bench, _until(day)) for day in tries} == tries
    assert outcome(bench, _until(latest.date())) == "task.extended"


def _until(day: date) -> Step:
    return lambda use: use.extend(t.TASK, day, "要添设备")


def test_the_last_minute_for_an_appeal_is_one_and_the_next_is_not(tmp_path: Path) -> None:
    limit = t.CLOCKS.appeal(MORNING).at
    assert limit is not None
    found = {}
    for late in (0, 1):
        bench = opened_with((t.ASSIGNED,), tmp_path / str(late))
        bench.clock.forward(seconds=(limit - bench.clock.now()).total_seconds() + late)
        assert ("appeal" in taken(bench)) is not late
        found[late] = outcome(bench, STEPS["appeal"])
        bench.database.close()
    assert found == {0: DONE, 1: "task.appeal_late"}


def test_over_the_new_year_without_a_calendar_the_clock_says_that_it_assumes(tmp_path: Path) -> None:
    eve = datetime(2026, 12, 30, 1, tzinfo=UTC)
    bench = open_bench(tmp_path, eve)
    arrive(bench)
    of(bench).assign(t.TASK, [t.OTHER])
    (row,) = of(bench).tasks()
    assert row.due is not None
    assert row.due.at is not None
    clocks = {due.rule: due.assumed for due in _clocks(bench)}
    assert clocks == {"task_verify": False, "task_classify": True, "task_mend": True}
    bench.database.close()


def _clocks(bench: Bench) -> tuple[object, ...]:
    task = of(bench).detail(t.TASK).task
    assert task.assigned is not None
    return (task.assigned.verify_due, task.assigned.classify_due, task.mend_due)


# -- The program ends in the middle


def test_what_was_done_is_there_after_a_new_start(tmp_path: Path) -> None:
    bench = opened_with((t.ASSIGNED, t.VERIFIED), tmp_path)
    of(bench).classify(t.TASK, Finding.BY_DATE, "要添设备")
    before = of(bench).detail(t.TASK)
    bench.database.close()
    again = started_again(bench)
    assert of(again).detail(t.TASK) == before
    assert before.task.state is TaskState.CLASSIFIED
    assert outcome(again, STEPS["mend"]) == DONE
    again.database.close()


def started_again(bench: Bench) -> Bench:
    """The same machine after the program was ended."""
    database = open_database(bench.folder / "data" / "outlet.db", KEY, busy_ms=50)
    parts = (bench.reference, bench.spooler, bench.keystore, bench.witness)
    again = Bench(bench.folder, bench.clock, database, *parts)
    again.machine = replace(again.machine, new_id=bench.machine.new_id)
    return again
