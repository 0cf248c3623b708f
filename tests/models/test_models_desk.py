"""The smaller drawers: drafts, papers, people, numbers, packs, cursors, the machine itself."""

import hashlib
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from store_builders import NOW, an_instance

from outlet_app.domain.people import Person, Role
from outlet_app.models.counters import case_series, paper_series
from outlet_app.models.cursors import Cursor
from outlet_app.models.drafts import Draft
from outlet_app.models.engine import Database
from outlet_app.models.errors import DatabaseDamaged, NotEnrolled
from outlet_app.models.papers import Paper
from outlet_app.models.unit_of_work import UnitOfWork

TODAY = date(2026, 11, 20)


def test_a_clerk_has_one_draft_and_the_newest_state_of_it(store: Database) -> None:
    with store.unit_of_work() as uow:
        uow.drafts.save("1508260837", "河".encode(), NOW)
        uow.drafts.save("1508260837", "河套".encode(), NOW + timedelta(seconds=2))
        uow.drafts.save("1508260838", b"other", NOW)
        later = NOW + timedelta(seconds=2)
        assert uow.drafts.get("1508260837") == Draft("1508260837", later, "河套".encode())
        uow.drafts.drop("1508260837")
        assert uow.drafts.get("1508260837") is None
        assert uow.drafts.get("1508260838")


def test_drafts_go_after_thirty_days(store: Database) -> None:
    with store.unit_of_work() as uow:
        uow.drafts.save("old", b"", NOW - timedelta(days=31))
        uow.drafts.save("young", b"", NOW - timedelta(days=29))
        assert uow.drafts.drop_before(NOW - timedelta(days=30)) == 1
        assert (uow.drafts.get("old"), uow.drafts.get("young") is not None) == (None, True)


def test_serials_count_up_for_each_day_and_go_on_when_the_clock_goes_back(store: Database) -> None:
    yesterday = TODAY - timedelta(days=1)
    with store.unit_of_work() as uow:
        taken = [uow.counters.next_case_serial(day) for day in (TODAY, TODAY, yesterday, TODAY, yesterday)]
        assert taken == [1, 2, 1, 3, 2]
        assert uow.counters.last(case_series(TODAY)) == 3
        assert uow.counters.last(case_series(TODAY + timedelta(days=1))) == 0


def test_paper_numbers_count_for_each_word_and_year(store: Database) -> None:
    with store.unit_of_work() as uow:
        asked = [("告", 2026), ("受", 2026), ("告", 2026), ("告", 2027)]
        assert [uow.counters.next_paper_serial(word, year) for word, year in asked] == [1, 1, 2, 1]
        assert uow.counters.last(paper_series("告", 2026)) == 2


def test_a_number_taken_and_rolled_back_was_never_taken(store: Database) -> None:
    with store.unit_of_work() as uow:
        assert uow.counters.next_case_serial(TODAY) == 1
    with store.unit_of_work() as uow:
        assert uow.counters.next_case_serial(TODAY) == 1


def test_a_store_that_lags_behind_its_witness_goes_on_above_it(store: Database) -> None:
    with store.unit_of_work() as uow:
        assert uow.counters.next_case_serial(TODAY, above=41) == 42
        assert uow.counters.next_case_serial(TODAY, above=7) == 43
        assert uow.counters.next_paper_serial("告", 2026, above=9) == 10


PDF = b"%PDF-1.7 \x00\xff bytes"


def a_paper(paper_id: str = "paper-1", **changes: object) -> Paper:
    facts: dict[str, object] = {
        "paper_id": paper_id,
        "case_id": "case-1",
        "op_id": f"op-of-{paper_id}",
        "form": "W04",
        "number": "HH0501 告〔2026〕0031 号",
        "copy_no": 1,
        "sha256": hashlib.sha256(PDF).hexdigest(),
        "size": len(PDF),
        "created_at": NOW,
    }
    return Paper(**(facts | changes))  # type: ignore[arg-type]


def test_a_paper_is_kept_byte_for_byte(store: Database) -> None:
    with store.unit_of_work() as uow:
        uow.papers.put(a_paper(), PDF)
        assert uow.papers.get("paper-1") == a_paper()
        assert uow.papers.pdf("paper-1") == PDF
        assert uow.papers.get("paper-2") is None


@pytest.mark.parametrize("wrong", [{"sha256": "0" * 64}, {"size": 3}])
def test_other_bytes_than_the_hashed_ones_are_not_taken(store: Database, wrong: dict[str, object]) -> None:
    with store.unit_of_work() as uow, pytest.raises(ValueError, match="not the paper"):
        uow.papers.put(a_paper(**wrong), PDF)


def test_a_paper_whose_bytes_changed_on_the_disk_is_damage(store: Database) -> None:
    with store.unit_of_work() as uow:
        uow.papers.put(a_paper(), PDF)
        uow._connection.execute(text("DROP TRIGGER paper_body_update_refused"))
        uow._connection.execute(text("UPDATE paper_body SET pdf = x'00'"))
        with pytest.raises(DatabaseDamaged):
            uow.papers.pdf("paper-1")


def test_a_reprint_is_a_new_file_with_the_next_copy_number(store: Database) -> None:
    number = a_paper().number
    with store.unit_of_work() as uow:
        assert uow.papers.next_copy(number) == 1
        uow.papers.put(a_paper(), PDF)
        assert uow.papers.next_copy(number) == 2
        uow.papers.put(a_paper("paper-2", copy_no=2, created_at=NOW + timedelta(minutes=1)), PDF)
        assert [paper.copy_no for paper in uow.papers.of_case("case-1")] == [2, 1]
        with pytest.raises(IntegrityError):
            uow.papers.put(a_paper("paper-3", copy_no=2), PDF)


