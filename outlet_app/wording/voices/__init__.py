"""What every event of a case is called in its timeline, one module a subject."""

from collections.abc import Mapping

from outlet_app.wording.voices import (
    agency,
    amendment,
    attachment,
    carrying,
    consultation,
    course,
    deficiency,
    delay,
    delivery,
    duty,
    outcome,
    overseeing,
    package,
    pledge,
    policy,
    query,
    refusal,
    reviews,
    timing,
    tracking,
    transfer,
    waiting,
)
from outlet_app.wording.voices.voice import Voice

VOICES: Mapping[str, Voice] = {
    **agency.VOICES,
    **amendment.VOICES,
    **carrying.VOICES,
    **attachment.VOICES,
    **consultation.VOICES,
    **course.VOICES,
    **deficiency.VOICES,
    **delay.VOICES,
    **delivery.VOICES,
    **duty.VOICES,
    **package.VOICES,
    **outcome.VOICES,
    **overseeing.VOICES,
    **pledge.VOICES,
    **policy.VOICES,
    **query.VOICES,
    **refusal.VOICES,
    **reviews.VOICES,
    **timing.VOICES,
    **tracking.VOICES,
    **transfer.VOICES,
    **waiting.VOICES,
}
