"""The city's office at its desk: a key, files it edited, and `city-server release` as it is typed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from city_server import cli, clock
from city_server.releases.words import read_words, sheets_of
from city_server.releases.workbook import write_workbook
from city_server.signing_keys import make_signing_key
from outlet_app.sync.wire import RELEASE, release_ref, sign_pack
from tests.support.plain_copies import plain_copy
from tests.support.policies_sent import PRIVATE
from tests.support.release_plains import OFFICE, order
from tests.support.server import RESOURCES, CityDatabase

LIST = RESOURCES / "catalogue" / "2025-batch-2.json"
WORDS = read_words(RESOURCES)


def real_list(version: str = "2027-1", since: str = "", **changes: object) -> dict[str, Any]:
    """The bundled list as a new version of next month."""
    told: dict[str, Any] = json.loads(LIST.read_bytes())
    return told | {"version": version, "effective_from": since or in_days(30), **changes}


def in_days(n: int) -> str:
    """A day from now by the city's clock, as it is written in a file."""
    return (clock.now().date() + timedelta(days=n)).isoformat()


def more_copies(told: dict[str, Any], code: str = "1.5-M1", copies: int = 3) -> dict[str, Any]:
    """The list with another number of copies of one material."""
    for item in told["items"]:
        for sub in item["sub_items"]:
            for material in sub["materials"]:
                material["copies"] = copies if material["code"] == code else material["copies"]
    return told


def with_item(told: dict[str, Any], number: int, name: str, sub_name: str) -> dict[str, Any]:
    """The list with one item more that has one sub-item, `number`.1."""
    one = plain_copy(told["items"][-1]) | {"number": number, "name": name, "short_name": name[:8]}
    sub = one["sub_items"][0] | {"code": f"{number}.1", "name": sub_name}
    for serial, material in enumerate(sub["materials"], 1):
        material["code"] = f"{number}.1-M{serial}"
    return told | {"items": [*told["items"], one | {"sub_items": [sub]}]}


def without(told: dict[str, Any], *codes: str) -> dict[str, Any]:
    """The list without some sub-items, and without the items that have no other."""
    kept = [one | {"sub_items": [sub for sub in one["sub_items"] if sub["code"] not in codes]}
            for one in told["items"]]  # fmt: skip
    return told | {"items": [one for one in kept if one["sub_items"]]}


def workbook(told: Mapping[str, object], subject: str = "catalogue") -> bytes:
    """The workbook the city would edit."""
    return write_workbook(told, sheets_of(WORDS, subject), WORDS)


def edited(content: bytes, **cells: object) -> bytes:
    """The workbook with other cells: edited(content, 材料_F3=2)."""
    book = load_workbook(BytesIO(content))
    for place, value in cells.items():
        sheet, _, cell = place.rpartition("_")
        book[sheet][cell] = value
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def signed_order(number: int = 1, private: bytes = PRIVATE, **changes: Any) -> tuple[str, bytes]:
    """An order as it is handed down: its name and its bytes."""
    body = json.dumps(order(number, **changes).plain(), ensure_ascii=False).encode()
    ref = release_ref(number, body)
    return ref, sign_pack(private, RELEASE, ref, body)


@dataclass
class Office:
    """Types commands for one database, with a key that counters believe."""

    database: CityDatabase
    folder: Path
    resources: Path = RESOURCES
    key: Path = field(init=False)

    def __post_init__(self) -> None:
        self.key = self.folder / "city.pem"
        make_signing_key(self.key)
        told = ["policies", "key", "--database", self.database.url, "--key", str(self.key)]
        assert cli.main(told) == 0

    def file(self, told: Mapping[str, object] | bytes, name: str = "told.xlsx") -> Path:
        """A file as the office saved it."""
        path = self.folder / name
        content = told if isinstance(told, bytes) else json.dumps(told, ensure_ascii=False).encode()
        path.write_bytes(content)
        return path

    def run(self, verb: str, *more: str | Path, group: str = "release") -> int:
        """One command; its exit code."""
        told = [group, verb, "--database", self.database.url, "--resources", str(self.resources)]
        return cli.main([*told, *map(str, more)])

    def sign(self, verb: str, *more: str | Path, group: str = "release") -> int:
        """One command that gives an order."""
        return self.run(verb, *more, "--key", self.key, "--by", OFFICE, group=group)

    def publish(self, told: Mapping[str, object], *more: str, mode: str = "yearly") -> int:
        """Publish data as a text file."""
        return self.sign("publish", self.file(told, "told.yaml"), "--mode", mode, *more)
