"""附件 of a case before the division: which there are, and one of them as it was scanned, each look noted."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from sqlalchemy import Connection
from starlette.responses import Response, StreamingResponse

from city_server import blob_links
from city_server.blob_store import Gone, StoreAway
from city_server.denial import Denied
from city_server.division import diary
from city_server.division.acting import NotDone
from city_server.division.desk import Desk, File
from city_server.division.view import SAFE, page
from city_server.division.visit import Visit
from outlet_app.domain.attachments import Attachment, counting
from outlet_app.wording import division as words

NOT_FOUND, AWAY = 404, 503
# Whatever an outlet called it: what is no PDF is saved by the browser and never shown.
PDF = b"%PDF-"
# A viewer of the browser's own lays the pages out; nothing else may run or load.
_POLICY = (
    "default-src 'none'; object-src 'self'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One line of the list; `is_here` once its bytes have arrived."""

    attachment: Attachment
    is_here: bool


def sheets(conn: Connection, visit: Visit, file: File) -> tuple[Sheet, ...]:
    """The attachments that count; none of a case that is kept from this person."""
    if file.veiled:
        return ()
    told = counting(file.case.attachments)
    held = blob_links.readable(conn, visit.city.window, [one.fact.sha256 for one in told])
    return tuple(Sheet(one, one.fact.sha256 in held) for one in told)


def show(visit: Visit) -> Response:
    """One attachment; whoever may not read the case, or names another, learns no more than that."""
    number, wanted = visit.query.get("no", ""), visit.query.get("id", "")

    def read(conn: Connection) -> tuple[Attachment, int]:
        file = Desk(visit.city, visit.person).file(conn, number)
        found = [one.attachment for one in sheets(conn, visit, file) if one.is_here]
        told = [one for one in found if one.attachment_id == wanted]
        if not told:
            raise NotDone("division.no_case")
        size = visit.city.blobs.whole(conn, visit.city.window, told[0].fact.sha256)
        diary.note(conn, visit.me.staff_no, diary.What.READ_ATTACHMENT, number, visit.address)
        return told[0], size

    try:
        attachment, size = visit.city.store.settle(read)
        pieces = visit.city.blobs.pieces(attachment.fact.sha256, 0, size)
        first = next(pieces, b"")
    except (NotDone, Denied, Gone):
        return page(visit, "plain.html", NOT_FOUND, sentence=words.NO_ATTACHMENT)
    except StoreAway:
        return page(visit, "plain.html", AWAY, sentence=words.ATTACHMENT_AWAY)
    return _sent(attachment, first, pieces, size)


def _sent(attachment: Attachment, first: bytes, rest: Iterator[bytes], size: int) -> Response:
    is_pdf = first.startswith(PDF)
    way, ending = ("inline", "pdf") if is_pdf else ("attachment", "bin")
    headers = {
        **SAFE,
        "Content-Security-Policy": _POLICY,
        "Content-Disposition": f'{way}; filename="{attachment.fact.sha256[:12]}.{ending}"',
        "Content-Length": str(size),
    }
    kind = "application/pdf" if is_pdf else "application/octet-stream"
    return StreamingResponse(chain([first], rest), headers=headers, media_type=kind)
