"""容缺 and 告知承诺 over a whole package: asked once, each item takes its own part, the strictest wins."""

from dataclasses import replace
from datetime import date

from outlet_app.domain.bundle import (
    PackageEntry,
    Planned,
    bundle_problems,
    member_problems,
    one_list,
    plan,
    told_rows,
)
from outlet_app.domain.catalogue import Catalogue, CheckWay, PaperForm, ServiceItem
from outlet_app.domain.credit import CreditAct, CreditEntry, CreditSource, OverduePromise, Repute
from outlet_app.domain.decisions import Decision
from outlet_app.domain.deficiency import Condition, Judged, conditions
from outlet_app.domain.entry import DeficientDetail, IntakeEntry, PledgeDetail, PromiseTerm, RejectDetail
from outlet_app.domain.facts.pledge import PledgeLine
from outlet_app.domain.materials import CheckedMaterial, MaterialState
from outlet_app.domain.packages import Member, Package, SharedMaterial
from outlet_app.domain.problems import Refusal
from outlet_app.domain.undertakings import (
    NOTHING,
    Undertaking,
    all_hold,
    deficient,
    each_once,
    last_days,
    own_part,
    pledging,
    promised_rows,
)
from tests.domain.test_bundle import TODAY, found, paper, sub
from tests.support.builders import ENTERPRISE

S, D, C = MaterialState, Decision, Condition
MONDAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 27)
LATER = {"core": False, "may_follow": True}
PROOF = {**LATER, "may_pledge": True}
FIRST = sub("1.2", paper("1.2-M1"), paper("1.2-A1", **LATER), paper("1.2-A2", **PROOF))
SECOND = sub("1.3", paper("1.3-A1", **LATER, form=PaperForm.ORIGINAL), paper("1.3-A2", **PROOF))
THIRD = sub("1.4", paper("1.4-M1"), paper("1.4-A9"))
SUBS = (FIRST, SECOND, THIRD)
CATALOGUE = Catalogue(
    "v1",
    "清单",
    date(2026, 1, 1),
    (ServiceItem(1, "短", "d", "名", "对", "内", "流", "时", "主", "渠", SUBS),),
)
PACKAGE = Package(
    "P", "1", "一件事", "企业", "", tuple(Member(one.code) for one in SUBS), (),
    (
        SharedMaterial("account", "账户材料", ("1.2-A1", "1.3-A1")),
        SharedMaterial("proof", "使用证明", ("1.2-A2", "1.3-A2")),
    ),
)  # fmt: skip
WANTED = ("1.2", "1.3", "1.4")


def entry(*wanted: str, **states: S) -> PackageEntry:
    """The page with every row complete but those named (m1 stands for 1.2-M1, m9 for 1.4-M1)."""
    codes = {"m1": "1.2-M1", "m9": "1.4-M1", "a9": "1.4-A9"}
    told = {codes.get(name, name): state for name, state in states.items()}
    blank = PackageEntry(wanted or WANTED, ENTERPRISE, request="来意")
    rows = one_list(PACKAGE, blank, CATALOGUE)
    return replace(blank, materials=tuple(found(row, told.get(row.code, S.COMPLETE)) for row in rows))


def rows_of_list(told: PackageEntry) -> tuple[CheckedMaterial, ...]:
    return one_list(PACKAGE, told, CATALOGUE)


def plans(told: PackageEntry) -> tuple[Planned, ...]:
    return plan(PACKAGE, told, CATALOGUE)


def states(told: PackageEntry) -> dict[str, list[str]]:
    return {one.sub_item.code: [row.state.name for row in one.rows] for one in plans(told)}


