"""Every word about handing a case over: steps, questions, how far it has come, and what the city says."""

from collections.abc import Mapping
from datetime import datetime

from outlet_app.domain.catalogue import PaperForm
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import HandedMaterial
from outlet_app.domain.handing import ReturnReason, TransferEnd
from outlet_app.wording.formats import short_moment

WAITING_ACTIONS: Mapping[str, tuple[str, str]] = {
    "take": ("接收(&J)", "inbox"),
    "send_back": ("退回(&T)", "undo-2"),
    "take_back": ("撤回转办(&H)", "undo-2"),
    "designate": ("指定承办(&Z)", "user-check"),
}
FURTHER_ACTIONS: Mapping[str, tuple[str, str]] = {"transfer": ("转办(&Z)", "forward")}
FORMS: Mapping[PaperForm, str] = {
    PaperForm.ORIGINAL: "原件",
    PaperForm.COPY: "复印件",
    PaperForm.ELECTRONIC: "电子件",
    PaperForm.SIGHTED: "核验原件",
}
RETURN_REASONS: Mapping[str, str] = {
    ReturnReason.NOT_MY_DUTY: "不属本岗位职责",
    ReturnReason.WRONG_LEVEL: "层级不符，应由其他层级办理",
    ReturnReason.MATERIALS_MISSING: "随转材料不全",
}
TO_SEND = "待发送，对方尚未收到"
ARRIVED = "对方已收到"
ENDS: Mapping[TransferEnd, str] = {
    TransferEnd.TAKEN: "已接收",
    TransferEnd.RETURNED: "已退回",
    TransferEnd.WITHDRAWN: "已撤回",
}
WAITS_FOR_COLLEAGUE = "待{name}接收"
LATE = "已超过接收时限"
LAPSED = "办件已终结，不用接收"
ASKED = "转给您，请 {moment} 前接收或退回"
ASKED_SOON = "转给您，请接收或退回"
ASKED_LATE = "转给您，已超过接收时限，请马上接收或退回"
CITY_HAS_IT = "市级服务器已收到，对方联机后收到"
PHONE_THEM = "请电话告知对方：{phone}"
PHONE_THEM_SOMEHOW = "请电话告知对方"
RECEIVE_BY = "应在 {moment} 前接收或退回"
DESIGNATED = "负责人指定承办"

SEND_TITLE = "转办"
DESIGNATE_TITLE = "指定承办"
SEND_TEXT = "首问责任人不变，对方接收前仍由您负责；时限照常计算。"
DESIGNATE_GO = "指定承办(&Z)"
DESIGNATE_TEXT = "这个办件已退回 {n} 次，由窗口负责人指定承办。指定后对方不能退回。"
SEND_FIELDS: Mapping[str, str] = {
    "to": "转给",
    "reason": "转办原因",
    "done": "已做工作",
    "urgent": "紧急或涉及政策敏感，同时报告值班领导(&U)",
}
SEND_HINTS: Mapping[str, str] = {
    "to": "网点、市级科室或同事，可输名称或代码",
    "reason": "为什么转、已做了什么",
    "done": "对方接着办需要知道的",
}
WITH_PAPERS = "随转纸质材料 {n} 项，逐项写入转办记录(&W)"
TELL = "告知申请人：已转{name}{phone}{due}。"
TELL_PHONE = "，电话 {phone}"
TELL_DUE = "，{due} 前答复或办结"
SENT = "已转办"
DESIGNATED_SAID = "已指定承办"

TAKE_TITLE = "接收转办"
TAKE_TEXT = "接收后由您承办，时限照常计算，首问责任人不变。"
TAKE_FROM = "转出：{who}，{moment}"
TAKE_WHY = "转办原因：{reason}"
TAKE_DONE = "已做工作：{done}"
TAKE_BUNDLE = "随转材料：{materials}"
TAKE_DUE = "办理时限：{due}"
TAKE_FIELDS: Mapping[str, str] = {"remark": "接收意见"}
TAKE_HINTS: Mapping[str, str] = {"remark": "可以不填"}
TAKE_GO = "接收(&J)"
TAKEN = "已接收，由您承办"

RETURN_TITLE = "退回转办"
RETURN_TEXT = "请选择理由。退回后由转出方继续负责，第 2 次退回后由窗口负责人指定承办。"
RETURN_FIELDS: Mapping[str, str] = {"reason": "理由", "remark": "说明"}
RETURN_GO = "退回(&T)"
RETURNED = "已退回"

BACK_TITLE = "撤回转办"
BACK_TEXT = "对方接收前可以撤回，撤回后由您继续办理。请电话告知对方。"
BACK_FIELD = "撤回原因"
BACK_GO = "撤回转办(&H)"
TAKEN_BACK = "已撤回转办"

