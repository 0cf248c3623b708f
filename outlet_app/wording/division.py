"""What the city division's own pages say: their frame, the door, and every list and form."""

from collections.abc import Mapping

from outlet_app.domain.oversight import Rung
from outlet_app.wording import oversight, rectification, transfer

TITLE = "市局知识产权科办理页"
SKIP = "跳到正文"
NAVIGATION = "办理"
TRANSFERS, OVERSEEN, PARKED, OUTLETS, TASKS = "转来办件", "督办", "待市级处理", "网点情况", "差评整改"
CREDIT, QUARTERS = "失信认定", "季度统计表"
SIGN_IN, SIGN_OUT, CHANGE_PASSWORD = "登录", "退出登录", "改口令"
STAFF_NO, STAFF_HINT, PASSWORD = "工号", "全部 10 位", "口令"
KEYS_HINT = "Tab 到下一处，Enter 打开或提交，Alt+1 至 Alt+8 换页"
WHO = "{name}　工号 {staff_no}"
SHOWN_AT = "{moment} 的情况"
ALL, ONLY_CITY, ONLY_TROUBLED, ONLY_OPEN = "全部", "只看市级的", "只看要处理的", "只看未归档的"
OPEN_IT = "打开"
BACK = "返回"
REQUIRED = "必填"
PRINT_HINT = "按 Ctrl+P 打印本页"

WRONG = "工号或口令不正确"
WRONG_OLD = "现在的口令不正确"
NOT_ALIKE = "两次口令不一致"
SAME_AS_OLD = "新口令和现在的相同"
TOO_OFTEN = "试的次数太多，请 {minutes} 分钟后再登录"
FIRST_PASSWORD = "这个口令是别人给您的，请先改成只有自己知道的口令。"
OLD, NEW, AGAIN = "现在的口令", "新口令", "再输一次"
NEW_HINT = "至少 10 位，大写字母、小写字母、数字、符号中至少三种，不能含工号"
SAVE_PASSWORD = "保存口令"

STALE_FORM = "本页已经失效，刚才填写的没有保存。请重新打开要办的一页再办。"
BAD_FORM = "送来的内容读不出来，没有保存。请返回上一页再试。"
BUSY = "市级服务器正忙，刚才的一步没有办成。请稍候再试。"
FAULT = "市级服务器出错，刚才的一步没有办成。请再试一次；仍不行请联系市级管理员。"
NO_CASE = "没有这个办件，或者它现在不归市局办理。"
NOT_PARKED = "这一步已经处理过，或者没有送到市级。"
NO_TASK = "没有这个差评编号。"

SAID: Mapping[str, str] = {
    "over": "登录已过期，请重新登录。没有提交的内容没有保存。",
    "signed_out": "已退出登录。",
    "password": "口令已改，其他地方的登录都已退出。",
    "taken": "已接收，由您承办。",
    "returned": "已退回，由转出方继续负责。",
    "answered": "已答复，办件办结。",
    "fed_back": "已记下处理意见。",
    "handed_on": "已转办，网点同步后收到。",
    "demanded": "已要求超期说明，网点同步后看到。",
    "situation": "已认定首问情形，网点同步后看到。",
    "judged": "已重新核对，网点同步后看到结果。",
    "set_aside": "已定为不生效，网点同步后看到说明。",
    "routed": "已改由其他网点办理。",
    "decided": "已复核，网点同步后看到。",
    "called": "已记下回访。",
    "listed": "已认定失信，网点同步后看到。",
    "dropped": "已不予认定，网点同步后看到。",
    "repaired": "已修复信用，网点同步后看到。",
}

