"""督办: the city's list of late and reported cases, and its word on one of them, as `overseen` and `word`."""

from collections.abc import Callable
from datetime import date

from sqlalchemy import Connection
from starlette.responses import Response

from city_server import clock
from city_server.division import diary
from city_server.division.acting import UNPROCESSABLE, NotDone, act, told
from city_server.division.desk import case_id_of
from city_server.division.places import Place
from city_server.division.transfer_pages import NOT_FOUND
from city_server.division.view import page
from city_server.division.visit import Visit
from city_server.hand_over import events_of
from city_server.overseeing import Overseen, for_the_city, line_of, overseen
from city_server.word import say
from outlet_app.domain.case import fold
from outlet_app.domain.events import Fact, Situation
from outlet_app.domain.facts.overseeing import DelayDemanded, SituationJudged
from outlet_app.wording import division as words
from outlet_app.wording import division_sentences as sentences


def show_list(visit: Visit) -> Response:
    """What has climbed to the city; on demand also what is still the outlets' own affair."""
    outlet, every = visit.query.get("outlet", ""), "all" in visit.query
    with visit.city.store.read() as conn:
        found = overseen(conn, clock.now(), visit.city.books(conn), outlet)
    lines = found if every else for_the_city(found)
    return page(visit, "overseen.html", lines=lines, every=every, outlet=outlet, city=visit.city)


def show_case(visit: Visit) -> Response:
    """One line with the two things the city may say; nothing in it names who applied."""
    return _opened(visit, visit.query.get("no", ""))


def demand(visit: Visit) -> Response:
    """要求超期说明 by a day."""

    def fact() -> Fact:
        note = told(visit, "note", "overseeing.no_reason")
        return DelayDemanded(note, _day(visit.form.get("until", "")), visit.me.name)

    return _say(visit, diary.What.DEMANDED, fact)


def judge(visit: Visit) -> Response:
    """认定首问情形, A to G."""

    def fact() -> Fact:
        letter = visit.form.get("situation", "")
        if letter not in tuple(Situation):
            raise NotDone("division.no_situation")
        reason = told(visit, "reason", "overseeing.no_reason")
        return SituationJudged(Situation(letter), reason, visit.me.name)

    return _say(visit, diary.What.SITUATION, fact)


def _say(visit: Visit, what: diary.What, fact: Callable[[], Fact]) -> Response:
    number = visit.form.get("no", "")

    def work(conn: Connection) -> None:
        say(conn, case_id_of(conn, number), fact(), visit.me.staff_no)

    return act(visit, what, number, work, (Place.OVERSEEN, _again))


def _again(visit: Visit, code: str) -> Response:
    return _opened(visit, visit.form.get("no", ""), code)


def _opened(visit: Visit, case_no: str, code: str = "") -> Response:
    try:
        with visit.city.store.read() as conn:
            line = _line(conn, visit, case_no)
    except NotDone:
        return page(visit, "plain.html", NOT_FOUND, sentence=words.NO_CASE)
    refusal = sentences.refusal(code) if code else None
    status = UNPROCESSABLE if code else 200
    return page(visit, "overseen_case.html", status, line=line, refusal=refusal, city=visit.city)


def _line(conn: Connection, visit: Visit, case_no: str) -> Overseen:
    case = fold(events_of(conn, case_id_of(conn, case_no)))
    calendar = visit.city.books(conn).calendar(case.outlet)
    found = line_of(case, clock.now(), calendar) if case.is_open else None
    if found is None:
        raise NotDone("division.no_case")
    return found


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise NotDone("division.no_day") from wrong
