"""How corrections, voids and decisions taken back speak."""

from collections.abc import Mapping

from outlet_app.domain import events as ev
from outlet_app.domain.facts.retiming import Retimed
from outlet_app.wording.voices.voice import Voice

CAUSES: Mapping[ev.AmendCause, str] = {
    ev.AmendCause.ENTRY_ERROR: "录入有误",
    ev.AmendCause.APPLICANT_CHANGED: "申请人变更诉求",
}
VOID_REASONS: Mapping[str, str] = {
    ev.VoidReason.DUPLICATE: "重复登记",
    ev.VoidReason.WRONG_APPLICANT: "登记在别人名下",
    ev.VoidReason.PRACTICE: "练习登记",
    ev.VoidReason.WRONG_ITEM: "选错事项",
    ev.VoidReason.OTHER: "其他原因",
}

REPLACED = "改办 {number}"


def void_reason(code: str) -> str:
    """Why a case is void; a reason of a newer program keeps its code."""
    return VOID_REASONS.get(code, code)


def replaced(case_no: str) -> str:
    """改办 HH05-…: which child of the package took its place; nothing where none did."""
    return REPLACED.format(number=case_no) if case_no else ""


def _amended(fact: ev.Amended) -> str:
    return "，".join(filter(None, (CAUSES[fact.cause], fact.note)))


def _voided(fact: ev.Voided) -> str:
    return "，".join(filter(None, (void_reason(fact.reason), fact.note, replaced(fact.replaced_by))))


VOICES: Mapping[str, Voice] = {
    ev.Amended.KIND: Voice("更正", "pencil", "warn", _amended),
    Retimed.KIND: Voice("更正事项和时限", "clock", "warn", lambda f: f.reason),
    ev.Voided.KIND: Voice("作废", "ban", "bad", _voided),
    ev.PaperVoided.KIND: Voice("文书作废", "ban", "warn", lambda f: f"{f.number}\n{f.reason}"),
    ev.CorrectionUndone.KIND: Voice("撤销补正收件", "history", "warn", lambda f: f.reason),
    ev.DecisionUndone.KIND: Voice("撤销决定", "history", "warn", lambda f: f.reason),
}
