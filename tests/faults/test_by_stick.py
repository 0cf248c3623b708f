"""Row 31, by stick: a parcel may come twice, late, after the line or instead of it; there is one copy."""

from collections.abc import Callable

import pytest

from outlet_app.domain.events import AnsweredOnSpot, FeedbackGiven, MaterialsTaken
from outlet_app.models.blobs import BlobState
from outlet_app.sync import blob_client
from outlet_app.sync.client import CityClient
from outlet_app.sync.courier import CourierFault
from outlet_app.sync.returning import Returned
from tests.faults.test_city_set_back import in_custody
from tests.support.cities import census
from tests.support.server import ServerProcess
from tests.support.sticks import Outlying
from tests.support.uploading import digest, scan

Make = Callable[..., Outlying]


def three_steps(one: Outlying) -> str:
    return one.register(MaterialsTaken(), FeedbackGiven("明天答复"))


def test_row_31_a_parcel_goes_out_and_its_receipt_empties_the_queue(
    city: ServerProcess, make: Make, outlet: str
) -> None:
    away, online = make(city), make(city)
    case_id = three_steps(away)
    packed = away.pack()
    assert (packed.events, packed.files, packed.left, away.unsent()) == (3, 0, 0, 3)
    told = online.deliver(packed)
    assert (told.took, told.known, told.code) == (3, 0, "")
    assert away.unsent() == 3
    assert away.take_back(told) == Returned(events=3)
    assert away.unsent() == 0
    assert [one[1] for one in away.verdicts(case_id)] == ["applied"] * 3
    assert census(city, outlet).tally == away.tally()
    report = away.sync()
    assert (report.online, report.pushed, report.error_code, report.stopped) == (True, 0, "", "")


def test_row_31_the_same_parcel_and_the_same_receipt_again_change_nothing(
    city: ServerProcess, make: Make, outlet: str
) -> None:
    away, online = make(city), make(city)
    three_steps(away)
    packed = away.pack()
    first = online.deliver(packed)
    held, kept = census(city, outlet), in_custody(city.database)
    for _ in range(2):
        again = online.deliver(packed)
        assert (again.took, again.known, again.code) == (0, 3, "")
    assert (census(city, outlet), in_custody(city.database)) == (held, kept)
    assert away.take_back(first).events == 3
    receipt = away.me.receipt
    for told in (first, again):
        assert away.take_back(told) == Returned()
    assert (away.me.receipt, away.unsent()) == (receipt, 0)


def test_row_31_a_machine_that_goes_online_before_its_parcel_arrives_is_there_once(
    city: ServerProcess, make: Make, outlet: str
) -> None:
    away, online = make(city), make(city)
    three_steps(away)
    packed = away.pack()
    assert away.sync().pushed == 3
    held, kept = census(city, outlet), in_custody(city.database)
    told = online.deliver(packed)
    assert (told.took, told.known) == (0, 3)
    assert (census(city, outlet), in_custody(city.database)) == (held, kept)
    assert away.take_back(told) == Returned()
    assert away.sync().error_code == ""


def test_row_31_a_machine_that_goes_online_after_its_parcel_arrived_is_there_once(
    city: ServerProcess, make: Make, outlet: str
) -> None:
    away, online = make(city), make(city)
    case_id = three_steps(away)
    told = online.deliver(away.pack())
    away.save(case_id, AnsweredOnSpot("可以"))
    report = away.sync()
    assert (report.error_code, report.stopped, away.unsent()) == ("", "", 0)
    assert census(city, outlet).tally == away.tally()
    assert away.take_back(told) == Returned()
    assert census(city, outlet).tally.events == 4 - census(city, outlet).rejected


def test_row_31_a_later_parcel_overtakes_an_earlier_one(city: ServerProcess, make: Make, outlet: str) -> None:
    away, online = make(city), make(city)
    three_steps(away)
    early = away.pack()
    three_steps(away)
    late = away.pack()
    assert (early.events, late.events) == (3, 6)
    second = online.deliver(late)
    first = online.deliver(early)
    assert (second.took, first.took, first.known) == (6, 0, 3)
    assert away.take_back(first).events == 3
    assert away.take_back(second).events == 3
    assert away.unsent() == 0
    assert census(city, outlet).tally == away.tally()


