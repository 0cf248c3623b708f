"""What the checklist, the notice and each decision ask, spelt out case by case."""

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import product

from checklists import row, secondary
from holiday_plans import CALENDAR

from outlet_app.domain.applicant import Applicant, ApplicantKind, IdKind
from outlet_app.domain.calendar import CST, BusinessHours
from outlet_app.domain.case import apply, judge
from outlet_app.domain.catalogue import ClockKind, TimeRule
from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import IntakeEntry, NoticeDraft
from outlet_app.domain.events import AcceptedDeficient, MaterialsChecked, MaterialsTaken, NoticeLine
from outlet_app.domain.forms.intake import INTAKE, has_agent, required
from outlet_app.domain.forms.notice import NOTICE, check_notice
from outlet_app.domain.forms.spec import Kind
from outlet_app.domain.masking import mask_id, mask_name, mask_phone
from outlet_app.domain.materials import (
    DEFECT_CODES,
    Advice,
    CheckedMaterial,
    Defect,
    MaterialState,
    NoticeCause,
    accept_problems,
    advise,
    check_problems,
    deficient_problems,
    notice_problems,
    summary,
)
from outlet_app.domain.only_once import Finding, breaches, causes, findings
from outlet_app.domain.people import Person, Right, Role
from outlet_app.domain.periods import (
    correction_due,
    paused_workdays,
    silent_acceptance_due,
    supplement_due,
    supplement_workdays,
)
from outlet_app.domain.problems import Problem, Refusal
from tests.domain.tables import each
from tests.support.builders import event, notice, registered, stamp

S = MaterialState
C = NoticeCause
HOURS = BusinessHours()

# told before, paper renewed since check 1, request changed, list changed → why it stands here (§2.6).
CAUSES = [
    (True, True, True, True, C.CORRECTION_INCOMPLETE),
    (True, True, True, False, C.CORRECTION_INCOMPLETE),
    (True, True, False, True, C.CORRECTION_INCOMPLETE),
    (True, True, False, False, C.CORRECTION_INCOMPLETE),
    (True, False, True, True, C.CORRECTION_INCOMPLETE),
    (True, False, True, False, C.CORRECTION_INCOMPLETE),
    (True, False, False, True, C.CORRECTION_INCOMPLETE),
    (True, False, False, False, C.CORRECTION_INCOMPLETE),
    (False, True, True, True, C.NEW_MATERIAL_DEFECT),
    (False, True, True, False, C.NEW_MATERIAL_DEFECT),
    (False, True, False, True, C.NEW_MATERIAL_DEFECT),
    (False, True, False, False, C.NEW_MATERIAL_DEFECT),
    (False, False, True, True, C.APPLICANT_CHANGED_REQUEST),
    (False, False, True, False, C.APPLICANT_CHANGED_REQUEST),
    (False, False, False, True, C.LIST_OR_LAW_CHANGED),
    (False, False, False, False, C.BREACH_SECOND_NOTICE),
]


@each(("told", "renewed", "request_", "list_", "cause"), CAUSES)
def test_why_a_defect_stands_in_a_second_notice(
    told: bool, renewed: bool, request_: bool, list_: bool, cause: NoticeCause
) -> None:
    for code in DEFECT_CODES:
        remark = "合同第五页缺骑缝章，请补盖" if code == "D99" else ""
        defect = Defect(code, remark)
        now = row("8.2-M1", S.FAULTY, defect, version=2 if renewed else 1)
        before = findings("8.2-M1", [defect]) if told else ()
        explained = causes([now], before, {"8.2-M1": 1}, request_, list_)
        assert explained == {Finding("8.2-M1", code, remark): cause}, code
        assert bool(breaches(explained)) is (cause is C.BREACH_SECOND_NOTICE), code