def test_what_each_item_comes_to_with_promises() -> None:
    table = {
        "a shared paper promised": (
            entry(account=S.DEFERRED), {"1.2": D.DEFICIENT, "1.3": D.DEFICIENT, "1.4": D.ACCEPT},
        ),
        "a shared proof pledged": (
            entry(proof=S.PLEDGED), {"1.2": D.ACCEPT, "1.3": D.ACCEPT, "1.4": D.ACCEPT},
        ),
        "both": (
            entry(account=S.DEFERRED, proof=S.PLEDGED),
            {"1.2": D.DEFICIENT, "1.3": D.DEFICIENT, "1.4": D.ACCEPT},
        ),
        "promised, and a core paper of one item missing": (
            entry(account=S.DEFERRED, m1=S.MISSING),
            {"1.2": D.NOTICE, "1.3": D.DEFICIENT, "1.4": D.ACCEPT},
        ),
        "promised, and another item lacks something": (
            entry(account=S.DEFERRED, m9=S.MISSING),
            {"1.2": D.DEFICIENT, "1.3": D.DEFICIENT, "1.4": D.NOTICE},
        ),
        "promised, not everything looked at": (
            entry(account=S.DEFERRED, m1=S.UNDECIDED),
            {"1.2": None, "1.3": D.DEFICIENT, "1.4": D.ACCEPT},
        ),
        "a paper that may not follow": (
            entry(a9=S.DEFERRED), {"1.2": D.ACCEPT, "1.3": D.ACCEPT, "1.4": None},
        ),
        "a core paper pledged": (
            entry(m1=S.PLEDGED), {"1.2": None, "1.3": D.ACCEPT, "1.4": D.ACCEPT},
        ),
        "for review": (
            replace(entry(account=S.DEFERRED), for_review=True), dict.fromkeys(WANTED, D.RECEIVE),
        ),
        "the promising items refused": (
            replace(entry(account=S.DEFERRED), refused=dict.fromkeys(("1.2", "1.3"), RejectDetail("r"))),
            {"1.2": D.REJECT, "1.3": D.REJECT, "1.4": D.ACCEPT},
        ),
    }  # fmt: skip
    assert {
        name: {p.sub_item.code: p.decision for p in plans(told)} for name, (told, _) in table.items()
    } == {name: said for name, (_, said) in table.items()}


def test_nothing_stands_against_a_promise_the_list_allows() -> None:
    for told in (entry(account=S.DEFERRED), entry(proof=S.PLEDGED), entry(account=S.DEFERRED, m1=S.MISSING)):
        assert [
            name for name, one in bundle_problems(PACKAGE, told, CATALOGUE, TODAY).items() if not one.soft
        ] == []
        assert member_problems(PACKAGE, told, CATALOGUE, TODAY) == {}


def test_an_item_that_is_told_is_told_everything_at_once() -> None:
    """What was promised for it stands in the one notice; the other item keeps the promise (§2.6)."""
    told = entry(account=S.DEFERRED, m1=S.MISSING)
    assert states(told) == {
        "1.2": ["MISSING", "MISSING", "COMPLETE"],
        "1.3": ["DEFERRED", "COMPLETE"],
        "1.4": ["COMPLETE", "COMPLETE"],
    }
    lines = told_rows(PACKAGE, rows_of_list(told), plans(told))
    assert [(row.code, row.state.name) for row in lines] == [("1.2-M1", "MISSING"), ("account", "MISSING")]
    assert [row.code for row in promised_rows(PACKAGE, rows_of_list(told), plans(told))] == ["account"]


def test_the_notice_tells_only_what_an_item_that_is_told_asks_for() -> None:
    tables = {
        "nothing lacks": (entry(), []),
        "only a promise": (entry(account=S.DEFERRED), []),
        "another item's promise": (entry(account=S.DEFERRED, m9=S.MISSING), ["1.4-M1"]),
        "a shared paper missing": (entry(account=S.MISSING), ["account"]),
        "a shared paper missing, one item refused": (
            replace(entry(account=S.MISSING), refused={"1.2": RejectDetail("r")}), ["account"],
        ),
    }  # fmt: skip
    assert {
        name: [row.code for row in told_rows(PACKAGE, rows_of_list(told), plans(told))]
        for name, (told, _) in tables.items()
    } == {name: said for name, (_, said) in tables.items()}


