"""Finding cases and applicants in a real file."""

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_builders import COMPANY, KEY, NOW, a_card, a_visit

from outlet_app.models.applicants import Visit
from outlet_app.models.engine import Database, open_database
from outlet_app.models.tokens import fold

SEEDS = "内蒙古（金葵）种业TCL公司"
NAMES = ["张三", "阿拉坦·乌拉", "𠮷野平", "单小红", "乌云其木格", COMPANY, SEEDS, "䶮龑"]


@pytest.fixture
def filled(store: Database) -> Database:
    with store.unit_of_work() as uow:
        for n, name in enumerate(NAMES):
            uow.cards.put(
                a_card(
                    f"case-{n}",
                    applicant_name=name,
                    contact="",
                    id_number=f"1528271990010{n}001X",
                    phone=f"1380000{n}678",
                    case_no=f"HH05-20261120-0100{n + 10}-T",
                    registered_at=NOW.replace(minute=n),
                )
            )
            uow.applicants.remember(
                a_visit(name, number=f"1528271990010{n}001X", phone=f"1380000{n}678", days=n)
            )
        uow.commit()
    return store


def find(store: Database, typed: str, limit: int = 50) -> set[str]:
    with store.reading() as uow:
        return {NAMES[int(case_id.split("-")[1])] for case_id in uow.search.find(typed, limit)}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("张", {"张三"}),
        ("zs", {"张三"}),
        ("乌", {"阿拉坦·乌拉", "乌云其木格"}),
        ("坦·乌", {"阿拉坦·乌拉"}),
        ("坦乌", {"阿拉坦·乌拉"}),
        ("坦 乌", {"阿拉坦·乌拉"}),
        ("𠮷", {"𠮷野平"}),
        ("sxh", {"单小红"}),
        ("dxh", {"单小红"}),
        ("hthysp", {COMPANY}),
        ("金葵）种", {SEEDS}),
        ("ｔｃｌ", {SEEDS}),
        ("䶮", {"䶮龑"}),
        ("1528271990010300", {"单小红"}),
        ("15282719900103001x", {"单小红"}),
        ("13800003678", {"单小红"}),
        ("3678", {"单小红"}),
        ("HH05-20261120-010013-T", {"单小红"}),
        ("010013", {"单小红"}),
        ("三张", set()),
        ("王", set()),
        ("", set()),
        ("   ", set()),
        ('" OR 1 --', set()),
        ("*", set()),
        ("张" * 10_000, set()),
    ],
)
def test_a_case_is_found_by_whatever_the_clerk_has(filled: Database, typed: str, found: set[str]) -> None:
    assert find(filled, typed) == found


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_every_substring_of_every_name_finds_it(filled: Database, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(NAMES))
    start = data.draw(st.integers(0, len(name) - 1))
    typed = name[start : data.draw(st.integers(start + 1, len(name)))]
    if fold(typed):
        assert name in find(filled, typed)


@settings(max_examples=25, deadline=None)
@given(
    name=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30),
    data=st.data(),
)
def test_any_unicode_name_is_found_by_any_part(made_once: Path, name: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(name) - 1))
    typed = name[start : data.draw(st.integers(start + 1, len(name)))]
    store = open_database(made_once / "outlet.db", KEY)
    with store.unit_of_work() as uow:  # never committed
        uow.cards.put(a_card(applicant_name=name, contact="", case_no="", id_number="", phone=""))
        assert uow.search.find(typed) == (("case-1",) if fold(typed) else ())
    store.close()


def test_the_newest_registration_comes_first_and_the_limit_holds(filled: Database) -> None:
    with filled.reading() as uow:
        assert uow.search.find("1528") == tuple(f"case-{n}" for n in reversed(range(len(NAMES))))
        assert uow.search.find("1528", limit=2) == ("case-7", "case-6")


def test_a_corrected_name_is_found_and_the_old_one_is_not(filled: Database) -> None:
    with filled.unit_of_work() as uow:
        uow.cards.put(a_card("case-0", applicant_name="章三", contact="", registered_at=NOW))
        assert uow.search.find("章三") == ("case-0",)
        assert uow.search.find("张三") == ()


def test_two_cases_of_the_same_instant_are_both_found(store: Database) -> None:
    with store.unit_of_work() as uow:
        uow.cards.put(a_card("case-1"))
        uow.cards.put(a_card("case-2"))
        assert set(uow.search.find("河套")) == {"case-1", "case-2"}


