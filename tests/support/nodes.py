"""Two server processes on one PostgreSQL and one folder of attachments, asked in turn."""

import socket
from contextlib import suppress
from itertools import cycle

from tests.support.faults import Proxy
from tests.support.postgres import the_cluster
from tests.support.server import PostgresCity, ServerProcess


class RoundRobin(Proxy):
    """Gives each single request to the next node that answers, also within one connection of a counter."""

    def __init__(self, ports: list[int]) -> None:
        self._turns = cycle(ports)
        self._nodes = len(ports)
        self.asked: list[int] = []
        super().__init__(ports[0])

    @property
    def target(self) -> int:
        """The node whose turn it is; one that refuses the line is passed over, as balancers do."""
        for _ in range(self._nodes):
            port = next(self._turns)
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=5):
                break
        self.asked.append(port)
        return port

    @target.setter
    def target(self, _port: int) -> None:
        return None


class Pair(ServerProcess):
    """Looks like one server to whoever asks."""

    def __init__(self, nodes: int = 2) -> None:
        self.database = PostgresCity(the_cluster(), the_cluster().new_database())
        self.nodes = [ServerProcess(self.database) for _ in range(nodes)]
        self.line = RoundRobin([node.port for node in self.nodes])
        self.url = self.line.url

    @property
    def has_ended(self) -> bool:
        """Whether nobody answers any more."""
        return all(node.has_ended for node in self.nodes)

    def log(self) -> str:
        """What both have written."""
        return "".join(node.log() for node in self.nodes)

    def stop(self) -> int:
        """End both; the worse of the exit codes."""
        self.line.close()
        return max([node.stop() for node in self.nodes if not node.has_ended], default=0)
