"""`city-server tasks`: from a sealed bad review to its archive, over a real city and real counters."""

import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from city_server import cli, reviews, schema
from city_server.store import Store
from city_server.tasks import TaskRefused, tell
from outlet_app.domain.calendar import CST
from outlet_app.domain.events import AnsweredOnSpot, Fact, PaperIssued
from outlet_app.domain.facts.rectification import TaskAppealed, TaskClosed, TaskFact, TaskOpened
from outlet_app.domain.rectification.rules import fold
from outlet_app.domain.rectification.task import Task, TaskState
from outlet_app.domain.reviews.answers import Answer
from outlet_app.domain.reviews.levels import Level
from outlet_app.domain.reviews.tags import TAGS
from outlet_app.services.recorder import op_of
from outlet_app.sync import wire
from tests.server.test_server_review_commands import pem_of
from tests.support import tasks as t
from tests.support.builders import CLERK, ENTERPRISE, SUPERVISOR
from tests.support.cities import NewCounter, census
from tests.support.counter import Counter
from tests.support.reviewing import CITY
from tests.support.server import RESOURCES, ServerProcess
from tests.support.visits import Visit

READER = "1508000001"
BAD = Answer(Level.DISSATISFIED, tags=TAGS[Level.DISSATISFIED][2:4], text="等了两个小时", call_back=True)


@dataclass
class Office:
    """Whoever reads reviews in the city, by commands."""

    city: ServerProcess
    key: Path
    capsys: pytest.CaptureFixture[str]
    said: str = ""

    def tasks(self, verb: str, *words: str, code: int = 0) -> dict[str, object]:
        """Run a command; what it printed, the first line of it."""
        told = ["tasks", verb, "--database", self.city.database.url, *words]
        if verb in ("open", "show"):
            told += ["--key", str(self.key)]
        if verb not in ("list", "show"):
            told += ["--resources", str(RESOURCES)]
        if verb in ("open", "route", "decide", "call"):
            told += ["--by", READER]
        self.capsys.readouterr()
        assert cli.main(told) == code
        out = self.capsys.readouterr()
        self.said = out.err
        lines = [json.loads(line) for line in out.out.splitlines()]
        return lines[0] if lines else {}

    def waiting(self, outlet: str) -> list[str]:
        """Bad reviews without a task."""
        told = ["reviews", "list", "--database", self.city.database.url, "--key", str(self.key)]
        self.capsys.readouterr()
        assert cli.main([*told, "--outlet", outlet, "--bad"]) == 0
        return [str(json.loads(line)["review"]) for line in self.capsys.readouterr().out.splitlines()]

    def opened(self, op_id: str, *words: str) -> str:
        """The task of a review; its number."""
        return str(self.tasks("open", "--review", op_id, *words)["number"])


