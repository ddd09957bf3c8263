"""Who may put a question, and who decides it: the level of the rule pack or a higher one, never who asked, worked on it, or is concerned.

Sources: 2019 rules, art. 10 (collective study first) and 54; 2022 rules, art. 52 (a higher level may always decide).
"""

from django.utils.translation import gettext as _

from paizhu.clues.models import Approval, ApprovalState, Clue, Minute, Recusal
from paizhu.clues.queries import conflicts, handlers, levels, shown
from paizhu.clues.rules.conflicts import check_free
from paizhu.clues.rules.working import check_case_office, check_sees, check_works_on
from paizhu.kernel import clock
from paizhu.kernel.refusals import Refused, allowed
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Post
from paizhu.rulebook.queries import Approver

OFFICE_ASKS = frozenset({"clue_allocation", "follow_up", "assigned_report", "return_petition"})
"""Questions of the case office's own."""
BOTH_ASK = levels.EXTENSIONS | {"recusal", "clarification", "joint_work"}
"""Questions that who works on it puts, or the case office."""


def check_can_ask(by: Viewer, clue: Clue, step: str, word: str = "") -> None:
    """Who works on it asks, or the case office what is its own; one request at a time; after study where that is due."""
    if step in OFFICE_ASKS:
        check_case_office(by, clue)
    elif step == "recusal":
        check_sees(by, clue)
    elif step not in BOTH_ASK or not allowed(check_case_office, by, clue):
        check_works_on(by, clue)
    waiting = [
        each.word
        for each in shown.rows(clue, Approval)
        if each.step == step and each.state == ApprovalState.WAITING
    ]
    if (word and word in waiting) if step in levels.PER_WORD else waiting:
        raise Refused(_("This is asked already: wait for the decision."))
    check_studied(clue, step)


def check_studied(clue: Clue, step: str) -> None:
    """Important questions are studied collectively before they are put, each time anew."""
    if step not in levels.STUDIED:
        return
    asked = (each.pk for each in shown.rows(clue, Approval) if each.step == step)
    last = max(asked, default=None)
    minutes = (each for each in shown.rows(clue, Minute) if each.closed_on is None)
    if not any(each.step == step and each.after_id == last for each in minutes):
        raise Refused(
            _(
                "Enter the minute of the collective study first: no such question is decided without one."
            ),
            basis=_("2019 rules, art. 10"),
        )


def check_can_decide(by: Viewer, approval: Approval, noted: bool = False) -> None:
    """The level that decides, or a higher one; on paper where the level lies outside, or nobody here is free to."""
    clue = approval.clue
    check_sees(by, clue)
    if approval.state != ApprovalState.WAITING:
        raise Refused(_("This has been decided already."))
    if noted:
        check_can_note(by, approval)
        return
    _check_apart(by, approval)
    _check_no_ground(by, clue)
    if Approver(approval.level) in levels.ON_PAPER:
        raise Refused(
            _("This is decided by: %(level)s. The case office enters what was decided on paper.")
            % {"level": Approver(approval.level).label},
            basis=approval.basis,
        )
    mine = own_level(by, clue)
    if mine is None or mine.height < Approver(approval.level).height:
        raise Refused(
            _("This is decided by: %(level)s, or a level above.")
            % {"level": Approver(approval.level).label},
            basis=approval.basis,
        )


def check_can_note(by: Viewer, approval: Approval) -> None:
    """The case office enters a decision on paper, and only one that nobody here could take."""
    check_case_office(by, approval.clue)
    _check_apart(by, approval)
    if Approver(approval.level) in levels.ON_PAPER:
        return
    if is_decided_here(approval):
        raise Refused(_("This is decided in the system itself: it is not entered from paper."))


