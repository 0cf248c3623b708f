"""Words for entries of the course that are put right: which entry, which part of it, and what it says."""

from collections.abc import Mapping

from outlet_app.domain.course_entries import Book, Place, Written, entry, split
from outlet_app.domain.dossier import Case
from outlet_app.domain.entry_fields import TICKED
from outlet_app.domain.facts.agency import AgencyActed
from outlet_app.domain.facts.tracking import FollowUpVisited, StageSummarised, TrackingPlanned
from outlet_app.domain.forms.agency import LOG
from outlet_app.domain.forms.spec import Form
from outlet_app.domain.forms.tracking import PLAN, SUMMARY, VISIT
from outlet_app.wording import agency, tracking

REACHED = "通话接通"


def _labels(form: Form, labels: Mapping[str, str]) -> dict[str, str]:
    """The labels of the sheet by the parts of the fact it is sent as."""
    return {one.wire: labels[one.name] for one in form.fields()}


PARTS: Mapping[Book, Mapping[str, str]] = {
    Book.PLAN: _labels(PLAN, tracking.FIELDS),
    Book.VISITS: _labels(VISIT, tracking.FIELDS),
    Book.SUMMARIES: _labels(SUMMARY, tracking.FIELDS),
    Book.ACTIONS: {
        **_labels(LOG.without("missed"), agency.FIELDS),
        "told": "已告知委托人",
        "reached": REACHED,
    },
}
BOOKS: Mapping[Book, str] = {
    Book.PLAN: tracking.PLAN_TITLE,
    Book.VISITS: "第 {n} 次回访",
    Book.SUMMARIES: "第 {n} 次阶段小结",
    Book.ACTIONS: "帮办代办记录 {n}",
}
# The same part of several entries is told apart by the entry.
LABEL = "{part}（{entry}）"
CHOICE = "{entry}：{told}"
MOST = 24
CODES: Mapping[str, Mapping[str, str]] = {
    "way": {way.value: word for way, word in tracking.WAYS.items()},
    "doing": agency.DOINGS,
    "told": {"": "否", TICKED: "是"},
    "reached": {"": "否", TICKED: "是"},
}
PROBLEMS: Mapping[str, str] = {
    "tracking.plan_empty": "请写明目标和措施",
    "tracking.visit_empty": "请写明了解到的情况",
    "tracking.visit_before_case": "早于登记日期",
    "tracking.visit_out_of_order": "早于上一次回访 {last}",
    "tracking.visit_after_next": "晚于下一次回访 {next}",
    "tracking.next_too_early": "应在 {after} 以后",
    "tracking.summary_empty": "请写明本阶段做了什么",
}


def name(place: Place) -> str:
    """第 2 次回访."""
    return BOOKS[place.book].format(n=place.index + 1)


def choice(case: Case, place: Place) -> str:
    """An entry as it is chosen: which one, and how it begins."""
    fact = entry(case, place)
    return CHOICE.format(entry=name(place), told=_gist(fact)) if fact else name(place)


def label(field: str) -> str:
    """The label of a part in a list of changes; empty for what is no entry of the course."""
    told = split(field)
    return LABEL.format(part=PARTS[told[0].book][told[1]], entry=name(told[0])) if told else ""


def part_label(field: str) -> str:
    """The label of a part on the sheet that puts its entry right; empty for what is none."""
    told = split(field)
    return PARTS[told[0].book][told[1]] if told else ""


def part_codes(field: str) -> Mapping[str, str]:
    """The words of a part that is chosen from a list; none for another."""
    told = split(field)
    return CODES.get(told[1], {}) if told else {}


def in_words(field: str, text: str) -> str | None:
    """What a part says; None for what is no entry of the course."""
    told = split(field)
    return CODES.get(told[1], {}).get(text, text) if told else None


def _gist(fact: Written) -> str:
    match fact:
        case TrackingPlanned():
            told = fact.goal
        case FollowUpVisited():
            told = f"{fact.day:%m-%d} {fact.findings}"
        case StageSummarised():
            told = fact.summary
        case AgencyActed():
            told = f"{fact.day:%m-%d} {agency.DOINGS[fact.doing]} {fact.text}"
    line = " ".join(told.split())
    return line if len(line) <= MOST else f"{line[:MOST]}…"
