"""What attachments change in a case: nothing of its course, only what lies beside it."""

from dataclasses import replace

from outlet_app.domain.attachments import Attachment
from outlet_app.domain.dossier import Case
from outlet_app.domain.effects.dispatch import effect
from outlet_app.domain.events import CaseEvent
from outlet_app.domain.facts.attachment import AttachmentAdded, AttachmentVoided
from outlet_app.domain.marking import marked


@effect.register
def _(fact: AttachmentAdded, case: Case, event: CaseEvent) -> Case:
    added = Attachment(event.op_id, fact, event.at, event.actor)
    return marked(case, attachments=(*case.attachments, added))


@effect.register
def _(fact: AttachmentVoided, case: Case, _event: CaseEvent) -> Case:
    told = (
        replace(one, void_reason=fact.reason) if one.attachment_id == fact.attachment else one
        for one in case.attachments
    )
    return marked(case, attachments=tuple(told))
