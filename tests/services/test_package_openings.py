"""集成办 opened with more than papers: items handed on, an agent, the notice looked at first."""

from dataclasses import replace

import pytest

from outlet_app.domain.applicant import Agent, IdKind
from outlet_app.domain.bundle import bundle_problems, one_list, plan
from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import RejectDetail, TransferDetail
from outlet_app.domain.problems import Refused
from outlet_app.domain.states import State
from outlet_app.services.counter import Counter
from outlet_app.services.library import read_library
from tests.services.test_packaging import TICKED, S, filled, opened, package
from tests.support.at_the_counter import events_of_all, text_of
from tests.support.bench import Bench, shelf
from tests.support.builders import ENTERPRISE, OUTLET
from tests.support.pledged import CITY

SENT = TransferDetail(CITY, "", "市级窗口", "需专业人员裁决")
AGENT = Agent("其木格", IdKind.ID_CARD, "152822196501010025", "13900005678")


@pytest.fixture
def counter(bench: Bench) -> Counter:
    return bench.counter()


class TestHandedOn:
    """One item goes to somebody else, the others go on here."""

    def test_it_is_a_case_of_its_own_that_waits_for_its_receiver(self, counter: Counter) -> None:
        bundled = opened(counter, filled(counter, sent={"7.4": SENT}))
        decided = {one.registered.sub_item: one.decision for one in bundled.children}
        assert decided == {"2.8": Decision.ACCEPT, "7.2": Decision.ACCEPT, "7.4": Decision.TRANSFER}
        child = bundled.children[2]
        assert child.state is State.TRANSFERRED
        assert child.transfer is not None
        assert (child.transfer.fact.to_outlet, child.transfer.fact.reason) == (CITY, "需专业人员裁决")

    def test_its_slip_is_issued_and_the_others_keep_their_receipts(self, counter: Counter) -> None:
        bundled = opened(counter, filled(counter, sent={"7.4": SENT}))
        assert [paper.form for paper in bundled.papers] == ["W05", "W05", "W13"]
        assert bundled.papers[2].case_id == bundled.children[2].case_id

    def test_the_parent_goes_on_for_the_rest(self, counter: Counter) -> None:
        bundled = opened(counter, filled(counter, sent={"7.4": SENT}))
        assert bundled.case.state is State.IN_PROGRESS
        assert dict(bundled.case.member_states)[bundled.children[2].case_id] is State.IN_PROGRESS

    def test_papers_of_that_item_alone_need_not_be_looked_at(self, counter: Counter) -> None:
        told, catalogue = package(counter, "P5"), counter.reference.catalogue
        entry = filled(counter)
        rows = {row.code for row in one_list(told, replace(entry, sent={"7.4": SENT}), catalogue)}
        assert "7.4-M1" in {row.code for row in one_list(told, entry, catalogue)}
        assert "7.4-M1" not in rows
        assert "ownership" in rows  # the other item asks for it too

    def test_what_is_refused_is_not_handed_on(self, counter: Counter) -> None:
        refusal = RejectDetail("not_in_remit", "知识产权维权援助办法", "法院")
        entry = filled(counter, sent={"7.4": SENT}, refused={"7.4": refusal})
        plans = plan(package(counter, "P5"), entry, counter.reference.catalogue)
        assert plans[-1].decision is Decision.REJECT

    def test_the_one_notice_does_not_speak_of_it(self, counter: Counter) -> None:
        bundled = opened(counter, filled(counter, but={"7.2-M1": S.FAULTY}, sent={"7.4": SENT}))
        assert [one.decision for one in bundled.children][1:] == [Decision.NOTICE, Decision.TRANSFER]
        (notice,) = bundled.case.notices
        assert [line.code for line in notice.lines] == ["7.2-M1"]

    def test_everything_can_be_handed_on(self, counter: Counter) -> None:
        bundled = opened(counter, filled(counter, sent=dict.fromkeys(("2.8", "7.2", "7.4"), SENT)))
        assert {one.state for one in bundled.children} == {State.TRANSFERRED}
        assert [paper.form for paper in bundled.papers] == ["W13"] * 3


