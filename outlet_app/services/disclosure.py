"""Writes down who looked at a masked number, of which case and why."""

import logging

log = logging.getLogger(__name__)


class Disclosure:
    """The local record of looks; the number itself is never written."""

    def note(self, staff_no: str, case_id: str, what: str, reason: str) -> None:
        """One look, by one person, for one reason from the list."""
        log.info("revealed %s of case %s to %s because %s", what, case_id, staff_no[-4:], reason)
