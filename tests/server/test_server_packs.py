"""What is on offer is named by its very bytes."""

import json
import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from city_server.denial import STATUS, Denied
from city_server.packs import read_outlet_table, read_packs
from outlet_app.domain.outlets import OutletsError
from outlet_app.sync.wire import Code
from tests.support.server import RESOURCES


@pytest.fixture
def offered(tmp_path: Path) -> Path:
    """A folder with the real data, to be changed."""
    for name in ("catalogue", "calendar", "forms"):
        shutil.copytree(RESOURCES / name, tmp_path / name)
    shutil.copy(RESOURCES / "outlets.json", tmp_path)
    return tmp_path


def test_every_pack_is_named_with_its_digest_and_size(offered: Path) -> None:
    packs = read_packs(offered)
    told = {(one.kind, one.ref) for one in packs.manifest.packs}
    assert {("catalogue", "2025-batch-2"), ("calendar", "2026"), ("forms", "2026-1")} <= told
    for one in packs.manifest.packs:
        content = (offered / one.kind / f"{one.ref}.json").read_bytes()
        assert (one.sha256, one.size) == (sha256(content).hexdigest(), len(content))
        assert packs.body(one.kind, one.ref) == content


def test_the_set_has_another_name_when_a_byte_changes_or_a_year_comes(offered: Path) -> None:
    names = [read_packs(offered).etag]
    plan = offered / "calendar" / "2026.json"
    plan.write_bytes(plan.read_bytes() + b"\n")
    names.append(read_packs(offered).etag)
    (offered / "calendar" / "2027.json").write_text("{}")
    names.append(read_packs(offered).etag)
    assert len(set(names)) == 3
    assert read_packs(offered).etag == names[-1]


def test_the_credit_list_is_on_offer_once_the_city_has_one(offered: Path) -> None:
    assert not any(one.kind == "credit" for one in read_packs(offered).manifest.packs)
    (offered / "credit").mkdir()
    (offered / "credit" / "2026-11-18.json").write_text('{"as_of": "2026-11-18", "entries": []}')
    assert read_packs(offered).body("credit", "2026-11-18").startswith(b'{"as_of"')


def test_what_lies_beside_is_not_on_offer(offered: Path) -> None:
    (offered / "calendar" / "notes.txt").write_text("x")
    (offered / "secrets").mkdir()
    (offered / "secrets" / "key.json").write_text("{}")
    packs = read_packs(offered)
    assert {one.kind for one in packs.manifest.packs} == {"catalogue", "calendar", "forms"}
    for kind, ref in (("calendar", "notes"), ("secrets", "key"), ("calendar", "../outlets")):
        with pytest.raises(Denied) as told:
            packs.body(kind, ref)
        assert told.value.code is Code.NOT_FOUND


def test_a_bad_outlet_table_is_refused_with_row_and_column(offered: Path) -> None:
    table = json.loads((offered / "outlets.json").read_text(encoding="utf-8"))
    table["outlets"][3]["sign"] = table["outlets"][4]["sign"]
    (offered / "outlets.json").write_text(json.dumps(table), encoding="utf-8")
    with pytest.raises(OutletsError) as told:
        read_outlet_table(offered)
    assert told.value.column == "sign"


def test_every_code_of_the_treaty_travels_under_a_status() -> None:
    assert set(STATUS) == set(Code)
    assert all(400 <= status < 600 for status in STATUS.values())
