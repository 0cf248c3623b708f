"""帮办代办: bounded authority, a log, papers that come back, helper and examiner apart (domain.md §4)."""

from dataclasses import replace
from datetime import date, timedelta

from test_state_matrix import LIVES

from outlet_app.domain.agency import Standing, beyond, joined, without
from outlet_app.domain.applicant import Applicant, ApplicantKind
from outlet_app.domain.case import Case, apply, judge
from outlet_app.domain.catalogue import PaperForm
from outlet_app.domain.events import (
    Accepted,
    AcceptedDeficient,
    AnsweredOnSpot,
    CaseEvent,
    Closed,
    CorrectionTaken,
    DeemedAccepted,
    Fact,
    HandedMaterial,
    MaterialsChecked,
    MaterialsTaken,
    Rejected,
    ResultReached,
    TrackingStarted,
    TransferredOut,
    TransferTaken,
    Voided,
    WorkStarted,
)
from outlet_app.domain.facts.agency import (
    FACTS,
    AgencyActed,
    AgencyBegun,
    AgencyMandated,
    AgencyPassed,
    AgencyResumed,
    Doing,
    HaltReason,
    Helper,
    Mode,
    Power,
    Way,
)
from outlet_app.domain.offers import offered
from outlet_app.domain.people import Person, Role
from outlet_app.domain.separation import EXAMINING, withheld
from outlet_app.domain.states import State
from tests.domain.tables import each
from tests.support.agencies import (
    COLLEAGUE,
    DAY,
    FORMS,
    HELPER,
    LAST_DAY,
    LICENCE,
    PASSED,
    RESUMED,
    SAMPLES,
    acted,
    begun,
    by_helper,
    ended,
    handed,
    mandate,
    missed,
    stopped,
)
from tests.support.builders import (
    CLERK,
    OUTLET,
    SUPERVISOR,
    at,
    event,
    material,
    notice,
    registered,
    stamp,
)

ELSEWHERE = "1508261001"
ME = Person(HELPER.staff_no, HELPER.name, frozenset({Role.CLERK}))
OTHER = Person(CLERK, "苏日娜", frozenset({Role.CLERK}))
HEAD = Person(SUPERVISOR, "高云飞", frozenset({Role.SUPERVISOR}))
OPEN = (registered(), MaterialsTaken(for_review=True))


def told(*facts: Fact | CaseEvent) -> Case:
    """A case by legal facts; the helper writes what is the helper's."""
    case: Case | None = None
    for minute, fact in enumerate(facts):
        happened = fact if isinstance(fact, CaseEvent) else _event(case, fact, minute)
        assert judge(case, happened) is None, (happened.fact.KIND, judge(case, happened))
        case = apply(case, happened)
    assert case is not None
    return case


def _event(case: Case | None, fact: Fact, minute: int) -> CaseEvent:
    helper = case.agency.helper.staff_no if case and case.agency else CLERK
    return event(fact, minutes=minute, actor=helper if isinstance(fact, FACTS) else CLERK)


def code(case: Case, fact: Fact, **where: int) -> str:
    """Why the helper may not write it; empty where the helper may."""
    refusal = judge(case, by_helper(fact, **where))
    return refusal.code if refusal else ""


HELPED = told(*OPEN, begun())
STAGE = told(*OPEN, begun(Mode.STAGE, mandate=mandate(Power.SUBMIT, Power.RECEIVE)))
UNSIGNED = told(*OPEN, begun(Mode.STAGE))
ON_SITE = told(*OPEN, begun(Mode.ON_SITE))
STOPPED = told(*OPEN, begun(), stopped())
DONE = told(*OPEN, begun(), ended())