NEWS_ARRIVED = "收到转办"
NEWS_TAKEN = "对方已接收转办"
NEWS_RETURNED = "对方已退回转办"
MORE_NEWS = "另有 {n} 件转办有新情况"
MORE_NEWS_TEXT = "在工作台的待接收里查看"
UNNAMED = "未留姓名"

CITY_REASONS: Mapping[str, tuple[str, str]] = {
    "case.elsewhere": ("办件已由其他网点接收", "打开办件看现在由谁承办"),
    "transfer.nowhere": ("没有写明转给谁", "打开办件重新转办"),
    "transfer.designate": ("办件已退回两次", "请窗口负责人指定承办"),
    "transfer.designated": ("指定承办的办件不能退回", "打开办件接收"),
    "transfer.reason": ("退回没有写明规定的理由", "打开办件重新退回"),
    "transfer.which_materials": ("没有写明缺哪些材料", "打开办件重新退回"),
    "transfer.not_here": ("这个转办不是给本网点的", "打开办件核对"),
    "transfer.own": ("自己转出的办件不能由自己接收", "打开办件，需要收回时撤回转办"),
}


def news(what: str, applicant: str, by: datetime | None, reason: str, remark: str) -> tuple[str, str]:
    """What is said in passing when something about a transfer came from the city."""
    who = applicant or UNNAMED
    if what == "arrived":
        until = f"，{asked(by, late=False).partition('，')[2]}" if by else ""
        return NEWS_ARRIVED, f"{who}{until}"
    if what == "returned":
        return NEWS_RETURNED, f"{who}，{returned(reason, remark)}"
    return NEWS_TAKEN, who


def progress(reach: str, to: str, by: datetime | None, *, stays_here: bool, late: bool) -> str:
    """How far a hand-over has come (decisions 29), and while it waits by when it is to be answered."""
    words = WAITS_FOR_COLLEAGUE.format(name=to) if stays_here else ARRIVED if reach == "arrived" else TO_SEND
    if reach in ENDS:
        return ENDS[TransferEnd(reach)]
    if reach == "lapsed":
        return LAPSED
    limit = LATE if late else RECEIVE_BY.format(moment=short_moment(by)) if by else ""
    return "，".join(part for part in (words, limit) if part)


def call_them(reach: str, phone: str) -> str:
    """The hint to take up the telephone while the other side has not got it; empty otherwise."""
    if reach not in ("to_send", "with_city"):
        return ""
    hint = PHONE_THEM.format(phone=phone) if phone else PHONE_THEM_SOMEHOW
    return f"{CITY_HAS_IT}；{hint}" if reach == "with_city" else hint


def asked(by: datetime | None, *, late: bool) -> str:
    """What the one asked is told over the case."""
    if late:
        return ASKED_LATE
    return ASKED.format(moment=short_moment(by)) if by else ASKED_SOON


def call_now(case: Case, phone: str) -> str:
    """Whom to phone when there is no line: the other side does not hear of it otherwise."""
    sent = case.pending
    return "" if sent is None or sent.stays_here else call_them("to_send", phone)


def waits(case: Case) -> str:
    """What a case just handed over waits for: the line, or within the outlet the colleague."""
    sent = case.pending
    return WAITS_FOR_COLLEAGUE.format(name=sent.fact.to_name) if sent and sent.stays_here else TO_SEND


def send_fields(papers: int) -> Mapping[str, str]:
    """What 转办 asks, with how many papers on the desk can go along."""
    return {**SEND_FIELDS, "papers": WITH_PAPERS.format(n=papers)}


def tell_applicant(name: str, phone: str, due: datetime | None) -> str:
    """What the applicant is told of a transfer: to whom, telephone, limit (domain.md §1.4)."""
    return TELL.format(
        name=name,
        phone=TELL_PHONE.format(phone=phone) if phone else "",
        due=TELL_DUE.format(due=short_moment(due)) if due else "",
    )


def take_lines(case: Case) -> tuple[str, ...]:
    """What the receiver is told before 接收."""
    sent = case.pending
    if sent is None:
        return ()
    told, due = sent.fact, case.due
    bundle = "、".join(bundle_row(one) for one in told.materials)
    lines = (
        TAKE_FROM.format(who=told.from_name or sent.sender[-4:], moment=short_moment(sent.at)),
        TAKE_WHY.format(reason=told.reason) if told.reason else "",
        TAKE_DONE.format(done=told.done) if told.done else "",
        TAKE_BUNDLE.format(materials=bundle) if bundle else "",
        TAKE_DUE.format(due=short_moment(due.at)) if due and due.at else "",
    )
    return tuple(line for line in lines if line)


def bundle_row(one: HandedMaterial) -> str:
    """营业执照（复印件 1 份）."""
    return f"{one.name}（{FORMS[one.form]} {one.copies} 份）"


def returned(reason: str, remark: str) -> str:
    """The reason of a return in words, with what the person added."""
    said = RETURN_REASONS.get(reason, reason)
    return f"{said}：{remark}" if remark else said
