"""Row 20: a machine called back with unsent operations and attachments; handed over, signed for, wiped."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from outlet_app.domain.events import AnsweredOnSpot, FeedbackGiven, MaterialsTaken
from outlet_app.models.blobs import BlobState
from outlet_app.services.evacuation import Leaving, say_last_word
from outlet_app.sync import blob_client
from outlet_app.sync.client import CityClient
from outlet_app.sync.outcomes import Offline
from outlet_app.sync.standing import Mode, learn_mode
from outlet_app.sync.wire import Custody, HandOver
from outlet_app.system.farewell import Stage
from outlet_app.system.parcel_shelf import Tray
from tests.support.calling_back import put, signed_for, trouble
from tests.support.cities import census
from tests.support.server import ServerProcess
from tests.support.sticks import Outlying
from tests.support.uploading import digest, scan

Make = Callable[..., Outlying]
EVENTS, FILES = 300, 40
# A port where nobody listens.
NOBODY = "http://127.0.0.1:9"


def settle(one: Outlying) -> Leaving:
    """Rounds until the city signed, as the program goes them."""
    for _ in range(6):
        assert one.sync().error_code == ""
        state = one.evacuation.state()
        if state.signed_at:
            return state
    raise AssertionError(f"never signed: {state}")


def test_row_20_a_machine_called_back_with_300_operations_and_40_attachments_loses_none(
    city: ServerProcess, make: Make, outlet: str
) -> None:
    one, neighbour = make(city), make(city)
    contents = [scan(3_000 + n) for n in range(FILES)]
    case_id = one.register()
    for content in contents:
        one.attach(content, case_id)
    for _ in range((EVENTS - 1 - FILES) // 3):
        one.register(MaterialsTaken(), FeedbackGiven("明天答复"))
    while one.unsent() < EVENTS:
        one.register()
    put(city, "revoke", one)
    assert trouble(one.evacuation.begin) == "leaving.unsigned"
    state = settle(one)
    assert (state.events, state.files, state.signed_events, state.signed_files) == (0, 0, EVENTS, FILES)
    assert signed_for(city, one) == [(EVENTS, FILES, False)]
    assert census(city, outlet).tally.events == EVENTS - census(city, outlet).rejected
    one.evacuation.begin()
    one.close()
    assert one.book.destroy()
    say_last_word(one.book)
    told = one.book.read()
    assert told is not None
    assert (told.stage, told.events, told.files) == (Stage.SAID, EVENTS, FILES)
    one._open()
    assert not (one.folder / "keys").exists() or not list((one.folder / "keys").iterdir())
    neighbour.sync()
    assert neighbour.tally() == census(city, outlet).tally
    for content in contents:
        assert fetched(neighbour, content) == content


def fetched(one: Outlying, content: bytes) -> bytes:
    """The bytes as the city gives them to a neighbour, who never had them."""
    return one.engine.ask(lambda client: blob_client.piece(client, digest(content), 0, len(content)))


def test_row_20_the_city_revokes_for_good_only_after_the_last_word(
    any_city: ServerProcess, make: Make
) -> None:
    one = make(any_city)
    one.register()
    put(any_city, "revoke", one)
    settle(one)
    one.evacuation.begin()
    assert signed_for(any_city, one) == [(1, 0, False)]
    assert one.sync().error_code == ""
    one.book.turn(Stage.DESTROYED)
    say_last_word(one.book)
    assert signed_for(any_city, one) == [(1, 0, True)]
    assert one.sync().error_code == "MODE"


def test_row_20_a_last_word_whose_answer_was_lost_is_said_again(any_city: ServerProcess, make: Make) -> None:
    one = make(any_city)
    put(any_city, "revoke", one)
    settle(one)
    one.evacuation.begin()
    for _ in range(2):
        one.book.turn(Stage.DESTROYED)
        say_last_word(one.book)
        told = one.book.read()
        assert told is not None
        assert told.stage == Stage.SAID


def test_row_20_without_a_line_the_last_word_waits_for_the_next_start(
    any_city: ServerProcess, make: Make
) -> None:
    one = make(any_city)
    put(any_city, "revoke", one)
    settle(one)
    one.evacuation.begin()
    told = one.book.read()
    assert told is not None
    one.book.write(replace(told, url=NOBODY, stage=Stage.DESTROYED.value))
    say_last_word(one.book)
    waits = one.book.read()
    assert waits is not None
    assert waits.stage == Stage.DESTROYED
    one.book.write(replace(waits, url=told.url))
    say_last_word(one.book)
    assert signed_for(any_city, one) == [(0, 0, True)]


def test_row_20_without_a_line_nothing_is_destroyed(any_city: ServerProcess, make: Make) -> None:
    one = make(any_city)
    put(any_city, "revoke", one)
    settle(one)
    with one.database.unit_of_work() as uow:
        uow.instance.save(replace(uow.instance.required(), server_url=NOBODY))
        uow.commit()
    assert trouble(one.evacuation.begin) == "leaving.offline"
    assert one.book.read() is None
    assert not one.book.destroy()


def test_row_20_what_was_made_after_the_citys_word_ends_it_and_asks_for_another(
    any_city: ServerProcess, make: Make
) -> None:
    one = make(any_city)
    case_id = one.register()
    put(any_city, "revoke", one)
    assert settle(one).signed_events == 1
    one.save(case_id, AnsweredOnSpot("可以"))
    state = one.evacuation.state()
    assert (state.events, state.signed_at) == (1, None)
    assert trouble(one.evacuation.begin) == "leaving.unsigned"
    assert settle(one).signed_events == 2


def test_row_20_an_attachment_added_after_the_citys_word_ends_it_too(
    any_city: ServerProcess, make: Make
) -> None:
    one = make(any_city)
    case_id = one.register()
    put(any_city, "revoke", one)
    settle(one)
    content = scan(9_000)
    one.attach(content, case_id)
    assert one.evacuation.state().signed_at is None
    state = settle(one)
    assert (state.signed_events, state.signed_files) == (2, 1)
    assert one.state(content) is BlobState.CONFIRMED


def test_row_20_a_word_that_is_not_the_citys_destroys_nothing(
    any_city: ServerProcess, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = make(any_city)
    one.register()
    put(any_city, "revoke", one)

    def forged(_client: CityClient, told: HandOver) -> Custody:
        return Custody(instance=told.instance, last_seq=told.last_seq, signature="ab" * 64)

    with monkeypatch.context() as broken:
        broken.setattr(CityClient, "hand_over", forged)
        one.sync()
        assert one.evacuation.state().signed_at is None
        assert trouble(one.evacuation.begin) == "leaving.unsigned"
    assert settle(one).signed_at is not None


def test_row_20_what_the_city_lacks_is_sent_again_before_it_signs(
    any_city: ServerProcess, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = make(any_city)
    content = scan(5_000)
    one.attach(content)
    put(any_city, "revoke", one)

    def lacking(_client: CityClient, told: HandOver) -> Custody:
        return Custody(instance=told.instance, last_seq=told.last_seq, lacking=told.files)

    with monkeypatch.context() as broken:
        broken.setattr(CityClient, "hand_over", lacking)
        one.sync()
    state = one.evacuation.state()
    assert (state.files, state.signed_at) == (1, None)
    assert one.state(content) is BlobState.LOCAL
    assert settle(one).signed_files == 1


def test_row_20_an_interrupted_question_is_asked_again(
    any_city: ServerProcess, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = make(any_city)
    one.register()
    put(any_city, "revoke", one)

    def away(_client: CityClient, _told: HandOver) -> Custody:
        raise Offline

    with monkeypatch.context() as broken:
        broken.setattr(CityClient, "hand_over", away)
        assert one.sync().error_code == "server.offline"
    assert one.evacuation.state().signed_at is None
    assert settle(one).signed_events == 1


def test_row_20_parcels_of_others_go_to_the_city_first(any_city: ServerProcess, make: Make) -> None:
    away, one = make(any_city), make(any_city)
    away.register()
    one.shelf.keep(Tray.ON, "a.parcel", away.pack().content)
    put(any_city, "revoke", one)
    learn_mode(one.database, "revoked_evacuate")
    assert one.evacuation.state().others == 1
    assert trouble(one.evacuation.begin) == "leaving.unsigned"
    settle(one)
    assert one.evacuation.state().others == 0
    assert [path.suffix for path in one.shelf.files(Tray.BACK)] == [".receipt"]
    away.register()
    one.shelf.keep(Tray.ON, "b.parcel", away.pack().content)
    assert one.evacuation.state().signed_at is None
    assert trouble(one.evacuation.begin) == "leaving.unsigned"
    assert settle(one).others == 0


def test_row_20_a_file_damaged_here_is_named_and_does_not_hold_the_machine(
    any_city: ServerProcess, make: Make
) -> None:
    one = make(any_city)
    good, bad = scan(5_000), scan(6_000)
    case_id = one.attach(good)
    one.attach(bad, case_id)
    one.files.remove(one.blob(bad).name)
    put(any_city, "revoke", one)
    state = settle(one)
    assert (state.damaged, state.files, state.signed_files) == (1, 0, 1)


def test_row_20_what_goes_by_stick_counts_as_handed_over_once_its_receipt_is_in(
    any_city: ServerProcess, make: Make
) -> None:
    one, online = make(any_city), make(any_city)
    put(any_city, "revoke", one)
    one.sync()
    one.register(MaterialsTaken())
    content = scan(4_000)
    one.attach(content)
    told = online.deliver(one.pack())
    assert one.evacuation.state().events == 4
    one.take_back(told)
    assert (one.evacuation.state().events, one.evacuation.state().files) == (0, 0)
    assert settle(one).signed_files == 1


def test_a_machine_in_use_is_asked_nothing_and_gives_nothing_up(any_city: ServerProcess, make: Make) -> None:
    one = make(any_city)
    one.register()
    one.sync()
    assert one.evacuation.state() == Leaving(leaves=False)
    assert signed_for(any_city, one) == []
    assert trouble(one.evacuation.begin) == "leaving.unsigned"


def test_a_suspended_machine_is_not_wiped(any_city: ServerProcess, make: Make) -> None:
    one = make(any_city)
    put(any_city, "suspend", one)
    one.sync()
    with one.database.reading() as uow:
        assert uow.meta.get("city.custody") is None
    assert not one.evacuation.state().leaves
    assert trouble(one.evacuation.begin) == "leaving.unsigned"


def test_drafts_that_stay_here_are_counted(any_city: ServerProcess, make: Make) -> None:
    one = make(any_city)
    put(any_city, "revoke", one)
    with one.database.unit_of_work() as uow:
        for staff in ("1508260837", "1508260838"):
            uow.drafts.save(staff, b"{}", one.clock.now())
        uow.commit()
    assert settle(one).drafts == 2
    learn_mode(one.database, Mode.ACTIVE)
    assert one.evacuation.state().drafts == 0
