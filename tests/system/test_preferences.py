"""A clerk finds the size and colours they chose; a lost file costs nothing more."""

from pathlib import Path

from outlet_app.system.preferences import Display, Preferences


def test_each_clerk_has_their_own_choice(tmp_path: Path) -> None:
    Preferences(tmp_path / "p.json").keep("1508269001", Display("dark", 1.5))
    Preferences(tmp_path / "p.json").keep("1508269002", Display("light", 1.0))
    again = Preferences(tmp_path / "p.json")
    assert again.of("1508269001") == Display("dark", 1.5)
    assert again.of("1508269002") == Display("light", 1.0)
    assert again.of("1508269003") is None


def test_a_torn_file_is_a_first_start(tmp_path: Path) -> None:
    (tmp_path / "p.json").write_text('{"150826', encoding="utf-8")
    kept = Preferences(tmp_path / "p.json")
    assert kept.of("") is None
    kept.keep("", Display("high_contrast", 1.25))
    assert Preferences(tmp_path / "p.json").of("") == Display("high_contrast", 1.25)


def test_the_same_choice_is_not_written_again(tmp_path: Path) -> None:
    kept = Preferences(tmp_path / "p.json")
    kept.keep("", Display("dark", 1.0))
    (tmp_path / "p.json").chmod(0o400)
    before = (tmp_path / "p.json").stat().st_mtime_ns
    kept.keep("", Display("dark", 1.0))
    assert (tmp_path / "p.json").stat().st_mtime_ns == before
