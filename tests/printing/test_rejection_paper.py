"""W06 不予受理通知书, read back: reason, basis, where to go, hearing and remedy (domain.md §2.2)."""

from dataclasses import replace

import pytest
from paper_eyes import MM, font_descriptors, page_texts, place_of, squashed, words_of
from paper_samples import ABOUT, LONGEST_NAME, LONGEST_OUTLET, RARE, REJECTION, imprint

from outlet_app.domain.applicant import IdKind
from outlet_app.domain.forms.decisions import REJECTED
from outlet_app.printing.rejection import build_rejection
from outlet_app.wording.paper_fields import label


@pytest.fixture(scope="module")
def pdf(faces):
    return build_rejection(REJECTION, faces)


@pytest.fixture(scope="module")
def words(pdf):
    return words_of(pdf)


@pytest.fixture
def said(faces):
    def of(**changes):
        return words_of(build_rejection(replace(REJECTION, **changes), faces))

    return of


def why(**changes):
    """The sample's answers, some of them otherwise."""
    return {**REJECTION.told, **changes}


def test_every_field_of_the_sheet_has_its_row_in_order(pdf):
    """What is asked and sent is what is printed: a field more stands on the paper by itself."""
    rows = [place_of(pdf, REJECTION.told[one.name][:10]).top for one in REJECTED.fields()]
    assert rows == sorted(rows)
    assert [label("W06", one.name) for one in REJECTED.fields()] == [
        "原因",
        "依据",
        "应当提出申请的\n机关、地址、电话",
    ]
    assert all(one.wire in REJECTION.told for one in REJECTED.fields())


def test_what_nobody_asked_is_not_printed(said):
    words = said(told=why(note="不在表上的话"))
    assert "不在表上的话" not in words


def test_says_everything_in_the_order_of_a_letter(words):
    order = (
        "巴彦淖尔市杭锦后旗市场监督管理局知识产权公共服务窗口不予受理通知书",
        "办件编号HH05-20261122-010017-T",
        "查询码7K4M92QX",
        "巴彦淖尔市河套禾源食品有限公司：",
        "你单位于2026年11月20日就“知识产权维权援助服务（维权援助申请）”向本网点提出申请。",
        "决定不予受理",
        "原因专利侵权纠纷不属于本窗口办理。",
        "依据《中华人民共和国专利法》第六十五条",
        "专利侵权纠纷行政裁决所，临河区新华东街1号，0478-8213500",
        "陈述和申辩：你单位有权向本网点或者巴彦淖尔市杭锦后旗市场监督管理局陈述意见、进行申辩",
        "救济途径：对不予受理不服的，可以拨打监督投诉电话0478-8213501或者12345",
        "重新申请：",
        "申请人签收服务网点",
        "本通知书一式两份，一份交申请人，一份由服务网点留存。",
    )
    places = [words.index(text) for text in order]
    assert places == sorted(places)


def test_is_numbered_in_its_own_series_and_names_its_edition(words):
    assert "表号：W06（2026-1版）" in words
    assert "编号：HH0501不受〔2026〕0004号" in words


def test_a_person_is_spoken_to_as_a_person(said):
    person = replace(ABOUT, is_body=False, applicant="其其格", id_kind=IdKind.ID_CARD)
    words = said(about=person)
    assert "其其格：您于2026年11月20日" in words
    assert "您有权向本网点" in words
    assert "你单位" not in words


def test_without_a_basis_of_its_own_the_paper_names_the_general_one(said):
    assert "依据参照《中华人民共和国行政许可法》第三十二条第一款" in said(told=why(basis=""))


def test_without_another_office_it_says_none(said):
    assert "机关、地址、电话无" in said(told=why(instead=""))


def test_nobody_named_is_still_told(said):
    """A person turned away need not have said who they are (decisions.md 14)."""
    words = said(about=replace(ABOUT, applicant="", contact="", phone="", id_number="", id_kind=IdKind.NONE))
    assert "申请人申请人" in words
    assert "申请人：你单位于" in words


def test_a_matter_off_the_list_is_called_so(said):
    words = said(about=replace(ABOUT, item="", sub_item=""))
    assert "就“未列入清单的事项”向本网点" in words
    assert "服务事项未列入清单的事项" in words


def test_an_item_without_a_variant_stands_alone(said):
    assert "就“知识产权维权援助服务”向本网点" in said(about=replace(ABOUT, sub_item=""))


def test_an_ordinary_rejection_is_one_page_with_room_for_the_seal(pdf):
    assert len(page_texts(pdf)) == 1
    seal, by = place_of(pdf, "（业务专用章）"), place_of(pdf, "经办人：苏日娜")
    assert seal.bottom - by.bottom >= 35 * MM


def test_a_long_reason_takes_two_pages_and_the_signatures_are_not_alone(faces):
    long = replace(REJECTION, told=why(reason="经补正仍不符合要求。" * 40))
    first, second = map(squashed, page_texts(build_rejection(long, faces)))
    assert "申请人签收" not in first
    assert "申请人签收" in second
    assert second.index("重新申请：") < second.index("申请人签收")


@pytest.mark.parametrize("name", [LONGEST_NAME, "乌云其木格·阿拉坦格日勒", f"王{RARE}"])
def test_the_longest_foreign_and_rarest_names_are_whole(said, name):
    words = said(about=replace(ABOUT, applicant=name, contact=name))
    assert words.count(name) == 3


def test_the_longest_outlet_and_the_city_window(said):
    number = REJECTION.imprint.number
    assert LONGEST_OUTLET in said(imprint=imprint("W06", number, outlet=LONGEST_OUTLET))
    city = said(imprint=imprint("W06", number, division=""))
    assert "巴彦淖尔市市场监督管理局知识产权公共服务窗口" in city
    assert "或者巴彦淖尔市市场监督管理局陈述意见" in city


def test_every_face_is_embedded(pdf):
    assert all(b"/FontFile2" in told for told in font_descriptors(pdf))


def test_the_same_values_make_the_same_bytes(faces, pdf):
    assert build_rejection(REJECTION, faces) == pdf
