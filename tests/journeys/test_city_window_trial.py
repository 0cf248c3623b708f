"""`dev.py run --city-window`: a trial of the window where 失信 is listed, with somebody appointed for it."""

import json
from pathlib import Path

from outlet_app.domain.outlets import is_city
from outlet_app.domain.people import Right, Role
from outlet_app.models.engine import open_database
from outlet_app.services.people import People
from outlet_app.system.keystore import KeyStore
from outlet_app.system.paths import DataFolder
from tour.city import CITY_WINDOW, OUTLET, City
from tour.people import CLERK, HEAD, OFFICER
from tour.trial import NOTE, chosen_folder, prepare


def test_its_folder_lies_beside_the_countys(tmp_path: Path) -> None:
    county, city = (chosen_folder(None, city_window=one).root for one in (False, True))
    assert county.parent == city.parent
    assert county.name != city.name
    assert chosen_folder(tmp_path, city_window=True).root == chosen_folder(tmp_path, city_window=False).root


def test_only_one_of_the_two_windows_is_the_citys() -> None:
    assert is_city(CITY_WINDOW)
    assert not is_city(OUTLET)


def test_who_may_list_there(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "trial")
    folder.prepare(trial=True)
    city = City(folder.root / "city")
    city.start()
    try:
        prepare(folder, city, city_window=True)
    finally:
        city.stop()
    keystore = KeyStore(folder.slots)
    key = keystore.unlock(HEAD.staff_no, HEAD.password)
    database = open_database(folder.database, key, backups=folder.backups)
    try:
        with database.reading() as uow:
            head = uow.people.get(HEAD.staff_no)
        assert head is not None
        found = {one.staff_no: one for one in People(database, keystore, key, head).all()}
    finally:
        database.close()
    listing = {number for number, one in found.items() if one.may(Right.DISCREDIT)}
    assert listing == {HEAD.staff_no, OFFICER.staff_no}
    assert Role.CITY_ADMIN in head.roles
    assert CLERK.staff_no in found
    shown = json.loads((folder.root / NOTE).read_text(encoding="utf-8"))
    assert {one["staff_no"] for one in shown} == set(found)
    for one in shown:
        assert keystore.unlock(one["staff_no"], one["password"]) == key
