"""Opens 帮助与快捷键 over whatever is shown: the keys that work in this window, from the one table."""

from collections.abc import Sequence

from outlet_app.ui.keymap import KEYS, PAGE_KEYS, Keymap
from outlet_app.wording import keys as key_words
from outlet_app.wording.shell import PAGES

Group = tuple[str, tuple[tuple[str, str], ...]]


def key_groups(keymap: Keymap) -> Sequence[Group]:
    """Groups of (keys, what they do): what is bound, then what every field and list knows."""
    bound = tuple(
        (key_words.key_word(KEYS[command][0]), key_words.COMMANDS[command]) for command in keymap.commands
    )
    pages = tuple((PAGE_KEYS[page], PAGES[page]) for page in keymap.pages)
    fixed = tuple(key_words.FIXED.items())
    return ((key_words.GROUP_EVERYWHERE, bound), (key_words.GROUP_PAGES, pages), *fixed)
