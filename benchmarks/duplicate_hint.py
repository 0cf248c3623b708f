"""How long the hint at a repeated registration takes over many cases: by number, by name, and for nobody."""

import argparse
import json
import os
import platform
import shutil
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import cycle, islice
from pathlib import Path

from benchmarks.local_save import NAMES, measured
from outlet_app.domain.applicant import Applicant, ApplicantKind, IdKind
from outlet_app.domain.calendar import CST
from outlet_app.domain.entry import IntakeEntry
from outlet_app.domain.events import ClockTrust
from outlet_app.domain.people import Person, Role
from outlet_app.models.cards import Card
from outlet_app.models.engine import Database, open_database
from outlet_app.models.instance import Instance
from outlet_app.services.duplicates import Duplicates
from outlet_app.services.library import Shelf, read_library
from outlet_app.services.recorder import Recorder
from outlet_app.system.ids import new_id

LIMIT_MS = 50.0
OUTLET = "1508262001"
A_DAY = 40
NOW = datetime(2026, 11, 20, 16, 0, tzinfo=CST)
RESOURCES = Path(__file__).parents[1] / "resources"
PEOPLE = ("王丽", "李静", "张伟", "乌云其木格", "娜仁·图雅", "刘建平", "𬎆䶮")


CLERK = Person("1508260837", "苏日娜", frozenset({Role.CLERK}))


class Still:
    """The clock of the measurement: the afternoon of the last day."""

    def now(self) -> datetime:
        return NOW

    def trust(self) -> ClockTrust:
        return ClockTrust.SERVER


def card(n: int, of: int) -> Card:
    """One of many cases, the last on the day of the measurement; every fifth applicant is a person."""
    at = NOW - timedelta(days=(of - n) // A_DAY, minutes=(of - n) % A_DAY)
    told = party(n)
    return Card(
        case_id=new_id(),
        case_no=f"HH05-{at:%Y%m%d}-01{n % 10_000:04d}-T",
        outlet=OUTLET,
        handler="1508260837",
        first_contact="1508260837",
        channel="counter",
        item_no=1 + n % 10,
        sub_item="",
        applicant_kind=told.kind,
        applicant_name=told.name,
        contact=told.contact,
        id_kind=told.id_kind,
        id_number=told.id_number,
        phone=told.phone,
        state="in_progress" if of - n < A_DAY * 20 else "closed",
        decision="accept",
        needs="work",
        is_open=of - n < A_DAY * 20,
        registered_at=at,
    )


def party(n: int) -> Applicant:
    """The applicant of case n: some four thousand bodies and seven names of people, without numbers."""
    phone = f"138{n % 100_000_000:08d}"
    if n % 5 == 0:
        return Applicant(ApplicantKind.PERSON, PEOPLE[n // 5 % len(PEOPLE)], contact="", phone=phone)
    number = f"91150826MA0{n % 4_001:07d}"
    return Applicant(ApplicantKind.ENTERPRISE, NAMES[n % len(NAMES)], IdKind.USCC, number, "刘建平", phone)


def filled(store: Database, cases: int) -> None:
    """Write the cases as the projections keep them, a thousand a transaction."""
    for first in range(0, cases, 1_000):
        with store.unit_of_work() as uow:
            for n in range(first, min(first + 1_000, cases)):
                uow.cards.put(card(n, cases))
            uow.commit()


def asked(cases: int) -> dict[str, Iterator[IntakeEntry]]:
    """What a clerk may have typed, each kind over and over."""
    bodies = [(party(n), 1 + n % 10) for n in range(1, cases) if n % 5][-400:]
    people = [(Applicant(ApplicantKind.PERSON, name), item) for name in PEOPLE for item in (1, 6)]
    nobody = [(Applicant(ApplicantKind.ENTERPRISE, f"没有来过的第{n}家公司"), 1) for n in range(50)]
    namesakes = [(Applicant(ApplicantKind.ENTERPRISE, name), 1 + at % 10) for at, name in enumerate(NAMES)]
    kinds = {"by_number": bodies, "by_name_of_body": namesakes, "by_name_of_person": people, "nobody": nobody}
    return {
        kind: cycle([IntakeEntry(who, item=item) for who, item in every]) for kind, every in kinds.items()
    }


def run(folder: Path, cases: int, times: int) -> dict[str, object]:
    """Fill a store, then measure each kind of question in it."""
    store = open_database(folder / "outlet.db", os.urandom(32))
    with store.unit_of_work() as uow:
        uow.instance.save(
            Instance("i", "d", OUTLET, "HH05", "01", "http://city.example", b"p" * 32, b"q" * 32)
        )
        uow.commit()
    filled(store, cases)
    hints = _duplicates(store)
    report: dict[str, object] = {
        "python": platform.python_version(),
        "cases": cases,
        "limit_p99_ms": LIMIT_MS,
    }
    for kind, entries in asked(cases).items():
        questions = list(islice(entries, times))
        found = sum(hints.hint(entry) is not None for entry in questions[:50])
        report[kind] = {**measured(lambda n, q=questions: hints.hint(q[n]), times), "hits_of_50": found}  # type: ignore[misc]
    store.close()
    report["megabytes"] = round((folder / "outlet.db").stat().st_size / 1e6, 1)
    return report


def _duplicates(store: Database) -> Duplicates:
    shelf = Shelf(
        catalogues=[path.read_bytes() for path in (RESOURCES / "catalogue").glob("*.json")],
        outlets=(RESOURCES / "outlets.json").read_bytes(),
        calendars=[path.read_bytes() for path in (RESOURCES / "calendar").glob("*.json")],
        phrases=(RESOURCES / "phrases.json").read_bytes(),
        forms=[path.read_bytes() for path in (RESOURCES / "forms").glob("*.json")],
    )
    reference = read_library(shelf).at(OUTLET, "01")
    with store.unit_of_work() as uow:
        uow.people.put(CLERK)
        uow.commit()
    return Duplicates(store, reference, Recorder(reference, CLERK, Still(), new_id))


def main() -> int:
    """Print one JSON object; exit code 1 if any p99 is above the limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=1_000, help="questions of each kind")
    parser.add_argument("--folder", type=Path, default=None, help="where to measure")
    told = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="duplicate-hint-", dir=told.folder))
    try:
        report = run(folder, told.cases, told.times)
    finally:
        shutil.rmtree(folder)
    print(json.dumps(report, indent=1, ensure_ascii=False))
    worst = max(figure["p99_ms"] for figure in report.values() if isinstance(figure, dict))
    return 0 if worst < LIMIT_MS else 1


if __name__ == "__main__":
    raise SystemExit(main())
