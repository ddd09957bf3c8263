"""Who decides a question about a clue, at the lowest: read from the rule pack of the day on which the clue was received."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from paizhu.clues.models import Clue, Disposition
from paizhu.organization.models import Official, Post, Posting
from paizhu.rulebook import queries as rulebook
from paizhu.rulebook.queries import Approver

STUDIED = frozenset({"clue_disposition", "verification_report", "case_filing"})
"""What is decided after collective study only (2019 rules, art. 10)."""
OF_LIMITS = {
    "assigned_item": ("first_extension", "further_extension"),
    "preliminary_verification": (
        "verification_first_extension",
        "verification_further_extension",
    ),
}
"""Limit → the questions of its first and of every further extension."""
EXTENSIONS = frozenset(step for steps in OF_LIMITS.values() for step in steps)
PER_WORD = EXTENSIONS | {"recusal", "joint_work"}
"""Questions of which several may wait at once, about different people, limits or groups."""
ON_PAPER = frozenset(
    {Approver.PARTY_COMMITTEE_HEAD, Approver.CITY_COMMISSION, Approver.SUPERIOR_ORGAN}
)
"""Levels outside this system: the case office enters what they decided."""
OF_SECRETARY = (Approver.COMMISSION_HEAD, Approver.STANDING_COMMITTEE, Approver.DISPATCHING_ORGAN)
"""Levels that the secretary answers himself, or for the body that he leads."""
POSTS = {
    Post.LIAISON: Approver.LIAISON,
    Post.DEPUTY_SECRETARY: Approver.COMMISSION_DEPUTY,
    Post.SECRETARY: Approver.DISPATCHING_ORGAN,
    Post.LEADER: Approver.GROUP_LEADER,
}
"""Post → the highest level at which its holder decides. The secretary notes what the standing committee decided."""


@dataclass(frozen=True)
class Asked:
    """Who decides at the lowest, and by which text. `is_presumed`: that time knew no such level, the deputy secretary is taken."""

    approver: Approver
    basis: str
    is_presumed: bool = False


def level_of(clue: Clue, step: str, word: str = "") -> Asked:
    """Return the level of a question by the rules of the clue's day. Raises `UnknownEntry` for a step no pack speaks of.

    What is to be done by talk, letter or verification is decided at that way's own level where it is higher.
    """
    asked = _level(clue, step)
    if step == "clue_disposition" and word in (Disposition.INQUIRY, Disposition.VERIFICATION):
        own = _level(clue, word)
        if not own.is_presumed and own.approver.height > asked.approver.height:
            return own
    return asked


def _level(clue: Clue, step: str) -> Asked:
    try:
        level = rulebook.level(step, clue.category, on=clue.received_on)
    except rulebook.NotKnownThen as unknown:
        basis = _("that time knew no level: the leader in charge at the commission is taken")
        return Asked(Approver.COMMISSION_DEPUTY, f"{basis} ({unknown.absence.reason})"[:300], True)
    basis = level.basis
    if level.files_with:
        told = _("filed with: %(whom)s") % {"whom": level.files_with}
        basis = f"{basis} · {told}"
    return Asked(Approver(level.approver), basis[:300])


def of_extension(limit: str, extensions: int) -> str:
    """Return the question of a limit's next extension, after so many."""
    return OF_LIMITS[limit][min(extensions, 1)]


def highest_of(official: Official | int, clue: Clue, on) -> Approver | None:
    """Return the highest level at which an official decides about a clue on a day, or None; one query."""
    key = getattr(official, "pk", official)
    held = Posting.objects.of(clue.commission_id).in_force(on).filter(official=key, post__in=POSTS)
    found = [
        POSTS[Post(post)]
        for post, group in held.values_list("post", "composite_group_id")
        if group is None or group == clue.group_id
    ]
    return max(found, key=lambda level: level.height, default=None)


def step_words(step: str) -> str:
    """Return what a question is called, in the rule packs' words."""
    for entry in rulebook.pack_on(date.max).entries:
        if entry.kind == rulebook.Kind.LEVEL and entry.key.startswith(f"{step}/"):
            return str(getattr(entry, "step", entry.label))
    return step