ASKED, HELD = "待接收", "承办中"
NONE_ASKED, NONE_HELD = "没有转来待接收的办件", "没有承办中的办件"
CASE_NO, ITEM, FROM, SENT_AT, RECEIVE_BY, DUE, STEP = (
    "办件号", "事项", "转出", "转出时间", "接收时限", "办理时限", "环节",
)  # fmt: skip
HANDLER, OUTLET, REQUEST, APPLICANT, CONTACT, PHONE = "承办人", "网点", "诉求", "服务对象", "联系人", "电话"
CAME = "附件"
REGISTERED_AT, WHY_SENT, WORK_DONE, BUNDLE, TO_NAME = "登记时间", "转办原因", "已做工作", "随转材料", "转给"
NOT_LISTED, ITEM_NO = "未列入清单", "事项 {n}"
UNNAMED = "未留姓名"
NOT_SET = "没有时限"
URGENT = "紧急"
LATE = "已超过"
NO_ATTACHMENT = "没有这个附件，或者它还没有送到市局。"
ATTACHMENT_AWAY = "附件一时取不出来，请稍候再打开。"
ATTACHMENTS, ATTACHMENTS_HINT = "附件", "回车打开，看完用浏览器的“后退”（Alt+←）返回。打开会记入查看记录。"
MATERIAL, PAGES_SIZE, TAKEN_DOWN, OTHER_MATERIAL = "材料", "页数和大小", "扫描时间", "其他材料"
ATTACHMENT_STATE, ARRIVED_HERE, NOT_ARRIVED = "情况", "已送到", "网点还没有传完"
VEILED = "这是维权援助，接收以后才显示诉求和经过。"
COURSE = "办理经过"
CITY = rectification.CITY
ANSWERED_ALREADY = "办件已办结，不用再办。"
TAKE, SEND_BACK, ANSWER, FEED_BACK, HAND_ON = "接收", "退回", "答复并办结", "记入处理意见", "转办"
TAKE_TITLE, RETURN_TITLE, ANSWER_TITLE, FEEDBACK_TITLE, HAND_ON_TITLE = (
    "接收转办", "退回转办", "答复咨询人", "反馈处理意见", "转给网点办理",
)  # fmt: skip
TAKE_TEXT, RETURN_TEXT = transfer.TAKE_TEXT, transfer.RETURN_TEXT
ANSWER_TEXT = "答复告知咨询人后填写，保存后办件办结，不再计时。"
FEEDBACK_TEXT = "由谁办理、核实什么、什么时候答复。办件继续办理，时限照常计算。"
HAND_ON_TEXT = "由网点继续办理，时限照常计算；随转材料一并移交。"
REMARK, REMARK_HINT, RETURN_REASON, RETURN_REMARK = "接收意见", "可以不填", "退回理由", "说明"
ANSWER_FIELD, BASIS, BASIS_HINT, WAY, TOLD_TO = (
    "答复内容", "答复依据", "文件名称和条款；复杂咨询必填", "告知方式", "告知对象",
)  # fmt: skip
DAY, TIME = "告知日期", "告知时间"
OPINION, REASON, DONE, RECEIVER = "处理意见", "理由", "已做工作", "转给"
DELAY_TEXT = "这个办件已超期或市级要求说明，要先写明原因和措施，才能答复。"
DELAY_REASON, MEASURES = oversight.EXPLAIN_FIELDS["reason"], oversight.EXPLAIN_FIELDS["measures"]

NO_LINES = "没有需要市级督办的办件"
CONCERN, LADDER, EXPLANATION, ANSWER_BY = "督办事由", "程度", "网点说明", "说明期限"
DEMAND_TITLE, DEMAND, DEMAND_NOTE, DEMAND_UNTIL = "要求超期说明", "要求说明", "要说明什么", "说明期限"
DEMAND_TEXT = "网点同步后看到要求，要在期限前写明原因和措施。"
JUDGE_TITLE, SITUATION, JUDGE_SITUATION = "认定首问情形", "首问情形", "认定"
JUDGE_TEXT = "窗口人员登记时选的不改动，认定和理由记在办理经过里。"
RUNGS: Mapping[Rung, str] = {
    Rung.NONE: "—",
    Rung.YELLOW: "临期",
    Rung.ORANGE: "今日到期",
    Rung.RED: "已超期",
    Rung.CITY: "已超期，市级督办",
}
LATE_DAYS = "超期 {n} 个工作日"

NONE_PARKED = "没有待市级处理的办理步骤"
OPERATION, WHY, ARRIVED, TERMINAL = "办理步骤", "原因", "送达时间", "终端"
PARKED_TEXT = "这些步骤已经送到市级，还没有定是否生效。网点照常办理。"
CONTENT, UNREADABLE = "窗口人员写的", "本程序读不出这一步的内容"
VERDICTS = "处理经过"
JUDGE_AGAIN, JUDGE_AGAIN_TEXT = (
    "重新核对",
    "原因已经消除的，按同样的规则再核对一次，同一办件的其他步骤一起核对。",
)
SET_ASIDE, SET_ASIDE_TITLE = "定为不生效", "这一步不生效"
SET_ASIDE_TEXT = "写明理由，窗口人员在同步中心看到后重新办理。记录保留，不会删除。"
TWO_PAPERS = "编号重复的，请先和两个网点核对纸质文书。"
BY_PROGRAM = "升级后自动核对"

