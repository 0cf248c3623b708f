"""No step waits for the bytes of a scan, nor does the end of a case: they come later, or are said to lack."""

import pytest

from outlet_app.domain.events import Accepted, Fact, MaterialsTaken
from outlet_app.domain.facts.attachment import AttachmentAdded, AttachmentVoided
from outlet_app.domain.facts.course import Closed, FeedbackGiven, ResultReached, WorkStarted
from outlet_app.sync import wire
from tests.support.asking import code_of
from tests.support.cities import NewMachine
from tests.support.machines import Machine
from tests.support.server import ServerProcess
from tests.support.uploading import Sender, digest, scan

NEVER_SENT = "a" * 64
ENDING: tuple[Fact, ...] = (WorkStarted(), ResultReached(True, "已出具报告"), Closed("已交付"))


def added(sha: str, size: int = 400) -> AttachmentAdded:
    return AttachmentAdded("", sha, size, 1)


STORIES: dict[str, tuple[Fact, ...]] = {
    "before anything else": (added(NEVER_SENT), MaterialsTaken(), Accepted(), *ENDING),
    "before the case is accepted": (MaterialsTaken(), added(NEVER_SENT), Accepted(), *ENDING),
    "before its end": (MaterialsTaken(), Accepted(), added(NEVER_SENT), *ENDING),
    "after its end": (MaterialsTaken(), Accepted(), *ENDING, added(NEVER_SENT)),
    "several, none of them here": (
        MaterialsTaken(),
        *(added(digit * 64) for digit in "bcd"),
        Accepted(),
        FeedbackGiven("明天答复"),
        *ENDING,
    ),
}


def missing(one: Machine, *digests: str) -> tuple[str, ...]:
    asked = wire.write(wire.BlobsAsked(sha256=digests))
    answer = one.asker.ask("POST", wire.Path.BLOBS_HAVE, asked)
    return wire.read(answer.content, wire.BlobsLacking).missing


@pytest.mark.parametrize("how", STORIES)
def test_a_case_runs_to_its_end_whatever_the_city_holds_of_its_scans(
    any_city: ServerProcess, machine: NewMachine, how: str
) -> None:
    one = machine(any_city)
    _, ops = one.opening(*STORIES[how])
    assert {verdict[:2] for verdict in one.told(ops)} == {("applied", "")}
    assert missing(one, NEVER_SENT) == (NEVER_SENT,)


def test_the_bytes_are_taken_in_after_the_end_as_before_it(
    any_city: ServerProcess, machine: NewMachine
) -> None:
    one = machine(any_city)
    content = scan(5_000)
    sha = digest(content)
    _, ops = one.opening(MaterialsTaken(), added(sha, len(content)), Accepted(), *ENDING)
    assert {verdict[0] for verdict in one.told(ops)} == {"applied"}
    assert missing(one, sha) == (sha,)
    Sender(one).sent(content)
    assert missing(one, sha) == ()


def test_bytes_that_come_first_wait_for_no_step(any_city: ServerProcess, machine: NewMachine) -> None:
    one = machine(any_city)
    content = scan(5_000)
    sha = digest(content)
    Sender(one).sent(content)
    assert missing(one, sha) == ()
    _, ops = one.opening(MaterialsTaken(), added(sha, len(content)), Accepted(), *ENDING)
    assert {verdict[0] for verdict in one.told(ops)} == {"applied"}


def test_a_void_scan_is_asked_for_by_nobody_and_holds_nothing_up(
    any_city: ServerProcess, machine: NewMachine
) -> None:
    one = machine(any_city)
    case_id, ops = one.opening(MaterialsTaken(), added(NEVER_SENT))
    one.pushed(ops)
    rest = one.ops(case_id, AttachmentVoided(ops[-1].op_id, "扫错"), Accepted(), *ENDING)
    assert {verdict[:2] for verdict in one.told(rest)} == {("applied", "")}


def test_what_the_city_never_got_it_does_not_claim_to_have(
    any_city: ServerProcess, machine: NewMachine
) -> None:
    """An operation never pretends that an attachment arrived (sync.md D.0)."""
    one = machine(any_city)
    _, ops = one.opening(MaterialsTaken(), added(NEVER_SENT), Accepted(), *ENDING)
    one.pushed(ops)
    assert code_of(one.asker.ask("GET", wire.blob_path(NEVER_SENT))) == (404, "NOT_FOUND")
