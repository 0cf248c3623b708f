"""转来办件: the cases handed to the division, one of them, and what can be done about it."""

from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlencode

from sqlalchemy import Connection
from starlette.responses import Response

from city_server import clock
from city_server.books import Books
from city_server.division import diary
from city_server.division.acting import UNPROCESSABLE, NotDone, act, told
from city_server.division.attachment_pages import Sheet, sheets
from city_server.division.desk import Desk, File
from city_server.division.places import Place
from city_server.division.view import page
from city_server.division.visit import Visit
from outlet_app.domain.calendar import CST
from outlet_app.domain.events import Fact, FeedbackGiven, TransferReturned, TransferTaken
from outlet_app.domain.facts.consultation import ConsultationAnswered, ToldWay
from outlet_app.wording import division as words
from outlet_app.wording import division_sentences as sentences

NOT_FOUND = 404


def show_board(visit: Visit) -> Response:
    """What waits to be taken, and what the division holds."""
    with visit.city.store.read() as conn:
        board, books = _desk(visit).board(conn), visit.city.books(conn)
    return page(visit, "transfers.html", board=board, books=books, now=clock.now())


def show_case(visit: Visit) -> Response:
    """One case; that it was opened is written down, and the sender sees that it has arrived."""
    return _opened(visit, visit.query.get("no", ""))


def take(visit: Visit) -> Response:
    """接收."""
    return _answered(visit, diary.What.TAKEN, lambda: TransferTaken(told(visit, "remark"), visit.me.name))


def send_back(visit: Visit) -> Response:
    """退回 for one of the three reasons."""

    def fact() -> Fact:
        return TransferReturned(visit.form.get("reason", ""), told(visit, "remark"), visit.me.name)

    return _answered(visit, diary.What.RETURNED, fact)


def answer(visit: Visit) -> Response:
    """答复 of a question."""

    def work(conn: Connection) -> None:
        fact = ConsultationAnswered(
            answer=told(visit, "answer", "consultation.empty"),
            way=_way(visit),
            told_at=_moment(visit.form.get("day", ""), visit.form.get("time", "")),
            basis=told(visit, "basis"),
            told_to=told(visit, "told_to"),
            catalogue=visit.city.books(conn).newest(visit.city.window),
            by_name=visit.me.name,
        )
        why = visit.form.get("delay", ""), told(visit, "measures")
        _desk(visit).answer(conn, _number(visit), fact, why)

    return act(visit, diary.What.ANSWERED, _number(visit), work, (Place.TRANSFERS, _again))


def feed_back(visit: Visit) -> Response:
    """反馈处理意见."""

    def work(conn: Connection) -> None:
        _desk(visit).feed_back(conn, _number(visit), FeedbackGiven(told(visit, "opinion"), _way(visit)))

    return act(visit, diary.What.FED_BACK, _number(visit), work, (_case_place(visit), _again))


def hand_on(visit: Visit) -> Response:
    """转办 to an outlet."""

    def work(conn: Connection) -> None:
        reason, done = told(visit, "reason", "division.no_reason"), told(visit, "done")
        _desk(visit).hand_on(conn, _number(visit), visit.form.get("outlet", ""), reason, done)

    return act(visit, diary.What.HANDED_ON, _number(visit), work, (Place.TRANSFERS, _again))


def _answered(visit: Visit, what: diary.What, fact: Callable[[], Fact]) -> Response:
    def work(conn: Connection) -> None:
        _desk(visit).settle_transfer(conn, _number(visit), fact())

    place = _case_place(visit) if what is diary.What.TAKEN else Place.TRANSFERS
    return act(visit, what, _number(visit), work, (place, _again))


def _again(visit: Visit, code: str) -> Response:
    return _opened(visit, _number(visit), code)


def _opened(visit: Visit, case_no: str, code: str = "") -> Response:
    desk = _desk(visit)

    def read(conn: Connection) -> tuple[File, Books, tuple[Sheet, ...]]:
        file = desk.file(conn, case_no)
        if file.may_take:
            desk.see(conn, case_no)
        diary.note(conn, visit.me.staff_no, diary.What.READ_CASE, case_no, visit.address)
        return file, visit.city.books(conn), sheets(conn, visit, file)

    try:
        file, books, scans = visit.city.store.settle(read)
    except NotDone:
        return page(visit, "plain.html", NOT_FOUND, sentence=words.NO_CASE)
    refusal = sentences.refusal(code) if code else None
    status = UNPROCESSABLE if code else 200
    more = {"books": books, "scans": scans, "now": clock.now(), "city": visit.city}
    return page(visit, "transfer.html", status, file=file, refusal=refusal, **more)


def _desk(visit: Visit) -> Desk:
    return Desk(visit.city, visit.person)


def _number(visit: Visit) -> str:
    return visit.form.get("no", "")


def _case_place(visit: Visit) -> str:
    return f"{Place.TRANSFER}?{urlencode({'no': _number(visit)})}"


def _way(visit: Visit) -> ToldWay:
    way = visit.form.get("way", "")
    if way not in tuple(ToldWay):
        raise NotDone("division.no_way")
    return ToldWay(way)


def _moment(day: str, time: str) -> datetime:
    try:
        return datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=CST)
    except ValueError as wrong:
        raise NotDone("consultation.told_when") from wrong
