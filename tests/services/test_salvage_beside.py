"""Row 9, beside the journal: people, packs, reviews, marks, and what nobody can give back any more."""

import json
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from outlet_app.domain.people import Person, Role
from outlet_app.domain.problems import Refused
from outlet_app.domain.releases.order import Act
from outlet_app.domain.reviews.answers import Answer
from outlet_app.domain.reviews.levels import Level
from outlet_app.models.backup import restore
from outlet_app.models.engine import open_database
from outlet_app.models.sqlcipher import connect
from outlet_app.services.healed import Healed
from outlet_app.services.reviews import Reviews
from outlet_app.services.roster import PAST, Past, Roster
from outlet_app.services.salvage import bring_back
from outlet_app.services.sign_in import SignIn
from outlet_app.sync.levelling import HEALED
from outlet_app.sync.wire import RELEASE
from outlet_app.system.keystore import SlotShut
from tests.services.test_roster import HEAD_ROW, NEW, WORD, hand_down, row, take_back
from tests.services.test_sending import start_again
from tests.support.at_the_counter import accepted, answered
from tests.support.bench import KEY, SUPERVISOR_PERSON, Bench
from tests.support.builders import CLERK, SUPERVISOR
from tests.support.reviewing import reviews_in, sealed_ops

PAGE = 4096
GOOD, BAD = Level.VERY_SATISFIED, Level.DISSATISFIED
COLLEAGUE = Person(NEW, "那·𬎆", frozenset({Role.CLERK, Role.SUPERVISOR}), "3")


def copied(bench: Bench) -> Path:
    return bench.database.back_up(bench.folder / "backups")


def put_back(bench: Bench, copy: Path, *rotten: str) -> None:
    """The copy takes the place of the store, in which a bit of the first page of these tables flipped."""
    path = bench.database.path
    bench.database.close()
    with closing(connect(path, KEY)) as raw:
        roots = dict(raw.execute("SELECT name, rootpage FROM sqlite_master").fetchall())
    content = bytearray(path.read_bytes())
    for name in rotten:
        content[(roots[name] - 1) * PAGE + 100] ^= 1
    path.write_bytes(content)
    restore(path, copy)
    bench.database = open_database(path, KEY, busy_ms=500)
    bench.machine = replace(bench.machine, database=bench.database)


def salvaged(bench: Bench, copy: Path, *rotten: str) -> int:
    put_back(bench, copy, *rotten)
    return bring_back(bench.database, bench.clock.now())


def told(bench: Bench) -> tuple[int, int, int] | None:
    """What the clerk is told of it: steps that came, steps that are lost, reviews that are not counted."""
    with bench.database.reading() as uow:
        kept = uow.meta.get(HEALED)
    plain = json.loads(kept) if kept else None
    return (plain["count"], plain["lost"], plain["untold"]) if plain else None


def people(bench: Bench) -> dict[str, Person]:
    with bench.database.reading() as uow:
        return {one.staff_no: one for one in uow.people.all()}


def follow(bench: Bench) -> int:
    return Roster(bench.database, bench.keystore, KEY).follow(bench.clock.now().date())


def tally(bench: Bench, days: int = 0) -> dict[tuple[int, int], int]:
    day = bench.clock.now().date() + timedelta(days=days)
    with bench.database.reading() as uow:
        return dict(uow.reviews.tally(day, day))


def rate(bench: Bench, level: Level, *, until: str = "submitted") -> None:
    """Somebody is served, asked, presses a card and, mostly, comes to the end."""
    case = answered(bench).case
    reviews: Reviews = bench.counter().reviews
    invitation = reviews.invite(case.case_id)
    reviews.press(invitation, level)
    if until == "submitted":
        reviews.submit(invitation, Answer(level, withheld=level is BAD))