class TestBeginning:
    """Who may be helped by whom, within what."""

    def test_what_a_beginning_must_hold(self) -> None:
        nameless = registered(applicant=Applicant(ApplicantKind.PERSON))
        plain = told(*OPEN)
        table = {
            "": (plain, begun()),
            "agency.running": (HELPED, begun()),
            "agency.no_applicant": (told(nameless), begun()),
            "agency.no_scope": (plain, begun(scope=" ")),
            "agency.no_mandate": (plain, begun(mandate=None)),
            "agency.on_site_mandate": (plain, begun(Mode.ON_SITE, mandate=mandate())),
            "agency.no_powers": (plain, begun(mandate=replace(mandate(), powers=()))),
            "agency.unsigned": (plain, begun(mandate=mandate(signed=False))),
            "agency.term_order": (plain, begun(mandate=mandate(until=DAY - timedelta(days=1)))),
            "agency.term_too_long": (plain, begun(mandate=mandate(until=LAST_DAY + timedelta(days=1)))),
            "agency.row_wrong": (plain, begun(materials=(replace(LICENCE, copies=0),))),
            "agency.term_past": (
                plain,
                begun(mandate=mandate(since=date(2026, 10, 1), until=date(2026, 11, 19))),
            ),
        }
        assert {wanted: code(case, fact) for wanted, (case, fact) in table.items()} == {
            wanted: wanted for wanted in table
        }

    def test_a_helper_is_named_with_a_telephone(self) -> None:
        short = (Helper("", "乌兰", "1"), Helper("1508260838", " ", "1"), Helper("1508260838", "乌兰", ""))
        assert [code(told(*OPEN), begun(helper=one)) for one in short] == ["agency.no_helper"] * 3

    def test_a_name_written_only_with_spaces_is_no_paper(self) -> None:
        blank = HandedMaterial(" ", 1, PaperForm.COPY)
        assert code(told(*OPEN), begun(materials=(LICENCE, blank))) == "agency.row_wrong"

    def test_which_modes_need_an_authority(self) -> None:
        signed = {mode: code(told(*OPEN), begun(mode, mandate=mandate())) for mode in Mode}
        without_one = {mode: code(told(*OPEN), begun(mode, mandate=None)) for mode in Mode}
        assert signed == {Mode.WHOLE: "", Mode.STAGE: "", Mode.ON_SITE: "agency.on_site_mandate"}
        assert without_one == {Mode.WHOLE: "agency.no_mandate", Mode.STAGE: "", Mode.ON_SITE: ""}

    @each(("days", "wanted"), [(0, ""), (59, ""), (60, "agency.term_too_long")])
    def test_an_authority_lasts_sixty_days_at_most(self, days: int, wanted: str) -> None:
        signed = mandate(until=DAY + timedelta(days=days))
        assert code(told(*OPEN), begun(mandate=signed)) == wanted

    def test_only_the_outlet_that_holds_the_case_begins(self) -> None:
        there = replace(by_helper(begun()), outlet=ELSEWHERE)
        found = judge(told(*OPEN), there)
        assert found is not None
        assert found.code == "case.elsewhere"

    def test_a_second_one_may_begin_once_the_first_has_ended(self) -> None:
        again = told(*OPEN, begun(), ended(), begun(helper=COLLEAGUE))
        assert len(again.agencies) == 2
        assert again.agency is not None
        assert again.agency.helper == COLLEAGUE
        assert again.helped_by == (HELPER.staff_no, COLLEAGUE.staff_no)

    def test_what_it_holds_at_first(self) -> None:
        agency = HELPED.agency
        assert agency is not None
        assert (agency.helper, agency.scope, agency.outlet) == (HELPER, "代办专利转化资助申报", OUTLET)
        assert (agency.held, agency.standing) == ((LICENCE, FORMS), Standing.RUNNING)
        assert (agency.until, agency.began) == (LAST_DAY, at(2))
        assert agency.last is None
        assert told(*OPEN).agency is None


