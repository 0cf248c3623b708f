"""The 大字版 of W04, read back: everything the other says, nothing smaller than it may be."""

from dataclasses import replace

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from paper_eyes import MM, characters, drawn_boxes, font_descriptors, page_texts, place_of, squashed, words_of
from paper_samples import BANK_PROOF, LONGEST_NAME, LONGEST_OUTLET, NOTICE, RARE, RIGHTS_PROOF, WRONG_DOOR

from outlet_app.domain.catalogue import PaperForm
from outlet_app.printing.notice import ReceivedRow
from outlet_app.printing.notice_large import build_large_notice

A4 = (210 * MM, 297 * MM)
LARGE = replace(NOTICE, refused=(WRONG_DOOR,), imprint=replace(NOTICE.imprint, large=True))


@pytest.fixture(scope="module")
def pdf(faces):
    return build_large_notice(LARGE, faces)


@pytest.fixture(scope="module")
def words(pdf):
    return words_of(pdf)


@pytest.fixture
def said(faces):
    def of(**changes):
        return words_of(build_large_notice(replace(LARGE, **changes), faces))

    return of


def sizes(pdf):
    """The size of every character in points as printed, page by page with its place."""
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        read = page.get_textpage()
        height = page.get_height()
        for index in range(read.count_chars()):
            _, bottom, _, _ = read.get_charbox(index)
            matrix = pdfium.FS_MATRIX()
            pdfium.FPDFText_GetMatrix(read, index, matrix)
            size = pdfium.FPDFText_GetFontSize(read, index) * abs(matrix.a)
            yield chr(pdfium.FPDFText_GetUnicode(read, index)), size, height - bottom


def test_it_says_all_that_the_other_says(words):
    order = (
        "一次性告知书",
        "扫码查询办理进度办件编号：HH05-20261122-010017-T查询码：7K4M92QX",
        "申请人巴彦淖尔市河套禾源食品有限公司",
        "统一社会信用代码91150826MA0NK2H35E",
        "经办人赵永胜139****6718",
        "提交日期2026年11月22日",
        "告知次数第1次",
        "巴彦淖尔市河套禾源食品有限公司：",
        "一、已收材料",
        "1.申报书：应交1份，实交1份，原件，6页。",
        "2.营业执照：应交1份，实交1份，复印件，1页。数据共享核验。",
        "二、缺少的材料",
        "1.银行账户证明（原件1份）：由开户银行出具并加盖业务章，户名与申请人名称一致。可以容缺。补交方式：窗口、邮寄、线上。",
        "三、需要更正的材料",
        "1.专利权利证明：第2项专利号填写为“ZL2023104568.7”，少1位数字，无法检索。（D03、D06，第3页）更正要求：对照专利证书",
        "四、不予受理或者不属于本窗口办理的内容",
        "1.专利侵权纠纷不属于本窗口办理。依据：《中华人民共和国专利法》第六十五条。应当提出申请的机关、地址和电话：专利侵权纠纷行政裁决所",
        "补正期限：自收到本告知书之日起15个工作日内补正，截止日期为2026年12月11日。",
        "逾期后果：",
        "补交方式：可以通过窗口、邮寄、线上",
        "办理时限：",
        "咨询电话：0478-8213500",
        "除上述内容外，本网点不再要求你单位补充其他材料。",
        "申请人签收申请人（代理人）：",
        "申请人拒绝签收",
        "服务网点经办人：苏日娜（工号0837）",
        "本告知书一式两份",
    )
    at = 0
    for text in order:
        found = words.find(text, at)
        assert found >= 0, text
        at = found


def test_the_foot_says_what_it_is(words):
    assert "大字版" in words
    assert "大字版" not in NOTICE.imprint.marks


def test_it_is_printed_on_ordinary_sheets(pdf):
    for page in pypdfium2.PdfDocument(pdf):
        assert page.get_size() == pytest.approx(A4, abs=1)


def test_no_empty_page_follows_the_last(pdf):
    assert all(len(squashed(text)) > 100 for text in page_texts(pdf))


