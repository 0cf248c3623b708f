"""Everything that is decided outside the program, read once."""

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

INPUT_METHOD = "QT_IM_MODULE"
THEMES = ("light", "dark", "high_contrast", "system")


@dataclass(frozen=True, slots=True)
class Settings:
    """What the start was told; `data` None means this user's own folder, `rest` is left for Qt."""

    data: Path | None = None
    trial: bool = False
    server_url: str = ""
    theme: str = THEMES[0]
    input_method: str = ""
    rest: tuple[str, ...] = ()


def read_settings(
    arguments: Sequence[str] | None = None, environment: Mapping[str, str] | None = None
) -> Settings:
    """Arguments win over OUTLET_DATA, OUTLET_TRIAL, OUTLET_SERVER and OUTLET_THEME."""
    told = os.environ if environment is None else environment
    parser = argparse.ArgumentParser("outlet-counter", description="Counter client of the IP public service")
    parser.add_argument("--data", type=Path, default=_path(told.get("OUTLET_DATA", "")), help="data folder")
    parser.add_argument("--trial", action="store_true", default=told.get("OUTLET_TRIAL", "") == "1")
    parser.add_argument("--server", default=told.get("OUTLET_SERVER", ""), help="address of the city server")
    parser.add_argument("--theme", choices=THEMES, default=_theme(told.get("OUTLET_THEME", "")))
    found, rest = parser.parse_known_args(sys.argv[1:] if arguments is None else arguments)
    return Settings(
        data=found.data,
        trial=found.trial,
        server_url=found.server.rstrip("/"),
        theme=found.theme,
        input_method=told.get(INPUT_METHOD, ""),
        rest=tuple(rest),
    )


def set_input_method(module: str) -> None:
    """Tell Qt which input method to speak to; only before the application is made."""
    os.environ[INPUT_METHOD] = module


def _path(text: str) -> Path | None:
    return Path(text) if text else None


def _theme(text: str) -> str:
    return text if text in THEMES else THEMES[0]
