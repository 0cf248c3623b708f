"""A round with the city: what was saved goes up, what others did comes down, both hold the same."""

from outlet_app.domain.events import AnsweredOnSpot
from tests.support.cities import NewCounter, census
from tests.support.server import ServerProcess


def test_what_was_saved_offline_arrives_whole(city: ServerProcess, counter: NewCounter, outlet: str) -> None:
    one = counter(city)
    cases = [one.register(AnsweredOnSpot("可以")) for _ in range(3)]
    report = one.sync()
    assert (report.online, report.pushed, report.waiting, report.error_code) == (True, 6, 0, "")
    assert all(
        one.verdicts(case_id) == [("registered", "applied", ""), ("answered_on_spot", "applied", "")]
        for case_id in cases
    )
    assert census(city, outlet).tally == one.tally()
    assert one.tally()[:2] == (3, 6)
