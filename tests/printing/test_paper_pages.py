"""What fits on a page, what stays together, and what comes again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outlet_app.printing.blocks import Gap, Words, cell
from outlet_app.printing.cannot import DoesNotFit
from outlet_app.printing.fonts import Face
from outlet_app.printing.lines import Style, plain
from outlet_app.printing.pages import Piece, paginate, paragraph, roomiest, whole
from outlet_app.printing.table import Cell, grid, table


def piece(height=10.0, **more) -> Piece:
    return Piece(height, lambda pen, x, y: None, **more)


def heights(pages):
    return [[spot.piece.height for spot in page] for page in pages]


def tops(pages):
    return [[spot.y for spot in page] for page in pages]


def test_pieces_follow_each_other_until_the_page_is_full():
    assert tops(paginate([piece()] * 5, 30)) == [[0, 10, 20], [0, 10]]


def test_a_page_may_be_filled_to_the_last_point():
    assert len(paginate([piece(0.1)] * 300, 30)) == 1


def test_the_room_before_a_piece_is_dropped_at_the_top_of_a_page():
    assert tops(paginate([piece(), piece(gap=8), piece(gap=8)], 30)) == [[0, 18], [0]]


def test_glued_pieces_move_together():
    pieces = [piece(), piece(11), piece(12, glue=True), piece(13, glue=True)]
    assert heights(paginate(pieces, 40)) == [[10], [11, 12, 13]]


def test_more_glue_than_a_page_holds_breaks_all_the_same():
    pieces = [piece(20), piece(20, glue=True), piece(20, glue=True)]
    assert heights(paginate(pieces, 45)) == [[20, 20], [20]]


def test_a_new_page_can_be_asked_for():
    assert heights(paginate([piece(), piece(11, new_page=True), piece(12)], 100)) == [[10], [11, 12]]


def test_a_piece_higher_than_the_page_does_not_fit():
    with pytest.raises(DoesNotFit):
        paginate([piece(), piece(31)], 30)


def test_a_head_comes_again_above_the_rows_of_the_next_page():
    top = piece(5)
    rows = [piece(10, repeat=top, glue=number == 0) for number in range(5)]
    assert heights(paginate([top, *rows], 30)) == [[5, 10, 10], [5, 10, 10], [5, 10]]


def test_a_repeated_head_takes_room_of_its_own():
    top = piece(5)
    rows = [piece(10, repeat=top, glue=number == 0) for number in range(6)]
    for page in paginate([top, *rows], 29):
        assert page[-1].y + page[-1].piece.height <= 29


def test_a_head_without_its_first_row_is_taken_over():
    top = piece(5)
    rows = [piece(10, repeat=top, glue=number == 0) for number in range(2)]
    assert heights(paginate([piece(18), top, *rows], 30)) == [[18], [5, 10, 10]]


@given(
    st.lists(st.tuples(st.integers(1, 30), st.integers(0, 8), st.booleans()), min_size=1, max_size=40),
    st.integers(30, 120),
)
def test_nothing_is_lost_moved_or_hung_over_the_edge(drawn, room):
    pieces = [piece(float(height), gap=float(gap), glue=glue) for height, gap, glue in drawn]
    pages = paginate(pieces, room)
    assert [spot.piece for page in pages for spot in page] == pieces
    assert all(spot.y + spot.piece.height <= room + 0.01 for page in pages for spot in page)
    assert all(pages)


@pytest.mark.parametrize(("taken", "on_first_page"), [(0, 6), (1, 4), (2, 4), (3, 3), (4, 2), (5, 0)])
def test_no_line_of_a_paragraph_is_left_alone(faces, taken, on_first_page):
    words = Words(plain("\n".join("字" * 6), Face.SERIF), Style(10, 10))
    first, *_ = paginate([*([piece(10.5)] * taken), *paragraph(words, faces, 100)], 63)
    assert sum(spot.piece.height == 10 for spot in first) == on_first_page


def test_the_roomiest_rows_that_need_one_page_are_chosen():
    def build(height):
        return [piece(height)] * 3

    assert roomiest(build, (12, 10, 8), 30)[0].height == 10
    assert roomiest(build, (12, 11), 30)[0].height == 11


class TestTables:
    def test_a_row_is_as_high_as_its_highest_cell(self, faces):
        laid = grid([50, 50], [[Cell(Gap(10)), Cell(Gap(30))], [Cell(Gap(5)), Cell(Gap(5))]], faces, least=12)
        first, second = laid.tops[1], laid.tops[2] - laid.tops[1]
        assert first == pytest.approx(30 + 2 * Cell(Gap(0)).top_pad)
        assert second == 12

    def test_cells_over_several_rows_and_columns_leave_their_seats_free(self, faces):
        rows = [
            [Cell(Gap(5), rows=2), Cell(Gap(5), cols=2)],
            [Cell(Gap(5)), Cell(Gap(5))],
        ]
        laid = grid([10, 20, 30], rows, faces, least=8)
        assert [(seat.row, seat.col) for seat in laid.seats] == [(0, 0), (0, 1), (1, 1), (1, 2)]

    def test_a_tall_cell_over_two_rows_stretches_the_last(self, faces):
        rows = [[Cell(Gap(50), rows=2, top_pad=0), Cell(Gap(5))], [Cell(Gap(5))]]
        laid = grid([10, 10], rows, faces, least=8)
        assert laid.tops[1] < 11
        assert laid.tops[2] == 50

    def test_every_row_is_one_piece_with_the_head_to_come_again(self, faces):
        top, *rows = table([50], [[Cell(Gap(5))]], [[Cell(Gap(5))]] * 3, faces, "t")
        assert [row.repeat for row in rows] == [top] * 3
        assert [row.glue for row in rows] == [True, False, False]
        assert {row.frame for row in rows} == {"t"}

    def test_a_long_cell_grows_its_row_and_never_splits(self, faces):
        top, row = table([60], [[Cell(Gap(5))]], [[Cell(cell("字" * 100))]], faces, "t")
        assert row.height > 100
        with pytest.raises(DoesNotFit):
            paginate([top, row], 100)


def test_a_block_is_one_piece_of_its_height(faces):
    assert whole(Gap(12), faces, 100, gap=3, glue=True).height == 12
