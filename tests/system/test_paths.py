"""Where things lie: every room apart, trials never in the real folder."""

from pathlib import Path

import pytest

from outlet_app.system.paths import (
    DataFolder,
    ForeignFolder,
    ResourcesMissing,
    WrongFolder,
    default_folder,
    resource_folder,
)


def test_the_witness_and_the_keys_lie_outside_the_databases_room(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    room = folder.database.parent
    for elsewhere in (folder.witness, folder.slots, folder.backups, folder.lock, folder.logs):
        assert room not in elsewhere.parents
        assert tmp_path in elsewhere.parents


def test_the_rooms_are_made_for_this_user_alone(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "new")
    folder.prepare(trial=True)
    folder.prepare(trial=True)
    for room in (folder.database.parent, folder.witness.parent, folder.slots.parent, folder.backups):
        assert room.is_dir()
        assert room.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("first", [True, False])
def test_a_trial_never_uses_a_real_folder_nor_the_other_way_round(tmp_path: Path, first: bool) -> None:
    DataFolder(tmp_path).prepare(trial=first)
    with pytest.raises(WrongFolder):
        DataFolder(tmp_path).prepare(trial=not first)


def test_the_two_default_folders_are_not_inside_one_another() -> None:
    trial, real = default_folder(trial=True).root, default_folder(trial=False).root
    assert trial != real
    assert real not in trial.parents
    assert trial not in real.parents


def test_in_a_clone_the_resources_stand_beside_the_package() -> None:
    assert resource_folder() == Path(__file__).parents[2] / "resources"


def test_the_first_place_that_exists_is_taken(tmp_path: Path) -> None:
    (tmp_path / "second").mkdir()
    assert resource_folder([tmp_path / "first", tmp_path / "second"]) == tmp_path / "second"


def test_a_program_without_resources_says_so(tmp_path: Path) -> None:
    with pytest.raises(ResourcesMissing):
        resource_folder([tmp_path / "nowhere"])


@pytest.mark.parametrize("refused", ["mkdir", "chmod"])
def test_row_26_a_folder_of_another_user_is_told_apart_and_left_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: str
) -> None:
    folder = DataFolder(tmp_path / "counter")
    if refused == "chmod":
        folder.prepare(trial=True)
    before = sorted(tmp_path.rglob("*"))

    def foreign(*_: object, **__: object) -> None:
        raise PermissionError(1, "not the owner")

    monkeypatch.setattr(Path, refused, foreign)
    with pytest.raises(ForeignFolder) as told:
        folder.prepare(trial=True)
    assert told.value.code == "folder.of_another"
    assert isinstance(told.value, WrongFolder), (
        "the start refuses it as it refuses a folder of the other kind"
    )
    assert sorted(tmp_path.rglob("*")) == before