def test_what_is_told_is_at_least_sixteen_points(pdf):
    for char, size, y in sizes(pdf):
        if not char.strip() or not char.isprintable():
            continue
        # The foot is one line and may be narrowed; notes are smaller, never as small as elsewhere.
        assert size > (14 if y < 265 * MM else 11), (char, size)
        if 30 * MM < y < 255 * MM and size < 15.9:
            assert size == pytest.approx(14.5, abs=0.3), (char, size)


def test_every_character_stands_on_the_sheet(faces):
    long = replace(LARGE, applicant=LONGEST_NAME, imprint=replace(LARGE.imprint, outlet=LONGEST_OUTLET))
    drawn = build_large_notice(long, faces)
    for page in range(len(page_texts(drawn))):
        for char, box in characters(drawn, page):
            assert 15 * MM < box.left < box.right < 210 * MM - 15 * MM, char
            assert 8 * MM < box.top < box.bottom < 297 * MM - 5 * MM, char


def test_the_code_is_as_large_as_a_scanner_needs(pdf):
    document = pypdfium2.PdfDocument(pdf)
    drawn = document[0].get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH])
    squares = [one.get_bounds() for one in drawn]
    sides = [right - left for left, bottom, right, top in squares if abs((right - left) - (top - bottom)) < 1]
    assert max(sides) >= 32 * MM


def test_there_is_room_for_the_seal(pdf):
    last = len(page_texts(pdf)) - 1
    phone, seal = place_of(pdf, "联系电话：0478-6623315", last), place_of(pdf, "（业务专用章）", last)
    assert seal.bottom - phone.top > 33 * MM


def test_signatures_are_not_alone_on_their_page(pdf):
    last = squashed(page_texts(pdf)[-1])
    assert last.index("除上述内容外") < last.index("申请人签收")


def test_the_refusal_has_its_drawn_box(pdf):
    side = 3.4 * MM * 16 / 10.5
    drawn = drawn_boxes(pdf, len(page_texts(pdf)) - 1)
    assert sum(side < box.width < side + 3 and side < box.height < side + 3 for box in drawn) == 1


@pytest.mark.parametrize("count", [1, 12])
def test_few_and_many_materials(faces, count):
    rows = tuple(ReceivedRow(f"第 {n} 项材料", 1, 1, PaperForm.COPY, n) for n in range(1, count + 1))
    more = replace(LARGE, received=rows, missing=(BANK_PROOF,) * count, faulty=(RIGHTS_PROOF,) * count)
    drawn = build_large_notice(more, faces)
    words = words_of(drawn)
    assert f"{count}.第{count}项材料：" in words
    assert words.count("银行账户证明（原件1份）") == count
    assert "申请人签收" in squashed(page_texts(drawn)[-1])
    assert len(page_texts(drawn)) <= 6


def test_an_empty_section_says_none(said):
    assert said(missing=(), faulty=(), refused=(), received=()).count("：无。") == 4


def test_an_exempt_material_was_not_handed_in(said):
    row = replace(LARGE.received[0], exempt=True)
    assert "1.申报书：数据共享，免予提交。" in said(received=(row,))


def test_what_can_be_mended_at_once_is_told(said):
    assert "可以当场更正。" in said(faulty=(replace(RIGHTS_PROOF, on_spot=True),))
    assert "可以当场更正" not in said()


def test_a_person_is_spoken_to_as_a_person(said):
    words = said(is_body=False)
    assert "您提交的申请材料经核对" in words
    assert "你单位" not in words


@pytest.mark.parametrize("name", [LONGEST_NAME, f"乌云其木格·{RARE}"])
def test_names_are_whole_and_faces_embedded(faces, name):
    drawn = build_large_notice(replace(LARGE, applicant=name), faces)
    assert words_of(drawn).count(name) == 2
    assert all(b"/FontFile2" in told for told in font_descriptors(drawn))


def test_the_same_values_make_the_same_bytes(faces, pdf):
    assert build_large_notice(LARGE, faces) == pdf
