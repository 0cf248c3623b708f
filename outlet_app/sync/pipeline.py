"""Asks the city the next question while this machine still keeps the last answer: one question ahead."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Generic, TypeVar

Question = TypeVar("Question")
Answer = TypeVar("Answer")


class Ahead(Generic[Question, Answer]):
    """One question under way at most; leaving waits for it, so that nobody else speaks on the same line.

    A thread of its own only where there is a second question: most rounds have none (ADR 0039).
    """

    def __init__(self, ask: Callable[[Question], Answer]) -> None:
        self._ask = ask
        self._thread: ThreadPoolExecutor | None = None
        self._coming: tuple[Question, Future[Answer]] | None = None

    def __enter__(self) -> "Ahead[Question, Answer]":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, wrong: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._coming = None
        if self._thread is not None:
            self._thread.shutdown(wait=True)

    def send(self, question: Question) -> None:
        """Ask now and hear the answer later."""
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, thread_name_prefix="ahead")
        self._coming = question, self._thread.submit(self._ask, question)

    def answer(self, question: Question) -> Answer:
        """The answer to this question, asked before or only now; raises what asking raises.

        An answer to another question is waited for and forgotten: the city answers a question again.
        """
        coming, self._coming = self._coming, None
        if coming is None:
            return self._ask(question)
        asked, future = coming
        if asked == question:
            return future.result()
        future.exception()
        return self._ask(question)
