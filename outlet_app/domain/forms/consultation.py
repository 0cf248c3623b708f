"""The sheets of a question: its answer, 处理意见 within 24 hours, a query found complex, and 核定时间."""

from collections.abc import Mapping
from datetime import date, datetime

from outlet_app.domain.calendar import CST
from outlet_app.domain.circumstances.consultation import MINUTE
from outlet_app.domain.events import FeedbackGiven
from outlet_app.domain.facts.consultation import ConsultationAnswered, MadeComplex, ToldWay
from outlet_app.domain.facts.query import QueryDeepened
from outlet_app.domain.facts.shared import Fact
from outlet_app.domain.facts.timing import TimeConfirmed
from outlet_app.domain.forms.dates import read_time
from outlet_app.domain.forms.reading import Values
from outlet_app.domain.forms.registration import APART, BASIS_LIMIT, CONTACT_LIMIT, TEXT_LIMIT
from outlet_app.domain.forms.spec import Field, Form, Kind, sheet
from outlet_app.domain.problems import Problem

# One moment of the fact; a sheet asks for its day and its time.
_DAY = Field("day", Kind.PAST, needed=True, sent=APART)
_TIME = Field("time", Kind.TIME, 20, needed=True, sent=APART)
ANSWER = sheet(
    "answer",
    Field("source", Kind.FIND),
    Field("answer", Kind.TEXT, TEXT_LIMIT, needed=True),
    Field("basis", Kind.LINE, BASIS_LIMIT),
    Field("way", Kind.CHOICE, options=tuple(ToldWay), needed=True),
    _DAY,
    _TIME,
    Field("to", Kind.PERSON, CONTACT_LIMIT, sent="told_to"),
)
COMPLEX = sheet("make_complex", Field("reason", Kind.TEXT, 500, needed=True))
FEEDBACK = sheet(
    "feedback",
    Field("text", Kind.TEXT, TEXT_LIMIT, needed=True),
    Field("way", Kind.CHOICE, options=tuple(ToldWay), needed=True),
)
DEEPEN = sheet(
    "deepen",
    Field("sub_item", Kind.CHOICE, needed=True),
    Field("reason", Kind.TEXT, 200, needed=True),
    Field("request", Kind.TEXT, TEXT_LIMIT, needed=True),
)
MOMENT = sheet("confirm_time", _DAY, _TIME, Field("proof", Kind.TEXT, 100, needed=True))
TOLD: Mapping[type[Fact], Form] = {
    ConsultationAnswered: ANSWER,
    MadeComplex: COMPLEX,
    # Older programs did not ask how it was told.
    FeedbackGiven: FEEDBACK.without("way"),
    # The request is empty where it stays as it was.
    QueryDeepened: sheet(
        "deepen",
        Field("sub_item", Kind.CHOICE, needed=True),
        Field("reason", Kind.TEXT, 200, needed=True),
        Field("request", Kind.TEXT, TEXT_LIMIT),
    ),
    TimeConfirmed: MOMENT,
}


def answer_form(*, complicated: bool) -> Form:
    """The answer; one to a complex question names its basis (domain.md §9.2)."""
    return ANSWER.needing("basis") if complicated else ANSWER


def moment_of(said: Values) -> datetime | Problem:
    """The moment that the day and the time of a sheet name together."""
    at = read_time(said["time"])
    return at if isinstance(at, Problem) else datetime.combine(date.fromisoformat(said["day"]), at, CST)


def answer_problems(said: Values, asked_at: datetime, now: datetime) -> dict[str, Problem]:
    """Nobody is told before they asked, or tomorrow."""
    at = moment_of(said)
    if isinstance(at, Problem):
        return {"time": at}
    if now < asked_at:
        # One of two clocks is wrong, and nobody is kept from answering by it.
        return {}
    if at <= asked_at - MINUTE:
        return {"time": Problem("told.early")}
    return {"time": Problem("told.future")} if at > now else {}


def moment_problems(said: Values, now: datetime) -> dict[str, Problem]:
    """What really was lies behind us."""
    at = moment_of(said)
    if isinstance(at, Problem):
        return {"time": at}
    return {"time": Problem("time.ahead")} if at > now else {}
