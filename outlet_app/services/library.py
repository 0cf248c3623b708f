"""Reads the program's reference data out of parsed files into one Reference."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from outlet_app.domain.answers import KnownAnswer
from outlet_app.domain.calendar import HolidayCalendar, read_calendar
from outlet_app.domain.catalogue import Catalogue, read_catalogue
from outlet_app.domain.copying import Site
from outlet_app.domain.forms.texts import FormTexts
from outlet_app.domain.outlets import Outlets, read_outlets
from outlet_app.domain.packages import NO_PACKAGES, PackageError, Packages, read_packages
from outlet_app.domain.plain import Plain
from outlet_app.domain.releases.counting import list_in_force
from outlet_app.domain.releases.order import Subject
from outlet_app.domain.sayings import Place, Saying
from outlet_app.services.reference import Phrase, Reference
from outlet_app.services.released import NOTHING_RELEASED, Released, read_released, with_forms


@dataclass(frozen=True, slots=True)
class Shelf:
    """The data files as bytes, as they lie beside the program or came from the city."""

    catalogues: Sequence[bytes]
    outlets: bytes
    calendars: Sequence[bytes]
    phrases: bytes
    forms: Sequence[bytes]
    app_version: str = ""
    answers: bytes = b""
    sites: bytes = b""
    packages: Sequence[bytes] = ()
    orders: Sequence[bytes] = ()


@dataclass(frozen=True, slots=True)
class Library:
    """The reference data that hold for every outlet; `at` makes one outlet's own."""

    catalogues: Mapping[str, Catalogue]
    outlets: Outlets
    calendar: HolidayCalendar
    phrases: Mapping[str, Phrase]
    forms: FormTexts
    app_version: str
    sayings: tuple[Saying, ...] = ()
    answers: tuple[KnownAnswer, ...] = ()
    sites: tuple[Site, ...] = ()
    packages: Packages = NO_PACKAGES
    flaws: tuple[PackageError, ...] = ()
    released: Released = NOTHING_RELEASED

    def at(self, outlet_code: str, terminal: str, today: date = date.max) -> Reference:
        """The reference data as seen from one terminal; KeyError for an unknown outlet.

        A catalogue and the texts of forms count from the day they take effect; where none has yet,
        the earliest do. What the city took back, or meant for others, does not count here.
        """
        releases = self.released.releases
        newest = list_in_force(self.catalogues, releases, outlet_code, today)
        taken_back = self.released.withheld(Subject.FORMS, outlet_code, today)
        return Reference(
            catalogue=newest,
            catalogues=self.catalogues,
            outlets=self.outlets,
            outlet=self.outlets.by_code(outlet_code),
            terminal=terminal,
            calendar=self.released.calendar(self.calendar, outlet_code, today),
            phrases=self.phrases,
            forms=replace(self.forms, withheld=taken_back),
            today=today,
            app_version=self.app_version,
            sayings=self.sayings,
            answers=self.answers,
            sites=self.sites,
            packages=self.packages,
            flaws=self.flaws,
            released=self.released,
        )


def read_library(shelf: Shelf) -> Library:
    """Parse the shelf; CatalogueError, OutletsError, CalendarError or FormTextsError name what is wrong."""
    catalogues = {one.version: one for one in map(read_catalogue, map(json.loads, shelf.catalogues))}
    released = read_released(shelf.orders)
    forms, released = with_forms(released, [json.loads(body) for body in shelf.forms])
    # What came with the program stays what it is, whatever was handed down under its name.
    catalogues = {**released.catalogues, **catalogues}
    packages, flaws = _packages(shelf.packages, catalogues)
    phrases = json.loads(shelf.phrases)
    return Library(
        catalogues=catalogues,
        outlets=read_outlets(json.loads(shelf.outlets)),
        calendar=read_calendar(json.loads(body) for body in shelf.calendars),
        phrases={row["code"]: Phrase(**row) for row in phrases["defects"]},
        forms=forms,
        app_version=shelf.app_version,
        sayings=tuple(map(_saying, phrases["sayings"])),
        answers=_answers(json.loads(shelf.answers)) if shelf.answers else (),
        sites=_sites(json.loads(shelf.sites)) if shelf.sites else (),
        packages=packages,
        flaws=flaws,
        released=released,
    )


def _answers(told: Mapping[str, Any]) -> tuple[KnownAnswer, ...]:
    return tuple(
        KnownAnswer(
            row["id"],
            row["question"],
            row["answer"],
            row["basis"],
            told["version"],
            tuple(row["items"]),
            row["keys"],
        )
        for row in told["answers"]
    )


def _sites(told: Mapping[str, Any]) -> tuple[Site, ...]:
    return tuple(Site(row["code"], row["name"], tuple(row["sub_items"])) for row in told["sites"])


def _saying(row: Mapping[str, Any]) -> Saying:
    return Saying(row["text"], Place(row["place"]), tuple(row["items"]), tuple(row["defects"]))


def _packages(
    bodies: Sequence[bytes], catalogues: Mapping[str, Catalogue]
) -> tuple[Packages, tuple[PackageError, ...]]:
    """Every edition that can be used, and what is wrong with the others: the counter opens all the same."""
    sound: list[Plain] = []
    flaws: list[PackageError] = []
    for body in bodies:
        try:
            plain = json.loads(body)
            read_packages([plain], catalogues)
        except PackageError as flaw:
            flaws.append(flaw)
        except ValueError:
            flaws.append(PackageError("packages", "", "unreadable"))
        else:
            sound.append(plain)
    return read_packages(sound, catalogues), tuple(flaws)
