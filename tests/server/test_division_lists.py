"""The other lists of the division's pages, who may sign in at them, and what forms and words are made of."""

import json
import re
import secrets
import ssl
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import httpx
import pytest
from sqlalchemy import Connection

from city_server import cli, schema, word
from city_server.contact import Contact, troubles
from city_server.division import diary, once, staff, style
from city_server.division.places import Place
from city_server.division.visit import BadForm, clean, read_form
from city_server.tasks import read_task
from outlet_app.domain.applicant import Applicant, ApplicantKind
from outlet_app.domain.calendar import CST
from outlet_app.domain.case import Case
from outlet_app.domain.catalogue import ClockKind
from outlet_app.domain.events import ClockTrust, DueStamp, Fact, Situation
from outlet_app.domain.facts.delay import DelayExplained, DelayReason
from outlet_app.domain.facts.rectification import TaskFact
from outlet_app.domain.oversight import Concern, Rung
from outlet_app.domain.rectification.task import Task, TaskState
from outlet_app.services.reading import read_case
from outlet_app.sync import wire
from outlet_app.sync.wire import Verdict
from outlet_app.ui.theme.tokens import COLOUR_NAMES, DARK, HIGH_CONTRAST, LIGHT
from outlet_app.wording import division as words
from outlet_app.wording import division_sentences as say
from tests.support import tasks as t
from tests.support.beating import beat_of
from tests.support.certificates import Authority
from tests.support.cities import NewCounter, NewMachine
from tests.support.counter import Counter
from tests.support.division import NAME, PASSWORD, Visitor, hire, new_number, on, signed_in
from tests.support.machines import Machine
from tests.support.server import ServerProcess, SqliteCity

HOME = "1508212001"


@pytest.fixture
def member(city: ServerProcess) -> Iterator[Visitor]:
    one = signed_in(city)
    yield one
    one.close()


def past(days: int = 9) -> DueStamp:
    return DueStamp("answer", ClockKind.WORKDAYS, datetime.now(CST) - timedelta(days=days))


def late(one: Counter, **changes: object) -> tuple[str, str]:
    """A question whose limit has passed; its id and its number."""
    who = Applicant(ApplicantKind.PERSON, "阿拉坦·额尔敦", phone="13800002046")
    told = {"consulting": True, "dues": (past(),), "situation": Situation.COLLEAGUE, "applicant": who}
    case_id = one.register(**{**told, **changes})  # type: ignore[arg-type]
    one.sync()
    return case_id, case_of(one, case_id).case_no


def case_of(one: Counter, case_id: str) -> Case:
    one.sync()
    reading = read_case(one.history(case_id))
    assert reading is not None
    return reading.case


def records(city: ServerProcess, visitor: Visitor) -> list[tuple[str, str]]:
    found = on(city.database, lambda conn: list(diary.lines(conn, visitor.staff_no)))
    return [(one.what, one.about) for one in reversed(found)]


def test_what_is_late_is_listed_without_a_name(
    city: ServerProcess, member: Visitor, counter: NewCounter, outlet: str
) -> None:
    _, number = late(counter(city))
    page = member.go(Place.OVERSEEN, outlet=outlet)
    line = page.text.partition(number)[2]
    assert "到期未答复、超期未说明" in line
    assert "已超期，市级督办" in line
    assert not any(told in page.answer.text for told in ("阿拉坦", "13800002046", "商标转让"))
    assert number in member.go(Place.OVERSEEN).text


def test_what_is_the_outlets_own_affair_is_shown_on_demand(
    city: ServerProcess, member: Visitor, counter: NewCounter, outlet: str
) -> None:
    _, number = late(counter(city), dues=(), situation=Situation.UNCLEAR)
    assert number not in member.go(Place.OVERSEEN, outlet=outlet).text
    page = member.go(Place.OVERSEEN, outlet=outlet, all="1")
    assert "待确定承办人" in page.text.partition(number)[2]


