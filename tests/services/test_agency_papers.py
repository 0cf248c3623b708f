"""W10, W11, W12 and W14 of 帮办代办 as they are read, also when they are printed again later."""

from dataclasses import replace
from datetime import date

import pytest

from outlet_app.domain.applicant import Applicant, ApplicantKind, IdKind
from outlet_app.domain.catalogue import PaperForm
from outlet_app.domain.events import HandedMaterial
from outlet_app.domain.facts.agency import (
    AgencyMandated,
    AgencyPassed,
    AgencyResumed,
    HaltReason,
    Helper,
    Mode,
    Power,
    Way,
)
from outlet_app.services.views import PaperView
from tests.services.test_transfers import TO_FAR
from tests.support.agencies import FORMS, LICENCE, acted, begun, ended, handed, mandate, stopped
from tests.support.at_the_counter import taken, text_of
from tests.support.bench import SUPERVISOR_PERSON, Bench
from tests.support.builders import CLERK, SUPERVISOR

ME = Helper(CLERK, "苏日娜", "0478-6623315")
BOSS = Helper(SUPERVISOR, "高云飞", "0478-6623316")
MINE = begun(helper=ME)
PHONE = "13904780001"
RESULT = HandedMaterial("资助批复", 1, PaperForm.ORIGINAL)


def read(bench: Bench, paper: PaperView) -> str:
    return text_of(bench.counter().papers.pdf(paper.paper_id))


def reprinted(bench: Bench, paper: PaperView) -> PaperView:
    """The next copy of a paper, drawn from the case as it stands now."""
    assert paper.case_id is not None
    return bench.counter().papers.reprint(paper.case_id, paper.form, number=paper.number)


Begun = tuple[str, PaperView, PaperView]


@pytest.fixture
def begun_papers(bench: Bench) -> Begun:
    """A case just helped: its id, its 授权委托书 and its 受理单."""
    case_id = taken(bench).case.case_id
    mandated, taken_on = bench.counter().agencies.begin(case_id, MINE)
    return case_id, mandated, taken_on


class TestMandate:
    """W10 授权委托书."""

    def test_both_sides_powers_and_term(self, bench: Bench, begun_papers: Begun) -> None:
        case = bench.counter().cases.detail(begun_papers[0]).case
        said = read(bench, begun_papers[1])
        applicant = case.registered.applicant
        for words in (
            "授权委托书",
            applicant.name,
            applicant.id_number,
            applicant.phone,
            "临河区胜利路8号",
            "刘建平",
            "苏日娜",
            "0478-6623315",
            "工号0837",
            "2026年11月20日至2027年1月18日",
            "营业执照",
            "不得代签承诺书",
            "委托人可以随时书面撤销",
        ):
            assert words in said, words

    def test_a_person_signs_with_the_whole_number(self, bench: Bench) -> None:
        """The form legally needs it (UI.md §11)."""
        who = Applicant(
            ApplicantKind.PERSON, "其木格", IdKind.ID_CARD, "152822196501010025", "", "13904780001"
        )
        case_id = taken(bench, applicant=who).case.case_id
        mandated, taken_on = bench.counter().agencies.begin(case_id, MINE)
        assert "152822196501010025" in read(bench, mandated)
        assert "152822196501010025" not in read(bench, taken_on)

    def test_a_second_one_stands_beside_the_first(self, bench: Bench, begun_papers: Begun) -> None:
        case_id, first, _ = begun_papers
        later = AgencyMandated(mandate(Power.COLLECT, since=date(2026, 12, 1), until=date(2026, 12, 31)))
        (second,) = bench.counter().agencies.authorise(case_id, later)
        assert "2026年12月1日至2026年12月31日" in read(bench, second)
        assert "营业执照" not in read(bench, second)
        again = reprinted(bench, first)
        assert "2026年11月20日至2027年1月18日" in read(bench, again)
        assert "营业执照" in read(bench, again)
        assert again.number == first.number != second.number


class TestTakenOn:
    """W11 帮办代办受理单."""

    def test_who_helps_with_what_and_under_which_authority(self, bench: Bench, begun_papers: Begun) -> None:
        _, mandated, taken_on = begun_papers
        said = read(bench, taken_on)
        for words in (
            "帮办代办受理单",
            "苏日娜（工号0837）",
            "0478-6623315",
            "代办专利转化资助申报",
            "2026年11月20日09:05",
            mandated.number.replace(" ", ""),
            "营业执照",
            "申报书",
            "自愿、无偿",
            "不代签承诺书",
        ):
            assert words in said, words

    def test_a_guide_on_site_has_no_authority(self, bench: Bench) -> None:
        case_id = taken(bench).case.case_id
        (paper,) = bench.counter().agencies.begin(case_id, begun(Mode.ON_SITE, helper=ME, materials=()))
        said = read(bench, paper)
        assert "现场导办" in said
        assert "授〔2026〕" not in said

    def test_the_second_help_has_a_paper_of_its_own(self, bench: Bench, begun_papers: Begun) -> None:
        case_id, first_mandate, first = begun_papers
        agencies = bench.counter().agencies
        agencies.halt(case_id, ended())
        mandated, second = agencies.begin(case_id, replace(MINE, helper=BOSS, scope="再次代办"))
        assert "再次代办" in read(bench, second)
        assert mandated.number.replace(" ", "") in read(bench, second)
        again = reprinted(bench, first)
        assert "苏日娜（工号0837）" in read(bench, again)
        assert first_mandate.number.replace(" ", "") in read(bench, again)

    def test_twelve_papers_are_all_listed(self, bench: Bench) -> None:
        rows = tuple(HandedMaterial(f"第{n}号证明", n, PaperForm.COPY) for n in range(1, 13))
        case_id = taken(bench).case.case_id
        for paper in bench.counter().agencies.begin(case_id, replace(MINE, materials=rows)):
            said = read(bench, paper)
            assert all(row.name in said for row in rows), paper.form


