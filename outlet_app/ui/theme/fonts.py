"""Loads the faces that come with the program, so that a bare machine shows no empty boxes."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics

MAIN = "Noto Sans SC"
RARE = ("HanaMinA", "HanaMinB")
BADGE = "Noto Serif SC"
SCREEN_FILES = ("NotoSansSC", "NotoSerifSC", "HanaMin")


class FontsMissingError(Exception):
    """The folder holds no face the screen can be drawn with."""


def load_fonts(folder: Path) -> tuple[str, ...]:
    """Register every face of the folder and return the families, the main one first."""
    files = sorted(path for path in folder.rglob("*.ttf") if path.name.startswith(SCREEN_FILES))
    return load_faces(path.read_bytes() for path in files)


def load_faces(faces: Iterable[bytes]) -> tuple[str, ...]:
    """Register faces given as bytes; the main family first, then those for rare characters."""
    found = {family for face in faces for family in _register(face)}
    if MAIN not in found:
        raise FontsMissingError(MAIN)
    rare = tuple(family for family in RARE if family in found)
    QFont.insertSubstitutions(MAIN, list(rare))
    return (MAIN, *rare)


def _register(face: bytes) -> list[str]:
    number = QFontDatabase.addApplicationFontFromData(QByteArray(face))
    return QFontDatabase.applicationFontFamilies(number) if number >= 0 else []


def without_glyph(text: str, families: Iterable[str]) -> str:
    """The characters of the text that no bundled face can draw, in order, each once."""
    metrics = [QFontMetrics(QFont(family)) for family in families]
    lost = [char for char in text if not any(m.inFontUcs4(ord(char)) for m in metrics)]
    return "".join(dict.fromkeys(lost))