class TestAuthority:
    """What is not covered, or no longer, is not done."""

    def test_each_doing_in_each_kind_of_help(self) -> None:
        cases = {"whole": HELPED, "stage": STAGE, "unsigned": UNSIGNED, "on_site": ON_SITE}
        found = {
            doing: [name for name, case in cases.items() if not code(case, acted(doing))] for doing in Doing
        }
        everywhere = ["whole", "stage", "unsigned", "on_site"]
        assert found == {
            Doing.TALK: everywhere,
            Doing.TAKE: everywhere,
            Doing.FILL: ["whole", "on_site"],
            Doing.SUBMIT: ["whole", "stage"],
            Doing.CORRECT: ["whole"],
            Doing.PAY: ["whole"],
            Doing.FETCH: ["whole", "stage"],
            Doing.DELIVER: everywhere,
            Doing.CALL: everywhere,
        }

    def test_which_power_covers_which_doing(self) -> None:
        covered = {
            power: {doing for doing in Doing if not code(self._with(power), acted(doing))}
            - {Doing.TALK, Doing.CALL, Doing.TAKE, Doing.DELIVER}
            for power in Power
        }
        assert covered == {
            Power.FILL: {Doing.FILL},
            Power.SUBMIT: {Doing.SUBMIT},
            Power.RECEIVE: {Doing.FETCH},
            Power.PAY: {Doing.PAY},
            Power.CORRECT: {Doing.CORRECT},
            Power.COLLECT: {Doing.FETCH},
        }

    def test_beyond_the_authority_says_so(self) -> None:
        found = judge(STAGE, by_helper(acted(Doing.PAY)))
        assert found is not None
        assert (found.code, found.args) == ("agency.beyond", {"doing": "pay"})

    def test_an_expired_authority_blocks_all_but_talking(self) -> None:
        late = date(2027, 1, 19)
        found = {doing: code(HELPED, acted(doing, day=late), days=60) for doing in Doing}
        assert found == {
            doing: "" if doing in (Doing.TALK, Doing.CALL) else "agency.expired" for doing in Doing
        }

    def test_the_last_day_is_still_good(self) -> None:
        assert code(HELPED, acted(day=LAST_DAY), days=59) == ""

    def test_an_expired_authority_names_its_last_day(self) -> None:
        found = judge(HELPED, by_helper(acted(day=date(2027, 1, 19)), days=60))
        assert found is not None
        assert found.args == {"until": "2027-01-18"}

    def test_a_date_gone_by_does_not_carry_work_past_the_end(self) -> None:
        assert code(HELPED, acted(day=LAST_DAY), days=60) == "agency.expired"

    def test_a_new_authority_lets_the_log_catch_up(self) -> None:
        late = date(2027, 1, 20)
        again = AgencyMandated(mandate(since=late, until=late + timedelta(days=30)))
        case = apply(HELPED, by_helper(again, days=61))
        assert code(case, acted(day=LAST_DAY), days=61) == ""
        assert code(case, acted(day=date(2027, 1, 19)), days=61) == "agency.expired"
        assert code(case, acted(day=late), days=61) == ""

    def test_an_authority_for_later_does_not_hold_yet(self) -> None:
        later = DAY + timedelta(days=3)
        case = told(*OPEN, begun(mandate=mandate(since=later)))
        found = judge(case, by_helper(acted()))
        assert found is not None
        assert (found.code, found.args) == ("agency.not_yet", {"since": "2026-11-23"})
        assert code(case, acted(day=later), days=3) == ""

    def test_a_narrower_authority_takes_powers_away(self) -> None:
        case = told(*OPEN, begun(), AgencyMandated(mandate(Power.COLLECT), "只代领结果"))
        assert code(case, acted(Doing.SUBMIT)) == "agency.beyond"
        assert code(case, acted(Doing.FETCH)) == ""
        assert case.agency is not None
        assert case.agency.scope == "只代领结果"

    def test_a_renewal_keeps_the_scope_where_it_says_nothing_else(self) -> None:
        case = told(*OPEN, begun(), AgencyMandated(mandate()))
        assert case.agency is not None
        assert [one.scope for one in case.agency.authorities] == ["代办专利转化资助申报"] * 2

    def test_what_a_renewal_must_hold(self) -> None:
        past = mandate(since=date(2026, 10, 1), until=date(2026, 11, 1))
        table = {
            "agency.none": code(told(*OPEN), AgencyMandated(mandate())),
            "agency.on_site_mandate": code(ON_SITE, AgencyMandated(mandate())),
            "agency.no_powers": code(HELPED, AgencyMandated(replace(mandate(), powers=()))),
            "agency.unsigned": code(HELPED, AgencyMandated(mandate(signed=False))),
            "agency.term_past": code(HELPED, AgencyMandated(past)),
            "": code(STOPPED, AgencyMandated(mandate())),
        }
        assert table == {wanted: wanted for wanted in table}
        assert code(DONE, AgencyMandated(mandate())) == "agency.none"

    def _with(self, power: Power) -> Case:
        return told(*OPEN, begun(mandate=mandate(power)))


