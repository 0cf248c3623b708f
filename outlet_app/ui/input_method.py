"""Lets a clerk type Chinese: Qt's Linux wheel carries an ibus plugin but none for fcitx."""

import sys
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, qEnvironmentVariable, qputenv

MODULE = "QT_IM_MODULE"


def choose_input_method() -> str:
    """Speak ibus where the session says fcitx and no plugin for it is there; returns the module in force.

    fcitx answers to the ibus protocol, so its users keep their own input method.
    """
    wanted = qEnvironmentVariable(MODULE)
    if sys.platform.startswith("linux") and wanted.startswith("fcitx") and not _has_plugin("fcitx"):
        qputenv(MODULE, b"ibus")
        return "ibus"
    return wanted


def _has_plugin(name: str) -> bool:
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforminputcontexts"
    return any(name in plugin.name for plugin in folder.glob("*"))
