"""Words of sheets 4 to 6 of the 日工作量统计表, on screen and on paper."""

from collections.abc import Mapping, Sequence

from outlet_app.domain.courses import Extra
from outlet_app.domain.duty_spans import DutySpan
from outlet_app.wording.formats import clock

BY_GROUP = "表四　按经办人员（告知、时限、专项、评价）"
BY_STATE = "表五　办件状态、服务评价和用时"
BY_STOCK = "表六　按服务事项和来访方式（合计与办件流转一致）"
DUTY = "窗口和\n在岗时段"
EXTRAS: Mapping[Extra, str] = {
    Extra.NOTICES: "一次性\n告知",
    Extra.SECOND: "二次\n告知",
    Extra.INSTANT: "即办\n件",
    Extra.PROMISED: "承诺\n件",
    Extra.UNTYPED: "未定\n类",
    Extra.EARLY: "提前\n办结",
    Extra.ON_TIME: "按时\n办结",
    Extra.LATE: "超期\n办结",
    Extra.OPEN_LATE: "在办\n超期",
    Extra.NEARLY: "临期",
    Extra.HELPED: "帮办",
    Extra.AGENTED: "代办",
    Extra.PARENTS: "集成\n主件",
    Extra.CHILDREN: "集成\n子件",
    Extra.PUSHED: "免申\n推送",
    Extra.CONFIRMED: "免申\n确认",
    Extra.EXTENDED: "延时\n服务",
    Extra.OFFERED: "应评",
    Extra.RATED: "已评",
}
UNRATED = "未评"
GROUPS: tuple[tuple[str, tuple[Extra, ...]], ...] = (
    ("告知", (Extra.NOTICES, Extra.SECOND)),
    ("办件类型", (Extra.INSTANT, Extra.PROMISED, Extra.UNTYPED)),
    ("时限", (Extra.EARLY, Extra.ON_TIME, Extra.LATE, Extra.OPEN_LATE, Extra.NEARLY)),
    (
        "专项",
        (
            Extra.HELPED,
            Extra.AGENTED,
            Extra.PARENTS,
            Extra.CHILDREN,
            Extra.PUSHED,
            Extra.CONFIRMED,
            Extra.EXTENDED,
        ),
    ),
    ("服务评价", (Extra.OFFERED, Extra.RATED)),
)
NOW = "至今"


CALLED = "叫号 {count}"


def stays(window: str, spans: Sequence[DutySpan], calls: int = 0) -> str:
    """The window, then 08:30-12:00, a line each, one that has no end lasts; then the numbers called."""
    told = (f"{clock(one.since)}-{clock(one.until) if one.until else NOW}" for one in spans)
    return "\n".join(filter(None, (window, *told, CALLED.format(count=calls) if calls else "")))


NEW, CLOSED, HELD, LATE = "新收", "办结", "在办", "在办\n超期"
STATES = "在办办件状态"
PIECES = "件数"
NO_STATE = "没有在办办件"
SPENT = "平均用时"
MINUTES = "当日办结\n（分钟）"
WORKDAYS = "其他办结\n（工作日）"
NOTE = (
    "1. 办件类型按办理时限划分，没有时限的为未定类。2. 帮办、代办按当日受理的帮办代办，没有的按登记，"
    "一件一天计一次。3. 免申推送为告知的政策数，免申确认为其中确认享受的。"
    "4. 延时服务为工作时间以外的接待。5. 各等级和满意度按本机收到的评价。"
)
BROKEN: Mapping[str, str] = {
    "type": "本日新收 {left}，即办件、承诺件、未定类之和 {right}",
    "ends": "办结 {left}，提前、按时、超期办结之和 {right}",
    "late": "超期办件 {left}，超期办结、在办超期之和 {right}",
    "assisted": "帮办代办 {left}，帮办、代办之和 {right}",
    "asked": "应评 {left}，各人员应评之和 {right}",
    "groups": "{where}各人员之和 {left}，合计 {right}",
    "stock": "{where}各行之和 {left}，办件流转 {right}",
    "confirmed": "免申确认 {left}，多于免申推送 {right}",
    "second": "二次告知 {left}，多于一次性告知 {right}",
}
