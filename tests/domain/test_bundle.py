"""The filled page of a package: what stands against it, field by field, and what each item comes to."""

from dataclasses import replace
from datetime import date

from outlet_app.domain.applicant import Applicant, ApplicantKind, IdKind
from outlet_app.domain.bundle import (
    WANTED,
    PackageEntry,
    bundle_problems,
    chosen,
    entry_of,
    member_problems,
    notice_days,
    one_list,
    plan,
)
from outlet_app.domain.catalogue import (
    Authority,
    Catalogue,
    ClockKind,
    Material,
    PaperForm,
    ServiceItem,
    SubItem,
    TimeRule,
)
from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import RejectDetail
from outlet_app.domain.materials import CheckedMaterial, Defect, MaterialState
from outlet_app.domain.packages import AnswerKind, Member, Package, SharedField, SharedMaterial
from tests.support.builders import ENTERPRISE

TODAY = date(2026, 11, 20)
S = MaterialState
D = Decision
REFUSAL = RejectDetail("not_in_remit", "依据", "法院")
PERSON = Applicant(ApplicantKind.PERSON, "其其格", IdKind.ID_CARD, "152801199003078424", phone="13900001234")


def paper(code: str, **changes: object) -> Material:
    plain = Material(code, f"材料{code}", True, PaperForm.COPY, 1, False, False, "自备", "清晰", "请补交。")
    return replace(plain, **changes)  # type: ignore[arg-type]


def sub(code: str, *materials: Material, instant: bool = False, days: int = 15) -> SubItem:
    return SubItem(
        code=code,
        name=f"事项{code}",
        authority=Authority.LOCAL,
        instant=instant,
        clocks=(TimeRule("response", ClockKind.INSTANT),),
        materials=materials,
        outcomes=(),
        stages=(),
        correction_workdays=days,
        consulting=instant,
    )


TALK = sub("1.1", instant=True)
FIRST = sub("1.2", paper("1.2-M1"), paper("1.2-M2"), days=10)
SECOND = sub("1.3", paper("1.3-M1", form=PaperForm.ORIGINAL, copies=2), paper("1.3-M2"), days=5)
SHARES = sub("1.4", paper("1.4-M1", shared=True), days=20)
SUBS = (TALK, FIRST, SECOND, SHARES)
ITEM = ServiceItem(1, "短", "d", "名", "对象", "内容", "流程", "时限", "主体", "渠道", SUBS)
CATALOGUE = Catalogue(
    "v1",
    "清单",
    date(2026, 1, 1),
    (
        ServiceItem(
            1, "短", "d", "名", "对象", "内容", "流程", "时限", "主体", "渠道", (TALK, FIRST, SECOND, SHARES)
        ),
    ),
)
PACKAGE = Package(
    "P",
    "1",
    "一件事",
    "企业",
    "",
    (Member("1.1"), Member("1.2"), Member("1.3"), Member("1.4", usual=False)),
    (
        SharedField("right", "权利", AnswerKind.LINE, True, ("1.2", "1.3")),
        SharedField("day", "日期", AnswerKind.DAY, False, ("1.3",)),
    ),
    (SharedMaterial("title", "权属证明", ("1.2-M1", "1.3-M1", "1.4-M1")),),
)
EVERY = ("1.1", "1.2", "1.3")


def filled(**changes: object) -> PackageEntry:
    """The page with every row complete."""
    entry = PackageEntry(EVERY, ENTERPRISE, request="来意", answers={"right": "专利"})
    entry = replace(entry, **changes)  # type: ignore[arg-type]
    return marked(entry) if "materials" not in changes else entry


def marked(entry: PackageEntry, **but: S) -> PackageEntry:
    states = {code.replace("_", "-").replace("x", "."): state for code, state in but.items()}
    rows = one_list(PACKAGE, entry, CATALOGUE)
    return replace(entry, materials=tuple(found(row, states.get(row.code, S.COMPLETE)) for row in rows))