@pytest.fixture
def office(city: ServerProcess, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Office:
    store = Store(city.database.url)
    store.settle(lambda conn: reviews.register_key(conn, CITY.public))
    store.close()
    return Office(city, pem_of(CITY, tmp_path / "key.pem"), capsys)


class Window:
    """A counter of the outlet: its visitor, its queue, and what it holds of a task."""

    def __init__(self, one: Counter, city: ServerProcess, answer: Answer = BAD) -> None:
        self.one = one
        store = Store(city.database.url)
        with store.read() as conn:
            told = reviews.key_told(conn)
        store.close()
        assert told is not None
        key = wire.ReviewKey(public=CITY.public.hex(), mark=told.mark)
        self.visit = Visit(one, key, AnsweredOnSpot("可以"), applicant=ENTERPRISE)
        self.op_id = self.visit.rated(answer)
        one.sync()

    @property
    def task_id(self) -> str:
        """The one task that has come down."""
        with self.one.database.reading() as uow:
            found = [
                entries[0].case_id
                for entries in uow.journal.of_cases(uow.journal.all_case_ids()).values()
                if entries[0].kind == TaskOpened.KIND
            ]
        (task_id,) = found
        assert task_id is not None
        return task_id

    @property
    def task(self) -> Task:
        """The task as this counter sees it."""
        entries = self.one.history(self.task_id)
        return fold(
            wire.decode_event(entry.body) for entry in entries if entry.verdict not in ("rejected", "parked")
        )

    def say(self, *facts: Fact, actor: str = SUPERVISOR) -> list[tuple[str, str | None, str]]:
        """Save facts of the task and send them; the verdicts they got."""
        events = [replace(self.one.event(self.task_id, fact), actor=actor) for fact in facts]
        self.one.save_raw([op_of(event) for event in events])
        self.one.sync()
        given = {op_id: (op_id, verdict, code) for op_id, verdict, code in self._verdicts()}
        return [given[event.op_id] for event in events]

    def _verdicts(self) -> list[tuple[str, str | None, str]]:
        return [(entry.op_id, entry.verdict, entry.code) for entry in self.one.history(self.task_id)]


@pytest.fixture
def window(city: ServerProcess, counter: NewCounter, office: Office) -> Window:
    return Window(counter(city), city)


@pytest.fixture
def handled(window: Window, office: Office) -> Window:
    """The same, its task opened and come down."""
    office.opened(window.op_id)
    window.one.sync()
    return window


def now_clocked(fact: TaskFact) -> TaskFact:
    """The samples' limits lie in November 2026; these are real days."""
    later = datetime.now(CST) + timedelta(days=9)
    moved = {
        name: replace(value, at=later)
        for name in fact.__dataclass_fields__
        if name.endswith("_due") and (value := getattr(fact, name)) is not None
    }
    return replace(fact, **moved)  # type: ignore[arg-type]


ASSIGNED, MENDED = now_clocked(t.ASSIGNED), now_clocked(t.MENDED)


def test_a_bad_review_waits_until_it_has_a_task(window: Window, office: Office, outlet: str) -> None:
    assert office.waiting(outlet) == [window.op_id]
    office.opened(window.op_id)
    assert office.waiting(outlet) == []


def test_the_task_comes_down_without_name_case_or_day(handled: Window, office: Office, outlet: str) -> None:
    (entry,) = handled.one.history(handled.task_id)
    assert (entry.kind, entry.case_n, entry.verdict) == ("task.opened", 1, "applied")
    fact = handled.task.opened
    assert (fact.to_outlet, fact.rated_outlet, fact.rated_by, fact.item) == (outlet, outlet, CLERK, 2)
    assert (fact.level, fact.tags, fact.text, fact.calls) == (2, BAD.tags, BAD.text, True)
    body = entry.body.decode()
    for secret in (handled.visit.case_no, handled.visit.case_id, handled.op_id, "刘建平", "13800002046"):
        assert secret not in body
    day = datetime.now(CST)
    assert fact.month == f"{day:%Y-%m}"


def test_only_the_outlets_own_counters_get_it(
    city: ServerProcess, counter: NewCounter, handled: Window, bystander: Counter
) -> None:
    colleague = counter(city)
    colleague.sync()
    assert [entry.kind for entry in colleague.history(handled.task_id)] == ["task.opened"]
    bystander.sync()
    assert bystander.history(handled.task_id) == ()


def test_from_the_arrival_to_the_archive(handled: Window, office: Office) -> None:
    number = handled.task.number
    given = handled.say(ASSIGNED, t.VERIFIED, t.AT_ONCE, MENDED)
    assert [verdict for _, verdict, _ in given] == ["applied"] * 4
    (closing,) = handled.say(t.CLOSED)
    assert closing[1:] == ("rejected", "task.call_first")
    told = office.tasks("call", "--number", number, "--content", "yes", "--note", "表示满意")
    assert told["state"] == "mended"
    handled.one.sync()
    assert handled.task.is_content is True
    (closing,) = handled.say(TaskClosed("2026-差评-001"))
    assert closing[1] == "applied"
    assert office.tasks("show", "--number", number)["state"] == "closed"
    assert handled.task.state is TaskState.CLOSED


def test_both_ledgers_agree_with_a_task_in_them(
    city: ServerProcess, handled: Window, office: Office, outlet: str
) -> None:
    handled.say(ASSIGNED, t.VERIFIED)
    assert census(city, outlet).tally == handled.one.tally()


def test_the_rated_clerk_is_refused_by_the_city_too(handled: Window) -> None:
    given = handled.say(ASSIGNED, actor=CLERK)
    assert [told[1:] for told in given] == [("rejected", "task.rated_clerk")]


def test_nor_is_it_given_to_the_rated_clerk_alone(handled: Window) -> None:
    (given,) = handled.say(replace(t.ASSIGNED, to=(CLERK,)))
    assert given[1:] == ("rejected", "task.only_rated")


@pytest.mark.parametrize("fact", [t.EXCLUDED, t.CONTENT, t.opened(number="CP-2026-9999")])
def test_no_counter_speaks_for_the_city(handled: Window, fact: TaskFact) -> None:
    (given,) = handled.say(fact)
    assert given[1:] == ("rejected", "task.not_yours")


def test_a_counter_that_claims_to_be_the_city_is_parked(handled: Window) -> None:
    event = replace(handled.one.event(handled.task_id, t.EXCLUDED), outlet="")
    handled.one.save_raw([op_of(event)])
    handled.one.sync()
    entry = next(one for one in handled.one.history(handled.task_id) if one.op_id == event.op_id)
    assert (entry.verdict, entry.code) == ("parked", "FOREIGN_OUTLET")


def test_a_cases_step_on_a_task_and_a_tasks_step_on_a_case_are_refused(handled: Window) -> None:
    (given,) = handled.say(AnsweredOnSpot("可以"))
    assert given[1:] == ("rejected", "case.unknown")
    one, case_id = handled.one, handled.visit.case_id
    (op_id,) = one.save(case_id, t.VERIFIED)
    one.sync()
    told = {entry.op_id: (entry.verdict, entry.code) for entry in one.history(case_id)}
    assert told[op_id] == ("rejected", "task.unknown")


def test_its_paper_has_a_number_of_its_own(handled: Window) -> None:
    paper = PaperIssued("W16", f"HH0101 整〔2026〕{handled.task_id[:6]} 号", 1, "0" * 64, 1)
    (given,) = handled.say(paper)
    assert given[1] == "applied"
    (again,) = handled.say(paper)
    assert again[1:] == ("parked", "PAPER_NO_TAKEN")


# -- Opening


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Answer(Level.BASICALLY_SATISFIED), "not a bad one"),
        (Answer(Level.VERY_SATISFIED), "not a bad one"),
    ],
)
def test_a_good_review_is_no_task(
    city: ServerProcess, counter: NewCounter, office: Office, answer: Answer, said: str
) -> None:
    window = Window(counter(city), city, answer)
    office.tasks("open", "--review", window.op_id, code=1)
    assert said in office.said


