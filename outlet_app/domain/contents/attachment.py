"""What an attachment must say of itself to be believed (sync.md D.12)."""

from outlet_app.domain.attachments import MOST_BYTES, MOST_PAGES, of_material
from outlet_app.domain.contents.dispatch import content
from outlet_app.domain.dossier import Case
from outlet_app.domain.facts.attachment import AttachmentAdded, AttachmentVoided
from outlet_app.domain.problems import Refusal

_HEX = frozenset("0123456789abcdef")
_KINDS = frozenset({"application/pdf"})


@content.register
def _(fact: AttachmentAdded, case: Case) -> Refusal | None:
    if not _is_whole(fact):
        return Refusal("attachment.malformed")
    if fact.material and fact.material not in {row.code for row in case.materials}:
        return Refusal("attachment.no_such_material", {"material": fact.material})
    if any(one.fact.sha256 == fact.sha256 for one in of_material(case.attachments, fact.material)):
        return Refusal("attachment.there_already")
    return None


@content.register
def _(fact: AttachmentVoided, case: Case) -> Refusal | None:
    if not fact.reason.strip():
        return Refusal("attachment.void_without_reason")
    meant = (one for one in case.attachments if one.attachment_id == fact.attachment)
    found = next(meant, None)
    if found is None:
        return Refusal("attachment.unknown")
    return Refusal("attachment.void_already") if found.void_reason else None


def _is_whole(fact: AttachmentAdded) -> bool:
    return (
        len(fact.sha256) == 64
        and _HEX.issuperset(fact.sha256)
        and 0 < fact.size <= MOST_BYTES
        and 0 < fact.pages <= MOST_PAGES
        and fact.mime in _KINDS
        and fact.order >= 0
    )
