"""The environment of a machine belongs to no commit: neither its folder nor a link to one."""

from subprocess import run

from tests.architecture.house import HOME


def test_no_environment_is_kept_in_the_repository() -> None:
    told = run(["git", "ls-files", ".venv", "venv"], cwd=HOME, capture_output=True, text=True, check=False)
    assert told.stdout == ""


def test_a_link_to_an_environment_is_passed_over_too() -> None:
    """With a slash behind it the rule means folders alone, and a link slips in."""
    assert ".venv" in (HOME / ".gitignore").read_text(encoding="utf-8").splitlines()