def test_an_explanation_is_demanded_and_given(
    city: ServerProcess, member: Visitor, counter: NewCounter, outlet: str
) -> None:
    one = counter(city)
    case_id, number = late(one)
    day = (datetime.now(CST) + timedelta(days=5)).date().isoformat()
    form = member.go(Place.OVERSEEN_CASE, no=number)
    page = member.send(form, Place.DEMAND, note="请说明原因", until=day)
    assert page.at == Place.OVERSEEN
    assert "已要求超期说明" in page.text
    demanded = case_of(one, case_id).demanded
    assert demanded is not None
    assert (demanded.note, demanded.answer_by.isoformat(), demanded.by_name) == ("请说明原因", day, NAME)
    assert day in member.go(Place.OVERSEEN, outlet=outlet).text
    one.save(case_id, DelayExplained(DelayReason.ABSENT, "已补人"))
    one.sync()
    assert "人员缺岗：已补人" in member.go(Place.OVERSEEN, outlet=outlet).text
    assert records(city, member) == [("demanded", number)]


@pytest.mark.parametrize(
    ("note", "until", "said"),
    [
        ("", "2099-01-01", "没有写明理由"),
        (" \n", "2099-01-01", "没有写明理由"),
        ("请说明", "", "没有填说明期限"),
        ("请说明", "tomorrow", "没有填说明期限"),
        ("请说明", "2026-02-30", "没有填说明期限"),
        ("请说明", "2020-01-01", "说明期限已经过了"),
        ("长" * 2001, "2099-01-01", "有一项写得太长"),
    ],
)
def test_a_demand_that_will_not_do_is_said(
    city: ServerProcess, member: Visitor, counter: NewCounter, note: str, until: str, said: str
) -> None:
    one = counter(city)
    case_id, number = late(one)
    page = member.send(member.go(Place.OVERSEEN_CASE, no=number), Place.DEMAND, note=note, until=until)
    assert page.status == 422
    assert said in page.text
    assert case_of(one, case_id).demanded is None


def test_a_second_demand_is_refused_and_the_same_form_is_not(
    city: ServerProcess, member: Visitor, counter: NewCounter
) -> None:
    _, number = late(counter(city))
    form = member.go(Place.OVERSEEN_CASE, no=number)
    typed = form.form(Place.DEMAND).fields | {"note": "请说明", "until": "2099-01-01"}
    assert [member.post(Place.DEMAND, typed).status for _ in range(2)] == [200, 200]
    page = member.send(
        member.go(Place.OVERSEEN_CASE, no=number), Place.DEMAND, note="再说", until="2099-01-01"
    )
    assert "已经要求过超期说明" in page.text
    assert records(city, member) == [("demanded", number)]


def test_the_first_contact_is_judged(city: ServerProcess, member: Visitor, counter: NewCounter) -> None:
    one = counter(city)
    case_id, number = late(one)
    page = member.send(
        member.go(Place.OVERSEEN_CASE, no=number), Place.SITUATION, situation="E", reason="承办不明"
    )
    assert "已认定首问情形" in page.text
    case = case_of(one, case_id)
    assert case.judged is not None
    assert (case.situation, case.judged.fact.by_name) == (Situation.UNCLEAR, NAME)
    assert records(city, member) == [("situation", number)]


@pytest.mark.parametrize(
    ("letter", "reason", "said"),
    [
        ("", "承办不明", "没有选首问情形"),
        ("H", "承办不明", "没有选首问情形"),
        ("E", "", "没有写明理由"),
        ("C", "承办不明", "认定的首问情形和现在的相同"),
    ],
)
def test_a_judgement_that_will_not_do_is_said(
    city: ServerProcess, member: Visitor, counter: NewCounter, letter: str, reason: str, said: str
) -> None:
    _, number = late(counter(city))
    page = member.send(
        member.go(Place.OVERSEEN_CASE, no=number), Place.SITUATION, situation=letter, reason=reason
    )
    assert page.status == 422
    assert said in page.text


