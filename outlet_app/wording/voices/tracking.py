"""How plans, visits and summaries speak."""

from collections.abc import Mapping

from outlet_app.domain.facts.tracking import FollowUpVisited, StageSummarised, TrackingPlanned
from outlet_app.wording.tracking import WAYS
from outlet_app.wording.voices.voice import Voice


def _plan(fact: TrackingPlanned) -> str:
    partner = f"\n对接单位：{fact.partner}" if fact.partner else ""
    return f"目标：{fact.goal}\n措施：{fact.measures}{partner}\n下次回访 {fact.next_follow_up:%m-%d}"


def _visit(fact: FollowUpVisited) -> str:
    met = f"，受访人 {fact.met}" if fact.met else ""
    head = f"{fact.day:%m-%d} {WAYS[fact.way]}{met}"
    return f"{head}\n{fact.findings}\n下次回访 {fact.next_follow_up:%m-%d}"


def _summary(fact: StageSummarised) -> str:
    return f"{fact.summary}\n成效：{fact.effect}" if fact.effect else fact.summary


VOICES: Mapping[str, Voice] = {
    TrackingPlanned.KIND: Voice("跟踪服务方案", "clipboard-list", "info", _plan),
    FollowUpVisited.KIND: Voice("回访", "history", "info", _visit),
    StageSummarised.KIND: Voice("阶段小结", "file-check", "info", _summary),
}