def found(row: CheckedMaterial, state: S) -> CheckedMaterial:
    if row.state is S.EXEMPT:
        return row
    defects = (Defect("D05"),) if state is S.FAULTY else ()
    return replace(row, state=state, defects=defects, handed=row.copies if state is S.COMPLETE else 0)


def comes_to(entry: PackageEntry) -> dict[str, Decision | None]:
    return {one.sub_item.code: one.decision for one in plan(PACKAGE, entry, CATALOGUE)}


def problems(entry: PackageEntry) -> dict[str, str]:
    told = bundle_problems(PACKAGE, entry, CATALOGUE, TODAY)
    return {name: problem.code for name, problem in told.items() if not problem.soft}


def test_items_stand_in_order_and_strangers_are_left_out() -> None:
    entry = PackageEntry(("1.3", "9.9", "1.1"))
    assert [one.code for one in chosen(PACKAGE, entry, CATALOGUE)] == ["1.1", "1.3"]
    assert chosen(PACKAGE, PackageEntry(), CATALOGUE) == ()


def test_what_each_item_comes_to_by_the_one_list() -> None:
    whole = filled()
    table = {
        "all complete": (whole, {"1.1": D.ACCEPT, "1.2": D.ACCEPT, "1.3": D.ACCEPT}),
        "the shared paper missing": (
            marked(whole, title=S.MISSING),
            {"1.1": D.ACCEPT, "1.2": D.NOTICE, "1.3": D.NOTICE},
        ),
        "the shared paper faulty": (
            marked(whole, title=S.FAULTY),
            {"1.1": D.ACCEPT, "1.2": D.NOTICE, "1.3": D.NOTICE},
        ),
        "one paper of its own missing": (
            marked(whole, **{"1x2_M2": S.MISSING}),
            {"1.1": D.ACCEPT, "1.2": D.NOTICE, "1.3": D.ACCEPT},
        ),
        "not needed counts as settled": (
            marked(whole, title=S.NOT_NEEDED),
            {"1.1": D.ACCEPT, "1.2": D.ACCEPT, "1.3": D.ACCEPT},
        ),
        "nobody looked yet": (
            filled(materials=()),
            {"1.1": D.ACCEPT, "1.2": None, "1.3": None},
        ),
        "one not looked at": (
            marked(whole, **{"1x3_M2": S.UNDECIDED}),
            {"1.1": D.ACCEPT, "1.2": D.ACCEPT, "1.3": None},
        ),
        "an answer": (
            filled(answer="可以。"),
            {"1.1": D.ANSWER, "1.2": D.ACCEPT, "1.3": D.ACCEPT},
        ),
        "one refused": (
            filled(refused={"1.3": REFUSAL}),
            {"1.1": D.ACCEPT, "1.2": D.ACCEPT, "1.3": D.REJECT},
        ),
        "all refused": (
            filled(refused=dict.fromkeys(EVERY, REFUSAL)),
            dict.fromkeys(EVERY, D.REJECT),
        ),
        "refused though answered": (
            filled(refused={"1.1": REFUSAL}, answer="可以。"),
            {"1.1": D.REJECT, "1.2": D.ACCEPT, "1.3": D.ACCEPT},
        ),
        "for review": (
            filled(for_review=True),
            {"1.1": D.ACCEPT, "1.2": D.RECEIVE, "1.3": D.RECEIVE},
        ),
        "for review, nobody looked": (
            filled(for_review=True, materials=()),
            {"1.1": D.ACCEPT, "1.2": D.RECEIVE, "1.3": D.RECEIVE},
        ),
        "for review, one refused": (
            filled(for_review=True, refused={"1.2": REFUSAL}),
            {"1.1": D.ACCEPT, "1.2": D.REJECT, "1.3": D.RECEIVE},
        ),
        "for review, answered": (
            filled(for_review=True, answer="可以。"),
            {"1.1": D.ANSWER, "1.2": D.RECEIVE, "1.3": D.RECEIVE},
        ),
        "one from shared data": (
            marked(filled(wanted=("1.4",), materials=())),
            {"1.4": D.ACCEPT},
        ),
    }
    assert {name: comes_to(entry) for name, (entry, _) in table.items()} == {
        name: said for name, (_, said) in table.items()
    }


