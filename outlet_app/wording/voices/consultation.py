"""How an answer and a question found complex speak."""

from collections.abc import Mapping

from outlet_app.domain.calendar import CST
from outlet_app.domain.facts.consultation import ConsultationAnswered, MadeComplex
from outlet_app.wording.answers import source_words
from outlet_app.wording.consultation import WAYS
from outlet_app.wording.voices.voice import Voice


def _answered(fact: ConsultationAnswered) -> str:
    whom = f"告知{fact.told_to}" if fact.told_to else "告知咨询人"
    head = f"{fact.told_at.astimezone(CST):%m-%d %H:%M} {WAYS[fact.way]}{whom}"
    basis = fact.basis and f"依据：{fact.basis}"
    return "\n".join(part for part in (head, fact.answer, basis, source_words(fact.source)) if part)


def _complex(fact: MadeComplex) -> str:
    timed = sorted(due.at for due in fact.dues if due.at)
    limits = "，".join(f"{at.astimezone(CST):%m-%d %H:%M}" for at in timed)
    return f"{fact.reason}\n时限 {limits}" if limits else fact.reason


VOICES: Mapping[str, Voice] = {
    ConsultationAnswered.KIND: Voice("答复", "message-square-text", "ok", _answered),
    MadeComplex.KIND: Voice("转为复杂咨询", "hourglass", "warn", _complex),
}
