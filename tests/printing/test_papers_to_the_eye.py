"""What somebody who compares our papers with a government form would see at once."""

from itertools import pairwise

import pytest
from form_samples import SAMPLES, Sample
from paper_eyes import MM, Box, characters, page_texts, squashed, words_of
from test_ledger_paper import LEDGERS, line, values

from outlet_app.domain.catalogue import PaperForm
from outlet_app.domain.duty import takes_seal
from outlet_app.printing.blocks import centred, head, remark
from outlet_app.printing.fonts import Face, Faces
from outlet_app.printing.ledger import build_ledger
from outlet_app.printing.ledger_columns import CASE_NO, FLOORS, SHEET, WORD, widths
from outlet_app.printing.lines import Align, Style, natural_width, plain, typeset
from outlet_app.printing.notice_sections import ReceivedRow, received_section
from outlet_app.printing.paper import CELL, PORTRAIT
from outlet_app.printing.rich import rich
from outlet_app.printing.sections import drawn
from outlet_app.printing.styles import CLOSE, ROOMY, SNUG
from outlet_app.wording import ledgers as words

MIDDLE = PORTRAIT.width / 2
# Those whose left half goes on below the day (a refusal to sign), or that two parties sign without a seal.
OTHERWISE = {"W15"}
SEALED = [one for one in SAMPLES if takes_seal(one.form) and one.form not in OTHERWISE]


def even(text: str, em: float, faces: Faces) -> list[str]:
    style = Style(10, 14, Align.CENTRE, even=True)
    return [one.text for one in typeset(plain(text, Face.SANS_BOLD), style, em * 10, faces)]


@pytest.mark.parametrize(
    ("text", "em", "lines"),
    [
        ("服务对象", 3, ["服务", "对象"]),
        ("处理结果", 3.9, ["处理", "结果"]),
        ("处理结果", 4, ["处理结果"]),
        ("清单版本和生效日期", 8, ["清单版本和", "生效日期"]),
        ("同意的负责人", 5, ["同意的", "负责人"]),
        ("第几次告知", 3, ["第几次", "告知"]),
        ("一次性告知", 4, ["一次性", "告知"]),
        ("非常不满意", 3.5, ["非常不", "满意"]),
        ("满意", 1.2, ["满", "意"]),
        ("苏日娜 0837", 5, ["苏日娜 ", "0837"]),
        ("", 3, []),
        ("第一行\n第二行", 9, ["第一行", "第二行"]),
        ("核查结果或处理", 4, ["核查结果", "或处理"]),
        # Nothing that must stay whole is broken only to be even.
        ("电话 0478-6623315", 9, ["电话 ", "0478-6623315"]),
    ],
)
def test_a_head_of_more_lines_has_even_ones(text: str, em: float, lines: list[str], faces: Faces) -> None:
    found = [one for one in even(text, em, faces) if one]
    assert [one.strip() for one in found] == [one.strip() for one in lines]


@pytest.mark.parametrize("em", [2, 3, 4, 5, 7, 11])
def test_even_lines_are_never_more_than_the_others_and_lose_no_word(em: int, faces: Faces) -> None:
    text = "首次未指出的材料、份数和补正要求，2026-11-20 前"
    style = Style(10, 14, Align.CENTRE)
    others = typeset(plain(text, Face.SANS_BOLD), style, em * 10, faces)
    found = even(text, em, faces)
    assert len(found) == len(others)
    assert squashed("".join(found)) == squashed(text)


def test_heads_and_centred_cells_are_even_and_running_text_is_not() -> None:
    assert head("处理结果").style.even
    assert centred("一次性告知").style.even
    assert not ROOMY.tail.even


def _days(faces: Faces, sample: Sample) -> tuple[list[Box], list[Box]]:
    """The characters 日 in the signatures of the last page, at left and at right."""
    pdf = sample.drawn(faces)
    last = len(page_texts(pdf)) - 1
    seal = max(box.bottom for char, box in characters(pdf, last) if char == "章" and box.left > MIDDLE)
    days = [box for char, box in characters(pdf, last) if char == "日" and abs(box.bottom - seal) < 14 * MM]
    return [box for box in days if box.right < MIDDLE], [box for box in days if box.left > MIDDLE]


@pytest.mark.parametrize("sample", SEALED, ids=lambda one: one.form)
def test_both_who_sign_write_the_day_on_one_line(sample: Sample, faces: Faces) -> None:
    if "（业务专用章）" not in words_of(sample.drawn(faces)) or sample.form == "W03":
        return
    left, right = _days(faces, sample)
    assert left, "no day to write at left"
    assert right, "no day at right"
    assert max(box.bottom for box in left) == pytest.approx(max(box.bottom for box in right), abs=1)


@pytest.mark.parametrize(
    ("template", "value", "said"),
    [
        ("已于 {day:b}收到。", "2026年11月22日 10:42", "已于 2026年11月22日 10:42 收到。"),
        ("已于 {day:b}。", "2026年11月22日 10:42", "已于 2026年11月22日 10:42。"),
        ("截至 {day:b}，", "17:30", "截至 17:30，"),
        ("{day}（自登记之时起）", "10:42", "10:42（自登记之时起）"),
        ("请于 {day:b}前补正", "2026年12月2日", "请于 2026年12月2日前补正"),
        ("{day} 前", "17:30", "17:30 前"),
        ("第 {day}项", "4", "第 4项"),
        ("{day}", "10:42", "10:42"),
    ],
)
def test_a_moment_is_parted_from_the_word_after_it(template: str, value: str, said: str) -> None:
    assert "".join(run.text for run in rich(template, day=value)) == said


