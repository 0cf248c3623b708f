"""更正 of a package's parent reaches the children in one act; what does not follow is told (domain.md §5)."""

from dataclasses import replace

import pytest

from outlet_app.domain.amending import SHARED, differences, shared
from outlet_app.domain.case import Case
from outlet_app.domain.events import AmendCause, Amended, FieldChange
from outlet_app.domain.materials import CheckedMaterial, MaterialState
from outlet_app.domain.mended import Left
from outlet_app.domain.merging import key_of
from outlet_app.domain.problems import Refused
from outlet_app.services.amending import Mended
from outlet_app.services.counter import Counter
from outlet_app.services.packaging import Bundled
from outlet_app.sync.wire import decode_event
from outlet_app.wording import mending as words
from tests.services.test_packaging import filled, opened
from tests.support.at_the_counter import events_of_all, history, kinds, text_of
from tests.support.bench import SUPERVISOR_PERSON, Bench

NAME, CONTACT = "河套禾原食品有限公司", "刘建萍"


@pytest.fixture
def counter(bench: Bench) -> Counter:
    return bench.counter()


@pytest.fixture
def bundled(counter: Counter) -> Bundled:
    return opened(counter, filled(counter))


def case(counter: Counter, case_id: str) -> Case:
    return counter.cases.detail(case_id).case


def put_right(counter: Counter, bundled: Bundled, **wanted: str) -> Mended:
    told = {name.replace("__", "."): text for name, text in wanted.items()}
    return counter.mending.amend_whole(
        bundled.case.case_id, told, cause=AmendCause.ENTRY_ERROR, note="看错执照"
    )


def test_one_correction_reaches_every_child_as_its_own_event(
    counter: Counter, bundled: Bundled, bench: Bench
) -> None:
    mended = put_right(counter, bundled, applicant__name=NAME, contact=CONTACT)
    assert mended.followed == tuple(one.case_no for one in bundled.children)
    assert mended.left == ()
    for one in (bundled.case, *bundled.children):
        told = case(counter, one.case_id).registered.applicant
        assert (told.name, told.contact) == (NAME, CONTACT)
        fact = decode_event(history(bench, one.case_id)[-1].body).fact
        assert isinstance(fact, Amended)
        assert (fact.cause, fact.note) == (AmendCause.ENTRY_ERROR, "看错执照")
        assert [change.before for change in fact.changes] == ["河套禾源食品有限公司", "刘建平"]


class TestMaterials:
    """A paper was handed in once for all: what was marked wrong on the one list is put right everywhere."""

    def wrong(self, counter: Counter) -> tuple[Bundled, CheckedMaterial]:
        """Every paper taken as complete; one that several items ask for was not needed after all."""
        bundled = opened(counter, filled(counter), notice=None)
        rows = case(counter, bundled.case.case_id).materials
        asked = [key for row in rows if len(self.holders(counter, bundled, key := row.code)) > 1]
        return bundled, next(row for row in rows if row.code == asked[0])

    def holders(self, counter: Counter, bundled: Bundled, key: str) -> list[tuple[str, CheckedMaterial]]:
        joined = bundled.children[0].joined
        assert joined is not None
        package = counter.reference.packages.of(joined.package, joined.edition)
        assert package is not None
        return [
            (one.case_id, row)
            for one in bundled.children
            for row in case(counter, one.case_id).materials
            if key_of(package, row.code) == key
        ]

    def amend(self, counter: Counter, bundled: Bundled, row: CheckedMaterial) -> Mended:
        return counter.mending.amend_whole(bundled.case.case_id, {}, (row,), note="核对后")

    def test_the_row_is_put_right_in_every_child_that_asks_for_it(self, counter: Counter) -> None:
        bundled, row = self.wrong(counter)
        mended = self.amend(counter, bundled, replace(row, state=MaterialState.NOT_NEEDED))
        held = self.holders(counter, bundled, row.code)
        assert {one.state for _, one in held} == {MaterialState.NOT_NEEDED}
        assert len(mended.followed) == len({case_id for case_id, _ in held}) > 1
        assert mended.left == ()

    def test_a_child_that_does_not_ask_for_it_is_not_touched(self, counter: Counter, bench: Bench) -> None:
        bundled, row = self.wrong(counter)
        held = {case_id for case_id, _ in self.holders(counter, bundled, row.code)}
        self.amend(counter, bundled, replace(row, state=MaterialState.NOT_NEEDED))
        told = {one.case_id: kinds(bench, one.case_id)[-1] for one in bundled.children}
        assert {case_id for case_id, kind in told.items() if kind == "amended"} == held

    def test_a_row_that_was_put_right_by_itself_is_left_and_told(self, counter: Counter) -> None:
        bundled, row = self.wrong(counter)
        case_id, own = self.holders(counter, bundled, row.code)[0]
        counter.mending.amend(case_id, {}, (replace(own, remark="看过原件"),), note="另记")
        mended = self.amend(counter, bundled, replace(row, state=MaterialState.NOT_NEEDED))
        number = case(counter, case_id).case_no
        assert mended.left == (Left(number, "differs", own.name),)
        assert words.left_out(mended.left) == f"{number} 的{own.name}已另行更正"

    def test_the_remark_alone_goes_along(self, counter: Counter) -> None:
        bundled, row = self.wrong(counter)
        self.amend(counter, bundled, replace(row, remark="复印件由窗口核对"))
        assert {one.remark for _, one in self.holders(counter, bundled, row.code)} == {"复印件由窗口核对"}

    def test_an_ended_child_keeps_what_its_papers_say(self, counter: Counter) -> None:
        bundled, row = self.wrong(counter)
        case_id, own = self.holders(counter, bundled, row.code)[0]
        counter.cases.withdraw(case_id, "不办了")
        mended = self.amend(counter, bundled, replace(row, state=MaterialState.NOT_NEEDED))
        assert case(counter, case_id).case_no not in mended.followed
        assert next(one for one in case(counter, case_id).materials if one.code == own.code) == own


