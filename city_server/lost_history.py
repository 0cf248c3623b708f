"""Begins a new epoch for a database that a counter has proven to be set back (sync.md D.8)."""

import logging

from sqlalchemy import Connection

from city_server import epochs
from city_server.push import HistoryLost
from city_server.store import Store
from outlet_app.failpoints import Failpoint, reach

_LOG = logging.getLogger(__name__)


def own_up(store: Store, lost: HistoryLost) -> str:
    """The epoch in force from now on; begun once, however many counters prove the loss."""

    def begin(conn: Connection) -> str:
        store.alone(conn)
        found = epochs.required(conn)
        if found.name != lost.epoch.name:
            return found.name
        _LOG.critical("this database lost operations that a counter holds receipts for: new epoch")
        opened = epochs.open_new(conn, found.cluster, "a receipt ahead of the database").name
        reach(Failpoint.CITY_EPOCH_BEFORE_COMMIT)
        return opened

    return store.settle(begin)
