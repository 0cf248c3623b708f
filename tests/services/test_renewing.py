"""换发文书: which papers still say what was put right since, and the new ones in their place."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from outlet_app.domain.problems import Refused
from outlet_app.services.views import Outcome
from tests.support.at_the_counter import (
    accepted,
    answered,
    events_of_all,
    kinds,
    named,
    notified,
    taken,
    text_of,
)
from tests.support.bench import SUPERVISOR_PERSON, Bench

OTHER_ID = "152822196501010033"


def numbers(bench: Bench, case_id: str) -> list[str]:
    return [one.number for one in bench.counter().renewing.outdated(case_id)]


def refused(work: Callable[[], object]) -> str:
    with pytest.raises(Refused) as caught:
        work()
    return caught.value.refusal.code


class TestWhichPapers:
    """Only those that hold, and whose words would be others today."""

    @pytest.mark.parametrize(
        ("wanted", "is_outdated"),
        [
            ({"applicant.name": "琪琪格"}, True),
            ({"applicant.name": "其其格·䶮"}, True),
            ({"applicant.id_number": OTHER_ID}, True),
            ({"phone": "13900009999"}, True),
            ({"phone": "13988881234"}, False),  # only the four digits that no paper shows
            ({"channel": "on_site"}, True),
            ({"special_groups": "elderly"}, False),
            ({"request": "改为查询发明专利"}, False),
        ],
    )
    def test_a_paper_is_outdated_where_it_prints_what_was_put_right(
        self, bench: Bench, wanted: dict[str, str], is_outdated: bool
    ) -> None:
        made = accepted(bench)
        bench.counter().mending.amend(made.case.case_id, wanted)
        assert numbers(bench, made.case.case_id) == ([made.papers[0].number] if is_outdated else [])

    def test_the_notice_is_found_too(self, bench: Bench) -> None:
        made = notified(bench)
        bench.counter().mending.amend(made.case.case_id, {"contact": "刘建萍"})
        (found,) = bench.counter().renewing.outdated(made.case.case_id)
        assert (found.form, found.case_no) == ("W04", made.case.case_no)

    def test_nothing_is_outdated_before_anything_was_put_right(self, bench: Bench) -> None:
        assert numbers(bench, accepted(bench).case.case_id) == []

    def test_a_case_without_papers_has_none(self, bench: Bench) -> None:
        case_id = answered(bench, applicant=named(bench)).case.case_id
        bench.counter(SUPERVISOR_PERSON).mending.amend(case_id, {"contact": "乌云"})
        assert numbers(bench, case_id) == []

    def test_put_right_and_put_back_leaves_the_paper_true(self, bench: Bench) -> None:
        case_id = accepted(bench).case.case_id
        bench.counter().mending.amend(case_id, {"applicant.name": "琪琪格"})
        bench.counter().mending.amend(case_id, {"applicant.name": "其其格"})
        assert numbers(bench, case_id) == []

    def test_a_print_made_since_says_it_already(self, bench: Bench) -> None:
        case_id = accepted(bench).case.case_id
        bench.counter().mending.amend(case_id, {"applicant.name": "琪琪格"})
        bench.counter().papers.reprint(case_id, "W05")
        assert numbers(bench, case_id) == []
        assert "renew" not in bench.counter().cases.detail(case_id).actions

    def test_a_void_paper_is_nobodys_any_more(self, bench: Bench) -> None:
        made = accepted(bench)
        bench.counter().mending.amend(made.case.case_id, {"applicant.name": "琪琪格"})
        bench.counter(SUPERVISOR_PERSON).papers.void(made.case.case_id, made.papers[0].number, "收回")
        assert numbers(bench, made.case.case_id) == []

    def test_what_only_the_course_says_is_on_no_paper(self, bench: Bench) -> None:
        made = taken(bench)
        bench.counter().mending.amend(made.case.case_id, {"request": "另行说明"})
        assert numbers(bench, made.case.case_id) == []


class TestRenewing:
    """作废 the old, a new number, the reason with it."""

    def made(self, bench: Bench) -> Outcome:
        made = accepted(bench)
        bench.counter().papers.spool(made.papers[0].paper_id)
        bench.counter().mending.amend(made.case.case_id, {"applicant.name": "琪琪格", "contact": "琪琪格"})
        return made

    def test_the_old_number_is_void_and_the_new_one_says_the_right_name(self, bench: Bench) -> None:
        made = self.made(bench)
        case_id, old = made.case.case_id, made.papers[0].number
        (paper,) = bench.counter().renewing.renew(case_id, [old], " 内容已更正 ")
        assert (paper.form, paper.copy_no, paper.number != old) == ("W05", 1, True)
        words = text_of(bench.counter().papers.pdf(paper.paper_id))
        assert "琪琪格" in words
        assert "其其格" not in words.replace("琪琪格", "")
        case = bench.counter().cases.detail(case_id).case
        assert case.void_papers == (old,)
        assert case.void_reason(old) == "内容已更正"
        assert kinds(bench, case_id)[-3:] == ["amended", "paper_voided", "paper_issued"]

    def test_both_numbers_stay_accounted_for(self, bench: Bench) -> None:
        made = self.made(bench)
        (paper,) = bench.counter().renewing.renew(made.case.case_id, [made.papers[0].number], "内容已更正")
        assert made.papers[0].number.endswith("0001 号")
        assert paper.number.endswith("0002 号")
        shown = {one.number: one.voided for one in bench.counter().cases.detail(made.case.case_id).papers}
        assert shown == {made.papers[0].number: "内容已更正", paper.number: ""}

    def test_nothing_more_is_outdated_and_the_step_is_gone(self, bench: Bench) -> None:
        made = self.made(bench)
        assert "renew" in bench.counter().cases.detail(made.case.case_id).actions
        bench.counter().renewing.renew(made.case.case_id, [made.papers[0].number], "内容已更正")
        assert numbers(bench, made.case.case_id) == []
        assert "renew" not in bench.counter().cases.detail(made.case.case_id).actions

    def test_a_paper_never_printed_is_not_asked_for_again(self, bench: Bench) -> None:
        made = accepted(bench)
        bench.counter().mending.amend(made.case.case_id, {"applicant.name": "琪琪格"})
        (paper,) = bench.counter().renewing.renew(made.case.case_id, [made.papers[0].number], "内容已更正")
        assert [one.number for one in bench.counter().papers.unconfirmed()] == [paper.number]

    def test_a_second_correction_makes_the_new_one_outdated(self, bench: Bench) -> None:
        made = self.made(bench)
        (paper,) = bench.counter().renewing.renew(made.case.case_id, [made.papers[0].number], "内容已更正")
        bench.clock.forward(hours=1)
        bench.counter().mending.amend(made.case.case_id, {"applicant.name": "齐齐格"})
        assert numbers(bench, made.case.case_id) == [paper.number]

    @pytest.mark.parametrize(
        ("chosen", "reason", "code"),
        [
            ("own", " ", "void.reason_missing"),
            ("none", "内容已更正", "renew.outdated"),
            ("unknown", "内容已更正", "renew.outdated"),
            ("both", "内容已更正", "renew.outdated"),
        ],
    )
    def test_what_does_not_hold_is_refused_and_nothing_is_kept(
        self, bench: Bench, chosen: str, reason: str, code: str
    ) -> None:
        made = self.made(bench)
        own, before = made.papers[0].number, events_of_all(bench)
        said = {"own": [own], "none": [], "unknown": ["HH0101 受〔2026〕0099 号"]}.get(chosen, [own, "x"])
        assert refused(lambda: bench.counter().renewing.renew(made.case.case_id, said, reason)) == code
        assert events_of_all(bench) == before

    def test_it_cannot_be_done_twice(self, bench: Bench) -> None:
        made = self.made(bench)
        old = [made.papers[0].number]
        bench.counter().renewing.renew(made.case.case_id, old, "内容已更正")
        again = refused(lambda: bench.counter().renewing.renew(made.case.case_id, old, "内容已更正"))
        assert again == "renew.outdated"

    def test_of_an_ended_case_it_is_a_heads_affair(self, bench: Bench) -> None:
        made = self.made(bench)
        bench.counter().cases.withdraw(made.case.case_id, "不办了")
        old = [made.papers[0].number]
        assert "renew" not in bench.counter().cases.detail(made.case.case_id).actions
        assert (
            refused(lambda: bench.counter().renewing.renew(made.case.case_id, old, "更正"))
            == "amend.supervisor"
        )
        head = bench.counter(SUPERVISOR_PERSON)
        assert "renew" in head.cases.detail(made.case.case_id).actions
        assert len(head.renewing.renew(made.case.case_id, old, "更正")) == 1

    def test_the_day_counts_the_case_once(self, bench: Bench) -> None:
        made = self.made(bench)
        bench.counter().renewing.renew(made.case.case_id, [made.papers[0].number], "内容已更正")
        sheet = bench.counter(SUPERVISOR_PERSON).day_sheet.sheet(bench.clock.now().date())
        assert (sheet.total.visits, sheet.flow.new) == (1, 1)

    def test_the_notice_keeps_its_words_its_size_and_its_place(self, bench: Bench) -> None:
        made = notified(bench)
        case_id = made.case.case_id
        bench.counter().papers.reprint(case_id, "W04", large=True)
        bench.clock.forward(days=1)
        bench.counter().mending.amend(case_id, {"contact": "刘建萍"})
        (paper,) = bench.counter().renewing.renew(case_id, [made.papers[0].number], "内容已更正")
        issued = bench.counter().cases.detail(case_id).case.papers[-1]
        assert (issued.large, issued.ordinal, issued.number) == (True, 1, paper.number)
        assert bench.clock.now() - made.case.registered_at >= timedelta(days=1)


def test_an_event_of_the_other_machine_is_folded_alike(bench: Bench) -> None:
    """What is outdated follows from the events alone, so every window offers the same."""
    made = accepted(bench)
    bench.counter().mending.amend(made.case.case_id, {"applicant.name": "琪琪格"})
    colleague = bench.counter(SUPERVISOR_PERSON)
    assert colleague.cases.detail(made.case.case_id).case.outdated == (made.papers[0].number,)
    assert [one.number for one in colleague.renewing.outdated(made.case.case_id)] == [made.papers[0].number]
