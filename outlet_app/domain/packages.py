"""Packages of 关联事项集成办 as data: what is handled together, what is asked and handed in once."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum

from outlet_app.domain.catalogue import Catalogue
from outlet_app.domain.frozen import dataclass
from outlet_app.domain.plain import DataError, Plain, PlainRow


class PackageError(DataError):
    """An edition of packages that cannot be used: where it is wrong (row, column) and why, as codes."""


class AnswerKind(StrEnum):
    """How the answer to a field is read: words, a day, an amount of money in 万元, or numbers.

    RIGHTS: numbers of patents, marks and other rights, with or without words. CASE_NO: one 办件编号.
    """

    LINE = "line"
    DAY = "day"
    AMOUNT = "amount"
    RIGHTS = "rights"
    CASE_NO = "case_no"


@dataclass(frozen=True, slots=True)
class Member:
    """One item of a package; after: the member that must have ended first (serial), empty for parallel.

    usual: ticked from the start. name: what the item is about in this package, empty for its own name.
    """

    sub_item: str
    after: str = ""
    usual: bool = True
    name: str = ""


@dataclass(frozen=True, slots=True)
class SharedField:
    """A question of the one form; asked once for all members that need it."""

    key: str
    label: str
    kind: AnswerKind
    needed: bool
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SharedMaterial:
    """One paper that several members ask for: handed in once, under one name."""

    key: str
    name: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Package:
    """A package (主题、套餐): for whom it is, its members in order, its fields and its shared materials."""

    code: str
    edition: str
    name: str
    audience: str
    note: str
    members: tuple[Member, ...]
    fields: tuple[SharedField, ...]
    materials: tuple[SharedMaterial, ...]

    def in_order(self, wanted: Iterable[str]) -> tuple[str, ...]:
        """The wanted members in the package's own order; what is none of them is left out."""
        chosen = set(wanted)
        return tuple(one.sub_item for one in self.members if one.sub_item in chosen)

    def asked(self, wanted: Iterable[str]) -> tuple[SharedField, ...]:
        """The fields that the wanted members need, each once."""
        chosen = set(wanted)
        return tuple(field for field in self.fields if chosen & set(field.members))

    def named(self, sub_item: str, otherwise: str) -> str:
        """What a member is about here: its own words in the package, else the item's name."""
        own = (one.name for one in self.members if one.sub_item == sub_item and one.name)
        return next(own, otherwise)

    def shared(self, code: str) -> SharedMaterial | None:
        """The shared paper that a member's material is, None where it is its own."""
        return next((one for one in self.materials if code in one.codes), None)


@dataclass(frozen=True, slots=True)
class Edition:
    """One release of the packages."""

    version: str
    effective_from: date
    packages: tuple[Package, ...]


@dataclass(frozen=True, slots=True)
class Packages:
    """Every edition known, the oldest first; a case stays with the one it was opened under."""

    editions: tuple[Edition, ...] = ()

    def in_force(self, today: date) -> tuple[Package, ...]:
        """The packages of the newest edition in force on a day, of the oldest where none is yet."""
        holding = [one for one in self.editions if one.effective_from <= today]
        newest = holding[-1:] or self.editions[:1]
        return newest[0].packages if newest else ()

    def of(self, code: str, version: str = "") -> Package | None:
        """A package by its code: of an edition, else the newest that has it."""
        found = [one for one in self._all() if one.code == code]
        own = (one for one in found if one.edition == version)
        return next(own, found[-1] if found else None)

    def _all(self) -> Iterator[Package]:
        for edition in self.editions:
            yield from edition.packages


NO_PACKAGES = Packages()


def read_packages(plains: Iterable[Plain], catalogues: Mapping[str, Catalogue]) -> Packages:
    """Turn parsed editions into Packages; PackageError(row, column, reason) if one is unusable.

    Each edition names the release of the list it was made for, by which its members and materials are
    checked: domain.md §5, and what would leave a clerk with half a package is refused here.
    """
    editions = [_edition(plain, catalogues) for plain in plains]
    return Packages(tuple(sorted(editions, key=lambda one: (one.effective_from, one.version))))


def _edition(plain: Plain, catalogues: Mapping[str, Catalogue]) -> Edition:
    release = PlainRow(plain, "packages", PackageError)
    version, list_version = release.text("version"), release.text("catalogue")
    catalogue = catalogues.get(list_version)
    if catalogue is None:
        raise release.refuse("catalogue", "unknown_release")
    packages = release.rows("packages", "code", lambda row: _package(row, version, catalogue))
    if not packages:
        raise release.refuse("packages", "empty")
    return Edition(version, release.day("effective_from"), packages)


def _package(row: PlainRow, edition: str, catalogue: Catalogue) -> Package:
    package = Package(
        code=row.text("code"),
        edition=edition,
        name=row.text("name"),
        audience=row.text("audience"),
        note=row.text("note", may_be_empty=True),
        members=row.rows("members", "sub_item", _member),
        fields=row.rows("fields", "key", _field),
        materials=row.rows("materials", "key", _material),
    )
    _check_members(row, package, catalogue)
    _check_fields(package)
    _check_materials(package, catalogue)
    return package


def _member(row: PlainRow) -> Member:
    after = row.text("after") if "after" in row.plain else ""
    name = row.text("name") if "name" in row.plain else ""
    return Member(row.text("sub_item"), after, row.claim("usual", default=True), name)


def _field(row: PlainRow) -> SharedField:
    kind = row.member("kind", AnswerKind, AnswerKind.LINE)
    return SharedField(
        row.text("key"), row.text("label"), kind, row.claim("needed", default=True), row.texts("members")
    )


def _material(row: PlainRow) -> SharedMaterial:
    return SharedMaterial(row.text("key"), row.text("name"), row.texts("codes"))


def _check_members(row: PlainRow, package: Package, catalogue: Catalogue) -> None:
    known = {sub.code for item in catalogue.items for sub in item.sub_items}
    if len(package.members) < 2:
        raise row.refuse("members", "two_members_expected")
    earlier: set[str] = set()
    for member in package.members:
        if member.sub_item not in known:
            raise PackageError(package.code, member.sub_item, "unknown_sub_item")
        # Only what stands above can come before, so that no member waits for itself.
        if member.after and member.after not in earlier:
            raise PackageError(package.code, member.sub_item, "after_no_earlier_member")
        earlier.add(member.sub_item)
    if sum(one.usual for one in package.members) < 2:
        raise row.refuse("members", "two_usual_members_expected")


def _check_fields(package: Package) -> None:
    own = {one.sub_item for one in package.members}
    for field in package.fields:
        if not field.members or not set(field.members) <= own:
            raise PackageError(package.code, field.key, "field_of_no_member")


def _check_materials(package: Package, catalogue: Catalogue) -> None:
    asked = {
        material.code: member.sub_item
        for member in package.members
        for material in catalogue.sub_item(member.sub_item).materials
    }
    shared = Counter(code for one in package.materials for code in one.codes)
    for one in package.materials:
        holders = {asked.get(code, "") for code in one.codes}
        if "" in holders:
            raise PackageError(package.code, one.key, "material_of_no_member")
        if len(holders) < 2:
            raise PackageError(package.code, one.key, "shared_by_two_members_expected")
        if any(shared[code] > 1 for code in one.codes):
            raise PackageError(package.code, one.key, "material_shared_twice")
        if one.key in asked:
            raise PackageError(package.code, one.key, "key_is_a_material")
