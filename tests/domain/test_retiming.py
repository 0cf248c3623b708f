"""更正事项和时限: what may still change, what each change does, and what the city refuses (ADR 0037)."""

from dataclasses import replace
from datetime import date

from outlet_app.domain.case import Case, apply, fold, judge
from outlet_app.domain.dossier import Pause
from outlet_app.domain.events import (
    Accepted,
    AcceptedDeficient,
    AnsweredOnSpot,
    Channel,
    Complexity,
    Fact,
    FieldChange,
    Incoming,
    MaterialsChecked,
    MaterialsTaken,
    PaperIssued,
    Paused,
    PromiseLine,
    Rejected,
    ReplyWay,
    Resumed,
    TrackingStarted,
    TransferredOut,
    WorkStarted,
)
from outlet_app.domain.facts.retiming import Retimed
from outlet_app.domain.facts.tracking import TrackingPlanned
from outlet_app.domain.materials import CheckedMaterial, MaterialState
from outlet_app.domain.retiming import (
    access,
    differences,
    fixed,
    is_whole,
    moves_clock,
    offered,
    rows_after,
    value,
    written,
)
from tests.domain.tables import each
from tests.support.builders import deferred, event, material, notice, registered, stamp

FEEDBACK, ANSWER = stamp(1, "feedback"), stamp(3, "answer")
NAMED = stamp(9, "incoming")
ASKED = registered(item=0, sub_item="", consulting=True, dues=(FEEDBACK, ANSWER))
LISTED = registered(dues=(FEEDBACK,))
LETTER = registered(
    channel=Channel.LETTER, incoming=Incoming("信 12 号", "杭锦后旗", date(2026, 11, 30), ReplyWay.POST),
    dues=(NAMED,),
)  # fmt: skip
ROWS = (material(handed=1), material(MaterialState.MISSING, "8.2-M2", name="支出凭证"))
TAKEN = (LISTED, MaterialsChecked(1, ROWS), MaterialsTaken(for_review=True))
PROMISES = (PromiseLine("8.2-A1", "信用承诺书", date(2026, 11, 25)),)
OWING = (
    registered(), MaterialsChecked(1, (material(handed=1), deferred())), MaterialsTaken(),
    AcceptedDeficient(PROMISES, stamp(5, "supplement"), (stamp(),), volunteered=True),
)  # fmt: skip
OF_LETTER = ("incoming_no", "incoming_from", "incoming_due", "reply_by")
FOLLOWED = (registered(), TrackingStarted(date(2026, 12, 20), ()))
TO_ON_SITE = FieldChange("channel", "counter", "on_site")
SENT = TransferredOut("1508001001", "", "市综合窗口", "请研判")


def case_of(*facts: Fact) -> Case:
    case: Case | None = None
    for minute, fact in enumerate(facts):
        one = event(fact, minutes=minute)
        refused = judge(case, one)
        assert refused is None, (fact.KIND, refused)
        case = apply(case, one)
    assert case is not None
    return case


def code(case: Case, fact: Fact) -> str:
    found = judge(case, event(fact, minutes=50))
    return found.code if found else ""


def after(case: Case, fact: Fact) -> Case:
    assert code(case, fact) == ""
    return apply(case, event(fact, minutes=50))


def retimed(case: Case, wanted: dict[str, str], **told: object) -> Retimed:
    made = Retimed(differences(case, wanted), case.dues, case.dues, "登记时选错")
    return replace(made, **told)  # type: ignore[arg-type]


