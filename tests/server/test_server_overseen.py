"""`city-server overseen`: what the outlets left lying, over a real city and real counters."""

import json
from datetime import datetime, timedelta

import pytest

from city_server import cli
from city_server.overseeing import Overseen, for_the_city
from outlet_app.domain.applicant import Applicant, ApplicantKind
from outlet_app.domain.calendar import CST
from outlet_app.domain.catalogue import ClockKind
from outlet_app.domain.events import AnsweredOnSpot, DueStamp, FeedbackGiven, Situation, TransferredOut
from outlet_app.domain.oversight import Concern, Rung
from tests.support.cities import NewCounter
from tests.support.counter import Counter
from tests.support.server import RESOURCES, ServerProcess

Line = dict[str, object]


def now() -> datetime:
    return datetime.now(CST)


def later(days: int) -> str:
    """The same hour of a later day, a working day or not."""
    return (now() + timedelta(days=days)).isoformat()


def due(days: int, rule: str = "answer") -> DueStamp:
    return DueStamp(rule, ClockKind.WORKDAYS, now() + timedelta(days=days))


def asked(
    city: ServerProcess, capsys: pytest.CaptureFixture[str], outlet: str, at: str, *words: str
) -> list[Line]:
    """What the command prints of one outlet as of a moment."""
    told = ["overseen", "--database", city.database.url, "--resources", str(RESOURCES)]
    capsys.readouterr()
    assert cli.main([*told, "--outlet", outlet, "--at", at, *words]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def question(one: Counter, *more: object, days: int = 1, **changes: object) -> str:
    told = {"consulting": True, "dues": (due(days),), **changes}
    case_id = one.register(*more, **told)  # type: ignore[arg-type]
    one.sync()
    return case_id


def test_what_is_late_climbs_from_the_outlet_to_the_city(
    city: ServerProcess, counter: NewCounter, outlet: str, capsys: pytest.CaptureFixture[str]
) -> None:
    question(counter(city))
    assert asked(city, capsys, outlet, later(0), "--all") == []
    (line,) = asked(city, capsys, outlet, later(9))
    assert line["concerns"] == ["unanswered", "unexplained"]
    assert (line["rung"], line["rule"], line["outlet"]) == ("city", "answer", outlet)
    assert int(str(line["overdue_workdays"])) >= 4
    assert (line["reason"], line["measures"]) == ("", "")


def test_what_is_still_the_outlet_s_own_affair_is_shown_only_on_demand(
    city: ServerProcess, counter: NewCounter, outlet: str, capsys: pytest.CaptureFixture[str]
) -> None:
    sent = TransferredOut(
        "1508001001", "", "市级窗口", "需专业人员答复",
        receive_by=DueStamp("receiving", ClockKind.HOURS, now() + timedelta(hours=2)),
    )  # fmt: skip
    question(counter(city), sent, days=30)
    assert asked(city, capsys, outlet, later(1)) == []
    (line,) = asked(city, capsys, outlet, later(1), "--all")
    assert line["concerns"] == ["not_received"]


def test_what_was_reported_is_the_city_s_at_once(
    city: ServerProcess, counter: NewCounter, outlet: str, capsys: pytest.CaptureFixture[str]
) -> None:
    question(counter(city), days=30, situation=Situation.URGENT)
    (line,) = asked(city, capsys, outlet, later(0))
    assert (line["concerns"], line["rung"], line["overdue_workdays"]) == (["urgent"], "", 0)


def test_what_has_been_answered_is_gone(
    city: ServerProcess, counter: NewCounter, outlet: str, capsys: pytest.CaptureFixture[str]
) -> None:
    one = counter(city)
    case_id = question(one)
    one.save(case_id, AnsweredOnSpot("可以。"))
    one.sync()
    assert asked(city, capsys, outlet, later(9), "--all") == []


def test_feedback_in_time_leaves_the_answer_on_the_list(
    city: ServerProcess, counter: NewCounter, outlet: str, capsys: pytest.CaptureFixture[str]
) -> None:
    one = counter(city)
    case_id = question(one, dues=(due(1, "feedback"), due(3)))
    one.save(case_id, FeedbackGiven("由知识产权科核对"))
    one.sync()
    (line,) = asked(city, capsys, outlet, later(9))
    assert line["concerns"] == ["unanswered", "unexplained"]


def test_nobody_s_name_or_telephone_is_on_it(
    city: ServerProcess, counter: NewCounter, outlet: str, capsys: pytest.CaptureFixture[str]
) -> None:
    who = Applicant(ApplicantKind.PERSON, "阿拉坦·额尔敦", phone="13800002046")
    question(counter(city), applicant=who)
    told = json.dumps(asked(city, capsys, outlet, later(9)), ensure_ascii=False)
    assert "阿拉坦" not in told
    assert "13800002046" not in told


def test_another_outlet_s_affairs_are_not_mixed_in(
    city: ServerProcess, counter: NewCounter, capsys: pytest.CaptureFixture[str]
) -> None:
    question(counter(city))
    assert asked(city, capsys, "1508990001", later(9), "--all") == []


def test_a_moment_without_its_offset_is_refused(
    city: ServerProcess, capsys: pytest.CaptureFixture[str]
) -> None:
    told = ["overseen", "--database", city.database.url, "--resources", str(RESOURCES)]
    with pytest.raises(SystemExit):
        cli.main([*told, "--at", "2026-11-20T09:00:00"])
    assert "needs its offset" in capsys.readouterr().err


def test_which_lines_are_the_city_s() -> None:
    def line(rung: Rung, *concerns: Concern) -> Overseen:
        return Overseen("1508262001", f"HH-{rung}", "1508260837", concerns, rung, "answer", None, 0, "", "")

    lines = (
        line(Rung.CITY, Concern.OVERDUE),
        line(Rung.RED, Concern.OVERDUE),
        line(Rung.NONE, Concern.URGENT),
        line(Rung.ORANGE, Concern.BOUNCED),
    )
    assert for_the_city(lines) == (lines[0], lines[2])
