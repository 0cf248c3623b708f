"""A counter with attachments: the real store, files, engine and lane; what it keeps is any bytes at all."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random

from outlet_app.domain.facts.attachment import AttachmentAdded
from outlet_app.models.blobs import BlobFile, BlobState
from outlet_app.models.instance import Instance
from outlet_app.services.projection import reproject, reproject_all
from outlet_app.sync.blobs import BlobLane, fetch
from outlet_app.sync.client import CityClient
from outlet_app.sync.engine import SyncEngine
from outlet_app.system.blob_files import BlobFileLost, BlobFiles
from outlet_app.system.ids import new_id
from tests.support.counter import Counter, op_of, quick_client
from tests.support.server import ServerProcess, enrolment_code
from tests.support.uploading import digest


class Courier(Counter):
    """`lane` brings the attachments over; `later` moves its clock on."""

    def __init__(
        self,
        folder: Path,
        server_url: str,
        client_factory: Callable[[Instance], CityClient] = quick_client,
        chunk: int = 100_000,
    ) -> None:
        self.files = BlobFiles(folder / "attachments")
        self.later = timedelta()
        self._size = chunk
        super().__init__(folder, server_url, client_factory)

    def _open(self) -> None:
        super()._open()
        self.engine.close()
        self.lane = BlobLane(
            self.database, self._plain, self.files.remove, lambda: self.clock.now() + self.later
        )
        self.lane._chunk = self._size
        self.engine = SyncEngine(
            self.database,
            self._client_factory,
            reproject_all,
            self.clock,
            Random(1),
            carry=self.lane.carry,
        )

    def attach(self, content: bytes, case_id: str = "", material: str = "") -> str:
        """Keep bytes as an attachment of a case (a new one by default), as the counter does; the case."""
        case_id = case_id or self.register()
        sha, name = digest(content), new_id()
        key = self.files.write(name, sha, content)
        event = self.event(case_id, AttachmentAdded(material, sha, len(content), 1))
        with self.database.unit_of_work() as uow:
            uow.blobs.put(BlobFile(sha, len(content), BlobState.LOCAL, name, key))
            uow.journal.append([op_of(event)])
            reproject(uow, case_id)
            uow.commit()
        return case_id

    def blob(self, content: bytes) -> BlobFile:
        """What the store knows of these bytes."""
        with self.database.reading() as uow:
            found = uow.blobs.get(digest(content))
        assert found is not None
        return found

    def state(self, content: bytes) -> BlobState:
        return self.blob(content).state

    def waiting(self, case_id: str) -> tuple[int, int]:  # type: ignore[override]
        """材料待传 n/m of a case."""
        with self.database.reading() as uow:
            counts = uow.blobs.counts([case_id])[case_id]
        return counts.waiting, counts.total

    def fetched(self, content: bytes) -> bytes:
        """The bytes as the city gives them."""
        blob = self.blob(content)
        return self.engine.ask(lambda client: fetch(client, blob))

    def lie_here(self) -> list[str]:
        """The files of attachments on this machine."""
        folder = self.folder / "attachments"
        return sorted(one.name for one in folder.iterdir()) if folder.exists() else []

    def _plain(self, blob: BlobFile) -> bytes:
        try:
            return self.files.read(blob.name, blob.sha256, blob.key)
        except BlobFileLost as lost:
            raise LookupError(blob.sha256) from lost


def enrolled(folder: Path, city: ServerProcess, outlet: str, via: str = "", **how: object) -> Courier:
    """A courier of this outlet; `via` leads through a faulty line."""
    one = Courier(folder, via or city.url, **how)  # type: ignore[arg-type]
    one.enrol(enrolment_code(city.database, outlet))
    return one
