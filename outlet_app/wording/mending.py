"""Every word about mending: 更正, 撤销决定, 更正重开, 作废."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from outlet_app.domain.amend_forms import MARKS, rows
from outlet_app.domain.amending import FORMER_CODES, value
from outlet_app.domain.applicant import ApplicantKind, IdKind
from outlet_app.domain.catalogue import Catalogue
from outlet_app.domain.decisions import Decision
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import AmendCause, DueStamp, VoidReason
from outlet_app.domain.forms.intake import row_field
from outlet_app.domain.forms.spec import Field, Form, Kind
from outlet_app.domain.masking import mask_id, mask_phone
from outlet_app.domain.mended import Left, Outdated
from outlet_app.wording import course_entries, intake
from outlet_app.wording.amended import CODES
from outlet_app.wording.fields import PERSON_NAME
from outlet_app.wording.fields import label as field_label
from outlet_app.wording.formats import clock, short_moment
from outlet_app.wording.refusals.amendment import REFUSALS
from outlet_app.wording.states import DECISIONS
from outlet_app.wording.voices.amendment import CAUSES, VOID_REASONS
from outlet_app.wording.voices.papers import paper_name

ACTIONS: Mapping[str, tuple[str, str]] = {
    "amend": ("更正(&G)", "pencil"),
    "amend_party": ("更正类型和代办人", "pencil"),
    "amend_entry": ("更正办理记录", "pencil"),
    "retime": ("更正事项和时限", "clock"),
    "renew": ("换发文书", "printer"),
    "undo": ("撤销决定(&A)", "history"),
    "untake": ("撤销补正收件", "history"),
    "reopen": ("更正重开(&O)", "folder-open"),
    "void": ("办件作废(&I)", "ban"),
}

AMEND_TITLE = "更正"
AMEND_TEXT = "改正录入有误的内容。原来的内容保留在办理经过中，按原来的名称和号码仍能查到。"
AMEND_GO = "保存更正(&B)"
AMENDED = "已更正"
AMEND_FIELDS: Mapping[str, str] = {
    "cause": "更正原因",
    "note": "说明",
    "matter": "服务事项",
    "entry": "更正哪一条",
}
CAUSE_WORDS: Mapping[str, str] = {cause.value: word for cause, word in CAUSES.items()}
CAUSE_READY = AmendCause.ENTRY_ERROR.value
NOTE_HINT = "可以不填"
NUMBER_NOW = "现为 {masked}，不改留空"
NUMBER_GONE = "，删去填“无”"
NOTHING_THERE = "无"
MASKED = FORMER_CODES
PARTY_TITLE = "更正类型和代办人"
PARTY_TEXT = "类型改变的，证件号码要按新的类型重新填写。删去代办人姓名，即没有代办人。"
ENTRY_TITLE = "更正办理记录"
ENTRY_OF = "更正{entry}"
ENTRY_CHOOSE = "选好了(&B)"
ENTRY_TEXT = "改正写错的记录。原来的内容保留在办理经过中。"
MATERIAL = "材料：{name}"

RENEW_TITLE = "换发文书"
RENEW_TEXT = (
    "下面的文书写的还是更正前的内容。请收回旧的；旧编号作废，另编新号打印。"
    "现在不换的，以后在“更多办理”里换发。"
)
RENEW_FIELDS: Mapping[str, str] = {"papers": "要换发的文书", "reason": "作废原因"}
RENEW_PAPER = "{name} {number}"
RENEW_OF_CHILD = "{name} {number}（{tail}）"
RENEW_READY = "内容已更正"
RENEW_GO = "作废并换发(&G)"
RENEWED = "已换发，旧编号作废"
NOTHING_OUTDATED = ("没有要换发的文书", "已出具的文书与更正后的内容一致")
LEFT_OUT: Mapping[str, str] = {
    "elsewhere": "{case_no} 不在本机",
    "ended": "{case_no} 已经结束，要由窗口负责人更正",
    "differs": "{case_no} 的{field}已另行更正",
}
LEFT_REFUSED = "{case_no} {why}"

UNDO_TITLE = "撤销“{decision}”"
UNDO_TEXT = "办件回到作出决定之前。决定和经过保留，注明已撤销，今日报表不计这个决定。"
UNDO_PAPERS = "文书 {numbers} 作废，编号保留。"
UNDO_FIELDS: Mapping[str, str] = {
    "reason": "撤销原因",
    "back": "材料已退还申请人",
    "collected": "已收回全部打印件：{numbers}",
}
UNDO_GO = "撤销决定(&A)"
UNDONE = "已撤销决定"

UNTAKE_TITLE = "撤销补正收件"
UNTAKE_TEXT = "办件回到收件之前，补正期限照原来的日期计算。收下的材料请当面退还；经过保留，注明已撤销。"
UNTAKE_GO = "撤销补正收件(&A)"
UNTAKEN = "已撤销补正收件"

UNDO_LATEST = "{case}，{time} 作出。今天 24:00 以前、没有后续办理的可以撤销。"
UNDONE_TEXT = "{case_no} 回到作出决定之前，在办件查询里接着办。"
UNTAKEN_TEXT = "{case_no} 回到收件之前，材料补齐后重新收件。"
NOT_UNDONE = "刚才的决定不能撤销"
NOT_UNTAKEN = "刚才的补正收件不能撤销"
UNTAKE_LATEST = "{case}，{time} 收件。今天 24:00 以前、没有后续办理的可以撤销。"
NOTHING_TO_UNDO = "没有可以撤销的决定"
NOTHING_TO_UNDO_TEXT = "今天您还没有作出决定。以前的决定录错的，在办件查询里更正。"
ANONYMOUS = "未留姓名"

REOPEN_TITLE = "更正重开"
REOPEN_TEXT = "办件回到办理中，请在 {due} 前更正后再办结。原来的办结仍计在当天，今天的报表另计更正重开。"
REOPEN_FIELDS: Mapping[str, str] = {"reason": "重开原因"}
REOPEN_GO = "更正重开(&O)"
REOPENED = "已更正重开"

VOID_TITLE = "办件作废"
VOID_TEXT = "只用于误登记的办件。作废后不能恢复：办件号和全部文书编号保留、不再使用，报表列入作废。"
VOID_FIELDS: Mapping[str, str] = {"reason": "作废原因", "note": "说明"}
VOID_HINTS: Mapping[str, str] = {"note": "选“其他原因”时填写"}
VOID_WORDS: Mapping[str, str] = {reason.value: VOID_REASONS[reason] for reason in VoidReason}
VOID_GO = "作废办件(&I)"
VOIDED = "已作废，办件号保留"


def undo_fields(printed: Sequence[str]) -> Mapping[str, str]:
    """What is asked before something is taken back, with the prints to be collected by their numbers."""
    return {name: text.format(numbers="、".join(printed)) for name, text in UNDO_FIELDS.items()}


def labels(case: Case, form: Form) -> dict[str, str]:
    """What each line of a sheet of 更正 is called."""
    rows = {row_field(row.code): MATERIAL.format(name=row.name) for row in case.materials}
    own, kind = {**AMEND_FIELDS, **rows}, case.registered.applicant.kind
    names = [one.name for one in form.fields()]
    return {name: own.get(name) or course_entries.part_label(name) or label(name, kind) for name in names}


def form_choices(case: Case, form: Form) -> dict[str, Mapping[str, str]]:
    """The words of each list of such a sheet; a material keeps its own mark first."""
    marks = {
        row_field(row.code): {str(mark.value): intake.MARKS[mark].text for mark in (row.state, *MARKS)}
        for row in rows(case)
    }
    told = {one.name: course_entries.part_codes(one.name) or CODES.get(one.name, {}) for one in form.fields()}
    return {**told, **marks, "cause": CAUSE_WORDS}


def number_hints(case: Case, form: Form) -> dict[str, str]:
    """How each number stands that is not shown, and how it stays or goes; and that a note may be left out."""
    masked = [one for one in form.fields() if one.masked and value(case, one.name)]
    hints = {
        one.name: NUMBER_NOW.format(masked=_mask(case, one)) + ("" if one.needed else NUMBER_GONE)
        for one in masked
    }
    return {**hints, "note": NOTE_HINT}


def _mask(case: Case, field: Field) -> str:
    text = value(case, field.name)
    if field.kind is Kind.PHONE:
        return mask_phone(text)
    bearer = field.name.removesuffix("id_number") + "id_kind"
    return mask_id(text, IdKind(value(case, bearer)))


def label(field: str, kind: ApplicantKind) -> str:
    """What an entry is called for this kind of applicant."""
    is_person = field == "applicant.name" and kind is ApplicantKind.PERSON
    return PERSON_NAME if is_person else field_label(field)


def matters(catalogue: Catalogue) -> dict[str, str]:
    """Every sub-item by its code, and what is not listed by 0."""
    unlisted = {"0": intake.ITEM_LINE.format(number=0, name=intake.NOT_LISTED)}
    listed = (sub for item in catalogue.items for sub in item.sub_items)
    return unlisted | {sub.code: intake.sub_item_line(sub) for sub in listed}


def outdated_names(found: Sequence[Outdated], case_id: str) -> dict[str, str]:
    """The papers by number, as they are chosen; those of a package's children with their case."""
    return {
        one.number: (RENEW_PAPER if one.case_id == case_id else RENEW_OF_CHILD).format(
            name=paper_name(one.form), number=one.number, tail=one.case_no.rpartition("-")[0][-6:]
        )
        for one in found
    }


