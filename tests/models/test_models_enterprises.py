"""The enterprise register in its table: replaced as a whole, found by name, initials and code."""

from outlet_app.models.engine import Database
from outlet_app.models.enterprises import Entry, entry_of
from tests.support.policies import BARE, BARE_CODE, BARE_NAME, CODE, NAME, RICH

OTHERS = (
    Entry("91150800MA0AAAAA01", "巴彦淖尔市河套向日葵种业股份有限公司", b"{}"),
    Entry("91150821MA0AAAAA02", "五原县Sun·葵花食品有限公司", b"{}"),
    Entry("91150822MA0AAAAA03", "磴口县王爷地苁蓉生物有限公司", b"{}"),
)


def fill(store: Database, *entries: Entry, pack: str = "2026-11-18 aa") -> None:
    with store.unit_of_work() as uow:
        uow.enterprises.replace(entries, pack)
        uow.commit()


def names(store: Database, text: str, most: int = 20) -> list[str]:
    with store.reading() as uow:
        return [one.name for one in uow.enterprises.find(text, most)]


def test_it_is_found_by_whatever_the_clerk_has(store: Database) -> None:
    fill(store, entry_of(RICH), entry_of(BARE), *OTHERS)
    table = {
        "禾源": [NAME],
        "河套": [NAME, OTHERS[0].name],
        " 河 套 ": [NAME, OTHERS[0].name],
        "hthy": [NAME],
        "HTHY": [NAME],
        "𬎆": [BARE_NAME],
        "sun·葵花": [OTHERS[1].name],
        "ＳＵＮ": [OTHERS[1].name],
        CODE: [NAME],
        CODE.lower(): [NAME],
        "91150826": [BARE_NAME],
        "MA0TEA71XJ": [],
        "%": [],
        "_": [],
        "'; DROP TABLE enterprise": [],
        "": [],
        "   ": [],
        "没有这家": [],
    }
    assert {text: names(store, text) for text in table} == table


def test_the_shortest_name_comes_first_and_the_list_ends(store: Database) -> None:
    many = [Entry(f"9115{at:014}", f"河套{'葵' * at}公司", b"{}") for at in range(1, 40)]
    fill(store, *reversed(many))
    found = names(store, "河套")
    assert len(found) == 20
    assert found == sorted(found, key=len)
    assert names(store, "河套", most=1) == ["河套葵公司"]


def test_another_register_takes_the_place_of_the_first(store: Database) -> None:
    fill(store, entry_of(RICH), entry_of(BARE))
    with store.reading() as uow:
        assert (uow.enterprises.taken, uow.enterprises.count()) == ("2026-11-18 aa", 2)
        assert uow.enterprises.get(CODE) == entry_of(RICH)
    fill(store, entry_of(BARE), pack="2026-12-01 bb")
    with store.reading() as uow:
        assert (uow.enterprises.taken, uow.enterprises.count()) == ("2026-12-01 bb", 1)
        assert uow.enterprises.get(CODE) is None
        assert uow.enterprises.get(BARE_CODE) == entry_of(BARE)
    fill(store, pack="2027-01-01 cc")
    with store.reading() as uow:
        assert uow.enterprises.count() == 0


def test_nothing_is_taken_before_the_first(store: Database) -> None:
    with store.reading() as uow:
        assert (uow.enterprises.taken, uow.enterprises.count()) == ("", 0)
        assert uow.enterprises.find("河套", 5) == ()
        assert uow.enterprises.get(CODE) is None


def test_a_register_that_breaks_off_leaves_the_old_one(store: Database) -> None:
    fill(store, entry_of(RICH))
    with store.unit_of_work() as uow:
        uow.enterprises.replace([entry_of(BARE)], "half")
    with store.reading() as uow:
        assert (uow.enterprises.taken, uow.enterprises.count()) == ("2026-11-18 aa", 1)


def test_what_is_kept_of_an_enterprise_is_what_stood_in_the_pack() -> None:
    entry = entry_of(RICH)
    assert (entry.code, entry.name) == (CODE, NAME)
    assert NAME.encode() in entry.body