def test_papers_never_confirmed_as_printed_are_offered_oldest_first(store: Database) -> None:
    with store.unit_of_work() as uow:
        for n in (3, 1, 2):
            paper = a_paper(f"paper-{n}", number=f"no {n}", created_at=NOW + timedelta(minutes=n))
            uow.papers.put(paper, PDF)
        uow.papers.mark_spooled("paper-2", NOW)
        assert [paper.paper_id for paper in uow.papers.unspooled()] == ["paper-1", "paper-3"]
        assert uow.papers.get("paper-2") == a_paper(
            "paper-2", number="no 2", created_at=NOW + timedelta(minutes=2), spooled_at=NOW
        )


def test_a_sheet_belongs_to_no_case(store: Database) -> None:
    with store.unit_of_work() as uow:
        uow.papers.put(a_paper(case_id=None, form="W17", number=""), PDF)
        uow.papers.put(a_paper("paper-2", case_id=None, form="W17", number=""), PDF)
        assert len(uow.papers.unspooled()) == 2


def test_people_are_kept_with_their_roles(store: Database) -> None:
    head = Person("1508260801", "苏日娜", frozenset({Role.CLERK, Role.SUPERVISOR}), window="3")
    gone = Person("1508260837", "巴特尔", frozenset({Role.CLERK}))
    with store.unit_of_work() as uow:
        uow.people.put(gone)
        uow.people.put(head)
        uow.people.put(replace(gone, active=False))
        assert uow.people.get("1508260801") == head
        assert uow.people.all() == (head, replace(gone, active=False))
        assert uow.people.get("0000000000") is None


def test_packs_of_several_versions_stand_beside_one_another(store: Database) -> None:
    with store.unit_of_work() as uow:
        uow.cache.put("catalogue", "2025-batch-2", b"old", NOW)
        uow.cache.put("catalogue", "2027-batch-3", b"new", NOW)
        uow.cache.put("calendar", "2026", b"days", NOW)
        uow.cache.put("catalogue", "2027-batch-3", b"newer", NOW)
        assert uow.cache.refs("catalogue") == ("2025-batch-2", "2027-batch-3")
        pack = uow.cache.get("catalogue", "2027-batch-3")
        assert pack
        assert (pack.body, pack.sha256) == (b"newer", hashlib.sha256(b"newer").hexdigest())
        assert uow.cache.get("catalogue", "1999") is None


def test_a_pack_that_does_not_fit_its_digest_is_damage(store: Database) -> None:
    with store.unit_of_work() as uow:
        uow.cache.put("calendar", "2026", b"days", NOW)
        uow._connection.execute(text("UPDATE pack SET body = x'00'"))
        with pytest.raises(DatabaseDamaged):
            uow.cache.get("calendar", "2026")


def test_single_values_are_kept_by_name(store: Database) -> None:
    with store.unit_of_work() as uow:
        assert uow.meta.get("anchor") is None
        uow.meta.set("anchor", "1")
        uow.meta.set("anchor", "2")
        assert uow.meta.get("anchor") == "2"


def test_a_cursor_is_kept_for_each_scope(store: Database) -> None:
    with store.unit_of_work() as uow:
        assert uow.cursors.get("outlet:1") is None
        uow.cursors.set("outlet:1", "e-1", 7)
        uow.cursors.set("outlet:1", "e-2", 3)
        uow.cursors.set("outlet:2", "e-1", 9)
        assert uow.cursors.get("outlet:1") == Cursor("e-2", 3)


def test_a_cursor_falls_with_the_rows_that_came_with_it(store: Database) -> None:
    with store.unit_of_work() as uow:
        uow.cursors.set("outlet:1", "e-1", 7)
    with store.reading() as uow:
        assert uow.cursors.get("outlet:1") is None


def enrolled_anew(uow: UnitOfWork) -> None:
    uow.instance.save(an_instance(instance_id="inst-2", terminal_no="02"))


def test_the_newest_enrolment_counts(store: Database) -> None:
    with store.unit_of_work() as uow:
        assert uow.instance.current() == an_instance()
        enrolled_anew(uow)
        assert uow.instance.required().terminal_no == "02"
        uow.instance.save(an_instance(epoch="e-9"))
        assert uow.instance.required().instance_id == "inst-2"


def test_saving_an_enrolment_again_keeps_its_newest_facts(store: Database) -> None:
    with store.unit_of_work() as uow:
        uow.instance.save(an_instance(epoch="e-9", server_url="http://new.example"))
        assert uow.instance.current() == an_instance(epoch="e-9", server_url="http://new.example")


def test_numbers_for_sending_are_taken_in_rows(store: Database) -> None:
    with store.unit_of_work() as uow:
        assert [uow.instance.bump(count) for count in (3, 1, 2)] == [1, 4, 5]
        assert uow.instance.required().next_seq == 7


def test_before_the_first_enrolment_there_is_none(store: Database) -> None:
    with store.unit_of_work() as uow:
        uow._connection.execute(text("DELETE FROM instance"))
        assert uow.instance.current() is None
        with pytest.raises(NotEnrolled):
            uow.instance.bump(1)
