"""What holds for every form: whole, on the sheet, signed in company, in its own series and words."""

import re
from dataclasses import replace
from string import Formatter

import pytest
from form_samples import OUTCOMES, SAMPLES, Sample, again
from paper_eyes import MM, characters, font_descriptors, page_texts, squashed, words_of
from paper_samples import LONGEST_NAME, LONGEST_OUTLET, RARE, TEXTS

from outlet_app.domain.duty import takes_seal
from outlet_app.printing.fonts import Faces
from outlet_app.printing.paper import PORTRAIT
from outlet_app.printing.tokens import CLOSERS, OPENERS

NAMES = (LONGEST_NAME, f"乌云其木格·阿拉坦格日勒·{RARE}")
SIGNS = ("申请人签收服务网点", "委托人受托人", "转出单位接收单位", "移交方接收方", "受送达人送达机关",
         "核实和整改复核", "告知网点", "服务对象服务网点", "甲方乙方",
         "申请人（签字或者盖章）行政机关", "收函机关（签章）服务网点")  # fmt: skip
every = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.form)
with_rows = pytest.mark.parametrize("sample", [one for one in SAMPLES if one.rows], ids=lambda one: one.form)


def literals(template: str) -> list[str]:
    """The fixed words of a clause, without those too short to be looked for."""
    found = (squashed(literal) for literal, *_ in Formatter().parse(template))
    return [text for text in found if len(text) > 3]


def body(page: str) -> str:
    """A page's words without head line and foot."""
    return re.sub(r"^表号.*?号(?=\D)", "", squashed(page), count=1)


def test_every_form_of_the_family_has_a_sample() -> None:
    elsewhere = {"W01", "W04", "W05", "W06", "W17", "W18", "W19", "W25", "W28"}
    assert {sample.form for sample in SAMPLES} | elsewhere == set(TEXTS.codes)
    assert len(OUTCOMES) == 21


@every
def test_it_says_its_title_series_edition_and_notes(sample: Sample, faces: Faces) -> None:
    words, text = words_of(sample.drawn(faces)), sample.values.imprint.text
    assert squashed(text.title) in words
    assert f"表号：{text.code}（{text.edition}版）" in words
    assert f"{text.word}〔2026〕0007号" in words
    for note in text.notes:
        assert all(literal in words for literal in literals(note)), note


@every
def test_it_leaves_no_field_unfilled(sample: Sample, faces: Faces) -> None:
    words = words_of(sample.drawn(faces))
    assert "{" not in words
    assert "None" not in words


@every
def test_what_it_was_given_stands_on_it(sample: Sample, faces: Faces) -> None:
    words = words_of(sample.drawn(faces))
    for name in ("case_no", "applicant", "phone"):
        if hasattr(sample.values, "about") and sample.form != "W10":
            assert squashed(getattr(sample.values.about, name)) in words


@every
def test_every_character_stands_within_the_margins(sample: Sample, faces: Faces) -> None:
    for pdf in (sample.drawn(faces), sample.named(faces, LONGEST_NAME)):
        for page in range(len(page_texts(pdf))):
            for char, box in characters(pdf, page):
                # A bracket or stop at the end of a line keeps its blank half in the margin.
                hangs = 2.2 * MM if char in CLOSERS | OPENERS else 0
                assert box.left + hangs > PORTRAIT.side - 1 * MM, char
                assert box.right - hangs < PORTRAIT.width - PORTRAIT.side + 1 * MM, char
                assert 10 * MM < box.top < box.bottom < PORTRAIT.height - 5 * MM, char


@every
@pytest.mark.parametrize("name", NAMES)
def test_a_long_foreign_or_rare_name_is_whole(sample: Sample, faces: Faces, name: str) -> None:
    assert name in words_of(sample.named(faces, name))


@every
def test_the_longest_outlet_fits_its_half(sample: Sample, faces: Faces) -> None:
    imprint = replace(sample.values.imprint, outlet=LONGEST_OUTLET, clerk="乌云其木格·阿拉坦格日勒")
    assert LONGEST_OUTLET in words_of(sample.drawn(faces, imprint=imprint))


@every
def test_every_face_is_embedded(sample: Sample, faces: Faces) -> None:
    found = font_descriptors(sample.named(faces, f"王{RARE}"))
    assert len(found) >= 3
    assert all(b"/FontFile2" in told for told in found)


@every
def test_the_same_values_make_the_same_bytes(sample: Sample, faces: Faces) -> None:
    assert sample.build(sample.values, faces) == sample.drawn(faces)


