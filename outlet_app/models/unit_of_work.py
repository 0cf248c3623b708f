"""One transaction and everything it can reach."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from outlet_app.failpoints import Failpoint, reach
from outlet_app.models.applicants import Applicants
from outlet_app.models.blobs import Blobs
from outlet_app.models.cards import Cards
from outlet_app.models.counters import Counters
from outlet_app.models.cursors import Cursors, Unshown
from outlet_app.models.drafts import Drafts
from outlet_app.models.enterprises import Enterprises
from outlet_app.models.instance import Instances
from outlet_app.models.journal import Journal
from outlet_app.models.meta import Meta
from outlet_app.models.outbox import Outbox
from outlet_app.models.packs import Packs
from outlet_app.models.papers import Papers
from outlet_app.models.people import People
from outlet_app.models.places import Places
from outlet_app.models.restarts import Restarts
from outlet_app.models.reviews import Reviews
from outlet_app.models.search import Search


class UnitOfWork:
    """The only holder of a connection; lives inside one `with` and one thread."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.instance = Instances(connection)
        self.journal = Journal(connection, self.instance)
        self.outbox = Outbox(connection, self.instance, self.journal)
        self.restarts = Restarts(connection, self.instance)
        self.cursors = Cursors(connection)
        self.unshown = Unshown(connection)
        self.places = Places(connection)
        self.search = Search(connection)
        self.cards = Cards(connection, self.search)
        self.applicants = Applicants(connection)
        self.drafts = Drafts(connection)
        self.papers = Papers(connection)
        self.people = People(connection)
        self.counters = Counters(connection)
        self.meta = Meta(connection)
        self.reviews = Reviews(connection, self.meta)
        self.cache = Packs(connection)
        self.blobs = Blobs(connection)
        self.enterprises = Enterprises(connection, self.meta)

    def commit(self) -> None:
        """Make everything since the start durable, or raise and keep nothing."""
        reach(Failpoint.STORE_BEFORE_COMMIT)
        self._connection.commit()
        reach(Failpoint.STORE_AFTER_COMMIT)

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """A part that can fail alone; the outer rollback still undoes it."""
        with self._connection.begin_nested():
            yield
