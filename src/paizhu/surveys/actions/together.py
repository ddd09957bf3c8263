"""Work that costs about the same for many as for one: whoever comes while it is being done is taken along next time."""

import threading
from collections.abc import Callable
from typing import Any


class _Place:
    """Somebody who waits. `turn` is held until his work is done, or until it is his to do it for all that wait."""

    __slots__ = ("asked", "done", "fault", "is_over", "turn")

    def __init__(self, asked: Any):
        self.asked, self.done, self.fault, self.is_over = asked, None, None, False
        self.turn = threading.Lock()
        self.turn.acquire()


class Together:
    """Whoever comes first works for all that wait; of those who come meanwhile the first one does it next.

    `work` is given what was asked and returns what came of it, one for each. Where it raises, everybody is told, each in
    his own thread. So threads change places once for each that waits, not at each step of the work.
    """

    def __init__(self, work: Callable[[list], list]):
        self._work = work
        self._guard = threading.Lock()
        self._waiting: list[_Place] = []
        self._somebody_works = False

    def done(self, asked: Any) -> Any:
        """Return what came of it. Raises whatever the work raised."""
        mine = _Place(asked)
        with self._guard:
            self._waiting.append(mine)
            must_wait, self._somebody_works = self._somebody_works, True
        if must_wait:
            mine.turn.acquire()
        if not mine.is_over:
            self._work_for_all()
        if mine.fault is not None:
            raise mine.fault
        return mine.done

    def _work_for_all(self) -> None:
        with self._guard:
            batch, self._waiting = self._waiting, []
        try:
            found = self._work([each.asked for each in batch])
            for each, done in zip(batch, found, strict=True):
                each.done = done
        except Exception as fault:  # noqa: BLE001  whoever waits is told, each in his own thread
            for each in batch:
                each.fault = fault
        for each in batch:
            each.is_over = True
        with self._guard:
            following = self._waiting[:1]
            self._somebody_works = bool(following)
        for each in following + batch:
            each.turn.release()