@each(("told", "renewed", "request_", "list_", "cause"), CAUSES)
def test_an_absence_is_explained_like_a_defect(
    told: bool, renewed: bool, request_: bool, list_: bool, cause: NoticeCause
) -> None:
    now = row("8.2-M1", S.MISSING, version=2 if renewed else 1)
    before = [Finding("8.2-M1", "D01")] if told else []
    assert causes([now], before, {"8.2-M1": 1}, request_, list_) == {Finding("8.2-M1", "D01"): cause}


@each(("first", "now", "renewed"), [(1, 1, False), (1, 2, True), (2, 2, False), (2, 5, True)])
def test_a_paper_is_new_when_its_count_rose_since_the_first_check(
    first: int, now: int, renewed: bool
) -> None:
    found = causes([row("a", S.MISSING, version=now)], (), {"a": first})
    wanted = C.NEW_MATERIAL_DEFECT if renewed else C.BREACH_SECOND_NOTICE
    assert list(found.values()) == [wanted]


@each("state", S)
def test_only_what_is_missing_or_faulty_is_told(state: MaterialState) -> None:
    found = causes([row("a", state, Defect("D04"))], (), {"a": 1})
    told = {S.MISSING: {Finding("a", "D01")}, S.FAULTY: {Finding("a", "D04")}}
    assert set(found) == told.get(state, set())


def test_breaches_are_listed_in_a_settled_order() -> None:
    rows = [
        row("b", S.FAULTY, Defect("D05"), Defect("D02")),
        row("a", S.FAULTY, Defect("D99", "乙：合同第六页无日期"), Defect("D99", "甲：合同第五页无印章")),
        row("c", S.MISSING),
    ]
    assert breaches(causes(rows, (), {"a": 1, "b": 1, "c": 1})) == (
        Finding("a", "D99", "乙：合同第六页无日期"),
        Finding("a", "D99", "甲：合同第五页无印章"),
        Finding("b", "D02"),
        Finding("b", "D05"),
        Finding("c", "D01"),
    )


@each(
    ("first", "second", "same"),
    [
        (Defect("D04", "第一页"), Defect("D04", "第二页"), True),
        (Defect("D04"), Defect("D05"), False),
        (Defect("D99", "缺骑缝章"), Defect("D99", "缺骑缝章"), True),
        (Defect("D99", "缺骑缝章"), Defect("D99", "  缺骑缝章 "), True),
        (Defect("D99", "缺骑缝章"), Defect("D99", "缺附页"), False),
        (Defect("D99"), Defect("D99"), True),
    ],
)
def test_when_two_defects_are_the_same_demand(first: Defect, second: Defect, same: bool) -> None:
    assert (findings("a", [first]) == findings("a", [second])) is same
    assert findings("a", [first]) != findings("b", [first])


# A row's state, core, may follow → what acceptance, 容缺 and the notice say about it.
ROW_RULES = [
    (S.UNDECIDED, True, False, "undecided", "undecided", "undecided"),
    (S.UNDECIDED, False, True, "undecided", "undecided", "undecided"),
    (S.COMPLETE, True, False, "", "", ""),
    (S.COMPLETE, False, True, "", "", ""),
    (S.MISSING, True, False, "gap", "cannot_follow", ""),
    (S.MISSING, True, True, "gap", "cannot_follow", ""),
    (S.MISSING, False, False, "gap", "cannot_follow", ""),
    (S.MISSING, False, True, "gap", "not_promised", ""),
    (S.FAULTY, True, False, "gap", "cannot_follow", ""),
    (S.FAULTY, False, True, "gap", "not_promised", ""),
    (S.DEFERRED, True, False, "cannot_follow", "cannot_follow", "cannot_follow"),
    (S.DEFERRED, True, True, "cannot_follow", "cannot_follow", "cannot_follow"),
    (S.DEFERRED, False, False, "cannot_follow", "cannot_follow", "cannot_follow"),
    (S.DEFERRED, False, True, "gap", "", ""),
    (S.NOT_NEEDED, True, False, "", "", ""),
    (S.NOT_NEEDED, False, True, "", "", ""),
    (S.EXEMPT, True, False, "", "", ""),
    (S.EXEMPT, False, True, "", "", ""),
    (S.PLEDGED, True, False, "", "", ""),
    (S.PLEDGED, False, True, "", "", ""),
]


