"""The early hint for a character without a glyph counts the paper's faces, exactly those and no other."""

from itertools import chain
from pathlib import Path

import pytest

from outlet_app.printing.cannot import NoGlyph
from outlet_app.printing.fonts import Face, Faces
from outlet_app.system.paths import resource_folder
from outlet_app.ui.theme.coverage import PAPER_FILES, PaperFaces, spans_of
from tests.support.bench import FACE_FILES

FONTS = resource_folder() / "fonts"
RARE = "䶮龑㛃𬎆𠮷"
TEXT_FACES = (Face.SANS, Face.SANS_BOLD, Face.SERIF, Face.SERIF_BOLD)


@pytest.fixture(scope="module")
def paper() -> PaperFaces:
    return PaperFaces(FONTS)


@pytest.fixture(scope="module")
def faces() -> Faces:
    return Faces(*(FONTS / f"{name}.ttf" for name in FACE_FILES))


def printed(faces: Faces, char: str, face: Face) -> bool:
    """Whether the paper finds a face for a character."""
    try:
        faces.face_of(char, face)
    except NoGlyph:
        return False
    return True


def edges() -> list[str]:
    """The characters on both sides of every end of every stretch that any face draws."""
    spans = chain.from_iterable(spans_of(FONTS / name) for name in PAPER_FILES)
    points = {point + step for span in spans for point in span for step in (-1, 0, 1)}
    return [chr(point) for point in sorted(points) if 0x20 <= point <= 0x10FFFF]


def test_the_hint_and_the_paper_agree_on_every_character(paper: PaperFaces, faces: Faces) -> None:
    asked = edges()
    assert len(asked) > 5_000
    lost = set(paper.without_glyph("".join(asked)))
    assert lost == {char for char in asked if not printed(faces, char, Face.SERIF)}


def test_what_one_face_of_the_paper_draws_all_its_faces_draw(faces: Faces) -> None:
    asked = [*edges()[::7], "𰻞", "𰻝", "䶶", "鿿", "𱁬"]
    for char in asked:
        assert len({printed(faces, char, face) for face in TEXT_FACES}) == 1, f"U+{ord(char):04X}"


@pytest.mark.parametrize("char", [*RARE, "知", "·", "〔", "—", "⋯", "𰻞", "𰻝", "䶶", "鿿", "A", "　"])
def test_what_is_bundled_is_not_lost(paper: PaperFaces, char: str) -> None:
    assert paper.without_glyph(char) == ""


# Letters of Arabic, Hindi, Mongolian and Korean, an emoji: what a machine may well have a font for.
@pytest.mark.parametrize("char", ["ا", "अ", "ᠮ", "가", "🫠", "\ue78d", "\U0003fffd", "\U0002fa20"])
def test_a_font_of_the_system_does_not_count(paper: PaperFaces, char: str) -> None:
    assert paper.without_glyph(f"河{char}套") == char


def test_lost_characters_come_in_order_and_once(paper: PaperFaces) -> None:
    assert paper.without_glyph("甲\U0003fffd乙\ue78d丙\U0003fffd") == "\U0003fffd\ue78d"
    assert paper.without_glyph("") == ""


def test_every_face_of_the_paper_is_among_those_counted() -> None:
    families = {name.partition("-")[0].removesuffix(".ttf") for name in PAPER_FILES}
    assert families == {name.partition("-")[0] for name in FACE_FILES}
    for name in FACE_FILES:
        twin = next(one for one in PAPER_FILES if one.startswith(name.partition("-")[0]))
        assert spans_of(FONTS / f"{name}.ttf") == spans_of(FONTS / twin), name


def test_nothing_is_read_before_a_character_is_asked_about(tmp_path: Path) -> None:
    nowhere = PaperFaces(tmp_path / "nowhere")
    assert nowhere.without_glyph("") == ""
    with pytest.raises(FileNotFoundError):
        nowhere.without_glyph("知")


def test_a_file_is_read_once_and_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path] = []
    real = Path.open

    def watched(self: Path, *args, **options):
        opened.append(self)
        return real(self, *args, **options)

    spans_of.cache_clear()
    monkeypatch.setattr(Path, "open", watched)
    for _ in range(3):
        PaperFaces(FONTS).without_glyph("知\U0003fffd")
    assert [file.name for file in opened] == list(PAPER_FILES)
