"""What a reporter who gives his name changes in the matter: the clue counts as one by real name, and who is near to him leaves it."""

from django.db.models import Q

from paizhu.clues.actions import recusals, telling
from paizhu.clues.actions.holding import held, kept
from paizhu.clues.models import Clue, Petition, Standing
from paizhu.kernel.viewers import Viewer
from paizhu.trail import actions as trail


def follow(petition: Petition, by: Viewer) -> None:
    """Put the petition's clue in step with it, and keep away from the whole matter whoever must. Takes part in the running act."""
    root = petition.first_id or petition.pk
    for found in Clue.objects.filter(Q(petition=root) | Q(petition__first=root)).order_by("pk"):
        clue = held(found)
        is_its = clue.petition_id == petition.pk
        if is_its and petition.standing == Standing.NAMED and not clue.is_named:
            clue.is_named = True
            kept(clue)
            trail.record("clues.became_named", clue, by=by)
        recusals.follow_petition(clue, by)
        if clue.is_open:
            recusals.recuse_computed(clue, telling.readers(clue) | telling.everybody(clue), by)