def test_what_only_refused_items_ask_for_leaves_the_list() -> None:
    lists = {
        refused: [
            row.code for row in one_list(PACKAGE, filled(refused=dict.fromkeys(refused, REFUSAL)), CATALOGUE)
        ]
        for refused in ((), ("1.2",), ("1.3",), ("1.2", "1.3"))
    }
    assert lists == {
        (): ["title", "1.2-M2", "1.3-M2"],
        ("1.2",): ["title", "1.3-M2"],
        ("1.3",): ["title", "1.2-M2"],
        ("1.2", "1.3"): [],
    }


def test_what_was_found_stays_and_what_is_asked_follows_the_items() -> None:
    """With the stricter item gone a copy is enough; what lies on the desk was looked at all the same."""
    both = filled()
    alone = replace(both, wanted=("1.2",))
    (before, *_), (after, *_) = (one_list(PACKAGE, one, CATALOGUE) for one in (both, alone))
    assert (before.form, before.copies, before.handed, before.state) == (PaperForm.ORIGINAL, 2, 2, S.COMPLETE)
    assert (after.form, after.copies, after.handed, after.state) == (PaperForm.COPY, 1, 1, S.COMPLETE)


def test_an_item_from_shared_data_asks_the_paper_of_the_others_only() -> None:
    lists = {
        wanted: [(row.code, row.state.name) for row in one_list(PACKAGE, PackageEntry(wanted), CATALOGUE)]
        for wanted in (("1.4",), ("1.2", "1.4"))
    }
    assert lists == {
        ("1.4",): [("title", "EXEMPT")],
        ("1.2", "1.4"): [("title", "UNDECIDED"), ("1.2-M2", "UNDECIDED")],
    }


def test_everything_that_stands_against_the_page_is_told() -> None:
    whole = filled()
    table = {
        "nothing wrong": (whole, {}),
        "nothing ticked": (replace(whole, wanted=()), {WANTED: "package.nothing_wanted"}),
        "only strangers ticked": (replace(whole, wanted=("9.9",)), {WANTED: "package.nothing_wanted"}),
        "no name": (named(whole, name=" "), {"applicant.name": "field.missing"}),
        "no code": (named(whole, id_number=""), {"applicant.id_number": "field.missing"}),
        "no contact": (named(whole, contact=""), {"contact": "field.missing"}),
        "no telephone": (named(whole, phone=""), {"phone": "field.missing"}),
        "a wrong code": (
            named(whole, id_number="91150802MA0TEA71XK"),
            {"applicant.id_number": "uscc.check_digit"},
        ),
        "a short telephone": (named(whole, phone="1380000"), {"phone": "phone.short"}),
        "a person without contact": (replace(whole, applicant=PERSON), {}),
        "a field left out": (replace(whole, answers={}), {"field.right": "field.missing"}),
        "a field nobody needs": (replace(whole, wanted=("1.1",), answers={}), {}),
        "a wrong day": (
            replace(whole, answers={"right": "专利", "day": "2026-02-30"}),
            {"field.day": "date.impossible"},
        ),
        "rows not looked at": (
            filled(materials=()),
            dict.fromkeys(("materials.title", "materials.1.2-M2", "materials.1.3-M2"), "material.undecided"),
        ),
        "rows not looked at, for review": (filled(materials=(), for_review=True), {}),
        "promised though no item lets it follow": (
            marked(whole, title=S.DEFERRED),
            {"materials.title": "material.undecided"},
        ),
        "pledged though no item lets it": (
            marked(whole, title=S.PLEDGED),
            {"materials.title": "material.undecided"},
        ),
        "faulty without a word": (
            replace(whole, materials=(replace(whole.materials[0], state=S.FAULTY), *whole.materials[1:])),
            {"materials.title": "material.defect_needed"},
        ),
        "the rows of a refused item": (
            replace(marked(whole, **{"1x3_M2": S.UNDECIDED}), refused={"1.3": REFUSAL}),
            {},
        ),
    }
    assert {name: problems(entry) for name, (entry, _) in table.items()} == {
        name: said for name, (_, said) in table.items()
    }


