"""The page a printer is tried with: one sheet, a frame near the edges, every face, a code a scanner reads."""

from dataclasses import replace
from datetime import datetime

import pytest
from paper_eyes import MM, drawn_boxes, font_names, page_texts, words_of
from paper_samples import LONGEST_OUTLET, RARE

from outlet_app.domain.calendar import CST
from outlet_app.printing.fonts import Faces
from outlet_app.printing.paper import FRAME
from outlet_app.printing.qr import matrix
from outlet_app.printing.trial_page import EDGE, TrialPage, build_trial_page
from outlet_app.wording import trial_page as words

PAGE = TrialPage(
    outlet="杭锦后旗知识产权公共服务窗口",
    division="杭锦后旗",
    sign="HH05",
    printer="HP-LaserJet-1020",
    clerk="苏日娜",
    short_no="0837",
    at=datetime(2026, 11, 18, 10, 42, tzinfo=CST),
)
VARIANTS = {
    "ordinary": PAGE,
    "the system's own": replace(PAGE, printer=""),
    "city": replace(PAGE, division=""),
    "longest": replace(
        PAGE, outlet=LONGEST_OUTLET, printer="Kyocera-ECOSYS-M2540dn-" * 4, clerk=f"敖日格勒·{RARE}"
    ),
}
every = pytest.mark.parametrize("name", VARIANTS)


@every
def test_it_is_one_page_and_the_same_each_time(faces: Faces, name: str) -> None:
    pdf = build_trial_page(VARIANTS[name], faces)
    assert len(page_texts(pdf)) == 1
    assert build_trial_page(VARIANTS[name], faces) == pdf


def test_it_says_where_when_and_on_which_printer(faces: Faces) -> None:
    told = words_of(build_trial_page(PAGE, faces))
    for word in (
        "打印检查页",
        "杭锦后旗知识产权公共服务窗口（HH05）",
        "HP-LaserJet-1020",
        "工号0837",
        "2026-11-1810:42",
    ):
        assert word in told.replace(" ", "")


def test_it_says_that_it_is_no_paper(faces: Faces) -> None:
    assert "没有编号，不是文书" in words_of(build_trial_page(PAGE, faces))


def test_the_frame_stands_eight_millimetres_from_every_edge(faces: Faces) -> None:
    widest = max(drawn_boxes(build_trial_page(PAGE, faces)), key=lambda box: box.width * box.height)
    edges = (widest.left, widest.top, 210 * MM - widest.right, 297 * MM - widest.bottom)
    assert edges == pytest.approx((EDGE,) * 4, abs=FRAME + 0.1)
    assert pytest.approx(8 * MM) == EDGE


def test_every_size_and_face_of_our_papers_is_on_it(faces: Faces) -> None:
    pdf = build_trial_page(PAGE, faces)
    told = words_of(pdf)
    for size in ("16", "12", "11", "10.5", "9.5"):
        assert f"{size}磅" in told.replace(" ", "")
    for sign in "䶮龑㛃𬎆𠮷":
        assert sign in told
    joined = " ".join(sorted(font_names(pdf)))
    assert all(face in joined for face in ("SansSC", "SerifSC", "Hana")), joined


def test_what_the_scanner_types_needs_no_chinese_keyboard() -> None:
    assert words.CODE.isascii()
    assert words.CODE in words.CODE_NOTE
    assert len(matrix(words.CODE)) == 21
