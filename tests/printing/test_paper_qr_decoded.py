"""The code on a paper, decoded bit by bit as the standard says, by somebody who has not seen it made."""

from collections.abc import Callable, Iterator

import pytest

from outlet_app.printing.qr import matrix

Modules = list[list[bool]]
SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
MASKS: list[Callable[[int, int], bool]] = [
    lambda row, col: (row + col) % 2 == 0,
    lambda row, col: row % 2 == 0,
    lambda row, col: col % 3 == 0,
    lambda row, col: (row + col) % 3 == 0,
    lambda row, col: (row // 2 + col // 3) % 2 == 0,
    lambda row, col: row * col % 2 + row * col % 3 == 0,
    lambda row, col: (row * col % 2 + row * col % 3) % 2 == 0,
    lambda row, col: ((row + col) % 2 + row * col % 3) % 2 == 0,
]
# Codewords that carry data at level M, where there is one block only (versions 1 to 3).
DATA_WORDS = {1: 16, 2: 28, 3: 44}


def is_fixed(row: int, col: int, size: int) -> bool:
    """Whether a module belongs to the finders, the timing, the format or the alignment mark."""
    corner = (row < 9 and col < 9) or (row < 9 and col >= size - 8) or (row >= size - 8 and col < 9)
    timing = row == 6 or col == 6
    mark = size > 21 and abs(row - (size - 7)) <= 2 and abs(col - (size - 7)) <= 2
    return corner or timing or mark


def snake(size: int) -> Iterator[tuple[int, int]]:
    """The data modules in their order: two columns at a time from the right, up and down in turn."""
    right, up = size - 1, True
    while right > 0:
        if right == 6:
            right -= 1
        for step in range(size):
            row = size - 1 - step if up else step
            yield from ((row, col) for col in (right, right - 1) if not is_fixed(row, col, size))
        right, up = right - 2, not up


def mask_of(modules: Modules) -> int:
    """The mask named by the format bits beside the upper left finder."""
    written = [modules[8][col] for col in (0, 1, 2, 3, 4, 5, 7, 8)]
    word = int("".join(str(int(bit)) for bit in written), 2) ^ 0b10101000
    return word >> 3 & 7


def bits_of(modules: Modules) -> str:
    size = len(modules)
    mask = MASKS[mask_of(modules)]
    return "".join(str(int(modules[row][col] ^ mask(row, col))) for row, col in snake(size))


def decoded(modules: Modules) -> str:
    """The text of the first DATA_WORDS codewords; alphanumeric, numeric or bytes in UTF-8."""
    version = (len(modules) - 17) // 4
    bits = bits_of(modules)[: 8 * DATA_WORDS[version]]
    mode, bits = int(bits[:4], 2), bits[4:]
    if mode == 2:
        count, bits = int(bits[:9], 2), bits[9:]
        return alphanumeric(bits, count)
    if mode == 1:
        count, bits = int(bits[:10], 2), bits[10:]
        return numeric(bits, count)
    assert mode == 4
    count, bits = int(bits[:8], 2), bits[8:]
    return bytes(int(bits[8 * n : 8 * n + 8], 2) for n in range(count)).decode()


def alphanumeric(bits: str, count: int) -> str:
    text = ""
    while count >= 2:
        pair, bits = int(bits[:11], 2), bits[11:]
        text += SIGNS[pair // 45] + SIGNS[pair % 45]
        count -= 2
    return text + (SIGNS[int(bits[:6], 2)] if count else "")


def numeric(bits: str, count: int) -> str:
    text = ""
    while count:
        digits = min(3, count)
        width = {3: 10, 2: 7, 1: 4}[digits]
        text += f"{int(bits[:width], 2):0{digits}}"
        bits, count = bits[width:], count - digits
    return text


TEXTS = [
    "HH05-20261122-010017-T 7K4M92QX",
    "SJ01-20260101-010001-9 00000000",
    "JK99-20991231-999999-Z ZZZZZZZZ",
    "LH01-20261120-010018-3 9C3FQ7W2",
    "A",
    "1",
    "12345678",
    "HTTP://A.CN/",
    "abc",
    "河套",
    "𬎆",
]


@pytest.mark.parametrize("text", TEXTS)
def test_what_a_camera_decodes_is_what_was_written(text: str) -> None:
    assert decoded(matrix(text)) == text


@pytest.mark.parametrize("text", TEXTS)
def test_the_three_finders_stand_in_their_corners_and_nowhere_else(text: str) -> None:
    modules = matrix(text)
    size = len(modules)
    finder = ["#######", "#.....#", "#.###.#", "#.###.#", "#.###.#", "#.....#", "#######"]

    def stands_at(row: int, col: int) -> bool:
        seen = ("".join("#" if on else "." for on in line[col : col + 7]) for line in modules[row : row + 7])
        return list(seen) == finder

    corners = {(0, 0), (0, size - 7), (size - 7, 0)}
    assert {(r, c) for r in range(size - 6) for c in range(size - 6) if stands_at(r, c)} == corners
    assert [modules[6][col] for col in range(8, size - 8)] == [col % 2 == 0 for col in range(8, size - 8)]
    assert modules[size - 8][8]


@pytest.mark.parametrize("text", TEXTS[:4])
def test_number_and_query_code_fit_the_second_size(text: str) -> None:
    assert len(matrix(text)) == 25
