"""How an outcome put in writing speaks."""

from collections.abc import Mapping

from outlet_app.domain.facts.outcome import OutcomeWritten
from outlet_app.wording.voices.papers import paper_name
from outlet_app.wording.voices.voice import Voice

LONGEST = 60


def _written(fact: OutcomeWritten) -> str:
    """The paper and the beginning of what it says; the rest is read on it."""
    first = next((one.text for one in fact.entries if one.text.strip()), "")
    first = first if len(first) <= LONGEST else f"{first[: LONGEST - 1]}…"
    rows = f"明细 {len(fact.rows)} 行" if fact.rows else ""
    return "\n".join(filter(None, (paper_name(fact.form), first, rows)))


VOICES: Mapping[str, Voice] = {
    OutcomeWritten.KIND: Voice("写明结果", "file-check", "ok", _written),
}
