"""Attachments of a case: which count, in which order, and how many have arrived in the city."""

from collections.abc import Collection, Iterable
from datetime import datetime

from outlet_app.domain.facts.attachment import AttachmentAdded
from outlet_app.domain.frozen import dataclass

MOST_PAGES = 60
MOST_BYTES = 64 * 1_048_576


@dataclass(frozen=True, slots=True)
class Attachment:
    """One attachment, named by the id of its event; `void_reason` says why it counts no more."""

    attachment_id: str
    fact: AttachmentAdded
    at: datetime
    by: str
    void_reason: str = ""


@dataclass(frozen=True, slots=True)
class Arrival:
    """材料待传 n/m: how many of the files that count have not arrived yet, of how many.

    elsewhere: those of them that another machine has to send.
    """

    waiting: int
    total: int
    elsewhere: int = 0


def counting(attachments: Iterable[Attachment]) -> tuple[Attachment, ...]:
    """Those that count, by material, order and time."""
    valid = (one for one in attachments if not one.void_reason)
    return tuple(sorted(valid, key=lambda one: (one.fact.material, one.fact.order, one.at)))


def of_material(attachments: Iterable[Attachment], material: str) -> tuple[Attachment, ...]:
    """Those of one row that count, in their order."""
    return tuple(one for one in counting(attachments) if one.fact.material == material)


def next_order(attachments: Iterable[Attachment], material: str) -> int:
    """The place of the next attachment of a row: behind all it ever had."""
    return max((one.fact.order for one in attachments if one.fact.material == material), default=0) + 1


def arrival(
    attachments: Iterable[Attachment], arrived: Collection[str], elsewhere: Collection[str] = ()
) -> Arrival:
    """What of a case is still to be sent, given the digests that arrived and those others have to send."""
    wanted = {one.fact.sha256 for one in counting(attachments)}
    waiting = wanted - set(arrived)
    return Arrival(len(waiting), len(wanted), len(waiting & set(elsewhere)))
