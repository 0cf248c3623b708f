"""Everything a city server process holds: store, packs, limits, and the keys kept in the database."""

import secrets
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, select

from city_server import epochs, parcel_keys, release, schema
from city_server.blob_store import default_place, open_blob_store
from city_server.blobs import Blobs
from city_server.books import Books, Shelf
from city_server.enrolment import take_in_outlets
from city_server.packs import Packs, read_outlet_table, read_packs
from city_server.store import Store, add_missing
from outlet_app.domain.outlets import OutletKind, Outlets
from outlet_app.sync.wire import Limits

_QUERY_KEY = "query-code"


@dataclass(frozen=True, slots=True)
class City:
    """What the routes work with; nothing in here changes while the process runs but what `shelf` read."""

    store: Store
    packs: Packs
    query_key: bytes
    blobs: Blobs
    shelf: Shelf
    limits: Limits = field(default_factory=Limits)
    outlets: Outlets = field(default_factory=lambda: Outlets(()))

    @property
    def window(self) -> str:
        """Code of the city's own window, to which cases are handed; empty where the table has none."""
        return next((one.code for one in self.outlets.of_kind(OutletKind.CITY)), "")

    def books(self, conn: Connection) -> Books:
        """What the city looks names and days up in as of now, released versions among them."""
        return self.shelf.books(conn)

    def outlet_name(self, code: str) -> str:
        """An outlet's name; its code where the table does not know it."""
        return next((one.name for one in self.outlets.all if one.code == code), code)


def open_city(database: str, resources: Path, blobs: str = "") -> City:
    """Open the database, bring it to this version, settle its epoch, and read the packs.

    blobs: where attachments lie, a folder or `s3://bucket`; empty for the place beside the database.
    """
    packs, outlets = read_packs(resources), read_outlet_table(resources)
    store = Store(database)
    try:
        store.create()
        key = store.settle(lambda conn: _prepare(conn, store, outlets))
        files = open_blob_store(blobs or default_place(database))
        shelf = Shelf(resources, outlets)
        return City(store, packs, key, Blobs(store, files), shelf, outlets=outlets)
    except BaseException:
        store.close()
        raise


def _prepare(conn: Connection, store: Store, outlets: Outlets) -> bytes:
    store.alone(conn)
    epochs.settle(conn, store.cluster(conn))
    take_in_outlets(conn, outlets)
    parcel_keys.make(conn)
    key = query_key_of(conn)
    release.release_understood(conn, key)
    return key


def query_key_of(conn: Connection) -> bytes:
    """The secret under which 查询码 are kept; made by whoever asks first."""
    add_missing(conn, schema.secret, [{"name": _QUERY_KEY, "value": secrets.token_bytes(32)}])
    kept: bytes = conn.execute(
        select(schema.secret.c.value).where(schema.secret.c.name == _QUERY_KEY)
    ).scalar_one()
    return kept