def test_the_old_name_still_finds_them_all(counter: Counter, bundled: Bundled) -> None:
    put_right(counter, bundled, applicant__name=NAME)
    for one in (bundled.case, *bundled.children):
        assert case(counter, one.case_id).former_names == ("河套禾源食品有限公司",)


def test_kind_number_and_request_reach_them_too(counter: Counter, bundled: Bundled) -> None:
    wanted = {
        "applicant__kind": "1",
        "applicant__id_number": "152822196501010025",
        "request": "产品被仿冒，要求赔偿",
        "channel": "on_site",
        "special_groups": "elderly",
    }
    put_right(counter, bundled, **wanted)
    parent = case(counter, bundled.case.case_id).registered
    for one in bundled.children:
        told = case(counter, one.case_id).registered
        assert (told.applicant, told.request, told.channel) == (
            parent.applicant,
            parent.request,
            parent.channel,
        )
        assert told.special_groups == ("elderly",)


def test_a_child_put_right_by_itself_is_left_alone_and_named(counter: Counter, bundled: Bundled) -> None:
    first, second, third = bundled.children
    counter.mending.amend(second.case_id, {"contact": "王芳"})
    mended = put_right(counter, bundled, applicant__name=NAME, contact=CONTACT)
    assert mended.followed == tuple(one.case_no for one in bundled.children)
    assert mended.left == (Left(second.case_no, "differs", "contact"),)
    assert case(counter, second.case_id).registered.applicant.contact == "王芳"
    assert case(counter, second.case_id).registered.applicant.name == NAME
    assert case(counter, first.case_id).registered.applicant.contact == CONTACT
    assert words.left_out(mended.left) == f"{second.case_no} 的联系人已另行更正"
    assert case(counter, third.case_id).registered.applicant.contact == CONTACT


def test_a_child_that_says_it_already_has_nothing_to_do(
    counter: Counter, bundled: Bundled, bench: Bench
) -> None:
    second = bundled.children[1]
    counter.mending.amend(second.case_id, {"contact": CONTACT})
    before = kinds(bench, second.case_id)
    mended = put_right(counter, bundled, contact=CONTACT)
    assert second.case_no not in mended.followed
    assert mended.left == ()
    assert kinds(bench, second.case_id) == before


def test_an_ended_child_waits_for_a_head_and_the_others_follow(counter: Counter, bundled: Bundled) -> None:
    first = bundled.children[0]
    counter.cases.withdraw(first.case_id, "不办了")
    mended = put_right(counter, bundled, contact=CONTACT)
    assert mended.left == (Left(first.case_no, "ended"),)
    assert mended.followed == tuple(one.case_no for one in bundled.children[1:])
    assert case(counter, first.case_id).registered.applicant.contact == "刘建平"
    assert words.left_out(mended.left) == f"{first.case_no} 已经结束，要由窗口负责人更正"


