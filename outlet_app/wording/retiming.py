"""Every word of 更正事项和时限: the sheet, the clocks before and after, and how the course tells them."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from outlet_app.domain.catalogue import Catalogue
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import DueStamp, PromiseLine
from outlet_app.domain.facts.retiming import Retimed
from outlet_app.domain.forms.spec import Form
from outlet_app.domain.retime_form import MATTER as MATTER_LINE
from outlet_app.domain.retiming import FIRST_VISIT, PROMISE
from outlet_app.wording import intake
from outlet_app.wording.amended import MATTER, Change, Struck, struck
from outlet_app.wording.channels import CHANNELS, REPLIES
from outlet_app.wording.fields import label as label_of
from outlet_app.wording.formats import stamp
from outlet_app.wording.mending import matters
from outlet_app.wording.papers import DOINGS

TITLE = "更正事项和时限"
TEXT = "改正登记错的事项、复杂程度、来访方式和日期。时限按登记时间重新计算，保存前列出前后对照。"
GO = "下一步(&B)"
REASON = "更正原因"
HINTS: Mapping[str, str] = {"reason": "写明错在哪里"}
CONFIRM, CONFIRM_GO, CONFIRM_BACK = "时限会改变", "保存更正(&B)", "取消 Esc"
DONE = "已更正"
FIRST_VISIT_LABEL, PROMISE_LABEL = "首次回访日期", "补齐日期：{name}"
CLOCK_LABEL, HANDLED, SUPPLEMENT = "{doing}时限", "办结", "补齐"
NONE, AT_ONCE = "无", "当日"
CLOCK_LINE = "{label}：{before} 改为 {after}"
LINE_LEFT = "{label}：{before}，不变"
ROWS_LABEL, ROWS = "材料清单", "按新事项重列，已收的材料保留"
CHOICES: Mapping[str, Mapping[str, str]] = {
    "channel": {one.value: word for one, word in CHANNELS.items()},
    "reply_by": {one.value: word for one, word in REPLIES.items()},
    "complexity": {one.value: word for one, word in intake.COMPLEXITIES.items()},
}
_MATTER = ("item", "sub_item", "consulting")


def label(field: str, case: Case) -> str:
    """What an entry is called; a promised day by its material."""
    if field == FIRST_VISIT:
        return FIRST_VISIT_LABEL
    code = field.removeprefix(PROMISE)
    if code != field:
        names = {line.code: line.name for line in (*case.promises, *_promised(case))}
        return PROMISE_LABEL.format(name=names.get(code, code))
    return label_of(field)


def labels(form: Form, case: Case) -> Mapping[str, str]:
    """What each line of the sheet is called."""
    own = {"reason": REASON, MATTER_LINE: MATTER}
    return {one.name: own.get(one.name) or label(one.name, case) for one in form.fields()}


def choices(catalogue: Catalogue) -> Mapping[str, str]:
    """Every matter that can be meant."""
    return matters(catalogue)


def clocks(before: Iterable[DueStamp], after: Iterable[DueStamp]) -> Iterator[str]:
    """Each clock before and after, a line each; what stays says so."""
    for one in _pairs(before, after):
        line = LINE_LEFT if one.before == one.after else CLOCK_LINE
        yield line.format(label=one.label, before=one.before, after=one.after)


def changes(fact: Retimed, case: Case, sub_item_name: Callable[[str], str]) -> Struck:
    """Every entry and every clock that is another now, as the course shows it."""
    told = [*_entries(fact, case, sub_item_name)]
    told += [one for one in _pairs(fact.dues_before, fact.dues) if one.before != one.after]
    if fact.rows is not None:
        told.append(Change(ROWS_LABEL, "", ROWS))
    return struck(told)


def _entries(fact: Retimed, case: Case, name: Callable[[str], str]) -> Iterator[Change]:
    by_field = {one.field: (one.before, one.after) for one in fact.changes}
    subs, items = by_field.get("sub_item", ("", "")), by_field.get("item", ("", ""))
    if any((*subs, *items)):
        before, after = (name(sub) if sub else intake.NOT_LISTED for sub in subs)
        yield Change(MATTER, before, after)
    for field, (before, after) in by_field.items():
        if field not in _MATTER:
            words = CHOICES.get(field, {})
            yield Change(label(field, case), words.get(before, before), words.get(after, after))


def _pairs(before: Iterable[DueStamp], after: Iterable[DueStamp]) -> Iterator[Change]:
    was, now = ({due.rule: due for due in dues} for dues in (tuple(before), tuple(after)))
    for rule in dict.fromkeys((*was, *now)):
        doing = SUPPLEMENT if rule == "supplement" else DOINGS.get(rule, HANDLED)
        yield Change(CLOCK_LABEL.format(doing=doing), _moment(was.get(rule)), _moment(now.get(rule)))


def _moment(due: DueStamp | None) -> str:
    if due is None:
        return NONE
    return stamp(due.at) if due.at else AT_ONCE


def _promised(case: Case) -> tuple[PromiseLine, ...]:
    return case.deficit.promised if case.deficit else ()
