"""Words of 办件查询: filters, the list, one case and what can be done with it."""

from collections.abc import Mapping
from datetime import date

from outlet_app.domain.applicant import IdKind
from outlet_app.domain.forms.course import OTHER
from outlet_app.wording.timeline import month_day

TITLE = "办件查询"
SEARCH = "关键词"
SEARCH_HINT = "办件号、名称或拼音首字母"
SEARCH_BRIEF = "办件号、名称"
STATUS = "状态"
ITEM = "事项"
PERIOD = "日期"
HANDLER = "承办人"
ALL_STATUS = "全部状态"
ALL_ITEMS = "全部事项"
ALL_HANDLERS = "全部承办人"
ONLY_OPEN = "只看未办结"
CLEAR = "清除条件"
FILTERS = "筛选(&X)"
STANDINGS: Mapping[str, str] = {
    "overdue": "已超期",
    "today": "今日到期",
    "soon": "即将到期",
    "in_progress": "办理中",
    "correcting": "待补正",
    "deferred": "容缺待补",
    "following": "长期跟踪",
    "transferred": "已转办",
    "closed": "已办结",
    "rejected": "不予受理",
    "withdrawn": "撤回、终止",
    "void": "作废",
}
RESULT_OF = "处理结果："
PERIODS: Mapping[str, str] = {
    "all": "全部日期",
    "today": "今天",
    "week": "近 7 天",
    "month": "近 30 天",
    "quarter": "近 90 天",
    "year": "今年",
}
OUTSIDE_LIST = "未列入清单"
COLUMNS: Mapping[str, str] = {
    "state": "状态",
    "case": "申请人和办件号",
    "item": "事项",
    "due": "时限",
    "handler": "承办人",
}
UNNAMED = "未留姓名"
BACK = "上一页"
ON = "下一页"
EMPTY = ("没有办件", "登记后的办件在这里查询")
NO_HIT_TEXT = "换个关键词，或清除筛选条件"
NO_HIT = "没有找到符合条件的办件"
UNREAD = ("没有读出来", "本机数据完好，请重试")
RETRY = "重试 F5"
NOTHING_CHOSEN = ("没有选中办件", "在左边选一件看办理经过和文书")
VIEW = "列表或详情"
LIST_VIEW = "列表"
DETAIL_VIEW = "详情"

FACTS: Mapping[str, str] = {
    "item": "事项",
    "handler": "承办人",
    "id": "证件号码",
    "contact": "联系人",
    "when": "登记",
    "accepted": "受理",
    "due": "时限",
    "request": "诉求",
    "answer": "答复",
    "callback": "回电",
    "first": "首问",
    "incoming": "来件",
}
ID_KINDS: Mapping[IdKind, str] = {
    IdKind.NONE: "证件号码",
    IdKind.USCC: "信用代码",
    IdKind.ID_CARD: "身份证号",
    IdKind.RESIDENCE_HMT: "居住证号",
    IdKind.PERMANENT_RESIDENCE: "永居证号",
    IdKind.PASSPORT: "护照号",
    IdKind.HM_PERMIT: "通行证号",
    IdKind.TW_PERMIT: "台胞证号",
    IdKind.OFFICER: "军官证号",
}
SHOW = "显示"
HIDE = "隐藏"
NOT_GIVEN = "未填"
STORY = "办理经过"
PAPERS = "文书"
NO_PAPERS = "还没有文书"
OPEN = "打开"
SENDING: Mapping[str, str] = {
    "waiting": "等待发送",
    "failed": "发送失败",
    "parked": "已送达，待市级处理",
}
OVERTAKEN = "没有生效"
UNDONE = "已撤销"
TIME_UNSURE = "记下这一步时本机时间可能不准；办件有效，不影响办理"

