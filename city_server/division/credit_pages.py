"""失信: what outlets proposed, and the word of whoever is appointed: list, drop, repair (domain.md §3.7)."""

from collections.abc import Callable
from datetime import date, timedelta
from urllib.parse import urlencode

from sqlalchemy import Connection, select
from starlette.responses import Response

from city_server import clock, schema
from city_server.division import diary
from city_server.division.acting import UNPROCESSABLE, NotDone, act, told
from city_server.division.desk import case_id_of
from city_server.division.places import Place
from city_server.division.transfer_pages import NOT_FOUND
from city_server.division.view import page
from city_server.division.visit import Visit
from city_server.hand_over import events_of
from city_server.word import say
from outlet_app.domain.case import Case, fold
from outlet_app.domain.discredit import Standing
from outlet_app.domain.events import CaseEvent, Fact
from outlet_app.domain.facts.credit import CreditRepaired, DiscreditDropped, Discredited, DiscreditProposed
from outlet_app.wording import division as words
from outlet_app.wording import division_sentences as sentences

LISTED_FOR = timedelta(days=365)
_ORDER = tuple(Standing)
Read = tuple[Case, tuple[CaseEvent, ...]]


def show_list(visit: Visit) -> Response:
    """What waits for a word and who is listed; on demand also what is over. No applicant is named."""
    every = "all" in visit.query
    with visit.city.store.read() as conn:
        found = [case for case in _proposed(conn, visit.city.window) if every or not _is_over(case)]
        books = visit.city.books(conn)
    found.sort(key=_order)
    return page(visit, "credits.html", cases=found, every=every, books=books, today=clock.now().date())


def show_case(visit: Visit) -> Response:
    """One proposal; that somebody read it is written down."""
    return _opened(visit, visit.query.get("no", ""))


def enter(visit: Visit) -> Response:
    """认定."""

    def fact() -> Fact:
        return Discredited(_day(visit.form.get("until", "")), told(visit, "reason", "credit.no_grounds"))

    return _say(visit, diary.What.LISTED, fact)


def drop(visit: Visit) -> Response:
    """不予认定."""
    return _say(
        visit, diary.What.DROPPED, lambda: DiscreditDropped(told(visit, "reason", "credit.no_grounds"))
    )


def repair(visit: Visit) -> Response:
    """信用修复."""
    return _say(
        visit, diary.What.REPAIRED, lambda: CreditRepaired(told(visit, "reason", "credit.no_grounds"))
    )


def _say(visit: Visit, what: diary.What, fact: Callable[[], Fact]) -> Response:
    number = visit.form.get("no", "")

    def work(conn: Connection) -> None:
        if not visit.me.is_officer:
            raise NotDone("division.no_officer")
        _read(conn, visit, number)
        say(conn, case_id_of(conn, number), fact(), visit.me.staff_no, visit.city.window)

    back = f"{Place.CREDIT_CASE}?{urlencode({'no': number})}"
    return act(visit, what, number, work, (back, _again))


def _again(visit: Visit, code: str) -> Response:
    return _opened(visit, visit.form.get("no", ""), code)


def _opened(visit: Visit, number: str, code: str = "") -> Response:
    def read(conn: Connection) -> Read:
        found = _read(conn, visit, number)
        diary.note(conn, visit.me.staff_no, diary.What.READ_CASE, number, visit.address)
        return found

    try:
        case, events = visit.city.store.settle(read)
    except NotDone:
        return page(visit, "plain.html", NOT_FOUND, sentence=words.NO_CREDIT)
    today = clock.now().date()
    more = {
        "refusal": sentences.refusal(code) if code else None,
        "city": visit.city,
        "may_list": case.credit is not None and case.credit.may_be_listed(today),
        "usual": (today + LISTED_FOR).isoformat(),
    }
    return page(visit, "credit.html", UNPROCESSABLE if code else 200, case=case, events=events, **more)


def _read(conn: Connection, visit: Visit, number: str) -> Read:
    """The case with a proposal that reached the city's window; NotDone for any other."""
    case_id = case_id_of(conn, number)
    if case_id not in _case_ids(conn, visit.city.window):
        raise NotDone("division.no_case")
    events = events_of(conn, case_id)
    case = fold(events)
    if case.credit is None:
        raise NotDone("division.no_case")
    about = tuple(one for one in events if one.fact.KIND in _KINDS)
    return case, about


_KINDS = frozenset({DiscreditProposed.KIND, "defence_heard", Discredited.KIND, DiscreditDropped.KIND}) | {
    CreditRepaired.KIND
}


def _proposed(conn: Connection, window: str) -> list[Case]:
    cases = (fold(events_of(conn, one)) for one in sorted(_case_ids(conn, window)))
    return [case for case in cases if case.credit is not None]


def _case_ids(conn: Connection, window: str) -> set[str]:
    ops, scopes, events = schema.op.c, schema.case_scope.c, schema.case_event.c
    asked = (
        select(ops.case_id)
        .join(schema.case_scope, scopes.case_id == ops.case_id)
        .join(schema.case_event, events.op_id == ops.op_id)
        .where(scopes.scope == window, ops.kind == DiscreditProposed.KIND)
    )
    return set(conn.scalars(asked))


def _is_over(case: Case) -> bool:
    return case.credit is not None and case.credit.standing in (Standing.DROPPED, Standing.REPAIRED)


def _order(case: Case) -> tuple[int, str]:
    assert case.credit is not None, "only cases with a proposal are listed"
    return _ORDER.index(case.credit.standing), case.credit.proposal.defend_until.isoformat()


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise NotDone("credit.no_time") from wrong
