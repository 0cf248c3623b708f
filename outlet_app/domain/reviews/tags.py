"""The national tag codes in use, by level; the disabled first version is not among them (domain.md §7.2)."""

from collections.abc import Mapping

from outlet_app.domain.reviews.levels import Level

# The first three of each level are the national base tags, the others its extensions.
TAGS: Mapping[Level, tuple[str, ...]] = {
    Level.VERY_SATISFIED: ("510", "511", "512", "513", "514", "515", "516", "517"),
    Level.SATISFIED: ("406", "407", "408", "409", "410", "411", "412", "413"),
    Level.BASICALLY_SATISFIED: ("307", "308", "309", "310", "311", "312", "313", "314"),
    Level.DISSATISFIED: ("207", "208", "209", "210", "211", "212", "213", "214"),
    Level.VERY_DISSATISFIED: ("108", "109", "110", "111", "112", "113", "114", "115"),
}
MOST_TAGS = 8


def belongs(tag: str, level: Level) -> bool:
    """Tell whether a tag may be given with this level."""
    return tag in TAGS[level]