NO_TROUBLE = "没有需要处理的终端"
COUNT_MACHINES = "共 {total} 台，需要处理 {bad} 台"
LAST_CONTACT, QUEUE, OLDEST, CLOCK, DATA, PROGRAM, LOOK_AT = (
    "最近联系", "待发送", "最早未发送", "时钟", "数据", "程序版本", "需要处理",
)  # fmt: skip
NEVER = "还没有联系过"
CLOSINGS, CLOSING, CLOSING_AT, CLOSING_BY, CLOSING_NUMBER = (
    "日结情况",
    "日结",
    "核对时间",
    "核对人工号",
    "核对单编号",
)
CODE_HERE, CODE_THERE, EDITION = "网点校验码", "市局校验码", "第 {n} 版"
CLOSED_AS: Mapping[str, str] = {
    "open": "未日结",
    "unchecked": "未与市局核对",
    "differs": "{n} 处不符",
    "agreed": "相符",
}
COUNT_CLOSED = "{n} 个网点{how}"
COUNTED_AS: Mapping[str, str] = {
    "open": "未日结",
    "unchecked": "未与市局核对",
    "differs": "不符",
    "agreed": "相符",
}
DAY_BEFORE, DAY_AFTER, NO_OUTLETS = "前一工作日", "后一天", "还没有登记网点的终端"
AGO, WAITED = "{span}前", "已等 {span}"
PIECES = "{n} 条"
AHEAD, BEHIND = "快 {span}", "慢 {span}"
STOPPED, REFUSED = "已停止发送（{why}）", "{n} 条需窗口处理"

NO_TASKS = "没有差评整改"
TASK_NO, LEVEL, MONTH, STATE, FINDING = "差评编号", "等次", "评价月份", "环节", "定性"
FOUND, MENDED, APPEAL, SECRET = "核实情况", "整改措施", "申诉", rectification.SECRET
ROUTE_TITLE, ROUTE = "改由其他网点办理", "改派"
DECIDE_TITLE, DECIDE, VERDICT = "复核", "保存复核", "复核结果"
EXCLUDE, UPHOLD = "不予计入", "维持评价"
CALL_TITLE, CALL, CALL_CONTENT, NOTE = "回访", "记入回访", "评价人意见", "记录"
CHOOSE = "请选择"

NO_CREDITS, NO_CREDIT = "没有等待认定或者在列的失信提请", "没有这个失信提请，或者它没有送到市局。"
ONLY_WAITING = "只看等待认定和在列的"
ACT, STANDING, GROUNDS, TOLD_ON = "失信行为", "情况", "事实和依据", "告知日期"
DEFEND_UNTIL, DEFENCE, LISTED_UNTIL = "陈述申辩期限", "陈述申辩", "列入期限至"
LIST_TITLE, LIST_IT, LIST_TEXT = "认定失信", "认定", "列入期间不适用容缺受理、告知承诺，不影响一般办事。"
DROP_TITLE, DROP_IT, DROP_TEXT = "不予认定", "不予认定", "服务对象不列入失信名单。"
REPAIR_TITLE, REPAIR_IT = "信用修复", "修复"
REPAIR_TEXT = "修复后移出失信名单，恢复适用容缺受理、告知承诺。"
NOT_OFFICER = "您没有任命为失信认定人员，只能查看。"
NOT_HEARD_YET = "申请人还没有陈述申辩，期限也没有过，现在不能认定。"

QUARTERS_TITLE, QUARTER, EDITION = "好差评季度统计表", "{year} 年第 {n} 季度", "第 {n} 版"
QUARTER_FIELD, PART_FIELD, SHOW = "季度", "范围", "显示"
WHOLE_SHEET, SUMS_ONLY = "全部网点和事项", "各网点合计"
SAVE_BOOK, QUARTER_FILE = "导出 Excel", "好差评季度统计表 {year} 年第 {n} 季度 第 {edition} 版.xlsx"
COUNTED_AT = "统计时间：{moment}（第 {n} 版）"
SHEET_SIGNED = ("制表单位（盖章）：", "制表人：", "审核人：", "日期：　　年　　月　　日")
NO_REVIEWS_THEN = "这个范围本季度没有办件，也没有评价"
NO_QUARTER = "这个季度还没有统计。季度结束后，由市级评价人员用评价密钥统计，统计后在这里查看。"
NO_QUARTERS = "还没有统计过的季度。季度结束后，由市级评价人员用评价密钥统计，统计后在这里查看。"
QUARTER_OWED = "{year} 年第 {n} 季度还没有统计，应在 {publish} 以前公布。"
