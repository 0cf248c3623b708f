"""Words of stages, plans, visits and summaries."""

from collections.abc import Mapping
from datetime import date

from outlet_app.domain.facts.tracking import VisitWay

WAYS: Mapping[VisitWay, str] = {
    VisitWay.ON_SITE: "上门",
    VisitWay.COUNTER: "来窗口",
    VisitWay.PHONE: "电话",
    VisitWay.ONLINE: "线上",
}
# By the fields of domain/forms/tracking.py.
FIELDS: Mapping[str, str] = {
    "stage": "环节",
    "note": "说明",
    "next": "下次回访",
    "goal": "服务目标",
    "measures": "服务措施",
    "partner": "对接单位",
    "way": "回访方式",
    "met": "受访人",
    "findings": "了解到的情况",
    "day": "回访日期",
    "summary": "小结",
    "effect": "成效",
}
HINTS: Mapping[str, str] = {"next": "如 12-20", "effect": "如新增授权 2 件、融资 500 万元"}
STAGE_TITLE = "办理进展"
STAGE_TEXT = "到了哪个环节，申请人查询进度时看到的就是这里。"
STAGE_GO = "记入进展(&G)"
STAGE_SAVED = "已记入办理进展"
PLAN_TITLE = "跟踪服务方案"
PLAN_TEXT = "方案记入办理经过；再次填写时以新方案为准，原方案留存。"
PLAN_GO = "保存方案(&G)"
PLAN_SAVED = "已保存方案"
VISIT_TITLE = "回访记录"
VISIT_GO = "记入回访(&G)"
VISIT_SAVED = "已记入回访"
VISIT_PRINTED = "已记入回访，回访记录单已送打印机"
VISIT_TEXT = "上门和来窗口的，打印回访记录单请对方签字；电话和线上的不打印，需要时在“出具文书”中补打。"
SUMMARY_TITLE = "阶段小结"
SUMMARY_GO = "记入小结(&G)"
SUMMARY_SAVED = "已记入阶段小结，已送打印机"
SUMMARY_TEXT = "小结列出上次小结以后的回访，一式两份，请服务对象签章。"


def typed(day: date) -> str:
    """A day as a clerk would type it."""
    return f"{day:%Y-%m-%d}"