class TestLog:
    """Each line says what was done, when, by the helper alone."""

    def test_what_a_line_must_hold(self) -> None:
        table = {
            "": acted(),
            "agency.act_empty": acted(text=" "),
            "agency.minutes": acted(minutes=-1),
            "agency.no_receipt": acted(Doing.PAY, attachments=" "),
            "agency.only_calls_fail": acted(Doing.TALK, reached=False),
            "agency.act_day": acted(day=DAY + timedelta(days=1)),
            "agency.next_past": acted(next_day=DAY - timedelta(days=1)),
        }
        assert {wanted: code(HELPED, fact) for wanted, fact in table.items()} == {
            wanted: wanted for wanted in table
        }

    def test_the_bounds_of_a_line(self) -> None:
        early = DAY - timedelta(days=1)
        good = (acted(minutes=0), acted(minutes=1440), acted(next_day=DAY), missed())
        assert [code(HELPED, fact) for fact in good] == [""] * 4
        assert code(HELPED, acted(minutes=1441)) == "agency.minutes"
        assert code(HELPED, acted(Doing.TALK, day=early)) == "agency.act_day"

    def test_only_the_helper_writes_it_and_at_the_helpers_outlet(self) -> None:
        there = replace(by_helper(acted()), outlet=ELSEWHERE)
        found = [judge(HELPED, event(acted(), minutes=9)), judge(HELPED, there)]
        assert [one.code for one in found if one] == ["agency.not_helper", "agency.elsewhere"]
        assert found[0] is not None
        assert found[0].args == {"name": "乌兰图雅"}

    def test_nothing_is_written_while_stopped_or_after_the_end(self) -> None:
        found = {name: code(case, acted()) for name, case in (("s", STOPPED), ("d", DONE))}
        assert found == {"s": "agency.stopped", "d": "agency.none"}

    def test_the_log_keeps_every_line_in_order(self) -> None:
        case = told(*OPEN, begun(), acted(text="一"), acted(text="二"), missed())
        assert case.agency is not None
        assert [one.fact.text for one in case.agency.actions] == ["一", "二", "联系申请人"]
        assert {one.by for one in case.agency.actions} == {HELPER.staff_no}
        assert case.agency.last == case.agency.actions[-1]

    def test_a_case_at_another_outlet_is_helped_on_from_here(self) -> None:
        """The helper stays with the applicant while the county examines (收审分离)."""
        away = TransferredOut(ELSEWHERE, "", "临河区窗口", "由旗县窗口审核")
        taken = replace(event(TransferTaken(), minutes=8, actor="1508020001"), outlet=ELSEWHERE)
        case = told(*OPEN, begun(), event(away, minutes=7), taken)
        assert case.outlet == ELSEWHERE
        assert code(case, acted()) == ""
        assert "help_log" in offered(case, ME, DAY, OUTLET)
        assert offered(case, OTHER, DAY, OUTLET) & {"help", "help_log", "help_end"} == set()


class TestPapers:
    """Each original is accounted for, from hand to hand and back."""

    def test_rows_are_counted_by_name_and_form(self) -> None:
        copy = HandedMaterial("营业执照", 2, PaperForm.COPY)
        both = joined((LICENCE, copy), (LICENCE,))
        assert both == (replace(LICENCE, copies=2), copy)
        assert without(both, (LICENCE, copy)) == (LICENCE,)
        assert without(both, both) == ()
        assert joined((), ()) == ()

    def test_what_was_never_held_is_a_result_and_may_go(self) -> None:
        result = HandedMaterial("资助批复", 1, PaperForm.ORIGINAL)
        assert beyond((LICENCE,), (result,)) == ""
        assert without((LICENCE,), (result,)) == (LICENCE,)
        assert beyond((LICENCE,), (replace(LICENCE, copies=2),)) == "营业执照"

    def test_what_a_hand_over_must_hold(self) -> None:
        many = replace(FORMS, copies=3)
        table = {
            "": (HELPED, handed()),
            "agency.none": (DONE, handed()),
            "agency.stopped": (STOPPED, handed(Way.IN)),
            "agency.nobody": (HELPED, handed(other=" ")),
            "agency.no_rows": (HELPED, replace(handed(), rows=())),
            "agency.row_wrong": (HELPED, handed(Way.IN, replace(FORMS, name=""))),
            "agency.more_than_held": (HELPED, handed(Way.OUT, many)),
            "agency.beyond": (UNSIGNED, handed(Way.AWAY, FORMS)),
        }
        assert {wanted: code(case, fact) for wanted, (case, fact) in table.items()} == {
            wanted: wanted for wanted in table
        }

    def test_an_expired_authority_takes_nothing_in_and_gives_everything_back(self) -> None:
        found = {way: code(HELPED, handed(way), days=60) for way in Way}
        assert found == {Way.IN: "agency.expired", Way.AWAY: "agency.expired", Way.OUT: ""}

    def test_papers_go_back_while_stopped(self) -> None:
        assert code(STOPPED, handed(Way.OUT)) == ""

    def test_only_the_helper_hands_over(self) -> None:
        found = judge(HELPED, event(handed(), minutes=9))
        assert found is not None
        assert found.code == "agency.not_helper"
        there = judge(HELPED, replace(by_helper(handed()), outlet=ELSEWHERE))
        assert there is not None
        assert there.code == "agency.elsewhere"

    def test_what_is_held_follows_every_hand_over(self) -> None:
        seal = HandedMaterial("公章使用登记", 1, PaperForm.ORIGINAL)
        steps = (begun(), handed(Way.IN, seal), handed(Way.AWAY, FORMS), handed(Way.OUT, LICENCE))
        held = [told(*OPEN, *steps[:n]).agency for n in range(1, 5)]
        assert [one.held for one in held if one] == [
            (LICENCE, FORMS),
            (LICENCE, FORMS, seal),
            (LICENCE, seal),
            (seal,),
        ]


