"""Processes are killed the hard way in the middle of a push or a pull; the next start goes on."""

import subprocess
import sys
from collections.abc import Callable

import pytest

from outlet_app.domain.applicant import Applicant, ApplicantKind
from outlet_app.domain.events import AnsweredOnSpot, MaterialsTaken
from outlet_app.models.cards import CardFilter
from outlet_app.sync import wire
from outlet_app.sync.inbound import AT_ONCE
from tests.support.cities import NewCounter, census
from tests.support.counter import Counter
from tests.support.faults import Proxy
from tests.support.server import ROOT, ServerProcess

Another = Callable[[str], ServerProcess]
NewProxy = Callable[[ServerProcess], Proxy]
APPLIED = [("registered", "applied", ""), ("answered_on_spot", "applied", "")]


def killed_at(counter: Counter, moment: str) -> None:
    """Run one round of this machine in a process that dies at the moment."""
    counter.close()
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.dying_counter", str(counter.folder), moment],
        cwd=ROOT,
        timeout=60,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == -9, done.stderr
    counter.restart()


def test_row_01_killed_between_the_answer_and_its_keeping(
    city: ServerProcess, counter: NewCounter, outlet: str
) -> None:
    one = counter(city)
    case_id = one.register(AnsweredOnSpot("可以"))
    killed_at(one, "after-answer")
    assert census(city, outlet).tally.events == 2
    assert [verdict for _, verdict, _ in one.verdicts(case_id)] == [None, None]
    assert one.sync().pushed == 2
    assert one.verdicts(case_id) == APPLIED
    assert census(city, outlet).tally == one.tally()


def test_row_01_killed_in_the_middle_of_a_body(
    city: ServerProcess, counter: NewCounter, proxy: NewProxy, outlet: str
) -> None:
    line = proxy(city)
    one = counter(city, via=line.url)
    case_id = one.register(AnsweredOnSpot("可以"))
    killed_at(one, "in-body")
    line.await_sent(wire.Path.PUSH)
    (torn,) = line.sent(wire.Path.PUSH)
    head, _, body = torn.partition(b"\r\n\r\n")
    promised = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0])
    assert 0 < len(body) < promised
    assert census(city, outlet).tally.events == 0
    assert [verdict for _, verdict, _ in one.verdicts(case_id)] == [None, None]
    assert one.sync().pushed == 2
    assert one.verdicts(case_id) == APPLIED
    assert census(city, outlet).tally == one.tally()


def test_row_01_killed_in_the_middle_of_a_page(city: ServerProcess, counter: NewCounter) -> None:
    one, other = counter(city), counter(city)
    cases = [other.register(AnsweredOnSpot("可以")) for _ in range(3)]
    other.sync()
    killed_at(one, "in-page")
    assert one.tally().events == 0
    assert one.sync().pulled == 6
    assert all(one.verdicts(case_id) == APPLIED for case_id in cases)
    assert one.tally() == other.tally()


def shown(counter: Counter) -> int:
    with counter.database.reading() as uow:
        return uow.cards.page(CardFilter(), limit=1).total


def test_row_01_killed_between_a_large_page_and_its_showing(
    city: ServerProcess, counter: NewCounter, proxy: NewProxy
) -> None:
    line = proxy(city)
    one, other = counter(city, via=line.url), counter(city)
    for _ in range(AT_ONCE + 1):
        other.register()
    other.sync()
    killed_at(one, "in-page")
    assert (one.tally(), shown(one)) == (other.tally(), 0)
    line.close()
    assert one.sync().error_code == "server.offline"
    assert shown(one) == AT_ONCE + 1


def test_a_large_page_is_shown_in_slices_and_found_by_name(city: ServerProcess, counter: NewCounter) -> None:
    one, other = counter(city), counter(city)
    for n in range(2 * AT_ONCE + 3):
        other.register(applicant=Applicant(ApplicantKind.PERSON, f"来访人{n:03}"))
    other.sync()
    assert one.sync().pulled == shown(one) == 2 * AT_ONCE + 3
    with one.database.reading() as uow:
        assert len(uow.search.find("来访人102")) == 1
        assert uow.unshown.some(1) == ()


def test_what_cannot_be_shown_holds_up_nothing_that_is_to_be_sent(
    city: ServerProcess, counter: NewCounter, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = counter(city), counter(city)
    for _ in range(AT_ONCE + 1):
        other.register()
    other.sync()

    def cannot(_uow: object, _case_ids: object) -> None:
        raise RuntimeError("this case cannot be shown")

    monkeypatch.setattr(one.engine._inbound, "_on_cases_changed", cannot)
    with pytest.raises(RuntimeError):
        one.sync()
    case_id = one.register(AnsweredOnSpot("可以"))
    with pytest.raises(RuntimeError):
        one.sync()
    assert one.verdicts(case_id) == APPLIED
    monkeypatch.undo()
    one.sync()
    assert shown(one) == AT_ONCE + 2


@pytest.mark.parametrize(("moment", "kept"), [("kill-before-commit", 0), ("kill-after-commit", 3)])
def test_row_02_the_city_is_killed_in_the_middle_of_a_push(
    city: ServerProcess,
    another: Another,
    counter: NewCounter,
    proxy: NewProxy,
    moment: str,
    kept: int,
    outlet: str,
) -> None:
    dying = another(moment)
    line = proxy(dying)
    one = counter(dying, via=line.url)
    case_id = one.register(AnsweredOnSpot("可以"), MaterialsTaken())
    one.register()
    report = one.sync()
    assert (report.error_code, report.waiting) == ("server.offline", 4)
    assert dying.wait() == -9
    # Nothing of the batch, or all of it: three took effect, the fourth was refused.
    held = census(city, outlet)
    assert (held.tally.events, held.rejected) == (kept, 1 if kept else 0)
    line.target = city.port
    assert one.sync().pushed == 4
    assert one.verdicts(case_id) == [*APPLIED, ("materials_taken", "rejected", "state.guard")]
    assert census(city, outlet).tally == one.tally()
    assert one.tally()[:2] == (2, 3)
