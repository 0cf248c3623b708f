"""邮戳日 from the page to the paper: registered, printed on W01, kept in drafts, put right, in a package."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from outlet_app.domain.applicant import Applicant, ApplicantKind
from outlet_app.domain.case import Case
from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import IntakeEntry
from outlet_app.domain.events import Amended, Channel, Complexity, ReplyWay
from outlet_app.domain.problems import Refused
from outlet_app.services.counter import Counter
from outlet_app.sync.wire import decode_event
from tests.services.test_packaging import filled, opened
from tests.support.at_the_counter import events_of_all, text_of
from tests.support.bench import SUPERVISOR_PERSON, Bench, open_bench
from tests.support.builders import MORNING
from tests.support.entries import consultation

ASKER = Applicant(ApplicantKind.PERSON, "乌力吉·巴图", phone="13800002046")
POST = date(2026, 11, 18)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = open_bench(tmp_path, MORNING)
    yield made
    made.database.close()


def letter(**changes: object) -> IntakeEntry:
    told: dict[str, object] = {
        "applicant": ASKER,
        "channel": Channel.LETTER,
        "sub_item": "2.9",
        "complexity": Complexity.COMPLEX,
        "answer": "",
        "incoming_no": "收〔2026〕12 号",
        "incoming_from": "陕坝镇建设街 3 号",
        "incoming_posted": "11-18",
        "reply_by": ReplyWay.POST,
    }
    return consultation(**{**told, **changes})


def registered(bench: Bench, **changes: object) -> Case:
    return bench.counter().intake.decide(letter(**changes), Decision.ACCEPT).case


def posted(case: Case) -> date | None:
    assert case.registered.incoming is not None
    return case.registered.incoming.posted_on


def slip(counter: Counter, case: Case) -> str:
    return text_of(counter.papers.pdf(counter.papers.issue(case.case_id, "W01").paper_id))


def test_the_day_typed_is_the_day_kept(bench: Bench) -> None:
    case = registered(bench)
    assert posted(case) == POST
    assert posted(bench.counter().cases.detail(case.case_id).case) == POST


def test_it_moves_no_clock(bench: Bench) -> None:
    marked, plain = registered(bench), registered(bench, incoming_posted="", incoming_no="收 13 号")
    assert [(due.rule, due.at) for due in marked.dues] == [(due.rule, due.at) for due in plain.dues]


@pytest.mark.parametrize("channel", [Channel.HOTLINE, Channel.SUPERIOR, Channel.MESSAGE])
def test_what_is_no_letter_has_none(bench: Bench, channel: Channel) -> None:
    assert posted(registered(bench, channel=channel, reply_by=ReplyWay.PLATFORM)) is None


@pytest.mark.parametrize("typed", ["2026-11-21", "乱写", "2026-02-30"])
def test_a_wrong_day_registers_nothing(bench: Bench, typed: str) -> None:
    with pytest.raises(Refused):
        registered(bench, incoming_posted=typed)
    assert events_of_all(bench) == 0


def test_an_old_one_is_taken_all_the_same(bench: Bench) -> None:
    assert posted(registered(bench, incoming_posted="2026-03-02")) == date(2026, 3, 2)


def test_the_slip_prints_it_and_only_of_a_letter(bench: Bench) -> None:
    counter = bench.counter()
    said = slip(counter, registered(bench))
    assert "邮戳日" in said
    assert "2026-11-18" in said
    assert "邮戳日" not in slip(counter, registered(bench, incoming_posted="", incoming_no="收 13 号"))


def test_a_draft_keeps_what_was_typed(bench: Bench) -> None:
    drafts = bench.counter().drafts
    drafts.save(letter(incoming_posted="11-1"), None, "incoming_posted@4")
    found = drafts.load()
    assert found is not None
    assert found.entry.incoming_posted == "11-1"


def test_a_misread_mark_is_put_right_and_both_days_stand_there(bench: Bench) -> None:
    case, mending = registered(bench), bench.counter().mending
    assert mending.problems(case, {"incoming_posted": "2026-11-17"}) == {}
    after = mending.amend(case.case_id, {"incoming_posted": "2026-11-17"})
    assert posted(after) == date(2026, 11, 17)
    with bench.database.reading() as uow:
        fact = decode_event(uow.journal.of_case(case.case_id)[-1].body).fact
    assert isinstance(fact, Amended)
    assert [(one.before, one.after) for one in fact.changes] == [("2026-11-18", "2026-11-17")]


def test_no_letter_was_posted_after_it_lay_here(bench: Bench) -> None:
    case = registered(bench)
    bench.clock.forward(days=5)
    mending = bench.counter().mending
    found = mending.problems(case, {"incoming_posted": "2026-11-22"})
    assert {name: one.code for name, one in found.items()} == {"incoming_posted": "incoming.after"}
    with pytest.raises(Refused):
        mending.amend(case.case_id, {"incoming_posted": "2026-11-22"})
    assert posted(bench.counter().cases.detail(case.case_id).case) == POST


def test_every_case_of_a_package_says_it(bench: Bench) -> None:
    counter = bench.counter(SUPERVISOR_PERSON)
    told = {"channel": Channel.LETTER, "incoming_from": "陕坝镇", "reply_by": ReplyWay.POST}
    bundled = opened(counter, filled(counter, **told, incoming_posted=" 11-18 "))
    assert {posted(case) for case in (bundled.case, *bundled.children)} == {POST}
