"""Where things lie on this machine: the data folder's rooms and the program's own resources."""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import platformdirs

import outlet_app

APP = "bynr-ip-counter"
_PACKAGE = Path(outlet_app.__file__).parent


class WrongFolder(Exception):  # noqa: N818 - the name says what happened
    """A trial was pointed at a real data folder, or the other way round."""

    code = "folder.wrong_kind"


class ForeignFolder(WrongFolder):
    """The data folder belongs to another user of this computer."""

    code = "folder.of_another"


class ResourcesMissing(Exception):  # noqa: N818 - the name says what happened
    """The program was installed without its fonts and data."""

    code = "resources.missing"


@dataclass(frozen=True, slots=True)
class DataFolder:
    """The rooms of one data folder; the witness lies outside the database's room on purpose."""

    root: Path

    @property
    def database(self) -> Path:
        """The encrypted file."""
        return self.root / "data" / "outlet.db"

    @property
    def slots(self) -> Path:
        """The key slots of the people."""
        return self.root / "keys" / "slots.json"

    @property
    def witness(self) -> Path:
        """The numbers that were handed out."""
        return self.root / "witness" / "numbers.log"

    @property
    def backups(self) -> Path:
        """Encrypted copies of the database."""
        return self.root / "backups"

    @property
    def attachments(self) -> Path:
        """Encrypted scans of materials."""
        return self.root / "data" / "attachments"

    @property
    def parcels(self) -> Path:
        """Sealed parcels and receipts of other machines."""
        return self.root / "data" / "parcels"

    @property
    def farewell(self) -> Path:
        """What stays of a machine that handed everything over."""
        return self.root / "handed-over.json"

    @property
    def logs(self) -> Path:
        """Redacted logs and crash sheets."""
        return self.root / "logs"

    @property
    def preferences(self) -> Path:
        """Size and colours each clerk chose."""
        return self.root / "preferences.json"

    @property
    def lock(self) -> Path:
        """Held while the program runs on this folder."""
        return self.root / "running.lock"

    def prepare(self, *, trial: bool) -> None:
        """Make the rooms; raises WrongFolder if the folder was made for the other purpose, or is not ours."""
        try:
            for room in (
                self.database.parent,
                self.slots.parent,
                self.witness.parent,
                self.backups,
                self.logs,
            ):
                room.mkdir(parents=True, exist_ok=True)
                room.chmod(0o700)
        except PermissionError as error:
            raise ForeignFolder(str(self.root)) from error
        purpose = self.root / "purpose"
        wanted = "trial" if trial else "real"
        if not purpose.exists():
            purpose.write_text(wanted, encoding="ascii")
        if purpose.read_text(encoding="ascii") != wanted:
            raise WrongFolder(f"{self.root} is not a {wanted} folder")


def default_folder(*, trial: bool) -> DataFolder:
    """The folder of this user; trials have their own beside the real one."""
    root = Path(platformdirs.user_data_dir(APP, appauthor=False))
    return DataFolder(root.with_name(f"{APP}-trial") if trial else root)


def _candidates() -> Iterable[Path]:
    yield _PACKAGE.parent / "resources"
    yield _PACKAGE / "resources"
    yield Path(sys.prefix) / "share" / APP / "resources"


def resource_folder(candidates: Iterable[Path] | None = None) -> Path:
    """The program's resources: beside the package in a clone, inside it or in share/ when installed."""
    for folder in candidates if candidates is not None else _candidates():
        if folder.is_dir():
            return folder
    raise ResourcesMissing