def test_a_shared_paper_is_promised_once_and_a_shared_proof_pledged_once() -> None:
    told = entry(account=S.DEFERRED, proof=S.PLEDGED)
    assert [row.code for row in promised_rows(PACKAGE, rows_of_list(told), plans(told))] == ["account"]
    assert [one.sub_item.code for one in deficient(plans(told))] == ["1.2", "1.3"]
    assert [one.sub_item.code for one in pledging(plans(told))] == ["1.2", "1.3"]
    lines = [
        [proves("1.2-A2", "甲", "用途"), proves("1.2-A7", "乙", "用途")],
        [proves("1.3-A2", "丙", "用途")],
    ]
    assert [(line.code, line.name, line.proves) for line in each_once(PACKAGE, lines)] == [
        ("1.2-A2", "使用证明", "用途"),
        ("1.2-A7", "乙", "用途"),
    ]
    apart = [[proves("1.2-A2", "甲", "用途")], [proves("1.3-A2", "丙", "另一用途")]]
    assert [(line.name, line.proves) for line in each_once(PACKAGE, apart)] == [
        ("使用证明", "用途"),
        ("使用证明", "另一用途"),
    ]
    assert each_once(PACKAGE, []) == ()


def proves(code: str, name: str, what: str) -> PledgeLine:
    return PledgeLine(code, name, what, "核对", CheckWay.ONLINE)


def test_nobody_pledges_for_an_item_that_is_told_handed_on_or_only_taken_in() -> None:
    pledged = entry(proof=S.PLEDGED)
    table = {
        "accepted": (pledged, ["1.2", "1.3"]),
        "one told": (entry(proof=S.PLEDGED, m1=S.MISSING), ["1.3"]),
        "one refused": (replace(pledged, refused={"1.3": RejectDetail("r")}), ["1.2"]),
        "for review": (replace(pledged, for_review=True), []),
        "nothing pledged": (entry(), []),
    }
    assert {
        name: [one.sub_item.code for one in pledging(plans(told))] for name, (told, _) in table.items()
    } == {name: said for name, (_, said) in table.items()}


def test_the_last_day_of_a_paper_is_the_first_of_the_items_that_ask_for_it() -> None:
    told = plans(entry(account=S.DEFERRED))
    table = {
        (MONDAY, FRIDAY): {"account": MONDAY},
        (FRIDAY, MONDAY): {"account": MONDAY},
        (FRIDAY, FRIDAY): {"account": FRIDAY},
    }
    assert {
        days: last_days(PACKAGE, told, dict(zip(("1.2", "1.3"), days, strict=True))) for days in table
    } == table
    one = plans(entry("1.2", account=S.DEFERRED))
    assert last_days(PACKAGE, one, {"1.2": FRIDAY}) == {"account": FRIDAY}
    assert last_days(PACKAGE, plans(entry()), {}) == {}


def test_each_item_takes_its_own_part_of_what_was_said() -> None:
    said = Undertaking(
        DeficientDetail(
            FRIDAY,
            volunteered=True,
            lines=(PromiseTerm("account", MONDAY, PaperForm.COPY), PromiseTerm("strange", FRIDAY)),
            authorised=True,
        ),
        PledgeDetail(told=True, signed=True, open_as="网站公开"),
    )
    both = {one.sub_item.code: one for one in plans(entry(account=S.DEFERRED, proof=S.PLEDGED))}
    for code in ("1.2", "1.3"):
        part = own_part(PACKAGE, both[code], said)
        assert isinstance(part, DeficientDetail)
        assert part.lines == (PromiseTerm(f"{code}-A1", MONDAY, PaperForm.COPY),)
        assert (part.promised_by, part.volunteered, part.authorised) == (MONDAY, True, True)
        assert part.pledge == said.pledge
    assert own_part(PACKAGE, both["1.4"], said) is None
    pledged = {one.sub_item.code: one for one in plans(entry(proof=S.PLEDGED))}
    assert own_part(PACKAGE, pledged["1.2"], said) == said.pledge
    assert own_part(PACKAGE, pledged["1.4"], said) is None