class TestStopping:
    """中止, 续办, 人员交接, 办结 and 终止 with their reasons."""

    def test_what_a_stop_must_hold(self) -> None:
        table = {
            "": (HELPED, stopped()),
            "agency.none": (DONE, stopped()),
            "agency.stopped": (STOPPED, stopped()),
            "agency.no_left": (HELPED, stopped(left=" ")),
            "agency.no_remark": (HELPED, stopped(remark="")),
            "agency.not_lost": (HELPED, stopped(HaltReason.LOST)),
            "agency.more_than_held": (HELPED, stopped(returned=(replace(LICENCE, copies=2),))),
        }
        assert {wanted: code(case, fact) for wanted, (case, fact) in table.items()} == {
            wanted: wanted for wanted in table
        }

    def test_which_reasons_need_words_of_their_own(self) -> None:
        missing = {reason: code(HELPED, stopped(reason, remark="")) for reason in HaltReason}
        assert missing == {
            HaltReason.WITHDRAWN: "",
            HaltReason.UNTRUE: "agency.no_remark",
            HaltReason.BEYOND: "agency.no_remark",
            HaltReason.FORCE: "agency.no_remark",
            HaltReason.LOST: "agency.not_lost",
        }

    @each(
        ("calls", "wanted"),
        [
            ((), "agency.not_lost"),
            ((missed(), missed()), "agency.not_lost"),
            ((missed(), missed(), missed()), ""),
            ((missed(), missed(), acted(Doing.CALL), missed()), "agency.not_lost"),
            ((missed(), acted(Doing.TALK), missed(), acted(), missed()), ""),
            ((missed(), missed(), missed(), acted(Doing.CALL)), "agency.not_lost"),
        ],
    )
    def test_an_applicant_is_lost_after_three_calls_in_vain(
        self, calls: tuple[AgencyActed, ...], wanted: str
    ) -> None:
        case = told(*OPEN, begun(), *calls)
        assert code(case, stopped(HaltReason.LOST)) == wanted
        assert code(case, ended(HaltReason.LOST)) == wanted

    def test_how_many_calls_are_missing_is_said(self) -> None:
        found = judge(told(*OPEN, begun(), missed()), by_helper(stopped(HaltReason.LOST)))
        assert found is not None
        assert found.args == {"n": 1, "least": 3}

    def test_what_a_resumption_must_hold(self) -> None:
        table = {
            "": (STOPPED, RESUMED),
            "agency.not_stopped": (HELPED, RESUMED),
            "agency.no_left": (STOPPED, replace(RESUMED, left="")),
            "agency.no_helper": (STOPPED, replace(RESUMED, helper=Helper("", "", ""))),
        }
        assert {wanted: code(case, fact) for wanted, (case, fact) in table.items()} == {
            wanted: wanted for wanted in table
        }
        assert code(DONE, RESUMED) == "agency.not_stopped"
        assert code(STOPPED, RESUMED, days=60) == "agency.expired"

    def test_any_outlet_may_go_on_and_is_then_where_it_runs(self) -> None:
        """W12: 凭本单到任一网点续办."""
        there = replace(by_helper(AgencyResumed(COLLEAGUE, "取件")), outlet=ELSEWHERE)
        assert judge(STOPPED, there) is None
        agency = apply(STOPPED, there).agency
        assert agency is not None
        assert (agency.outlet, agency.helper, agency.standing) == (ELSEWHERE, COLLEAGUE, Standing.RUNNING)

    def test_what_passing_on_must_hold(self) -> None:
        table = {
            "": (HELPED, PASSED),
            "agency.stopped": (STOPPED, PASSED),
            "agency.none": (DONE, PASSED),
            "agency.same_helper": (HELPED, replace(PASSED, helper=HELPER)),
            "agency.no_left": (HELPED, replace(PASSED, left="")),
            "agency.no_helper": (HELPED, replace(PASSED, helper=replace(COLLEAGUE, phone=""))),
        }
        assert {wanted: code(case, fact) for wanted, (case, fact) in table.items()} == {
            wanted: wanted for wanted in table
        }

    def test_the_colleague_goes_on_and_the_first_helper_no_longer_may(self) -> None:
        case = told(*OPEN, begun(), PASSED)
        assert code(case, acted()) == "agency.not_helper"
        assert judge(case, event(acted(), minutes=9, actor=COLLEAGUE.staff_no)) is None
        assert case.helped_by == (HELPER.staff_no, COLLEAGUE.staff_no)

    def test_what_an_end_must_hold(self) -> None:
        table = {
            "": (HELPED, ended()),
            "agency.none": (DONE, ended()),
            "agency.no_done": (HELPED, ended(done=" ")),
            "agency.no_remark": (HELPED, ended(HaltReason.UNTRUE, remark="")),
            "agency.still_held": (HELPED, ended(returned=(LICENCE,))),
            "agency.more_than_held": (HELPED, ended(returned=(replace(LICENCE, copies=2), FORMS))),
            "agency.row_wrong": (HELPED, ended(returned=(LICENCE, replace(FORMS, copies=0)))),
        }
        assert {wanted: code(case, fact) for wanted, (case, fact) in table.items()} == {
            wanted: wanted for wanted in table
        }

    def test_what_is_still_held_is_named(self) -> None:
        found = judge(HELPED, by_helper(ended(returned=())))
        assert found is not None
        assert found.args == {"names": "营业执照、申报书"}

    def test_an_end_is_good_or_premature(self) -> None:
        ends = {reason: told(*OPEN, begun(), ended(reason)).agency for reason in (None, HaltReason.WITHDRAWN)}
        assert {reason: one.standing for reason, one in ends.items() if one} == {
            None: Standing.DONE,
            HaltReason.WITHDRAWN: Standing.ENDED,
        }
        assert all(one is not None and not one.is_open and one.held == () for one in ends.values())

    def test_stopping_passing_and_ending_happen_where_the_helper_is(self) -> None:
        found = [
            judge(HELPED, replace(by_helper(fact), outlet=ELSEWHERE)) for fact in (stopped(), PASSED, ended())
        ]
        assert [one.code for one in found if one] == ["agency.elsewhere"] * 3

    def test_a_head_may_stop_what_the_helper_began(self) -> None:
        found = [
            judge(HELPED, event(fact, minutes=9, actor=SUPERVISOR)) for fact in (stopped(), PASSED, ended())
        ]
        assert found == [None] * 3

    def test_every_halt_is_kept_with_who_helped_before_it(self) -> None:
        agency = told(*OPEN, begun(), PASSED, stopped(), RESUMED).agency
        assert agency is not None
        assert [(type(one.fact), one.helper) for one in agency.halts] == [
            (AgencyPassed, HELPER),
            (type(stopped()), COLLEAGUE),
            (AgencyResumed, COLLEAGUE),
        ]
        assert agency.helper == HELPER