REVEAL_TITLE = "显示完整号码"
REVEAL_TEXT = "请选择理由。显示 60 秒，查看人、时间和理由会记入日志。"
REVEAL_REASONS: Mapping[str, str] = {
    "contact": "联系申请人",
    "verify": "核对证件或材料",
    "applicant_asks": "申请人本人查询",
    "inspection": "监督检查",
}
REVEAL_GO = "显示(&X)"
CLOSE_TITLE = "办结"
CLOSE_TEXT = "办结后记入台账，需要更正时由窗口负责人重开。"
CLOSE_FIELD = "办理结果"
CLOSE_HINT = "写进办理经过"
CLOSE_GO = "办结(&B)"
CLOSED = "已办结"
WITHDRAW_TITLE = "申请人撤回"
WITHDRAW_TEXT = "撤回后办件终结，不能恢复。请确认是申请人本人提出。"
WITHDRAW_REASONS: Mapping[str, str] = {
    "not_needed": "申请人不再需要办理",
    "not_ready": "材料暂时备不齐，以后再办",
    "elsewhere": "已从其他渠道办理",
    OTHER: "其他",
}
WITHDRAWN_FOR = "{reason}：{remark}"
REASON_FIELDS: Mapping[str, str] = {"reason": "理由", "remark": "说明"}
PAPER_FIELDS: Mapping[str, str] = {"form": "文书"}
WITHDRAW_GO = "撤回办件(&C)"
WITHDRAWN = "已撤回"
FEEDBACK_TITLE = "反馈处理意见"
FEEDBACK_TEXT = "告诉申请人：谁在办、核实什么、什么时候答复。"
FEEDBACK_GO = "记入反馈(&F)"
FEEDBACK_SAVED = "已记入处理意见"
REPRINT_TITLE = "重新打印"
REPRINT_TEXT = "重新打印会生成新的一份，注明第几次打印。"
REPRINT_GO = "打印(&P)"
REPRINTED = "已送打印机"
SENT_LATER = "离线时先存本机，恢复连接后发送"
FIND_FOOT = "↑ ↓ 选择    Enter 取用    Esc 关闭"
CANCEL = "取消 Esc"
READING = "正在读取文书"
VIEWER_CLOSE = "关闭 Esc"
ZOOM = "显示比例"
ZOOMS: Mapping[str, str] = {"width": "适合宽度", "whole": "整页", "actual": "100 %"}
EXPORT = "导出 PDF(&E)"
PRINT = "打印(&P)"
EXPORTED = "已导出"
PDF_FILES = "PDF 文书 (*.pdf)"


def withdrawn_for(reason: str, remark: str) -> str:
    """Why the applicant withdrew: the reason that was chosen, and what was said of it."""
    said = WITHDRAW_REASONS[reason]
    return WITHDRAWN_FOR.format(reason=said, remark=remark) if remark else said


def no_hit(text: str) -> str:
    """没有找到“hty”."""
    return f"没有找到“{text}”" if text else NO_HIT


def count(total: int) -> str:
    """共 46 件."""
    return f"共 {total} 件"


def shown(first: int, last: int) -> str:
    """第 1～9 件."""
    return f"第 {first}～{last} 件" if first != last else f"第 {first} 件"


def between(since: date | None, until: date | None, today: date) -> str:
    """A period that is not in the list: 11-17, or 11-17 至 11-20."""
    if since and since == until:
        return f"{month_day(since, today)} 当天"
    start = month_day(since, today) if since else ""
    end = month_day(until, today) if until else ""
    return f"{start} 至 {end}" if start and end else f"{start} 起" if start else f"{end} 止"


def notes(*said: str) -> str:
    """时间待核，等待发送."""
    return "，".join(part for part in said if part)


def entries(number: int) -> str:
    """7 条."""
    return f"{number} 条"


def sheets(number: int) -> str:
    """4 份."""
    return f"{number} 份"


def paper_line(number: str, copy_no: int, spooled: bool) -> str:
    """HH0501 告〔2026〕0031 号，第 1 次打印."""
    return f"{number}，第 {copy_no} 次打印" if spooled else f"{number}，未确认打印"


def seconds_left(seconds: int) -> str:
    """How long a revealed number stays."""
    return f"{seconds} 秒后隐藏"


def person(name: str, staff_no: str) -> str:
    """苏日娜 0837."""
    return f"{name} {staff_no[-4:]}"


def clerk(name: str, first: str) -> str:
    """The handler, and who was asked first where that was another."""
    return name if not first or first == name else f"{name}（首问 {first}）"


def copy_line(copy_no: int, spooled: bool, voided: str = "", *, revoked: bool = False) -> str:
    """第 1 次打印, that nobody has confirmed it, or why it holds no more."""
    if voided:
        return f"已撤销：{voided}" if revoked else f"已作废：{voided}"
    return f"第 {copy_no} 次打印" if spooled else "已生成，未确认打印"


def item_line(item: str, sub_item: str) -> str:
    """信息查询：复杂查询报告."""
    return f"{item}：{sub_item}" if sub_item else item


def page_of(page: int, pages: int) -> str:
    """第 1 页，共 2 页."""
    return f"第 {page} 页，共 {pages} 页"


def file_name(number: str, copy_no: int) -> str:
    """A file name of a paper, without signs that a file system refuses."""
    plain = number.replace("〔", "(").replace("〕", ")")
    return f"{plain} 第{copy_no}次打印.pdf"
