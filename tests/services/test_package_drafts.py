"""An unfinished package outlives a crash, is the clerk's alone, and is gone once it is a case."""

from dataclasses import replace

import pytest

from outlet_app.domain.bundle import PackageEntry
from outlet_app.domain.catalogue import PaperForm
from outlet_app.domain.entry import RejectDetail
from outlet_app.domain.events import Channel
from outlet_app.domain.materials import CheckedMaterial, Defect, MaterialState
from outlet_app.domain.problems import Refused
from outlet_app.services.package_drafts import Begun, key_of
from tests.support.bench import SUPERVISOR_PERSON, Bench
from tests.support.builders import CLERK, ENTERPRISE, MORNING
from tests.support.entries import subsidy

ROW = CheckedMaterial(
    "ownership",
    "权属证明",
    MaterialState.FAULTY,
    PaperForm.COPY,
    1,
    1,
    defects=(Defect("D05"),),
    remark="未盖章",
)
WHOLE = PackageEntry(
    ("2.8", "7.2", "7.4"),
    replace(ENTERPRISE, name="𬎆䶮·额尔敦合作社"),
    Channel.PHONE,
    "产品被仿冒",
    {"right": "ZL202620000001.X", "opponent": "某厂"},
    (ROW,),
    {"7.4": RejectDetail("not_in_remit", "依据", "法院")},
    "可以。",
    True,
)
BEGUN = Begun("P5", WHOLE)


def test_everything_comes_back_as_it_was(bench: Bench) -> None:
    assert bench.counter().package_drafts.load() is None
    assert bench.counter().package_drafts.save(BEGUN) == MORNING
    bench.clock.forward(hours=1)
    found = bench.counter().package_drafts.load()
    assert found is not None
    assert (found.begun, found.saved_at) == (BEGUN, MORNING)


def test_the_newest_counts_and_nothing_filled_in_gives_it_up(bench: Bench) -> None:
    drafts = bench.counter().package_drafts
    drafts.save(BEGUN)
    drafts.save(Begun("P1", PackageEntry(request="改了")))
    found = drafts.load()
    assert found is not None
    assert found.begun.entry.request == "改了"
    assert drafts.save(None) is None
    assert drafts.load() is None


def test_it_is_the_clerks_own_and_beside_the_draft_of_a_registration(bench: Bench) -> None:
    mine, hers = bench.counter(), bench.counter(SUPERVISOR_PERSON)
    mine.package_drafts.save(BEGUN)
    mine.drafts.save(subsidy(bench.reference), None, "")
    assert hers.package_drafts.load() is None
    assert mine.drafts.load() is not None
    mine.drafts.drop()
    assert mine.package_drafts.load() is not None


def test_a_draft_of_another_version_is_no_draft(bench: Bench) -> None:
    with bench.database.unit_of_work() as uow:
        uow.drafts.save(key_of(CLERK), b'{"package":1}', MORNING)
        uow.commit()
    assert bench.counter().package_drafts.load() is None


def test_it_goes_with_the_case_and_stays_where_the_case_was_refused(bench: Bench) -> None:
    counter = bench.counter()
    counter.package_drafts.save(BEGUN)
    with pytest.raises(Refused):
        counter.packaging.open("P5", replace(WHOLE, answers={}))
    assert counter.package_drafts.load() is not None
    counter.packaging.open("P5", replace(WHOLE, materials=()))
    assert counter.package_drafts.load() is None


def test_after_thirty_days_it_is_swept_away(bench: Bench) -> None:
    bench.counter().package_drafts.save(BEGUN)
    bench.clock.forward(days=30, minutes=1)
    assert bench.counter().drafts.sweep() == 1
    assert bench.counter().package_drafts.load() is None
