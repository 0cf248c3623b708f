"""Row 20 without any line: called back, handed over, signed for and wiped, and only the stick travels."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace

import pytest

from city_server.contact import STICK, contacts
from city_server.mode_tables import device_mode
from city_server.store import Store
from outlet_app.domain.events import AnsweredOnSpot, FeedbackGiven, MaterialsTaken
from outlet_app.models.blobs import BlobState
from outlet_app.models.windows import kept_windows
from outlet_app.services.evacuation import say_last_word
from outlet_app.sync import wire
from outlet_app.sync.courier import CourierFault, city_of, recipient
from outlet_app.sync.heart import Heart
from outlet_app.sync.returning import Returned
from outlet_app.sync.standing import Mode, is_heard_by_stick, learn_mode, mode_kept
from outlet_app.sync.wire import parcels
from outlet_app.sync.wire.parcels import Kind, Part
from outlet_app.system.farewell import Stage
from tests.support.calling_back import put, signed_for, trouble
from tests.support.cities import census
from tests.support.server import ServerProcess
from tests.support.sticks import Outlying
from tests.support.uploading import scan

Make = Callable[..., Outlying]
# A port where nobody listens.
NOBODY = "http://127.0.0.1:9"


def cut_off(one: Outlying) -> None:
    """From now on this machine reaches nobody."""
    with one.database.unit_of_work() as uow:
        uow.instance.save(replace(uow.instance.required(), server_url=NOBODY))
        uow.commit()


def mode(one: Outlying) -> Mode:
    with one.database.reading() as uow:
        return mode_kept(uow)


def by_stick(one: Outlying) -> bool:
    with one.database.reading() as uow:
        return is_heard_by_stick(uow)


def there_and_back(away: Outlying, online: Outlying) -> Returned:
    """One journey of the stick: out with all that waits, and home with the receipt."""
    return away.take_back(online.deliver(away.pack()))


def fault(work: Callable[[], object]) -> str:
    with pytest.raises(CourierFault) as raised:
        work()
    return raised.value.code


def sealed(one: Outlying, kind: str, body: bytes) -> bytes:
    """A part of this machine with any body, as only it could seal it."""
    with one.database.unit_of_work() as uow:
        me, city, back = uow.instance.required(), city_of(uow), recipient(uow)
        uow.commit()
    part = Part(device=me.device_id, instance=me.instance_id, back=back, kind=kind, body=body, signature=b"")
    return parcels.seal_part(city, me.private_key, part)


def answered(online: Outlying, part: bytes) -> wire.Bundled:
    return online.engine.ask(lambda client: client.bundle(part))


def test_row_20_a_machine_that_only_uses_a_stick_is_signed_for_and_wiped_without_a_line(
    city: ServerProcess, make: Make, outlet: str
) -> None:
    away, online = make(city), make(city)
    cut_off(away)
    content = scan(30_000)
    away.attach(content, away.register(MaterialsTaken(), FeedbackGiven("明天答复")))
    put(city, "revoke", away)
    # The first journey brings the work home, and the decision.
    assert there_and_back(away, online) == Returned(events=4, files=1)
    assert (mode(away), by_stick(away)) == (Mode.EVACUATE, True)
    state = away.evacuation.state()
    assert (state.leaves, state.events, state.files, state.signed_at) == (True, 0, 0, None)
    assert trouble(away.evacuation.begin) == "leaving.unsigned"
    # The second asks for the city's word, and only with it anything may go.
    assert there_and_back(away, online) == Returned(heard=True, signed=True)
    state = away.evacuation.state()
    assert (state.signed_events, state.signed_files) == (4, 1)
    assert signed_for(city, away) == [(4, 1, False)]
    away.evacuation.begin()
    away.close()
    assert away.book.destroy()
    say_last_word(away.book)
    told = away.book.read()
    assert told is not None
    assert (told.stage, told.events, told.files, told.target) == (Stage.UNSAID, 4, 1, "")
    assert census(city, outlet).tally.events == 4
    away._open()


def test_row_20_work_and_question_travel_in_one_parcel_once_it_knows_that_it_leaves(
    any_city: ServerProcess, make: Make
) -> None:
    away, online = make(any_city), make(any_city)
    put(any_city, "revoke", away)
    away.sync()
    cut_off(away)
    contents = [scan(20_000), scan(1_200_000)]
    case_id = away.register(MaterialsTaken())
    for content in contents:
        away.attach(content, case_id)
    assert there_and_back(away, online) == Returned(events=4, files=2, signed=True)
    state = away.evacuation.state()
    assert (state.signed_events, state.signed_files, state.events, state.files) == (4, 2, 0, 0)


def test_row_20_what_was_made_after_the_parcel_is_not_signed_for(any_city: ServerProcess, make: Make) -> None:
    away, online = make(any_city), make(any_city)
    put(any_city, "revoke", away)
    away.sync()
    case_id = away.register()
    told = online.deliver(away.pack())
    away.save(case_id, AnsweredOnSpot("可以"))
    assert away.take_back(told) == Returned(events=1)
    assert away.evacuation.state().signed_at is None
    assert trouble(away.evacuation.begin) == "leaving.unsigned"
    assert there_and_back(away, online).signed
    assert away.evacuation.state().signed_events == 2


def test_row_20_an_attachment_added_after_the_word_ends_it(any_city: ServerProcess, make: Make) -> None:
    away, online = make(any_city), make(any_city)
    put(any_city, "revoke", away)
    away.sync()
    case_id = away.register()
    assert there_and_back(away, online).signed
    content = scan(9_000)
    away.attach(content, case_id)
    assert away.evacuation.state().signed_at is None
    assert there_and_back(away, online) == Returned(events=1, files=1, signed=True)
    assert away.state(content) is BlobState.CONFIRMED


def test_row_20_the_same_receipt_again_changes_nothing_and_ends_nothing(
    any_city: ServerProcess, make: Make
) -> None:
    away, online = make(any_city), make(any_city)
    put(any_city, "revoke", away)
    away.sync()
    away.register()
    told = online.deliver(away.pack())
    assert away.take_back(told).signed
    before = away.evacuation.state()
    assert away.take_back(told).events == 0
    assert away.evacuation.state().signed_events == before.signed_events == 1


def test_row_20_a_file_damaged_here_is_given_up_by_whoever_leaves_and_named(
    any_city: ServerProcess, make: Make
) -> None:
    away, online = make(any_city), make(any_city)
    put(any_city, "revoke", away)
    away.sync()
    good, bad = scan(5_000), scan(6_000)
    case_id = away.attach(good)
    away.attach(bad, case_id)
    away.files.remove(away.blob(bad).name)
    assert there_and_back(away, online) == Returned(events=3, files=1, signed=True)
    state = away.evacuation.state()
    assert (state.damaged, state.files, state.signed_files) == (1, 0, 1)


def test_row_20_the_line_after_all_lets_the_last_word_be_said(any_city: ServerProcess, make: Make) -> None:
    away, online = make(any_city), make(any_city)
    put(any_city, "revoke", away)
    away.sync()
    away.register()
    assert there_and_back(away, online).signed
    away.evacuation.begin()
    away.book.turn(Stage.DESTROYED)
    say_last_word(away.book)
    assert signed_for(any_city, away) == [(1, 0, True)]


def test_row_20_what_is_held_back_is_handed_over_with_its_bytes(any_city: ServerProcess, make: Make) -> None:
    """Made after the revocation, so a person decides; until then the bytes must not be here alone."""
    away, online = make(any_city), make(any_city)
    counted, held = scan(4_000), scan(5_000)
    case_id = away.attach(counted)
    away.sync()
    put(any_city, "revoke", away)
    away.sync()
    away.attach(held, case_id)
    assert there_and_back(away, online) == Returned(events=1, files=1, signed=True)
    assert [one[1:] for one in away.verdicts(case_id)][-1] == ("parked", "REVOKED")
    assert away.evacuation.state().signed_files == 2


def test_row_20_on_the_line_too_what_is_held_back_is_handed_over_with_its_bytes(
    any_city: ServerProcess, make: Make
) -> None:
    away = make(any_city)
    counted, held = scan(4_000), scan(5_000)
    case_id = away.attach(counted)
    away.sync()
    put(any_city, "revoke", away)
    away.sync()
    away.attach(held, case_id)
    for _ in range(3):
        assert away.sync().error_code == ""
    assert (away.state(held), away.evacuation.state().signed_files) == (BlobState.CONFIRMED, 2)


@pytest.mark.parametrize(
    ("verbs", "expected"),
    [
        (("suspend",), Mode.SUSPENDED),
        (("suspend", "resume"), Mode.ACTIVE),
        (("revoke",), Mode.EVACUATE),
        (("suspend", "revoke"), Mode.EVACUATE),
        ((), Mode.ACTIVE),
    ],
)
def test_a_stick_brings_the_citys_decision_home(
    any_city: ServerProcess, make: Make, verbs: tuple[str, ...], expected: Mode
) -> None:
    away, online = make(any_city), make(any_city)
    away.register()
    for verb in verbs:
        put(any_city, verb, away)
    assert there_and_back(away, online).events == 1
    assert mode(away) is expected


def test_an_older_receipt_does_not_bring_an_older_decision_back(any_city: ServerProcess, make: Make) -> None:
    away, online = make(any_city), make(any_city)
    away.register()
    first = online.deliver(away.pack())
    put(any_city, "suspend", away)
    second = online.deliver(away.pack())
    assert away.take_back(second).events == 1
    assert mode(away) is Mode.SUSPENDED
    assert away.take_back(first) == Returned()
    assert mode(away) is Mode.SUSPENDED


def test_what_the_line_said_since_outweighs_an_older_receipt(any_city: ServerProcess, make: Make) -> None:
    away, online = make(any_city), make(any_city)
    put(any_city, "suspend", away)
    away.register()
    told = online.deliver(away.pack())
    away.sync()
    put(any_city, "resume", away)
    away.sync()
    assert mode(away) is Mode.ACTIVE
    away.take_back(told)
    assert (mode(away), by_stick(away)) == (Mode.ACTIVE, False)


def test_a_machine_heard_by_stick_may_report_with_nothing_to_send_and_one_on_the_line_need_not(
    any_city: ServerProcess, make: Make
) -> None:
    away, online = make(any_city), make(any_city)
    assert fault(away.pack) == "empty"
    away.register()
    assert there_and_back(away, online) == Returned(events=1)
    packed = away.pack()
    assert (packed.events, packed.files, packed.left) == (0, 0, 0)
    put(any_city, "revoke", away)
    told = online.deliver(packed)
    assert (told.took, told.known, told.code) == (0, 0, "")
    assert away.take_back(told) == Returned(heard=True)
    assert mode(away) is Mode.EVACUATE
    assert away.take_back(told) == Returned()
    learn_mode(away.database, Mode.ACTIVE)
    assert fault(away.pack) == "empty"


def test_a_machine_heard_by_stick_is_known_to_the_city_with_how(
    any_city: ServerProcess, make: Make, outlet: str
) -> None:
    away, online = make(any_city), make(any_city)
    away.register()
    packed = away.pack()
    online.deliver(packed)

    def known() -> tuple[bool, int | None]:
        with closing(Store(any_city.database.url)) as store, store.read() as conn:
            (found,) = [one for one in contacts(conn, outlet) if one.terminal == away.me.terminal_no]
        return found.by_stick, found.beat.queue if found.beat else None

    assert known() == (True, 1)
    # The line is newer than the parcel, which is brought once more afterwards.
    away.sync()
    away.engine.ask(Heart(away.database, away.clock).beat)
    assert known() == (False, 0)
    online.deliver(packed)
    assert known() == (False, 0)


def test_the_other_window_learns_until_when_a_stick_told_everything(
    any_city: ServerProcess, make: Make
) -> None:
    away, online = make(any_city), make(any_city)
    away.register()
    packed = away.pack()
    online.deliver(packed)
    online.sync()
    with online.database.reading() as uow:
        (window,) = kept_windows(uow.meta)
    assert (window.terminal, window.way) == (away.me.terminal_no, STICK)
    assert window.heard <= away.clock.now()


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("later", b"{}"),
        (Kind.BEAT.value, b"{}"),
        (Kind.BEAT.value, b"\xff"),
        (Kind.HAND_OVER.value, b"[]"),
        (Kind.HAND_OVER.value, b'{"instance":"' + b"f" * 32 + b'","last_seq":0}'),
        (Kind.PUSHED.value, b"{}"),
        (Kind.CUSTODY.value, b"{}"),
    ],
)
def test_a_part_of_no_sense_is_refused_sealed_and_changes_nothing(
    any_city: ServerProcess, make: Make, kind: str, body: bytes
) -> None:
    away, online = make(any_city), make(any_city)
    told = answered(online, sealed(away, kind, body))
    assert (told.code, told.took, told.known) == ("BAD_BODY", 0, 0)
    assert signed_for(any_city, away) == []


def test_the_last_word_is_not_taken_from_a_parcel(any_city: ServerProcess, make: Make) -> None:
    away, online = make(any_city), make(any_city)
    put(any_city, "revoke", away)
    told = wire.HandOver(instance=away.me.instance_id, last_seq=0, destroyed=True)
    assert answered(online, sealed(away, Kind.HAND_OVER.value, wire.write(told))).code == "BAD_BODY"
    with closing(Store(any_city.database.url)) as store, store.read() as conn:
        asked = device_mode.select().where(device_mode.c.device_id == away.me.device_id)
        by = [row.by for row in conn.execute(asked)]
    assert by == ["市级管理员"]


@pytest.mark.parametrize(("verbs", "code"), [((), "MODE"), (("suspend",), "MODE"), (("revoke",), "SEQ_GAP")])
def test_the_city_signs_by_stick_only_what_it_would_sign_on_the_line(
    any_city: ServerProcess, make: Make, verbs: tuple[str, ...], code: str
) -> None:
    away, online = make(any_city), make(any_city)
    for verb in verbs:
        put(any_city, verb, away)
    told = wire.HandOver(instance=away.me.instance_id, last_seq=7)
    assert answered(online, sealed(away, Kind.HAND_OVER.value, wire.write(told))).code == code
    assert signed_for(any_city, away) == []


def test_drafts_alone_keep_no_machine(any_city: ServerProcess, make: Make) -> None:
    away, online = make(any_city), make(any_city)
    put(any_city, "revoke", away)
    away.sync()
    with away.database.unit_of_work() as uow:
        uow.drafts.save("1508260837", b"{}", away.clock.now())
        uow.commit()
    assert there_and_back(away, online) == Returned(heard=True, signed=True)
    assert away.evacuation.state().drafts == 1
    assert away.evacuation.state().signed_at is not None