@each(("state", "core", "may_follow", "accept", "deficient", "told"), ROW_RULES)
def test_what_each_decision_says_about_one_row(
    state: MaterialState, core: bool, may_follow: bool, accept: str, deficient: str, told: str
) -> None:
    one = row("a", state, Defect("D04"), core=core, may_follow=may_follow)
    beside = [row("b", S.MISSING), secondary("c", S.DEFERRED), one]
    for problems, code in (
        (accept_problems, accept),
        (deficient_problems, deficient),
        (notice_problems, told),
    ):
        found = problems(beside).get("a")
        assert (found.code if found else "") == (f"material.{code}" if code else ""), problems.__name__
        assert found is None or not found.soft


def test_a_listed_defect_needs_no_remark() -> None:
    for code in DEFECT_CODES[:-1]:
        assert check_problems([row("a", S.FAULTY, Defect(code))]) == {}, code
        assert check_problems([row("a", S.FAULTY, Defect(code, "第二页"))]) == {}, code


@each("code", ["D00", "D20", "D98", "d04", "", "D4", "04"])
def test_a_defect_outside_the_dictionary_is_refused(code: str) -> None:
    assert check_problems([row("a", S.FAULTY, Defect(code))]) == {
        "a": Problem("material.defect_unknown", {"code": code})
    }


@each("length", range(12))
def test_another_defect_is_described_in_at_least_ten_characters(length: int) -> None:
    found = check_problems([row("a", S.FAULTY, Defect("D99", "𬎆" * length))])
    short = Problem("material.remark_short", {"least": 10, "n": 10 - length})
    assert found == ({"a": short} if length < 10 else {})


def test_the_first_unsound_defect_of_a_row_is_told() -> None:
    both = row("a", S.FAULTY, Defect("D04"), Defect("D77"), Defect("D99", "短"))
    assert check_problems([both])["a"] == Problem("material.defect_unknown", {"code": "D77"})


@each("first", S)
def test_the_advice_for_any_two_secondary_rows(first: MaterialState) -> None:
    for second in S:
        rows = [secondary("a", first, Defect("D04")), secondary("b", second, Defect("D04"))]
        gaps = {S.MISSING, S.FAULTY, S.DEFERRED} & {first, second}
        open_ = S.UNDECIDED in (first, second)
        wanted = Advice.NONE if open_ else Advice.ACCEPT_DEFICIENT if gaps else Advice.ACCEPT
        assert advise(rows, answers_at_once=False) is wanted, second
        assert advise(rows, answers_at_once=True) is (wanted if gaps else Advice.ANSWER), second


@each("state", S)
def test_the_advice_for_a_core_row(state: MaterialState) -> None:
    advice = advise([row("a", state, Defect("D04")), secondary("b", S.DEFERRED)], answers_at_once=False)
    wanted = {
        S.UNDECIDED: Advice.NONE,
        S.COMPLETE: Advice.ACCEPT_DEFICIENT,
        S.MISSING: Advice.NOTICE,
        S.FAULTY: Advice.NOTICE,
        S.DEFERRED: Advice.NOTICE,
        S.NOT_NEEDED: Advice.ACCEPT_DEFICIENT,
        S.EXEMPT: Advice.ACCEPT_DEFICIENT,
        S.PLEDGED: Advice.ACCEPT_DEFICIENT,
    }
    assert advice is wanted[state]


@each("counts", [(0,) * 8, (1, 2, 3, 4, 5, 6, 7, 8), (8, 7, 6, 5, 4, 3, 2, 1), (0, 12, 0, 0, 0, 0, 0, 0)])
def test_a_checklist_is_counted_by_state(counts: tuple[int, ...]) -> None:
    rows = [row(f"{state}-{n}", state) for state, count in zip(S, counts, strict=True) for n in range(count)]
    told = summary(rows)
    undecided, complete, missing, faulty, deferred, not_needed, exempt, pledged = counts
    assert (told.undecided, told.missing, told.faulty, told.deferred) == (
        undecided,
        missing,
        faulty,
        deferred,
    )
    assert told.complete == complete + not_needed + exempt + pledged
    assert told.gaps == missing + faulty + deferred


