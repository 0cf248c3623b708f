"""The two-dimensional code: level M, drawn in squares, holding number and query code and nothing else."""

from dataclasses import replace

import pytest
from paper_eyes import MM, Ink, drawn_boxes, streams
from paper_samples import ACCEPTANCE, NOTICE
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

from outlet_app.printing.acceptance import build_acceptance
from outlet_app.printing.notice import build_notice
from outlet_app.printing.qr import matrix

FORMAT_MASK = 0b101010000010010
LEVEL_M = 0b00
QUIET = 4
MODULES = 25


def code_box(pdf):
    square = [box for box in drawn_boxes(pdf) if abs(box.width - box.height) < 0.5]
    return max(square, key=lambda box: box.width)


def read_back(pdf):
    """The modules as a camera sees them: the middle of each one on the rasterised page."""
    box, ink = code_box(pdf), Ink(pdf, scale=6)
    step = box.width / MODULES
    return [
        [ink.at(box.left + (col + 0.5) * step, box.top + (row + 0.5) * step) for col in range(MODULES)]
        for row in range(MODULES)
    ]


@pytest.fixture(scope="module")
def pdf(faces):
    return build_notice(NOTICE, faces)


def test_the_printed_code_says_number_and_query_code_only(pdf):
    expected = QRCode(error_correction=ERROR_CORRECT_M, border=0)
    expected.add_data("HH05-20261122-010017-T 7K4M92QX")
    expected.make(fit=True)
    assert read_back(pdf) == expected.get_matrix()


def test_the_acceptance_carries_its_own(faces):
    pdf = build_acceptance(ACCEPTANCE, faces)
    assert read_back(pdf) == matrix("HH05-20261120-010018-3 9C3FQ7W2")


def test_the_code_of_another_case_is_another(faces, pdf):
    other = build_notice(replace(NOTICE, query_code="7K4M92QZ"), faces)
    assert read_back(other) != read_back(pdf)


def test_the_level_is_m(pdf):
    modules = read_back(pdf)
    row = modules[8]
    bits = [*row[:6], row[7], row[8], modules[7][8], *(modules[line][8] for line in range(5, -1, -1))]
    written = int("".join(str(int(bit)) for bit in bits), 2) ^ FORMAT_MASK
    assert written >> 13 == LEVEL_M


def test_it_is_at_least_32_mm_wide_with_its_quiet_zone_free(pdf):
    box, ink = code_box(pdf), Ink(pdf)
    assert 32 * MM <= box.width == pytest.approx(box.height, abs=0.2)
    quiet = box.width / MODULES * QUIET * 0.9
    around = (
        replace(box, left=box.left - quiet, right=box.left - 0.5),
        replace(box, left=box.right + 0.5, right=box.right + quiet),
    )
    assert all(ink.amount(side) == 0 for side in around)


def test_it_is_drawn_not_pasted(pdf):
    assert b"/Subtype /Image" not in pdf
    assert not any(b"BI" in stream.split() for stream in streams(pdf) if b" re" in stream)
