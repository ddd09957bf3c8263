"""The papers of a clue from hand to hand, each handover given and signed for (2019 rules, art. 23). One holder at a time."""

from django.utils.translation import gettext as _

from paizhu.clues import rules
from paizhu.clues.actions import telling
from paizhu.clues.actions.holding import held, own
from paizhu.clues.models import Clue, Handover, PetitionHandover
from paizhu.clues.queries import custody, handlers
from paizhu.kernel import clock
from paizhu.kernel.acts import act
from paizhu.kernel.records import save_clean
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Official
from paizhu.trail import actions as trail


@act
def hand(*, clue: Clue, to: Official, note: str = "", by: Viewer) -> Handover:
    """Who holds the papers gives them to somebody who works on the matter, or back to the case office."""
    record = held(clue)
    rules.check_can_hand(by, record)
    _check_receiver(record, to)
    return give(record, to.pk, note, by)


@act
def sign(*, handover: Handover, seen_revision: int | None = None, by: Viewer) -> Handover:
    """The receiver signs: from now on the papers are his to answer for."""
    clue, record = held(handover.clue), _held(handover)
    rules.check_can_sign(by, record)
    record.signed_at = clock.now()
    save_clean(record)
    trail.record("clues.signed_for", clue, by=by)
    telling.settle(clue, "handed", "assigned", "withdrawn")
    return record


@act
def end(*, handover: Handover, by: Viewer) -> Handover:
    """A handover that nobody signed for is over: the papers stayed with the giver."""
    clue, record = held(handover.clue), _held(handover)
    rules.check_can_end_handover(by, record)
    record.ended_at = clock.now()
    save_clean(record)
    trail.record("clues.handover_ended", clue, by=by)
    telling.settle(clue, "handed", "assigned", "withdrawn")
    return record


@act
def recall(*, clue: Clue, note: str = "", by: Viewer) -> Handover:
    """The case office calls the papers in from whoever has them; it signs once they are there."""
    record = held(clue)
    rules.check_can_recall(by, record)
    return give(record, own(by), note, by, kind="")


def give(clue: Clue, to: int, note: str, by: Viewer, *, kind: str = "handed") -> Handover:
    """Put a handover under way from whoever holds the papers. Takes part in the running act."""
    made = Handover(
        commission_id=clue.commission_id,
        clue=clue,
        from_official_id=custody.holder_of(clue) or own(by),
        to_official_id=to,
        given_at=clock.now(),
        note=note.strip(),
    )
    save_clean(made)
    code = Official.objects.filter(pk=to).values_list("code", flat=True).first()
    trail.record("clues.handed", clue, by=by, code=code)
    if kind:
        telling.tell(clue, kind, [to], by)
    return made


def take_in(clue: Clue, by: Viewer) -> Handover:
    """The first link of the chain: who of the case office signed for the petition's papers, or registers what came otherwise."""
    given = PetitionHandover.objects.filter(
        petition=clue.petition_id or 0, to_case_office=True, signed_at__isnull=False
    ).last()
    now = clock.now()
    made = Handover(
        commission_id=clue.commission_id,
        clue=clue,
        from_official_id=given.given_by_id if given else None,
        to_official_id=given.signed_by_id if given else own(by),
        given_at=given.given_at if given else now,
        signed_at=given.signed_at if given else now,
    )
    return save_clean(made)


def end_under_way(clue: Clue) -> None:
    """End what is under way, where the matter or a person is taken away. Takes part in the running act."""
    waiting = custody.under_way(clue)
    if waiting is not None:
        waiting.ended_at = clock.now()
        save_clean(waiting)


def _held(handover: Handover) -> Handover:
    return (
        Handover.objects.select_for_update(of=("self",)).select_related("clue").get(pk=handover.pk)
    )


def _check_receiver(clue: Clue, to: Official) -> None:
    """Who works on it, keeps it or leads its group, or the case office; never anybody whom a ground keeps away."""
    today = clock.today()
    known = {
        clue.keeper_id,
        *(member.official_id for member in handlers.team_of(clue)),
        *telling.heads(clue),
    }
    known |= telling.case_office(clue)
    if to.pk not in known:
        raise Refused(_("%(name)s does not work on this matter.") % {"name": to.name})
    if to.pk == custody.holder_of(clue):
        raise Refused(_("The papers are in these hands already."))
    rules.check_free(clue, to, today)