@pytest.mark.parametrize("number", ["", "HH05-20261122-019999-T", "\x00", "办" * 500])
def test_a_case_that_nobody_oversees_is_not_shown(member: Visitor, number: str) -> None:
    assert member.go(Place.OVERSEEN_CASE, no=number).status == 404


def test_a_machine_s_health_is_told_in_words(
    city: ServerProcess, member: Visitor, machine: NewMachine, outlet: str
) -> None:
    one = machine(city)
    assert "没有联系过" in member.go(Place.OUTLETS).text
    oldest = datetime.now(CST) - timedelta(hours=5)
    beat = beat_of(
        one.me, queue=12, oldest=oldest, trust="suspect", need_you=3, stopped="FORK", program="0.9.7"
    )
    assert one.asker.ask("POST", wire.Path.HEARTBEAT, wire.write(beat)).status_code == 200
    text = member.go(Place.OUTLETS).text
    for told in (
        "12 条", "已等 5 小时", "时间待核", "0.9.7", "有记录等待超过 15 分钟", "3 条需窗口处理",
        "已停止发送（本机数据与市级记录对不上）", "时钟不准", "数据不是最新",
    ):  # fmt: skip
        assert told in text


def test_a_machine_that_is_well_is_shown_only_on_demand(
    city: ServerProcess, member: Visitor, machine: NewMachine
) -> None:
    one = machine(city)
    newest = one.pages()[-1].catalogue
    beat = beat_of(one.me, catalogue=newest, program="0.8.88")
    one.asker.ask("POST", wire.Path.HEARTBEAT, wire.write(beat))
    assert "0.8.88" not in member.go(Place.OUTLETS).text
    assert "0.8.88" in member.go(Place.OUTLETS, all="1").text


class Review:
    """The task of a bad review at one outlet, brought as far as wanted."""

    def __init__(self, city: ServerProcess, machine: Machine) -> None:
        self.city, self.machine = city, machine
        self.task_id = secrets.token_hex(16)
        # Of a year of its own: the city counts on from the highest number of the year.
        self.number = f"CP-2019-{int(self.task_id[:6], 16)}"
        here = machine.me.outlet_code
        fact = t.opened(number=self.number, to_outlet=here, rated_outlet=here, rated_by="1508269999")
        on(city.database, lambda conn: self._open(conn, fact))

    def _open(self, conn: Connection, fact: TaskFact) -> None:
        row = {"task_id": self.task_id, "number": self.number, "review_op": self.task_id}
        conn.execute(schema.review_task.insert().values(row))
        word.say(conn, self.task_id, fact, "1508000001")

    def goes(self, *facts: Fact) -> None:
        """What the outlet does with it."""
        told = self.machine.told(self.machine.ops(self.task_id, *facts))
        assert {verdict for verdict, _, _ in told} == {"applied"}, told

    def task(self) -> Task:
        return on(self.city.database, lambda conn: read_task(conn, self.task_id))


@pytest.fixture
def review(city: ServerProcess, machine: NewMachine) -> Review:
    return Review(city, machine(city))


def test_a_bad_review_is_listed_and_read_without_its_reviewer(member: Visitor, review: Review) -> None:
    page = member.go(Place.TASKS)
    assert f"{Place.TASK}?no={review.number}" in page.links
    assert "不满意 2026年11月 待指派" in page.text.partition(review.number)[2]
    page = member.go(Place.TASK, no=review.number)
    assert "不得打听评价人身份" in page.text
    assert "市级派单" in page.text
    assert "1508269999" not in page.answer.text


@pytest.mark.parametrize(
    ("verdict", "state"), [("exclude", TaskState.EXCLUDED), ("uphold", TaskState.VERIFIED)]
)
def test_what_was_found_no_fair_review_is_decided(
    city: ServerProcess, member: Visitor, review: Review, verdict: str, state: TaskState
) -> None:
    review.goes(t.ASSIGNED, t.VERIFIED, t.MISTAKEN)
    form = member.go(Place.TASK, no=review.number)
    assert Place.ROUTE not in form.offers()
    page = member.send(form, Place.DECIDE, verdict=verdict, reason="已核对录音")
    assert "已复核" in page.text
    task = review.task()
    assert task.state is state
    assert task.reviewed is not None
    assert (task.reviewed.excluded, task.reviewed.reason) == (verdict == "exclude", "已核对录音")
    assert records(city, member) == [("decided", review.number)]


