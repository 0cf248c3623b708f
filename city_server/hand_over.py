"""Reviews as records of the regional system, in the names of the national interface (domain.md §7.3)."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, select

from city_server import schema
from city_server.books import Books
from outlet_app.domain.applicant import Agent, Applicant, IdKind
from outlet_app.domain.calendar import CST
from outlet_app.domain.case import Case, fold
from outlet_app.domain.catalogue import ClockKind, SubItem
from outlet_app.domain.events import CaseEvent, Channel
from outlet_app.domain.rectification.task import Task, TaskState
from outlet_app.sync.wire import Review, decode_event

COUNTER_TERMINAL = "5"
WAITING, TAKEN_ON, DONE = "1", "2", "3"
ONLINE, OFFLINE = "1", "2"
INSTANT, PROMISED = "1", "2"
AREA_DIGITS = 6
Record = dict[str, str]
# GA/T 2000.156 where it has a code; 001 is the credit code of a body.
_PAGE_TYPES: Mapping[IdKind, str] = {
    IdKind.NONE: "",
    IdKind.USCC: "001",
    IdKind.ID_CARD: "111",
    IdKind.OFFICER: "114",
    IdKind.PASSPORT: "414",
    IdKind.HM_PERMIT: "516",
    IdKind.TW_PERMIT: "511",
    IdKind.PERMANENT_RESIDENCE: "553",
    IdKind.RESIDENCE_HMT: "810",
}
_UNITS: Mapping[ClockKind, str] = {ClockKind.WORKDAYS: "1"}


def events_of(conn: Connection, case_id: str) -> tuple[CaseEvent, ...]:
    """What took effect in a case, in order."""
    events, bodies = schema.case_event.c, schema.op_body.c
    told = (
        select(bodies.bytes)
        .join(schema.case_event, events.op_id == bodies.op_id)
        .where(events.case_id == case_id)
        .order_by(events.n)
    )
    return tuple(decode_event(body) for body in conn.scalars(told))


def record_of(
    review: Review,
    events: Sequence[CaseEvent],
    books: Books,
    task: Task | None = None,
    later: Review | None = None,
    excluded: bool = False,
) -> Record | None:
    """The record of one review with its task, if it has one; None where the city has no such service.

    later: what the same reviewer said afterwards; it stands beside the first word, never in its place.
    excluded: the city found that it counts in no rate; it is handed over all the same.
    """
    case = fold(events) if events else None
    if case is None or review.occasion not in {one.code for one in case.served}:
        return None
    then = fold([event for event in events if event.at <= review.at] or events[:1])
    told, outlet = case.registered, _served_at(case, review)
    sub_item = books.sub_item(told.catalogue, told.sub_item)
    return {
        "projectNo": review.case_no,
        "serviceNumber": str(review.number),
        "assessNumber": str(review.number),
        "pf": COUNTER_TERMINAL,
        **_answer(review),
        "taskCode": str(told.item),
        "taskHandleItem": told.sub_item,
        "taskName": sub_item.name if sub_item else "",
        "subMatter": books.item_name(told.catalogue, told.item),
        "proStatus": _status(then),
        "proDepart": books.outlet_name(outlet),
        "orgName": books.outlet_name(outlet),
        "deptCode": "",
        "areaCode": outlet[:AREA_DIGITS],
        "proManager": review.by,
        **_people(told.applicant, told.agent, hidden=review.answer.anonymous),
        **_promise(sub_item),
        "acceptDate": _moment(case.accepted_at),
        "resultDate": _moment(case.ended_at),
        "proChannel": ONLINE if told.channel in (Channel.PHONE, Channel.ONLINE) else OFFLINE,
        # No code path of ours makes a review without a press of the applicant's (domain.md §7.4).
        "isdefault": "0",
        "effective": "0" if excluded or (task and task.state is TaskState.EXCLUDED) else "1",
        "rectification": task.mended.measures if task and task.mended else "",
        "reply": task.mended.reply if task and task.mended else "",
        **_appended(later),
    }


def _answer(review: Review) -> Record:
    told = review.answer
    return {
        "satisfaction": str(int(told.level)),
        "evalDetail": ",".join(told.tags),
        "writingEvaluation": told.text,
        "assessTime": _moment(review.at),
    }


def _appended(later: Review | None) -> Record:
    if later is None:
        return {}
    return {f"append{name[:1].upper()}{name[1:]}": told for name, told in _answer(later).items()}


def _people(applicant: Applicant, agent: Agent | None, *, hidden: bool) -> Record:
    shown, acting = (Applicant(applicant.kind), None) if hidden else (applicant, agent)
    return {
        "userProp": str(int(applicant.kind)),
        "userName": shown.name,
        "userPageType": _PAGE_TYPES[shown.id_kind],
        "certKey": shown.id_number,
        "handleUserName": acting.name if acting else "",
        "handleUserPageType": _PAGE_TYPES[acting.id_kind] if acting else "",
        "handleUserPageCode": acting.id_number if acting else "",
    }


def _promise(sub_item: SubItem | None) -> Record:
    rules = [rule for rule in sub_item.clocks if rule.kind in _UNITS] if sub_item else []
    if not rules:
        return {"promisetime": INSTANT, "promiseDay": "", "promiseType": ""}
    longest = max(rules, key=lambda rule: rule.value)
    return {"promisetime": PROMISED, "promiseDay": str(longest.value), "promiseType": _UNITS[longest.kind]}


def _status(case: Case) -> str:
    if not case.is_open:
        return DONE
    return TAKEN_ON if case.accepted_at else WAITING


def _served_at(case: Case, review: Review) -> str:
    return next(one.outlet for one in case.served if one.code == review.occasion)


def _moment(at: datetime | None) -> str:
    return f"{at.astimezone(CST):%Y-%m-%d %H:%M:%S}" if at else ""
