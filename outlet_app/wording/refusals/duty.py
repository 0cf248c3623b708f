"""Why nothing is written into the book of the day, here or by the city's word."""

from collections.abc import Mapping

from outlet_app.wording.clauses import Clauses

_SAFE = "值班记录没有改动。"
REFUSALS: dict[str, Clauses] = {
    "duty.book": Clauses("这条值班记录不属于本终端的今天。", _SAFE, "请重新打开值班、交接班再登记。"),
    "duty.not_on": Clauses("现在值班的不是您。", _SAFE, "请先登记到岗。"),
    "duty.already": Clauses("您已经登记到岗。", _SAFE, "不用再登记。"),
    "duty.taken": Clauses("工号 {staff_no} 正在值班。", _SAFE, "请对方交接；对方已离开的，重新打开再到岗。"),
    "duty.to_whom": Clauses("没有选接班人。", _SAFE, "请选一位同事，由本人输入口令。"),
    "duty.seals": Clauses("没有写印章。", _SAFE, "请写明印章的枚数和存放，没有印章的写“无”。"),
    "duty.why": Clauses("离岗原因选了其他，没有说明。", _SAFE, "请写明离岗做什么。"),
    "duty.away_already": Clauses("已经登记离岗。", _SAFE, "返回后按返岗。"),
    "duty.not_away": Clauses("没有登记离岗。", _SAFE, "不用登记返岗。"),
    "duty.ticket": Clauses("排队号的写法不对。", _SAFE, "请填写号牌上的号，如 A012。"),
    "duty.ticket_open": Clauses("{number} 号还没有写去向。", _SAFE, "请先登记来人，或者写明去向。"),
    "duty.ticket_used": Clauses("{number} 号今天已经叫过。", _SAFE, "请核对号牌；过号的可以再叫。"),
    "duty.ticket_none": Clauses("这个号不在窗口。", _SAFE, "请按 Shift+F5 重新叫号。"),
    "duty.ticket_why": Clauses("没有写明问了什么或者引导到哪里。", _SAFE, "请写明后再登记去向。"),
    "duty.signed_out": Clauses("签退时间早于登录时间。", _SAFE, "请核对本机时间。"),
    "duty.seal": Clauses("用印登记缺文书编号，或者份数不对。", "文书没有改动。", "份数填 1～{most}。"),
}
_PLAIN = "市级没有接收这条值班记录"
REASONS: Mapping[str, tuple[str, str]] = {
    code: (_PLAIN if "{" in said.happened else said.happened.rstrip("。"), "打开值班、交接班核对")
    for code, said in REFUSALS.items()
}
