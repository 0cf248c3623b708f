"""One form, one set of materials: asked once, handed in once, the strictest requirement wins (§5)."""

from dataclasses import replace
from datetime import date

from outlet_app.domain.catalogue import (
    Authority,
    ClockKind,
    Material,
    PaperForm,
    SubItem,
    TimeRule,
)
from outlet_app.domain.materials import CheckedMaterial, Defect, MaterialState
from outlet_app.domain.merging import (
    answer_problems,
    blank_rows,
    cleaned_answers,
    field_name,
    key_of,
    merged,
    needed_by,
    promised_days,
    rows_of,
)
from outlet_app.domain.packages import AnswerKind, Member, Package, SharedField, SharedMaterial

TODAY = date(2026, 11, 20)


def paper(code: str, form: PaperForm = PaperForm.COPY, copies: int = 1, **changes: object) -> Material:
    plain = Material(code, f"证明 {code}", True, form, copies, False, False, "自备", "清晰", "请补交。")
    return replace(plain, **changes)  # type: ignore[arg-type]


def sub(code: str, *materials: Material, days: int = 0) -> SubItem:
    clocks = (
        (TimeRule("handling", ClockKind.WORKDAYS, days),)
        if days
        else (TimeRule("response", ClockKind.INSTANT),)
    )
    return SubItem(code, f"事项 {code}", Authority.LOCAL, False, clocks, materials, (), ())


def package(*members: Member, shared: tuple[str, ...] = (), fields: tuple[SharedField, ...] = ()) -> Package:
    materials = (SharedMaterial("title", "权属证明", shared),) if shared else ()
    told = members or (Member("a"), Member("b"), Member("c"))
    return Package("P", "1", "一件事", "企业", "", told, fields, materials)


SHARED = package(shared=("a-1", "b-1", "c-1"))


def one_row(*papers: Material) -> Material:
    """What becomes of papers that are one."""
    subs = [sub(letter, material) for letter, material in zip("abc", papers, strict=False)]
    (row,) = merged(SHARED, subs)
    return row


def test_the_strictest_form_wins() -> None:
    f = PaperForm
    table = {
        (f.COPY, f.ORIGINAL): f.ORIGINAL,
        (f.ORIGINAL, f.COPY): f.ORIGINAL,
        (f.SIGHTED, f.COPY): f.SIGHTED,
        (f.COPY, f.SIGHTED): f.SIGHTED,
        (f.ELECTRONIC, f.COPY): f.COPY,
        (f.ELECTRONIC, f.SIGHTED): f.SIGHTED,
        (f.SIGHTED, f.ORIGINAL): f.ORIGINAL,
        (f.ELECTRONIC, f.ELECTRONIC): f.ELECTRONIC,
        (f.ELECTRONIC, f.COPY, f.ORIGINAL): f.ORIGINAL,
    }
    letters = "abc"
    found = {
        forms: one_row(*(paper(f"{letters[at]}-1", form) for at, form in enumerate(forms))).form
        for forms in table
    }
    assert found == table


def test_the_most_copies_win_and_are_not_added_up() -> None:
    table = {(1, 2): 2, (2, 1): 2, (2, 2): 2, (1, 1): 1, (1, 3, 2): 3}
    letters = "abc"
    found = {
        copies: one_row(*(paper(f"{letters[at]}-1", copies=n) for at, n in enumerate(copies))).copies
        for copies in table
    }
    assert found == table


def test_core_for_one_is_core_for_all_and_exempt_only_where_all_may_have_it() -> None:
    core, secondary = paper("a-1"), paper("b-1", core=False)
    assert one_row(core, secondary).core
    assert one_row(replace(secondary, code="a-1"), replace(core, code="b-1")).core
    assert not one_row(replace(secondary, code="a-1"), secondary).core
    shares, hands_in = paper("a-1", shared=True), paper("b-1")
    assert not one_row(shares, hands_in).shared
    assert one_row(shares, replace(hands_in, shared=True)).shared