def test_row_31_a_receipt_that_leaves_a_hole_before_it_is_not_believed(
    city: ServerProcess, make: Make
) -> None:
    away, online = make(city), make(city)
    three_steps(away)
    first = online.deliver(away.pack())
    away.take_back(first)
    three_steps(away)
    second = online.deliver(away.pack())
    with away.database.unit_of_work() as uow:
        uow.outbox.rewind(1)
        uow.commit()
    with pytest.raises(CourierFault, match="gap"):
        away.take_back(second)
    assert away.me.acked_seq == 0
    assert away.sync().error_code == ""
    assert away.unsent() == 0


def test_row_31_what_was_lost_with_the_stick_goes_with_the_next(
    city: ServerProcess, make: Make, outlet: str
) -> None:
    away, online = make(city), make(city)
    three_steps(away)
    away.pack()
    online.deliver(away.pack())
    three_steps(away)
    told = online.deliver(away.pack())
    assert (told.took, told.known) == (3, 3)
    assert away.take_back(told).events == 6
    assert census(city, outlet).tally == away.tally()


def test_row_31_six_hundred_events_are_several_pushes_and_one_parcel(
    any_city: ServerProcess, make: Make, outlet: str
) -> None:
    away, online = make(any_city), make(any_city)
    for _ in range(201):
        three_steps(away)
    packed = away.pack()
    told = online.deliver(packed)
    assert (packed.events, told.took) == (603, 603)
    assert away.take_back(told).events == 603
    assert away.unsent() == 0
    assert census(any_city, outlet).tally == away.tally()


@pytest.mark.parametrize("size", [1, 1_048_576, 1_048_577, 2_500_000])
def test_attachments_travel_with_the_parcel_and_are_confirmed_by_its_receipt(
    any_city: ServerProcess, make: Make, size: int
) -> None:
    away, online = make(any_city), make(any_city)
    content = scan(size)
    case_id = away.attach(content)
    packed = away.pack()
    assert (packed.files, packed.left) == (1, 0)
    assert away.waiting(case_id) == (1, 1)
    told = online.deliver(packed)
    assert away.take_back(told).files == 1
    assert away.waiting(case_id) == (0, 1)
    assert away.state(content) is BlobState.CONFIRMED
    assert away.fetched(content) == content


def test_an_attachment_half_sent_by_the_line_is_completed_by_the_parcel(
    any_city: ServerProcess, make: Make
) -> None:
    away, online = make(any_city), make(any_city)
    content = scan(1_500_000)
    away.attach(content)
    packed = away.pack()
    away.engine.ask(lambda client: half_sent(client, content))
    assert online.deliver(packed).code == ""
    assert away.fetched(content) == content


def test_an_attachment_that_came_by_the_line_is_not_kept_twice(any_city: ServerProcess, make: Make) -> None:
    away, online = make(any_city), make(any_city)
    content = scan(300_000)
    away.attach(content)
    packed = away.pack()
    away.sync()
    assert away.state(content) is BlobState.CONFIRMED
    told = online.deliver(packed)
    assert (told.took, told.known) == (0, 3)
    assert away.take_back(told) == Returned()


def test_a_file_that_is_lost_on_the_machine_does_not_hold_up_the_events(
    any_city: ServerProcess, make: Make
) -> None:
    away, online = make(any_city), make(any_city)
    content = scan(5_000)
    away.attach(content)
    away.files.remove(away.blob(content).name)
    told = online.deliver(away.pack())
    assert (told.took, away.take_back(told).events) == (2, 2)
    assert away.state(content) is BlobState.LOCAL


def test_row_31_a_city_that_was_set_back_says_so_in_the_receipt_and_the_next_parcel_heals_it(
    serve: Callable[..., ServerProcess], make: Make, outlet: str
) -> None:
    server = serve()
    away, online = make(server), make(server)
    three_steps(away)
    away.take_back(online.deliver(away.pack()))
    copy = server.database.copy()
    case_id = three_steps(away)
    away.take_back(online.deliver(away.pack()))
    server.database.set_back(copy)
    away.save(case_id, AnsweredOnSpot("可以"))
    told = online.deliver(away.pack())
    assert (told.took, told.code) == (0, "EPOCH")
    back = away.take_back(told)
    assert (back.events, back.again, back.code) == (0, 3, "EPOCH")
    assert away.take_back(told).again == 0
    again = online.deliver(away.pack())
    assert (again.took, again.code) == (4, "")
    away.take_back(again)
    assert away.unsent() == 0
    assert away.sync().error_code == ""
    assert census(server, outlet).tally == away.tally()


def half_sent(client: CityClient, content: bytes) -> None:
    """Offer the bytes over the line and bring the first half."""
    upload = blob_client.offer(client, digest(content), len(content))
    blob_client.send_chunk(client, upload.upload, 0, content[:700_000])
