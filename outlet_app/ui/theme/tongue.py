"""Qt's own words, in the menus of fields and in file dialogs, in Chinese."""

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtWidgets import QApplication

WORDS = "qtbase_zh_CN"


def speak_chinese(app: QApplication) -> bool:
    """Load the words that come with Qt; false where this Qt came without them."""
    translator = QTranslator(app)
    found = translator.load(WORDS, QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    return found and app.installTranslator(translator)
