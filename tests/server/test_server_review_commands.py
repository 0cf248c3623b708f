"""`city-server reviews`: the key file, what its holder reads, and the records for the regional system."""

import json
import os
import stat
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from sqlalchemy import select

from city_server import cli, reviews, schema
from city_server.review_keys import KeyFileError, make_key_file, read_key_file, ring
from city_server.store import Store
from outlet_app.domain.applicant import Agent, Applicant, ApplicantKind, IdKind
from outlet_app.domain.calendar import CST
from outlet_app.domain.events import (
    Accepted,
    AnsweredOnSpot,
    Channel,
    Closed,
    Fact,
    MaterialsTaken,
    ResultReached,
    WorkStarted,
)
from outlet_app.domain.reviews.answers import Answer, Ending
from outlet_app.domain.reviews.levels import Level
from outlet_app.domain.reviews.tags import TAGS
from outlet_app.models.journal import Op
from outlet_app.sync import wire
from outlet_app.system.clock import FixedClock
from tests.support.builders import notice
from tests.support.cities import NewCounter
from tests.support.reviewing import CITY, MARK
from tests.support.server import RESOURCES, CityDatabase, ServerProcess
from tests.support.visits import Visit

Read = Callable[..., list[dict[str, object]]]
TAKEN_ON = (MaterialsTaken(), Accepted())
PERSON = Applicant(
    ApplicantKind.PERSON, "其其格", IdKind.ID_CARD, "150826199001011234", "其其格", "13800002046"
)
BODY = Applicant(
    ApplicantKind.ENTERPRISE, "内蒙古金葵种业", IdKind.USCC, "91150826MA0N5XYZ1K", "王海燕", "13800001111"
)


def pem_of(key: wire.SealKey, path: Path) -> Path:
    """The city's pair of the tests as a key file."""
    told = X25519PrivateKey.from_private_bytes(key.private).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(told)
    return path


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    return pem_of(CITY, tmp_path / "key.pem")


@pytest.fixture
def told_key(city: ServerProcess) -> wire.ReviewKey:
    store = Store(city.database.url)
    store.settle(lambda conn: reviews.register_key(conn, CITY.public))
    with store.read() as conn:
        told = reviews.key_told(conn)
    store.close()
    assert told is not None
    return wire.ReviewKey(public=CITY.public.hex(), mark=told.mark)


@pytest.fixture
def read(city: ServerProcess, key_file: Path, outlet: str, capsys: pytest.CaptureFixture[str]) -> Read:
    """What `list` prints of this test's outlet."""

    def listed(*words: str, code: int = 0, key: Path = key_file) -> list[dict[str, object]]:
        capsys.readouterr()
        told = ["--database", city.database.url, "--key", str(key), "--outlet", outlet]
        assert cli.main(["reviews", "list", *told, *words]) == code
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return listed


@pytest.fixture
def over(city: ServerProcess, key_file: Path, outlet: str, tmp_path: Path) -> Read:
    """What `hand-over` writes of this test's outlet."""

    def handed(*words: str, code: int = 0) -> list[dict[str, object]]:
        out = tmp_path / "records.jsonl"
        out.unlink(missing_ok=True)
        told = ["--database", city.database.url, "--key", str(key_file), "--outlet", outlet]
        told += ["--resources", str(RESOURCES), "--out", str(out), *words]
        assert cli.main(["reviews", "hand-over", *told]) == code
        return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]

    return handed


# -- The key file


