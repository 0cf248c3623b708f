"""`city-server policies`: a key apart, its heirs, and files that are signed only when they are sound."""

import json
import os
import stat
from pathlib import Path

import pytest

from city_server import cli
from city_server.packs import read_packs
from city_server.review_keys import KeyFileError, make_key_file
from city_server.signing_keys import (
    NotEndorsed,
    keys_told,
    make_signing_key,
    read_signing_key,
    register_signing_key,
)
from city_server.store import Store
from outlet_app.domain.policies.policy import read_policies
from outlet_app.domain.policies.register import read_register
from outlet_app.sync.wire import newest_trusted, open_pack, public_of, sign_key_id
from tests.support.policies import PLEDGE_POLICY, plain_register, plain_release
from tests.support.policies_sent import PRIVATE
from tests.support.server import CityDatabase


@pytest.fixture
def key(tmp_path: Path) -> Path:
    make_signing_key(tmp_path / "policy.pem")
    return tmp_path / "policy.pem"


def written(tmp_path: Path, plain: object, name: str = "told.json") -> Path:
    file = tmp_path / name
    file.write_text(json.dumps(plain, ensure_ascii=False), encoding="utf-8")
    return file


def sign(key: Path, kind: str, ref: str, file: Path, resources: Path) -> int:
    told = ["policies", "sign", "--key", str(key), "--kind", kind, "--ref", ref]
    return cli.main([*told, "--file", str(file), "--resources", str(resources)])


def tell(database: CityDatabase, key: Path, *more: str) -> int:
    return cli.main(["policies", "key", "--database", database.url, "--key", str(key), *more])


def told_keys(database: CityDatabase) -> list[str]:
    store = Store(database.url)
    with store.read() as conn:
        told = [one.public for one in keys_told(conn)]
    store.close()
    return told


def test_a_key_file_belongs_to_its_owner_alone_and_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "policy.pem"
    private = make_signing_key(path)
    assert read_signing_key(path) == private
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
    with pytest.raises(FileExistsError):
        make_signing_key(path)
    assert read_signing_key(path) == private


@pytest.mark.parametrize(
    "content", [b"", b"no key", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"]
)
def test_what_is_no_key_is_said_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "policy.pem"
    path.write_bytes(content)
    with pytest.raises(KeyFileError):
        read_signing_key(path)


def test_a_key_for_sealing_signs_nothing(tmp_path: Path) -> None:
    make_key_file(tmp_path / "reviews.pem")
    with pytest.raises(KeyFileError, match="another kind"):
        read_signing_key(tmp_path / "reviews.pem")


def test_the_first_key_is_told_and_told_once(
    database: CityDatabase, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "policy.pem"
    assert tell(database, path) == 0
    said = capsys.readouterr().out.strip()
    assert said == sign_key_id(public_of(read_signing_key(path)))
    assert tell(database, path) == 0
    assert capsys.readouterr().out.strip() == said
    assert told_keys(database) == [public_of(read_signing_key(path)).hex()]


def test_a_further_key_needs_the_word_of_the_one_in_force(
    database: CityDatabase, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second, third = (tmp_path / f"{name}.pem" for name in ("one", "two", "three"))
    assert tell(database, first) == 0
    assert tell(database, second) == 1
    assert "--former" in capsys.readouterr().err
    assert tell(database, second, "--former", str(first)) == 0
    assert tell(database, third, "--former", str(first)) == 1
    assert tell(database, third, "--former", str(second)) == 0
    publics = [public_of(read_signing_key(path)).hex() for path in (first, second, third)]
    assert told_keys(database) == publics
    store = Store(database.url)
    with store.read() as conn:
        assert newest_trusted(publics[0], keys_told(conn)) == publics[2]
    store.close()


def test_the_word_of_a_stranger_is_none(database: CityDatabase, key: Path) -> None:
    store = Store(database.url)
    store.create()
    store.settle(lambda conn: register_signing_key(conn, read_signing_key(key)))
    with pytest.raises(NotEndorsed):
        store.settle(lambda conn: register_signing_key(conn, PRIVATE, bytes(range(9, 41))))
    store.close()


def test_a_sound_file_is_signed_and_offered(
    tmp_path: Path, key: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    resources = tmp_path / "resources"
    resources.mkdir()
    assert sign(key, "policies", "2026-2", written(tmp_path, plain_release()), resources) == 0
    assert sign(key, "register", "2026-11-18", written(tmp_path, plain_register()), resources) == 0
    assert str(resources / "policies" / "2026-2.json") in capsys.readouterr().out
    public, packs = public_of(read_signing_key(key)), read_packs(resources)
    release = open_pack(public, "policies", "2026-2", packs.body("policies", "2026-2"))
    register = open_pack(public, "register", "2026-11-18", packs.body("register", "2026-11-18"))
    assert len(read_policies(json.loads(release)).policies) == 3
    assert len(read_register(json.loads(register)).enterprises) == 2


BROKEN = {
    "no json": ("policies", "{"),
    "no release": ("policies", "[]"),
    "no register": ("register", "{}"),
    "an unknown datum": (
        "register",
        json.dumps(plain_register({"code": "1", "name": "葵", "data": {"shoe_size": {}}})),
    ),
    "a policy without basis": ("policies", json.dumps(plain_release(PLEDGE_POLICY | {"basis": ""}))),
    "a release under the other kind": ("register", json.dumps(plain_release())),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_no_counter_could_read_is_not_signed(
    tmp_path: Path, key: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    kind, text = BROKEN[name]
    (tmp_path / "told.json").write_text(text)
    assert sign(key, kind, "2026-2", tmp_path / "told.json", tmp_path) == 1
    assert "was not signed" in capsys.readouterr().err
    assert not (tmp_path / kind / "2026-2.json").exists()


def test_a_file_that_is_not_there_is_not_signed(
    tmp_path: Path, key: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sign(key, "policies", "2026-2", tmp_path / "nowhere.json", tmp_path) == 1
    assert "was not signed" in capsys.readouterr().err


def test_what_was_handed_down_under_a_name_stays(
    tmp_path: Path, key: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path, plain_release())
    assert sign(key, "policies", "2026-2", file, tmp_path) == 0
    before = (tmp_path / "policies" / "2026-2.json").read_bytes()
    assert sign(key, "policies", "2026-2", written(tmp_path, plain_release(PLEDGE_POLICY)), tmp_path) == 1
    assert "there already" in capsys.readouterr().err
    assert (tmp_path / "policies" / "2026-2.json").read_bytes() == before


@pytest.mark.parametrize("ref", ["", "../x", "a/b", "年", "a b", "a.json"])
def test_a_name_that_is_a_path_is_refused(tmp_path: Path, key: Path, ref: str) -> None:
    with pytest.raises(SystemExit):
        sign(key, "policies", ref, written(tmp_path, plain_release()), tmp_path)
