"""Every character of a name is drawn by some face, embedded, and can be copied out again; or nothing is."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from paper_eyes import Ink, characters, font_descriptors, font_names, page_texts, streams, words_of
from paper_samples import FACE_FILES, FONT_FOLDER, NOTICE, RARE

from outlet_app.printing.cannot import NoGlyph
from outlet_app.printing.fonts import Face, Faces, printable
from outlet_app.printing.notice import build_notice
from outlet_app.wording.troubles import clauses


@pytest.mark.parametrize(
    ("char", "drawn_by"),
    [
        ("汉", Face.SERIF),
        ("䶮", Face.SERIF),
        ("龑", Face.SERIF),
        ("㛃", Face.SERIF),
        ("·", Face.SERIF),
        ("𠮷", Face.HANA_A),
        ("𬎆", Face.HANA_B),
        ("𰻞", Face.SANS),
    ],
)
def test_each_character_finds_its_face(faces, char, drawn_by):
    assert faces.face_of(char, Face.SERIF) is drawn_by


@pytest.mark.parametrize(
    ("char", "wanted", "drawn_by"),
    [
        ("䶶", Face.SANS, Face.SERIF),
        ("䶶", Face.SANS_BOLD, Face.SERIF_BOLD),
        ("𰻞", Face.SERIF_BOLD, Face.SANS_BOLD),
    ],
)
def test_serif_and_sans_stand_in_for_each_other_last(faces, char, wanted, drawn_by):
    assert faces.face_of(char, wanted) is drawn_by


def test_only_the_characters_that_need_it_leave_the_chosen_face(faces):
    pieces = list(faces.pieces("阿𠮷𠮷古𬎆", Face.SANS_BOLD))
    assert pieces == [
        (Face.SANS_BOLD, "阿"),
        (Face.HANA_A, "𠮷𠮷"),
        (Face.SANS_BOLD, "古"),
        (Face.HANA_B, "𬎆"),
    ]


def test_widths_are_those_of_the_face_that_draws(faces):
    assert faces.width("一𠮷", Face.SERIF) == pytest.approx(2)
    assert faces.width("1", Face.SERIF) < faces.width("一", Face.SERIF)


@pytest.mark.parametrize("char", ["🫠", "\U000e0100", "\ue78d", "\U0003fffd"])
def test_a_character_no_face_has_is_named(faces, char):
    with pytest.raises(NoGlyph) as caught:
        faces.width(f"张{char}", Face.SERIF)
    assert caught.value.char == char
    said = clauses(caught.value.code, caught.value.told)
    assert f"“{char}”字（〔U+{ord(char):04X}〕）没有字形" in said.happened


def test_a_paper_with_such_a_character_is_not_made(faces):
    with pytest.raises(NoGlyph, match=r"U\+1FAE0"):
        build_notice(replace(NOTICE, contact="张🫠"), faces)


def test_what_leaves_no_ink_is_no_obstacle(faces):
    hidden = build_notice(replace(NOTICE, applicant="河套\u200b禾源\ufeff公司\u00a0\u202a"), faces)
    assert "河套禾源公司" in words_of(hidden)
    assert printable("a\u200bb\tc\r\nd\u00a0e\u3000f\x00") == "ab c\nd e\u3000f"


@pytest.fixture(scope="module")
def rare(faces):
    return build_notice(replace(NOTICE, applicant=RARE, contact=f"{RARE}·阿"), faces)


class TestRareNames:
    """GB 18030-2022 names have to come out as glyphs (issue, domain.md §12.1)."""

    def test_the_text_can_be_copied_out(self, rare):
        text = page_texts(rare)[0]
        assert RARE in text
        assert f"{RARE}·阿" in text

    def test_every_one_is_drawn_with_its_own_strokes(self, rare):
        ink = Ink(rare)
        amounts = {}
        for char, box in characters(rare):
            if char in RARE:
                amounts.setdefault(char, []).append(ink.amount(box))
        assert set(amounts) == set(RARE)
        assert all(min(found) > 100 for found in amounts.values())
        # A face without the character would draw the same box for each.
        assert len({found[0] for found in amounts.values()}) == len(RARE)

    def test_both_stand_in_faces_are_in_the_file(self, rare):
        names = {name.split("+")[1] for name in font_names(rare)}
        assert {"HanaMinA", "HanaMinB", "NotoSerifSC-Regular"} <= names

    def test_a_stand_in_is_thickened_beside_bold(self, faces):
        pdf = build_notice(replace(NOTICE, applicant="𠮷", contact="𠮷"), faces)
        ink = Ink(pdf)
        drawn = [ink.amount(box) / box.height**2 for char, box in characters(pdf) if char == "𠮷"]
        in_cells, in_salutation = drawn[:-1], drawn[-1]
        assert in_salutation > 1.1 * max(in_cells)


@pytest.fixture(scope="module")
def pdf(faces):
    return build_notice(replace(NOTICE, contact="吕𠮷"), faces)


class TestEmbedding:
    def test_every_font_is_a_subset_and_inside(self, pdf):
        names, descriptors = font_names(pdf), font_descriptors(pdf)
        assert all(re.fullmatch(r"[A-Z]{6}\+(Noto(Sans|Serif)SC|HanaMin).*", name) for name in names)
        assert len(descriptors) >= len(names) - 1
        assert all(b"/FontFile2" in descriptor for descriptor in descriptors)

    def test_no_font_of_the_reader_is_used(self, pdf):
        assert b"Helvetica" not in pdf
        assert b"/Type1" not in pdf
        assert not any(b"Helvetica" in stream for stream in streams(pdf))

    def test_only_the_glyphs_that_are_used(self, pdf):
        assert len(pdf) < 300_000

    def test_nothing_of_this_machine_is_in_the_file(self, pdf):
        whole = pdf + b"".join(streams(pdf))
        assert str(FONT_FOLDER).encode() not in whole
        assert b".ttf" not in whole

    def test_the_mapping_of_a_font_stays_within_what_readers_bear(self, pdf):
        maps = [
            stream.decode().split("endcodespacerange")[1]
            for stream in streams(pdf)
            if b"beginbfchar" in stream
        ]
        assert maps
        for text in maps:
            assert all(int(n) <= 100 for n in re.findall(r"(\d+) beginbfchar", text))
            assert all(len(code) in (4, 8) for code in re.findall(r"> <([0-9A-F]+)>", text))


def test_faces_as_bytes_make_the_same_paper(faces):
    as_bytes = Faces(*((FONT_FOLDER / name).read_bytes() for name in FACE_FILES))
    assert build_notice(NOTICE, as_bytes) == build_notice(NOTICE, faces)


@pytest.fixture(scope="module")
def swapped():
    """Other faces under the same parts: sans where the usual set has serif."""
    return Faces(*(FONT_FOLDER / FACE_FILES[place] for place in (2, 3, 0, 1, 4, 5)))


def test_each_set_of_faces_draws_its_own_papers(faces, swapped):
    usual, other = build_notice(NOTICE, faces), build_notice(NOTICE, swapped)
    assert usual != other
    assert build_notice(NOTICE, faces) == usual
    assert build_notice(NOTICE, swapped) == other


def test_papers_made_at_the_same_time_do_not_disturb_each_other(faces, swapped):
    alone = {one: build_notice(NOTICE, one) for one in (faces, swapped)}
    turns = [faces, swapped] * 6
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda one: build_notice(NOTICE, one), turns))
    assert together == [alone[one] for one in turns]
