"""W04 一次性告知书, read back from the PDF: content and order of domain.md §2.4, look of UI.md §11."""

from dataclasses import replace

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from paper_eyes import (
    MM,
    Ink,
    characters,
    check_boxes,
    drawn_boxes,
    page_texts,
    place_of,
    squashed,
    words_of,
)
from paper_samples import (
    BANK_PROOF,
    LONGEST_NAME,
    LONGEST_OUTLET,
    NOTICE,
    RIGHTS_PROOF,
    WRONG_DOOR,
)

from outlet_app.domain.applicant import IdKind
from outlet_app.domain.catalogue import PaperForm
from outlet_app.domain.events import Delivery
from outlet_app.printing.cannot import DoesNotFit
from outlet_app.printing.notice import ReceivedRow, build_notice
from outlet_app.printing.tokens import NO_END, NO_START

A4 = (210 * MM, 297 * MM)
UNSEALED = replace(
    RIGHTS_PROOF, issue="复印件未加盖公章。", place="第 2 页", remedy="在复印件上逐页加盖公章。"
)
ONE_MISSING = replace(NOTICE, received=(), missing=(BANK_PROOF,), faulty=(), refused=())
ONE_FAULTY = replace(NOTICE, received=(), missing=(), faulty=(UNSEALED,), refused=())
SECTIONS = ("一、已收材料", "二、缺少的材料", "三、需要更正的材料", "四、不予受理或者不属于本窗口办理的内容")


@pytest.fixture(scope="module")
def pdf(faces):
    return build_notice(NOTICE, faces)


@pytest.fixture(scope="module")
def words(pdf):
    return words_of(pdf)


@pytest.fixture(scope="module")
def long_values():
    received = tuple(
        ReceivedRow(f"第 {n} 项材料的名称比较长要换一行", 1, 1, PaperForm.COPY, n) for n in range(1, 13)
    )
    missing = tuple(replace(BANK_PROOF, name=f"缺少的第 {n} 项") for n in range(1, 7))
    return replace(NOTICE, received=received, missing=missing, faulty=(RIGHTS_PROOF,) * 6)


@pytest.fixture(scope="module")
def long_pdf(faces, long_values):
    return build_notice(long_values, faces)


class TestContent:
    def test_says_what_it_is_about_in_the_order_of_the_trade(self, words):
        order = (
            "表号：W04",
            "编号：HH0501告〔2026〕0031号",
            "巴彦淖尔市杭锦后旗市场监督管理局知识产权公共服务窗口",
            "一次性告知书",
            "HH05-20261122-010017-T",
            "告知次数",
            "巴彦淖尔市河套禾源食品有限公司：",
            *SECTIONS,
            "补正期限：",
            "逾期后果：",
            "补交方式：",
            "办理时限：",
            "咨询电话：0478-8213500。监督投诉电话：0478-8213501。",
            "除上述内容外，本网点不再要求你单位补充其他材料。",
            "申请人签收",
            "本告知书一式两份",
        )
        places = [words.rindex(text) if text == "一次性告知书" else words.index(text) for text in order[4:]]
        assert places == sorted(places)
        assert all(text in words for text in order)

    def test_names_the_party_as_it_was_told(self, words):
        for text in (
            "查询码7K4M92QX",
            "申请人巴彦淖尔市河套禾源食品有限公司",
            "统一社会信用代码91150826MA0NK2H35E",
            "经办人赵永胜139****6718",
            "服务事项知识产权政策资助奖励申报服务",
            "办理项申报预审",
            "提交日期2026年11月22日",
            "告知次数第1次",
        ):
            assert text in words

    def test_lists_what_was_received(self, words):
        assert "序号材料名称应交份数实交份数原件或复印件页数备注" in words
        assert "1申报书11原件6" in words
        assert "2营业执照11复印件1数据共享核验" in words

    def test_lists_what_is_missing_and_how_it_must_be(self, words):
        assert "要求（来源、形式、份数、样本）是否可容缺补交方式" in words
        assert "原件1份。由开户银行出具并加盖业务章，户名与申请人名称一致。" in words
        assert "窗口、邮寄、线上" in words

    def test_lists_what_is_wrong_with_its_defect_codes(self, words):
        assert "D03、D06第2项专利号填写为“ZL2023104568.7”，少1位数字，无法检索。" in words
        assert "对照专利证书填写完整的专利号，重新提交清单。" in words
        assert "第3页" in words

    def test_says_the_term_with_days_and_date(self, words):
        assert "自收到本告知书之日起15个工作日内补正，截止日期为2026年12月11日。" in words
        assert "节假日安排未更新" not in words

    def test_has_both_signature_halves_the_refusal_and_the_witness(self, words):
        for text in (
            "申请人签收服务网点",
            "申请人（代理人）：",
            "年月日时分",
            "申请人拒绝签收",
            "拒签原因：",
            "见证人签名（工号）：",
            "经办人：苏日娜（工号0837）",
            "联系电话：0478-6623315",
            "（业务专用章）",
            "2026年11月22日",
        ):
            assert text in words

    def test_the_foot_says_who_printed_what_and_when(self, pdf):
        for page, text in enumerate(page_texts(pdf), 1):
            foot = squashed(text)
            assert "杭锦后旗陕坝镇公共服务网点" in foot
            assert "经办：苏日娜（0837）打印：2026-11-2210:42第1次打印系统版本0.1.0" in foot
            assert f"第{page}页共{len(page_texts(pdf))}页" in foot
            assert "尚未发送" not in foot
            assert "预览" not in foot


