"""A field that is put on papers in the one form stands on them, and on no other."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from outlet_app.domain.forms import paper_rows
from outlet_app.domain.forms.registration import INTAKE
from outlet_app.services.views import Outcome
from tests.support.at_the_counter import accepted, answered, notified, text_of
from tests.support.bench import Bench

Decide = Callable[[Bench], Outcome]
WHERE = ("W01", "W04", "W05")


@pytest.fixture
def with_request(monkeypatch: pytest.MonkeyPatch) -> None:
    """The form with 诉求 on 首问登记单, 一次性告知书 and 受理通知书."""
    sections = tuple(
        replace(
            one,
            fields=tuple(
                replace(field, papers=WHERE) if field.name == "request" else field for field in one.fields
            ),
        )
        for one in INTAKE.sections
    )
    monkeypatch.setattr(paper_rows, "INTAKE", replace(INTAKE, sections=sections))


def request_of(outcome: Outcome) -> str:
    told = outcome.case.registered.request
    assert told
    return "".join(told.split())


def paper(bench: Bench, outcome: Outcome) -> str:
    return "".join(text_of(bench.counter().papers.pdf(outcome.papers[0].paper_id)).split())


@pytest.mark.parametrize("decide", [notified, accepted])
def test_it_is_printed_with_the_decision(bench: Bench, with_request: None, decide: Decide) -> None:
    outcome = decide(bench)
    assert f"诉求{request_of(outcome)}" in paper(bench, outcome)


@pytest.mark.parametrize("decide", [notified, accepted])
def test_without_it_the_paper_says_nothing_of_it(bench: Bench, decide: Decide) -> None:
    outcome = decide(bench)
    assert "诉求" not in paper(bench, outcome)


def test_it_stands_on_the_slip(bench: Bench, with_request: None) -> None:
    outcome = answered(bench)
    papers = bench.counter().papers
    told = "".join(text_of(papers.pdf(papers.issue(outcome.case.case_id, "W01").paper_id)).split())
    assert f"诉求：{request_of(outcome)}" in told
