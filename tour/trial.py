"""`dev.py run`: a trial city on loopback, a trial counter enrolled with it, and the window."""

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from outlet_app.system.paths import DataFolder, default_folder
from tour.city import ROOT, City, CityWontStart
from tour.ending import ENDED, Ending
from tour.people import CLERK, HEAD

NOTE = "trial.json"


def main(words: Sequence[str] | None = None) -> int:
    """Start city and window; closing the window, Ctrl+C or the system's request ends both."""
    ending = Ending()
    parser = argparse.ArgumentParser("dev.py run", description="Start the trial city and the client.")
    parser.add_argument("--data", type=Path, help="trial data folder (default: one of this user's own)")
    told, rest = parser.parse_known_args(words)
    folder = DataFolder(told.data.resolve()) if told.data else default_folder(trial=True)
    folder.prepare(trial=True)
    city = City(folder.root / "city")
    is_first = not folder.slots.exists()
    try:
        city.start(wait=is_first)
    except CityWontStart as taken:
        print(f"The trial does not start: {taken}", file=sys.stderr)
        return 1
    try:
        if is_first and not ending.is_asked:
            print("Preparing the trial counter …", flush=True)
            prepare(folder, city)
        return ENDED if ending.is_asked else show_window(folder, rest, ending)
    finally:
        city.stop()


def prepare(folder: DataFolder, city: City) -> None:
    """Enrol this machine as a county window of the trial city, with two trial people."""
    # Only a first start pays for these imports.
    from outlet_app.models.engine import open_database
    from outlet_app.services.enrolment import Enrolment
    from outlet_app.services.people import People
    from outlet_app.system.keystore import KeyStore

    keystore = KeyStore(folder.slots)
    code = city.enrolment_code(HEAD.staff_no, HEAD.name)
    head = Enrolment(keystore, folder.database).enrol(city.url, code, HEAD.password)
    key = keystore.unlock(HEAD.staff_no, HEAD.password)
    database = open_database(folder.database, key, backups=folder.backups)
    try:
        People(database, keystore, key, head).add(CLERK.staff_no, CLERK.name, CLERK.roles, CLERK.password)
    finally:
        database.close()
    shown = [asdict(person) | {"roles": sorted(person.roles)} for person in (CLERK, HEAD)]
    (folder.root / NOTE).write_text(json.dumps(shown, ensure_ascii=False, indent=1), encoding="utf-8")


def show_window(folder: DataFolder, rest: Sequence[str], ending: Ending) -> int:
    """Run the client until its window is closed or somebody asks to end."""
    client = subprocess.Popen(
        [sys.executable, "-m", "outlet_app", "--trial", "--data", str(folder.root), *rest], cwd=ROOT
    )
    return ending.wait(client)


if __name__ == "__main__":
    sys.exit(main())