class TestPeople:
    def test_a_colleague_added_after_the_copy_can_sign_in(self, bench: Bench) -> None:
        """The key slot lies in a file of its own and is whole; without a person it would open for nobody."""
        copy = copied(bench)
        bench.counter(SUPERVISOR_PERSON).people.add(NEW, COLLEAGUE.name, COLLEAGUE.roles, "Ulanbuh-2026-c")
        assert salvaged(bench, copy) == 0
        assert people(bench)[NEW] == replace(COLLEAGUE, window="")
        assert SignIn(bench.keystore).unlock(NEW, "Ulanbuh-2026-c") == KEY

    def test_who_is_there_stays_as_they_are(self, bench: Bench) -> None:
        copy, before = copied(bench), people(bench)
        with bench.database.unit_of_work() as uow:
            uow.people.put(replace(SUPERVISOR_PERSON, name="改了名"))
            uow.commit()
        salvaged(bench, copy)
        assert people(bench) == before

    def test_a_list_that_came_after_the_copy_is_followed_without_a_line(self, bench: Bench) -> None:
        bench.keystore.add(SUPERVISOR, WORD, KEY)
        copy = copied(bench)
        hand_down(bench, 1, HEAD_ROW, row(CLERK, "苏日娜", active=False), row(NEW, "王海燕"))
        follow(bench)
        after = people(bench)
        salvaged(bench, copy)
        follow(bench)
        assert people(bench) == after
        with pytest.raises(SlotShut):
            bench.keystore.unlock(CLERK, WORD)

    def test_what_such_a_list_did_is_undone_when_it_is_taken_back(self, bench: Bench) -> None:
        bench.keystore.add(SUPERVISOR, WORD, KEY)
        before, copy = people(bench), copied(bench)
        hand_down(bench, 1, HEAD_ROW, row(CLERK, "改名", active=False), row(NEW, "王海燕"))
        follow(bench)
        salvaged(bench, copy)
        follow(bench)
        take_back(bench, 2, "2026-1")
        follow(bench)
        found = people(bench)
        assert not found.pop(NEW).active
        assert found == before
        assert bench.keystore.unlock(CLERK, WORD) == KEY

    def test_what_lists_did_before_the_copy_is_kept_beside_it(self, bench: Bench) -> None:
        was = Person(CLERK, "以前", frozenset({Role.CLERK}))
        mine = Past(frozenset({"1508260101"}), frozenset({CLERK}), {CLERK: was})
        with bench.database.unit_of_work() as uow:
            uow.meta.set(PAST, mine.text())
            uow.commit()
        copy = copied(bench)
        with bench.database.unit_of_work() as uow:
            uow.people.put(COLLEAGUE)
            later = Past(
                mine.brought | {NEW, "1508260102"}, mine.sent | {SUPERVISOR}, {SUPERVISOR: SUPERVISOR_PERSON}
            )
            uow.meta.set(PAST, later.text())
            uow.commit()
        salvaged(bench, copy)
        with bench.database.reading() as uow:
            past = Past.read(uow.meta.get(PAST))
        # Of those a list brought only who came back is one of them; 0102 stood in no row that could be read.
        assert past.brought == mine.brought | {NEW}
        assert past.sent == {CLERK, SUPERVISOR}
        assert past.before == {CLERK: was, SUPERVISOR: SUPERVISOR_PERSON}


