"""What fits on a page, what stays together, and what comes again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outlet_app.printing.blocks import CELL_LEADING, Choice, Choices, Gap, Words, cell, head
from outlet_app.printing.cannot import DoesNotFit
from outlet_app.printing.fonts import Face
from outlet_app.printing.lines import Style, plain
from outlet_app.printing.pages import LOOSE, Piece, paginate, paragraph, roomiest, whole
from outlet_app.printing.paper import CELL
from outlet_app.printing.table import CLOSEST, Cell, grid, table

LINE = CELL * CELL_LEADING


def cell_of(text):
    return Cell(cell(text))


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
        laid = grid([50, 50], [[Cell(Gap(10)), Cell(Gap(30))], [Cell(Gap(5)), Cell(Gap(5))]], faces, least=18)
        first, second = laid.tops[1], laid.tops[2] - laid.tops[1]
        assert first == pytest.approx(30 + 2 * Cell(Gap(0)).top_pad)
        assert second == 18

    def test_in_the_lowest_rows_the_leading_of_the_words_is_air_enough(self, faces):
        rows = [[Cell(Gap(10)), Cell(Gap(30))], [Cell(Gap(5)), Cell(Gap(5))]]
        laid = grid([50, 50], rows, faces, least=CLOSEST)
        assert (laid.tops[1], laid.tops[2] - laid.tops[1]) == (30, CLOSEST)

    def test_in_the_lowest_rows_a_tall_cell_stretches_all_it_stands_over(self, faces):
        rows = [[Cell(Gap(50), rows=2), Cell(Gap(5))], [Cell(Gap(5))]]
        laid = grid([10, 10], rows, faces, least=CLOSEST)
        assert (laid.tops[1], laid.tops[2]) == (pytest.approx(25), pytest.approx(50))

    def test_cells_over_several_rows_and_columns_leave_their_seats_free(self, faces):
        rows = [
            [Cell(Gap(5), rows=2), Cell(Gap(5), cols=2)],
            [Cell(Gap(5)), Cell(Gap(5))],
        ]
        laid = grid([10, 20, 30], rows, faces, least=8)
        assert [(seat.row, seat.col) for seat in laid.seats] == [(0, 0), (0, 1), (1, 1), (1, 2)]

    def test_a_tall_cell_over_two_rows_stretches_the_last(self, faces):
        rows = [[Cell(Gap(50), rows=2, top_pad=0), Cell(Gap(5))], [Cell(Gap(5))]]
        laid = grid([10, 10], rows, faces, least=18)
        assert (laid.tops[1], laid.tops[2]) == (18, 50)

    def test_every_row_is_one_piece_with_the_head_to_come_again(self, faces):
        top, *rows = table([50], [[Cell(Gap(5))]], [[Cell(Gap(5))]] * 3, faces, "t")
        assert [row.repeat for row in rows] == [top] * 3
        assert [row.glue for row in rows] == [True, False, False]
        assert {row.frame for row in rows} == {"t"}

    def test_a_long_cell_grows_its_row_and_is_refused_where_no_page_holds_it(self, faces):
        top, row = table([60], [[Cell(Gap(5))]], [[Cell(cell("字" * 100))]], faces, "t")
        assert row.height > 100
        with pytest.raises(DoesNotFit):
            paginate([top, row], 100)


def halves(at):
    """Cuts a piece of 100 where the room allows, in steps of 10."""

    def part(room):
        above = int(room // 10) * 10
        return (piece(above), piece(100 - above)) if above >= at else None

    return part


class TestTallPieces:
    """A piece that can be parted is parted only where much of a page would stay empty."""

    PAGE = 4 * LOOSE

    def test_it_stays_whole_where_little_is_left(self):
        pieces = [piece(self.PAGE - LOOSE + 1), piece(100, part=halves(20))]
        assert heights(paginate(pieces, self.PAGE)) == [[self.PAGE - LOOSE + 1], [100]]

    def test_it_is_parted_where_much_is_left(self):
        taken = self.PAGE - 96
        assert heights(paginate([piece(taken), piece(100, part=halves(20))], self.PAGE)) == [
            [taken, 90],
            [10],
        ]

    def test_it_stays_whole_where_it_cannot_be_parted_well(self):
        taken = self.PAGE - 96
        assert heights(paginate([piece(taken), piece(100, part=halves(99))], self.PAGE)) == [[taken], [100]]

    def test_the_room_before_it_counts(self):
        taken = self.PAGE - 96
        pages = paginate([piece(taken), piece(100, gap=30, part=halves(20))], self.PAGE)
        assert heights(pages) == [[taken, 60], [40]]
        assert tops(pages) == [[0, taken + 30], [0]]

    def test_what_is_glued_before_it_counts_as_empty_and_stays(self):
        taken = self.PAGE - 110
        title, top = piece(20), piece(11, glue=True)
        pages = paginate([piece(taken), title, top, piece(100, glue=True, part=halves(20))], self.PAGE)
        assert heights(pages) == [[taken, 20, 11, 70], [30]]

    def test_what_is_glued_behind_it_follows_its_end(self):
        taken = self.PAGE - 96
        pieces = [piece(taken), piece(100, part=halves(20)), piece(12, glue=True)]
        assert heights(paginate(pieces, self.PAGE)) == [[taken, 90], [10, 12]]

    def test_higher_than_a_page_it_is_refused_as_before(self):
        with pytest.raises(DoesNotFit):
            paginate([piece(self.PAGE + 1, part=halves(20))], self.PAGE)

    @given(st.lists(st.tuples(st.integers(10, 200), st.booleans(), st.booleans()), min_size=1, max_size=30))
    def test_every_line_is_kept_once_and_within_its_page(self, drawn):
        def made(height, glue, partable):
            def part(room):
                above = min(int(room // 10), height // 10 - 2) * 10
                return (made(above, glue, False), made(height - above, False, False)) if above >= 20 else None

            return piece(float(height), glue=glue, part=part if partable else lambda _room: None)

        pages = paginate([made(height // 10 * 10, *more) for height, *more in drawn], 220)
        assert sum(map(sum, heights(pages))) == sum(height // 10 * 10 for height, *_ in drawn)
        assert all(spot.y + spot.piece.height <= 220.01 for page in pages for spot in page)


class TestTallRows:
    WIDTHS = (60, 100, 40)

    def row(self, faces, text, short="短", marked=True):
        mark = Choices((Choice("是", marked),))
        body = [[cell_of(short), cell_of(text), Cell(mark)]]
        top, row = table(self.WIDTHS, [[Cell(head("列"))] * 3], body, faces, "t")
        return top, row

    @pytest.mark.parametrize("room", range(20, 185, 7))
    def test_no_side_has_a_line_alone_and_the_upper_fits(self, faces, room):
        _top, row = self.row(faces, "字" * 90)
        parts = row.part(room)
        if parts is None:
            assert room < 2 * LINE + 2 * Cell(Gap(0)).top_pad
            return
        above, below = parts
        assert above.height <= room
        assert below.height >= 2 * LINE
        lines = round((row.height - 2 * Cell(Gap(0)).top_pad) / LINE)
        assert 2 <= round((above.height - 2 * Cell(Gap(0)).top_pad) / LINE) <= lines - 2

    def test_a_row_of_three_lines_cannot_be_parted(self, faces):
        _top, row = self.row(faces, "字" * 24)
        assert 3 * LINE < row.height < 4 * LINE
        assert [row.part(room) for room in range(10, 60, 5)] == [None] * 10

    def test_a_mark_that_does_not_fit_above_keeps_the_row_whole(self, faces):
        _top, row = self.row(faces, "字" * 90)
        assert row.part(10) is None

    def test_both_halves_are_rows_of_the_table(self, faces):
        top, row = self.row(faces, "字" * 90)
        above, below = row.part(80)
        assert (above.repeat, below.repeat) == (top, top)
        assert (above.frame, below.frame, below.glue) == ("t", "t", False)
        again = below.part(40)
        assert again is None or again[0].height <= 40

    def test_a_short_neighbour_may_end_with_one_line(self, faces):
        _top, row = self.row(faces, "字" * 60, short="短" * 12)
        above, below = row.part(2 * LINE + 2 * Cell(Gap(0)).top_pad + 1)
        assert above.height + below.height >= row.height


def test_a_block_is_one_piece_of_its_height(faces):
    assert whole(Gap(12), faces, 100, gap=3, glue=True).height == 12
