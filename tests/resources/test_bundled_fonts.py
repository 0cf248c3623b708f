"""The bundled faces: what they draw, that ReportLab and Qt take them, and where they came from."""

import hashlib
import json
from functools import cache
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from PySide6.QtGui import QFontDatabase
from reportlab.pdfbase.ttfonts import TTFont as PaperFace

ROOT = Path(__file__).resolve().parents[2]
FONTS = ROOT / "resources" / "fonts"
NOTO = ("NotoSansSC-Regular", "NotoSansSC-Bold", "NotoSerifSC-Regular", "NotoSerifSC-Bold")
FACES = (*NOTO, "HanaMinA", "HanaMinB")
MEBIBYTE = 1 << 20
# GB 18030-2022 names that must print (the issue), and the characters the forms are set with.
RARE = "䶮龑㛃𬎆𠮷"
FORM_MARKS = "，。、；：？！（）《》〈〉【】〔〕「」“”‘’…—～·％‰℃№①②③④⑤⑥⑦⑧⑨⑩ⅠⅡⅢ×÷±≤≥→←↑↓■□●○◆△▲※￥㎡"
LATIN = "".join(map(chr, range(0x21, 0x7F)))


@cache
def face(name: str) -> TTFont:
    """One bundled face."""
    return TTFont(FONTS / f"{name}.ttf", lazy=True)


@cache
def drawn(name: str) -> frozenset[int]:
    """The code points a face maps."""
    return frozenset(face(name).getBestCmap())


def has_outline(name: str, char: str) -> bool:
    """Whether the face draws the character with a real outline."""
    glyph = face(name).getBestCmap().get(ord(char))
    return glyph is not None and face(name)["glyf"][glyph].numberOfContours != 0


def lacking(name: str, text: str) -> str:
    """The visible characters of a text that a face does not map."""
    return "".join(sorted({c for c in text if c > " " and ord(c) not in drawn(name)}))


@pytest.mark.parametrize("char", RARE)
def test_a_rare_name_character_is_drawn_by_some_face(char):
    assert [name for name in FACES if has_outline(name, char)]


def test_the_two_rarest_are_drawn_each_by_one_hanazono_face():
    assert [name for name in FACES if has_outline(name, "𠮷")] == ["HanaMinA"]
    assert [name for name in FACES if has_outline(name, "𬎆")] == ["HanaMinB"]


@pytest.mark.parametrize("name", NOTO)
def test_noto_draws_all_common_han(name):
    common = "".join(map(chr, range(0x4E00, 0x9FA6)))
    assert lacking(name, common) == ""
    assert all(has_outline(name, char) for char in "巴彦淖尔市知识产权告鿍")


@pytest.mark.parametrize("name", NOTO)
def test_noto_draws_latin_and_what_forms_are_set_with(name):
    assert lacking(name, LATIN + FORM_MARKS) == ""


@pytest.mark.parametrize("name", NOTO)
def test_noto_draws_every_character_of_our_words_and_data(name):
    texts = [path.read_text("utf-8") for path in (ROOT / "outlet_app" / "wording").rglob("*.py")]
    texts += [path.read_text("utf-8") for path in (ROOT / "resources").rglob("*.json")]
    assert len(texts) > 4
    assert lacking(name, "".join(texts)) == ""


@pytest.mark.parametrize(
    "block", [(0x3400, 0x4DB6), (0x20000, 0x2A6D7), (0x2A700, 0x2B735), (0x2B820, 0x2CEA2)]
)
def test_extension_blocks_of_han_are_drawn_by_some_face(block):
    everything = frozenset().union(*map(drawn, FACES))
    missing = [hex(code) for code in range(*block) if code not in everything]
    assert missing == []


def test_fallback_faces_hold_only_what_noto_lacks():
    noto = frozenset.intersection(*map(drawn, NOTO))
    assert not drawn("HanaMinA") & {code for code in noto if code > 0x3400}
    assert not drawn("HanaMinB") & (noto | drawn("HanaMinA"))


@pytest.mark.parametrize("name", FACES)
def test_faces_are_truetype_outlines_that_paper_takes(name):
    assert "glyf" in face(name)
    assert "CFF " not in face(name)
    paper = PaperFace(name, str(FONTS / f"{name}.ttf"))
    assert paper.face.charToGlyph[max(drawn(name))]


def test_screen_finds_two_families_with_both_weights_and_the_fallbacks(qapp):
    loaded = [QFontDatabase.addApplicationFont(str(FONTS / f"{name}.ttf")) for name in FACES]
    try:
        families = [QFontDatabase.applicationFontFamilies(one) for one in loaded]
        sans, serif = ["Noto Sans SC"], ["Noto Serif SC"]
        assert families == [sans, sans, serif, serif, ["HanaMinA"], ["HanaMinB"]]
        for (family,) in (sans, serif):
            assert QFontDatabase.weight(family, "Regular") == 400
            assert QFontDatabase.weight(family, "Bold") == 700
    finally:
        for one in loaded:
            QFontDatabase.removeApplicationFont(one)


@pytest.mark.parametrize("name", ["NotoSansSC-Regular", "NotoSansSC-Bold"])
def test_screen_digits_are_of_one_width_so_that_columns_stand(name):
    widths = {face(name)["hmtx"][face(name).getBestCmap()[ord(digit)]][0] for digit in "0123456789"}
    assert len(widths) == 1


def test_sources_name_the_hash_of_every_face():
    said = [line.split() for line in (FONTS / "SOURCES").read_text("utf-8").splitlines()]
    for name in FACES:
        digest = hashlib.sha256((FONTS / f"{name}.ttf").read_bytes()).hexdigest()
        assert [words[-1] for words in said if words[:1] == [f"{name}.ttf"]] == [digest]


def test_licences_lie_beside_the_faces():
    for name in ("OFL-NotoSansSC.txt", "OFL-NotoSerifSC.txt"):
        words = " ".join((FONTS / name).read_text("utf-8").split())
        assert "licensed under the SIL Open Font License, Version 1.1" in words
    assert "Hanazono" in (FONTS / "LICENSE-Hanazono.txt").read_text("utf-8")


def test_the_fonts_stay_below_ninety_megabytes():
    assert sum(path.stat().st_size for path in FONTS.iterdir()) < 90 * MEBIBYTE


def test_phrases_and_catalogue_are_valid_json_without_odd_spaces():
    for path in (ROOT / "resources").rglob("*.json"):
        text = json.dumps(json.loads(path.read_text("utf-8")), ensure_ascii=False)
        assert not set(text) & set("\u3000\u200b\ufeff\t"), path.name
