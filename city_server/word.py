"""The city's own word in a record: judged by the common rules, kept, and sent out with the next pull."""

import secrets
from hashlib import sha256

from sqlalchemy import Connection, insert

from city_server import clock, records, schema
from city_server.bench import Bench, Brought
from outlet_app.domain.events import CaseEvent, ClockTrust, Fact
from outlet_app.domain.rectification.rules import CITY
from outlet_app.sync.wire import encode_event

INSTANCE = "city"


class Unsaid(Exception):  # noqa: N818 - an answer to whoever gave the command
    """The rules do not allow it; the message is the code of the refusal."""


def say(conn: Connection, record_id: str, fact: Fact, by: str, outlet: str = CITY) -> None:
    """Let the city's fact take effect in a case or task; Unsaid where it may not.

    outlet: in whose name, where the city's own window was asked to handle the case.
    """
    now, op_id = clock.now(), secrets.token_hex(16)
    event = CaseEvent(op_id, record_id, now, by, outlet, "", fact, ClockTrust.SERVER)
    body = encode_event(event)
    # Nothing the city says brings a query code that would have to be hashed.
    bench = Bench(conn, b"", now)
    bench.lay_out({record_id})
    ruling = bench.judge(Brought(op_id, record_id, fact.KIND, INSTANCE, outlet, body))
    if not ruling.standing.verdict.takes_effect:
        raise Unsaid(ruling.standing.code)
    conn.execute(insert(schema.op).values(_row(event, body, ruling.n or 0, ruling.standing.verdict.value)))
    conn.execute(insert(schema.op_body).values(op_id=op_id, bytes=body))
    records.keep_places(bench, [ruling])
    records.publish(conn, records.news_of(conn, bench.dossiers.values()))


def _row(event: CaseEvent, body: bytes, place: int, verdict: str) -> dict[str, object]:
    return {
        "op_id": event.op_id,
        "instance_id": INSTANCE,
        "seq": place,
        "kind": event.fact.KIND,
        "kv": event.fact.KV,
        "case_id": event.case_id,
        "sha256": sha256(body).hexdigest(),
        "outlet": event.outlet,
        "received_at": clock.stamp(),
        "verdict": verdict,
        "code": "",
        "args": "{}",
    }