@each(
    ("facts", "field", "why"),
    [
        ((ASKED,), "item", ""),
        ((ASKED,), "sub_item", ""),
        ((ASKED,), "complexity", ""),
        ((ASKED,), "channel", ""),
        ((ASKED,), "first_visit", "retime.visit_fixed"),
        ((LISTED,), "complexity", "consultation.none"),
        (TAKEN, "sub_item", ""),
        ((*TAKEN, Accepted((stamp(),))), "sub_item", "retime.decided"),
        ((*TAKEN, Accepted((stamp(),))), "channel", ""),
        ((*TAKEN, Accepted((stamp(),)), WorkStarted()), "item", "retime.decided"),
        ((LISTED, MaterialsChecked(1, ROWS), MaterialsTaken(), notice()), "sub_item", "retime.decided"),
        ((LISTED, Rejected("not_in_remit")), "sub_item", "retime.ended"),
        ((ASKED, AnsweredOnSpot("可以")), "complexity", "retime.ended"),
        ((ASKED, SENT), "complexity", "retime.transferred"),
        ((ASKED, SENT), "channel", "retime.transferred"),
        (OWING, "sub_item", "retime.decided"),
        (OWING, "promise.8.2-A1", ""),
        (FOLLOWED, "first_visit", ""),
        (FOLLOWED, "sub_item", "retime.decided"),
        (
            (*FOLLOWED, TrackingPlanned("专利五件", "每月指导", date(2026, 12, 20), "农大")),
            "first_visit", "retime.visit_fixed",
        ),
    ],
)  # fmt: skip
def test_what_may_still_be_put_right(facts: tuple[Fact, ...], field: str, why: str) -> None:
    assert fixed(case_of(*facts), field) == why


def test_what_the_sheet_offers() -> None:
    table = {
        (ASKED,): ("channel", "item", "sub_item", "complexity"),
        (LETTER,): (
            "channel",
            "incoming_no",
            "incoming_from",
            "incoming_due",
            "reply_by",
            "item",
            "sub_item",
        ),
        OWING: ("channel", "promise.8.2-A1"),
        FOLLOWED: ("channel", "first_visit"),
        (ASKED, SENT): (),
        (ASKED, AnsweredOnSpot("可以")): (),
    }
    assert {facts: offered(case_of(*facts)) for facts in table} == table


class TestVisitAndLetter:
    def test_a_visit_becomes_a_letter_with_its_own_day(self) -> None:
        case = case_of(ASKED)
        wanted = {
            "channel": "letter", "incoming_no": "信 12 号", "incoming_from": "杭锦后旗陕坝镇",
            "incoming_due": "2026-11-30", "reply_by": "post",
        }  # fmt: skip
        mended = after(case, retimed(case, wanted, dues=(FEEDBACK, ANSWER, NAMED)))
        told = mended.registered
        assert told.channel is Channel.LETTER
        assert told.incoming == Incoming("信 12 号", "杭锦后旗陕坝镇", date(2026, 11, 30), ReplyWay.POST)
        assert mended.dues == (FEEDBACK, ANSWER, NAMED)

    def test_a_letter_becomes_a_visit_and_its_day_goes(self) -> None:
        case = case_of(LETTER)
        fact = retimed(case, {"channel": "counter"}, dues=())
        assert moves_clock(case, fact.changes)
        mended = after(case, fact)
        assert (mended.registered.incoming, mended.dues) == (None, ())

    def test_what_came_in_writing_has_a_way_back_of_its_own(self) -> None:
        case = case_of(ASKED)
        usual = {"letter": "post", "hotline": "platform", "superior": "report", "message": "platform"}
        told = {way: written(case, differences(case, {"channel": way})) for way in usual}
        assert {
            way: str(one.registered.incoming.reply_by) for way, one in told.items() if one.registered.incoming
        } == (usual)

    def test_a_visit_has_nothing_of_a_letter(self) -> None:
        case = case_of(ASKED)
        assert {field: value(case, field) for field in ("incoming_no", "incoming_due", "reply_by")} == {
            "incoming_no": "", "incoming_due": "", "reply_by": "",
        }  # fmt: skip
        assert code(case, retimed(case, {"incoming_no": "信 12 号"})) == "amend.value"

    def test_a_named_day_without_a_letter_is_refused(self) -> None:
        case = case_of(ASKED)
        fact = retimed(case, {"channel": "on_site"}, dues=(FEEDBACK, ANSWER, NAMED))
        assert code(case, fact) == "amend.value"

    def test_between_two_visits_no_clock_moves(self) -> None:
        case = case_of(ASKED)
        fact = retimed(case, {"channel": "on_site"})
        assert not moves_clock(case, fact.changes)
        assert code(case, replace(fact, dues=(ANSWER,))) == "amend.fixed"