def test_a_row_may_follow_or_be_pledged_only_where_every_item_that_asks_for_it_allows_it() -> None:
    """The strictest requirement wins: one 主件, or one item that waits for no paper, is enough."""
    yes, no, core = {"core": False, "may_follow": True}, {"core": False}, {"core": True}
    pledges = {"core": False, "may_pledge": True}
    both = {**yes, "may_pledge": True}
    table = {
        "both may": ((both, both), (True, True)),
        "alone": ((both,), (True, True)),
        "one is core": ((both, core), (False, False)),
        "core for one, though its list would let it follow": (
            ({"core": True, "may_follow": True}, yes), (False, False),
        ),
        "one may not follow": ((both, no), (False, False)),
        "one may only be pledged": ((both, pledges), (False, True)),
        "one may only follow": ((yes, both), (True, False)),
        "a core proof that may be pledged": (({"core": True, "may_pledge": True},), (False, True)),
    }  # fmt: skip
    found = {}
    for name, (rows, _) in table.items():
        row = one_row(*(paper(f"{'abc'[at]}-1", **changes) for at, changes in enumerate(rows)))
        found[name] = (row.may_follow and not row.core, row.may_pledge)
    assert found == {name: said for name, (_, said) in table.items()}


def test_a_paper_that_nobody_shares_stays_as_it_is_but_for_what_is_promised() -> None:
    own = paper("a-2", PaperForm.SIGHTED, 3, core=False)
    (row,) = merged(package(), [sub("a", own)])
    assert row == own


def test_the_list_stands_in_the_order_of_the_items_each_paper_once() -> None:
    subs = [
        sub("a", paper("a-0"), paper("a-1"), paper("a-2")),
        sub("b", paper("b-1"), paper("b-2")),
        sub("c", paper("c-1")),
    ]
    assert [row.code for row in merged(SHARED, subs)] == ["a-0", "title", "a-2", "b-2"]
    assert [row.name for row in merged(SHARED, subs)][1] == "权属证明"
    assert merged(SHARED, [sub("b"), sub("c")]) == ()


def test_who_needs_a_row_is_told() -> None:
    subs = [sub("a", paper("a-1"), paper("a-2")), sub("b", paper("b-1"))]
    assert {key: needed_by(SHARED, subs, key) for key in ("title", "a-2", "b-1", "nothing")} == {
        "title": ("a", "b"),
        "a-2": ("a",),
        "b-1": (),
        "nothing": (),
    }
    assert (key_of(SHARED, "b-1"), key_of(SHARED, "a-2")) == ("title", "a-2")


def test_nobody_has_looked_at_the_rows_yet() -> None:
    subs = [sub("a", paper("a-1", shared=True), paper("a-2")), sub("b", paper("b-1", shared=True))]
    assert [row.state for row in blank_rows(SHARED, subs)] == [
        MaterialState.EXEMPT,
        MaterialState.UNDECIDED,
    ]


def decided(state: MaterialState, **changes: object) -> CheckedMaterial:
    row = CheckedMaterial("title", "权属证明", state, PaperForm.ORIGINAL, 3)
    return replace(row, **changes)  # type: ignore[arg-type]


def test_what_was_found_at_the_one_list_stands_in_every_members_own() -> None:
    """The own list keeps its own code, name, form and copies: that is what the member asks for."""
    member = sub("b", paper("b-1", PaperForm.COPY, 1))
    s = MaterialState
    table = {
        s.COMPLETE: decided(s.COMPLETE, handed=3, pages=4),
        s.MISSING: decided(s.MISSING),
        s.FAULTY: decided(s.FAULTY, handed=3, defects=(Defect("D05"),), remark="未盖章"),
        s.NOT_NEEDED: decided(s.NOT_NEEDED, remark="同一申请人"),
        s.UNDECIDED: decided(s.UNDECIDED),
    }
    for state, found in table.items():
        (own,) = rows_of(SHARED, member, [found])
        assert (own.code, own.name, own.form, own.copies) == ("b-1", "证明 b-1", PaperForm.COPY, 1)
        assert (own.state, own.defects, own.remark, own.pages) == (
            state,
            found.defects,
            found.remark,
            found.pages,
        )
        assert own.handed == (1 if found.handed else 0)


def test_a_member_that_may_have_it_from_shared_data_stays_exempt() -> None:
    member = sub("b", paper("b-1", shared=True))
    (own,) = rows_of(SHARED, member, [decided(MaterialState.MISSING)])
    assert own.state is MaterialState.EXEMPT


