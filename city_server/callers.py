"""Who asks: nonces handed out, signatures checked, devices looked up (decisions.md 26)."""

import secrets
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, delete, insert, select

from city_server import clock, schema
from city_server.denial import Denied
from outlet_app.sync.wire import Code, signature_fits

NONCE_SECONDS = 24 * 3600
_NONCES_KEPT = 32


class Mode(StrEnum):
    """What a device may still do (sync.md D.10)."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    EVACUATE = "revoked_evacuate"
    REVOKED = "revoked"


# Who may still bring what it made: sending goes on when receiving has stopped.
SENDERS = frozenset({Mode.ACTIVE, Mode.SUSPENDED, Mode.EVACUATE})
RECEIVERS = frozenset({Mode.ACTIVE})


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it came: `content` is the body as it travelled, `target` path with query."""

    method: str
    target: str
    device_id: str
    nonce: str
    signature: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Caller:
    """An enrolled device whose signature fits the request."""

    device_id: str
    outlet: str
    terminal_no: str
    mode: str


@dataclass(frozen=True, slots=True)
class Held:
    """Up to which sequence the city holds an instance's operations, and the receipt it gave for them."""

    last_seq: int
    receipt: str


def hand_out_nonce(conn: Connection, device_id: str) -> str:
    """A nonce for the device, good for a day; an unknown device gets one that fits nothing."""
    made = secrets.token_urlsafe(18)
    known = select(schema.device.c.device_id).where(schema.device.c.device_id == device_id)
    if conn.scalar(known) is None:
        return made
    _forget_old(conn, device_id)
    conn.execute(insert(schema.nonce).values(nonce=made, device_id=device_id, issued=clock.seconds()))
    return made


def recognise(conn: Connection, asked: Asked, allowed: frozenset[Mode] = RECEIVERS) -> Caller:
    """The device behind a request; Denied 401 where anything does not fit, 403 where it may not ask.

    allowed: the modes in which a machine may ask this; who is suspended only brings and hears nothing.
    """
    found = conn.execute(
        select(schema.device).where(schema.device.c.device_id == asked.device_id)
    ).one_or_none()
    if found is None:
        raise Denied(Code.NO_DEVICE)
    if not _nonce_holds(conn, asked):
        raise Denied(Code.NONCE)
    if not signature_fits(
        found.public_key, asked.signature, asked.method, asked.target, asked.content, asked.nonce
    ):
        raise Denied(Code.SIGNATURE)
    if found.mode not in allowed:
        raise Denied(Code.MODE, mode=found.mode)
    return Caller(found.device_id, found.outlet, found.terminal_no, found.mode)


def own_instance(conn: Connection, caller: Caller, instance_id: str, *, lock: bool = False) -> Held:
    """How far the city has an instance of the caller; Denied 403 for anybody else's instance.

    With `lock` nobody else can push for it until the transaction ends.
    """
    # PostgreSQL takes no text with control characters; no instance is named like that.
    if not instance_id.isprintable():
        raise Denied(Code.INSTANCE)
    asked = select(schema.instance).where(schema.instance.c.instance_id == instance_id)
    row = conn.execute(asked.with_for_update() if lock else asked).one_or_none()
    if row is None or row.device_id != caller.device_id:
        raise Denied(Code.INSTANCE)
    return Held(row.last_seq, row.receipt)


def _nonce_holds(conn: Connection, asked: Asked) -> bool:
    issued = conn.scalar(
        select(schema.nonce.c.issued).where(
            schema.nonce.c.nonce == asked.nonce, schema.nonce.c.device_id == asked.device_id
        )
    )
    return issued is not None and clock.seconds() - issued <= NONCE_SECONDS


def _forget_old(conn: Connection, device_id: str) -> None:
    mine = schema.nonce.c.device_id == device_id
    newest = (
        select(schema.nonce.c.nonce).where(mine).order_by(schema.nonce.c.issued.desc()).limit(_NONCES_KEPT)
    )
    keep = set(conn.scalars(newest))
    conn.execute(delete(schema.nonce).where(mine, schema.nonce.c.nonce.not_in(keep)))
    conn.execute(delete(schema.nonce).where(mine, schema.nonce.c.issued < clock.seconds() - NONCE_SECONDS))
