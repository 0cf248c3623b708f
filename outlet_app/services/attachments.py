"""附件: scans of materials, kept encrypted beside the database before their event says that they are."""

import logging
from collections.abc import Callable, Sequence
from hashlib import sha256

from outlet_app.domain.attachments import Attachment, arrival, next_order
from outlet_app.domain.case import Case
from outlet_app.domain.facts.attachment import AttachmentAdded, AttachmentVoided
from outlet_app.domain.problems import Refusal, Refused
from outlet_app.domain.states import State
from outlet_app.failpoints import Failpoint, reach
from outlet_app.models.blobs import ARRIVED, BlobFile, BlobState
from outlet_app.models.engine import Database
from outlet_app.models.errors import translate
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.printing.scans import ScanPage, merge
from outlet_app.services.attachment_views import AttachmentView, CaseAttachments, Shelf
from outlet_app.services.recorder import Recorder
from outlet_app.services.troubles import Trouble
from outlet_app.system.blob_files import BlobFileLost, BlobFiles

log = logging.getLogger(__name__)
FromCity = Callable[[BlobFile], bytes]
_STATES = {
    BlobState.LOCAL: "waiting",
    BlobState.CONFIRMED: "arrived",
    BlobState.REMOTE: "arrived",
    BlobState.ELSEWHERE: "elsewhere",
    BlobState.DAMAGED: "damaged",
}


class Attachments:
    """Blocking. Refused where the rules say no, StorageError where the disk does; then nothing is kept.

    from_city: how bytes that are no longer here are fetched; set once there is a line.
    """

    def __init__(self, database: Database, recorder: Recorder, files: BlobFiles) -> None:
        self._database = database
        self._recorder = recorder
        self._files = files
        self.from_city: FromCity | None = None

    def of_case(self, case_id: str) -> CaseAttachments:
        """What was scanned for each material, and how much of it has arrived."""
        with self._database.reading() as uow:
            case = self._recorder.read(uow, case_id).case
            blobs = uow.blobs.of(one.fact.sha256 for one in case.attachments)
        return _view(case, blobs)

    def add(self, case_id: str, material: str, pages: Sequence[ScanPage]) -> CaseAttachments:
        """Merge the pages to one file and attach it: written and flushed before the event is committed."""
        if not pages:
            raise Refused(Refusal("scan.no_pages"))
        content = merge(pages)
        digest, name = sha256(content).hexdigest(), self._recorder.new_id()
        key = self._write(name, digest, content)
        reach(Failpoint.ATTACHMENT_BEFORE_EVENT)
        try:
            with self._database.unit_of_work() as uow:
                case = self._recorder.read(uow, case_id).case
                order = next_order(case.attachments, material)
                named = next((row.name for row in case.materials if row.code == material), "")
                fact = AttachmentAdded(material, digest, len(content), len(pages), order=order, name=named)
                uow.blobs.put(BlobFile(digest, len(content), BlobState.LOCAL, name, key))
                self._recorder.record(uow, case, case_id, (fact,))
                uow.commit()
        except BaseException:
            self._files.remove(name)
            raise
        return self.of_case(case_id)

    def void(self, case_id: str, attachment_id: str, reason: str) -> CaseAttachments:
        """An attachment counts no more; its bytes stay."""
        with self._database.unit_of_work() as uow:
            case = self._recorder.read(uow, case_id).case
            self._recorder.record(uow, case, case_id, (AttachmentVoided(attachment_id, reason.strip()),))
            uow.commit()
        return self.of_case(case_id)

    def content(self, digest: str) -> bytes:
        """The bytes of an attachment on this machine; Trouble where they are not here or not to be read."""
        with self._database.reading() as uow:
            blob = uow.blobs.get(digest)
        if blob is None or not blob.is_here:
            raise Trouble("attachment.not_here")
        try:
            return self._files.read(blob.name, digest, blob.key)
        except BlobFileLost as lost:
            raise Trouble("attachment.file_lost") from lost

    def fetch(self, digest: str) -> bytes:
        """The bytes, from the city where they are no longer here; then they are kept here again.

        In the courier lane. Trouble as `content`; Offline and Denial where the line gives nothing.
        """
        with self._database.reading() as uow:
            blob = uow.blobs.get(digest)
        if blob is None or blob.is_here or self.from_city is None:
            return self.content(digest)
        content = self.from_city(blob)
        name = self._recorder.new_id()
        key = self._write(name, digest, content)
        with self._database.unit_of_work() as uow:
            now = self._recorder.clock.now()
            uow.blobs.put(BlobFile(digest, len(content), BlobState.CONFIRMED, name, key, confirmed_at=now))
            uow.commit()
        return content

    def read_file(self, blob: BlobFile) -> bytes:
        """For the courier: the plain bytes of a file that is here; LookupError where they are lost."""
        try:
            return self._files.read(blob.name, blob.sha256, blob.key)
        except BlobFileLost as lost:
            raise LookupError(blob.sha256) from lost

    def tidy(self) -> None:
        """Remove files that a power cut left without a record; at the start, before anything is added."""
        with self._database.reading() as uow:
            known = uow.blobs.names()
        stray = self._files.sweep(known)
        if stray:
            log.warning("%d files of attachments without a record were removed", stray)

    def _write(self, name: str, digest: str, content: bytes) -> bytes:
        try:
            return self._files.write(name, digest, content)
        except OSError as wrong:
            raise translate(wrong) or wrong from wrong


def waiting_of(uow: UnitOfWork, case_ids: Sequence[str]) -> dict[str, tuple[int, int]]:
    """材料待传 n/m of those cases that have something on its way."""
    counts = uow.blobs.counts(case_ids)
    return {case_id: (one.waiting, one.total) for case_id, one in counts.items() if one.waiting}


def _view(case: Case, blobs: dict[str, BlobFile]) -> CaseAttachments:
    came = {digest for digest, blob in blobs.items() if blob.state in ARRIVED}
    others = {digest for digest, blob in blobs.items() if blob.state is BlobState.ELSEWHERE}
    names = {row.code: row.name for row in case.materials}
    codes = [*names, *sorted({one.fact.material for one in case.attachments} - {*names, ""}), ""]
    return CaseAttachments(
        case_id=case.case_id,
        case_no=case.case_no,
        shelves=tuple(_shelf(code, names.get(code, ""), case.attachments, blobs) for code in codes),
        arrival=arrival(case.attachments, came, others),
        damaged=sum(blob.state is BlobState.DAMAGED for blob in blobs.values()),
        open=case.state is not State.VOIDED,
    )


def _shelf(code: str, name: str, all_of_case: Sequence[Attachment], blobs: dict[str, BlobFile]) -> Shelf:
    mine = [one for one in all_of_case if one.fact.material == code]
    mine.sort(key=lambda one: (bool(one.void_reason), one.fact.order, one.at))
    return Shelf(code, name, tuple(_seen(one, blobs.get(one.fact.sha256)) for one in mine))


def _seen(one: Attachment, blob: BlobFile | None) -> AttachmentView:
    return AttachmentView(
        attachment_id=one.attachment_id,
        sha256=one.fact.sha256,
        material=one.fact.material,
        pages=one.fact.pages,
        size=one.fact.size,
        at=one.at,
        by=one.by,
        state=_STATES[blob.state] if blob else "elsewhere",
        here=bool(blob and blob.is_here),
        void_reason=one.void_reason,
    )
