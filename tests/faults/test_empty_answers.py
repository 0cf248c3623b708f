"""Row 30 on the line: an empty page, an order to begin anew that nobody signed, a page that goes nowhere."""

from collections.abc import Callable

import pytest

from outlet_app.domain.events import FeedbackGiven, MaterialsTaken
from outlet_app.sync import wire
from tests.support import oracle
from tests.support.cities import NewCounter, census
from tests.support.counter import Counter
from tests.support.faults import Fault, Proxy, page
from tests.support.server import ServerProcess

NewProxy = Callable[[ServerProcess], Proxy]
CAPTIVE, NOTHING_WRONG = "server.captive", ""
# What stands in the place of a page, and what the round says of it; {v} is where the window stands.
PAGES = {
    "nothing at all": ("", CAPTIVE),
    "an empty object": ("{{}}", CAPTIVE),
    "an empty list": ("[]", CAPTIVE),
    "null": ("null", CAPTIVE),
    "no cases": ('{{"epoch":"{e}","version":{v},"more":false,"cases":[],"catalogue":""}}', NOTHING_WRONG),
    "null for the cases": (
        '{{"epoch":"{e}","version":{v},"more":false,"cases":null,"catalogue":""}}',
        CAPTIVE,
    ),
    "a reset": (
        '{{"epoch":"{e}","version":{v},"more":false,"cases":[],"catalogue":"","scope_reset":true}}',
        NOTHING_WRONG,
    ),
    "a reset to the beginning": (
        '{{"epoch":"{e}","version":0,"more":false,"cases":[],"catalogue":"","scope_reset":{{"scope":"{o}"}}}}',
        CAPTIVE,
    ),
    "every case gone": (
        '{{"epoch":"{e}","version":{v},"more":false,"cases":[],"catalogue":"","gone":["{c}"]}}',
        NOTHING_WRONG,
    ),
    "a case without events": (
        '{{"epoch":"{e}","version":{v},"more":false,"catalogue":"","cases":[{{"case_id":"{c}","events":[]}}]}}',
        NOTHING_WRONG,
    ),
    "more, and never moves": (
        '{{"epoch":"{e}","version":{v},"more":true,"cases":[],"catalogue":""}}',
        CAPTIVE,
    ),
    "more, and goes back": ('{{"epoch":"{e}","version":0,"more":true,"cases":[],"catalogue":""}}', CAPTIVE),
    "beyond the end": (
        '{{"epoch":"{e}","version":{v}0000,"more":false,"cases":[],"catalogue":""}}',
        NOTHING_WRONG,
    ),
}


def treaty_page(body: bytes) -> Fault:
    """A well-formed answer with this in it: TLS lets only the city say it, so the city is what is wrong."""
    digest = wire.content_digest(body)
    return page(
        "200 OK", f"WK-Proto: 1\r\nContent-Digest: {digest}\r\nContent-Type: application/json\r\n", body
    )


def cursor_of(one: Counter) -> tuple[str, int]:
    with one.database.reading() as uow:
        found = uow.cursors.get(one.me.outlet_code)
    assert found is not None
    return found.epoch, found.version


@pytest.mark.parametrize("name", PAGES)
def test_row_30_whatever_an_empty_page_says_no_case_goes_and_none_is_missed_afterwards(
    any_city: ServerProcess, counter: NewCounter, proxy: NewProxy, outlet: str, name: str
) -> None:
    line = proxy(any_city)
    one, other = counter(any_city, via=line.url), counter(any_city)
    case_id = one.register(MaterialsTaken())
    theirs = other.register(MaterialsTaken())
    oracle.quieten([one, other])
    held, kept = one.tally(), {case: len(one.history(case)) for case in (case_id, theirs)}
    epoch, version = cursor_of(one)
    told, said = PAGES[name]
    body = told.format(e=epoch, v=version, o=outlet, c=theirs).encode()
    line.plan(wire.Path.PULL, treaty_page(body))
    report = one.sync()
    assert (report.error_code, report.pulled, report.waiting) == (said, 0, 0)
    assert one.tally() == held
    assert {case: len(one.history(case)) for case in kept} == kept
    assert said == NOTHING_WRONG or cursor_of(one) == (epoch, version)
    assert len(line.sent(wire.Path.PULL)) < 20, "no question is asked for ever"
    # The clerk goes on, and what others did meanwhile arrives.
    one.save(case_id, FeedbackGiven("明天答复"))
    other.save(theirs, FeedbackGiven("后天答复"))
    oracle.quieten([one, other])
    assert one.tally() == other.tally() == census(any_city, outlet).tally
    assert len(one.history(theirs)) == 3
    oracle.alike(one, any_city)