@pytest.mark.parametrize(
    ("verdict", "reason", "said"),
    [
        ("", "已核对", "没有选复核结果"),
        ("maybe", "已核对", "没有选复核结果"),
        ("exclude", "", "没有写明理由"),
    ],
)
def test_a_decision_that_will_not_do_is_said(
    member: Visitor, review: Review, verdict: str, reason: str, said: str
) -> None:
    review.goes(t.ASSIGNED, t.VERIFIED, t.MISTAKEN)
    page = member.send(member.go(Place.TASK, no=review.number), Place.DECIDE, verdict=verdict, reason=reason)
    assert (page.status, said in page.text) == (422, True)
    assert review.task().state is TaskState.UNDER_REVIEW


@pytest.mark.parametrize("content", ["yes", "no", "none"])
def test_what_the_reviewer_says_of_the_mending_is_kept(member: Visitor, review: Review, content: str) -> None:
    review.goes(t.ASSIGNED, t.VERIFIED, t.AT_ONCE, t.MENDED)
    page = member.send(member.go(Place.TASK, no=review.number), Place.CALL, content=content, note="电话回访")
    assert "已记下回访" in page.text
    call = review.task().call
    assert call is not None or content == "no"


def test_a_call_needs_what_was_said(member: Visitor, review: Review) -> None:
    review.goes(t.ASSIGNED, t.VERIFIED, t.AT_ONCE, t.MENDED)
    page = member.send(member.go(Place.TASK, no=review.number), Place.CALL, content="perhaps")
    assert "没有选评价人的意见" in page.text


def test_a_task_is_given_to_another_outlet(city: ServerProcess, member: Visitor, review: Review) -> None:
    form = member.go(Place.TASK, no=review.number)
    for outlet, reason, said in (
        (HOME, "", "没有写明理由"),
        ("", "网点只有一人", "没有这个差评或者这个网点"),
        ("1508999999", "网点只有一人", "没有这个差评或者这个网点"),
    ):
        page = member.send(form, Place.ROUTE, outlet=outlet, reason=reason)
        assert (page.status, said in page.text) == (422, True)
    page = member.send(form, Place.ROUTE, outlet=HOME, reason="网点只有一人")
    assert "已改由其他网点办理" in page.text
    assert review.task().outlet == HOME
    assert records(city, member) == [("routed", review.number)]


@pytest.mark.parametrize("number", ["", "CP-2026-none", "\x00"])
def test_a_task_nobody_has_is_not_shown(member: Visitor, number: str) -> None:
    page = member.go(Place.TASK, no=number)
    assert page.status == 404
    assert "没有这个差评编号" in page.text


def test_commands_let_people_in_and_out(city: ServerProcess, capsys: pytest.CaptureFixture[str]) -> None:
    number = new_number()

    def run(verb: str, *told: str, code: int = 0) -> str:
        capsys.readouterr()
        assert cli.main(["division", verb, "--database", city.database.url, *told]) == code
        out = capsys.readouterr()
        return out.out if code == 0 else out.err

    def entry() -> dict[str, object]:
        rows = [json.loads(line) for line in run("list").splitlines()]
        return next(row for row in rows if row["staff_no"] == number)

    first = run("add", "--staff", number, "--name", " 乌兰·巴特尔𬎆 ").strip()
    told = {"staff_no": number, "name": "乌兰·巴特尔𬎆", "active": True, "handed_out": True}
    assert entry() == told | {"officer": False}
    kept = on(city.database, lambda conn: staff.kept_password(conn, number))
    assert staff.is_right(kept, first)
    assert first not in kept
    second = run("reset", "--staff", number).strip()
    assert second != first
    assert not staff.is_right(on(city.database, lambda conn: staff.kept_password(conn, number)), first)
    assert run("remove", "--staff", number) == "removed\n"
    assert entry()["active"] is False
    assert on(city.database, lambda conn: staff.kept_password(conn, number)) == ""
    for verb in ("reset", "remove"):
        assert "Nobody of the division has this number" in run(verb, "--staff", "1508099999", code=1)