class TestTheMatter:
    WANTED = {"item": "8", "sub_item": "8.2", "consulting": ""}

    def test_the_unlisted_becomes_listed(self) -> None:
        case = case_of(ASKED)
        mended = after(case, retimed(case, self.WANTED, dues=(stamp(1, "response"),)))
        told = mended.registered
        assert (told.item, told.sub_item, told.consulting, told.case_no) == (8, "8.2", False, case.case_no)
        assert mended.dues == (stamp(1, "response"),)
        assert not mended.is_consultation

    def test_a_sub_item_of_another_item_is_refused(self) -> None:
        case = case_of(ASKED)
        for wanted in ({"item": "8", "sub_item": "1.7"}, {"item": "8", "sub_item": ""}, {"item": "acht"}):
            assert code(case, retimed(case, wanted)) == "amend.value", wanted

    def test_the_checklist_is_another_and_no_paper_is_lost(self) -> None:
        case = case_of(*TAKEN)
        blank = (
            CheckedMaterial("1.7-M1", "申报书", MaterialState.UNDECIDED, ROWS[0].form, 2),
            CheckedMaterial("1.7-M2", "委托书", MaterialState.UNDECIDED, ROWS[0].form, 1),
        )
        rows = rows_after(case, blank)
        assert [(row.code, row.state, row.handed) for row in rows] == [
            ("1.7-M1", MaterialState.COMPLETE, 1), ("1.7-M2", MaterialState.UNDECIDED, 0),
        ]  # fmt: skip
        mended = after(case, retimed(case, {"item": "1", "sub_item": "1.7"}, rows=rows, dues=()))
        assert mended.materials == rows

    def test_what_the_new_list_does_not_ask_for_stays_in_custody(self) -> None:
        case = case_of(*TAKEN)
        blank = (CheckedMaterial("1.7-M2", "委托书", MaterialState.UNDECIDED, ROWS[0].form, 1),)
        rows = rows_after(case, blank)
        assert [(row.code, row.handed) for row in rows] == [("1.7-M2", 0), ("8.2-M1", 1)]
        assert is_whole(case, rows)
        assert not is_whole(case, blank)
        lost = retimed(case, {"item": "1", "sub_item": "1.7"}, rows=blank, dues=())
        assert code(case, lost) == "retime.paper_lost"

    def test_rows_change_only_with_the_matter(self) -> None:
        case = case_of(*TAKEN)
        assert code(case, retimed(case, {"channel": "on_site"}, rows=case.materials)) == "amend.fixed"

    def test_a_paused_clock_is_let_go_on_first(self) -> None:
        case = case_of(ASKED)
        paused = replace(case, pauses=(Pause("force_majeure", case.registered_at),))
        assert fixed(paused, "item") == "retime.paused"


class TestComplexity:
    @each("wanted", ["complex"])
    def test_a_simple_question_is_complex(self, wanted: str) -> None:
        case = case_of(ASKED)
        mended = after(case, retimed(case, {"complexity": wanted}, dues=(FEEDBACK, stamp(4, "answer"))))
        assert mended.registered.complexity is Complexity.COMPLEX
        assert mended.dues == (FEEDBACK, stamp(4, "answer"))

    def test_and_back(self) -> None:
        case = case_of(replace(ASKED, complexity=Complexity.COMPLEX))
        assert after(case, retimed(case, {"complexity": "simple"})).registered.complexity is Complexity.SIMPLE


