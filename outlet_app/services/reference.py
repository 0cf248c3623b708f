"""What a counter looks things up in: catalogue, outlets, holiday plan, phrases, its own place."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from outlet_app.domain.answers import KnownAnswer
from outlet_app.domain.calendar import BusinessHours, HolidayCalendar
from outlet_app.domain.catalogue import Catalogue, ServiceItem, SubItem
from outlet_app.domain.copying import Site
from outlet_app.domain.forms.texts import FormText, FormTexts
from outlet_app.domain.outlets import Outlet, OutletKind, Outlets
from outlet_app.domain.packages import NO_PACKAGES, PackageError, Packages
from outlet_app.domain.sayings import Saying
from outlet_app.services.released import NOTHING_RELEASED, Released


@dataclass(frozen=True, slots=True)
class Phrase:
    """Ready words for a defect code: its short name, what is wrong, what to bring."""

    code: str
    name: str
    issue: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Reference:
    """One consistent set of reference data; `catalogues` keeps every version a case may be pinned to.

    flaws: editions of packages that were set aside, and why. released: what the city handed down.
    """

    catalogue: Catalogue
    catalogues: Mapping[str, Catalogue]
    outlets: Outlets
    outlet: Outlet
    terminal: str
    calendar: HolidayCalendar
    phrases: Mapping[str, Phrase]
    forms: FormTexts
    today: date
    app_version: str = ""
    sayings: tuple[Saying, ...] = ()
    answers: tuple[KnownAnswer, ...] = ()
    sites: tuple[Site, ...] = ()
    packages: Packages = NO_PACKAGES
    flaws: tuple[PackageError, ...] = ()
    released: Released = NOTHING_RELEASED

    def site_of(self, sub_item: str) -> Site | None:
        """The national site where a sub-item is filed, None where it stays with us."""
        return next((site for site in self.sites if sub_item in site.sub_items), None)

    def catalogue_of(self, version: str) -> Catalogue:
        """The release of that version; the present one where it is not known."""
        return self.catalogues.get(version, self.catalogue)

    def item_of(self, number: int, version: str = "") -> ServiceItem | None:
        """The item of that number in a version, None for 未列入清单."""
        return self.catalogue_of(version).item(number) if number else None

    def sub_item_of(self, code: str, version: str = "") -> SubItem | None:
        """The sub-item of that code in a version, None where none was chosen."""
        return self.catalogue_of(version).sub_item(code) if code else None

    def form_text(self, form: str) -> FormText:
        """The words a form is drawn with now; KeyError for a form nobody has words for."""
        return self.forms.in_force(form, self.today)

    @property
    def city_phone(self) -> str:
        """The consultation number of the city window, printed on every paper (the list, items 2 and 7)."""
        return next(one.phone for one in self.outlets.all if one.kind is OutletKind.CITY)

    @property
    def division(self) -> str:
        """The county this outlet belongs to; empty for the city window."""
        here = self.outlet
        return "" if here.kind is OutletKind.CITY else self.outlets.division(here.division).name

    def hours_of(self, code: str) -> BusinessHours:
        """When an outlet is open; our own hours where the table does not know it."""
        known = {outlet.code: outlet.hours for outlet in self.outlets.all}
        return known.get(code, self.outlet.hours)

    def phone_of(self, code: str) -> str:
        """An outlet's telephone; empty where the table has none."""
        known = {outlet.code: outlet.phone for outlet in self.outlets.all}
        return known.get(code, "")

    def outlet_name(self, code: str) -> str:
        """An outlet's name; its code where the table does not know it."""
        known = {outlet.code: outlet.name for outlet in self.outlets.all}
        return known.get(code, code)
