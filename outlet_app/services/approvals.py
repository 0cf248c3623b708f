"""A second pair of eyes at the desk: a 窗口负责人 types the own 口令 into the clerk's dialog."""

from outlet_app.domain.people import Person, Right
from outlet_app.domain.problems import Refusal, Refused
from outlet_app.models.engine import Database
from outlet_app.system.keystore import KeyStore


class Approvals:
    """Works offline; a wrong 口令 counts like one at sign-in (decisions.md 25)."""

    def __init__(self, database: Database, keystore: KeyStore, me: Person) -> None:
        self._database = database
        self._keystore = keystore
        self._me = me

    def approvers(self) -> tuple[Person, ...]:
        """Who can approve here: the other 窗口负责人 of this machine, oneself only where there is none."""
        slots = set(self._keystore.people())
        with self._database.reading() as uow:
            able = [one for one in uow.people.all() if one.may(Right.APPROVE) and one.staff_no in slots]
        others = tuple(one for one in able if one.staff_no != self._me.staff_no)
        return others or tuple(able)

    def approve(self, staff_no: str, password: str) -> str:
        """The 工号 of who approved; WrongPassword, LockedOut, or Refused(right.missing)."""
        if staff_no not in {one.staff_no for one in self.approvers()}:
            raise Refused(Refusal("right.missing"))
        self._keystore.prove(staff_no, password)
        return staff_no