class TestPromisedDays:
    def test_the_day_and_its_clock_follow(self) -> None:
        case = case_of(*OWING)
        mended = after(case, retimed(case, {"promise.8.2-A1": "2026-11-23"}))
        assert mended.promises[0].due == date(2026, 11, 23)
        assert mended.supplement_due is not None
        assert mended.supplement_due.at is not None
        assert mended.supplement_due.at.date() == date(2026, 11, 23)
        assert mended.deficit is not None
        assert mended.deficit.promised[0].due == date(2026, 11, 23)
        assert mended.dues == case.dues

    def test_no_day_before_the_acceptance(self) -> None:
        case = case_of(*OWING)
        assert code(case, retimed(case, {"promise.8.2-A1": "2026-11-01"})) == "retime.day_before"

    def test_a_promise_that_was_not_made(self) -> None:
        case = case_of(*OWING)
        assert access(case, "promise.8.2-M9") is None
        change = (FieldChange("promise.8.2-M9", "", "2026-11-23"),)
        assert code(case, Retimed(change, case.dues, case.dues, "错")) == "amend.fixed"

    def test_an_extension_has_the_last_word(self) -> None:
        case = case_of(*OWING)
        assert case.deficit is not None
        longer = replace(case, deficit=replace(case.deficit, extended=True))
        assert fixed(longer, "promise.8.2-A1") == "retime.promise_fixed"


class TestTheFirstVisit:
    def test_it_is_another_day(self) -> None:
        case = case_of(*FOLLOWED)
        fact = retimed(case, {"first_visit": "2026-12-10"})
        assert not moves_clock(case, fact.changes)
        assert after(case, fact).next_follow_up == date(2026, 12, 10)

    def test_not_before_the_acceptance(self) -> None:
        case = case_of(*FOLLOWED)
        assert code(case, retimed(case, {"first_visit": "2026-11-01"})) == "retime.day_before"


@each(
    ("told", "refused"),
    [
        ({"changes": ()}, "amend.nothing"),
        ({"reason": "  "}, "retime.no_reason"),
        ({"dues_before": ()}, "amend.outdated"),
        ({"changes": (TO_ON_SITE, TO_ON_SITE)}, "amend.outdated"),
        ({"changes": (FieldChange("channel", "phone", "on_site"),)}, "amend.outdated"),
        ({"changes": (FieldChange("channel", "counter", "counter"),)}, "amend.nothing"),
        ({"changes": (FieldChange("channel", "counter", "taube"),)}, "amend.value"),
        ({"changes": (FieldChange("case_no", "", "1"),)}, "amend.fixed"),
        ({"changes": (FieldChange("first_contact", "", "1"),)}, "amend.fixed"),
        ({}, ""),
    ],
)
def test_what_the_city_refuses(told: dict[str, object], refused: str) -> None:
    case = case_of(ASKED)
    assert code(case, replace(Retimed((TO_ON_SITE,), case.dues, case.dues, "选错"), **told)) == refused  # type: ignore[arg-type]


def test_a_clock_never_ends_before_the_registration() -> None:
    case = case_of(ASKED)
    early = (stamp(-2, "answer"),)
    assert code(case, retimed(case, {"complexity": "complex"}, dues=early)) == "amend.value"


def test_papers_made_before_are_outdated_and_the_fold_agrees() -> None:
    paper = PaperIssued("W02", "HH0501 收〔2026〕0001 号", 1, "0" * 64, 1)
    told = [event(fact, minutes=at) for at, fact in enumerate((*TAKEN, paper))]
    case = fold(told)
    mended = event(retimed(case, {"channel": "on_site"}), minutes=60)
    assert apply(case, mended).outdated == (paper.number,)
    assert fold((*told, mended)) == apply(case, mended)


def test_a_pause_behind_us_does_not_hinder() -> None:
    facts = (*TAKEN, Accepted((stamp(),)), WorkStarted(), Paused("force_majeure", "通知 1 号"), Resumed())
    assert fixed(case_of(*facts), "channel") == ""