def test_where_nothing_was_said_nobody_has_promised() -> None:
    """The rules of the acceptance then refuse; nothing is assumed."""
    deferred = {one.sub_item.code: one for one in plans(entry(account=S.DEFERRED, proof=S.PLEDGED))}
    assert own_part(PACKAGE, deferred["1.2"], NOTHING) is None
    pledged = {one.sub_item.code: one for one in plans(entry(proof=S.PLEDGED))}
    assert own_part(PACKAGE, pledged["1.2"], NOTHING) is None
    untold = own_part(PACKAGE, deferred["1.2"], Undertaking(DeficientDetail(FRIDAY, volunteered=True)))
    assert isinstance(untold, DeficientDetail)
    assert (untold.lines, untold.promised_by, untold.pledge) == ((), FRIDAY, PledgeDetail())


def judged(told: PackageEntry, repute: Repute) -> tuple[Judged, ...]:
    every = [
        conditions(IntakeEntry(ENTERPRISE, item=1, materials=one.rows), one.sub_item, repute)
        for one in deficient(plans(told))
    ]
    return all_hold(every)


def test_the_conditions_of_all_items_stand_as_one_list() -> None:
    whole = judged(entry(account=S.DEFERRED), Repute())
    assert [one.condition for one in whole] == list(Condition)
    assert {one.condition for one in whole if not one.holds} == {C.VOLUNTEERED}
    listed = CreditEntry(
        "河套", "", CreditAct.OVERDUE, "WY01", date(2026, 9, 1), "市局", date(2027, 9, 1), CreditSource.CITY
    )
    overdue = OverduePromise("c", "WY02", "报表", date(2026, 11, 1))
    against = judged(entry(account=S.DEFERRED), Repute((listed,), (overdue, overdue)))
    failing = {one.condition: one.names for one in against if not one.holds}
    # Both items have the same applicant; the name stands once.
    assert failing == {C.VOLUNTEERED: (), C.CREDIT: ("WY01",), C.OVERDUE: ("WY02",)}


def test_a_condition_fails_for_all_where_it_fails_for_one() -> None:
    holds, fails = (
        Judged(C.CORE, True),
        Judged(C.CORE, False, ("申请书",), refusal=Refusal("promise.core_open")),
    )
    other = Judged(C.CORE, False, ("身份证明", "申请书"), refusal=Refusal("promise.core_open"))
    table = {
        "both hold": ((holds, holds), (True, ())),
        "the first fails": ((fails, holds), (False, ("申请书",))),
        "the second fails": ((holds, fails), (False, ("申请书",))),
        "both fail": ((fails, other), (False, ("申请书", "身份证明"))),
    }
    told = {name: all_hold([(one,) for one in rows]) for name, (rows, _) in table.items()}
    assert {name: (one.holds, one.names) for name, (one,) in told.items()} == {
        name: said for name, (_, said) in table.items()
    }
    assert told["the second fails"][0].refusal == Refusal("promise.core_open")
    asked = all_hold([(Judged(C.AUTHORISED, True),), (Judged(C.AUTHORISED, False, ("其木格",), True),)])
    assert [(one.holds, one.asked) for one in asked] == [(False, True)]
    assert all_hold([]) == ()


def test_what_may_follow_no_more_is_looked_at_again() -> None:
    """Another item ticked makes the shared paper a core one: the promise for it is gone, not kept wrongly."""
    stricter = sub("1.5", paper("1.5-M1"))
    catalogue = replace(CATALOGUE, items=(replace(CATALOGUE.items[0], sub_items=(*SUBS, stricter)),))
    shared = SharedMaterial("account", "账户材料", ("1.2-A1", "1.3-A1", "1.5-M1"))
    package = replace(
        PACKAGE, members=(*PACKAGE.members, Member("1.5")), materials=(shared, PACKAGE.materials[1])
    )
    told = entry(account=S.DEFERRED, proof=S.PLEDGED)
    before = {row.code: row.state.name for row in one_list(package, told, catalogue)}
    more = replace(told, wanted=(*WANTED, "1.5"))
    after = {row.code: row.state.name for row in one_list(package, more, catalogue)}
    assert (before["account"], after["account"]) == ("DEFERRED", "UNDECIDED")
    assert (before["proof"], after["proof"]) == ("PLEDGED", "PLEDGED")
