"""`dev.py run`: a trial city on loopback, a trial counter enrolled with it, and the window."""

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from outlet_app.domain.people import Role
from outlet_app.system.paths import DataFolder, default_folder
from tour.city import CITY_WINDOW, OUTLET, ROOT, City, CityWontStart
from tour.ending import ENDED, Ending
from tour.people import CLERK, HEAD, OFFICER

NOTE = "trial.json"


def main(words: Sequence[str] | None = None) -> int:
    """Start city and window; closing the window, Ctrl+C or the system's request ends both."""
    ending = Ending()
    parser = argparse.ArgumentParser("dev.py run", description="Start the trial city and the client.")
    parser.add_argument("--data", type=Path, help="trial data folder (default: one of this user's own)")
    parser.add_argument(
        "--city-window",
        action="store_true",
        help="the city's own window, where 失信 is listed, in a trial apart",
    )
    told, rest = parser.parse_known_args(words)
    folder = chosen_folder(told.data, city_window=told.city_window)
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
            prepare(folder, city, city_window=told.city_window)
        return ENDED if ending.is_asked else show_window(folder, rest, ending)
    finally:
        city.stop()


def chosen_folder(data: Path | None, *, city_window: bool) -> DataFolder:
    """The folder named, else this user's own for trials; the city's window has one beside it."""
    if data is not None:
        return DataFolder(data.resolve())
    usual = default_folder(trial=True)
    return DataFolder(usual.root.with_name(f"{usual.root.name}-city")) if city_window else usual


def prepare(folder: DataFolder, city: City, *, city_window: bool = False) -> None:
    """Enrol this machine as a window of the trial city, with the people of a trial."""
    # Only a first start pays for these imports.
    from outlet_app.models.engine import open_database
    from outlet_app.services.enrolment import Enrolment
    from outlet_app.services.people import People
    from outlet_app.system.keystore import KeyStore

    keystore = KeyStore(folder.slots)
    others = (CLERK, OFFICER) if city_window else (CLERK,)
    code = city.enrolment_code(HEAD.staff_no, HEAD.name, CITY_WINDOW if city_window else OUTLET)
    head = Enrolment(keystore, folder.database).enrol(city.url, code, HEAD.password)
    key = keystore.unlock(HEAD.staff_no, HEAD.password)
    database = open_database(folder.database, key, backups=folder.backups)
    try:
        people = People(database, keystore, key, head)
        for other in others:
            people.add(other.staff_no, other.name, other.roles - {Role.CREDIT_OFFICER}, other.password)
            if Role.CREDIT_OFFICER in other.roles:
                people.appoint(other.staff_no, officer=True)
    finally:
        database.close()
    shown = [asdict(person) | {"roles": sorted(person.roles)} for person in (*others, HEAD)]
    (folder.root / NOTE).write_text(json.dumps(shown, ensure_ascii=False, indent=1), encoding="utf-8")


def show_window(folder: DataFolder, rest: Sequence[str], ending: Ending) -> int:
    """Run the client until its window is closed or somebody asks to end."""
    client = subprocess.Popen(
        [sys.executable, "-m", "outlet_app", "--trial", "--data", str(folder.root), *rest], cwd=ROOT
    )
    return ending.wait(client)


if __name__ == "__main__":
    sys.exit(main())