def test_a_short_remark_beside_a_material_takes_one_line_or_two_even_ones(faces: Faces) -> None:
    rows = (
        ReceivedRow("营业执照等主体资格证明", 1, 1, PaperForm.COPY, exempt=True),
        ReceivedRow("证据", 1, 1, PaperForm.COPY, remark="另附光盘 1 张"),
    )
    section = received_section(rows, "一、收到的材料", struck=True)
    heights = [piece.height for piece in drawn(section, faces, least=7.3 * MM)]
    assert heights[3] < 8 * MM
    said = [one.text for one in remark("数据共享，免予提交").set(faces, 28 * MM)]
    assert said == ["数据共享，", "免予提交"]


def test_a_paper_a_little_too_long_is_set_a_little_closer_only() -> None:
    sizes = [(one.title, one.block, one.section, one.seal, one.tail.leading) for one in (ROOMY, SNUG, CLOSE)]
    for wider, closer in pairwise(sizes):
        assert all(more > less for more, less in zip(wider, closer, strict=True))


@pytest.mark.parametrize("form", ["R08", "R17", "R01", "W08", "W12"])
def test_what_fits_so_is_not_pressed_together(form: str, faces: Faces) -> None:
    """The title keeps its distance from the table where there is room left at the foot."""
    sample = next(one for one in SAMPLES if one.form == form)
    pdf = sample.drawn(faces)
    assert len(page_texts(pdf)) == 1
    boxes = [box for _, box in characters(pdf)]
    foot = PORTRAIT.height - 22 * MM
    lowest = max(box.bottom for box in boxes if box.bottom < foot)
    assert foot - lowest < 22 * MM, (foot - lowest) / MM


@pytest.fixture(params=LEDGERS)
def code(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_every_column_of_a_ledger_has_the_room_that_its_content_cannot_do_without(code: str) -> None:
    columns = LEDGERS[code].columns
    for column, width in zip(columns, widths(columns)[3:], strict=True):
        assert width >= FLOORS.get(column, WORD) - 0.01, column
    assert sum(widths(columns)) == pytest.approx(SHEET.across)


def test_a_floor_is_as_wide_as_what_it_is_for(faces: Faces) -> None:
    serif = Style(CELL, CELL)
    pads = 1.6 * MM
    for column, text in (
        ("phone", "138****2046"),
        ("due", "2026-11-20"),
        ("next_visit", "2026-12-20"),
        ("number", "〔2026〕0031 号"),
        ("subject", "〔2026〕0031 号"),
        ("archive", "CP-2026-0007"),
        ("parent", "HH05-20261120-"),
    ):
        assert natural_width(plain(text, Face.SERIF), serif, faces) + pads <= FLOORS[column], column
    assert natural_width(plain("窗口", Face.SERIF), serif, faces) + pads <= WORD
    assert FLOORS["parent"] == CASE_NO


def test_no_word_of_a_ledger_is_torn(code: str, faces: Faces) -> None:
    """A telephone, a day and the two parts of a paper's number stand on a line of their column whole."""
    columns = LEDGERS[code].columns
    text = page_texts(build_ledger(values(code, line()), faces))[0].replace("\r\n", " ")
    for column, whole in (
        ("phone", "138****2046"),
        ("due", "2026-12-11"),
        ("ended", "2026-11-20"),
        ("registered", "2026-11-17"),
        ("next_visit", "2026-12-20"),
        ("done_on", "2026-11-19"),
        ("number", "〔2026〕0031 号"),
        ("subject", "〔2026〕0031 号"),
        ("archive", "CP-2026-0007"),
        ("channel", "窗口"),
        ("visited", "上门"),
    ):
        if column in columns:
            assert whole in text, column


def test_figures_of_a_ledger_stand_in_the_middle_of_their_column(faces: Faces) -> None:
    """128 and 2 alike, for a column with two ways looks as if somebody had slipped."""
    columns = LEDGERS["L19"].columns
    place = columns.index("count") + 3
    left = SHEET.side + sum(widths(columns)[:place])
    middle = left + widths(columns)[place] / 2
    for count in (2, 128, 4096):
        boxes = characters(build_ledger(values("L19", line(count=count)), faces))
        inside = [box for _, box in boxes if left < box.left < left + widths(columns)[place]]
        figures = [box for box in inside if box.top > 50 * MM and box.bottom < 80 * MM]
        found = (min(box.left for box in figures) + max(box.right for box in figures)) / 2
        assert found == pytest.approx(middle, abs=2.5), count


def test_heads_of_a_ledger_break_evenly(code: str, faces: Faces) -> None:
    columns = LEDGERS[code].columns
    for column, width in zip(columns, widths(columns)[3:], strict=True):
        told = words.HEADS[column]
        lines = [one.text for one in head(told).set(faces, width - 1 * MM)]
        breadths = [len(one.strip()) for one in lines]
        assert max(breadths) - min(breadths) <= 2, (column, lines)
        assert 1 not in breadths or len(told) == 3, (column, lines)