def test_a_head_reaches_the_ended_child_as_well(counter: Counter, bundled: Bundled, bench: Bench) -> None:
    first = bundled.children[0]
    counter.cases.withdraw(first.case_id, "不办了")
    mended = put_right(bench.counter(SUPERVISOR_PERSON), bundled, contact=CONTACT)
    assert mended.left == ()
    assert case(counter, first.case_id).registered.applicant.contact == CONTACT


def test_what_does_not_hold_changes_no_case_at_all(counter: Counter, bundled: Bundled, bench: Bench) -> None:
    before = events_of_all(bench)
    with pytest.raises(Refused) as caught:
        put_right(counter, bundled, phone="138")
    assert caught.value.refusal.code == "entry.incomplete"
    assert events_of_all(bench) == before


def test_parent_and_children_are_one_act(
    counter: Counter, bundled: Bundled, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk gives out at the last child: nobody has the new name then."""
    recorder, written = counter.mending._recorder, bench.counter().written
    real, calls = recorder.record, []

    def failing(*args: object) -> Case:
        calls.append(args)
        if len(calls) == 3:
            raise OSError("disk full")
        return real(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(recorder, "record", failing)
    before = events_of_all(bench)
    with pytest.raises(OSError, match="disk full"):
        put_right(counter, bundled, contact=CONTACT)
    assert events_of_all(bench) == before
    assert {case(counter, one.case_id).registered.applicant.contact for one in bundled.children} == {"刘建平"}
    assert written() == 0


def test_a_correction_of_one_child_stays_with_it(counter: Counter, bundled: Bundled) -> None:
    child = bundled.children[0]
    mended = counter.mending.amend_whole(child.case_id, {"contact": CONTACT})
    assert (mended.followed, mended.left) == ((), ())
    assert case(counter, bundled.case.case_id).registered.applicant.contact == "刘建平"


def test_the_papers_of_all_children_are_offered_anew_and_renewed_in_one_act(
    counter: Counter, bundled: Bundled
) -> None:
    put_right(counter, bundled, applicant__name=NAME)
    found = counter.renewing.outdated(bundled.case.case_id)
    assert [one.form for one in found] == ["W05", "W05", "W05"]
    assert [one.case_no for one in found] == [one.case_no for one in bundled.children]
    made = counter.renewing.renew(bundled.case.case_id, [one.number for one in found], "名称已更正")
    assert [paper.case_id for paper in made] == [one.case_id for one in bundled.children]
    for paper in made:
        assert NAME in text_of(counter.papers.pdf(paper.paper_id))
    assert counter.renewing.outdated(bundled.case.case_id) == ()
    names = words.outdated_names(found, bundled.case.case_id)
    assert next(iter(names.values())).endswith("（010002）")


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (Left("甲", "elsewhere"), "甲 不在本机"),
        (Left("甲", "amend.outdated"), "甲 这一项已由别人更正过"),
        (Left("甲", "state.of_a_newer_program"), "甲 state.of_a_newer_program"),
        (Left("甲", "differs", "applicant.name"), "甲 的名称已另行更正"),
    ],
)
def test_each_reason_has_words(left: Left, said: str) -> None:
    assert words.left_out((left,)) == said
    assert words.left_out((left, left)) == f"{said}；{said}"


class TestWhatIsShared:
    """The rule, without a store."""

    @pytest.mark.parametrize("field", ["item", "sub_item", "answer", "situation", "callback", "plan.goal"])
    def test_what_each_item_has_for_itself_is_not(self, field: str) -> None:
        assert field not in SHARED

    @pytest.mark.parametrize(
        ("child_says", "follows", "differs"),
        [("刘建平", True, False), ("刘建萍", False, False), ("王芳", False, True), ("", False, True)],
    )
    def test_a_child_follows_where_it_said_the_same(
        self, bundled: Bundled, child_says: str, follows: bool, differs: bool
    ) -> None:
        child = bundled.children[0]
        who = replace(child.registered.applicant, contact=child_says)
        child = replace(child, registered=replace(child.registered, applicant=who))
        change = FieldChange("contact", "刘建平", "刘建萍")
        own, differing = shared((change,), child)
        assert (own == (change,), differing == ("contact",)) == (follows, differs)

    def test_what_is_not_shared_is_not_even_compared(self, bundled: Bundled) -> None:
        parent = replace(bundled.case, answer="旧")
        assert shared(differences(parent, {"answer": "新"}), bundled.children[0]) == ((), ())
