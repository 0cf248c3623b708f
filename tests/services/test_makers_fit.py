"""Which papers a case can have, as far as it has come: every form but the outcomes' is named in its row."""

from datetime import date

from outlet_app.domain.case import Case, fold
from outlet_app.domain.events import (
    Accepted,
    AcceptedDeficient,
    AnsweredOnSpot,
    Closed,
    CorrectionTaken,
    DeemedWithdrawn,
    Fact,
    MaterialsChecked,
    MaterialsTaken,
    PromiseLine,
    Rejected,
    ResultReached,
    SupplementTaken,
    Terminated,
    TrackingStarted,
    TransferredOut,
    TransferReturned,
    TransferTaken,
    Withdrawn,
    WorkStarted,
)
from outlet_app.domain.facts.outcome import OutcomeWritten
from outlet_app.services.makers.outcomes import OUTCOMES
from outlet_app.services.makers.table import MAKERS
from tests.support.builders import event, material, notice, registered, stamp
from tests.support.pledged import pledge, pledged

DAY = date(2026, 11, 20)
TAKEN, TO_THE_CITY = MaterialsTaken(), TransferredOut("1508001001", "", "市级窗口", "需专业人员答复")
DEFICIENT = AcceptedDeficient(
    (PromiseLine("8.2-A1", "信用承诺书", date(2026, 11, 27)),), stamp(7, "supplement")
)
CORRECTED = CorrectionTaken((material(),))
FITS: dict[str, tuple[tuple[Fact, ...], str]] = {
    "registered": ((), "W01"),
    "received": ((TAKEN,), "W01 W02"),
    "for review": ((MaterialsTaken(for_review=True, review_due=stamp(5, "review")),), "W01 W02"),
    "answered": ((AnsweredOnSpot("可以网上办理。"),), "W01"),
    "noticed": ((TAKEN, notice(1)), "W01 W02 W04"),
    "corrected": ((TAKEN, notice(1), CORRECTED), "W01 W02 W04 W22"),
    "noticed again": ((TAKEN, notice(1), CORRECTED, notice(2)), "W01 W02 W04 W22"),
    "deemed withdrawn": ((TAKEN, notice(1), DeemedWithdrawn("逾期未补正", DAY)), "W01 W02 W04 W21"),
    "accepted": ((TAKEN, Accepted((stamp(5),))), "W01 W02 W05"),
    "followed": ((TrackingStarted(date(2026, 12, 20)),), "W01 W05"),
    "deficient": ((TAKEN, DEFICIENT), "W01 W02 W05 W07 W08"),
    "supplied": ((TAKEN, DEFICIENT, SupplementTaken((material(code="8.2-A1"),))), "W01 W02 W05 W07 W08"),
    "pledged": ((MaterialsChecked(1, (material(), pledged())), TAKEN, pledge()), "W01 W02 W09"),
    "handed on": ((TO_THE_CITY,), "W01 W13"),
    "taken over": ((TO_THE_CITY, TransferTaken()), "W01 W13"),
    "given back": ((TO_THE_CITY, TransferReturned("not_my_duty")), "W01 W13"),
    "rejected": ((Rejected("not_in_remit"),), "W01 W06"),
    "terminated": ((TAKEN, Accepted((stamp(5),)), Terminated("失联")), "W01 W02 W05 W29"),
    "withdrawn": ((TAKEN, Withdrawn("不办了")), "W01 W02"),
    "closed": (
        (TAKEN, Accepted((stamp(5),)), WorkStarted(), ResultReached(True, "已出具报告"), Closed("已交付")),
        "W01 W02 W05",
    ),
}


def lived(*facts: Fact) -> Case:
    """The case after its registration and these facts."""
    return fold(event(fact, minutes=place) for place, fact in enumerate((registered(), *facts)))


def test_which_papers_fit_as_far_as_a_case_has_come() -> None:
    found = {
        name: " ".join(form for form, maker in MAKERS.items() if maker.fits(lived(*facts)))
        for name, (facts, _) in FITS.items()
    }
    assert found == {name: forms for name, (_, forms) in FITS.items()}


def test_each_notice_and_each_correction_has_a_paper_of_its_own() -> None:
    counted = {
        name: tuple(MAKERS[form].count(lived(*FITS[name][0])) for form in ("W04", "W22"))
        for name in ("received", "noticed", "corrected", "noticed again")
    }
    assert counted == {"received": (0, 0), "noticed": (1, 0), "corrected": (1, 1), "noticed again": (2, 1)}


def test_an_outcome_fits_where_it_was_written_and_counts_from_the_newest() -> None:
    first, second = list(OUTCOMES)[:2]
    written = [OutcomeWritten(form, DAY) for form in (first, second, first)]
    found = [
        {form: maker.count(case) for form, maker in OUTCOMES.items() if maker.fits(case)}
        for case in (lived(), lived(*written[:1]), lived(*written[:2]), lived(*written))
    ]
    assert found == [{}, {first: 1}, {first: 1, second: 2}, {first: 3, second: 2}]