class TestPacks:
    def keep(self, bench: Bench, ref: str, body: bytes, *, minutes: int = 0, kind: str = "credit") -> None:
        with bench.database.unit_of_work() as uow:
            uow.cache.put(kind, ref, body, bench.clock.now() + timedelta(minutes=minutes))
            uow.commit()

    def held(self, bench: Bench, ref: str, kind: str = "credit") -> bytes | None:
        with bench.database.reading() as uow:
            pack = uow.cache.get(kind, ref)
        return pack.body if pack else None

    def test_what_came_from_the_city_after_the_copy_is_there_without_a_line(self, bench: Bench) -> None:
        copy = copied(bench)
        self.keep(bench, "2026-11-20", b"{}")
        assert salvaged(bench, copy) == 0
        assert self.held(bench, "2026-11-20") == b"{}"

    @pytest.mark.parametrize(("minutes", "expected"), [(5, b"after"), (-5, b"before")])
    def test_of_two_under_one_name_the_later_one_stays(
        self, bench: Bench, minutes: int, expected: bytes
    ) -> None:
        self.keep(bench, "2026-11-20", b"before")
        copy = copied(bench)
        self.keep(bench, "2026-11-20", b"after", minutes=minutes)
        salvaged(bench, copy)
        assert self.held(bench, "2026-11-20") == expected

    def test_what_does_not_fit_its_digest_is_left_to_the_city(self, bench: Bench) -> None:
        copy = copied(bench)
        self.keep(bench, "2026-11-20", b"{}")
        self.keep(bench, "2026-11-21", b"[]")
        bench.database.close()
        with closing(connect(bench.database.path, KEY)) as raw:
            raw.execute("UPDATE pack SET body = X'7B20' WHERE ref = '2026-11-20'")
            raw.commit()
        salvaged(bench, copy)
        assert (self.held(bench, "2026-11-20"), self.held(bench, "2026-11-21")) == (None, b"[]")

    def test_an_order_that_takes_a_list_back_is_not_forgotten(self, bench: Bench) -> None:
        hand_down(bench, 1, HEAD_ROW, row(CLERK, "苏日娜", active=False))
        copy = copied(bench)
        hand_down(bench, 2, act=Act.WITHDRAW, name="2026-1", reason="有误", content=None, effective_from=None)
        salvaged(bench, copy)
        with bench.database.reading() as uow:
            assert [ref[:6] for ref in uow.cache.refs(RELEASE)] == ["000001", "000002"]
        follow(bench)
        assert people(bench)[CLERK].active

    def test_where_their_table_is_broken_everything_else_comes_back(self, bench: Bench) -> None:
        copy = copied(bench)
        self.keep(bench, "2026-11-20", b"{}")
        with bench.database.unit_of_work() as uow:
            uow.people.put(COLLEAGUE)
            uow.commit()
        answered(bench)
        assert salvaged(bench, copy, "pack") == 2
        assert self.held(bench, "2026-11-20") is None
        assert people(bench)[NEW] == COLLEAGUE


