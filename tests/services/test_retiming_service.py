"""更正事项和时限 over a real store: clocks counted anew, who may, what is refused, what is outdated."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from outlet_app.domain.applicant import Applicant, ApplicantKind
from outlet_app.domain.decisions import Decision
from outlet_app.domain.dossier import Case
from outlet_app.domain.entry import DeficientDetail, TransferDetail
from outlet_app.domain.events import Channel, Complexity
from outlet_app.domain.facts.retiming import Retimed
from outlet_app.domain.handing import ReturnReason
from outlet_app.domain.materials import MaterialState
from outlet_app.domain.problems import Refused
from outlet_app.services.retiming import Retiming
from outlet_app.sync.wire import decode_event
from tests.support.at_the_counter import accepted, history, kinds
from tests.support.bench import SUPERVISOR_PERSON, Bench, open_bench
from tests.support.builders import MORNING, SUPERVISOR
from tests.support.entries import consultation, subsidy, tracked

UNLISTED = {"item": 0, "sub_item": "", "answer": ""}
TO_SUBSIDY = {"item": "8", "sub_item": "8.2"}


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


def use(bench: Bench) -> Retiming:
    return bench.counter(SUPERVISOR_PERSON).retiming


def asked(bench: Bench, **changes: object) -> Case:
    """A question outside the list that came back from a colleague: open, its clocks running."""
    who = Applicant(ApplicantKind.PERSON, "其其格", phone="13900001234")
    entry = consultation(**{**UNLISTED, "applicant": who, **changes})
    detail = TransferDetail("", SUPERVISOR, "高云飞", "请答复")
    counter = bench.counter()
    case = counter.intake.decide(entry, Decision.TRANSFER, detail).case
    return bench.counter(SUPERVISOR_PERSON).transfers.send_back(
        case.case_id, ReturnReason.NOT_MY_DUTY, "请窗口办"
    )


def received(bench: Bench) -> Case:
    return bench.counter().intake.decide(subsidy(bench.reference), Decision.RECEIVE).case


def rules(case: Case) -> dict[str, str]:
    return {due.rule: f"{due.at:%m-%d %H:%M}" if due.at else "" for due in case.dues}


class TestTheMatter:
    def test_the_unlisted_becomes_listed_and_its_clocks_go(self, bench: Bench) -> None:
        case = asked(bench)
        mended = use(bench).amend(case.case_id, TO_SUBSIDY, "其实是资助预审")
        told = mended.registered
        assert (told.item, told.sub_item, told.consulting) == (8, "8.2", False)
        fact = decode_event(history(bench, case.case_id)[-1].body).fact
        assert isinstance(fact, Retimed)
        assert (fact.dues_before, fact.dues) == (case.dues, mended.dues)
        assert kinds(bench, case.case_id)[-1] == "retimed"

    def test_it_can_be_examined_and_accepted_then(self, bench: Bench) -> None:
        case = asked(bench)
        use(bench).amend(case.case_id, TO_SUBSIDY, "其实是资助预审")
        assert "examine" in bench.counter(SUPERVISOR_PERSON).cases.detail(case.case_id).actions

    def test_the_clocks_are_counted_from_the_registration(self, bench: Bench) -> None:
        """Two days late found out: the day does not begin anew."""
        case = asked(bench)
        bench.clock.forward(days=2)
        wanted = {"item": "2", "sub_item": "2.8", "complexity": "complex"}
        view = use(bench).preview(case.case_id, wanted, "要书面答复")
        assert view.refusal is None
        mended = use(bench).amend(case.case_id, wanted, "要书面答复")
        assert [due.at for due in mended.dues if due.at and due.at.date() < case.registered_at.date()] == []
        assert rules(mended)["answer"].startswith("11-2")

    def test_what_was_met_stays_met(self, bench: Bench) -> None:
        case = asked(bench, item=2, sub_item="2.2")
        case = use(bench).amend(case.case_id, {"complexity": "complex"}, "要核实")
        assert "feedback" in rules(case)
        bench.counter(SUPERVISOR_PERSON).cases.feedback(case.case_id, "正在核实")
        mended = use(bench).amend(case.case_id, {"sub_item": "2.1", "item": "2"}, "事项选错")
        assert list(rules(mended)) == ["answer"]

    def test_a_checklist_under_examination_is_another_and_keeps_what_came(self, bench: Bench) -> None:
        case = received(bench)
        before = [row.name for row in case.materials if row.handed]
        mended = use(bench).amend(case.case_id, {"item": "1", "sub_item": "1.7"}, "事项选错")
        assert {row.code for row in mended.materials} >= {"1.7-M1"}
        assert [row.name for row in mended.materials if row.handed and row.name in before] == before

    def test_the_papers_that_say_the_old_matter_are_to_be_renewed(self, bench: Bench) -> None:
        case = received(bench)
        use(bench).amend(case.case_id, {"item": "8", "sub_item": "8.1"}, "事项选错")
        found = bench.counter(SUPERVISOR_PERSON).renewing.outdated(case.case_id)
        assert [one.form for one in found] == ["W02"]

    def test_after_the_acceptance_the_paper_has_the_word(self, bench: Bench) -> None:
        case = accepted(bench).case
        view = use(bench).preview(case.case_id, TO_SUBSIDY, "选错")
        assert view.refusal is not None
        assert view.refusal.code == "retime.decided"
        with pytest.raises(Refused, match=r"retime\.decided"):
            use(bench).amend(case.case_id, TO_SUBSIDY, "选错")
        assert kinds(bench, case.case_id)[-1] != "retimed"


class TestWhoMay:
    @pytest.mark.parametrize(
        "wanted", [TO_SUBSIDY, {"complexity": "complex"}, {"channel": "letter", "incoming_due": "2026-11-30"}]
    )
    def test_a_clock_is_moved_by_the_head_alone(self, bench: Bench, wanted: dict[str, str]) -> None:
        case = asked(bench)
        with pytest.raises(Refused, match=r"retime\.supervisor"):
            bench.counter().retiming.amend(case.case_id, wanted, "选错")
        view = bench.counter().retiming.preview(case.case_id, wanted, "选错")
        assert view.refusal is not None
        assert view.refusal.code == "retime.supervisor"

    def test_a_clerk_turns_a_visit_into_a_letter_without_a_day(self, bench: Bench) -> None:
        case = asked(bench)
        wanted = {
            "channel": "letter",
            "incoming_no": "信 12 号",
            "incoming_from": "陕坝镇",
            "reply_by": "phone",
        }
        mended = bench.counter().retiming.amend(case.case_id, wanted, "是来信")
        assert mended.registered.channel is Channel.LETTER
        assert mended.registered.incoming is not None
        assert mended.registered.incoming.sender == "陕坝镇"
        assert mended.dues == case.dues

    def test_and_the_day_of_the_first_visit(self, bench: Bench) -> None:
        case = bench.counter().intake.decide(tracked(bench.reference), Decision.ACCEPT).case
        mended = bench.counter().retiming.amend(case.case_id, {"first_visit": "2026-12-01"}, "约好了")
        assert mended.next_follow_up == date(2026, 12, 1)


class TestLetters:
    def test_a_named_day_is_a_clock_of_its_own(self, bench: Bench) -> None:
        case = asked(bench)
        wanted = {"channel": "hotline", "incoming_no": "热 7 号", "incoming_due": "2026-11-30"}
        mended = use(bench).amend(case.case_id, wanted, "是热线转办")
        assert rules(mended)["incoming"] == "11-30 17:30"
        back = use(bench).amend(case.case_id, {"channel": "counter"}, "不是")
        assert "incoming" not in rules(back)
        assert back.registered.incoming is None

    @pytest.mark.parametrize(
        ("wanted", "field", "code"),
        [
            ({"channel": "hotline"}, "channel_or_reply", "field.missing"),
            (
                {"channel": "superior", "incoming_no": "1", "incoming_from": ""},
                "incoming_from",
                "field.missing",
            ),
            (
                {"channel": "letter", "incoming_from": "", "reply_by": "post"},
                "incoming_from",
                "field.missing",
            ),
            ({"channel": "hotline", "incoming_no": "1", "reply_by": "post"}, "reply_by", "field.choose"),
            ({"channel": "taube"}, "channel", "field.missing"),
        ],
    )
    def test_what_a_letter_needs_is_told_at_its_field(
        self, bench: Bench, wanted: dict[str, str], field: str, code: str
    ) -> None:
        case = asked(bench)
        found = use(bench).problems(case, wanted)
        assert code in {one.code for one in found.values()}
        if field != "channel_or_reply":
            assert found[field].code == code

    def test_a_visit_needs_nothing_of_it(self, bench: Bench) -> None:
        case = asked(bench)
        wanted = {"channel": "on_site", "incoming_no": "", "incoming_due": "", "reply_by": ""}
        assert use(bench).problems(case, wanted) == {}


class TestPromises:
    def owing(self, bench: Bench) -> Case:
        entry = subsidy(bench.reference, A1=MaterialState.DEFERRED)
        detail = DeficientDetail(date(2026, 11, 24), volunteered=True)
        return bench.counter().intake.decide(entry, Decision.DEFICIENT, detail).case

    def test_a_day_written_wrong_is_put_right_within_the_five_days(self, bench: Bench) -> None:
        case = self.owing(bench)
        (line,) = case.promises
        mended = use(bench).amend(case.case_id, {f"promise.{line.code}": "2026-11-26"}, "写错日期")
        assert mended.promises[0].due == date(2026, 11, 26)
        assert mended.supplement_due is not None
        assert mended.supplement_due.at is not None
        assert f"{mended.supplement_due.at:%m-%d %H:%M}" == "11-26 17:30"

    def test_not_beyond_them(self, bench: Bench) -> None:
        case = self.owing(bench)
        (line,) = case.promises
        with pytest.raises(Refused, match=r"retime\.promise_late"):
            use(bench).amend(case.case_id, {f"promise.{line.code}": "2026-11-30"}, "写错日期")

    def test_nor_by_a_clerk(self, bench: Bench) -> None:
        case = self.owing(bench)
        (line,) = case.promises
        with pytest.raises(Refused, match=r"retime\.supervisor"):
            bench.counter().retiming.amend(case.case_id, {f"promise.{line.code}": "2026-11-26"}, "写错")

    def test_after_an_extension_it_stays(self, bench: Bench) -> None:
        case = self.owing(bench)
        (line,) = case.promises
        bench.counter(SUPERVISOR_PERSON).promises.extend(case.case_id, 2, "停电")
        with pytest.raises(Refused, match=r"retime\.promise_fixed"):
            use(bench).amend(case.case_id, {f"promise.{line.code}": "2026-11-23"}, "写错")

    def test_both_days_stand_side_by_side_before_it_is_saved(self, bench: Bench) -> None:
        case = self.owing(bench)
        (line,) = case.promises
        view = use(bench).preview(case.case_id, {f"promise.{line.code}": "2026-11-26"}, "写错")
        days = [[f"{one.at:%m-%d}" for one in side if one.rule == "supplement" and one.at] for side in
                (view.before, view.after)]  # fmt: skip
        assert days == [["11-24"], ["11-26"]]


class TestComplexity:
    def test_complex_has_the_clocks_of_a_complex_question(self, bench: Bench) -> None:
        case = asked(bench, item=2, sub_item="2.2")
        mended = use(bench).amend(case.case_id, {"complexity": "complex"}, "要检索")
        assert mended.registered.complexity is Complexity.COMPLEX
        assert rules(mended)["answer"] == "11-25 17:30"

    def test_and_simple_goes_back(self, bench: Bench) -> None:
        case = asked(bench, item=2, sub_item="2.2")
        use(bench).amend(case.case_id, {"complexity": "complex"}, "要检索")
        back = use(bench).amend(case.case_id, {"complexity": "simple"}, "点错")
        assert back.dues == case.dues


def test_l20_tells_it_with_its_reason(bench: Bench) -> None:
    case = asked(bench)
    use(bench).amend(case.case_id, TO_SUBSIDY, "其实是资助预审")
    day = bench.clock.now().date()
    lines = bench.counter(SUPERVISOR_PERSON).ledgers.view("L20", day, day).lines
    told = [line.cells for line in lines if line.cells["event"] == "retimed"]
    assert [(one["subject"], one["why"]) for one in told] == [
        ("field:item\nfield:sub_item", "其实是资助预审")
    ]


@pytest.mark.parametrize(("wanted", "code"), [({}, "amend.nothing"), ({"item": "acht"}, "amend.value")])
def test_what_is_none_is_refused(bench: Bench, wanted: dict[str, str], code: str) -> None:
    case = asked(bench)
    with pytest.raises(Refused) as refused:
        use(bench).amend(case.case_id, wanted, "选错")
    assert refused.value.refusal.code == code


def test_without_a_reason_nothing_is_saved(bench: Bench) -> None:
    case = asked(bench)
    with pytest.raises(Refused, match=r"retime\.no_reason"):
        use(bench).amend(case.case_id, TO_SUBSIDY, "  ")


def test_it_is_offered_while_something_can_be_put_right(bench: Bench) -> None:
    case = asked(bench)
    assert "retime" in bench.counter().cases.detail(case.case_id).actions
    done = bench.counter().intake.decide(consultation(), Decision.ANSWER).case
    assert "retime" not in bench.counter().cases.detail(done.case_id).actions
