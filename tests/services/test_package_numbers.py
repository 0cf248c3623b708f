"""Numbers in the fields of a package: kept as they are stored, doubted ones too, and offered again."""

from dataclasses import replace

import pytest

from outlet_app.services.counter import Counter
from tests.services.test_packaging import RIGHTS, filled, opened, refused
from tests.support.bench import Bench
from tests.support.builders import ENTERPRISE

PATENT = "ZL201710601862.3"


@pytest.fixture
def counter(bench: Bench) -> Counter:
    return bench.counter()


def told(counter: Counter, **answers: str) -> dict[str, str]:
    """The answers as parent and children keep them."""
    bundled = opened(counter, filled(counter, answers={**RIGHTS, **answers}))
    assert bundled.case.package is not None
    return {one.key: one.value for one in bundled.case.package.answers}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("zl 2017 1 0601862.3", PATENT),
        ("ZL2017106018623", PATENT),
        ("一种向日葵脱壳机 ZL2017106018623", f"一种向日葵脱壳机 {PATENT}"),
        ("201710601862.4", "201710601862.4"),  # a wrong check digit is told and kept
        ("“河套”商标", "“河套”商标"),
    ],
)
def test_a_number_is_kept_as_it_is_stored(counter: Counter, typed: str, kept: str) -> None:
    assert told(counter, right=typed)["right"] == kept


def test_every_child_that_needs_it_has_the_same(counter: Counter) -> None:
    bundled = opened(counter, filled(counter, answers={**RIGHTS, "right": "2017106018623"}))
    values = {
        answer.value
        for child in bundled.children
        if child.joined
        for answer in child.joined.answers
        if answer.key == "right"
    }
    assert values == {"201710601862.3"}


def test_an_earlier_case_is_named_by_its_number(counter: Counter) -> None:
    assert told(counter, earlier="hh05-20261122-010017-t")["earlier"] == "HH05-20261122-010017-T"
    assert "earlier" not in told(counter)


def test_a_number_of_no_case_is_refused(counter: Counter) -> None:
    entry = filled(counter, answers={**RIGHTS, "earlier": "HH05-20261122-010017-A"})
    assert refused(counter, entry) == "entry.incomplete"


def test_the_number_is_offered_when_the_applicant_comes_again(counter: Counter) -> None:
    bundled = opened(counter, filled(counter, answers={**RIGHTS, "right": "2017106018623"}))
    offered = dict(counter.rights.suggest(ENTERPRISE))
    assert offered["201710601862.3"] in {child.case_no for child in bundled.children}
    assert counter.rights.suggest(replace(ENTERPRISE, id_number="911508020000000000")) == ()