class TestHalts:
    """W12 帮办代办中止、续办、办结单."""

    def test_each_turn_has_its_own_paper_also_later(self, bench: Bench, begun_papers: Begun) -> None:
        case_id = begun_papers[0]
        agencies = bench.counter().agencies
        (stop,) = agencies.halt(case_id, stopped(returned=(LICENCE,)))
        (resume,) = agencies.resume(case_id, AgencyResumed(ME, "提交", "道路已通"))
        (passed,) = agencies.halt(case_id, AgencyPassed(BOSS, "取件", "已提交", "调离岗位"))
        (end,) = bench.counter(SUPERVISOR_PERSON).agencies.halt(
            case_id, ended(returned=(FORMS,), done="全部办好")
        )
        texts = {paper.paper_id: read(bench, paper) for paper in (stop, resume, passed, end)}
        assert "暴雪封路" in texts[stop.paper_id]
        assert "营业执照" in texts[stop.paper_id]
        assert "道路已通" in texts[resume.paper_id]
        assert "调离岗位" in texts[passed.paper_id]
        assert "高云飞（工号0001）" in texts[passed.paper_id]
        assert "全部办好" in texts[end.paper_id]
        assert "申报书" in texts[end.paper_id]
        for paper, words in (
            (stop, "暴雪封路"),
            (resume, "道路已通"),
            (passed, "调离岗位"),
            (end, "全部办好"),
        ):
            again = read(bench, reprinted(bench, paper))
            assert words in again, words
        assert len({paper.number for paper in (stop, resume, passed, end)}) == 4

    def test_an_early_end_says_why(self, bench: Bench, begun_papers: Begun) -> None:
        (paper,) = bench.counter().agencies.halt(
            begun_papers[0], ended(HaltReason.WITHDRAWN, remark="委托人自行办理", left="提交、取件")
        )
        said = read(bench, paper)
        for words in ("委托人自行办理", "提交、取件", "凭本单到任一网点续办"):
            assert words in said, words


class TestHandedOver:
    """W14 材料移交单."""

    def test_who_gives_and_who_takes(self, bench: Bench, begun_papers: Begun) -> None:
        case_id, agencies = begun_papers[0], bench.counter().agencies
        (inward,) = agencies.hand_over(case_id, handed(Way.IN, RESULT, other="其木格", purpose="补交"))
        (away,) = agencies.hand_over(case_id, handed(Way.AWAY, FORMS, other="市知识产权科", purpose="申报"))
        (back,) = agencies.hand_over(case_id, handed(Way.OUT, LICENCE, other="刘建平", purpose="退还"))
        said = {paper.paper_id: read(bench, paper) for paper in (inward, away, back)}
        assert "其木格" in said[inward.paper_id]
        assert "资助批复" in said[inward.paper_id]
        assert "市知识产权科" in said[away.paper_id]
        assert "刘建平" in said[back.paper_id]
        assert said[inward.paper_id].index("其木格") < said[inward.paper_id].index("苏日娜（工号0837）")
        assert said[back.paper_id].index("苏日娜（工号0837）") < said[back.paper_id].index("刘建平")
        assert "杭锦后旗" in said[back.paper_id]

    def test_a_slip_is_printed_again_as_it_was(self, bench: Bench, begun_papers: Begun) -> None:
        case_id, agencies = begun_papers[0], bench.counter().agencies
        (first,) = agencies.hand_over(case_id, handed(Way.OUT, LICENCE))
        agencies.hand_over(case_id, handed(Way.OUT, FORMS))
        again = read(bench, reprinted(bench, first))
        assert "营业执照" in again
        assert "申报书" not in again

    def test_what_happens_after_leaves_the_papers_alone(self, bench: Bench, begun_papers: Begun) -> None:
        case_id, _, taken_on = begun_papers
        bench.counter().agencies.act(case_id, acted())
        bench.counter().agencies.halt(case_id, AgencyPassed(BOSS, "取件"))
        assert "高云飞" not in read(bench, reprinted(bench, taken_on))

    def test_a_transfer_and_a_helper_each_have_their_own_slips(
        self, bench: Bench, begun_papers: Begun
    ) -> None:
        """Both are 材料移交单; a further print is about what the first was about."""
        case_id, counter = begun_papers[0], bench.counter()
        (helped,) = counter.agencies.hand_over(case_id, handed(Way.OUT, LICENCE, other="刘建平"))
        bundle = (HandedMaterial("检索报告申请表", 1, PaperForm.ORIGINAL),)
        counter.transfers.send(case_id, replace(TO_FAR, materials=bundle))
        slips = [one for one in counter.cases.detail(case_id).papers if one.form == "W14"]
        (moved,) = [one for one in slips if one.number != helped.number]
        for paper, own, other in ((helped, "营业执照", "检索报告"), (moved, "检索报告", "营业执照")):
            said = read(bench, reprinted(bench, paper))
            assert own in said, paper.number
            assert other not in said, paper.number