@each("state", S)
def test_what_a_row_owes(state: MaterialState) -> None:
    one = row("a", state, Defect("D05"))
    assert one.is_gap is (state in (S.MISSING, S.FAULTY, S.DEFERRED))
    assert one.needs_correction is (state in (S.MISSING, S.FAULTY))
    wanted = {S.MISSING: "D01", S.DEFERRED: "D01", S.FAULTY: "D05"}.get(state)
    assert [defect.code for defect in one.found] == ([wanted] if wanted else [])


MATTER = {"item", "sub_item", "request"}
PARTY = {"applicant.name", "applicant.id_number", "phone"}
AGENT = {"agent.name", "agent.id_number", "agent.phone"}
ASKED: dict[Decision | None, set[str]] = {
    None: set(),
    Decision.ANSWER: MATTER | {"answer"},
    Decision.REJECT: MATTER,
    Decision.TRANSFER: MATTER | {"phone"},
    Decision.ACCEPT: MATTER | PARTY,
    Decision.NOTICE: MATTER | PARTY,
    Decision.DEFICIENT: MATTER | PARTY,
    Decision.RECEIVE: MATTER | PARTY,
}
WHOLE = (Decision.ACCEPT, Decision.NOTICE, Decision.DEFICIENT, Decision.RECEIVE)


@each("decision", ASKED)
@each("kind", ApplicantKind)
def test_which_fields_wear_a_star(decision: Decision | None, kind: ApplicantKind) -> None:
    for assisted, contact, item in product((False, True), ("", "禾源", "刘建平"), (8, 0)):
        entry = IntakeEntry(applicant=Applicant(kind, "禾源", contact=contact), item=item, assisted=assisted)
        helped = assisted and contact == "刘建平"
        wanted = set(ASKED[decision])
        if decision in WHOLE:
            wanted |= {"contact"} if kind is not ApplicantKind.PERSON else set()
            wanted |= AGENT if helped else set()
        if item == 0:
            wanted -= {"sub_item"}
            wanted |= {"handed_in"} if decision is Decision.RECEIVE else set()
        assert required(entry, decision) == wanted, (assisted, contact, item)
        assert has_agent(entry) is helped


def test_the_form_is_read_from_top_to_bottom() -> None:
    assert [field.name for field in INTAKE.fields()] == [
        "applicant.kind",
        "applicant.name",
        "applicant.id_kind",
        "applicant.id_number",
        "special_groups",
        "contact",
        "phone",
        "channel",
        "assisted",
        "incoming_no",
        "incoming_posted",
        "incoming_from",
        "incoming_due",
        "reply_by",
        "agent.name",
        "agent.id_kind",
        "agent.id_number",
        "agent.phone",
        "item",
        "sub_item",
        "complexity",
        "request",
        "answer",
        "basis",
        "handed_in",
        "materials",
        "situation",
        "guided_to",
        "callback",
    ]
    places = [INTAKE.place(field.name) for field in INTAKE.fields()]
    assert places == list(range(29))
    assert INTAKE.place("nobody") == 29
    assert INTAKE.place("materials.8.2-M1") == 25


