"""Keeps the orders: the next number, signed with the key that counters believe, and what stands by now."""

import json
from hashlib import sha256

from sqlalchemy import Connection, func, insert, select, update

from city_server import clock
from city_server.release_tables import release
from city_server.signing_keys import keys_told
from outlet_app.domain.releases.order import Order, read_order
from outlet_app.domain.releases.standing import Release, releases_of
from outlet_app.sync.wire import RELEASE, envelope, public_of, release_ref, sign_pack


class KeyNotInForce(Exception):  # noqa: N818 - an answer to whoever typed the command
    """A key whose signature no counter would believe."""


def orders(conn: Connection) -> tuple[Order, ...]:
    """Every order in the order of their numbers."""
    rows = conn.scalars(select(release.c.pack).order_by(release.c.number))
    return tuple(read_order(json.loads(pack)["body"]) for pack in rows)


def standing(conn: Connection) -> tuple[Release, ...]:
    """Every version published, with what became of it."""
    return releases_of(orders(conn))


def next_number(conn: Connection) -> int:
    """The number of the order that is given next; the caller holds the lock."""
    return (conn.scalar(select(func.max(release.c.number))) or 0) + 1


def give(conn: Connection, private: bytes, order: Order) -> None:
    """Sign an order and keep it; it is on offer when this transaction ends. KeyNotInForce."""
    _demand_in_force(conn, private)
    body = json.dumps(order.plain(), ensure_ascii=False).encode()
    ref = release_ref(order.number, body)
    pack = sign_pack(private, RELEASE, ref, body)
    facts = {
        "number": order.number,
        "ref": ref,
        "outlet": order.outlet,
        "sha256": sha256(pack).hexdigest(),
        "pack": pack,
        "since": clock.stamp(),
    }
    conn.execute(insert(release).values(facts))


def sign_again(conn: Connection, private: bytes) -> int:
    """Sign every order with the key that took over; how many there are. KeyNotInForce."""
    _demand_in_force(conn, private)
    rows = conn.execute(select(release.c.number, release.c.ref, release.c.pack)).all()
    for row in rows:
        pack = sign_pack(private, RELEASE, row.ref, _body(row.pack))
        told = {"pack": pack, "sha256": sha256(pack).hexdigest()}
        conn.execute(update(release).where(release.c.number == row.number).values(told))
    return len(rows)


def _body(pack: bytes) -> bytes:
    """The bytes that were signed, exactly."""
    return bytes(envelope(pack).body)


def _demand_in_force(conn: Connection, private: bytes) -> None:
    told = keys_told(conn)
    if not told or told[-1].public != public_of(private).hex():
        raise KeyNotInForce
