"""待市级处理: what the city holds without a verdict, judged again or set aside as `parked` does."""

from sqlalchemy import Connection
from starlette.responses import Response

from city_server.division import diary
from city_server.division.acting import UNPROCESSABLE, NotDone, act, told
from city_server.division.places import Place
from city_server.division.transfer_pages import NOT_FOUND
from city_server.division.view import page
from city_server.division.visit import Visit
from city_server.parked import LONGEST_REASON, NoReason, NotParked, body, course, judge, set_aside, waiting
from outlet_app.domain.events import CaseEvent
from outlet_app.sync.wire import Unreadable, decode_event
from outlet_app.wording import division as words
from outlet_app.wording import division_sentences as sentences


def show_list(visit: Visit) -> Response:
    """Everything that waits, the oldest first, or that of one outlet."""
    outlet = visit.query.get("outlet", "")
    with visit.city.store.read() as conn:
        found = waiting(conn, outlet)
    return page(visit, "parked.html", found=found, outlet=outlet, city=visit.city)


def show_operation(visit: Visit) -> Response:
    """One operation in plain words; that somebody read it is written down."""
    return _opened(visit, visit.query.get("id", ""))


def judge_again(visit: Visit) -> Response:
    """Ask the rules once more about everything that waits in its case."""
    op_id = visit.form.get("id", "")

    def work(conn: Connection) -> None:
        found = waiting(conn, op_id=op_id) if op_id else ()
        if not found:
            raise NotDone("division.not_parked")
        settled = judge(conn, visit.city.query_key, [found[0].case_id], visit.me.staff_no)
        if not settled:
            raise NotDone("division.still_parked")

    return act(visit, diary.What.JUDGED, op_id, work, (Place.PARKED, _again))


def put_aside(visit: Visit) -> Response:
    """Decide that it takes no effect; the clerk at the counter reads the reason."""
    op_id = visit.form.get("id", "")

    def work(conn: Connection) -> None:
        reason = told(visit, "reason", "division.no_reason", LONGEST_REASON)
        try:
            set_aside(conn, visit.city.query_key, op_id, reason, visit.me.staff_no)
        except NotParked as gone:
            raise NotDone("division.not_parked") from gone
        except NoReason as missing:
            raise NotDone("division.no_reason") from missing

    return act(visit, diary.What.SET_ASIDE, op_id, work, (Place.PARKED, _again))


def _again(visit: Visit, code: str) -> Response:
    return _opened(visit, visit.form.get("id", ""), code)


def _opened(visit: Visit, op_id: str, code: str = "") -> Response:
    def read(conn: Connection) -> tuple[object, ...]:
        found = waiting(conn, op_id=op_id) if op_id else ()
        if found:
            diary.note(conn, visit.me.staff_no, diary.What.READ_OPERATION, op_id, visit.address)
        return found, course(conn, op_id) if found else (), _event(body(conn, op_id)) if found else None

    found, verdicts, event = visit.city.store.settle(read)
    if not found:
        return page(visit, "plain.html", NOT_FOUND, sentence=words.NOT_PARKED)
    assert isinstance(found, tuple)
    refusal = sentences.refusal(code) if code else None
    status = UNPROCESSABLE if code else 200
    more = {"verdicts": verdicts, "event": event, "refusal": refusal, "city": visit.city}
    return page(visit, "operation.html", status, one=found[0], longest=LONGEST_REASON, **more)


def _event(content: bytes) -> CaseEvent | None:
    """What the operation says; None where this program cannot read it."""
    try:
        return decode_event(content)
    except Unreadable:
        return None
