"""The last line against two papers with one number: each number belongs to one case (sync.md D.9)."""

import hmac
from hashlib import sha256

from sqlalchemy import Connection, select

from city_server import schema
from city_server.store import add_missing
from outlet_app.domain.events import CaseEvent, PaperIssued, Registered, TransferredOut
from outlet_app.sync.wire import VerdictCode

LONGEST_KEY = 100
LARGEST_COPY = 2**31 - 1


def claim(conn: Connection, event: CaseEvent) -> VerdictCode | None:
    """Claim the numbers an event carries; the reason why not where another case holds one of them.

    Nothing of a refused claim is kept.
    """
    if not isinstance(event.fact, (Registered, PaperIssued)):
        return None
    with conn.begin_nested() as step:
        if isinstance(event.fact, Registered):
            taken = _claim_case_no(conn, event.fact.case_no, event.case_id)
        else:
            taken = _claim_paper(conn, event.fact, event)
        if taken is not None:
            step.rollback()
    return taken


def legible(event: CaseEvent) -> bool:
    """Whether what the event names can be a key of either database: printable, short, within range.

    PostgreSQL refuses the others, and one operation would hold up all that come after it.
    """
    match event.fact:
        case Registered():
            return _can_be_key(event.fact.case_no)
        case PaperIssued():
            return _can_be_key(event.fact.number) and 0 <= event.fact.copy_no <= LARGEST_COPY
        case TransferredOut():
            return _can_be_key(event.fact.to_outlet)
    return True


def query_hash(key: bytes, registered: Registered) -> str:
    """Keyed hash of the 查询码, the only form in which it is compared (decisions.md 9)."""
    return keyed_code(key, registered.case_no, registered.query_code)


def keyed_code(key: bytes, case_no: str, code: str) -> str:
    """The same of a number and a code that somebody told."""
    return hmac.new(key, f"{case_no}|{code.upper()}".encode(), sha256).hexdigest()


def _can_be_key(word: str) -> bool:
    return word.isprintable() and len(word) <= LONGEST_KEY


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