class TestVariants:
    def words(self, faces, **changes):
        return words_of(build_notice(replace(NOTICE, **changes), faces))

    def test_every_empty_section_says_none(self, faces):
        words = self.words(faces, received=(), missing=(), faulty=(), refused=())
        for section in SECTIONS:
            assert f"{section}：无。" in words

    def test_what_the_window_cannot_take_is_sent_to_the_right_door(self, faces):
        words = self.words(faces, refused=(WRONG_DOOR,))
        assert "1专利侵权纠纷不属于本窗口办理" in words
        assert "《中华人民共和国专利法》第六十五条" in words
        assert "专利侵权纠纷行政裁决所，0478-8213500" in words

    def test_a_person_is_addressed_as_one(self, faces):
        words = self.words(faces, is_body=False, id_kind=IdKind.ID_CARD, id_number="1528**********0025")
        assert "居民身份证1528**********0025" in words
        assert "除上述内容外，本网点不再要求您补充其他材料。" in words
        assert "你单位" not in words

    def test_a_term_counted_without_a_calendar_says_so(self, faces):
        assert "（节假日安排未更新，按周一至周五计算。）" in self.words(faces, assumed=True)

    @pytest.mark.parametrize(
        ("paused", "said"),
        [
            (None, "补正齐全并受理后开始计算办理时限"),
            (True, "自本告知书送达之日起暂停计时"),
            (False, "等待补正期间不暂停计时"),
        ],
    )
    def test_says_whether_the_clock_stands_still(self, faces, paused, said):
        assert said in self.words(faces, paused=paused)

    def test_only_the_ways_that_are_open_are_named(self, faces):
        assert "可以通过窗口提交补正材料" in self.words(faces, ways=(Delivery.IN_PERSON,))

    def test_the_city_window_has_no_county_in_its_name(self, faces):
        words = self.words(faces, imprint=replace(NOTICE.imprint, division=""))
        assert "巴彦淖尔市市场监督管理局知识产权公共服务窗口" in words

    def test_a_second_print_of_an_unsent_paper_says_both(self, faces):
        words = self.words(faces, imprint=replace(NOTICE.imprint, copy_no=2, unsent=True))
        assert "第2次打印系统版本0.1.0尚未发送" in words

    def test_a_preview_shows_no_number_and_calls_itself_one(self, faces):
        words = self.words(faces, imprint=replace(NOTICE.imprint, preview=True))
        assert "编号：——" in words
        assert "预览，不作为正式文书" in words
        assert "0031" not in words
        assert "次打印" not in words


def test_the_same_values_make_the_same_bytes(faces, pdf):
    assert build_notice(NOTICE, faces) == pdf


def test_what_the_file_says_about_itself_names_no_applicant(pdf):
    about = pypdfium2.PdfDocument(pdf).get_metadata_dict()
    assert about["Title"] == "一次性告知书"
    assert about["Author"] == "巴彦淖尔市知识产权公共服务"
    assert "河套" not in "".join(about.values())


