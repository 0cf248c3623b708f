"""What one outlet is offered: the packs laid beside the server, and the orders meant for its eyes."""

from hashlib import sha256

from sqlalchemy import ColumnElement, Connection, func, select

from city_server.denial import Denied
from city_server.packs import Packs
from city_server.release_tables import release
from outlet_app.sync.wire import RELEASE, Catalogue, Code, Pack


def etag_for(conn: Connection, packs: Packs, outlet: str) -> str:
    """Short name of this very offer; that of the packs alone where no order was ever given."""
    rows = conn.execute(
        select(release.c.ref, release.c.sha256).where(_told_to(outlet)).order_by(release.c.number)
    ).all()
    if not rows:
        return packs.etag
    told = "\n".join(f"{row.ref} {row.sha256}" for row in rows)
    return f"{packs.etag}-{sha256(told.encode()).hexdigest()[:16]}"


def offer_to(conn: Connection, packs: Packs, outlet: str) -> Catalogue:
    """The manifest: every pack and every order the outlet may read."""
    columns = (release.c.ref, release.c.sha256, func.length(release.c.pack).label("size"))
    rows = conn.execute(select(*columns).where(_told_to(outlet)).order_by(release.c.number))
    orders = (Pack(ref=row.ref, kind=RELEASE, sha256=row.sha256, size=row.size) for row in rows)
    return Catalogue(etag=etag_for(conn, packs, outlet), packs=(*packs.manifest.packs, *orders))


def body_for(conn: Connection, packs: Packs, outlet: str, kind: str, ref: str) -> bytes:
    """The bytes of one pack or order; Denied 404 where there is none for this outlet."""
    if kind != RELEASE:
        return packs.body(kind, ref)
    if not ref.isprintable():
        raise Denied(Code.NOT_FOUND)
    asked = select(release.c.pack).where(release.c.ref == ref, _told_to(outlet))
    found: bytes | None = conn.scalar(asked)
    if found is None:
        raise Denied(Code.NOT_FOUND)
    return found


def _told_to(outlet: str) -> ColumnElement[bool]:
    return release.c.outlet.in_(("", outlet))
