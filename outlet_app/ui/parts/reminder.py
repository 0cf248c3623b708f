"""The text of a reminder, from the case and the outlet it is handled at."""

from outlet_app.domain.case import Case
from outlet_app.domain.events import ReminderStage
from outlet_app.domain.promises import first_due
from outlet_app.services.reference import Reference
from outlet_app.wording.deficiency import sms


def sms_of(case: Case, stage: ReminderStage, reference: Reference) -> str:
    """Ready to be sent: whose case, what is owed, by when, where to bring it."""
    due = first_due(case.promises)
    accepted = case.accepted_at or case.registered_at
    here = reference.outlet
    return sms(
        stage,
        case.registered.applicant.name,
        case.case_no,
        [line.name for line in case.promises if line.due == due],
        due or accepted.date(),
        accepted,
        here.name,
        here.phone or reference.city_phone,
    )
