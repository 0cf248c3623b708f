"""The preview shows the printed bytes."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pypdfium2
import pytest
from paper_eyes import place_of
from paper_samples import ACCEPTANCE, NOTICE, SHEET

from outlet_app.printing.acceptance import build_acceptance
from outlet_app.printing.notice import build_notice
from outlet_app.printing.preview import page_count, pages_at, render_page
from outlet_app.printing.workload import build_workload

WHITE = b"\xff\xff\xff\xff"


@pytest.fixture(scope="module")
def pdf(faces):
    return build_notice(NOTICE, faces)


def test_counts_the_pages(faces, pdf):
    assert page_count(pdf) == 2
    assert page_count(build_acceptance(ACCEPTANCE, faces)) == 1


def test_a_page_has_the_width_asked_for_and_the_shape_of_the_paper(pdf):
    width, height, pixels = render_page(pdf, 0, 512)
    assert width == 512
    assert height == pytest.approx(512 * 297 / 210, abs=1)
    assert len(pixels) == width * height * 4


def test_a_landscape_page_lies(faces):
    width, height, _ = render_page(build_workload(SHEET, faces), 0, 800)
    assert width > height


def test_paper_is_opaque_white_and_ink_stands_where_it_was_set(pdf):
    width, _, pixels = render_page(pdf, 0, 1190)
    assert pixels[:4] == WHITE
    assert set(pixels[3::4]) == {255}
    scale = width / (210 * 72 / 25.4)
    title = place_of(pdf, "一次性告知书")
    middle = int((title.top + title.bottom) / 2 * scale)
    row = pixels[middle * width * 4 : (middle + 1) * width * 4]
    dark = [x for x in range(width) if row[x * 4] < 100]
    assert title.left * scale - 2 <= min(dark)
    assert max(dark) <= title.right * scale + 2


def test_red_comes_out_as_red_in_bgra(faces):
    day = replace(SHEET.sheet, flow=replace(SHEET.sheet.flow, new=99))
    pdf = build_workload(replace(SHEET, sheet=day), faces)
    width, _, pixels = render_page(pdf, 0, 1600)
    scale = width / (297 * 72 / 25.4)
    warning = place_of(pdf, "核对不符")
    rows = range(int(warning.top * scale), int(warning.bottom * scale))
    cols = range(int(warning.left * scale), int(warning.right * scale))
    at = ((y * width + x) * 4 for y in rows for x in cols)
    blue, green, red, _ = min((pixels[place : place + 4] for place in at), key=sum)
    assert red > 150
    assert blue < 60
    assert green < 60


def test_every_page_can_be_had_at_the_printers_resolution(pdf):
    pictures = list(pages_at(pdf, 72))
    assert [(width, height) for width, height, _ in pictures] == [(596, 842)] * 2
    assert pictures[0][2] != pictures[1][2]


@pytest.mark.parametrize("index", [-1, 2])
def test_there_is_no_page_past_the_end(pdf, index):
    with pytest.raises(IndexError):
        render_page(pdf, index, 100)


def test_what_is_no_pdf_is_refused():
    with pytest.raises(pypdfium2.PdfiumError):
        page_count(b"no paper at all")


def test_only_one_caller_is_with_pdfium_at_a_time(pdf, monkeypatch):
    inside, most = [], []

    class Watched(pypdfium2.PdfDocument):
        def __init__(self, *given):
            super().__init__(*given)
            inside.append(self)
            most.append(len(inside))
            time.sleep(0.005)

        def close(self):
            inside.remove(self)
            super().close()

    monkeypatch.setattr(pypdfium2, "PdfDocument", Watched)
    with ThreadPoolExecutor(4) as pool:
        pictures = list(pool.map(lambda index: render_page(pdf, index % 2, 200), range(8)))
    assert max(most) == 1
    assert pictures == [pictures[0], pictures[1]] * 4