def test_a_review_has_one_task(handled: Window, office: Office) -> None:
    office.tasks("open", "--review", handled.op_id, code=1)
    assert "has a task already" in office.said


def test_an_unknown_review_is_said(office: Office) -> None:
    office.tasks("open", "--review", "rev-nobody", code=1)
    assert "no review rev-nobody" in office.said


def test_without_the_key_there_is_no_task(window: Window, office: Office, tmp_path: Path) -> None:
    office.key = pem_of(wire.SealKey.make(), tmp_path / "other.pem")
    office.tasks("open", "--review", window.op_id, code=1)
    assert "does not open with this key" in office.said


@pytest.mark.parametrize(
    ("words", "text"),
    [((), BAD.text), (("--text", "等候时间长"), "等候时间长"), (("--no-text",), "")],
)
def test_the_reader_may_keep_words_back_that_would_name_somebody(
    window: Window, office: Office, words: tuple[str, ...], text: str
) -> None:
    office.opened(window.op_id, *words)
    window.one.sync()
    assert window.task.opened.text == text


def test_a_clerk_who_leads_the_outlet_does_not_get_the_own_task(
    city: ServerProcess, window: Window, office: Office, outlet: str, any_city: object
) -> None:
    store = Store(city.database.url)
    with store.write() as conn:
        codes = schema.enrolment
        conn.execute(update(codes).where(codes.c.outlet == outlet).values(staff_no=CLERK))
    store.close()
    office.tasks("open", "--review", window.op_id, code=1)
    assert f"{CLERK} leads outlet {outlet}" in office.said
    told = office.tasks("open", "--review", window.op_id, "--to", "1508001001")
    assert (told["outlet"], told["rated_outlet"]) == ("1508001001", outlet)