class TestLook:
    def test_is_a_black_and_white_a4_page(self, pdf):
        assert pypdfium2.PdfDocument(pdf)[0].get_size() == pytest.approx(A4, abs=0.01)

    def test_nothing_leaves_the_margins(self, pdf, long_pdf):
        for one in (pdf, long_pdf):
            for page in range(len(page_texts(one))):
                for char, box in characters(one, page):
                    hanging = box.width / 2 if char in NO_END or char in NO_START else 0
                    assert box.left + hanging >= 24 * MM - 0.5, char
                    assert box.right - hanging <= A4[0] - 24 * MM + 0.5, char

    def test_no_letter_is_smaller_than_nine_and_a_half_points(self, pdf):
        read = pypdfium2.PdfDocument(pdf)[0].get_textpage()
        sizes = {round(pdfium.FPDFText_GetFontSize(read, n), 1) for n in range(read.count_chars())}
        assert min(size for size in sizes if size > 1) >= 9.5

    def test_the_title_is_centred(self, pdf):
        title = place_of(pdf, "一次性告知书")
        assert (title.left + title.right) / 2 == pytest.approx(A4[0] / 2, abs=1)
        assert title.height >= 24

    def test_the_code_is_large_enough_to_be_scanned(self, pdf):
        widest = max(
            (box for box in drawn_boxes(pdf) if abs(box.width - box.height) < 0.5), key=lambda box: box.width
        )
        assert widest.width >= 32 * MM

    def test_outer_frames_are_drawn_stronger_than_inner_rules(self, pdf):
        ink = Ink(pdf, scale=8)
        facts = place_of(pdf, "办件编号")
        y = (facts.top + facts.bottom) / 2
        left = sum(ink.at(24 * MM + step / 16, y) for step in range(-24, 25))
        inner_x = next(x / 8 for x in range(int(facts.right * 8), int(A4[0] * 8)) if ink.at(x / 8, y))
        inner = sum(ink.at(inner_x + step / 16, y) for step in range(-8, 24))
        assert left > inner > 0

    def test_the_seal_has_a_clear_square_of_forty_millimetres(self, pdf):
        page = len(page_texts(pdf)) - 1
        mark = place_of(pdf, "（业务专用章）", page)
        half = place_of(pdf, "申请人签收服务网点", page)
        frames = [box for box in drawn_boxes(pdf, page) if box.height > 40 * MM and box.width > 40 * MM]
        cell = next(box for box in frames if box.left < mark.left < box.right and box.left > A4[0] / 2 - 5)
        assert cell.width >= 40 * MM
        assert cell.bottom - half.bottom >= 42 * MM

    def test_boxes_are_drawn_and_ticked_where_a_material_may_follow(self, faces):
        both = (BANK_PROOF, replace(BANK_PROOF, name="授权委托书", may_follow=False))
        pdf = build_notice(replace(NOTICE, missing=both, faulty=()), faces)
        assert not {"☐", "☑", "✓", "□"} & set(words_of(pdf))
        ink = Ink(pdf)
        may, may_not, other_may, other_may_not = (ink.amount(box) for box in check_boxes(pdf)[:4])
        assert min(may, other_may_not) > 1.2 * max(may_not, other_may)

    @pytest.mark.parametrize("on_spot", [True, False])
    def test_both_boxes_stand_in_every_row_and_the_right_one_is_ticked(self, faces, on_spot):
        rows = tuple(replace(RIGHTS_PROOF, name=name, on_spot=on_spot) for name in ("甲", "乙"))
        pdf = build_notice(replace(NOTICE, missing=(), faulty=rows), faces)
        ink, boxes = Ink(pdf), check_boxes(pdf)
        for yes, no in zip(boxes[::2], boxes[1::2], strict=False):
            assert yes.top == pytest.approx(no.top, abs=0.5)
            ticked, empty = (yes, no) if on_spot else (no, yes)
            assert ink.amount(ticked) > 1.2 * ink.amount(empty)
        said = words_of(pdf)
        assert "更正要求可当场更正" in said
        assert said.count("是否") == 2


def last_line(pdf, page):
    """The lowest line of a page above its foot, and where it ends."""
    above = [(char, box) for char, box in characters(pdf, page) if box.bottom < A4[1] - 20 * MM]
    lowest = max(box.bottom for _, box in above)
    line = "".join(char for char, box in above if box.bottom > lowest - 6)
    return line, lowest