def test_a_row_nobody_decided_is_undecided_for_the_member() -> None:
    assert [row.state for row in rows_of(SHARED, sub("b", paper("b-1"), paper("b-2")), [])] == [
        MaterialState.UNDECIDED,
        MaterialState.UNDECIDED,
    ]


def test_the_whole_is_promised_by_its_longest_way() -> None:
    """Side by side the longest member counts, one after the other they add up (domain.md §5)."""
    side_by_side = package()
    chain = package(Member("a"), Member("b", "a"), Member("c", "b"))
    fork = package(Member("a"), Member("b", "a"), Member("c", "a"))
    wanted = {"abc": {"a": 3, "b": 5, "c": 2}, "ab": {"a": 3, "b": 5}, "c": {"c": 2}, "0": {"a": 0, "b": 0}}
    found = {
        (name, which): promised_days(one, [sub(code, days=days) for code, days in days_of.items()])
        for name, one in (("side", side_by_side), ("chain", chain), ("fork", fork))
        for which, days_of in wanted.items()
    }
    assert found == {
        ("side", "abc"): 5, ("side", "ab"): 5, ("side", "c"): 2, ("side", "0"): 0,
        ("chain", "abc"): 10, ("chain", "ab"): 8, ("chain", "c"): 2, ("chain", "0"): 0,
        ("fork", "abc"): 8, ("fork", "ab"): 8, ("fork", "c"): 2, ("fork", "0"): 0,
    }  # fmt: skip
    assert promised_days(side_by_side, []) == 0


def test_hours_and_visits_promise_no_working_days() -> None:
    talks = replace(sub("a"), clocks=(TimeRule("response", ClockKind.HOURS, 24),))
    tracked = replace(sub("b"), clocks=(TimeRule("follow_up", ClockKind.FOLLOW_UP, 30),))
    assert promised_days(package(), [talks, tracked]) == 0
    assert promised_days(package(), [talks, sub("c", days=3)]) == 3


FIELDS = (
    SharedField("mark", "商标", AnswerKind.LINE, True, ("a", "b")),
    SharedField("day", "日期", AnswerKind.DAY, True, ("b",)),
    SharedField("amount", "金额", AnswerKind.AMOUNT, True, ("b",)),
    SharedField("bank", "银行", AnswerKind.LINE, False, ("a",)),
    SharedField("paid", "已付", AnswerKind.AMOUNT, False, ("a",)),
)
ASKING = package(fields=FIELDS)
WHOLE = {"mark": "河套", "day": "2026-10-01", "amount": "300"}


def said(wanted: str = "ab", **answers: str) -> dict[str, str]:
    found = answer_problems(ASKING, tuple(wanted), {**WHOLE, **answers}, TODAY)
    return {name: problem.code for name, problem in found.items()}


def test_an_answer_is_asked_for_only_where_a_wanted_item_needs_it() -> None:
    assert {
        wanted: list(answer_problems(ASKING, tuple(wanted), {}, TODAY)) for wanted in ("", "a", "b", "ab")
    } == {
        "": [],
        "a": ["field.mark"],
        "b": ["field.mark", "field.day", "field.amount"],
        "ab": ["field.mark", "field.day", "field.amount"],
    }
    assert field_name("mark") == "field.mark"
    assert said() == {}


def test_what_is_wrong_with_an_answer_is_told_at_its_field() -> None:
    table = {
        ("mark", " "): "field.missing",
        ("mark", "\u3000"): "field.missing",
        ("mark", "商" * 101): "text.too_long",
        ("mark", "商" * 100): "",
        ("mark", "𬎆·额尔敦䶮"): "",
        ("day", "十月"): "date.unreadable",
        ("day", "2026-02-30"): "date.impossible",
        ("day", "20261001"): "",
        ("day", ""): "field.missing",
        ("amount", "三百"): "amount.wrong",
        ("amount", "-3"): "amount.wrong",
        ("amount", "0"): "amount.wrong",
        ("amount", "0.00"): "amount.wrong",
        ("amount", "1e9"): "amount.wrong",
        ("amount", "Infinity"): "amount.wrong",
        ("amount", "12.345"): "amount.wrong",
        ("amount", "1234567890"): "amount.wrong",
        ("amount", "12."): "amount.wrong",
        ("amount", "１２．５"): "",
        ("amount", "1,200.50"): "",
        ("amount", "0.5"): "",
        ("bank", ""): "",
        ("paid", ""): "",
        ("paid", "没有"): "amount.wrong",
    }
    found = {(key, text): said(**{key: text}).get(f"field.{key}", "") for key, text in table}
    assert found == table