EXAMINED: tuple[tuple[tuple[Fact, ...], Fact], ...] = (
    (OPEN, notice()),
    (OPEN, Accepted((stamp(),))),
    (OPEN, Rejected("not_in_remit")),
    (OPEN, TrackingStarted(date(2026, 12, 20))),
    ((*OPEN, Accepted((stamp(),))), notice()),
    ((*OPEN, Accepted((stamp(),)), WorkStarted()), ResultReached(True, "同意")),
    ((*OPEN, Accepted((stamp(),)), WorkStarted()), ResultReached(False, "不予支持")),
)


class TestSeparation:
    """收审分离: whoever helps never examines or approves the same case."""

    @each(("before", "fact"), EXAMINED)
    def test_the_helper_examines_nothing(self, before: tuple[Fact, ...], fact: Fact) -> None:
        case = told(*before, begun())
        found = judge(case, by_helper(fact))
        assert found is not None
        assert found.code == "agency.examiner_helps"
        assert judge(case, event(fact, minutes=9, actor=SUPERVISOR)) is None

    def test_who_once_helped_examines_never_again(self) -> None:
        for case in (told(*OPEN, begun(), PASSED), DONE, STOPPED):
            assert code(case, Accepted((stamp(),))) == "agency.examiner_helps"

    @each(("before", "fact"), EXAMINED)
    def test_who_examined_cannot_become_the_helper(self, before: tuple[Fact, ...], fact: Fact) -> None:
        case = told(*before, event(fact, minutes=9, actor=HELPER.staff_no))
        assert HELPER.staff_no in case.examined_by
        if case.is_open:
            found = judge(case, event(begun(), minutes=10))
            assert found is not None
            assert (found.code, found.args) == ("agency.helper_examined", {"name": "乌兰图雅"})
            assert judge(case, event(begun(helper=COLLEAGUE), minutes=10)) is None

    def test_nor_take_the_help_over(self) -> None:
        accepted = event(Accepted((stamp(),)), minutes=9, actor=COLLEAGUE.staff_no)
        assert code(told(*OPEN, begun(), accepted), PASSED) == "agency.helper_examined"
        resumed = replace(RESUMED, helper=COLLEAGUE)
        assert code(told(*OPEN, begun(), stopped(), accepted), resumed) == "agency.helper_examined"

    def test_what_a_helper_still_may(self) -> None:
        correction = told(*OPEN, begun(), event(notice(), minutes=9, actor=SUPERVISOR))
        assert code(correction, CorrectionTaken((material(),))) == ""
        assert code(HELPED, MaterialsChecked(1, (material(),))) == ""
        assert code(told(registered(), begun()), AnsweredOnSpot("可以")) == ""

    def test_the_first_contact_person_who_only_took_papers_may_help(self) -> None:
        mine = begun(helper=Helper(CLERK, "苏日娜", "0478-8210001"))
        assert judge(told(*OPEN), event(mine, minutes=9)) is None

    def test_which_facts_examine(self) -> None:
        assert {fact.KIND for fact in EXAMINING} == {
            "notice_given",
            "accepted",
            "accepted_deficient",
            "tracking_started",
            "rejected",
            "deemed_accepted",
            "result_reached",
            "supplement_extended",
            "pledge_checked",
            "consequence_drawn",
            "terminated",
        }
        assert {AcceptedDeficient, DeemedAccepted} <= set(EXAMINING)

    def test_steps_of_an_examiner_are_not_offered_to_the_helper(self) -> None:
        accepted = event(Accepted((stamp(),)), minutes=9, actor=SUPERVISOR)
        working = told(*OPEN, begun(), accepted)
        result = told(*OPEN, begun(), accepted, event(ResultReached(True, "同意"), actor=SUPERVISOR))
        found = {
            "received": withheld(HELPED, HELPER.staff_no) & {"examine", "close"},
            "accepted": withheld(working, HELPER.staff_no) & {"tell", "close"},
            "result": withheld(result, HELPER.staff_no) & {"close"},
            "other": withheld(HELPED, CLERK),
        }
        assert found == {
            "received": {"examine"},
            "accepted": {"tell", "close"},
            "result": set(),
            "other": set(),
        }
        assert "examine" not in offered(HELPED, ME, DAY)
        assert "examine" in offered(HELPED, OTHER, DAY)
        assert "close" not in offered(working, ME, DAY)
        assert "close" in offered(working, OTHER, DAY)
        assert "close" in offered(result, ME, DAY)


