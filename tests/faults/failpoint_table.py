"""How each failpoint is walked over: the scenario that passes it, and which arrival there is meant."""

from dataclasses import dataclass

from outlet_app.failpoints import Failpoint

CLIENT, CITY, POSTGRES = VICTIMS = ("client", "city", "postgresql")


@dataclass(frozen=True, slots=True)
class Walk:
    """`scenario` of tests/support/walking.py, `nth` arrival, `victims`: the first in every test run."""

    scenario: str
    victims: tuple[str, ...] = VICTIMS
    nth: int = 1

    @property
    def usual(self) -> str:
        """Who is killed in every run of the tests."""
        return self.victims[0]


_ALONE = (CLIENT,)
_THE_CITY_FIRST = (CITY, POSTGRES, CLIENT)
_POSTGRES_FIRST = (POSTGRES, CITY, CLIENT)

TABLE = {
    Failpoint.STORE_BEFORE_COMMIT: Walk("day"),
    Failpoint.STORE_AFTER_COMMIT: Walk("day"),
    Failpoint.NUMBER_BEFORE_WITNESS: Walk("day"),
    Failpoint.PAPER_BEFORE_SPOOL: Walk("day"),
    Failpoint.PAPER_BEFORE_CONFIRM: Walk("day"),
    Failpoint.ATTACHMENT_BEFORE_EVENT: Walk("day"),
    Failpoint.UPGRADE_AFTER_BACKUP: Walk("upgrade", _ALONE),
    Failpoint.UPGRADE_BEFORE_COMMIT: Walk("upgrade", _ALONE),
    Failpoint.PUSH_BEFORE_SENDING: Walk("day", _POSTGRES_FIRST),
    Failpoint.PUSH_AFTER_ANSWER: Walk("day"),
    Failpoint.PAGE_BEFORE_KEEPING: Walk("day"),
    Failpoint.PAGE_BEFORE_COMMIT: Walk("day"),
    Failpoint.PACKS_BEFORE_COMMIT: Walk("first_round"),
    Failpoint.CHUNK_BEFORE_SENDING: Walk("day", _THE_CITY_FIRST, nth=2),
    Failpoint.CHUNK_AFTER_ANSWER: Walk("day", nth=2),
    Failpoint.FORK_BEFORE_SENDING: Walk("set_back"),
    Failpoint.FORK_AFTER_ANSWER: Walk("set_back"),
    Failpoint.FORGOTTEN_BEFORE_COMMIT: Walk("forgotten"),
    Failpoint.RECALL_BEFORE_COMMIT: Walk("set_back"),
    Failpoint.LEVEL_BEFORE_BUCKETS: Walk("city_set_back"),
    Failpoint.LEVEL_BEFORE_CURSOR: Walk("city_set_back"),
    Failpoint.EXPORT_BEFORE_NAME: Walk("export"),
    Failpoint.EXPORT_BEFORE_NOTE: Walk("export"),
    Failpoint.BRING_BEFORE_ASKING: Walk("bring", _THE_CITY_FIRST),
    Failpoint.BRING_AFTER_ANSWER: Walk("bring"),
    Failpoint.BRING_BEFORE_STICK: Walk("bring"),
    Failpoint.TAKE_BEFORE_COMMIT: Walk("take"),
    Failpoint.CITY_PUSH_BEFORE_JUDGING: Walk("day", _POSTGRES_FIRST),
    Failpoint.CITY_PUSH_BEFORE_COMMIT: Walk("day", _THE_CITY_FIRST),
    Failpoint.CITY_PUSH_AFTER_COMMIT: Walk("day", _THE_CITY_FIRST),
    Failpoint.CITY_PULL_BEFORE_ANSWER: Walk("day", _THE_CITY_FIRST),
    Failpoint.CITY_CHUNK_BEFORE_COMMIT: Walk("day", _THE_CITY_FIRST, nth=2),
    Failpoint.CITY_WHOLE_BEFORE_COMMIT: Walk("day", _POSTGRES_FIRST),
    Failpoint.CITY_WHOLE_AFTER_COMMIT: Walk("day", _THE_CITY_FIRST),
    Failpoint.CITY_FORK_BEFORE_COMMIT: Walk("set_back", _THE_CITY_FIRST),
    Failpoint.CITY_FORK_AFTER_COMMIT: Walk("set_back", _THE_CITY_FIRST),
    Failpoint.CITY_PART_BEFORE_ANSWER: Walk("bring", _THE_CITY_FIRST),
    Failpoint.CITY_EPOCH_BEFORE_COMMIT: Walk("city_set_back", _POSTGRES_FIRST),
}