class TestReviews:
    def test_what_was_rated_after_the_copy_is_counted_as_it_was(self, bench: Bench) -> None:
        rate(bench, GOOD)
        bench.clock.forward(days=1)
        rate(bench, GOOD)
        copy = copied(bench)
        for level in (GOOD, BAD, Level.SATISFIED):
            rate(bench, level)
        before, of_yesterday = tally(bench), tally(bench, -1)
        assert sum(before.values()) == 4
        assert salvaged(bench, copy) > 0
        assert (tally(bench), tally(bench, -1)) == (before, of_yesterday)
        assert len(sealed_ops(bench.database)) == 5
        assert told(bench) == (told(bench)[0], 0, 0)  # type: ignore[index]

    def test_a_level_taken_instead_of_one_of_before_the_copy_is_not_counted_twice(self, bench: Bench) -> None:
        case = answered(bench).case
        reviews = bench.counter().reviews
        invitation = reviews.invite(case.case_id)
        reviews.press(invitation, GOOD)
        copy = copied(bench)
        reviews.press(invitation, BAD, GOOD)
        after = tally(bench)
        salvaged(bench, copy)
        assert tally(bench) == after == {(invitation.item, BAD): 1}
        assert bench.counter().reviews.finish() == 1
        (one,) = reviews_in(bench.database)
        assert one.answer.level is BAD

    def test_a_card_pressed_after_the_copy_is_ended_once(self, bench: Bench) -> None:
        copy = copied(bench)
        rate(bench, BAD, until="pressed")
        salvaged(bench, copy)
        assert bench.counter().reviews.finish() == 1
        assert len(sealed_ops(bench.database)) == 1
        assert sum(tally(bench).values()) == 1
        assert bench.counter().reviews.finish() == 0

    def test_a_card_of_the_copy_that_was_ended_since_is_not_ended_again(self, bench: Bench) -> None:
        """The program would not start: the same review cannot stand in the journal twice."""
        case = answered(bench).case
        reviews = bench.counter().reviews
        invitation = reviews.invite(case.case_id)
        reviews.press(invitation, GOOD)
        copy = copied(bench)
        reviews.submit(invitation, Answer(GOOD))
        salvaged(bench, copy)
        assert bench.counter().reviews.finish() == 0
        assert len(sealed_ops(bench.database)) == 1
        assert sum(tally(bench).values()) == 1

    def test_a_card_whose_case_cannot_be_read_is_sent_all_the_same(self, bench: Bench) -> None:
        copy = copied(bench)
        rate(bench, BAD, until="pressed")
        salvaged(bench, copy, "event_body")
        assert bench.counter().reviews.finish() == 0
        (one,) = reviews_in(bench.database)
        assert one.answer.level is BAD

    def test_where_the_counts_are_broken_it_is_said_of_how_many(self, bench: Bench) -> None:
        rate(bench, GOOD)
        copy, before = copied(bench), tally(bench)
        for _ in range(3):
            rate(bench, BAD)
        steps = salvaged(bench, copy, "review_tally")
        assert tally(bench) == before
        assert told(bench) == (steps, 0, 3)
        # The reviews themselves are whole and go to the city.
        assert len(sealed_ops(bench.database)) == 4

    def test_a_day_on_which_somebody_rated_since_is_left_as_it_is_and_said(
        self, bench: Bench, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """There was no room for it at first, and work went on."""
        copy = copied(bench)
        rate(bench, BAD)
        bench.clock.forward(days=1)
        rate(bench, BAD)
        of_yesterday = tally(bench, -1)
        put_back(bench, copy)

        def full(*_: object) -> None:
            raise OSError(28, "no room")

        with monkeypatch.context() as patched:
            patched.setattr("outlet_app.models.wreck.shutil.copyfile", full)
            assert bring_back(bench.database, bench.clock.now()) == 0
        rate(bench, GOOD)
        since = tally(bench)
        steps = bring_back(bench.database, bench.clock.now())
        assert (tally(bench), tally(bench, -1)) == (since, of_yesterday)
        assert told(bench) == (steps, 0, 1)

    def test_a_later_word_taken_after_the_copy_is_not_asked_for_again(self, bench: Bench) -> None:
        case = answered(bench).case
        reviews = bench.counter().reviews
        first = reviews.invite(case.case_id)
        reviews.press(first, BAD)
        reviews.submit(first, Answer(BAD, withheld=True))
        copy = copied(bench)
        later = reviews.follow(case.case_id)
        reviews.press(later, GOOD)
        reviews.submit(later, Answer(GOOD))
        salvaged(bench, copy)
        with pytest.raises(Refused) as refused:
            bench.counter().reviews.follow(case.case_id)
        assert refused.value.refusal.code == "review.followed"
        assert len(sealed_ops(bench.database)) == 2


MARKS: dict[str, tuple[str, str | None, str | None, str | None]] = {
    "an edition the store lacks": ("sheet.2026-11-20", None, "1 ABCD", "1 ABCD"),
    "a later edition": ("sheet.2026-11-20", "1 ABCD", "2 EF01", "2 EF01"),
    "ten is later than nine": ("sheet.2026-11-20", "9 ABCD", "10 EF01", "10 EF01"),
    "an edition of since": ("sheet.2026-11-20", "2 EF01", "1 ABCD", "2 EF01"),
    "a later closing": ("closing.2026-11-20", '{"edition": 1}', '{"edition": 2}', '{"edition": 2}'),
    "a closing of since": ("closing.2026-11-20", '{"edition": 3}', '{"edition": 2}', '{"edition": 3}'),
    "days not compared yet": (
        "closing.unchecked", '["2026-11-19"]', '["2026-11-19", "2026-11-20"]', '["2026-11-19", "2026-11-20"]',
    ),
    "closings not told yet": ("closing.untold", None, '[{"day": "2026-11-20"}]', '[{"day": "2026-11-20"}]'),
    "whose paper it is": ("paper.made_by.p-9", None, CLERK, CLERK),
    "how often a code was tried": ("review.tries.c-9", "a 3", "b 1", "a 3"),
    "a choice of the machine's": ("printer.chosen", "A", "B", "A"),
    "where the courier stands": ("sync.numbers", None, "[]", None),
    "what the city may do": ("city.mode", None, "suspended", None),
}  # fmt: skip


@pytest.mark.parametrize("case", MARKS)
def test_marks_that_nobody_tells_again_come_back_and_none_of_since_is_changed(
    bench: Bench, case: str
) -> None:
    name, here, there, expected = MARKS[case]
    set_mark(bench, name, here)
    copy = copied(bench)
    set_mark(bench, name, there)
    salvaged(bench, copy)
    with bench.database.reading() as uow:
        assert uow.meta.get(name) == expected


def test_the_figures_of_an_edition_come_with_it(bench: Bench) -> None:
    set_mark(bench, "sheet.2026-11-20", "1 ABCD")
    set_mark(bench, "sheet.figures.2026-11-20", "{}")
    copy = copied(bench)
    set_mark(bench, "sheet.2026-11-20", "2 EF01")
    set_mark(bench, "sheet.figures.2026-11-20", '{"figures": {}}')
    salvaged(bench, copy)
    with bench.database.reading() as uow:
        assert uow.meta.get("sheet.figures.2026-11-20") == '{"figures": {}}'


def set_mark(bench: Bench, name: str, value: str | None) -> None:
    if value is not None:
        with bench.database.unit_of_work() as uow:
            uow.meta.set(name, value)
            uow.commit()


class TestLost:
    """Steps that the file does not give back and that the city never had."""

    def test_everything_read_nothing_is_lost(self, bench: Bench) -> None:
        copy = copied(bench)
        accepted(bench)
        steps = salvaged(bench, copy)
        assert told(bench) == (steps, 0, 0)

    @pytest.mark.parametrize("rotten", ["event", "event_body"])
    def test_what_was_not_sent_and_cannot_be_read_is_counted(self, bench: Bench, rotten: str) -> None:
        answered(bench)
        copy = copied(bench)
        accepted(bench)
        with bench.database.reading() as uow:
            made = len(uow.outbox.batch(1_000, 10**9))
        assert salvaged(bench, copy, rotten) == 0
        # Two steps of the first case are in the copy.
        assert told(bench) == (0, made - 2, 0)

    @pytest.mark.parametrize("rotten", ["outbox", "place", "instance", "counter", "card"])
    def test_where_it_is_not_certain_none_is_called_lost(self, bench: Bench, rotten: str) -> None:
        copy = copied(bench)
        accepted(bench)
        steps = salvaged(bench, copy, rotten)
        assert steps > 0
        assert told(bench) == (steps, 0, 0)

    def test_what_the_city_has_is_not_lost(self, bench: Bench) -> None:
        """As if everything had been answered: the city gives it back with the next round."""
        copy = copied(bench)
        accepted(bench)
        with bench.database.unit_of_work() as uow:
            me = uow.instance.required()
            uow.instance.save(replace(me, acked_seq=me.next_seq - 1))
            uow.commit()
        assert salvaged(bench, copy, "event_body") == 0
        assert told(bench) is None

    def test_under_another_name_nothing_is_claimed(self, bench: Bench) -> None:
        copy = copied(bench)
        accepted(bench)
        with bench.database.unit_of_work() as uow:
            uow.instance.save(replace(uow.instance.required(), instance_id="inst-2", terminal_no="02"))
            uow.commit()
        salvaged(bench, copy, "event_body")
        assert told(bench) is None


@pytest.mark.parametrize(
    ("kept", "expected"),
    [(None, False), (0, True), (-5, False)],
    ids=["nothing", "of this start", "of an earlier start"],
)
def test_it_is_told_once_at_the_start_that_brought_it_back(
    bench: Bench, kept: int | None, expected: bool
) -> None:
    started = bench.clock.now()
    if kept is not None:
        at = started + timedelta(minutes=kept)
        plain = {"what": "salvaged", "at": at.isoformat(), "count": 4, "terminal": "", "lost": 2, "untold": 1}
        set_mark(bench, HEALED, json.dumps(plain))
    with closing(start_again(bench)) as centre:
        centre.begin(started)
        found = centre.take_healed()
        assert found == (Healed("salvaged", started, 4, lost=2, untold=1) if expected else None)
        assert centre.take_healed() is None


def test_what_an_earlier_program_kept_of_it_is_read(bench: Bench) -> None:
    at = bench.clock.now()
    plain = {"what": "salvaged", "at": at.isoformat(), "count": 4, "terminal": ""}
    set_mark(bench, HEALED, json.dumps(plain))
    with closing(start_again(bench)) as centre:
        assert centre.state().healed == Healed("salvaged", at, 4)
