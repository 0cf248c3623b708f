"""What the attachments of a case look like to the pages: frozen values, codes instead of sentences."""

from dataclasses import dataclass
from datetime import datetime

from outlet_app.domain.attachments import Arrival


@dataclass(frozen=True, slots=True)
class AttachmentView:
    """One attachment; `state` is waiting, arrived, elsewhere or damaged, `here`: it opens without a line."""

    attachment_id: str
    sha256: str
    material: str
    pages: int
    size: int
    at: datetime
    by: str
    state: str
    here: bool
    void_reason: str = ""


@dataclass(frozen=True, slots=True)
class Shelf:
    """A row of the checklist with what was scanned for it, void ones last; code empty for 其他材料."""

    code: str
    name: str
    attachments: tuple[AttachmentView, ...]

    @property
    def counting(self) -> tuple[AttachmentView, ...]:
        """Those that count."""
        return tuple(one for one in self.attachments if not one.void_reason)


@dataclass(frozen=True, slots=True)
class CaseAttachments:
    """The attachments of a case; `open` says that more may be added."""

    case_id: str
    case_no: str
    shelves: tuple[Shelf, ...]
    arrival: Arrival
    damaged: int
    open: bool
