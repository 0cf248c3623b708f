"""The city's keys for policies: public halves in the order they took over, private ones in files apart."""

from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, insert, select

from city_server import clock, schema
from city_server.review_keys import KeyFileError, load_key, write_new
from outlet_app.sync.wire import PolicyKey, endorse, public_of, sign_key_id


class NotEndorsed(Exception):  # noqa: N818 - an answer to whoever typed the command
    """A further key without the word of the one in force: no counter would believe it."""


def make_signing_key(path: Path) -> bytes:
    """Write a fresh private key to a file that does not exist yet (FileExistsError); its raw bytes."""
    key = Ed25519PrivateKey.generate()
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    write_new(path, pem)
    return key.private_bytes_raw()


def read_signing_key(path: Path) -> bytes:
    """The raw private key of a file made here; KeyFileError."""
    key = load_key(path)
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyFileError(f"{path} holds a key of another kind")
    return key.private_bytes_raw()


def register_signing_key(conn: Connection, private: bytes, former: bytes | None = None) -> str:
    """Let counters believe what this key signs from their next hello on; its id.

    The first needs nobody's word, every further one that of the key in force: NotEndorsed. The same key
    again changes nothing.
    """
    told, public = keys_told(conn), public_of(private)
    publics = [one.public for one in told]
    if public.hex() not in publics:
        if publics and (former is None or public_of(former).hex() != publics[-1]):
            raise NotEndorsed
        endorsed = endorse(former, public) if publics and former else ""
        row = {"no": len(told) + 1, "public": public, "endorsed": endorsed, "since": clock.stamp()}
        conn.execute(insert(schema.policy_key).values(row))
    return sign_key_id(public)


def keys_told(conn: Connection) -> tuple[PolicyKey, ...]:
    """What an enrolled counter is told, oldest first; empty before the city has a key."""
    keys = schema.policy_key.c
    rows = conn.execute(select(keys.public, keys.endorsed).order_by(keys.no))
    return tuple(PolicyKey(public=row.public.hex(), endorsed=row.endorsed) for row in rows)