class TestTheAgent:
    """代办人 is told once and stands in the parent and every child."""

    def test_the_agent_stands_in_every_case(self, counter: Counter) -> None:
        typed = replace(
            AGENT, id_kind=IdKind.NONE, id_number=" 1528 2219 6501 0100 25", phone="１３９００００５６７８"
        )
        bundled = opened(counter, filled(counter, agent=typed))
        for one in (bundled.case, *bundled.children):
            assert (one.registered.agent, one.registered.assisted) == (AGENT, True)

    def test_without_one_nobody_is_named(self, counter: Counter) -> None:
        bundled = opened(counter, filled(counter))
        for one in (bundled.case, *bundled.children):
            assert (one.registered.agent, one.registered.assisted) == (None, False)

    @pytest.mark.parametrize(
        ("agent", "field", "code"),
        [
            (Agent("其木格"), "agent.id_number", "field.missing"),
            (Agent("其木格", IdKind.ID_CARD, AGENT.id_number), "agent.phone", "field.missing"),
            (Agent("", phone="13900005678"), "agent.name", "field.missing"),
            (replace(AGENT, phone="139"), "agent.phone", "phone.short"),
            (replace(AGENT, id_number="152822196501010024"), "agent.id_number", "id.check_digit"),
            (replace(AGENT, name="其木格😀"), "agent.name", "text.emoji"),
        ],
    )
    def test_what_is_wrong_is_told_at_its_field(
        self, counter: Counter, bench: Bench, agent: Agent, field: str, code: str
    ) -> None:
        told, entry = package(counter, "P5"), filled(counter, agent=agent)
        found = bundle_problems(told, entry, counter.reference.catalogue, bench.clock.now().date())
        assert found[field].code.rpartition(".")[2] == code.rpartition(".")[2]
        before = events_of_all(bench)
        with pytest.raises(Refused) as caught:
            opened(counter, entry)
        assert caught.value.refusal.code == "entry.incomplete"
        assert events_of_all(bench) == before


class TestPreview:
    """The one 一次性告知书 as it would be."""

    def seen(self, counter: Counter, **changes: object) -> str:
        entry = filled(counter, but={"ownership": S.MISSING, "7.4-M1": S.FAULTY}, **changes)
        return text_of(counter.packaging.preview(package(counter, "P5"), entry, TICKED))

    def test_it_says_what_the_paper_will_say(self, counter: Counter, bench: Bench) -> None:
        seen = self.seen(counter)
        entry = filled(counter, but={"ownership": S.MISSING, "7.4-M1": S.FAULTY})
        paper = opened(counter, entry).papers[0]
        said = text_of(counter.papers.pdf(paper.paper_id))
        for words in ("权属证明", "行政裁决请求书", ENTERPRISE.name, "15个工作日", "维权一件事"):
            assert words in seen
            assert words in said

    def test_nothing_is_numbered_or_kept_for_it(self, counter: Counter, bench: Bench) -> None:
        before = events_of_all(bench)
        seen = self.seen(counter)
        assert events_of_all(bench) == before
        assert counter.papers.unconfirmed() == ()
        assert "预览" in seen
        assert "〔2026〕0001号" not in seen
        paper = opened(counter, filled(counter, but={"ownership": S.MISSING})).papers[0]
        assert paper.number.endswith("0001 号")

    def test_what_is_typed_is_cleaned_as_it_will_be(self, counter: Counter) -> None:
        seen = self.seen(counter, applicant=replace(ENTERPRISE, name="  河套禾源食品有限公司  "))
        assert "河套禾源食品有限公司：" in seen

    def test_what_is_handed_on_is_not_asked_for(self, counter: Counter) -> None:
        assert "行政裁决请求书" not in self.seen(counter, sent={"7.4": SENT})

    def test_large_print_too(self, counter: Counter) -> None:
        entry = filled(counter, but={"ownership": S.MISSING})
        pdf = counter.packaging.preview(package(counter, "P5"), entry, replace(TICKED, large=True))
        assert "权属证明" in text_of(pdf)


class TestNamesInThePackage:
    """P2 names what is changed, where the list knows only the consultation (since edition 2026-2)."""

    def test_the_first_edition_stays_as_it_was(self) -> None:
        packages = read_library(shelf()).at(OUTLET, "01").packages
        old = packages.of("P2", "2026-1")
        assert old is not None
        assert all(not one.name for one in old.members)

    @pytest.mark.parametrize(
        ("code", "name"),
        [
            ("2.1", "专利著录项目变更指导"),
            ("2.4", "集成电路布图设计登记变更指导"),
            ("4.3", "清单名"),
            ("5.5", "清单名"),
        ],
    )
    def test_members_have_words_of_their_own(self, counter: Counter, code: str, name: str) -> None:
        told = package(counter, "P2")
        assert told.edition == "2026-3"
        assert told.named(code, "清单名") == name

    def test_the_family_is_told_by_them(self, counter: Counter) -> None:
        entry = replace(
            filled(counter),
            wanted=("4.3", "2.1"),
            answers={
                "before": "河套禾原食品有限公司",
                "after": "河套禾源食品有限公司",
                "changed_on": "2026-11-02",
                "marks": "第 60001234 号",
                "patents": "ZL202620000001.X",
            },
            for_review=True,
            materials=(),
        )
        bundled = counter.packaging.open("P2", entry)
        family = counter.cases.detail(bundled.case.case_id).family
        assert family is not None
        assert [kin.name for kin in family.kin][1] == "专利著录项目变更指导"

    def test_each_number_is_asked_of_the_item_it_belongs_to(self, counter: Counter) -> None:
        told = package(counter, "P2")
        asked = {one.key for one in told.asked(("2.1",))}
        assert "patents" in asked
        assert not {"marks", "layouts", "gi_user"} & asked

    def test_an_unknown_member_keeps_the_lists_name(self, counter: Counter) -> None:
        assert package(counter, "P5").named("9.9", "清单名") == "清单名"
