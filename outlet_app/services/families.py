"""Reads the family of a case: the parent of a child, the children of a parent."""

from outlet_app.domain.case import Case
from outlet_app.domain.facts.package import Answered, PackageJoined, PackageOpened
from outlet_app.domain.states import State
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.services.kin import Family, Kin
from outlet_app.services.reading import read_case
from outlet_app.services.reference import Reference


def family_of(uow: UnitOfWork, reference: Reference, case: Case) -> Family | None:
    """The family of a parent or of a child, None for any other case."""
    told = case.package or case.joined
    if told is None:
        return None
    package = reference.packages.of(told.package, told.edition)
    kin = _children(uow, reference, case, case.package) if case.package else _parent(uow, case.joined)
    labels = {one.key: one.label for one in package.fields} if package else {}
    return Family(package.name if package else told.package, kin, _labelled(told.answers, labels))


def _children(uow: UnitOfWork, reference: Reference, case: Case, told: PackageOpened) -> tuple[Kin, ...]:
    package = reference.packages.of(told.package, told.edition)
    noted = dict(case.member_states)
    kin: list[Kin] = []
    for one in told.members:
        reading = read_case(uow.journal.of_case(one.case_id))
        sub_item = reference.sub_item_of(one.sub_item, case.registered.catalogue)
        name = sub_item.name if sub_item else one.sub_item
        name = package.named(one.sub_item, name) if package else name
        state = reading.case.state if reading else noted[one.case_id]
        kin.append(Kin(one.case_id, one.case_no, False, name, state, reading is not None))
    return tuple(kin)


def _parent(uow: UnitOfWork, told: PackageJoined | None) -> tuple[Kin, ...]:
    if told is None:
        return ()
    reading = read_case(uow.journal.of_case(told.parent))
    state = reading.case.state if reading else State.IN_PROGRESS
    return (Kin(told.parent, told.parent_no, True, "", state, reading is not None),)


def _labelled(answers: tuple[Answered, ...], labels: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((labels.get(one.key, one.key), one.value) for one in answers)
