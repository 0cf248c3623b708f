"""Lets a clerk type Chinese: Qt's Linux wheel carries an ibus plugin but none for fcitx."""

from pathlib import Path

from PySide6.QtCore import QLibraryInfo

IBUS, FCITX = "ibus", "fcitx"


def fitting_input_method(wanted: str) -> str:
    """The module Qt can load for what the session wants.

    fcitx answers to the ibus protocol, so its users keep their own input method.
    """
    return IBUS if wanted.startswith(FCITX) and not has_plugin(FCITX) else wanted


def has_plugin(name: str) -> bool:
    """Whether this Qt carries a plugin for an input method."""
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforminputcontexts"
    return any(name in plugin.name for plugin in folder.glob("*"))