def test_an_outlet_that_is_none_is_said(window: Window, office: Office) -> None:
    office.tasks("open", "--review", window.op_id, "--to", "1508009999", code=1)
    assert "no outlet 1508009999" in office.said


def test_numbers_run_through_the_year(city: ServerProcess, counter: NewCounter, office: Office) -> None:
    one, other = Window(counter(city), city), Window(counter(city), city)
    first, second = office.opened(one.op_id), office.opened(other.op_id)
    year, before = first.removeprefix("CP-").split("-")
    assert year == str(datetime.now(CST).year)
    assert second == f"CP-{year}-{int(before) + 1:04d}"


# -- What the city tells


def test_a_task_can_be_routed_and_is_then_somebody_elses(
    handled: Window, office: Office, outlet: str
) -> None:
    number = handled.task.number
    told = office.tasks("route", "--number", number, "--to", "1508001001", "--reason", "网点只有一人")
    assert (told["outlet"], told["state"]) == ("1508001001", "opened")
    handled.one.sync()
    (given,) = handled.say(ASSIGNED)
    assert given[1:] == ("rejected", "task.elsewhere")


@pytest.mark.parametrize(("word", "state"), [("--exclude", "excluded"), ("--uphold", "verified")])
def test_the_next_level_decides(handled: Window, office: Office, word: str, state: str) -> None:
    handled.say(ASSIGNED, t.VERIFIED, now_clocked(t.MISTAKEN))
    assert handled.task.state is TaskState.UNDER_REVIEW
    told = office.tasks("decide", "--number", handled.task.number, word, "--reason", "已核对")
    assert told["state"] == state
    handled.one.sync()
    assert handled.task.state == state
    assert (handled.task.mend_due is not None) or state == "excluded"


def test_a_decision_nobody_asked_for_is_refused(handled: Window, office: Office) -> None:
    office.tasks("decide", "--number", handled.task.number, "--exclude", "--reason", "x", code=1)
    assert "task.state" in office.said


def test_a_task_that_is_none_is_said(office: Office) -> None:
    for verb, *words in (
        ("show",),
        ("call", "--content", "yes"),
        ("decide", "--exclude", "--reason", "x"),
        ("route", "--to", "1508001001", "--reason", "x"),
    ):
        office.tasks(verb, "--number", "CP-1999-0001", *words, code=1)
        assert "no task CP-1999-0001" in office.said


def test_whom_to_call_is_shown_to_the_holder_of_the_key_only(handled: Window, office: Office) -> None:
    told = office.tasks("show", "--number", handled.task.number)
    assert told["case_no"] == handled.visit.case_no
    assert told["call"] == {"name": "刘建平", "phone": "13800002046"}
    listed = office.tasks("list")
    assert "call" not in listed
    assert "case_no" not in listed


def test_an_unnamed_reviewer_is_nobody_to_call(
    city: ServerProcess, counter: NewCounter, office: Office
) -> None:
    window = Window(counter(city), city, Answer(Level.DISSATISFIED, withheld=True, anonymous=True))
    number = office.opened(window.op_id)
    assert office.tasks("show", "--number", number)["call"] == {}
    window.one.sync()
    window.say(ASSIGNED, t.VERIFIED, t.AT_ONCE, MENDED)
    office.tasks("call", "--number", number, "--content", "yes", code=1)
    assert "task.no_call" in office.said