def test_cases_a_microsecond_apart_all_find_a_row_of_their_own(store: Database) -> None:
    thousand = [NOW + timedelta(microseconds=n) for n in range(1001)]
    with store.unit_of_work() as uow:
        for n, at in enumerate([*thousand, NOW, NOW]):
            uow.cards.put(a_card(f"case-{n}", case_no=f"HH05-20261120-01{n:04}-T", registered_at=at))
        uow.commit()
    with store.reading() as uow:
        assert len(uow.search.find("河套", limit=2000)) == 1003


def test_a_contact_is_found_too(store: Database) -> None:
    with store.unit_of_work() as uow:
        uow.cards.put(a_card())
        assert uow.search.find("ljp") == ("case-1",)


def test_clearing_and_filling_again_gives_the_same_answers(filled: Database) -> None:
    asked = ["乌", "sxh", "1528", "3678", "010013"]
    with filled.unit_of_work() as uow:
        before = [uow.search.find(typed) for typed in asked]
        cards = [uow.cards.get(f"case-{n}") for n in range(len(NAMES))]
        uow.cards.clear()
        assert [uow.search.find(typed) for typed in asked] == [()] * len(asked)
        for card in reversed(cards):
            assert card
            uow.cards.put(card)
        assert [uow.search.find(typed) for typed in asked] == before
        assert [uow.cards.get(f"case-{n}") for n in range(len(NAMES))] == cards


def test_an_applicant_hit_brings_the_last_visit_and_the_part_hit(filled: Database) -> None:
    with filled.reading() as uow:
        (hit,) = uow.search.applicants("hthy")
    assert hit.applicant == a_visit(COMPANY, number="1528271990010" + "5001X", phone="13800005678").applicant
    assert hit.span == (5, 9)
    assert hit.applicant.name[5:9] == "河套禾源"
    assert hit.case_no == "HH05-20261120-010017-T"


def test_at_most_eight_applicants_the_latest_visit_first(store: Database) -> None:
    with store.unit_of_work() as uow:
        for n in range(10):
            uow.applicants.remember(a_visit(f"河套{n}号合作社", days=n))
        hits = uow.search.applicants("河套")
    assert [hit.applicant.name for hit in hits] == [f"河套{n}号合作社" for n in range(9, 1, -1)]


def test_an_applicant_is_found_by_code_and_telephone_without_a_marked_part(filled: Database) -> None:
    with filled.reading() as uow:
        for typed in ("1528271990010300", "3678"):
            (hit,) = uow.search.applicants(typed)
            assert (hit.applicant.name, hit.span) == ("单小红", None)


def test_a_later_visit_replaces_the_earlier_one_of_the_same_number(store: Database) -> None:
    with store.unit_of_work() as uow:
        uow.applicants.remember(a_visit("旧名称", number="91150826MA0QK7XH47", phone="13800000001"))
        uow.applicants.remember(a_visit("新名称", number="91150826ma0qk7xh47", phone="13800000002", days=1))
        (hit,) = uow.search.applicants("91150826MA0QK7XH47")
        assert (hit.applicant.name, hit.applicant.phone) == ("新名称", "13800000002")
        assert uow.search.applicants("旧名称") == ()
        assert uow.search.applicants("0001") == ()


def test_an_earlier_visit_that_comes_down_late_changes_nothing(store: Database) -> None:
    with store.unit_of_work() as uow:
        uow.applicants.remember(a_visit("新名称", number="91150826MA0QK7XH47", days=1))
        uow.applicants.remember(a_visit("旧名称", number="91150826MA0QK7XH47"))
        (hit,) = uow.search.applicants("名称")
        assert hit.applicant.name == "新名称"


def test_people_without_a_number_are_told_apart_by_telephone(store: Database) -> None:
    with store.unit_of_work() as uow:
        uow.applicants.remember(a_visit("王丽", phone="13800000001"))
        uow.applicants.remember(a_visit("王丽", phone="13800000002"))
        uow.applicants.remember(a_visit("王 丽", phone="13800000002", days=1))
        assert [hit.applicant.phone for hit in uow.search.applicants("wl")] == ["13800000002", "13800000001"]


def test_an_anonymous_question_leaves_no_applicant(store: Database) -> None:
    with store.unit_of_work() as uow:
        uow.applicants.remember(a_visit("  ", phone="13800000001"))
        assert uow.search.applicants("0001") == ()


def test_forgetting_applicants_empties_the_index_too(filled: Database) -> None:
    with filled.unit_of_work() as uow:
        before = uow.search.applicants("1528")
        uow.applicants.clear()
        assert uow.search.applicants("1528") == ()
        for hit in before:
            uow.applicants.remember(Visit(hit.applicant, hit.case_no, hit.visited_at))
        assert uow.search.applicants("1528") == before