def decided_as(by: Viewer, approval: Approval) -> Approver | None:
    """Return the level at which the person decides: the secretary at the one that is asked, where he speaks for it, else as the head."""
    if Post.SECRETARY not in by.powers.commission_posts:
        return own_level(by, approval.clue)
    level = Approver(approval.level)
    return level if level in levels.OF_SECRETARY else Approver.COMMISSION_HEAD


def own_level(by: Viewer, clue: Clue) -> Approver | None:
    """Return the highest level at which the person decides about a clue, from his powers; no query."""
    powers, found = by.powers, []
    if clue.group_id in powers.led_groups:
        found.append(levels.POSTS[Post.LEADER])
    if clue.group_id in powers.guided_groups:
        found.append(levels.POSTS[Post.LIAISON])
    found += [levels.POSTS[post] for post in powers.commission_posts if post in levels.POSTS]
    return max(found, key=lambda level: level.height, default=None)


def deciders(approval: Approval) -> set[int]:
    """Return the officials who could decide it here today: high enough, apart from the matter, and behind no wall."""
    return handlers.seers(approval.clue, _high_enough(approval), clock.today())


def is_decided_here(approval: Approval) -> bool:
    """Tell whether anybody here could decide it today; asked until one is found."""
    clue, today = approval.clue, clock.today()
    found = sorted(_high_enough(approval) - {None})
    return any(handlers.sees(official, clue, today) for official in found)


def _high_enough(approval: Approval) -> set[int | None]:
    """Return who decides at its level or above, and is apart from the matter."""
    clue, height = approval.clue, Approver(approval.level).height
    found = shown.kept(clue, ("high enough", height), lambda: _in_post(clue, height))
    return found - {approval.asked_by_id, _concerned(approval), *handlers.ever_worked(clue)}


def _in_post(clue: Clue, height: int) -> set[int]:
    """Return who decides at a level of the height or above today; two queries."""
    today, own = clock.today(), {Post.LEADER, Post.LIAISON}
    posts = [post for post, level in levels.POSTS.items() if level.height >= height]
    found = {each.pk for each in handlers.people_of(clue, today, [p for p in posts if p in own])}
    return found | handlers.of_commission(
        clue.commission_id, today, *(p for p in posts if p not in own)
    )


def _check_no_ground(by: Viewer, clue: Clue) -> None:
    """Nobody decides about a matter from which a ground keeps him away."""
    own, today = by.official_id, clock.today()
    if own is not None and conflicts.grounds_against(clue, [own], today)[own]:
        check_free(clue, handlers.official(clue, own), today)


def nearest_deciders(approval: Approval) -> set[int]:
    """Return those of the deciders who stand nearest: whoever could decide is not told of what is another's to decide."""
    found = deciders(approval)
    today = clock.today()
    level = {official: levels.highest_of(official, approval.clue, today) for official in found}
    lowest = min((each.height for each in level.values() if each), default=None)
    return {official for official, each in level.items() if each and each.height == lowest}


def _check_apart(by: Viewer, approval: Approval) -> None:
    """Nobody decides what he asked for, what he worked on, or about himself."""
    own = getattr(by, "official_id", None)
    if own is None:
        raise Refused(_("Decisions are taken by officials."))
    if own == approval.asked_by_id:
        raise Refused(_("You asked for this yourself: the next level decides."))
    if own == _concerned(approval):
        raise Refused(_("Nobody decides about his own recusal."))
    if own in handlers.ever_worked(approval.clue):
        raise Refused(
            _("Who works on a matter, or ever did, does not decide about it: the next level does.")
        )


def _concerned(approval: Approval) -> int | None:
    """Return whose recusal is in question."""
    if approval.step != "recusal":
        return None
    key = approval.word.rpartition(":")[2]
    found = (each for each in shown.rows(approval.clue, Recusal) if str(each.pk) == key)
    return next((each.official_id for each in found), None)


__all__ = [
    "check_can_ask",
    "check_can_decide",
    "check_can_note",
    "check_studied",
    "decided_as",
    "deciders",
    "nearest_deciders",
    "own_level",
]