def left_out(left: Sequence[Left]) -> str:
    """Which children of a package did not follow, each with why."""
    return "；".join(map(_left, left))


def _left(one: Left) -> str:
    if one.why in LEFT_OUT:
        return LEFT_OUT[one.why].format(case_no=one.case_no, field=field_label(one.field))
    why = REFUSALS[one.why].happened.rstrip("。") if one.why in REFUSALS else one.why
    return LEFT_REFUSED.format(case_no=one.case_no, why=why)


def entry_title(entry: str) -> str:
    """更正第 2 次回访."""
    return ENTRY_OF.format(entry=entry)


def reopen_text(due: DueStamp) -> str:
    """By when it is to be mended, and how the sheets count it."""
    return REOPEN_TEXT.format(due=short_moment(due.at)) if due.at else ""


def undo_title(decision: Decision) -> str:
    """撤销“受理”."""
    return UNDO_TITLE.format(decision=DECISIONS[decision])


def named(case: Case) -> str:
    """HH01-…，河套禾源: which case is meant."""
    return f"{case.case_no}，{case.registered.applicant.name or ANONYMOUS}"


def undo_latest_text(case: Case, at: datetime, numbers: Sequence[str]) -> str:
    """Which decision is meant and until when it can be taken back, and what that does."""
    return UNDO_LATEST.format(case=named(case), time=clock(at)) + undo_text(numbers)


def untake_latest_text(case: Case, at: datetime) -> str:
    """Likewise of a 补正收件."""
    return UNTAKE_LATEST.format(case=named(case), time=clock(at)) + UNTAKE_TEXT


def undone_text(case: Case, *, is_taking: bool = False) -> str:
    """Where the work goes on."""
    return (UNTAKEN_TEXT if is_taking else UNDONE_TEXT).format(case_no=case.case_no)


def undo_text(numbers: Sequence[str]) -> str:
    """What taking the decision back does, and to which papers."""
    return UNDO_TEXT + (UNDO_PAPERS.format(numbers="、".join(numbers)) if numbers else "")
