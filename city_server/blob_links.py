"""Which case names which bytes, and who may read them for it."""

from collections.abc import Sequence

from sqlalchemy import Connection, or_, select

from city_server.blob_tables import blob, blob_holder, blob_link
from city_server.schema import case_scope
from city_server.store import add_missing
from outlet_app.domain.events import CaseEvent
from outlet_app.domain.facts.attachment import AttachmentAdded


def note(conn: Connection, event: CaseEvent) -> None:
    """Remember which case names which bytes, once the event has taken effect."""
    fact = event.fact
    if isinstance(fact, AttachmentAdded):
        row: dict[str, object] = {"case_id": event.case_id, "sha256": fact.sha256, "outlet": event.outlet}
        add_missing(conn, blob_link, [row])


def readable(conn: Connection, outlet: str, digests: Sequence[str]) -> set[str]:
    """Those of the digests that the city holds and the outlet may read.

    It sent the bytes itself, or it sees a case to which an outlet that sent them has attached them.
    """
    sender = blob_holder.alias()
    shown = (
        select(blob_link.c.sha256)
        .join(case_scope, case_scope.c.case_id == blob_link.c.case_id)
        .join(sender, (sender.c.sha256 == blob_link.c.sha256) & (sender.c.outlet == blob_link.c.outlet))
        .where(case_scope.c.scope == outlet)
    )
    own = select(blob_holder.c.sha256).where(blob_holder.c.outlet == outlet)
    asked = select(blob.c.sha256).where(
        blob.c.sha256.in_(digests), or_(blob.c.sha256.in_(own), blob.c.sha256.in_(shown))
    )
    return set(conn.scalars(asked))


def arrived(conn: Connection, case_id: str) -> dict[str, bool]:
    """Every digest a case names, and whether its bytes have arrived from an outlet that named it."""
    sender = (blob_holder.c.sha256 == blob_link.c.sha256) & (blob_holder.c.outlet == blob_link.c.outlet)
    told = (
        select(blob_link.c.sha256, blob_holder.c.since)
        .outerjoin(blob_holder, sender)
        .where(blob_link.c.case_id == case_id)
    )
    found: dict[str, bool] = {}
    for row in conn.execute(told):
        found[row.sha256] = found.get(row.sha256, False) or row.since is not None
    return found
