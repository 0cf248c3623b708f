"""The epoch in force, when a new one begins, and the receipts signed under it (sync.md D.4, D.8)."""

import hmac
import secrets
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import Connection, insert, select

from city_server import clock, schema

_LONGEST_PLACE = 16


@dataclass(frozen=True, slots=True)
class Epoch:
    """One unbroken history of the database; its secret signs the receipts."""

    no: int
    name: str
    secret: bytes
    cluster: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """Proof that the city holds an instance's operations up to `last_seq`; `tip` is that one's SHA-256."""

    last_seq: int
    tip: str
    before: str
    seal: str

    def __str__(self) -> str:
        return f"{self.last_seq}.{self.tip}.{self.before}.{self.seal}"


def current(conn: Connection) -> Epoch | None:
    """The epoch in force, None in a database that has never been served."""
    row = conn.execute(select(schema.epoch).order_by(schema.epoch.c.no.desc()).limit(1)).one_or_none()
    return None if row is None else Epoch(row.no, row.epoch, row.secret, row.cluster)


def required(conn: Connection) -> Epoch:
    """The epoch in force; the server opens one before it answers anybody."""
    found = current(conn)
    if found is None:
        raise LookupError("no epoch: run init or serve first")
    return found


def open_new(conn: Connection, cluster: str, reason: str) -> Epoch:
    """Begin an epoch; every counter will be told 410 until it has made its peace with it."""
    before = current(conn)
    opened = Epoch(
        (before.no if before else 0) + 1, f"e-{secrets.token_hex(8)}", secrets.token_bytes(32), cluster
    )
    conn.execute(
        insert(schema.epoch).values(
            no=opened.no,
            epoch=opened.name,
            secret=opened.secret,
            cluster=cluster,
            since=clock.stamp(),
            reason=reason,
        )
    )
    return opened


def settle(conn: Connection, cluster: str) -> Epoch:
    """The epoch to serve under: a new one on the first start and where PostgreSQL was restored."""
    found = current(conn)
    if found is None:
        return open_new(conn, cluster, "first start")
    if found.cluster != cluster:
        return open_new(conn, cluster, f"restored: was {found.cluster}")
    return found


def sign(epoch: Epoch, instance_id: str, last_seq: int, tip: str, before: str) -> str:
    """The receipt for an instance's operations up to `last_seq`; `before` is the receipt it follows."""
    earlier = before.rpartition(".")[2]
    return str(Receipt(last_seq, tip, earlier, _seal(epoch, instance_id, last_seq, tip, earlier)))


def genuine(epoch: Epoch, instance_id: str, told: str) -> Receipt | None:
    """The receipt as read, None where this epoch did not sign it for this instance."""
    parts = told.split(".")
    if len(parts) != 4 or not told.isascii() or not parts[0].isdecimal() or len(parts[0]) > _LONGEST_PLACE:
        return None
    receipt = Receipt(int(parts[0]), parts[1], parts[2], parts[3])
    seal = _seal(epoch, instance_id, receipt.last_seq, receipt.tip, receipt.before)
    return receipt if hmac.compare_digest(seal, receipt.seal) else None


def _seal(epoch: Epoch, instance_id: str, last_seq: int, tip: str, before: str) -> str:
    told = "|".join((epoch.name, instance_id, str(last_seq), tip, before))
    return hmac.new(epoch.secret, told.encode(), sha256).hexdigest()
