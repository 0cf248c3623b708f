"""Why a key slot does not open."""

from datetime import datetime


class WrongPassword(Exception):  # noqa: N818 - the name says what happened
    """The password does not open this person's slot."""

    code = "password.wrong"

    def __init__(self, tries_left: int) -> None:
        super().__init__(f"{tries_left} tries left")
        self.tries_left = tries_left


class LockedOut(Exception):  # noqa: N818 - the name says what happened
    """Too many wrong passwords; the slot opens again at `until`."""

    code = "password.locked_out"

    def __init__(self, until: datetime) -> None:
        super().__init__(until.isoformat())
        self.until = until


class SlotShut(Exception):  # noqa: N818 - the name says what happened
    """The person has left: the slot is kept and opens for nobody."""

    code = "password.shut"


class FirstWordUsed(Exception):  # noqa: N818 - the name says what happened
    """The first 口令 is right, and good for one thing only: to set an own one (`trade`)."""

    code = "password.first"


class UnknownPerson(Exception):  # noqa: N818 - the name says what happened
    """Nobody with this 工号 has a slot on this machine."""

    code = "password.unknown_person"


class SlotsDamaged(Exception):  # noqa: N818 - the name says what happened
    """The slot file and its previous version cannot be read."""

    code = "password.slots_damaged"