@each(
    ("name", "kind", "limit", "options"),
    [
        ("applicant.kind", Kind.CHOICE, 0, ("1", "2", "3", "4", "5", "6", "9")),
        ("applicant.name", Kind.NAME, 100, ()),
        ("contact", Kind.PERSON, 50, ()),
        ("phone", Kind.PHONE, 40, ()),
        ("applicant.id_number", Kind.CODE, 40, ()),
        ("agent.name", Kind.PERSON, 50, ()),
        ("agent.id_number", Kind.CODE, 40, ()),
        ("agent.phone", Kind.PHONE, 40, ()),
        ("assisted", Kind.SWITCH, 0, ()),
        ("guided_to", Kind.LINE, 200, ()),
        ("callback", Kind.LINE, 50, ()),
        ("special_groups", Kind.CHOICE, 0, ("", "elderly", "disabled", "pregnant", "military")),
        (
            "channel",
            Kind.CHOICE,
            0,
            ("counter", "phone", "online", "on_site", "letter", "hotline", "superior", "message"),
        ),
        ("incoming_no", Kind.LINE, 50, ()),
        ("incoming_from", Kind.LINE, 200, ()),
        ("incoming_due", Kind.DAY, 50, ()),
        ("reply_by", Kind.CHOICE, 0, ("platform", "phone", "post", "report", "in_person")),
        ("complexity", Kind.CHOICE, 0, ("simple", "complex")),
        ("request", Kind.TEXT, 1000, ()),
        ("answer", Kind.TEXT, 1000, ()),
        ("basis", Kind.LINE, 200, ()),
        ("handed_in", Kind.TEXT, 1000, ()),
        ("materials", Kind.CHECKLIST, 0, ()),
    ],
)
def test_a_field_takes_what_the_register_asks(
    name: str, kind: Kind, limit: int, options: tuple[str, ...]
) -> None:
    field = INTAKE.field(name)
    assert (field.kind, field.limit, tuple(map(str, field.options))) == (kind, limit, options)


def test_papers_of_people_leave_out_the_code_of_bodies() -> None:
    for name in ("applicant.id_kind", "agent.id_kind"):
        options = INTAKE.field(name).options
        assert IdKind.USCC not in options
        assert IdKind.NONE not in options
        assert len(options) == len(IdKind) - 2


LINE = NoticeLine("8.2-M1", "申报书", S.MISSING, "ORIGINAL", 1, "未提交。", "提交原件。")


def test_a_period_has_one_to_sixty_working_days() -> None:
    period = {"correction_workdays": Problem("notice.period", {"most": 60})}
    for days in range(-1, 63):
        found = check_notice(NoticeDraft((LINE,), days, verified=True))
        assert found == ({} if 1 <= days <= 60 else period), days


@each("length", [1, 299, 300, 301, 500])
@each("part", ["issue", "remedy"])
def test_a_line_of_the_notice_has_300_characters(part: str, length: int) -> None:
    found = check_notice(NoticeDraft((replace(LINE, **{part: "字" * length}),), verified=True))
    long = Problem("text.too_long", {"limit": 300, "over": length - 300})
    assert found == ({} if length <= 300 else {f"lines.8.2-M1.{part}": long})


def test_everything_wrong_with_a_notice_is_told_at_once() -> None:
    second = replace(LINE, code="8.2-M2", issue="", remedy=" ")
    found = check_notice(NoticeDraft((LINE, second), 0))
    assert list(found) == ["lines.8.2-M2.issue", "lines.8.2-M2.remedy", "correction_workdays", "verified"]
    assert [field.name for field in NOTICE.fields()] == [
        "lines",
        "correction_workdays",
        "delivery",
        "verified",
    ]


@each("check", [-1, 0, 1, 2, 3, 4])
def test_checks_are_numbered_without_a_gap(check: int) -> None:
    case = apply(None, event(registered()))
    case = apply(case, event(MaterialsChecked(1, ())))
    case = apply(case, event(MaterialsChecked(2, ())))
    wanted = None if check == 3 else Refusal("check.order", {"check": check, "expected": 3})
    assert judge(case, event(MaterialsChecked(check, ()))) == wanted


@each("ordinal", [-1, 0, 1, 2, 3])
def test_notices_are_numbered_without_a_gap(ordinal: int) -> None:
    case = apply(None, event(registered()))
    case = apply(case, event(MaterialsTaken()))
    wanted = None if ordinal == 1 else Refusal("notice.order", {"n": ordinal, "expected": 1})
    assert judge(case, event(notice(ordinal))) == wanted