class TestManyMaterials:
    def test_goes_on_over_several_pages(self, long_pdf):
        assert len(page_texts(long_pdf)) >= 3
        words = words_of(long_pdf)
        for number in range(1, 13):
            assert f"第{number}项材料的名称比较长要换一行" in words

    def test_the_head_of_a_table_comes_again_on_the_next_page(self, long_pdf):
        second = squashed(page_texts(long_pdf)[1])
        assert "序号材料名称应交份数实交份数" in second

    def test_a_row_is_whole_on_one_page(self, long_pdf):
        for number in range(1, 7):
            holding = [page for page in page_texts(long_pdf) if f"缺少的第{number}项" in squashed(page)]
            assert len(holding) == 1
            assert squashed(holding[0]).count(f"缺少的第{number}项") == 1

    def test_signatures_stand_with_text_on_the_last_page_only(self, long_pdf):
        *others, last = map(squashed, page_texts(long_pdf))
        assert all("申请人签收" not in page for page in others)
        assert "申请人签收" in last
        assert "除上述内容外" in last
        assert "见证人签名" in last

    @pytest.mark.parametrize("rows", range(1, 14))
    def test_signatures_are_never_alone_however_long_the_list(self, faces, rows):
        received = tuple(ReceivedRow(f"材料 {n}", 1, 1, PaperForm.COPY) for n in range(rows))
        pdf = build_notice(replace(NOTICE, received=received), faces)
        last = squashed(page_texts(pdf)[-1])
        assert last.index("除上述内容外") < last.index("申请人签收")

    @pytest.mark.parametrize("lines", [1, 4, 9, 16])
    @pytest.mark.parametrize("rows", [0, 2, 4, 5, 6, 8, 11])
    def test_no_page_but_the_last_stays_empty_for_long_and_no_title_is_left_behind(self, faces, rows, lines):
        received = tuple(ReceivedRow(f"材料 {n}", 1, 1, PaperForm.COPY) for n in range(rows))
        faulty = tuple(replace(RIGHTS_PROOF, remedy=f"第 {n} 项" + "补交" * lines * 4) for n in range(3))
        pdf = build_notice(replace(NOTICE, received=received, faulty=faulty), faces)
        for page in range(len(page_texts(pdf)) - 1):
            last, bottom = last_line(pdf, page)
            # The signatures stay whole with the sentence above them, whatever room that leaves.
            if "申请人签收" not in squashed(page_texts(pdf)[page + 1]):
                assert bottom > A4[1] - 20 * MM - 48 * MM, f"page {page + 1} ends {last}"
            assert not last.startswith(("一、", "二、", "三、")), last
            assert not last.endswith(("可当场更正", "补交方式", "备注")), last
        said = words_of(pdf)
        assert min(said.count("补"), said.count("交")) >= 3 * lines * 4
        places = [said.index(f"第{n}项补") for n in range(3)]
        assert places == sorted(places)

    def test_a_tall_row_goes_on_below_the_head_on_the_next_page(self, faces):
        received = tuple(ReceivedRow(f"材料 {n}", 1, 1, PaperForm.COPY) for n in range(6))
        tall = replace(RIGHTS_PROOF, issue="甲" * 60, remedy="乙" * 130, codes=(), on_spot=True)
        pdf = build_notice(replace(NOTICE, received=received, missing=(), faulty=(tall,)), faces)
        first, second = (squashed(text) for text in page_texts(pdf)[:2])
        assert 0 < first.count("乙") < 130
        assert first.count("乙") + second.count("乙") == 130
        assert second.index("可当场更正") < second.index("乙")
        assert first.count("专利权利证明") == 1
        assert "专利权利证明" not in second
        assert len(check_boxes(pdf, 0)) == 2

    def test_no_line_begins_with_a_mark_that_may_not(self, long_pdf, pdf):
        for one in (pdf, long_pdf):
            for page in page_texts(one):
                for line in filter(None, map(str.strip, page.splitlines())):
                    assert line[0] not in NO_START, line
                    assert line[-1] not in NO_END, line

    def test_a_text_too_long_for_any_page_is_refused_not_cut(self, faces):
        with pytest.raises(DoesNotFit):
            build_notice(replace(NOTICE, faulty=(replace(RIGHTS_PROOF, remedy="字" * 3000),)), faces)