NUMBERED = package(
    fields=(
        SharedField("rights", "专利号", AnswerKind.RIGHTS, True, ("a",)),
        SharedField("earlier", "办件编号", AnswerKind.CASE_NO, False, ("a",)),
    )
)
# A number as it is typed: what is told of it, whether that only warns, and how it is kept.
NUMBERS = {
    ("rights", "201710601862.3"): ("", False, "201710601862.3"),
    ("rights", "ZL 2017 1 0601862.3"): ("", False, "ZL201710601862.3"),
    ("rights", "2017106018623"): ("", False, "201710601862.3"),
    ("rights", "ｚｌ２０１７１０６０１８６２３"): ("", False, "ZL201710601862.3"),
    ("rights", "95115608X"): ("", False, "95115608.X"),
    ("rights", "CN97101765.4"): ("", False, "CN97101765.4"),
    ("rights", "201710601862.4"): ("patent.check_digit", True, "201710601862.4"),
    ("rights", "ZL20171060186.3"): ("patent.length", True, "ZL20171060186.3"),
    ("rights", "ZL187010601862.3"): ("patent.year", True, "ZL187010601862.3"),
    ("rights", "第 60001234 号"): ("", False, "第 60001234 号"),
    ("rights", "12345678a"): ("", False, "12345678A"),
    ("rights", "BS.235012345"): ("", False, "BS.235012345"),
    ("rights", "一种向日葵脱壳机，ZL201710601862.3"): ("", False, "一种向日葵脱壳机，ZL201710601862.3"),
    ("rights", "河套“巴彦脱壳”商标"): ("", False, "河套“巴彦脱壳”商标"),
    ("rights", " "): ("field.missing", False, None),
    ("rights", "号" * 101): ("text.too_long", False, "号" * 101),
    ("earlier", ""): ("", False, None),
    ("earlier", "HH05-20261122-010017-T"): ("", False, "HH05-20261122-010017-T"),
    ("earlier", " hh05-20261122-010017-t "): ("", False, "HH05-20261122-010017-T"),
    ("earlier", "ＨＨ05－20261122－010017－Ｔ"): ("", False, "HH05-20261122-010017-T"),
}


def test_numbers_of_rights_are_doubted_never_refused_and_kept_as_they_are_stored() -> None:
    """Domain.md §10.3, §10.4: the vectors of the national rule, old and new, with and without ZL."""
    found = {}
    for key, text in NUMBERS:
        answers = {"rights": "201710601862.3", key: text}
        told = answer_problems(NUMBERED, ("a",), answers, TODAY).get(f"field.{key}")
        kept = cleaned_answers(NUMBERED, ("a",), answers, TODAY).get(key)
        found[key, text] = (told.code if told else "", bool(told and told.soft), kept)
    assert found == NUMBERS


def test_a_case_number_that_is_none_is_refused_at_its_field() -> None:
    table = ("HH05-20261122-010017-A", "HH05-20261122-01001-T", "随便", "HH05-20261322-010017-T")
    for text in table:
        told = answer_problems(NUMBERED, ("a",), {"rights": "x", "earlier": text}, TODAY)["field.earlier"]
        assert not told.soft, text
        assert cleaned_answers(NUMBERED, ("a",), {"earlier": text}, TODAY) == {"earlier": text}


def test_answers_are_kept_clean_and_only_where_they_were_asked() -> None:
    typed = {
        "mark": " 河套 酥梨 ",
        "day": "20261001",
        "amount": "１,２00.50",
        "bank": " ",
        "paid": "00.5",
        "strange": "x",
    }
    assert cleaned_answers(ASKING, ("a", "b"), typed, TODAY) == {
        "mark": "河套 酥梨",
        "day": "2026-10-01",
        "amount": "1200.50",
        "paid": "0.5",
    }
    assert cleaned_answers(ASKING, ("a",), typed, TODAY) == {"mark": "河套 酥梨", "paid": "0.5"}
    assert cleaned_answers(ASKING, (), typed, TODAY) == {}