def test_the_records_are_printed_the_newest_first(
    city: ServerProcess, member: Visitor, capsys: pytest.CaptureFixture[str]
) -> None:
    member.send(member.go(Place.PARKED), Place.SIGN_OUT)
    capsys.readouterr()
    assert cli.main(["division", "records", "--database", city.database.url, "--staff", member.staff_no]) == 0
    (line,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert (line["what"], line["staff_no"], line["address"]) == ("signed_out", member.staff_no, "127.0.0.1")
    assert datetime.fromisoformat(line["at"]).utcoffset() == timedelta(hours=8)


@pytest.mark.parametrize(
    "told",
    [("--staff", "1508", "--name", "x"), ("--staff", "1508000001", "--name", " "),
     ("--staff", "1508000001", "--name", "x" * 51), ("--staff", "1508000001", "--name", "a\x00b")],
)  # fmt: skip
def test_a_command_says_what_it_needs(told: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["division", "add", "--database", "sqlite:///none.db", *told])


FORMS = {
    b"": {},
    b"a=1&a=2": {"a": "2"},
    b"a=%E5%8A%9E+%E4%BB%B6": {"a": "办 件"},
    b"a=1%0D%0A2%0D3": {"a": "1\n2\n3"},
    b"a=%00%08%1Bx": {"a": "x"},
    b"a=%F0%AC%8E%86": {"a": "𬎆"},
    b"a=%FF": {"a": "\N{REPLACEMENT CHARACTER}"},
    b"a": {"a": ""},
}


@pytest.mark.parametrize("content", FORMS)
def test_a_form_is_read_as_text(content: bytes) -> None:
    assert read_form(content, "application/x-www-form-urlencoded; charset=utf-8") == FORMS[content]


@pytest.mark.parametrize("kind", ["", "text/plain", "application/json", "multipart/form-data; boundary=x"])
def test_nothing_else_is_a_form(kind: str) -> None:
    with pytest.raises(BadForm):
        read_form(b"a=1", kind)


@pytest.mark.parametrize(
    ("text", "left"), [("a\u202eb", "ab"), ("一\u200b二", "一二"), ("·", "·"), ("a\tb", "ab")]
)
def test_signs_that_only_steer_are_left_out(text: str, left: str) -> None:
    assert clean(text) == left


@pytest.mark.parametrize("text", ["", "0" * 31, "0" * 33, "g" * 32, "A" * 32, "０" * 32])
def test_what_is_no_mark_of_a_form(text: str) -> None:
    assert not once.is_mark(text)
    assert once.is_mark(once.mark())


def test_the_sheet_has_every_colour_of_the_counter_and_no_other() -> None:
    sheet = style.sheet()
    for table in (LIGHT, DARK, HIGH_CONTRAST):
        for name in COLOUR_NAMES:
            assert f"--{name.replace('_', '-')}: {getattr(table, name)};" in sheet
    rules = sheet.partition("* { box-sizing")[2]
    assert rules
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b|rgba?\(", rules)
    used = set(re.findall(r"var\(--([a-z0-9-]+)\)", rules))
    assert used <= {name.replace("_", "-") for name in (*COLOUR_NAMES, "border")}


MACHINES = ("never heard of", "silent", "events wait", "clock", "old data", "4 refused")


@pytest.mark.parametrize("told", [*MACHINES, "stopped (FORK)", "stopped (EPOCH)"])
def test_every_trouble_of_a_machine_has_a_word(told: str) -> None:
    assert re.search("[\u4e00-\u9fff]", say.trouble(told))
    assert "编号" not in say.trouble(told)


def test_every_trouble_the_city_can_name_is_one_of_these() -> None:
    now = datetime.now(CST)
    beat = wire.Beat(
        instance="x", at=now + timedelta(hours=1), trust="suspect", queue=1, need_you=4, catalogue="old",
        program="1", oldest=now - timedelta(days=1), stopped="FORK",
    )  # fmt: skip
    one = Contact("1508262001", "杭锦后旗窗口", "01", "active", now - timedelta(hours=3), beat)
    never = Contact("1508262001", "杭锦后旗窗口", "01", "active", None, None)
    found = {*troubles(one, now, "new"), *troubles(never, now)}
    assert found == {*MACHINES, "stopped (FORK)"}


@pytest.mark.parametrize("what", diary.What)
def test_whatever_is_decided_is_said_to_be_done(what: diary.What) -> None:
    door = {"signed_in", "wrong", "too_often", "read_case", "read_operation", "read_attachment"}
    assert (what.value in words.SAID) is (what.value not in door)


def test_every_way_trust_rung_and_verdict_has_a_word() -> None:
    assert {one for one in ClockTrust if "编号" in say.clock_words(one.value, timedelta())} == set()
    assert all(re.search("[\u4e00-\u9fff]", say.clock_words(one.value, timedelta())) for one in ClockTrust)
    assert set(words.RUNGS) == set(Rung)
    assert say.concerns(tuple(Concern)).count("、") == len(Concern) - 1
    assert all(re.search("[\u4e00-\u9fff]", say.verdict(one.value, "", {})) for one in Verdict)


@pytest.mark.parametrize(
    ("off", "said"),
    [
        (timedelta(seconds=59), "可信"),
        (timedelta(minutes=3), "可信，快 3 分钟"),
        (timedelta(hours=-2), "可信，慢 2 小时"),
    ],
)
def test_how_far_a_clock_is_off(off: timedelta, said: str) -> None:
    assert say.clock_words("server", off) == said


@pytest.mark.parametrize(("wait", "minutes"), [(1, 1), (60, 1), (61, 2), (900, 15)])
def test_when_somebody_may_try_again(wait: int, minutes: int) -> None:
    assert f"请 {minutes} 分钟后" in say.too_often(wait)


def test_every_refusal_of_the_pages_has_three_clauses() -> None:
    pages = Path(str(style.__file__)).parent.glob("*.py")
    codes = {code for page in pages for code in re.findall(r'"(division\.\w+)"', page.read_text("utf-8"))}
    assert len(codes) > 8
    for code in codes:
        told = say.refusal(code)
        assert all(clause.endswith("。") for clause in (told.happened, told.safe, told.now)), code
        assert code not in told.happened


def test_what_is_asked_of_a_page_that_fails_is_a_sentence(any_city: ServerProcess) -> None:
    answer = httpx.get(f"{any_city.url}/division/nowhere", trust_env=False)
    assert answer.status_code == 404


def test_under_tls_the_cookies_never_travel_in_the_open(tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    papers = authority.sign()
    more = ["--cert", str(papers.certificate), "--key", str(papers.key), "--ca", str(authority.file)]
    server = ServerProcess(SqliteCity(tmp_path / "city.db"), more=more)
    try:
        number = new_number()
        hire(server.database, number, PASSWORD)
        trust = ssl.create_default_context(cafile=str(authority.file))
        with httpx.Client(base_url=server.url, verify=trust, trust_env=False) as client:
            page = client.get(Place.SIGN_IN)
            door = re.search(r'name="door" value="([0-9a-f]+)"', page.text)
            assert door
            typed = {"door": door[1], "staff_no": number, "password": PASSWORD}
            answer = client.post(Place.SIGN_IN, data=typed)
            assert answer.status_code == 303
            assert client.get(Place.TRANSFERS).status_code == 200
        for one in (page, answer):
            (cookie,) = one.headers.get_list("set-cookie")
            assert cookie.startswith("__Host-division")
            assert {"Secure", "HttpOnly", "SameSite=strict", "Path=/"} <= set(cookie.split("; "))
            assert "Domain" not in cookie
    finally:
        assert server.stop() == 0
