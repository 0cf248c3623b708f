"""日结核对单 at a real counter: compared with a city, printed without one, completed afterwards."""

from collections.abc import Callable
from contextlib import closing as closing_after
from datetime import date, timedelta

import pytest

from city_server.closing_tables import day_closing
from city_server.store import Store
from outlet_app.domain.closing import Unlike
from outlet_app.domain.people import Person
from outlet_app.domain.problems import Refused
from outlet_app.services.day_closing import Closing, DayClosing
from outlet_app.sync.client import CityClient
from outlet_app.sync.closings import ClosingsTold, untold
from outlet_app.sync.outcomes import CaptivePortal, Denial, Offline
from outlet_app.sync.wire import Bucket, DayAsked, DayCase, DayHeld, DayPaper
from tests.services.conftest import Enrolled
from tests.support.at_the_counter import accepted, answered, events_of_all, judged, notified, text_of
from tests.support.bench import CLERK_PERSON, SUPERVISOR_PERSON, Bench
from tests.support.counter import quick_client
from tests.support.server import ServerProcess

DAY = date(2026, 11, 20)
Enrol = Callable[..., Enrolled]


class City:
    """A city that holds whatever the counter has, but for what a test takes away or adds."""

    def __init__(self, closing: DayClosing, bench: Bench) -> None:
        self.asked: list[DayAsked] = []
        self.away: Exception | None = None
        self.lost: set[str] = set()
        self.more: tuple[DayCase, ...] = ()
        self.rounds = 0
        self._bench = bench
        closing.ask_city, closing.level = self.ask, self.round

    def round(self) -> None:
        self.rounds += 1

    def ask(self, asked: DayAsked) -> DayHeld:
        self.asked.append(asked)
        if self.away:
            raise self.away
        here = self._bench.counter(SUPERVISOR_PERSON).day_closing.check(asked.day).here
        cases = tuple(
            DayCase(
                case=case_id,
                number=one.number,
                sum=Bucket(count=one.events, digest=one.digest),
                papers=tuple(
                    DayPaper(number=number, copies=copies)
                    for number, copies in here.papers.items()
                    if one.number == case_of(self._bench, number) and number not in self.lost
                ),
            )
            for case_id, one in here.cases.items()
            if one.events and one.number not in self.lost
        )
        loose = tuple(number for number in asked.loose if number not in self.lost)
        return DayHeld(server_time=self._bench.clock.now(), cases=(*cases, *self.more), loose=loose)


def case_of(bench: Bench, number: str) -> str:
    """The number of the case that a paper belongs to."""
    with bench.database.reading() as uow:
        (paper,) = uow.papers.numbered(number)[:1]
        card = uow.cards.get(paper.case_id) if paper.case_id else None
        return card.case_no if card else ""


def head(bench: Bench, person: Person = SUPERVISOR_PERSON) -> DayClosing:
    return bench.counter(person).day_closing


def joined(bench: Bench) -> tuple[DayClosing, City]:
    closing = head(bench)
    return closing, City(closing, bench)


def a_day(bench: Bench) -> None:
    for register in (answered, accepted, notified):
        register(bench)


def told(found: Closing) -> list[tuple[Unlike, str]]:
    return [(one.kind, one.number) for one in found.differences]


def test_a_day_that_the_city_has_whole_agrees(bench: Bench) -> None:
    a_day(bench)
    judged(bench, ["applied"] * events_of_all(bench))
    closing, city = joined(bench)
    found = closing.check(DAY)
    assert (told(found), found.there is not None, city.rounds) == ([], True, 1)
    assert found.there is not None
    assert found.here.code == found.there.code
    assert len(found.here.papers) == 2


def test_the_round_comes_before_the_question(bench: Bench) -> None:
    a_day(bench)
    closing, city = joined(bench)
    closing.level = lambda: judged(bench, ["applied"] * events_of_all(bench))
    assert told(closing.check(DAY)) == []
    assert len(city.asked) == 1


def test_what_was_not_sent_is_named_by_its_number(bench: Bench) -> None:
    a_day(bench)
    judged(bench, ["applied"] * events_of_all(bench))
    late = answered(bench).case.case_no
    closing, _ = joined(bench)
    found = closing.check(DAY)
    assert told(found) == [(Unlike.UNSENT, late)]
    assert found.here.unsent > 0


def test_what_the_city_lost_is_named_case_and_paper(bench: Bench) -> None:
    a_day(bench)
    judged(bench, ["applied"] * events_of_all(bench))
    closing, city = joined(bench)
    case = accepted(bench)
    judged(bench, ["applied"] * 10)
    city.lost = {case.case.case_no, case.papers[0].number}
    assert told(closing.check(DAY)) == [
        (Unlike.CITY_LACKS, case.case.case_no),
        (Unlike.PAPER_LACKED, case.papers[0].number),
    ]


