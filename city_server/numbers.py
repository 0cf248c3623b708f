"""The last line against two papers with one number: each number belongs to one case (sync.md D.9)."""

import hmac
from hashlib import sha256

from sqlalchemy import Connection, select

from city_server import schema
from city_server.store import add_missing
from outlet_app.domain.events import CaseEvent, PaperIssued, Registered
from outlet_app.sync.wire import VerdictCode


def claim(conn: Connection, event: CaseEvent) -> VerdictCode | None:
    """Claim the numbers an event carries; the reason why not where another case holds one of them.

    Nothing of a refused claim is kept.
    """
    if not isinstance(event.fact, (Registered, PaperIssued)):
        return None
    number = event.fact.case_no if isinstance(event.fact, Registered) else event.fact.number
    if not number.isprintable():
        return VerdictCode.UNREADABLE
    with conn.begin_nested() as step:
        if isinstance(event.fact, Registered):
            taken = _claim_case_no(conn, event.fact.case_no, event.case_id)
        else:
            taken = _claim_paper(conn, event.fact, event)
        if taken is not None:
            step.rollback()
    return taken


def query_hash(key: bytes, registered: Registered) -> str:
    """Keyed hash of the 查询码, the only form in which it is compared (decisions.md 9)."""
    told = f"{registered.case_no}|{registered.query_code.upper()}"
    return hmac.new(key, told.encode(), sha256).hexdigest()


def _claim_case_no(conn: Connection, case_no: str, case_id: str) -> VerdictCode | None:
    numbers = schema.case_number
    add_missing(conn, numbers, [{"case_no": case_no, "case_id": case_id}])
    holder = conn.scalar(select(numbers.c.case_id).where(numbers.c.case_no == case_no))
    return None if holder == case_id else VerdictCode.CASE_NO_TAKEN


def _claim_paper(conn: Connection, fact: PaperIssued, event: CaseEvent) -> VerdictCode | None:
    papers, copies = schema.paper, schema.paper_copy
    add_missing(conn, papers, [{"number": fact.number, "case_id": event.case_id}])
    copy = {"number": fact.number, "copy_no": fact.copy_no}
    add_missing(conn, copies, [{**copy, "op_id": event.op_id}])
    case_id = conn.scalar(select(papers.c.case_id).where(papers.c.number == fact.number))
    op_id = conn.scalar(select(copies.c.op_id).filter_by(**copy))
    fits = (case_id, op_id) == (event.case_id, event.op_id)
    return None if fits else VerdictCode.PAPER_NO_TAKEN
