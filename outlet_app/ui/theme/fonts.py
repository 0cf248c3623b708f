"""Loads the faces that come with the program, so that a bare machine shows no empty boxes."""

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

MAIN = "Noto Sans SC"
RARE = ("HanaMinA", "HanaMinB")
BADGE = "Noto Serif SC"
SCREEN_FILES = ("NotoSansSC", "NotoSerifSC-Bold", "HanaMin")


class FontsMissingError(Exception):
    """The folder holds no face the screen can be drawn with."""


def load_fonts(folder: Path) -> tuple[str, ...]:
    """Register the faces of the folder and return the families, the main one first.

    By path, not by bytes: Qt then maps the files, and 120 MB stay free on a counter's machine.
    """
    files = sorted(path for path in folder.rglob("*.ttf") if path.name.startswith(SCREEN_FILES))
    found = {family for path in files for family in _register(path)}
    if MAIN not in found:
        raise FontsMissingError(MAIN)
    rare = tuple(family for family in RARE if family in found)
    QFont.insertSubstitutions(MAIN, list(rare))
    return (MAIN, *rare)


def _register(path: Path) -> list[str]:
    number = QFontDatabase.addApplicationFont(str(path))
    return QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