def named(entry: PackageEntry, **changes: str) -> PackageEntry:
    return replace(entry, applicant=replace(entry.applicant, **changes))  # type: ignore[arg-type]


def test_what_is_missing_comes_in_the_order_of_the_page() -> None:
    told = problems(PackageEntry(EVERY, Applicant(ApplicantKind.ENTERPRISE)))
    assert list(told) == [
        "applicant.name",
        "applicant.id_number",
        "contact",
        "phone",
        "field.right",
        "materials.title",
        "materials.1.2-M2",
        "materials.1.3-M2",
    ]


def test_each_items_own_registration_holds_by_the_rules_of_a_single_one() -> None:
    assert member_problems(PACKAGE, filled(), CATALOGUE, TODAY) == {}
    assert member_problems(PACKAGE, filled(answer="可以。", refused={"1.3": REFUSAL}), CATALOGUE, TODAY) == {}
    spoilt = member_problems(PACKAGE, named(filled(), phone=""), CATALOGUE, TODAY)
    assert {code: list(told) for code, told in spoilt.items()} == {code: ["phone"] for code in EVERY}


def test_what_was_filled_in_once_stands_in_each_items_own_registration() -> None:
    entry = filled(answer="可以。", refused={"1.3": REFUSAL})
    own = {
        one.sub_item.code: entry_of(PACKAGE, entry, one, CATALOGUE) for one in plan(PACKAGE, entry, CATALOGUE)
    }
    assert {one.applicant for one in own.values()} == {ENTERPRISE}
    assert {one.request for one in own.values()} == {"来意"}
    assert {code: (one.item, one.sub_item) for code, one in own.items()} == {
        "1.1": (1, "1.1"),
        "1.2": (1, "1.2"),
        "1.3": (1, "1.3"),
    }
    assert {code: one.answer for code, one in own.items()} == {"1.1": "可以。", "1.2": "", "1.3": ""}
    assert {code: [row.code for row in one.materials] for code, one in own.items()} == {
        "1.1": [],
        "1.2": ["1.2-M1", "1.2-M2"],
        "1.3": [],
    }
    silent = replace(entry, request="")
    (first, *_) = plan(PACKAGE, silent, CATALOGUE)
    assert entry_of(PACKAGE, silent, first, CATALOGUE).request == "一件事"


def test_the_one_notice_gives_the_shortest_period_of_those_it_is_for() -> None:
    whole = filled()
    days = {
        name: notice_days(plan(PACKAGE, entry, CATALOGUE))
        for name, entry in {
            "nobody": whole,
            "both": marked(whole, title=S.MISSING),
            "the first": marked(whole, **{"1x2_M2": S.MISSING}),
            "the second": marked(whole, **{"1x3_M2": S.MISSING}),
            "the second refused": replace(marked(whole, title=S.MISSING), refused={"1.3": REFUSAL}),
        }.items()
    }
    assert days == {"nobody": 0, "both": 5, "the first": 10, "the second": 5, "the second refused": 10}


def test_gaps_are_counted_item_by_item() -> None:
    entry = marked(filled(), title=S.MISSING, **{"1x2_M2": S.FAULTY})
    assert {one.sub_item.code: one.gaps for one in plan(PACKAGE, entry, CATALOGUE)} == {
        "1.1": 0,
        "1.2": 2,
        "1.3": 1,
    }
