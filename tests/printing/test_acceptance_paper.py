"""W05 受理通知书, read back from the PDF."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from paper_eyes import MM, Ink, check_boxes, page_texts, place_of, squashed, words_of
from paper_samples import ACCEPTANCE, LONGEST_NAME, RARE, THREE_WORKDAYS

from outlet_app.domain.calendar import CST
from outlet_app.domain.catalogue import ClockKind, ClockStart, PaperForm, TimeRule
from outlet_app.domain.events import Channel, Delivery, DueStamp
from outlet_app.printing.acceptance import Limit, Taken, TakenRow, build_acceptance

LATER = TakenRow("保密协议", PaperForm.ORIGINAL, 1, Taken.LATER, 0, date(2026, 11, 27))


@pytest.fixture(scope="module")
def pdf(faces):
    return build_acceptance(ACCEPTANCE, faces)


@pytest.fixture(scope="module")
def words(pdf):
    return words_of(pdf)


@pytest.fixture
def said(faces):
    def of(**changes):
        return words_of(build_acceptance(replace(ACCEPTANCE, **changes), faces))

    return of


def limit(code, kind, value, start, at, assumed=False) -> Limit:
    return Limit(TimeRule(code, kind, value, start), DueStamp(code, kind, at, assumed))


class TestContent:
    def test_is_called_by_its_own_name_everywhere(self, words):
        assert "受理通知书" in words
        assert "回执" not in words
        assert "表号：W05" in words
        assert "编号：HH0501受〔2026〕0128号" in words

    def test_names_party_item_and_case(self, words):
        for text in (
            "办件编号HH05-20261120-010018-3",
            "查询码9C3FQ7W2",
            "申请人内蒙古金葵种业科技有限公司",
            "统一社会信用代码91150802MA0TEA71XJ",
            "联系方式赵永胜139****6718",
            "服务事项知识产权信息查询服务",
            "办理项复杂查询报告",
            "受理方式受理来访方式窗口",
            "受理时间2026年11月20日09:52",
        ):
            assert text in words

    def test_says_by_when_with_weekday_and_rule(self, words):
        assert "2026年11月25日（周三）17:30前办结（自受理之日起3个工作日内）" in words
        assert "节假日安排未更新" not in words

    def test_says_what_was_taken_and_what_need_not_be(self, words):
        assert "1服务需求申请表原件1份已收1份" in words
        assert "2营业执照数据共享核验免予提交" in words
        assert "3经办人身份证核验原件已核验" in words

    def test_tells_where_to_ask_and_that_a_review_is_free(self, words):
        assert "咨询电话：0478-8213500。监督投诉电话：0478-8213501。" in words
        assert "您可以自愿评价本次服务，评价不影响办理结果" in words
        assert "本通知书一式两份" in words

    def test_is_signed_by_both(self, words):
        for text in (
            "申请人签收服务网点",
            "申请人（代理人）：",
            "受理人：苏日娜（工号0837）",
            "（业务专用章）",
        ):
            assert text in words
        assert "拒签" not in words

    def test_the_same_values_make_the_same_bytes(self, faces, pdf):
        assert build_acceptance(ACCEPTANCE, faces) == pdf


class TestLimits:
    AT = datetime(2026, 11, 21, 9, 52, tzinfo=CST)

    @pytest.mark.parametrize(
        ("one", "text"),
        [
            (
                limit("feedback", ClockKind.HOURS, 24, ClockStart.REGISTERED, AT),
                "2026年11月21日（周六）09:52前反馈处理意见（自登记之时起24小时内）",
            ),
            (
                limit("answer", ClockKind.WORKDAYS, 3, ClockStart.REGISTERED, AT),
                "前答复（自登记之日起3个工作日内）",
            ),
            (limit("handling", ClockKind.INSTANT, 0, ClockStart.REGISTERED, AT), "办理时限当场办结"),
            (
                limit("follow_up", ClockKind.FOLLOW_UP, 30, ClockStart.ACCEPTED, AT),
                "长期跟踪服务，下次回访日期2026年11月21日",
            ),
            (
                limit("handling", ClockKind.PERIOD, 0, ClockStart.ACCEPTED, None),
                "办理时限按申报期和规定时限反馈",
            ),
        ],
    )
    def test_each_kind_of_clock_has_its_words(self, said, one, text):
        assert text in said(limits=(one,))

    def test_several_clocks_are_all_told(self, said):
        feedback = limit("feedback", ClockKind.HOURS, 24, ClockStart.REGISTERED, self.AT)
        words = said(limits=(feedback, THREE_WORKDAYS))
        assert "24小时内" in words
        assert "3个工作日内" in words

    def test_a_day_counted_without_a_calendar_is_marked_once(self, said):
        assumed = replace(THREE_WORKDAYS, due=replace(THREE_WORKDAYS.due, assumed=True))
        words = said(limits=(assumed, assumed))
        assert words.count("节假日安排未更新，按周一至周五计算") == 1


class TestDeficient:
    def test_names_the_promise_and_its_day(self, said):
        words = said(materials=(*ACCEPTANCE.materials, LATER))
        assert "受理方式容缺受理" in words
        assert "容缺，11月27日前补交" in words
        assert "申请人承诺于2026年11月27日前补交第4项材料" in words

    def test_several_promises_share_one_sentence(self, said):
        words = said(materials=(LATER, *ACCEPTANCE.materials, LATER))
        assert "补交第1、5项材料" in words

    def test_without_one_there_is_no_promise(self, words):
        assert "承诺" not in words


def test_help_and_channel_are_told(said):
    words = said(channel=Channel.PHONE, assisted=True)
    assert "来访方式电话，帮办代办" in words


@pytest.mark.parametrize("way", list(Delivery))
def test_the_way_the_result_comes_is_ticked_in_a_drawn_box(faces, way):
    pdf = build_acceptance(replace(ACCEPTANCE, result_by=way), faces)
    ink = Ink(pdf)
    amounts = [ink.amount(box) for box in check_boxes(pdf)]
    assert len(amounts) == 3
    assert amounts.index(max(amounts)) == list(Delivery).index(way)
    assert max(amounts) > 1.2 * sorted(amounts)[1]


class TestPages:
    def test_an_ordinary_acceptance_is_one_page(self, pdf):
        assert len(page_texts(pdf)) == 1

    def test_one_page_even_deficient_with_five_materials_and_no_calendar(self, faces):
        assumed = replace(THREE_WORKDAYS, due=replace(THREE_WORKDAYS.due, assumed=True))
        values = replace(
            ACCEPTANCE, materials=(*ACCEPTANCE.materials, LATER, LATER), limits=(assumed,), assisted=True
        )
        assert len(page_texts(build_acceptance(values, faces))) == 1

    def test_few_materials_are_set_roomily(self, faces, pdf):
        one = build_acceptance(replace(ACCEPTANCE, materials=ACCEPTANCE.materials[:1]), faces)

        def pitch(paper):
            return place_of(paper, "申请人内蒙古").bottom - place_of(paper, "办件编号").bottom

        assert pitch(one) >= pitch(pdf) > 2 * 7.2 * MM

    def test_twelve_materials_take_two_pages_with_the_head_again(self, faces):
        many = tuple(TakenRow(f"名称比较长的第 {n} 项材料", PaperForm.ORIGINAL, 1) for n in range(1, 13))
        first, second = map(
            squashed, page_texts(build_acceptance(replace(ACCEPTANCE, materials=many), faces))
        )
        assert "申请人签收" not in first
        assert "申请人签收" in second
        # The signatures keep a row of the list with them, and the row its head.
        assert "名称比较长的第12项材料" in second or "领取方式" in second
        assert ("名称比较长的第12项材料" in first) != ("名称比较长的第12项材料" in second)

    def test_a_case_without_materials_has_no_list(self, said):
        assert "材料名称" not in said(materials=())


def test_the_longest_and_rarest_names_are_whole(said):
    words = said(applicant=LONGEST_NAME, contact=f"{RARE}·阿")
    assert LONGEST_NAME in words
    assert f"{RARE}·阿139****6718" in words


def test_a_preview_has_no_number(said):
    words = said(imprint=replace(ACCEPTANCE.imprint, preview=True))
    assert "编号：——" in words
    assert "预览" in words
