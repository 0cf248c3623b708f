"""Pages for 附件 from files or the clipboard, with small pictures; and the folder of the scanner."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from outlet_app.domain.problems import Refusal, Refused
from outlet_app.models.engine import Database
from outlet_app.printing.scans import MOST_BYTES, ScanPage, read_pages, thumbnail
from outlet_app.services.troubles import Trouble

SMALL = 220
FOLDER = "scan.folder"
KINDS = (".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".webp")


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page ready to be attached, and a small JPEG of it as it lies unturned."""

    page: ScanPage
    small: bytes

    def turned(self) -> "Leaf":
        """The same, turned clockwise by a quarter."""
        return replace(self, page=self.page.turn())


@dataclass(frozen=True, slots=True)
class Found:
    """A file in the scanner's folder, with what changes while it is still being written."""

    path: Path
    size: int
    changed: int


class Scans:
    """Blocking, in the press lane; Refused where a file gives no pages, Trouble where it cannot be read."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def read_files(self, paths: Iterable[Path], room: int) -> tuple[Leaf, ...]:
        """All pages of these files, all or none."""
        leaves: list[Leaf] = []
        for path in paths:
            leaves += self.read(_content(path), room - len(leaves))
        return tuple(leaves)

    def read(self, content: bytes, room: int) -> tuple[Leaf, ...]:
        """The pages of one file."""
        return tuple(Leaf(page, thumbnail(page, SMALL)) for page in read_pages(content, max(room, 0)))

    def folder(self) -> Path | None:
        """Where this machine's scanner puts its files, None where nobody has said."""
        with self._database.reading() as uow:
            told = uow.meta.get(FOLDER)
        return Path(told) if told else None

    def keep_folder(self, folder: Path) -> Path:
        """Remember it."""
        with self._database.unit_of_work() as uow:
            uow.meta.set(FOLDER, str(folder))
            uow.commit()
        return folder

    def look(self, folder: Path) -> tuple[Found, ...]:
        """What lies there now, oldest first; nothing where the folder is gone."""
        try:
            files = [one for one in folder.iterdir() if one.suffix.lower() in KINDS and one.is_file()]
            found = [Found(one, one.stat().st_size, one.stat().st_mtime_ns) for one in files]
        except OSError:
            return ()
        return tuple(sorted(found, key=lambda one: (one.changed, one.path.name)))


def _content(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise Refused(Refusal("scan.not_readable"))
        if path.stat().st_size > MOST_BYTES:
            raise Refused(Refusal("scan.file_too_large"))
        return path.read_bytes()
    except OSError as wrong:
        raise Trouble("scan.file_unreadable", {"name": path.name}) from wrong
