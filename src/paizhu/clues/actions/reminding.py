"""Reminding of limits: once of each day when it is near, and once when it is past; and of held clues whose year is over."""

from collections.abc import Iterator

from paizhu.clues.actions import telling
from paizhu.clues.actions.holding import refreshed
from paizhu.clues.models import Clue, ClueState, Reminder
from paizhu.clues.queries.clocks import CaseClock, CaseClocks
from paizhu.kernel import acts, clock
from paizhu.kernel.acts import act
from paizhu.kernel.viewers import Viewer
from paizhu.rectification.queries import Light
from paizhu.tenancy.models import Commission
from paizhu.trail import actions as trail

CHUNK = 200
KINDS = {"disposition_filing": "filing_due", "held_clue_review": "held_due"}


def to_look_at(commission: Commission) -> Iterator[list[int]]:
    """Yield the ids of the clues in which a limit may run, a chunk at a time."""
    found = Clue.objects.of(commission).exclude(state=ClueState.ARCHIVED)
    ids = found.order_by("pk").values_list("pk", flat=True).iterator(CHUNK)
    chunk: list[int] = []
    for key in ids:
        chunk.append(key)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


@act
def remind(*, commission: Commission, ids: list[int], by: Viewer) -> int:
    """Reckon the limits of some clues anew and remind of those that are near or past. Returns how many were reminded of."""
    reader = CaseClocks(commission.pk, clock.today())
    clues = list(Clue.objects.of(commission).filter(pk__in=ids).select_for_update(of=("self",)))
    reader.read(clues)
    count = 0
    for clue in clues:
        running = reader.of(clue)
        nearest = running[0] if running else None
        if (clue.due_on, clue.due_limit) != (
            (nearest.due_on, nearest.key) if nearest else (None, "")
        ):
            refreshed(clue)
        count += sum(_reminded(clue, each, by) for each in running)
    if not count:
        acts.nothing_to_do()
    return count


def _reminded(clue: Clue, each: CaseClock, by: Viewer) -> int:
    """Remind of one limit once for its day; who comes second finds it done."""
    if each.light not in (Light.YELLOW, Light.RED):
        return 0
    when = "overdue" if each.light is Light.RED else "near"
    _reminder, is_new = Reminder.objects.get_or_create(
        commission_id=clue.commission_id,
        clue=clue,
        key=f"{each.key}:{when}",
        for_day=each.due_on,
        defaults={"sent_on": clock.today()},
    )
    if not is_new:
        return 0
    kind = KINDS.get(each.key, when)
    to = (
        telling.case_office(clue) if each.key == "disposition_filing" else telling.responsible(clue)
    )
    if when == "overdue":
        to = to | telling.case_office(clue)
    telling.tell(clue, kind, to, by, due_on=each.due_on)
    trail.record("clues.reminded", clue, by=by, key=f"{each.key}:{when}", day=each.due_on)
    return 1