def test_what_another_machine_registered_and_never_came_is_named(bench: Bench) -> None:
    answered(bench)
    judged(bench, ["applied"] * events_of_all(bench))
    closing, city = joined(bench)
    strange = DayPaper(number="HH0502 受〔2026〕0001 号", copies=1)
    city.more = (
        DayCase(
            case="elsewhere",
            number="HH05-20261120-020001-X",
            sum=Bucket(count=3, digest="a" * 64),
            papers=(strange,),
        ),
    )
    assert told(closing.check(DAY)) == [
        (Unlike.NOT_HERE, "HH05-20261120-020001-X"),
        (Unlike.PAPER_NOT_HERE, strange.number),
    ]


def test_sheets_and_ledgers_of_the_day_are_compared_too(bench: Bench) -> None:
    sheet = bench.counter(SUPERVISOR_PERSON).day_sheet.issue(DAY)
    closing, city = joined(bench)
    assert told(closing.check(DAY)) == []
    assert city.asked[0].loose == (sheet.number,)
    city.lost = {sheet.number}
    assert told(closing.check(DAY)) == [(Unlike.PAPER_LACKED, sheet.number)]


@pytest.mark.parametrize("away", [Offline("no line"), CaptivePortal("a page"), Denial("BUSY")])
def test_without_the_city_the_sheet_says_that_it_was_not_asked(bench: Bench, away: Exception) -> None:
    a_day(bench)
    closing, city = joined(bench)
    city.away = away
    found = closing.check(DAY)
    assert (found.there, found.differences) == (None, ())
    said = text_of(closing.preview(found))
    assert "未与市局核对" in said
    assert "核对不符的编号" not in said


def test_a_machine_without_a_courier_is_told_the_same(bench: Bench) -> None:
    answered(bench)
    assert head(bench).check(DAY).there is None


def test_a_print_has_a_number_and_is_remembered(bench: Bench) -> None:
    a_day(bench)
    judged(bench, ["applied"] * events_of_all(bench))
    closing, _ = joined(bench)
    assert closing.closed(DAY) is None
    paper = closing.issue(closing.check(DAY))
    assert (paper.form, paper.number, paper.case_id) == ("W28", "HH0101 结〔2026〕0001 号", None)
    closed = closing.closed(DAY)
    assert closed is not None
    assert (closed.edition, closed.checked, closed.differing, closed.at) == (1, True, 0, bench.clock.now())
    said = text_of(bench.counter(SUPERVISOR_PERSON).papers.pdf(paper.paper_id))
    for text in ("日结核对单", "已与市局核对，相符", "第1版", "编号：HH0101结〔2026〕0001号", "无缺号"):
        assert text in said, text


def test_a_preview_keeps_nothing(bench: Bench) -> None:
    closing, _ = joined(bench)
    found = closing.check(DAY)
    assert closing.preview(found) == closing.preview(found)
    assert (closing.closed(DAY), closing.unchecked()) == (None, ())
    assert closing.issue(found).number.endswith("0001 号")


def test_a_day_closed_without_the_city_waits_until_it_is_completed(bench: Bench) -> None:
    a_day(bench)
    closing, city = joined(bench)
    city.away = Offline()
    first = closing.issue(closing.check(DAY))
    assert closing.unchecked() == (DAY,)
    bench.clock.forward(days=1)
    city.away = None
    judged(bench, ["applied"] * events_of_all(bench))
    second = closing.issue(closing.check(DAY))
    closed = closing.closed(DAY)
    assert closed is not None
    assert (closing.unchecked(), closed.edition, closed.checked) == ((), 2, True)
    assert (first.number, second.number) == ("HH0101 结〔2026〕0001 号", "HH0101 结〔2026〕0002 号")
    said = text_of(bench.counter(SUPERVISOR_PERSON).papers.pdf(second.paper_id))
    assert "第2版" in said
    assert "2026年11月20日星期五" in said


def test_several_days_wait_in_their_order_and_over_a_restart(bench: Bench) -> None:
    closing, city = joined(bench)
    city.away = Offline()
    bench.clock.forward(days=2)
    for back in (0, 2, 1):
        closing.issue(closing.check(DAY + timedelta(days=back)))
    assert head(bench).unchecked() == tuple(DAY + timedelta(days=n) for n in range(3))


def test_differences_are_remembered_as_many(bench: Bench) -> None:
    a_day(bench)
    closing, _ = joined(bench)
    closing.issue(closing.check(DAY))
    closed = closing.closed(DAY)
    assert closed is not None
    # Three cases and two papers that the city has not got yet.
    assert (closed.checked, closed.differing, closing.unchecked()) == (True, 5, ())


