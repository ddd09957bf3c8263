"""A ground raised against somebody, in a clue or in a petition: the record, and what settles it. Take part in the running act."""

from datetime import date
from typing import Any

from paizhu.clues.actions.holding import own
from paizhu.clues.models import RecusalState, Way
from paizhu.kernel import clock
from paizhu.kernel.records import save_clean
from paizhu.kernel.viewers import Viewer


def made(model: type, of: dict[str, Any], official: int, ground: str, way: Way, **said: Any) -> Any:
    """Return a record that is not stored yet. `of`: the commission and the matter; `said`: `text` and `by`."""
    return model(
        **of,
        official_id=official,
        ground=ground,
        way=str(way),
        text=said["text"].strip(),
        asked_on=clock.today(),
        asked_by_id=own(said["by"]),
    )


def settle(recusal: Any, state: RecusalState, on: date, by: Viewer) -> None:
    """Decide it, in one way or another."""
    recusal.state, recusal.decided_on, recusal.decided_by_id = state, on, own(by)
    save_clean(recusal)


def note_review(recusal: Any, text: str, by: Viewer) -> None:
    """Enter what the review of the work done found."""
    recusal.reviewed_on, recusal.reviewed_by_id = clock.today(), own(by)
    recusal.review = text.strip()
    save_clean(recusal)