ALL_STEPS = {
    "help_log", "help_take", "help_give", "help_mandate", "help_stop", "help_pass", "help_end", "help_on",
}  # fmt: skip
OWN = {"help_log", "help_take", "help_give"}


class TestOffers:
    """Which steps are open to whom."""

    def test_who_is_offered_what(self) -> None:
        def steps(case: Case, person: Person, here: str = OUTLET) -> set[str]:
            return {one for one in offered(case, person, DAY, here) if one.startswith("help")}

        assert steps(told(*OPEN), OTHER) == {"help"}
        assert steps(told(registered(applicant=Applicant(ApplicantKind.PERSON))), OTHER) == set()
        assert steps(HELPED, ME) == ALL_STEPS
        assert steps(HELPED, OTHER) == set()
        assert steps(HELPED, HEAD) == ALL_STEPS - OWN
        assert steps(HELPED, ME, ELSEWHERE) == set()
        assert steps(ON_SITE, ME) == ALL_STEPS - {"help_mandate"}
        assert steps(STOPPED, ME) == {"help_give", "help_mandate", "help_resume", "help_end", "help_on"}
        assert steps(STOPPED, OTHER) == {"help_resume", "help_on"}
        assert steps(DONE, ME) == {"help"}

    def test_an_ended_case_offers_the_rest_of_its_help_but_no_new_one(self) -> None:
        answered = told(registered(), begun(), AnsweredOnSpot("可以"))
        assert answered.state is State.CLOSED
        assert offered(answered, ME, DAY) >= ALL_STEPS
        assert "help" not in offered(told(registered(), AnsweredOnSpot("可以")), OTHER, DAY)

    def test_nothing_is_offered_while_the_other_side_has_not_answered(self) -> None:
        sent = told(*OPEN, TransferredOut(ELSEWHERE, "", "临河区窗口", "由旗县窗口办"))
        assert "help" not in offered(sent, OTHER, DAY)

    def test_what_is_offered_is_not_refused(self) -> None:
        facts = {
            "help_log": acted(),
            "help_take": handed(Way.IN, FORMS),
            "help_give": handed(),
            "help_mandate": AgencyMandated(mandate()),
            "help_stop": stopped(),
            "help_resume": RESUMED,
            "help_pass": PASSED,
            "help_end": ended(),
        }
        for case in (HELPED, STOPPED, DONE):
            for step in offered(case, ME, DAY) & facts.keys():
                assert code(case, facts[step]) == "", step


