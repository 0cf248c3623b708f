"""The font script on a face of six glyphs: what is kept, what is dropped, what the face answers to."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

SCRIPT = Path(__file__).resolve().parents[2] / "installer" / "fonts.py"
EMPTY_HAN, DRAWN_HAN, HANGUL, PRIVATE = 0x20BB7, 0x4E00, 0xAC00, 0xE000


def load() -> ModuleType:
    """The script as a module; dataclasses look it up by name while it loads."""
    spec = importlib.util.spec_from_file_location("font_script", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


fonts = load()


def square() -> object:
    """An outline."""
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for corner in ((500, 0), (500, 500), (0, 500)):
        pen.lineTo(corner)
    pen.closePath()
    return pen.glyph()


def small_face() -> TTFont:
    """A face with a space, drawn glyphs, and one Han character mapped to nothing."""
    codes = {0x20: "space", DRAWN_HAN: "one", HANGUL: "ga", PRIVATE: "own", EMPTY_HAN: "nothing"}
    names = [".notdef", *codes.values()]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap(codes)
    empty = TTGlyphPen(None).glyph()
    builder.setupGlyf({name: empty if name in ("space", "nothing") else square() for name in names})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (600, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Source Face", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    return builder.font


def saved(tmp_path: Path, **more: int) -> TTFont:
    """The small face, cut and renamed as a face of ours, saved and read again."""
    font = small_face()
    fonts.cut(font, fonts.drawn(font))
    fonts.rename(font, fonts.Face("Cut-Face.ttf", fonts.SANS, "", "Cut Face", **more))
    font.save(tmp_path / "cut.ttf")
    return TTFont(tmp_path / "cut.ttf")


def test_only_what_has_an_outline_counts_as_drawn():
    assert fonts.drawn(small_face()) == {0x20, DRAWN_HAN}


def test_a_cut_face_maps_what_it_draws_and_no_more(tmp_path):
    cut = saved(tmp_path)
    assert set(cut.getBestCmap()) == {0x20, DRAWN_HAN}
    assert len(cut.getGlyphOrder()) == 3


@pytest.mark.parametrize(
    ("weight", "style", "selection", "mac"), [(400, "Regular", 0x40, 0), (700, "Bold", 0x20, 1)]
)
def test_a_face_answers_to_its_family_and_weight(tmp_path, weight, style, selection, mac):
    cut = saved(tmp_path, weight=weight)
    names = {number: cut["name"].getDebugName(number) for number in (1, 2, 4, 6)}
    assert names == {1: "Cut Face", 2: style, 4: f"Cut Face {style}", 6: "Cut-Face"}
    assert (cut["OS/2"].usWeightClass, cut["OS/2"].fsSelection) == (weight, selection)
    assert cut["head"].macStyle == mac


def test_a_package_with_another_hash_is_refused(tmp_path):
    package = fonts.Package("some-face", "1.0", "some-face-1.0.tgz", "0" * 64, "LICENSE")
    (tmp_path / package.file).write_bytes(b"something else")
    with pytest.raises(SystemExit, match="not the package"):
        package.fetch(tmp_path)


def test_sources_list_each_face_under_its_package(tmp_path):
    for face in (*fonts.NOTO, *fonts.HANAMIN):
        (tmp_path / face.file).write_bytes(face.file.encode())
    said = "\n".join(fonts.sources(tmp_path))
    for face in (*fonts.NOTO, *fonts.HANAMIN):
        assert said.index(face.package.file) < said.index(f"  {face.file} from")
        assert fonts.digest(tmp_path / face.file) in said
