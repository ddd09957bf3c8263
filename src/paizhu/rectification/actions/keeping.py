"""Who follows a rectification for the group: named, changed, handed over when he leaves; and what the group notes."""

from paizhu.kernel import acts, clock
from paizhu.kernel.acts import act
from paizhu.kernel.records import save_clean
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Official, Posting
from paizhu.organization.queries.open_matters import Matter
from paizhu.rectification import rules
from paizhu.rectification.actions.holding import held, name_of
from paizhu.rectification.actions.telling import tell_people
from paizhu.rectification.models import Rectification, WorkingNote
from paizhu.rectification.queries import people
from paizhu.trail import actions as trail


@act
def give(
    *,
    rectification: Rectification,
    keeper: Official,
    seen_revision: int | None = None,
    by: Viewer,
) -> Rectification:
    """The leader, a deputy or the office names who follows it."""
    record = held(rectification, seen_revision)
    rules.check_can_give(by, record)
    rules.check_keeper(record, keeper, clock.today())
    if record.keeper_id == keeper.pk:
        acts.nothing_to_do()
        return record
    record.keeper, record.group_id = keeper, people.group_of(record, clock.today())
    save_clean(record)
    trail.record("rectification.given", record, by=by, keeper=keeper.name, code=keeper.code)
    tell_people(record, "given", [keeper.pk], by)
    return record


@act
def hand_over(*, posting: Posting, to: Official, by: Viewer) -> int:
    """Give to another official every open rectification that the posting's holder follows in the posting's group."""
    kept = kept_under(posting).select_for_update(of=("self",))
    count = 0
    for record in kept:
        record.keeper = to
        save_clean(record)
        trail.record("rectification.given", record, by=by, keeper=to.name, code=to.code)
        tell_people(record, "given", [to.pk], by)
        count += 1
    if not count:
        acts.nothing_to_do()
    return count


def kept_under(posting: Posting):
    """Return the open rectifications that the holder follows in the posting's group."""
    kept = Rectification.objects.of(posting.commission_id).open()
    if posting.composite_group_id is None:
        return kept.none()
    return kept.filter(keeper=posting.official_id, group=posting.composite_group_id).order_by(
        "due_on", "pk"
    )


def open_matters_of(posting: Posting, user: Viewer) -> list[Matter]:
    """Return them as the page of the posting's end names them."""
    return [
        Matter(
            f"{record.code} {record.unit.name}",
            record.get_absolute_url(),
            record.get_state_display(),
        )
        for record in kept_under(posting).select_related("unit")
    ]


@act
def note(*, rectification: Rectification, text: str, by: Viewer) -> WorkingNote:
    """Somebody of the group, or the office, notes something for the group itself; the unit never sees it."""
    rules.check_can_note(by, rectification)
    written = WorkingNote(
        commission_id=rectification.commission_id,
        rectification=rectification,
        text=text.strip(),
        noted_at=clock.now(),
        noted_name=name_of(by),
    )
    save_clean(written)
    trail.record("rectification.noted", rectification, by=by)
    return written