class TestStates:
    """Help does not move a case, and outlives it."""

    def test_every_fact_of_a_running_help_in_every_state(self) -> None:
        """Results are fetched and papers given back after the case has ended."""
        facts: tuple[Fact, ...] = (acted(), handed(), AgencyMandated(mandate()), stopped(), PASSED, ended())
        for short, life in LIVES.items():
            helped = apply(life, by_helper(begun(), minutes=98))
            for fact in facts:
                happened = by_helper(fact, minutes=99)
                assert judge(helped, happened) is None, (short, fact.KIND)
                assert apply(helped, happened).state is life.state

    def test_a_stopped_help_goes_on_in_every_state(self) -> None:
        for short, life in LIVES.items():
            halted = apply(apply(life, by_helper(begun())), by_helper(stopped()))
            assert code(halted, RESUMED) == "", short

    def test_no_case_is_voided_over_a_running_help(self) -> None:
        voided = event(Voided("duplicate"), minutes=99)
        found = judge(HELPED, voided)
        assert found is not None
        assert found.code == "agency.void_first"
        assert judge(STOPPED, voided) is not None
        assert judge(DONE, voided) is None

    def test_a_void_case_is_helped_no_further(self) -> None:
        void = apply(DONE, event(Voided("duplicate"), minutes=98))
        assert {code(void, fact) for fact in SAMPLES} == {"state.guard"}
        assert not {one for one in offered(void, ME, DAY) if one.startswith("help")}

    def test_a_beginning_makes_a_decision_the_past(self) -> None:
        case = told(*OPEN, begun())
        assert told(*OPEN).last_decision is not None
        assert case.last_decision is None

    def test_facts_without_a_help_leave_a_case_as_it_is(self) -> None:
        plain = told(*OPEN)
        for fact in SAMPLES:
            if not isinstance(fact, AgencyBegun | AgencyResumed | AgencyPassed):
                assert apply(plain, by_helper(fact)).agencies == ()

    def test_a_closing_does_not_close_the_help(self) -> None:
        accepted = event(Accepted((stamp(),)), minutes=9, actor=SUPERVISOR)
        result = event(ResultReached(True, "同意"), minutes=10, actor=SUPERVISOR)
        case = told(*OPEN, begun(), accepted, result, event(Closed("已交付"), minutes=11))
        assert case.state is State.CLOSED
        assert case.agency is not None
        assert case.agency.is_open
