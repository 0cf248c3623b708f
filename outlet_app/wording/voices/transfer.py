"""How a hand-over and its answer speak."""

from collections.abc import Mapping

from outlet_app.domain import events as ev
from outlet_app.wording import transfer as words
from outlet_app.wording.formats import clock
from outlet_app.wording.voices.voice import Voice


def _sent(fact: ev.TransferredOut) -> str:
    to = fact.to_name or "市级知识产权科"
    told = f"{to}，{fact.reason}" if fact.reason else to
    by = fact.receive_by.at if fact.receive_by else None
    parts = (
        told,
        f"已做工作：{fact.done}" if fact.done else "",
        f"随转材料 {len(fact.materials)} 项" if fact.materials else "",
        f"{by:%m-%d} {clock(by)} 前接收" if by else "",
        words.DESIGNATED if fact.designated_by else "",
    )
    return "\n".join(part for part in parts if part)


VOICES: Mapping[str, Voice] = {
    ev.TransferredOut.KIND: Voice("转办", "forward", "mute", _sent),
    ev.TransferTaken.KIND: Voice("接收转办", "inbox", "mute", lambda f: f.remark),
    ev.TransferReturned.KIND: Voice(
        "退回转办", "undo-2", "warn", lambda f: words.returned(f.reason, f.remark)
    ),
    ev.TransferWithdrawn.KIND: Voice("撤回转办", "undo-2", "mute", lambda f: f.reason),
    ev.TransferSeen.KIND: Voice(words.ARRIVED, "check-check", "mute"),
}
