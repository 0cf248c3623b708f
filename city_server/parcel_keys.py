"""The city's keys for parcels: one opens what is sealed to it, one signs answers; made once, kept here."""

import secrets
from dataclasses import dataclass

from sqlalchemy import Connection, select

from city_server import schema
from city_server.store import add_missing
from outlet_app.sync.wire import ParcelKey, parcels, public_of

_SEAL, _SIGN = "parcel-seal", "parcel-sign"
_SIGN_BYTES = 32


@dataclass(frozen=True, slots=True)
class ParcelKeys:
    """Both private halves; they are in every backup, so that a restored city opens what is on its way."""

    identity: str
    private: bytes

    @property
    def told(self) -> ParcelKey:
        """What an enrolled counter is told."""
        return ParcelKey(seal=parcels.recipient_of(self.identity), public=public_of(self.private).hex())


def make(conn: Connection) -> ParcelKeys:
    """The keys; made by whoever asks first."""
    rows: list[dict[str, object]] = [
        {"name": _SEAL, "value": parcels.new_identity().encode()},
        {"name": _SIGN, "value": secrets.token_bytes(_SIGN_BYTES)},
    ]
    add_missing(conn, schema.secret, rows)
    return required(conn)


def required(conn: Connection) -> ParcelKeys:
    """The keys; the server makes them before it answers anybody."""
    found = kept(conn)
    if found is None:
        raise LookupError("no parcel keys: run init or serve first")
    return found


def kept(conn: Connection) -> ParcelKeys | None:
    """The keys, None in a database no server of this version has opened."""
    named = select(schema.secret.c.name, schema.secret.c.value).where(
        schema.secret.c.name.in_((_SEAL, _SIGN))
    )
    values = {row.name: bytes(row.value) for row in conn.execute(named)}
    if len(values) < 2:
        return None
    return ParcelKeys(values[_SEAL].decode(), values[_SIGN])


def key_told(conn: Connection) -> ParcelKey | None:
    """The public halves, None where there are none yet."""
    found = kept(conn)
    return found.told if found else None