@each("cause", [None, *C])
def test_only_a_breach_wants_reason_and_approval(cause: NoticeCause | None) -> None:
    case = apply(apply(None, event(registered())), event(MaterialsTaken()))
    lines = (LINE, replace(LINE, code="8.2-M2", cause=cause))
    for reason, approved_by in product(("", "漏看第二页"), ("", "1508260001")):
        given = notice(1, lines=lines, breach_reason=reason, approved_by=approved_by)
        stops = cause is C.BREACH_SECOND_NOTICE and not (reason and approved_by)
        refusal = Refusal("notice.second_needs_approval") if stops else None
        assert judge(case, event(given)) == refusal, (reason, approved_by)


def test_promises_and_notices_are_never_empty() -> None:
    case = apply(apply(None, event(registered())), event(MaterialsTaken()))
    assert judge(case, event(notice(1, lines=()))) == Refusal("notice.empty")
    assert judge(case, event(AcceptedDeficient((), stamp(5)))) == Refusal("promise.empty")


HAS = {
    Role.CLERK: {Right.REGISTER, Right.SEE_ALL_CASES},
    Role.SUPERVISOR: set(Right) - {Right.DISCREDIT, Right.APPOINT},
    Role.CITY_ADMIN: set(Right),
    Role.CREDIT_OFFICER: {Right.DISCREDIT},
}


@each("right", Right)
@each("roles", [(), *((role,) for role in Role), (Role.CLERK, Role.SUPERVISOR)])
def test_what_each_post_may_do(right: Right, roles: tuple[Role, ...]) -> None:
    person = Person("1508260837", "其其格", frozenset(roles))
    assert person.may(right) is any(right in HAS[role] for role in roles)
    assert not replace(person, active=False).may(right)


def test_the_short_number_is_the_last_four() -> None:
    assert Person("1508260837", "其其格", frozenset()).short_no == "0837"


@each(
    ("number", "shown"),
    [
        ("15080219900307211X", "1508**********211X"),
        ("1234567890123456", "1234********3456"),
        ("123456789012345", "123*********345"),
        ("E12345678", "E1*****78"),
        ("12345678", "12****78"),
        ("1234567", "1*****7"),
        ("1234", "1**4"),
        ("123", "***"),
        ("1", "*"),
        ("", ""),
        ("军字第1234567号", "军字*******7号"),
        ("𬎆𬎆𬎆𬎆", "𬎆**𬎆"),
    ],
)
def test_a_quarter_of_a_number_stays_at_each_end(number: str, shown: str) -> None:
    for kind in IdKind:
        assert mask_id(number, kind) == (number if kind is IdKind.USCC else shown)


@each(
    ("number", "shown"),
    [
        ("13800002046", "138****2046"),
        ("0478-8213500", "0478-***3500"),
        ("010-88888888", "010-****8888"),
        ("021-8888888", "021-***8888"),
        ("0478-8213500-12", "0478-***3500-12"),
        ("4008208820", "40****8820"),
        ("8213500", "***3500"),
        ("12330", "12330"),
        ("110", "110"),
        ("0478", "0478"),
        ("wechat", "w****t"),
    ],
)
def test_the_last_four_of_a_telephone_stay(number: str, shown: str) -> None:
    assert mask_phone(number) == shown


@each(
    ("name", "shown"),
    [
        ("王", "*"),
        ("张三", "张*"),
        ("其其格", "其**"),
        ("阿拉坦仓", "阿***"),
        ("阿拉坦·乌拉", "阿*****"),
        ("𬎆旭", "𬎆*"),
        ("Ivan", "I***"),
        ("", ""),
    ],
)
def test_only_the_first_character_of_a_name_stays(name: str, shown: str) -> None:
    assert mask_name(name) == shown


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CST)


