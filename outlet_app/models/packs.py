"""Catalogue and calendar packs as they came, several versions beside one another."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from outlet_app.models.errors import DatabaseDamaged
from outlet_app.models.rows.desk import PACK
from outlet_app.models.rows.statements import upsert

# In meta: which set of packs is held, whose signature under policies counts, and which packs were not
# taken for lack of it.
ETAG, POLICY_KEY, REFUSED_PACKS = "catalogue.etag", "policy.key", "policy.refused"
_KEEP = upsert(PACK)


@dataclass(frozen=True, slots=True)
class Pack:
    """One version of one kind of data; `sha256` in hex over `body`."""

    kind: str
    ref: str
    sha256: str
    saved_at: datetime
    body: bytes


class Packs:
    """A pack stays as long as a case may refer to it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, kind: str, ref: str, body: bytes, at: datetime) -> None:
        """Keep a version; the same version again replaces it."""
        digest = hashlib.sha256(body).hexdigest()
        facts = {"kind": kind, "ref": ref, "sha256": digest, "saved_at": at, "body": body}
        self._connection.execute(_KEEP, facts)

    def get(self, kind: str, ref: str) -> Pack | None:
        """One version, checked against its digest."""
        row = self._connection.execute(
            select(PACK).where(PACK.c.kind == kind, PACK.c.ref == ref)
        ).one_or_none()
        if row is None:
            return None
        if hashlib.sha256(row.body).hexdigest() != row.sha256:
            raise DatabaseDamaged(f"pack {kind} {ref}")
        return Pack(**row._mapping)

    def named(self, kind: str) -> tuple[tuple[str, str], ...]:
        """The versions held of a kind with their digests, in the order of their names."""
        found = select(PACK.c.ref, PACK.c.sha256).where(PACK.c.kind == kind).order_by(PACK.c.ref)
        return tuple((row.ref, row.sha256) for row in self._connection.execute(found))

    def refs(self, kind: str) -> tuple[str, ...]:
        """The versions held of a kind, in the order of their names."""
        found = select(PACK.c.ref).where(PACK.c.kind == kind).order_by(PACK.c.ref)
        return tuple(self._connection.execute(found).scalars())
