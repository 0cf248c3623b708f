"""A machine the city no longer knows, set back to before it was enrolled, is taken on with a new code."""

from outlet_app.domain.people import Person, Right
from outlet_app.domain.problems import Refusal, Refused
from outlet_app.models.engine import Database
from outlet_app.models.instance import Instance
from outlet_app.services.ports import Clock
from outlet_app.services.troubles import Trouble
from outlet_app.sync.client import CityClient, enroll
from outlet_app.sync.forking import KNOWN, ClientOf, Forking
from outlet_app.sync.line import Line
from outlet_app.sync.outbound import CasesChanged
from outlet_app.sync.outcomes import CaptivePortal, Denial, Offline
from outlet_app.sync.standing import mode_said
from outlet_app.sync.trust import AUTHORITY
from outlet_app.sync.wire import Code, DeviceKey, Enrolled, split_code

_OF_CODE = (Code.CODE_UNKNOWN, Code.CODE_USED, Code.CODE_EXPIRED)


class EnrollingAgain:
    """Blocking, in the courier lane; nothing is lost whatever becomes of it, and it may be tried again."""

    def __init__(
        self,
        database: Database,
        client_of: ClientOf,
        on_cases_changed: CasesChanged,
        clock: Clock,
        me: Person,
    ) -> None:
        self._database = database
        self._client_of = client_of
        self._forking = Forking(database, on_cases_changed)
        self._clock = clock
        self._me = me

    @property
    def is_mine(self) -> bool:
        """Whether the person signed in may do it."""
        return self._me.may(Right.ADD_COLLEAGUE)

    def enrol(self, code: str) -> str:
        """Be taken on again; the terminal number from now on.

        Refused(right.missing) but for a 窗口负责人. Trouble: server.offline and its like,
        server.code_unknown, server.code_elsewhere, server.knows_us, server.refused.
        """
        if not self.is_mine:
            raise Refused(Refusal("right.missing"))
        with self._database.reading() as uow:
            me, authority = uow.instance.required(), uow.meta.get(AUTHORITY) or ""
            mode = mode_said(uow)
        # What stands behind the plus names the authority, which is kept since the first enrolment.
        letters, url = split_code(code)[0], me.server_url

        def ask(key: DeviceKey, name: str, terminals: tuple[str, ...], wish: str) -> Enrolled:
            line, here = Line(url, authority=authority), me.outlet_code
            told = {"outlet": here, "wish": wish, "mode": mode}
            return enroll(url, letters, key, name, line, terminals=terminals, **told)

        opened: list[CityClient] = []

        def client_of(name: Instance) -> CityClient:
            opened.append(self._client_of(name))
            return opened[-1]

        try:
            return self._forking.enrol_again(client_of, ask, self._clock.now()).terminal_no
        except CaptivePortal as portal:
            raise Trouble("server.captive") from portal
        except Offline as away:
            raise Trouble(away.code) from away
        except Denial as denial:
            raise _told(denial) from denial
        finally:
            for client in opened:
                client.close()


def _told(denial: Denial) -> Trouble:
    if denial.code == KNOWN:
        return Trouble("server.knows_us")
    if denial.code == Code.OUTLET:
        return Trouble("server.code_elsewhere")
    code = "server.code_unknown" if denial.code in _OF_CODE else "server.refused"
    return Trouble(code, {"code": denial.code})
