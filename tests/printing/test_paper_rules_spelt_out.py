"""Rules of our paragraphs, tables and pages, each mark and measure by itself, against a slow second count."""

from itertools import pairwise, product
from random import Random

import pytest
from paper_eyes import MM, characters, drawn_boxes

from outlet_app.printing.blocks import Gap, Words
from outlet_app.printing.fonts import Face, Faces
from outlet_app.printing.lines import Align, Line, Style, natural_width, plain, typeset
from outlet_app.printing.pages import Piece, compose, paginate, paragraph
from outlet_app.printing.paper import LANDSCAPE, PORTRAIT
from outlet_app.printing.pen import Box, Pen
from outlet_app.printing.table import Cell, fixed, grid, table

SIZE = 10.0
STYLE = Style(SIZE, 15)
CLOSING = "，。；：、！？）”’》】〕"
OPENING = "（“‘《【〔"
NEVER_FIRST = CLOSING + "％·%)],.;:!?"
NEVER_LAST = OPENING + "(["


def lines_of(text: str, em: float, faces: Faces, **style: object) -> list[str]:
    set_in = Style(SIZE, 15, **style)  # type: ignore[arg-type]
    return [line.text for line in typeset(plain(text, Face.SERIF), set_in, em * SIZE, faces)]


@pytest.mark.parametrize("mark", NEVER_FIRST)
def test_no_line_begins_with_the_mark(faces: Faces, mark: str) -> None:
    for before, em in product(range(1, 12), (4, 5, 6, 8)):
        found = lines_of("甲" * before + mark + "乙" * 5, em, faces)
        assert "".join(found) == "甲" * before + mark + "乙" * 5
        assert not any(line.startswith(mark) for line in found), (before, em, found)


@pytest.mark.parametrize("mark", NEVER_LAST)
def test_no_line_ends_with_the_mark(faces: Faces, mark: str) -> None:
    for before, em in product(range(1, 12), (4, 5, 6, 8)):
        found = lines_of("甲" * before + mark + "乙" * 5, em, faces)
        assert "".join(found) == "甲" * before + mark + "乙" * 5
        assert not any(line.endswith(mark) for line in found), (before, em, found)


@pytest.mark.parametrize("first", CLOSING)
@pytest.mark.parametrize("second", ["，", "。", "）", "”", "》"])
def test_two_closing_marks_stay_with_what_they_close(faces: Faces, first: str, second: str) -> None:
    for before in range(1, 9):
        found = lines_of("甲" * before + first + second + "乙" * 4, 5, faces)
        assert not any(line[0] in (first, second) for line in found), (before, found)


WHOLE = [
    *[f"3 {unit}" for unit in ("个", "件", "份", "页", "次", "项", "人", "号", "位", "条", "天", "小时")],
    "2026年1月2日",
    "1月2日",
    "12月31日",
    "2026-11-22",
    "09:05",
    "0478-8213500",
    "12330",
    "91150826MA0NK2H35E",
    "1528**********0025",
    "138****2046",
    "ZL201710601862.3",
    "HH05-20261122-010017-T",
    "HH0501 告〔2026〕0031 号",
    "HH0501 不受〔2026〕0004 号",
    "99.5%",
    "W04",
    "a_b@c.cn",
    "GB/T39734-2020",
    "——",
    "……",
]


@pytest.mark.parametrize("whole", WHOLE)
def test_what_is_read_as_one_is_never_torn(faces: Faces, whole: str) -> None:
    em = max(8, natural_width(plain(whole, Face.SERIF), STYLE, faces) / SIZE + 1)
    for before in range(1, 14):
        found = lines_of("甲" * before + whole + "乙" * 3, em, faces)
        assert any(whole in line for line in found), (before, found)
        assert "".join(found).replace(" ", "") == ("甲" * before + whole + "乙" * 3).replace(" ", "")


def halves_lost(text: str) -> int:
    """How many half blanks the marks of a line share with their neighbours, counted by eye."""
    lost = 0
    for one, other in pairwise(text):
        lost += one in CLOSING and (other in CLOSING or other in OPENING)
        lost += one in OPENING and other in OPENING
    return lost + (text[-1] in CLOSING)


@pytest.mark.parametrize("first", "甲，。）”（《")
@pytest.mark.parametrize("second", "甲，。）”（《")
def test_the_width_of_any_two_marks_between_two_characters(faces: Faces, first: str, second: str) -> None:
    for text in (f"甲{first}{second}乙", f"甲{first}{second}", f"甲{first}{second}{first}乙"):
        wide = natural_width(plain(text, Face.SERIF), STYLE, faces) / SIZE
        assert wide == pytest.approx(len(text) - halves_lost(text) / 2), text


LETTER = (
    "按照一次性告知制度，现将需要补正的全部内容告知如下：第 2 项“专利号”少 1 位数字（见附页）；"
    "请于 2026年12月2日前补正，逾期未补正的，视为撤回本次申请，可以随时重新申请。"
)


