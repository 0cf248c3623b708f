"""`city-server backup | restore`: a copy of the records, and the way back."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from city_server.backup import BackupFault, back_up, missing_blobs, read_manifest, restore
from city_server.blob_store import default_place, open_blob_store
from city_server.postgres_tools import ToolFailed

if TYPE_CHECKING:
    _Commands = argparse._SubParsersAction[argparse.ArgumentParser]

BACKUP = "copy the database into a new folder while the city works; attachments are listed, not copied"
RESTORE = "bring a backup into an empty database and make every counter compare with it"


def add_to(commands: "_Commands") -> None:
    """Put both commands beside the others."""
    backing = commands.add_parser("backup", help=BACKUP, description=BACKUP)
    backing.add_argument("--database", required=True, help="sqlite:///file or postgresql://…")
    backing.add_argument("--to", required=True, type=Path, help="folder in which the new folder is made")
    _takes_blobs(backing)
    backing.set_defaults(run=_back_up)
    restoring = commands.add_parser("restore", help=RESTORE, description=RESTORE)
    restoring.add_argument("--database", required=True, help="an empty one: a new file, or a fresh database")
    restoring.add_argument("--from", required=True, type=Path, dest="place", help="folder of the backup")
    _takes_blobs(restoring)
    restoring.set_defaults(run=_restore)


def _takes_blobs(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--blobs", default="", help="where attachments lie, as for serve")


def _back_up(told: argparse.Namespace) -> int:
    try:
        place = back_up(told.database, told.to)
    except (BackupFault, ToolFailed) as fault:
        return _refused(fault, "Nothing was backed up.")
    print(place)
    return _tell_blobs(told, place)


def _restore(told: argparse.Namespace) -> int:
    try:
        opened = restore(told.place, told.database)
    except (BackupFault, ToolFailed) as fault:
        return _refused(fault, "Nothing was restored.")
    print(f"restored; new epoch {opened.name}: each counter sends again what this copy does not have")
    return _tell_blobs(told, told.place)


def _tell_blobs(told: argparse.Namespace, place: Path) -> int:
    manifest = read_manifest(place)
    lost = missing_blobs(manifest, open_blob_store(told.blobs or default_place(told.database)))
    print(f"{manifest.operations} operations, {manifest.cases} cases, {len(manifest.blobs)} attachments")
    for one in lost:
        print(f"attachment {one.sha256} ({one.size} bytes) is not in the store", file=sys.stderr)
    return 1 if lost else 0


def _refused(fault: Exception, so: str) -> int:
    print(f"{str(fault)[:1].upper()}{str(fault)[1:]}. {so}", file=sys.stderr)
    return 1
