"""How attachments speak."""

from collections.abc import Mapping

from outlet_app.domain.facts.attachment import AttachmentAdded, AttachmentVoided
from outlet_app.wording.attachments import material, pages, size
from outlet_app.wording.voices.voice import Voice


def _added(fact: AttachmentAdded) -> str:
    return f"{material(fact.material, fact.name)}，{pages(fact.pages)}，{size(fact.size)}"


def _voided(fact: AttachmentVoided) -> str:
    return fact.reason


VOICES: Mapping[str, Voice] = {
    AttachmentAdded.KIND: Voice("添加附件", "scan-line", "info", _added),
    AttachmentVoided.KIND: Voice("作废附件", "scan-line", "warn", _voided),
}
