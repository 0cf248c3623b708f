"""Brings a stored schema up to this version, behind an encrypted backup."""

from pathlib import Path

from outlet_app.failpoints import Failpoint, reach
from outlet_app.models.backup import copy_database
from outlet_app.models.errors import DatabaseTooNew
from outlet_app.models.pool import make_engine
from outlet_app.models.sqlcipher import schema_version

SCHEMA_VERSION = 5
REVISIONS = Path(__file__).parent / "migrations"


def bring_up(
    path: Path, key: bytes, backups: Path, *, target: int = SCHEMA_VERSION, revisions: Path = REVISIONS
) -> None:
    """Migrate the file to `target` in one transaction; a file that holds data is copied first."""
    stored = schema_version(path, key)
    if stored == target:
        return
    if stored > target:
        raise DatabaseTooNew(f"schema {stored}, this program knows {target}")
    if stored:
        copy_database(path, key, backups)
    reach(Failpoint.UPGRADE_AFTER_BACKUP)
    _migrate(path, key, target, revisions)


def _migrate(path: Path, key: bytes, target: int, revisions: Path) -> None:
    # Alembic takes 0.4 s to import and is needed once in a version's life.
    from alembic import command, config

    engine = make_engine(path, key)
    told = config.Config()
    told.set_main_option("script_location", str(REVISIONS))
    told.set_main_option("version_locations", str(revisions / "versions"))
    told.set_main_option("path_separator", "newline")
    try:
        with engine.begin() as connection:
            told.attributes["connection"] = connection
            command.upgrade(told, "head")
            connection.exec_driver_sql(f"PRAGMA user_version = {target}")
            reach(Failpoint.UPGRADE_BEFORE_COMMIT)
    finally:
        engine.dispose()
