"""Opens the key slot of a person; nothing heavy is loaded before the password is right."""

from outlet_app.system.keystore import KeyStore


class SignIn:
    """Works offline; no password leaves the machine (decisions.md 23, 25)."""

    def __init__(self, keystore: KeyStore) -> None:
        self._keystore = keystore

    def has_anyone(self) -> bool:
        """Whether this machine has been set up."""
        return not self._keystore.is_new()

    def people(self) -> tuple[str, ...]:
        """Everybody who can sign in here."""
        return self._keystore.people()

    def remembered(self) -> tuple[str, ...]:
        """The last five staff numbers that signed in here."""
        return self._keystore.remembered()

    def unlock(self, staff_no: str, password: str) -> bytes:
        """The database key; WrongPassword, LockedOut or UnknownPerson."""
        return self._keystore.unlock(staff_no, password)

    def check(self, staff_no: str, password: str) -> None:
        """The same test for a locked screen; raises as `unlock` does."""
        self._keystore.unlock(staff_no, password)

    def trade(self, staff_no: str, word: str, password: str) -> None:
        """Set an own 口令 with the first one; raises as `unlock` does."""
        self._keystore.trade(staff_no, word, password)
