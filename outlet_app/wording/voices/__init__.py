"""What every event of a case is called in its timeline, one module a subject."""

from collections.abc import Mapping

from outlet_app.wording.voices import course, reviews, waiting
from outlet_app.wording.voices.voice import Voice

VOICES: Mapping[str, Voice] = {**course.VOICES, **reviews.VOICES, **waiting.VOICES}
