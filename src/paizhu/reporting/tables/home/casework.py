"""Casework on a first page: how many clues stand where, each number with its list; only for whom clues are his daily work."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from paizhu.clues import rules
from paizhu.clues.models import OPEN_CLUES, READS_ALL, ClueState
from paizhu.kernel.refusals import allowed
from paizhu.kernel.viewers import Viewer
from paizhu.reporting.queries import home as queries
from paizhu.web.components import Tile, Tone

WITH_GROUPS = [state for state in OPEN_CLUES if state != ClueState.REGISTERED]
DECIDED = [ClueState.PROPOSED, ClueState.REPORTED]
CASES = [ClueState.FILED, ClueState.FILING]
SHOWN = {ClueState.REGISTERED, ClueState.HELD, *WITH_GROUPS, *DECIDED, *CASES}


def casework_tiles(user: Viewer) -> list[Tile]:
    """Return the numbers of who decides, of the case office, and of who heads or guides a group. Two queries at most, and the wall's."""
    powers = user.powers
    heads = powers.led_groups | powers.deputised_groups | powers.guided_groups
    if not (powers.commission_posts & READS_ALL or heads) or not allowed(
        rules.check_can_see_clues, user
    ):
        return []
    found = queries.by_state(user, SHOWN)
    if not found and not queries.has_clues(user):
        return []
    tiles = []
    if powers.commission_posts & READS_ALL:
        tiles.append(_tile(_("Clues to be assigned"), found, [ClueState.REGISTERED], Tone.YELLOW))
    tiles += [
        _tile(_("Clues with groups"), found, WITH_GROUPS),
        _tile(
            _("Proposals and reports to be decided"),
            found,
            DECIDED,
        ),
        _tile(_("Held for later"), found, [ClueState.HELD]),
        _tile(_("Cases filed"), found, CASES),
    ]
    return tiles


def _tile(label: str, found: dict[str, int], states: list[str], tone: Tone = Tone.NEUTRAL) -> Tile:
    count = sum(found.get(state, 0) for state in states)
    query = urlencode({"state": [str(state.value) for state in states]}, doseq=True)
    url = f"{reverse('clues:clues')}?{query}" if count else ""
    return Tile(label, count, url, tone=tone if count else Tone.NEUTRAL)
