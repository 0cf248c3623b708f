"""作废 across a voided paper: on every page, under what is printed, and nowhere else."""

from dataclasses import replace

import pytest
from form_samples import SAMPLES
from paper_eyes import (
    MM,
    Box,
    Ink,
    characters,
    drawn_boxes,
    font_descriptors,
    page_texts,
    place_of,
    squashed,
    words_of,
)
from paper_samples import ACCEPTANCE, LONGEST_OUTLET, NOTICE, SHEET

from outlet_app.printing.acceptance import build_acceptance
from outlet_app.printing.notice import build_notice
from outlet_app.printing.notice_large import build_large_notice
from outlet_app.printing.paper import PORTRAIT
from outlet_app.printing.workload import build_workload

REASON = "申请人名称写错"
PAPERS = (
    (ACCEPTANCE, build_acceptance),
    (NOTICE, build_notice),
    (NOTICE, build_large_notice),
    (SHEET, build_workload),
    *((sample.values, sample.build) for sample in SAMPLES if sample.form in ("W02", "W07", "W15", "R01")),
)
NAMES = ["W05", "W04", "W04 large", "W17", "W02", "W07", "W15", "R01"]
every = pytest.mark.parametrize(("values", "build"), PAPERS, ids=NAMES)


def voided(values, build, faces, **changes):
    imprint = replace(values.imprint, voided=REASON, copy_no=2, **changes)
    return build(replace(values, imprint=imprint), faces)


@every
def test_every_page_bears_the_mark_and_its_reason(faces, values, build):
    for page in page_texts(voided(values, build, faces)):
        words = squashed(page)
        assert f"已作废：{REASON}" in words
        assert words.count("作废") >= 2
        assert "第2次打印" in words


@every
def test_a_paper_that_holds_bears_none(faces, values, build):
    assert "作废" not in words_of(build(values, faces))


@every
def test_the_mark_changes_nothing_else(faces, values, build):
    plain, marked = build(values, faces), voided(values, build, faces)
    assert len(page_texts(plain)) == len(page_texts(marked))
    for text in ("编号：", "申请人签收" if values is not SHEET else "填表人："):
        assert words_of(marked).count(text) == words_of(plain).count(text)


def test_it_is_large_and_goes_across_the_sheet(faces):
    pdf = voided(ACCEPTANCE, build_acceptance, faces)
    mark = [box for box in glyphs(pdf, "作废") if box.height > 30 * MM]
    assert len(mark) == 2
    left, right = min(box.left for box in mark), max(box.right for box in mark)
    assert left < PORTRAIT.width / 2 < right
    assert right - left > 80 * MM


def test_what_is_printed_stays_readable_over_it(faces):
    """The mark is too pale to count as ink."""
    plain, marked = Ink(build_acceptance(ACCEPTANCE, faces)), Ink(voided(ACCEPTANCE, build_acceptance, faces))
    middle = Box(60 * MM, 120 * MM, 150 * MM, 180 * MM)
    assert marked.amount(middle) == pytest.approx(plain.amount(middle), rel=0.02)


def test_frames_and_boxes_are_the_same(faces):
    plain = drawn_boxes(build_acceptance(ACCEPTANCE, faces))
    assert len(drawn_boxes(voided(ACCEPTANCE, build_acceptance, faces))) == len(plain)


def test_a_long_reason_stays_on_the_sheet(faces):
    long = replace(
        ACCEPTANCE.imprint,
        voided="申请人名称、统一社会信用代码与营业执照不一致，已另行出具",
        outlet=LONGEST_OUTLET,
    )
    pdf = build_acceptance(replace(ACCEPTANCE, imprint=long), faces)
    place = place_of(pdf, "已另行出具")
    assert place.right < PORTRAIT.width - PORTRAIT.side + 1


def test_its_face_is_embedded(faces):
    found = font_descriptors(voided(ACCEPTANCE, build_acceptance, faces))
    assert all(b"/FontFile2" in told for told in found)


@every
def test_what_was_revoked_says_so_and_not_that_it_is_void(faces, values, build):
    for page in page_texts(voided(values, build, faces, revoked=True)):
        words = squashed(page)
        assert f"已撤销：{REASON}" in words
        assert words.count("已撤销") >= 2
        assert "作废" not in words


def test_the_longer_word_goes_across_the_sheet_and_stays_on_it(faces):
    pdf = voided(ACCEPTANCE, build_acceptance, faces, revoked=True)
    mark = [box for box in glyphs(pdf, "已撤销") if box.height > 30 * MM]
    assert len(mark) == 3
    assert min(box.left for box in mark) > 0
    assert max(box.right for box in mark) < PORTRAIT.width
    assert max(box.right for box in mark) - min(box.left for box in mark) > 80 * MM


def glyphs(pdf, wanted):
    return [box for char, box in characters(pdf) if char in wanted]