@each(
    ("told", "days", "end"),
    [
        ("2026-11-20 09:00", 5, "2026-11-27"),
        ("2026-11-20 09:00", 10, "2026-12-04"),
        ("2026-11-20 09:00", 15, "2026-12-11"),
        ("2026-11-20 09:00", 20, "2026-12-18"),
        ("2026-11-20 09:00", 30, "2027-01-01"),
        ("2026-09-24 17:31", 5, "2026-10-09"),
        ("2026-02-13 09:00", 15, "2026-03-12"),
    ],
)
def test_a_correction_period_of_each_offered_length(told: str, days: int, end: str) -> None:
    found = correction_due(moment(told), CALENDAR, HOURS, days)
    assert (found.rule, found.kind, found.at) == ("correction", ClockKind.WORKDAYS, moment(f"{end} 17:30"))
    assert found.assumed is end.startswith("2027")


@each("promise", [None, 1, 2, 3, 4, 5, 6, 10, 15, 20, 60])
def test_a_supplement_has_the_shortest_of_wish_promise_and_fifteen(promise: int | None) -> None:
    clocks = [TimeRule("feedback", ClockKind.HOURS, 1)]
    if promise:
        clocks.append(TimeRule("handling", ClockKind.WORKDAYS, promise))
    for wanted in (1, 5, 10, 15, 16, 99):
        assert supplement_workdays(clocks, wanted) == min(wanted, promise or 99, 15)
    end = supplement_due(moment("2026-11-20 09:00"), clocks, CALENDAR, HOURS).at
    usual = CALENDAR.add_workdays(date(2026, 11, 20), min(5, promise or 99)).day
    assert end == datetime.combine(usual, HOURS.closes, CST)


@each(
    ("received", "end"),
    [
        ("2026-11-20 17:31", "2026-11-27"),
        ("2026-11-21 00:00", "2026-11-27"),
        ("2026-11-22 23:59", "2026-11-27"),
        ("2026-11-23 00:00", "2026-11-30"),
        ("2026-04-30 09:00", "2026-05-11"),
        ("2026-09-20 09:00", "2026-09-28"),
    ],
)
def test_silence_becomes_acceptance_with_the_fifth_afternoon(received: str, end: str) -> None:
    found = silent_acceptance_due(moment(received), CALENDAR, HOURS)
    assert (found.rule, found.at) == ("silent_acceptance", moment(f"{end} 17:30"))


@each(
    ("pauses", "days"),
    [
        ([], 0),
        ([("2026-11-16 09:00", "2026-11-16 17:00")], 0),
        ([("2026-11-16 17:00", "2026-11-17 08:30")], 1),
        ([("2026-11-20 17:00", "2026-11-23 08:30")], 1),
        ([("2026-11-20 17:00", "2026-11-22 23:59")], 0),
        ([("2026-11-16 09:00", "2026-11-20 09:00")], 4),
        ([("2026-11-16 09:00", "2026-11-18 09:00"), ("2026-11-18 10:00", "2026-11-20 09:00")], 4),
        ([("2026-09-30 09:00", "2026-10-08 09:00")], 1),
        ([("2026-10-09 09:00", "2026-10-10 09:00")], 1),
        ([("2026-11-20 09:00", "2026-11-16 09:00")], 0),
    ],
)
def test_a_pause_gives_back_its_whole_working_days(pauses: list[tuple[str, str]], days: int) -> None:
    told = [(moment(begin), moment(end)) for begin, end in pauses]
    assert paused_workdays(told, CALENDAR) == days
    elsewhere = [(begin.astimezone(UTC), end.astimezone(UTC)) for begin, end in told]
    assert paused_workdays(elsewhere, CALENDAR) == days


def handed(one: CheckedMaterial, times: int) -> CheckedMaterial:
    for _ in range(times):
        one = one.handed_in_again(S.COMPLETE)
    return one


@each("times", [0, 1, 2, 5])
def test_each_new_paper_raises_the_count_by_one(times: int) -> None:
    first = row("a", S.FAULTY, Defect("D04"))
    now = handed(first, times)
    assert now.version == 1 + times
    assert now.defects == (() if times else first.defects)
    assert (now.code, now.name, now.form, now.copies) == (first.code, first.name, first.form, first.copies)
