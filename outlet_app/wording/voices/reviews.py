"""How asking for a review speaks in the timeline: whether it was answered, and nothing of what."""

from collections.abc import Mapping

from outlet_app.domain import events as ev
from outlet_app.wording.review_words import OUTCOMES
from outlet_app.wording.voices.voice import Voice

VOICES: Mapping[str, Voice] = {
    ev.ReviewOffered.KIND: Voice("邀请评价", "star", "mute"),
    ev.ReviewEnded.KIND: Voice("服务评价", "star", "mute", lambda fact: OUTCOMES[fact.outcome]),
}
