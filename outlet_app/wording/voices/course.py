"""How the events of the plain course speak."""

from collections.abc import Mapping

from outlet_app.domain import events as ev
from outlet_app.domain.materials import CheckedMaterial, MaterialState
from outlet_app.wording.answers import source_words
from outlet_app.wording.channels import CHANNELS, told
from outlet_app.wording.consultation import WAYS
from outlet_app.wording.situations import SITUATION_CHOICES
from outlet_app.wording.voices.amendment import replaced
from outlet_app.wording.voices.papers import paper_name
from outlet_app.wording.voices.voice import Voice


def _registered(fact: ev.Registered) -> str:
    way = CHANNELS[fact.channel] + ("，帮办代办" if fact.assisted else "")
    call = f"回电时间：{fact.callback}" if fact.callback else ""
    kind = f"首问情形 {SITUATION_CHOICES[fact.situation]}" if fact.situation else ""
    follows = f"承接办件 {fact.follows}" if fact.follows else ""
    parts = (way, told(fact.channel, fact.incoming), fact.request, kind, call, follows)
    return "\n".join(part for part in parts if part)


def _withdrawn(fact: ev.Withdrawn) -> str:
    return "，".join(filter(None, (fact.reason, replaced(fact.replaced_by))))


def _terminated(fact: ev.Terminated) -> str:
    names = "、".join(one.name for one in fact.returned)
    return f"{fact.reason}\n退还 {names}" if names else fact.reason


def _answered(fact: ev.AnsweredOnSpot) -> str:
    basis = f"依据：{fact.basis}" if fact.source and fact.basis else ""
    guided = f"引导至：{fact.guided_to}" if fact.guided_to else ""
    parts = (fact.answer, basis, source_words(fact.source), guided)
    return "\n".join(part for part in parts if part)


def _checked(fact: ev.MaterialsChecked) -> str:
    return f"第 {fact.check} 次，{counts(fact.materials)}"


def counts(materials: tuple[CheckedMaterial, ...]) -> str:
    """齐全 2 份，缺少 1 份."""
    words = {
        MaterialState.COMPLETE: "齐全",
        MaterialState.MISSING: "缺少",
        MaterialState.FAULTY: "需补正",
        MaterialState.DEFERRED: "容缺",
        MaterialState.PLEDGED: "承诺",
    }
    counted = [(word, sum(row.state is state for row in materials)) for state, word in words.items()]
    return "，".join(f"{word} {n} 份" for word, n in counted if n) or "没有需要的材料"


def _limit(dues: tuple[ev.DueStamp, ...]) -> str:
    timed = [stamp.at for stamp in dues if stamp.at]
    return f"时限 {min(timed):%m-%d %H:%M}" if timed else ""


def _fed_back(fact: ev.FeedbackGiven) -> str:
    return f"{WAYS[fact.way]}告知\n{fact.text}" if fact.way else fact.text


def _paper(fact: ev.PaperIssued) -> str:
    return f"{paper_name(fact.form)} {fact.number}，第 {fact.copy_no} 次打印"


def _stage(fact: ev.StageReached) -> str:
    return f"{fact.stage}\n{fact.note}" if fact.note else fact.stage


def _result(fact: ev.ResultReached) -> str:
    return fact.text if fact.supported else f"不予支持\n{fact.text}"


def _recomputed(fact: ev.DueRecomputed) -> str:
    before, after = (f"{one.at:%m-%d}" if one.at else "—" for one in (fact.before, fact.after))
    return f"{before} 改为 {after}"


VOICES: Mapping[str, Voice] = {
    ev.Registered.KIND: Voice("首问登记", "file-plus", "mute", _registered),
    ev.MaterialsChecked.KIND: Voice("核对材料", "list-checks", "mute", _checked),
    ev.AnsweredOnSpot.KIND: Voice("当场答复", "message-square-text", "ok", _answered),
    ev.Accepted.KIND: Voice("受理", "circle-dot", "info", lambda f: _limit(f.dues)),
    ev.TrackingStarted.KIND: Voice(
        "受理，长期跟踪", "history", "info", lambda f: f"下次回访 {f.next_follow_up:%m-%d}"
    ),
    ev.Rejected.KIND: Voice("不予受理", "ban", "mute", lambda f: f.reason),
    ev.WorkStarted.KIND: Voice("开始办理", "circle-dot", "info"),
    ev.FeedbackGiven.KIND: Voice("反馈处理意见", "message-square-text", "info", _fed_back),
    ev.StageReached.KIND: Voice("办理进展", "circle-dot", "info", _stage),
    ev.ResultReached.KIND: Voice("办理结果", "file-check", "info", _result),
    ev.Closed.KIND: Voice("办结", "circle-check", "ok", lambda f: f.outcome),
    ev.Withdrawn.KIND: Voice("申请人撤回", "ban", "mute", _withdrawn),
    ev.Terminated.KIND: Voice("终止办理", "ban", "mute", _terminated),
    ev.Reopened.KIND: Voice("更正重开", "pencil", "warn", lambda f: f.reason),
    ev.DueRecomputed.KIND: Voice("时限重新计算", "clock", "mute", _recomputed),
    ev.PaperIssued.KIND: Voice("生成文书", "printer", "mute", _paper),
    ev.PrintFailed.KIND: Voice("没有打印出来", "printer", "warn", lambda f: f.number),
}