def test_only_events_of_the_day_bring_a_case_in(bench: Bench) -> None:
    a_day(bench)
    judged(bench, ["applied"] * events_of_all(bench))
    bench.clock.forward(days=1)
    closing, _ = joined(bench)
    assert closing.check(DAY + timedelta(days=1)).here.cases == {}
    assert len([one for one in closing.check(DAY).here.cases.values() if one.number]) == 3


def test_a_clerk_and_a_day_to_come_are_refused(bench: Bench) -> None:
    refused = {}
    for person, day in ((CLERK_PERSON, DAY), (SUPERVISOR_PERSON, DAY + timedelta(days=1))):
        with pytest.raises(Refused) as no:
            head(bench, person).check(day)
        refused[person.name] = no.value.refusal.code
    assert refused == {CLERK_PERSON.name: "right.missing", SUPERVISOR_PERSON.name: "sheet.future"}
    found = head(bench).check(DAY)
    with pytest.raises(Refused):
        head(bench, CLERK_PERSON).issue(found)


def at_the_city(one: Enrolled) -> tuple[DayClosing, CityClient]:
    """The head's own closing over a real line."""
    closing = one.bench.counter(one.head).day_closing
    with one.bench.database.reading() as uow:
        client = quick_client(uow.instance.required())
    closing.ask_city, closing.level = client.day, one.sync.run_once
    return closing, client


def test_against_a_real_city_a_day_agrees_and_what_it_lacks_is_found(
    any_city: ServerProcess, enrolled: Enrol
) -> None:
    one = enrolled(any_city)
    a_day(one.bench)
    closing, client = at_the_city(one)
    today = one.bench.clock.now().date()
    found = closing.check(today)
    assert told(found) == []
    assert found.there is not None
    assert found.here.code == found.there.code
    assert len(found.here.papers) == 2
    closing.level = lambda: None
    late = answered(one.bench).case.case_no
    assert told(closing.check(today)) == [(Unlike.UNSENT, late)]
    client.close()


def waiting(one: Enrolled) -> list[tuple[str, int, str, str, int]]:
    """What the city has not heard of: day, edition, both codes, differences."""
    with one.bench.database.reading() as uow:
        told = untold(uow)
    return [(each.day.isoformat(), each.edition, each.here, each.there, each.differing) for each in told]


def test_a_closed_day_is_told_to_the_city_with_who_signed(any_city: ServerProcess, enrolled: Enrol) -> None:
    one = enrolled(any_city)
    a_day(one.bench)
    closing, client = at_the_city(one)
    today = one.bench.clock.now().date()
    found = closing.check(today)
    paper = closing.issue(found)
    code = found.here.code
    assert waiting(one) == [(today.isoformat(), 1, code, code, 0)]
    for _ in range(2):
        ClosingsTold(one.bench.database).tell(client)
        assert waiting(one) == []
    with closing_after(Store(any_city.database.url)) as store, store.read() as conn:
        rows = conn.execute(day_closing.select().where(day_closing.c.number == paper.number)).all()
    assert [(row.day, row.by, row.here, row.there, row.differing) for row in rows] == [
        (today, one.head.staff_no, code, code, 0)
    ]
    client.close()


def test_without_a_line_it_waits_and_every_edition_is_told_in_order(
    any_city: ServerProcess, enrolled: Enrol
) -> None:
    one = enrolled(any_city)
    a_day(one.bench)
    closing, client = at_the_city(one)
    today = one.bench.clock.now().date()
    ask, closing.ask_city = closing.ask_city, away
    closing.issue(closing.check(today))
    closing.ask_city = ask
    closing.issue(closing.check(today))
    first, second = waiting(one)
    assert (first[1], first[3], first[4]) == (1, "", 0)
    # The first sheet is a paper of the day, which the city has not heard of: that is its difference.
    assert (second[1], len(second[3]), second[4]) == (2, 9, 1)
    ClosingsTold(one.bench.database).tell(Silent())  # type: ignore[arg-type]
    assert [told[1] for told in waiting(one)] == [1, 2]
    ClosingsTold(one.bench.database).tell(client)
    assert waiting(one) == []
    client.close()


def test_a_preview_and_a_comparison_tell_nobody(any_city: ServerProcess, enrolled: Enrol) -> None:
    one = enrolled(any_city)
    a_day(one.bench)
    closing, client = at_the_city(one)
    closing.preview(closing.check(one.bench.clock.now().date()))
    assert waiting(one) == []
    client.close()


class Silent:
    """A line on which nothing gets through."""

    def closed(self, _told: object) -> object:
        raise Offline


def away(_told: object) -> DayHeld:
    raise Offline