@pytest.mark.parametrize("em", range(12, 41, 2))
@pytest.mark.parametrize("indent", [0.0, 2.0])
def test_every_full_line_ends_at_the_margin(faces: Faces, em: int, indent: float) -> None:
    style = Style(SIZE, 15, Align.JUSTIFY, indent=indent)
    found = typeset(plain(LETTER, Face.SERIF), style, em * SIZE, faces)
    assert len(found) > 1
    ragged = 0
    for number, line in enumerate(found[:-1]):
        start = indent * SIZE if number == 0 else 0.0
        spare = em * SIZE - start - line.width
        ragged += abs(spare) > 0.01
        assert abs(spare) <= 0.01 or spare / (len(line.placed) - 1) > SIZE / 2, line.text
    assert ragged <= 1
    assert found[-1].width <= em * SIZE


@pytest.mark.parametrize("em", [14, 20, 31])
def test_what_is_added_is_the_same_in_every_gap_of_a_line(faces: Faces, em: int) -> None:
    loose = typeset(plain(LETTER, Face.SERIF), Style(SIZE, 15), em * SIZE, faces)
    full = typeset(plain(LETTER, Face.SERIF), Style(SIZE, 15, Align.JUSTIFY), em * SIZE, faces)
    assert [line.text for line in loose] == [line.text for line in full]
    for one, other in list(zip(loose, full, strict=True))[:-1]:
        shifts = [b.x - a.x for a, b in zip(one.placed, other.placed, strict=True)]
        steps = [later - earlier for earlier, later in pairwise(shifts)]
        assert max(steps) - min(steps) < 0.001


@pytest.mark.parametrize("align", Align)
@pytest.mark.parametrize("em", [6, 9, 15])
def test_the_breaks_are_the_same_however_lines_are_aligned(faces: Faces, align: Align, em: int) -> None:
    assert lines_of(LETTER, em, faces, align=align) == lines_of(LETTER, em, faces)


@pytest.mark.parametrize("em", [8, 12, 20])
def test_right_and_centred_lines_stand_where_they_should(faces: Faces, em: int) -> None:
    def ends(align: Align) -> list[tuple[float, float]]:
        found = typeset(plain(LETTER, Face.SERIF), Style(SIZE, 15, align), em * SIZE, faces)
        return [(seen_left(line), seen_left(line) + line.width) for line in found]

    assert all(left == pytest.approx(0) for left, _ in ends(Align.LEFT))
    assert all(right == pytest.approx(em * SIZE) for _, right in ends(Align.RIGHT))
    assert all(left + right == pytest.approx(em * SIZE) for left, right in ends(Align.CENTRE))


def seen_left(line: Line) -> float:
    """Where the ink of a line begins: an opening mark hangs its blank half out."""
    first = line.placed[0]
    return first.x + (SIZE / 2 if first.token.text in OPENING else 0.0)


