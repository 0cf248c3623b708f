"""Which of the materials a notice asked for have come, by the case and by the files on their way."""

from collections.abc import Mapping

from outlet_app.domain.events import NoticeGiven
from outlet_app.domain.notified import Asked, asked_by
from outlet_app.models.blobs import ARRIVED, BlobState
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.services.reading import Reading


def notices_of(uow: UnitOfWork, reading: Reading) -> Mapping[str, Asked]:
    """Each notice that counts, by the id of its event, as it stands now."""
    case, counted = reading.case, reading.counted
    told = [(at, one.op_id, one.fact) for at, one in enumerate(counted) if isinstance(one.fact, NoticeGiven)]
    if not told:
        return {}
    blobs = uow.blobs.of(one.fact.sha256 for one in case.attachments)
    arrived = {digest for digest, blob in blobs.items() if blob.state in ARRIVED}
    elsewhere = {digest for digest, blob in blobs.items() if blob.state is BlobState.ELSEWHERE}
    found: dict[str, Asked] = {}
    for at, op_id, notice in told:
        since = frozenset(event.op_id for event in counted[at + 1 :])
        asked = asked_by(notice, case, since, arrived, elsewhere)
        if asked is not None:
            found[op_id] = asked
    return found
