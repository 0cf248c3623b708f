"""How what stands in a terminal's book speaks in the course of a case."""

from collections.abc import Mapping

from outlet_app.domain.facts.duty import Seal, SealUsed, TicketServed
from outlet_app.wording.voices.papers import paper_name
from outlet_app.wording.voices.voice import Voice

SEALS: Mapping[str, str] = {
    Seal.BUSINESS: "业务专用章",
    Seal.OFFICIAL: "公章",
    Seal.PROOF: "校对章",
}
USED = "{paper} {number}\n{seal} {copies} 份"
CALLED = "{number} 号"


def _used(fact: SealUsed) -> str:
    told = USED.format(
        paper=paper_name(fact.form), number=fact.number, seal=SEALS[fact.seal], copies=fact.copies
    )
    return f"{told}\n{fact.note}" if fact.note else told


VOICES: Mapping[str, Voice] = {
    SealUsed.KIND: Voice("用印", "stamp", "mute", _used),
    TicketServed.KIND: Voice("叫号", "tag", "mute", lambda fact: CALLED.format(number=fact.number)),
}
