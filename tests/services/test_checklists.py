"""The list of materials at the counter: told, numbered and kept before anybody applies, and no case."""

from collections.abc import Iterator

import pytest

from outlet_app.domain.catalogue import SubItem
from outlet_app.printing.cannot import NoGlyph
from outlet_app.printing.preview import page_count
from outlet_app.services.checklists import Checklists
from outlet_app.services.troubles import Trouble
from outlet_app.services.views import CaseFilter
from tests.support.at_the_counter import events_of_all, text_of
from tests.support.bench import Bench, open_bench
from tests.support.builders import MORNING
from tests.support.counter_fakes_intake import catalogue

VARIANTS = [sub for item in catalogue().items for sub in item.sub_items]
every = pytest.mark.parametrize("sub", VARIANTS, ids=lambda sub: sub.code)


def checklists(bench: Bench) -> Checklists:
    return bench.counter().checklists


def said(bench: Bench, code: str, asked_by: str = "") -> str:
    return text_of(checklists(bench).preview(code, asked_by))


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Checklists]:
    """A counter for tests that only look."""
    opened = open_bench(tmp_path_factory.mktemp("lists"), MORNING)
    yield checklists(opened)
    opened.database.close()


@every
def test_every_variant_of_the_list_has_its_list(lists: Checklists, sub: SubItem) -> None:
    pdf = lists.preview(sub.code)
    words, item = text_of(pdf), catalogue().item_of(sub.code)
    assert page_count(pdf) == 1
    for part in (item.name, sub.name, item.flow.strip("；。 "), item.channels.strip("；。 ")):
        assert "".join(part.split()) in words
    for material in sub.materials:
        assert "".join(material.name.split()) in words
    asked = [material for material in sub.materials if not material.shared]
    assert ("不需要提交材料" in words) == (not asked)
    assert ("免予提交：" in words) == (len(asked) < len(sub.materials))
    assert ("容缺：" in words) == any(material.may_follow for material in asked)


@every
def test_what_is_asked_is_numbered_and_what_is_shared_is_not(lists: Checklists, sub: SubItem) -> None:
    words = text_of(lists.preview(sub.code))
    asked = [material for material in sub.materials if not material.shared]
    for number, material in enumerate(asked, 1):
        assert f"{number}{''.join(material.name.split())}" in words
    assert words.count("以下空白") == bool(asked)


def test_the_time_promised_is_the_list_s_own(bench: Bench) -> None:
    assert "办理时限：自受理之日起3个工作日内办结" in said(bench, "1.7")
    assert "办理时限：当场办结。" in said(bench, "1.1")


class TestIssuing:
    def test_it_has_a_number_of_its_own_series(self, bench: Bench) -> None:
        numbers = ["".join(checklists(bench).issue("8.2").number.split()) for _ in range(3)]
        assert numbers == [f"HH0101知〔2026〕{number:04}号" for number in (1, 2, 3)]

    def test_the_number_and_the_name_stand_on_the_paper_kept(self, bench: Bench) -> None:
        paper = checklists(bench).issue("8.2", "乌仁图雅·孟和")
        words = text_of(bench.counter().papers.pdf(paper.paper_id))
        assert "编号：HH0101知〔2026〕0001号" in words
        assert "咨询人乌仁图雅·孟和告知日期2026年11月20日" in words
        assert "第1次打印" in words
        assert "尚未发送" not in words

    def test_it_belongs_to_no_case_and_none_comes_of_it(self, bench: Bench) -> None:
        paper = checklists(bench).issue("8.2", "赵永胜")
        assert (paper.form, paper.case_id, paper.copy_no) == ("W03", None, 1)
        assert events_of_all(bench) == 0
        assert bench.counter().cases.page(CaseFilter(), 10, 0).rows == ()

    def test_until_it_was_printed_it_is_offered_again(self, bench: Bench) -> None:
        papers = bench.counter().papers
        paper = checklists(bench).issue("8.2")
        assert [one.number for one in papers.unconfirmed()] == [paper.number]
        assert papers.spool(paper.paper_id) == 1
        assert papers.unconfirmed() == ()
        (job,) = bench.spooler.jobs
        assert (job.title, job.copies) == (paper.number, 1)

    def test_a_printer_that_fails_leaves_it_kept(self, bench: Bench) -> None:
        papers = bench.counter().papers
        paper = checklists(bench).issue("8.2")
        bench.spooler.trouble = "printer.failed"
        with pytest.raises(Trouble):
            papers.spool(paper.paper_id)
        assert [one.number for one in papers.unconfirmed()] == [paper.number]
        assert papers.pdf(paper.paper_id).startswith(b"%PDF")
        assert events_of_all(bench) == 0

    def test_the_number_is_witnessed(self, bench: Bench) -> None:
        before = bench.witness.high_water("inst-1")
        checklists(bench).issue("8.2")
        assert bench.witness.high_water("inst-1") != before

    def test_a_name_no_face_has_takes_no_number(self, bench: Bench) -> None:
        with pytest.raises(NoGlyph):
            checklists(bench).issue("8.2", "王\U0003ffff")
        assert bench.counter().papers.unconfirmed() == ()
        assert "0001" in checklists(bench).issue("8.2").number

    def test_a_variant_that_is_not_in_the_list_takes_no_number(self, bench: Bench) -> None:
        with pytest.raises(KeyError):
            checklists(bench).issue("99.9")
        assert "0001" in checklists(bench).issue("8.2").number

    def test_a_year_begins_its_series_anew(self, bench: Bench) -> None:
        checklists(bench).issue("8.2")
        bench.clock.forward(days=60)
        assert "".join(checklists(bench).issue("8.2").number.split()) == "HH0101知〔2027〕0001号"


class TestPreview:
    def test_it_stores_nothing(self, bench: Bench) -> None:
        checklists(bench).preview("8.2", "赵永胜")
        assert bench.counter().papers.unconfirmed() == ()
        assert "0001" in checklists(bench).issue("8.2").number

    def test_it_has_no_number_and_says_so(self, bench: Bench) -> None:
        words = said(bench, "8.2")
        assert "编号：——" in words
        assert "预览，不作为正式文书" in words