@every
def test_a_preview_has_no_number_and_says_what_it_is(sample: Sample, faces: Faces) -> None:
    words = words_of(sample.drawn(faces, imprint=replace(sample.values.imprint, preview=True)))
    assert "编号：——" in words
    assert "预览，不作为正式文书" in words
    assert "0007号" not in words


@every
def test_a_further_print_says_which_one_it_is(sample: Sample, faces: Faces) -> None:
    imprint = replace(sample.values.imprint, copy_no=3, unsent=True)
    words = words_of(sample.drawn(faces, imprint=imprint))
    assert "第3次打印" in words
    assert "尚未发送" in words


@with_rows
@pytest.mark.parametrize("count", [1, 12, 40])
def test_signatures_never_stand_alone(sample: Sample, faces: Faces, count: int) -> None:
    pages = page_texts(sample.with_rows(faces, count))
    last = body(pages[-1])
    sign = min(last.index(title) for title in SIGNS if title in last)
    assert sign > 8, last[:40]


@with_rows
@pytest.mark.parametrize("count", [1, 12, 40])
def test_every_row_is_numbered_and_the_end_is_struck(sample: Sample, faces: Faces, count: int) -> None:
    words = words_of(sample.with_rows(faces, count))
    lists = len(sample.rows)
    struck = words.count("以下空白")
    assert struck == lists, (struck, lists)
    shared = (
        sum(getattr(row, "shared", False) for row in again(sample.values.materials, count))
        if (sample.form == "W03")
        else 0
    )
    assert re.search(rf"{count - shared}\D", words)


@with_rows
def test_forty_rows_go_over_pages_with_their_heads_again(sample: Sample, faces: Faces) -> None:
    pages = [squashed(text) for text in page_texts(sample.with_rows(faces, 40))]
    assert len(pages) > 1
    assert sum("序号" in page for page in pages) > 1


@with_rows
def test_nothing_but_the_head_comes_twice(sample: Sample, faces: Faces) -> None:
    words = words_of(sample.with_rows(faces, 40))
    assert words.count(squashed(sample.values.imprint.text.title)) <= 3


@with_rows
def test_an_empty_list_says_none(sample: Sample, faces: Faces) -> None:
    words = words_of(sample.drawn(faces, **dict.fromkeys(sample.rows, ())))
    none = "，不需要提交材料。" if sample.form == "W03" else "：无。"
    assert words.count(none) == len(sample.rows)
    assert "以下空白" not in words


@pytest.mark.parametrize(
    "form", ["W02", "W03", "W08", "W10", "W11", "W12", "W14", "W15", "W16", "W26", "W27", "R01", "R03", "R05"]
)
def test_an_ordinary_paper_is_one_page(form: str, faces: Faces) -> None:
    sample = next(one for one in SAMPLES if one.form == form)
    assert len(page_texts(sample.drawn(faces))) == 1


@pytest.mark.parametrize("count", [1, 3, 6, 12])
def test_the_clauses_of_w07_flow_and_the_last_stands_over_the_signature(count: int, faces: Faces) -> None:
    sample = next(one for one in SAMPLES if one.form == "W07")
    pdf = sample.with_rows(faces, count)
    pages = [squashed(text) for text in page_texts(pdf)]
    clauses = sample.values.imprint.text.clauses
    *others, last = [key for key in clauses if key.startswith("promise_")]
    assert all(word in pages[-1] for word in literals(clauses[last]))
    assert pages[-1].index(literals(clauses[last])[0]) < pages[-1].index("申请人签收服务网点")
    assert all(any(word in page for page in pages) for key in others for word in literals(clauses[key]))
    for page in range(len(pages) - 1):
        lowest = max(box.bottom for _, box in characters(pdf, page) if box.bottom < PORTRAIT.height - 22 * MM)
        assert lowest > PORTRAIT.height * 0.7, page


@pytest.mark.parametrize("form", ["W09", "W20"])
def test_a_promise_stands_on_the_page_of_its_signature(form: str, faces: Faces) -> None:
    sample = next(one for one in SAMPLES if one.form == form)
    pages = [squashed(text) for text in page_texts(sample.drawn(faces))]
    promises = [key for key in sample.values.imprint.text.clauses if key.startswith("promise_")]
    for key in promises:
        words = literals(sample.values.imprint.text.clauses[key])
        assert all(word in pages[-1] for word in words), key


@every
def test_the_seal_is_asked_for_where_the_form_leaves_room_for_it(sample: Sample, faces: Faces) -> None:
    assert takes_seal(sample.form) is ("（业务专用章）" in words_of(sample.drawn(faces)))