def test_a_key_is_made_once_with_a_mode_of_its_owner(
    database: CityDatabase, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "review-key.pem"
    told = ["reviews", "key", "--database", database.url, "--key", str(file)]
    assert cli.main(told) == 0
    first, before = capsys.readouterr().out, file.read_bytes()
    assert stat.S_IMODE(os.stat(file).st_mode) == 0o600
    assert cli.main(told) == 0
    assert (capsys.readouterr().out, file.read_bytes()) == (first, before)
    store = Store(database.url)
    with store.read() as conn:
        kept = conn.execute(select(schema.review_key)).all()
        secret_bytes = conn.scalars(select(schema.secret.c.value)).all()
    store.close()
    pair = read_key_file(file)
    assert [row.public for row in kept] == [pair.public]
    assert pair.private not in secret_bytes
    assert wire.seal_key_id(pair.public) == first.strip()


def test_two_keys_are_two_and_the_last_is_told(database: CityDatabase, tmp_path: Path) -> None:
    for name in ("one.pem", "two.pem"):
        assert cli.main(["reviews", "key", "--database", database.url, "--key", str(tmp_path / name)]) == 0
    store = Store(database.url)
    with store.read() as conn:
        told = reviews.key_told(conn)
    store.close()
    assert told is not None
    assert told.public == read_key_file(tmp_path / "two.pem").public.hex()
    assert len(ring([tmp_path / "one.pem", tmp_path / "two.pem"])) == 2


def test_a_file_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    file = tmp_path / "key.pem"
    file.write_text("something of somebody's")
    with pytest.raises(FileExistsError):
        make_key_file(file)
    assert file.read_text() == "something of somebody's"


@pytest.mark.parametrize(
    "content", [b"", b"no key", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"]
)
def test_what_is_no_key_file_is_said(
    database: CityDatabase, tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "key.pem"
    file.write_bytes(content)
    assert cli.main(["reviews", "key", "--database", database.url, "--key", str(file)]) == 1
    assert "is no key file" in capsys.readouterr().err
    assert file.read_bytes() == content


def test_a_key_of_another_kind_opens_nothing(tmp_path: Path) -> None:
    file = tmp_path / "key.pem"
    file.write_bytes(
        Ed25519PrivateKey.generate().private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    with pytest.raises(KeyFileError, match="another kind"):
        read_key_file(file)


def test_a_key_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(KeyFileError, match="no key file"):
        ring([tmp_path / "gone.pem"])


# -- What its holder reads


def test_whoever_holds_the_key_reads_what_was_pressed(
    city: ServerProcess, counter: NewCounter, told_key: wire.ReviewKey, read: Read, outlet: str
) -> None:
    one = counter(city)
    visit = Visit(one, told_key, AnsweredOnSpot("可以"))
    tags = TAGS[Level.DISSATISFIED][1:3]
    answer = Answer(Level.DISSATISFIED, tags=tags, text="等了两个小时，𬎆", call_back=True)
    now = one.clock.now()
    op_id = visit.rated(answer, at=now)
    one.sync()
    (found,) = read()
    assert found == {
        "review": op_id,
        "outlet": outlet,
        "received_at": found["received_at"],
        "key": wire.seal_key_id(CITY.public),
        "case_no": visit.case_no,
        "occasion": "consult",
        "again": False,
        "number": 1,
        "item": 2,
        "by": "1508260837",
        "at": now.isoformat(),
        "level": 2,
        "tags": list(tags),
        "text": "等了两个小时，𬎆",
        "withheld": False,
        "anonymous": False,
        "call_back": True,
        "ending": "submitted",
        "excluded": "",
    }


def test_days_choose_by_when_the_card_was_pressed(
    city: ServerProcess, counter: NewCounter, told_key: wire.ReviewKey, read: Read
) -> None:
    one = counter(city)
    visit = Visit(one, told_key, AnsweredOnSpot("可以"))
    visit.rated(Answer(Level.SATISFIED))
    one.sync()
    day = one.clock.now().astimezone(CST).date()
    assert len(read("--since", day.isoformat(), "--until", day.isoformat())) == 1
    assert read("--since", (day + timedelta(1)).isoformat()) == []
    assert read("--until", (day - timedelta(1)).isoformat()) == []


def test_with_another_key_a_review_is_listed_closed_and_the_command_says_so(
    city: ServerProcess,
    counter: NewCounter,
    told_key: wire.ReviewKey,
    read: Read,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    one = counter(city)
    op_id = Visit(one, told_key, AnsweredOnSpot("可以")).rated(Answer(Level.VERY_DISSATISFIED, withheld=True))
    one.sync()
    other = pem_of(wire.SealKey.make(), tmp_path / "other.pem")
    (found,) = read(code=1, key=other)
    assert (found["review"], "level" in found, "case_no" in found) == (op_id, False, False)
    (again,) = read("--key", str(other))
    assert again["level"] == 1


def test_a_closed_review_is_told_whatever_days_were_asked_for(
    city: ServerProcess, counter: NewCounter, told_key: wire.ReviewKey, read: Read, tmp_path: Path
) -> None:
    one = counter(city)
    Visit(one, told_key, AnsweredOnSpot("可以")).rated(Answer(Level.SATISFIED))
    one.sync()
    other = pem_of(wire.SealKey.make(), tmp_path / "other.pem")
    assert len(read("--since", "2099-01-01", code=1, key=other)) == 1


def test_only_the_outlet_asked_for_is_read(
    city: ServerProcess,
    counter: NewCounter,
    told_key: wire.ReviewKey,
    key_file: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    one = counter(city)
    Visit(one, told_key, AnsweredOnSpot("可以")).rated(Answer(Level.SATISFIED))
    one.sync()
    capsys.readouterr()
    told = ["--database", city.database.url, "--key", str(key_file), "--outlet", "1508009999"]
    assert cli.main(["reviews", "list", *told]) == 0
    assert capsys.readouterr().out == ""


def test_a_second_review_of_one_event_is_no_review(
    city: ServerProcess, counter: NewCounter, told_key: wire.ReviewKey, read: Read
) -> None:
    one = counter(city)
    visit = Visit(one, told_key, AnsweredOnSpot("可以"))
    visit.rated(Answer(Level.DISSATISFIED, withheld=True))
    now, me, op_id = one.clock.now(), one.me, "rev-second"
    second = wire.Review(
        case_id=visit.case_id,
        case_no=visit.case_no,
        occasion="consult",
        number=1,
        item=2,
        by="1508260837",
        at=now,
        answer=Answer(Level.VERY_SATISFIED),
    )
    op_id = f"rev-second-{visit.case_id[-12:]}"
    body = wire.seal_review(second, told_key, op_id, me.outlet_code, me.terminal_no)
    one.save_raw([Op(op_id, wire.REVIEW_KIND, wire.REVIEW_KV, op_id, now.isoformat(), "", body)])
    one.sync()
    assert [found["level"] for found in read()] == [2]


# -- Records for the regional system

NAMES = (
    "projectNo serviceNumber assessNumber pf satisfaction evalDetail writingEvaluation assessTime taskCode "
    "taskHandleItem taskName subMatter proStatus proDepart orgName deptCode areaCode proManager userProp "
    "userName userPageType certKey handleUserName handleUserPageType handleUserPageCode promisetime "
    "promiseDay promiseType acceptDate resultDate proChannel isdefault effective rectification reply"
)


def test_a_record_carries_the_national_names_and_nothing_is_invented(
    city: ServerProcess, counter: NewCounter, told_key: wire.ReviewKey, over: Read, outlet: str
) -> None:
    one = counter(city)
    agent = Agent("代办人", IdKind.ID_CARD, "150826198001011234", "13800003333")
    visit = Visit(
        one, told_key, *TAKEN_ON, applicant=BODY, item=2, sub_item="2.1", assisted=True, agent=agent
    )
    tags = TAGS[Level.DISSATISFIED][:2]
    now = one.clock.now().astimezone(CST)
    visit.rated(Answer(Level.DISSATISFIED, tags=tags, text="要等"), "intake", at=now)
    one.sync()
    (found,) = over()
    assert " ".join(found) == NAMES
    expected = {
        "projectNo": visit.case_no,
        "assessNumber": "1",
        "pf": "5",
        "satisfaction": "2",
        "evalDetail": ",".join(tags),
        "writingEvaluation": "要等",
        "assessTime": f"{now:%Y-%m-%d %H:%M:%S}",
        "taskCode": "2",
        "taskHandleItem": "2.1",
        "proStatus": "2",
        "areaCode": outlet[:6],
        "proManager": "1508260837",
        "userProp": "2",
        "userName": BODY.name,
        "userPageType": "001",
        "certKey": BODY.id_number,
        "handleUserName": "代办人",
        "handleUserPageType": "111",
        "handleUserPageCode": "150826198001011234",
        "resultDate": "",
        "proChannel": "2",
        "isdefault": "0",
        "effective": "1",
    }
    assert {name: found[name] for name in expected} == expected
    assert str(found["acceptDate"])[:10] == f"{now:%Y-%m-%d}"
    assert found["taskName"]
    assert found["subMatter"]


def test_an_unnamed_review_hands_over_no_name(
    city: ServerProcess, counter: NewCounter, told_key: wire.ReviewKey, over: Read
) -> None:
    one = counter(city)
    agent = Agent("代办人", IdKind.ID_CARD, "150826198001011234", "13800003333")
    visit = Visit(one, told_key, AnsweredOnSpot("可以"), applicant=PERSON, assisted=True, agent=agent)
    visit.rated(Answer(Level.DISSATISFIED, withheld=True, anonymous=True))
    one.sync()
    (found,) = over()
    people = [value for name, value in found.items() if name.startswith(("user", "certKey", "handleUser"))]
    assert people == ["1", "", "", "", "", "", ""]
    assert PERSON.name not in json.dumps(found, ensure_ascii=False)


@pytest.mark.parametrize(
    ("facts", "occasion", "status"),
    [
        ((AnsweredOnSpot("可以"),), "consult", "3"),
        (TAKEN_ON, "intake", "2"),
        ((MaterialsTaken(), notice()), "intake", "1"),
        ((*TAKEN_ON, WorkStarted(), ResultReached(True, "ok"), Closed("done")), "result", "3"),
    ],
    ids=["answered", "accepted", "noticed", "closed"],
)
def test_the_state_is_the_one_the_case_was_in_when_it_was_rated(
    city: ServerProcess,
    counter: NewCounter,
    told_key: wire.ReviewKey,
    over: Read,
    facts: tuple[Fact, ...],
    occasion: str,
    status: str,
) -> None:
    one = counter(city)
    Visit(one, told_key, *facts).rated(Answer(Level.SATISFIED), occasion)
    one.sync()
    assert [found["proStatus"] for found in over()] == [status]


def test_what_followed_later_does_not_change_the_state_then(
    city: ServerProcess, counter: NewCounter, told_key: wire.ReviewKey, over: Read
) -> None:
    one = counter(city)
    visit = Visit(one, told_key, *TAKEN_ON)
    visit.rated(Answer(Level.SATISFIED), "intake")
    one.save(visit.case_id, WorkStarted(), ResultReached(True, "ok"), Closed("done"))
    one.sync()
    (found,) = over()
    assert found["proStatus"] == "2"
    assert found["resultDate"]


@pytest.mark.parametrize(
    ("channel", "code"),
    [(Channel.COUNTER, "2"), (Channel.ON_SITE, "2"), (Channel.PHONE, "1"), (Channel.ONLINE, "1")],
)
def test_the_channel_is_on_or_off_line(
    city: ServerProcess,
    counter: NewCounter,
    told_key: wire.ReviewKey,
    over: Read,
    channel: Channel,
    code: str,
) -> None:
    one = counter(city)
    Visit(one, told_key, AnsweredOnSpot("可以"), channel=channel).rated(Answer(Level.SATISFIED))
    one.sync()
    assert [found["proChannel"] for found in over()] == [code]


@pytest.mark.parametrize("kind", list(IdKind))
def test_every_paper_a_number_was_read_from_has_a_code(kind: IdKind) -> None:
    from city_server.hand_over import _PAGE_TYPES

    assert kind in _PAGE_TYPES
    assert bool(_PAGE_TYPES[kind]) is (kind is not IdKind.NONE)


def test_a_review_of_a_service_unknown_here_waits_and_is_counted(
    city: ServerProcess,
    counter: NewCounter,
    told_key: wire.ReviewKey,
    over: Read,
    capsys: pytest.CaptureFixture[str],
) -> None:
    one = counter(city)
    visit = Visit(one, told_key, AnsweredOnSpot("可以"))
    visit.rated(Answer(Level.SATISFIED), "result")
    visit.rated(Answer(Level.SATISFIED))
    one.sync()
    capsys.readouterr()
    assert [found["proStatus"] for found in over()] == ["3"]
    told = capsys.readouterr()
    assert told.out == "records: 1\n"
    assert told.err.startswith("1 reviews are of services the city has not heard of yet")


@pytest.mark.parametrize(
    "answer",
    [Answer(Level.DISSATISFIED, withheld=True), Answer(Level.VERY_DISSATISFIED, ending=Ending.TIMED_OUT)],
)
def test_a_bad_review_without_a_reason_is_handed_over_as_it_is_and_told(
    city: ServerProcess,
    counter: NewCounter,
    told_key: wire.ReviewKey,
    over: Read,
    answer: Answer,
    capsys: pytest.CaptureFixture[str],
) -> None:
    one = counter(city)
    Visit(one, told_key, AnsweredOnSpot("可以")).rated(answer)
    one.sync()
    (found,) = over()
    assert (found["evalDetail"], found["writingEvaluation"]) == ("", "")
    assert "1 bad reviews state no reason" in capsys.readouterr().err


def test_the_file_is_its_owners_and_never_written_over(
    city: ServerProcess,
    counter: NewCounter,
    told_key: wire.ReviewKey,
    over: Read,
    key_file: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    one = counter(city)
    Visit(one, told_key, AnsweredOnSpot("可以")).rated(Answer(Level.SATISFIED))
    one.sync()
    over()
    out = tmp_path / "records.jsonl"
    assert stat.S_IMODE(os.stat(out).st_mode) == 0o600
    before = out.read_bytes()
    told = ["--database", city.database.url, "--key", str(key_file), "--out", str(out)]
    assert cli.main(["reviews", "hand-over", *told, "--resources", str(RESOURCES)]) == 1
    assert "is there already" in capsys.readouterr().err
    assert out.read_bytes() == before


def test_the_mark_is_no_name(told_key: wire.ReviewKey) -> None:
    """Whoever lacks the city's secret cannot tell the case behind a mark."""
    ours = wire.review_mark(bytes.fromhex(told_key.mark), "case-1", "consult")
    assert ours != wire.review_mark(MARK, "case-1", "consult")


# -- 追评: a later word of the same reviewer

LATER = Answer(Level.DISSATISFIED, TAGS[Level.DISSATISFIED][:1], "后来才说缺材料")


def both(one: object, told_key: wire.ReviewKey, *, first: bool = True, days: int = 2) -> Visit:
    """A visit rated good and, some days later, bad."""
    visit = Visit(one, told_key, AnsweredOnSpot("可以"))  # type: ignore[arg-type]
    now = visit.one.clock.now()
    if first:
        visit.rated(Answer(Level.VERY_SATISFIED), at=now)
    visit.rated(LATER, "consult/again", at=now + timedelta(days=days))
    visit.one.sync()
    return visit


def test_both_words_are_kept_and_read_under_the_same_event(
    city: ServerProcess, counter: NewCounter, told_key: wire.ReviewKey, read: Read
) -> None:
    both(counter(city), told_key)
    assert [(found["occasion"], found["again"], found["level"]) for found in read()] == [
        ("consult", False, 5),
        ("consult", True, 2),
    ]


def test_a_later_bad_word_waits_for_a_task_like_any_other(
    city: ServerProcess, counter: NewCounter, told_key: wire.ReviewKey, read: Read
) -> None:
    both(counter(city), told_key)
    assert [found["again"] for found in read("--bad")] == [True]


def test_a_second_later_word_is_no_review(
    city: ServerProcess, counter: NewCounter, told_key: wire.ReviewKey, read: Read
) -> None:
    one = counter(city)
    visit = both(one, told_key)
    other = wire.Review(
        case_id=visit.case_id,
        case_no=visit.case_no,
        occasion="consult/again",
        number=1,
        item=2,
        by="1508260837",
        at=one.clock.now(),
        answer=Answer(Level.VERY_SATISFIED),
    )
    op_id = f"rev-third-{visit.case_id[-12:]}"
    body = wire.seal_review(other, told_key, op_id, one.me.outlet_code, one.me.terminal_no)
    at = one.clock.now().isoformat()
    one.save_raw([Op(op_id, wire.REVIEW_KIND, wire.REVIEW_KV, op_id, at, "", body)])
    one.sync()
    assert [found["level"] for found in read()] == [5, 2]


def test_the_record_keeps_the_first_word_and_the_later_one_beside_it(
    city: ServerProcess, counter: NewCounter, told_key: wire.ReviewKey, over: Read
) -> None:
    one = counter(city)
    now = one.clock.now().astimezone(CST)
    one.clock = FixedClock(now)  # type: ignore[assignment]
    both(one, told_key)
    (found,) = over()
    assert " ".join(found) == (
        f"{NAMES} appendSatisfaction appendEvalDetail appendWritingEvaluation appendAssessTime"
    )
    assert (found["satisfaction"], found["appendSatisfaction"]) == ("5", "2")
    assert (found["evalDetail"], found["appendEvalDetail"]) == ("", LATER.tags[0])
    assert found["appendWritingEvaluation"] == "后来才说缺材料"
    assert found["appendAssessTime"] == f"{now + timedelta(days=2):%Y-%m-%d %H:%M:%S}"


def test_either_word_brings_the_event_into_the_days_asked_for(
    city: ServerProcess, counter: NewCounter, told_key: wire.ReviewKey, over: Read
) -> None:
    one = counter(city)
    first = one.clock.now().astimezone(CST).date()
    both(one, told_key, days=40)
    later = first + timedelta(days=40)
    for day, count in ((first, 1), (later, 1), (first + timedelta(days=20), 0)):
        assert len(over("--since", day.isoformat(), "--until", day.isoformat())) == count


def test_a_later_word_that_came_first_waits_for_the_first_one(
    city: ServerProcess,
    counter: NewCounter,
    told_key: wire.ReviewKey,
    over: Read,
    capsys: pytest.CaptureFixture[str],
) -> None:
    one = counter(city)
    visit = both(one, told_key, first=False)
    assert over() == []
    assert "1 later words came before the first ones" in capsys.readouterr().err
    visit.rated(Answer(Level.SATISFIED), at=one.clock.now())
    one.sync()
    assert [(found["satisfaction"], found["appendSatisfaction"]) for found in over()] == [("4", "2")]


# -- What should be looked at


@pytest.fixture
def alerts(city: ServerProcess, key_file: Path, outlet: str, capsys: pytest.CaptureFixture[str]) -> Read:
    """What `alerts` prints of this test's outlet."""

    def listed(*words: str, code: int = 0) -> list[dict[str, object]]:
        capsys.readouterr()
        told = ["--database", city.database.url, "--key", str(key_file), "--outlet", outlet]
        assert cli.main(["reviews", "alerts", *told, "--resources", str(RESOURCES), *words]) == code
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return listed


MORNING = datetime(2026, 11, 20, 9, 0, tzinfo=CST)


def rated_at(
    one: object, told_key: wire.ReviewKey, *moments: datetime, level: Level = Level.SATISFIED
) -> None:
    for at in moments:
        Visit(one, told_key, AnsweredOnSpot("可以")).rated(Answer(level), at=at)  # type: ignore[arg-type]
    one.sync()  # type: ignore[attr-defined]


def test_reviews_seconds_apart_are_listed_with_terminal_and_staff(
    city: ServerProcess, counter: NewCounter, told_key: wire.ReviewKey, alerts: Read, outlet: str
) -> None:
    one = counter(city)
    rated_at(one, told_key, *(MORNING + timedelta(seconds=4 * at) for at in range(3)))
    assert alerts() == [
        {
            "pattern": "hurried",
            "outlet": outlet,
            "terminal": one.me.terminal_no,
            "count": 3,
            "first": MORNING.isoformat(),
            "last": (MORNING + timedelta(seconds=8)).isoformat(),
            "by": ["1508260837"],
        }
    ]


def test_all_alike_and_all_best_is_seen_at_the_city_which_reads_the_tags(
    city: ServerProcess, counter: NewCounter, told_key: wire.ReviewKey, alerts: Read
) -> None:
    one = counter(city)
    moments = [MORNING + timedelta(minutes=5 * at) for at in range(20)]
    rated_at(one, told_key, *moments, level=Level.VERY_SATISFIED)
    assert [(found["pattern"], found["count"]) for found in alerts()] == [("uniform", 20)]


def test_an_evening_is_listed_and_an_ordinary_day_is_not(
    city: ServerProcess, counter: NewCounter, told_key: wire.ReviewKey, alerts: Read
) -> None:
    one = counter(city)
    evening = MORNING.replace(hour=21)
    rated_at(one, told_key, MORNING, MORNING + timedelta(hours=1), evening)
    assert [(found["pattern"], found["first"]) for found in alerts()] == [("odd_hours", evening.isoformat())]
    assert alerts("--until", "2026-11-19") == []


def test_what_does_not_open_is_told_and_not_judged(
    city: ServerProcess, counter: NewCounter, told_key: wire.ReviewKey, alerts: Read
) -> None:
    one = counter(city)
    stranger = wire.ReviewKey(public=wire.SealKey.make().public.hex(), mark=told_key.mark)
    rated_at(one, stranger, MORNING, MORNING + timedelta(seconds=1))
    assert alerts(code=1) == []
