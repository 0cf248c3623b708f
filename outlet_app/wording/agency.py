"""Every word about 帮办代办 on screen: its steps, its questions, its list."""

from collections.abc import Mapping

from outlet_app.domain.facts.agency import Doing, Way

DOINGS: Mapping[str, str] = {
    Doing.TALK: "接谈",
    Doing.TAKE: "收件",
    Doing.FILL: "填表",
    Doing.SUBMIT: "提交",
    Doing.CORRECT: "补正",
    Doing.PAY: "缴费",
    Doing.FETCH: "取件",
    Doing.DELIVER: "送达",
    Doing.CALL: "通话",
}
WAYS: Mapping[str, str] = {Way.IN: "申请人交来", Way.OUT: "交还申请人", Way.AWAY: "交给受理机构"}
NO_ANSWER = "，未接通"