def piece(height: float, **more: object) -> Piece:
    return Piece(height, lambda pen, x, y: None, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("lines", range(1, 9))
def test_no_first_or_last_line_stands_alone_wherever_the_page_ends(faces: Faces, lines: int) -> None:
    words = Words(plain("\n".join("字" * lines), Face.SERIF), Style(10, 10))
    for taken in range(10):
        pages = paginate([*[piece(10.5)] * taken, *paragraph(words, faces, 100)], 100)
        counts = [sum(spot.piece.height == 10 for spot in page) for page in pages]
        assert sum(counts) == lines
        parts = [count for count in counts if count]
        if len(parts) > 1:
            assert all(count >= 2 for count in parts), (taken, counts)
        if lines <= 3:
            assert len(parts) == 1


def packed(head: float, rows: list[float], room: float) -> list[int]:
    """How many rows each page takes under its head, by putting them on one by one."""
    counts, left = [0], room - head
    for row in rows:
        if row > left + 0.01:
            counts.append(0)
            left = room - head
        left -= row
        counts[-1] += 1
    return counts


@pytest.mark.parametrize("tall", [12.0, 20.0, 33.0, 57.5])
@pytest.mark.parametrize("count", [1, 2, 7, 30])
def test_rows_fill_page_after_page_each_under_its_head(faces: Faces, tall: float, count: int) -> None:
    body = [[Cell(Gap(0))] for _ in range(count)]
    top, *_ = table([100], [[Cell(Gap(0))]], body, faces, "t", least=15)
    rows = table([100], [[Cell(Gap(0))]], body, faces, "t", least=tall)[1:]
    under = [Piece(r.height, r.draw, repeat=top, frame="t", glue=n == 0) for n, r in enumerate(rows)]
    pages = paginate([top, *under], 200)
    assert [len(page) - 1 for page in pages] == packed(15, [tall] * count, 200)
    assert all(page[0].piece is top and page[0].y == 0 for page in pages)


@pytest.mark.parametrize("seed", range(12))
def test_rows_of_any_height_are_packed_like_by_hand(seed: int) -> None:
    chance = Random(seed)
    top = piece(18)
    heights = [float(chance.randrange(12, 90)) for _ in range(chance.randrange(1, 40))]
    rows = [piece(height, repeat=top, glue=number == 0) for number, height in enumerate(heights)]
    pages = paginate([top, *rows], 250)
    assert [len(page) - 1 for page in pages] == packed(18, heights, 250)
    assert [spot.piece.height for page in pages for spot in page[1:]] == heights
    for page in pages:
        assert all(after.y == before.y + before.piece.height for before, after in pairwise(page))


def chance_rows(chance: Random, columns: int) -> list[list[Cell]]:
    """Rows of cells that now and then reach over several columns."""
    rows = []
    for _ in range(chance.randrange(1, 6)):
        row, left = [], columns
        while left:
            wide = chance.randrange(1, left + 1)
            row.append(Cell(Gap(float(chance.randrange(0, 60))), cols=wide))
            left -= wide
        rows.append(row)
    return rows


@pytest.mark.parametrize("seed", range(15))
def test_a_grid_is_laid_as_by_hand_and_covers_its_area_once(faces: Faces, seed: int) -> None:
    chance = Random(seed)
    widths = [float(chance.randrange(20, 80)) for _ in range(chance.randrange(1, 5))]
    rows = chance_rows(chance, len(widths))
    laid = grid(widths, rows, faces, least=20)
    heights = [max(20.0, *(cell.block.height(faces, 0) + 2 * cell.top_pad for cell in row)) for row in rows]
    assert laid.tops == pytest.approx([sum(heights[:n]) for n in range(len(rows) + 1)])
    assert laid.lefts == pytest.approx([sum(widths[:n]) for n in range(len(widths) + 1)])
    covered = sum(
        (laid.lefts[s.col + s.cell.cols] - laid.lefts[s.col]) * (laid.tops[s.row + 1] - laid.tops[s.row])
        for s in laid.seats
    )
    assert covered == pytest.approx(sum(widths) * sum(heights))


@pytest.mark.parametrize("sheet", [PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
def test_a_drawn_grid_stands_within_its_frame(faces: Faces, sheet: object) -> None:
    on = PORTRAIT if sheet is PORTRAIT else LANDSCAPE
    widths = (on.across / 4, on.across / 2, on.across / 4)
    rows = [
        [Cell(Words(plain("甲", Face.SERIF), STYLE), rows=2), Cell(Gap(20), cols=2)],
        [Cell(Words(plain("乙" * 40, Face.SERIF), STYLE)), Cell(Gap(5))],
    ]
    pen = Pen(on, faces, "", "")
    pdf = compose(pen, on, [fixed(widths, rows, faces, "t")], lambda pen, page, pages: None)
    boxes = drawn_boxes(pdf)
    frame = max(boxes, key=lambda box: box.width * box.height)
    assert frame.left == pytest.approx(on.side, abs=1.1)
    assert frame.right == pytest.approx(on.width - on.side, abs=1.1)
    assert frame.top == pytest.approx(on.top, abs=1.1)
    assert len(boxes) == 5
    for box in boxes:
        assert box.left >= frame.left - 0.5
        assert box.right <= frame.right + 0.5
        assert box.bottom <= frame.bottom + 0.5
    for char, box in characters(pdf):
        assert frame.left < box.left
        assert box.right < frame.right, char


@pytest.mark.parametrize("upper", [False, True])
@pytest.mark.parametrize("tall", [20.0, 50.0, 90.0])
def test_a_cell_is_drawn_in_the_middle_or_held_up(faces: Faces, upper: bool, tall: float) -> None:
    seen: list[Box] = []

    class Watched(Gap):
        def draw(self, pen: Pen, box: Box) -> None:
            seen.append(box)

    pen = Pen(PORTRAIT, faces, "", "")
    Cell(Watched(10), upper=upper, top_pad=3, pad=4).draw(pen, Box(50, 100, 200, tall))
    (box,) = seen
    assert (box.x, box.width, box.height) == (54, 192, 10)
    assert box.y == pytest.approx(103 if upper else 100 + (tall - 10) / 2)


@pytest.mark.parametrize(
    ("sheet", "width", "height", "side"),
    [(PORTRAIT, 210, 297, 24), (LANDSCAPE, 297, 210, 16)],
    ids=["portrait", "landscape"],
)
def test_sheets_are_a4_with_the_margins_of_the_manual(
    sheet: object, width: int, height: int, side: int
) -> None:
    on = PORTRAIT if sheet is PORTRAIT else LANDSCAPE
    assert (on.width, on.height, on.side) == pytest.approx((width * MM, height * MM, side * MM))
    assert on.across == pytest.approx((width - 2 * side) * MM)
    assert on.room < on.height - on.top


def test_the_same_strokes_give_the_same_bytes_and_others_do_not(faces: Faces) -> None:
    def drawn(text: str) -> bytes:
        pen = Pen(PORTRAIT, faces, "题名", "单位")
        words = Words(plain(text, Face.SERIF), Style(SIZE, 15, Align.JUSTIFY))
        return compose(pen, PORTRAIT, paragraph(words, faces, 300), lambda pen, page, pages: None)

    assert drawn(LETTER) == drawn(LETTER)
    assert drawn(LETTER) != drawn(LETTER + "。")
    assert b"D:20000101000000" in drawn(LETTER)