class TestLongestNames:
    @pytest.fixture(scope="class")
    @classmethod
    def made(cls, faces):
        imprint = replace(NOTICE.imprint, outlet=LONGEST_OUTLET, clerk="乌云其木格·阿拉坦")
        values = replace(
            NOTICE,
            imprint=imprint,
            applicant=LONGEST_NAME,
            contact="阿古拉·巴特尔",
            sub_item="免申即享意愿确认",
        )
        return build_notice(values, faces)

    def test_nothing_is_shortened(self, made):
        words = words_of(made)
        assert len(LONGEST_NAME) == 24
        for text in (LONGEST_NAME, LONGEST_OUTLET, "乌云其木格·阿拉坦（0837）", "阿古拉·巴特尔"):
            assert text in words

    def test_the_foot_keeps_clear_of_the_page_number(self, made):
        outlet = place_of(made, LONGEST_OUTLET)
        pages = place_of(made, "第1页共2页")
        assert outlet.bottom == pytest.approx(pages.bottom, abs=1)
        assert outlet.right < pages.left - 5 * MM

    def test_a_clerks_name_stays_within_its_blank(self, made):
        page = len(page_texts(made)) - 1
        name = place_of(made, "乌云其木格·阿拉坦（工号0837）", page)
        blank_half_of_the_bracket = 11 / 2
        assert name.right - blank_half_of_the_bracket <= A4[0] - 24 * MM - 5 * MM + 0.5


class TestOnePage:
    """A notice about a single material is one page, as close as it has to be and no closer."""

    @pytest.mark.parametrize("values", [ONE_MISSING, ONE_FAULTY], ids=["missing", "faulty"])
    def test_a_single_material_needs_no_second_page(self, faces, values):
        assert len(page_texts(build_notice(values, faces))) == 1

    @pytest.mark.parametrize("name", ["乌云其木格·阿拉坦格日勒", "㛃䶮"])
    def test_nor_with_a_mongolian_or_a_rare_name(self, faces, name):
        pages = page_texts(build_notice(replace(ONE_MISSING, applicant=name), faces))
        assert len(pages) == 1
        assert squashed(name) in squashed(pages[0])

    def test_all_of_it_is_there(self, faces):
        said = words_of(build_notice(ONE_MISSING, faces))
        for text in (
            "一、已收材料：无。",
            "三、需要更正的材料：无。",
            BANK_PROOF.name,
            "补正期限：",
            "逾期后果：",
        ):
            assert squashed(text) in said, text
        for text in ("申请人拒绝签收", "见证人签名（工号）：", "（业务专用章）", "本告知书一式两份"):
            assert squashed(text) in said, text

    def test_what_stands_on_it_does_not_run_into_the_foot(self, faces):
        pdf = build_notice(ONE_MISSING, faces)
        foot = min(box.top for char, box in characters(pdf, 0) if box.top > A4[1] - 20 * MM)
        above = max(box.bottom for char, box in characters(pdf, 0) if box.bottom <= A4[1] - 20 * MM)
        assert above < foot

    def test_what_needs_two_pages_anyhow_is_set_roomily(self, faces, long_values):
        long, short = build_notice(long_values, faces), build_notice(ONE_MISSING, faces)
        wide = place_of(long, "查询码").top - place_of(long, "办件编号").top
        close = place_of(short, "查询码").top - place_of(short, "办件编号").top
        assert wide > close


MATERIALS = (
    "申报书",
    "营业执照复印件",
    "专利权利证明（专利证书、专利登记簿副本或者最近一次年费缴纳凭证）",
    "授权委托书",
    "银行账户证明",
    "法定代表人身份证明",
)
HANDED_IN = tuple(ReceivedRow(name, 1, 1, PaperForm.COPY, 6) for name in MATERIALS)


def with_rows(received, missing=1, faulty=0):
    """A notice of an ordinary length."""
    return replace(
        NOTICE,
        received=HANDED_IN[:received],
        missing=(BANK_PROOF,) * missing,
        faulty=(UNSEALED,) * faulty,
        refused=(),
    )


