"""An event as bytes: made once, hashed as they are, and read back or named unreadable."""

from datetime import datetime
from hashlib import sha256

import msgspec
from msgspec import Raw, Struct

from outlet_app.domain.events import CaseEvent, ClockTrust, Fact
from outlet_app.domain.records import fact_type
from outlet_app.sync.wire.messages import Generation, Hash, Word

UNREADABLE_KIND = "op.unreadable"
# Beyond these years a moment cannot be told in every zone; no machine's clock has one of them.
_YEARS = range(2, 9_999)
# What a step from one generation to the next runs into where the payload is none of its own.
_UNFIT = (LookupError, TypeError, ValueError, AttributeError)
_BROKEN = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)


class Unreadable(Exception):  # noqa: N818 - an answer about bytes, not an error of this program
    """Bytes this version cannot turn into an event: kind and kv as far as they could be read."""

    def __init__(self, kind: str, kv: int, *, known: bool) -> None:
        super().__init__(f"{kind or '?'} v{kv}")
        self.kind = kind
        self.kv = kv
        self.known = known


class Glance(Struct, frozen=True, kw_only=True):
    """What can be told of an operation without understanding it; empty where not even that."""

    op: str = ""
    case: str = ""
    kind: str = ""
    kv: int = 0
    at: str = ""
    actor: str = ""


class _Tag(Struct, frozen=True, kw_only=True):
    op: Word
    case: Word
    kind: Word
    kv: Generation


class _Stamped(_Tag, frozen=True, kw_only=True):
    at: str = ""
    actor: str = ""


class _Envelope(_Tag, frozen=True, kw_only=True):
    at: datetime
    actor: str
    outlet: str
    terminal: str
    trust: ClockTrust
    fact: Raw


class _Placeholder(_Tag, frozen=True, kw_only=True):
    sha256: Hash


def encode_event(event: CaseEvent) -> bytes:
    """The event's bytes for ever: UTF-8 JSON, `at` with its offset (decisions.md 27)."""
    return msgspec.json.encode(
        _Envelope(
            op=event.op_id,
            case=event.case_id,
            kind=event.fact.KIND,
            kv=event.fact.KV,
            at=event.at,
            actor=event.actor,
            outlet=event.outlet,
            terminal=event.terminal,
            trust=event.trust,
            fact=Raw(msgspec.json.encode(event.fact)),
        )
    )


def decode_event(body: bytes) -> CaseEvent:
    """The event these bytes tell; Unreadable where the kind, its version or the shape is not ours."""
    seen = glance(body)
    known = fact_type(seen.kind)
    if known is None or not known.understands(seen.kv):
        raise Unreadable(seen.kind, seen.kv, known=False)
    try:
        envelope = msgspec.json.decode(body, type=_Envelope)
        fact = msgspec.json.decode(_raised(known, seen.kv, envelope.fact), type=known)
    except _BROKEN as wrong:
        raise Unreadable(seen.kind, seen.kv, known=True) from wrong
    if envelope.at.tzinfo is None or envelope.at.year not in _YEARS:
        raise Unreadable(seen.kind, seen.kv, known=True)
    return CaseEvent(
        op_id=envelope.op,
        case_id=envelope.case,
        at=envelope.at,
        actor=envelope.actor,
        outlet=envelope.outlet,
        terminal=envelope.terminal,
        fact=fact,
        trust=envelope.trust,
    )


def _raised(known: type[Fact], kv: int, told: Raw) -> Raw:
    """The payload as this version writes it; the stored bytes stay what they are (sync.md D.11)."""
    steps = known.EARLIER[kv - 1 :] if kv < known.KV else ()
    if not steps:
        return told
    payload = msgspec.json.decode(told)
    try:
        for step in steps:
            payload = step(payload)
    except _UNFIT as wrong:
        raise msgspec.DecodeError(f"no payload of generation {kv}") from wrong
    return Raw(msgspec.json.encode(payload))


def glance(body: bytes) -> Glance:
    """What the bytes show without being understood; an empty Glance where they are no operation."""
    try:
        seen = msgspec.json.decode(body, type=_Stamped)
    except _BROKEN:
        return Glance()
    return Glance(op=seen.op, case=seen.case, kind=seen.kind, kv=seen.kv, at=seen.at, actor=seen.actor)


def op_digest(body: bytes) -> str:
    """SHA-256 over exactly these bytes, in hex."""
    return sha256(body).hexdigest()


def placeholder(op_id: str, case_id: str, original_sha256: str) -> bytes:
    """The tiny operation sent instead of one the city could not take (sync.md D.4, row 400).

    The same arguments give the same bytes, so a resend is recognised.
    """
    return msgspec.json.encode(
        _Placeholder(op=op_id, case=case_id, kind=UNREADABLE_KIND, kv=1, sha256=original_sha256)
    )


def stands_for(body: bytes) -> str:
    """The SHA-256 of the operation a placeholder stands for; empty where the bytes are no placeholder."""
    if glance(body).kind != UNREADABLE_KIND:
        return ""
    try:
        return msgspec.json.decode(body, type=_Placeholder).sha256
    except _BROKEN:
        return ""
