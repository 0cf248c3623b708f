"""Which pages there are, in the order of Ctrl+1 … Ctrl+9, and which are made before their first visit."""

from collections.abc import Callable, Mapping
from functools import partial

from outlet_app.ui.keymap import PageKey
from outlet_app.ui.shell import Made

PAGES = (
    PageKey.WORKBENCH,
    PageKey.INTAKE,
    PageKey.CASES,
    PageKey.NOTICE,
    PageKey.CORRECTIONS,
    PageKey.ASSISTANCE,
    PageKey.PACKAGES,
    PageKey.REVIEWS,
    PageKey.REPORTS,
    PageKey.SYNC,
    PageKey.CATALOGUE,
    PageKey.SETTINGS,
    PageKey.POLICIES,
)
# Ready before the window opens, and what is made while nobody waits; the rest comes with its first visit.
FIRST = (PageKey.WORKBENCH, PageKey.INTAKE)
AHEAD = (PageKey.CASES, PageKey.NOTICE, PageKey.REPORTS)
MakePage = Callable[[PageKey], Made]


def page_makers(make: MakePage) -> Mapping[PageKey, Callable[[], Made]]:
    """A maker for every page of this version."""
    return {key: partial(make, key) for key in PAGES}
