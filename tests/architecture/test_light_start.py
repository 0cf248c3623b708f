"""The sign-in page is shown before anything heavy is imported (docs/architecture.md, start-up)."""

import os
import subprocess
import sys

from tests.architecture.house import HOME

HEAVY = (
    "sqlalchemy", "alembic", "httpx", "reportlab", "pypdfium2", "sqlcipher3", "msgspec", "zstandard",
    "pypinyin", "qrcode", "outlet_app.models.engine", "outlet_app.printing.fonts", "outlet_app.sync.engine",
)  # fmt: skip


def loaded_by(module: str) -> set[str]:
    """Which of the heavy modules are there once a module is imported in a fresh interpreter."""
    line = f"import sys, {module}; print(*sys.modules)"
    told = subprocess.run(
        [sys.executable, "-c", line],
        cwd=HOME,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return set(HEAVY) & set(told.stdout.split())


def test_the_window_and_the_sign_in_page_need_nothing_heavy() -> None:
    assert loaded_by("outlet_app.bootstrap.program") == set()


def test_the_workplace_of_a_signed_in_person_brings_the_rest() -> None:
    assert {"sqlalchemy", "httpx", "reportlab"} <= loaded_by("outlet_app.bootstrap.workplace")


def test_alembic_waits_for_an_older_schema() -> None:
    assert "alembic" not in loaded_by("outlet_app.bootstrap.workplace")


def test_the_server_needs_neither_qt_nor_the_store() -> None:
    line = "import sys, city_server.app, city_server.cli; print(*{m.partition('.')[0] for m in sys.modules})"
    told = subprocess.run(
        [sys.executable, "-c", line], cwd=HOME, capture_output=True, text=True, timeout=60, check=True
    )
    assert set(told.stdout.split()) & {"PySide6", "sqlcipher3", "reportlab", "pypdfium2"} == set()