def test_somebody_not_content_sends_it_back(handled: Window, office: Office) -> None:
    handled.say(ASSIGNED, t.VERIFIED, t.AT_ONCE, MENDED)
    told = office.tasks("call", "--number", handled.task.number, "--content", "no", "--note", "还是要等")
    assert told["state"] == "classified"
    handled.one.sync()
    assert handled.task.call is not None
    assert handled.task.call.note == "还是要等"
    assert handled.task.due == handled.task.mend_due
    (given,) = handled.say(MENDED)
    assert given[1] == "applied"


def test_a_late_appeal_is_refused_by_the_city(handled: Window) -> None:
    handled.say(ASSIGNED)
    limit = handled.task.appeal_due.at
    assert limit is not None
    fact = now_clocked(t.APPEALED)
    assert isinstance(fact, TaskAppealed)
    event = replace(
        handled.one.event(handled.task_id, fact), actor=SUPERVISOR, at=limit + timedelta(minutes=1)
    )
    handled.one.save_raw([op_of(event)])
    handled.one.sync()
    entry = next(one for one in handled.one.history(handled.task_id) if one.op_id == event.op_id)
    assert (entry.verdict, entry.code) == ("rejected", "task.appeal_late")


# -- Lists and figures


def test_the_list_is_by_outlet(handled: Window, office: Office, outlet: str) -> None:
    mine = office.tasks("list", "--outlet", outlet)
    assert (mine["number"], mine["state"]) == (handled.task.number, "opened")
    assert mine["due"]
    assert office.tasks("list", "--outlet", "1508009999") == {}


def test_a_quarter_counts_the_city_and_each_outlet(handled: Window, office: Office, outlet: str) -> None:
    now = datetime.now(CST)
    asked = ["--year", str(now.year), "--quarter", str((now.month - 1) // 3 + 1)]
    whole = office.tasks("quarter", *asked)
    assert whole["outlet"] == ""
    assert isinstance(whole["raw"], int)
    assert whole["raw"] >= 1
    assert whole["publish_by"]
    past = office.tasks("quarter", "--year", "2001", "--quarter", "1")
    assert (past["raw"], past["days"]) == (0, None)
    assert past["closed"] == {"part": 0, "whole": 0}


def test_an_excluded_review_is_handed_over_as_not_effective(
    handled: Window, office: Office, outlet: str, tmp_path: Path
) -> None:
    handled.say(ASSIGNED, t.VERIFIED, now_clocked(t.MISTAKEN))
    office.tasks("decide", "--number", handled.task.number, "--exclude", "--reason", "确认误评")
    assert _handed(office, outlet, tmp_path / "one")["effective"] == "0"


def test_a_mended_review_is_handed_over_with_what_was_done(
    handled: Window, office: Office, outlet: str, tmp_path: Path
) -> None:
    handled.say(ASSIGNED, t.VERIFIED, t.AT_ONCE, MENDED)
    told = _handed(office, outlet, tmp_path / "one")
    assert (told["effective"], told["rectification"], told["reply"]) == (
        "1",
        t.MENDED.measures,
        t.MENDED.reply,
    )


def _handed(office: Office, outlet: str, out: Path) -> dict[str, str]:
    told = ["--database", office.city.database.url, "--key", str(office.key), "--outlet", outlet]
    told += ["--resources", str(RESOURCES), "--out", str(out)]
    assert cli.main(["reviews", "hand-over", *told]) == 0
    (line,) = out.read_text(encoding="utf-8").splitlines()
    found: dict[str, str] = json.loads(line)
    return found


def test_a_step_the_city_may_not_take_leaves_nothing_behind(city: ServerProcess, handled: Window) -> None:
    store = Store(city.database.url)
    with pytest.raises(TaskRefused, match=r"task\.state"), store.write() as conn:
        tell(conn, handled.task_id, t.CONTENT, READER)
    with store.read() as conn:
        told = select(func.count()).where(schema.op.c.case_id == handled.task_id)
        assert conn.scalar(told) == 1
    store.close()
    assert handled.one.sync().pulled == 0
