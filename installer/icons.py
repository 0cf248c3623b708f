"""Brings the screen's icons: fetches Lucide's SVG files and keeps the ones the screens use.

Run by `python3 installer/icons.py`; needs npm (its own settings say where packages come from).
"""

import argparse
import hashlib
import subprocess
import tarfile
import tempfile
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "resources" / "icons"
PACKAGE, VERSION = "lucide-static", "1.62.0"
FILE = f"{PACKAGE}-{VERSION}.tgz"
SHA256 = "386f9080c440d6f5049cefe3456ae8357f7a0c7f76e59670cd1cb83bc7050a44"
NAMES = """
angry archive archive-restore arrow-down arrow-left arrow-right arrow-up ban book-open building-2 calendar
calendar-check calendar-days chart-column check check-check chevron-down chevron-left chevron-right chevron-up
chevrons-down chevrons-up circle circle-alert circle-check circle-dot circle-help circle-minus circle-plus
circle-x clipboard-check clipboard-list clock clock-alert cloud-off cloud-upload contrast copy
corner-down-left database database-backup download ellipsis eye eye-off file-check file-down file-input
file-output file-pen file-plus file-plus-2 file-question-mark file-search file-spreadsheet file-text file-x
flag folder folder-open forward frown hand-helping handshake hard-drive history hourglass house id-card
image inbox info key-round keyboard laugh layout-dashboard link list list-checks list-filter loader-circle
lock lock-open log-in log-out map-pin meh message-square message-square-text minus monitor moon
octagon-alert package panel-left panel-right pause pencil phone pin play plus power printer qr-code receipt
refresh-ccw refresh-cw rotate-ccw rotate-cw save scale scan-line search send server settings shield-check
smile square square-check stamp star sun tablet tag timer trash-2 triangle-alert type undo-2 upload usb user
user-check user-plus user-round users wifi wifi-off wrench x zoom-in zoom-out
"""


def fetch(folder: Path) -> Path:
    """Let npm bring the package, unless it is there; return the archive after checking its hash."""
    archive = folder / FILE
    if not archive.exists():
        wanted = ["npm", "pack", "--silent", f"{PACKAGE}@{VERSION}"]
        subprocess.run(wanted, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    if hashlib.sha256(archive.read_bytes()).hexdigest() != SHA256:
        raise SystemExit(f"{FILE} is not the package these icons were taken from")
    return archive


def member(archive: tarfile.TarFile, name: str) -> bytes:
    """Return the bytes of one file of the package."""
    found = archive.extractfile(f"package/{name}")
    if found is None:
        raise SystemExit(f"{FILE} has no {name}")
    return found.read()


def make_icons(packages: Path, target: Path = TARGET) -> None:
    """Write the icons, the licence and SOURCES into the target folder."""
    target.mkdir(parents=True, exist_ok=True)
    with tarfile.open(fetch(packages)) as archive:
        (target / "LICENSE-lucide.txt").write_bytes(member(archive, "LICENSE"))
        for name in NAMES.split():
            (target / f"{name}.svg").write_bytes(member(archive, f"icons/{name}.svg"))
    said = f"Taken by installer/icons.py, unchanged.\n\n{PACKAGE} {VERSION}\n  {FILE} sha256 {SHA256}\n"
    (target / "SOURCES").write_text(said, encoding="utf-8")


def main() -> None:
    """Read the command line and bring the icons."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--packages", type=Path, help="folder that holds or receives the package")
    chosen = parser.parse_args().packages
    with tempfile.TemporaryDirectory() as scratch:
        make_icons(chosen or Path(scratch))


if __name__ == "__main__":
    main()
