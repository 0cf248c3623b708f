"""Facts of attachments: a scan or photograph of a material, and that one counts no more (sync.md D.12)."""

from typing import ClassVar

from outlet_app.domain.facts.shared import Fact
from outlet_app.domain.frozen import dataclass


@dataclass(frozen=True, slots=True)
class AttachmentAdded(Fact):
    """The likeness of a material was taken down; its bytes travel by themselves, named by their digest.

    material: code of the row of the checklist, empty for what belongs to none; name: as the row is called.
    order: among the row's own.
    """

    KIND: ClassVar[str] = "attachment_added"
    material: str
    sha256: str
    size: int
    pages: int
    mime: str = "application/pdf"
    order: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class AttachmentVoided(Fact):
    """An attachment counts no more; its bytes are kept. `attachment` is the id of the event that added it."""

    KIND: ClassVar[str] = "attachment_voided"
    attachment: str
    reason: str


FACTS: tuple[type[Fact], ...] = (AttachmentAdded, AttachmentVoided)
