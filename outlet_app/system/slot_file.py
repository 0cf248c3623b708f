"""Replaces the slot file in one step and keeps its last version: without it nobody opens the store."""

import os
from pathlib import Path


def previous(path: Path) -> Path:
    """Where the version before this one lies."""
    return path.with_name(path.name + ".previous")


def write_safely(path: Path, content: bytes) -> None:
    """Replace a file in one step and keep its last version: without the slots nobody opens the store."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(path.name + ".new")
    file = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(file, "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    if path.exists():
        os.replace(path, previous(path))
    os.replace(fresh, path)