def sizes(pdf):
    """The sizes of the letters of every page, in points."""
    found = set()
    for page in pypdfium2.PdfDocument(pdf):
        read = page.get_textpage()
        for at, char in enumerate(read.get_text_range()):
            if char.strip() and at < read.count_chars():
                found.add(round(pdfium.FPDFText_GetFontSize(read, at), 1))
    return found


class TestShortLists:
    """Spacing gives before a page breaks, and letters never fall below what UI §11 allows."""

    @pytest.mark.parametrize(
        ("received", "missing", "faulty"),
        [(0, 1, 0), (1, 1, 0), (3, 1, 0), (5, 1, 0), (6, 1, 0), (0, 2, 0), (0, 3, 0), (2, 2, 0), (0, 0, 1)],
    )
    def test_up_to_six_materials_are_one_page(self, faces, received, missing, faulty):
        assert len(page_texts(build_notice(with_rows(received, missing, faulty), faces))) == 1

    @pytest.mark.parametrize("received", [0, 1, 3, 5, 6])
    def test_letters_stay_as_large_as_they_have_to_be(self, faces, received):
        found = sizes(build_notice(with_rows(received), faces))
        assert min(found) >= 9.5
        assert {16.0, 24.0, 10.5} <= found
        assert found <= {9.5, 10.5, 11.0, 12.0, 16.0, 24.0}

    def test_everything_told_is_told_on_the_one_page(self, faces):
        (text,) = page_texts(build_notice(with_rows(6), faces))
        said = squashed(text)
        for name in (*MATERIALS, BANK_PROOF.name, *SECTIONS):
            assert squashed(name) in said, name
        for label in (
            "补正期限：",
            "逾期后果：",
            "补交方式：",
            "办理时限：",
            "咨询电话：",
            "见证人签名（工号）：",
        ):
            assert squashed(label) in said, label

    def test_sections_without_anything_share_a_line_only_where_room_is_dear(self, faces):
        close = build_notice(with_rows(6), faces)
        wide = build_notice(replace(with_rows(0), missing=(BANK_PROOF,)), faces)
        assert "三、需要更正的材料：无。四、不予受理" in words_of(close)
        third, fourth = (place_of(close, text).top for text in ("三、需要", "四、不予"))
        assert third == pytest.approx(fourth, abs=0.5)
        third, fourth = (place_of(wide, text).top for text in ("三、需要", "四、不予"))
        assert fourth - third > 11

    def test_a_section_with_rows_never_shares_a_line(self, faces):
        made = build_notice(with_rows(1, 1, 1), faces)
        assert (
            place_of(made, "二、缺少").top < place_of(made, "三、需要").top < place_of(made, "四、不予").top
        )

    def test_the_code_keeps_its_size_and_its_captions(self, faces):
        made = build_notice(with_rows(6), faces)
        upper, lower = place_of(made, "扫码查询办理进度"), place_of(made, "或凭查询码到各网点查询")
        assert lower.top - upper.bottom >= 32 * MM

    def test_rows_beside_the_code_are_alike(self, faces):
        made = build_notice(with_rows(6), faces)
        number, code, contact = (
            place_of(made, text).top for text in ("HH05-2026", "91150826MA", "139****6718")
        )
        assert (code - number) / 3 == pytest.approx(contact - code, abs=1)

    @pytest.mark.parametrize("received", [0, 5, 6])
    def test_there_is_room_to_write_by_hand(self, faces, received):
        made = build_notice(with_rows(received), faces)
        lines = [
            place_of(made, label).top
            for label in ("申请人（代理人）：", "拒签原因：", "见证人签名（工号）：")
        ]
        assert lines[2] - lines[1] >= 6.5 * MM

    @pytest.mark.parametrize("received", [0, 5, 6])
    def test_the_seal_has_its_room(self, faces, received):
        made = build_notice(with_rows(received), faces)
        phone = place_of(made, NOTICE.outlet_phone)
        assert place_of(made, "（业务专用章）").bottom - phone.bottom >= 15 * MM

    def test_what_lies_behind_one_page_is_set_roomily_on_two(self, faces):
        texts = page_texts(build_notice(with_rows(6, 6, 0), faces))
        assert len(texts) == 2
        assert "见证人签名" in squashed(texts[1])
