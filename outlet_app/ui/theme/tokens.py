"""The three colour tables: the only home of hex colours."""

from dataclasses import dataclass, fields
from enum import StrEnum


class Scheme(StrEnum):
    """What a clerk may choose; SYSTEM follows the desktop's light or dark."""

    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high_contrast"
    SYSTEM = "system"


class Tone(StrEnum):
    """Whether somebody must act; each tone has an ink, a soft ground and a border."""

    OK = "ok"
    WARN = "warn"
    BAD = "bad"
    INFO = "info"
    MUTE = "mute"


@dataclass(frozen=True, slots=True)
class Tokens:
    """One colour table of UI.md 2.1; every value is a hex colour."""

    canvas: str
    surface: str
    subtle: str
    sunken: str
    nav: str
    hover: str
    line: str
    line2: str
    control: str
    text: str
    text2: str
    text3: str
    disabled: str
    accent: str
    on_accent: str
    accent_hover: str
    accent_press: str
    accent_text: str
    accent_soft: str
    accent_line: str
    ok: str
    ok_soft: str
    ok_line: str
    warn: str
    warn_soft: str
    warn_line: str
    bad: str
    bad_soft: str
    bad_line: str
    info: str
    info_soft: str
    info_line: str
    mute: str
    mute_soft: str
    mute_line: str
    focus: str
    border: int = 1


LIGHT = Tokens(
    canvas="#F3F5F8", surface="#FFFFFF", subtle="#F7F9FB", sunken="#E8ECF1", nav="#EAEEF3", hover="#F1F4F8",
    line="#DBE0E7", line2="#C3CBD5", control="#7B8695",
    text="#17202C", text2="#434F5E", text3="#596575", disabled="#8B95A2",
    accent="#1B4F8C", on_accent="#FFFFFF", accent_hover="#154073", accent_press="#0F315B",
    accent_text="#1B4F8C", accent_soft="#E6EEF7", accent_line="#9DB9DB",
    ok="#1A673A", ok_soft="#E4F2E9", ok_line="#A3CDB4",
    warn="#7F4B00", warn_soft="#FCF0DA", warn_line="#E0BD82",
    bad="#AD221B", bad_soft="#FBE9E7", bad_line="#E8AFAA",
    info="#1B4F8C", info_soft="#E6EEF7", info_line="#9DB9DB",
    mute="#434F5E", mute_soft="#E8ECF1", mute_line="#C3CBD5",
    focus="#1B4F8C",
)  # fmt: skip

DARK = Tokens(
    canvas="#12161B", surface="#1A2027", subtle="#1F262F", sunken="#2A323D", nav="#161B21", hover="#242C36",
    line="#303945", line2="#465160", control="#7E8A9A",
    text="#E8ECF1", text2="#BCC5D0", text3="#9CA7B5", disabled="#6C7786",
    accent="#8DB9F0", on_accent="#0C1A2B", accent_hover="#A6C9F5", accent_press="#BCD7F8",
    accent_text="#9CC3F3", accent_soft="#1F3149", accent_line="#3F618C",
    ok="#84CF9F", ok_soft="#17301F", ok_line="#2F5F40",
    warn="#EABB6C", warn_soft="#33270F", warn_line="#6A5221",
    bad="#F49C94", bad_soft="#3C1F1C", bad_line="#7A3B35",
    info="#9CC3F3", info_soft="#1F3149", info_line="#3F618C",
    mute="#BCC5D0", mute_soft="#2A323D", mute_line="#465160",
    focus="#8DB9F0",
)  # fmt: skip

HIGH_CONTRAST = Tokens(
    canvas="#000000", surface="#000000", subtle="#000000", sunken="#1F1F1F", nav="#000000", hover="#1F1F1F",
    line="#9A9A9A", line2="#FFFFFF", control="#FFFFFF",
    text="#FFFFFF", text2="#FFFFFF", text3="#FFFFFF", disabled="#B0B0B0",
    accent="#5CD3FF", on_accent="#000000", accent_hover="#9AE4FF", accent_press="#C6F0FF",
    accent_text="#5CD3FF", accent_soft="#002B3A", accent_line="#3A8FB0",
    ok="#7DF29A", ok_soft="#000000", ok_line="#7DF29A",
    warn="#FFC857", warn_soft="#000000", warn_line="#FFC857",
    bad="#FF9D94", bad_soft="#000000", bad_line="#FF9D94",
    info="#5CD3FF", info_soft="#000000", info_line="#5CD3FF",
    mute="#FFFFFF", mute_soft="#000000", mute_line="#FFFFFF",
    focus="#FFE14D", border=2,
)  # fmt: skip

TABLES = {Scheme.LIGHT: LIGHT, Scheme.DARK: DARK, Scheme.HIGH_CONTRAST: HIGH_CONTRAST}
COLOUR_NAMES = frozenset(field.name for field in fields(Tokens)) - {"border"}


def contrast(one: str, other: str) -> float:
    """The WCAG contrast ratio of two hex colours, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
