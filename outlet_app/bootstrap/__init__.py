"""Composition root: settings → folder → application → program."""

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QApplication

from outlet_app.bootstrap.program import Program
from outlet_app.settings import Settings, read_settings, set_input_method
from outlet_app.system import garbage
from outlet_app.system.farewell import FarewellBook
from outlet_app.system.logs import start_logging, stop_logging
from outlet_app.system.paths import DataFolder, ResourcesMissing, WrongFolder, default_folder, resource_folder
from outlet_app.system.single_instance import AlreadyRunning, SingleInstance
from outlet_app.ui.clauses import refuse_start, spoken
from outlet_app.ui.input_method import fitting_input_method
from outlet_app.ui.theme.theme import install_theme

__all__ = ["Program", "main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the client until its window is closed; the exit code."""
    settings = read_settings(arguments)
    folder = DataFolder(settings.data) if settings.data else default_folder(trial=settings.trial)
    if settings.input_method:
        set_input_method(fitting_input_method(settings.input_method))
    app = QApplication([sys.argv[0], *settings.rest])
    try:
        resources = resource_folder()
        install_theme(app, resources / "fonts", resources / "icons")
        folder.prepare(trial=settings.trial)
        with SingleInstance(folder.lock):
            return run(app, settings, folder, resources)
    except ResourcesMissing as missing:
        # Without faces and icons there is no window to say it in.
        sys.stderr.write(f"{spoken(missing.code)}\n")
        return 1
    except (AlreadyRunning, WrongFolder) as refused:
        refuse_start(app, refused.code)
        return 1


def run(app: QApplication, settings: Settings, folder: DataFolder, resources: Path) -> int:
    """Show the window and work until it is closed."""
    log = start_logging(folder.logs)
    # Before anybody can sign in: what was begun is brought to its end, a power cut or not.
    FarewellBook(folder).finish()
    program = Program(app, settings, folder, resources)
    try:
        program.start()
        garbage.settle()
        return app.exec()
    finally:
        program.close()
        stop_logging(log)
