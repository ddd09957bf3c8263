"""Who may take which step with a petition, and what stands against it. Articles: 2020 rules on petitions.

First of all: what is about somebody above this commission's jurisdiction, or about its head, never enters this system (art. 15).
"""

from datetime import date

from django.utils.translation import gettext as _

from paizhu.clues.models import (
    LEADERS,
    Petition,
    PetitionState,
    Standing,
    wall_of,
)
from paizhu.clues.models.wall import digests_of
from paizhu.clues.queries import articles, outcomes
from paizhu.clues.rules import petition_recusals
from paizhu.clues.states.facts import PetitionFacts, Step
from paizhu.kernel import clock
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Official, Post

TITLE = "《纪检监察机关处理检举控告工作规则》"
REGISTERED, ACCEPTED = PetitionState.REGISTERED, PetitionState.ACCEPTED
OFFICES = frozenset({Post.PETITION_OFFICE, Post.CASE_OFFICE})
UNDER_WAY = (
    REGISTERED,
    ACCEPTED,
    PetitionState.REPEATED,
    PetitionState.NOT_ACCEPTED,
    PetitionState.HANDED_OVER,
)
"""Where somebody still takes a step or owes an answer."""
STEPS: dict[Step, tuple[frozenset[Post], tuple[PetitionState, ...]]] = {
    Step.ACCEPT: (frozenset({Post.PETITION_OFFICE}), (REGISTERED,)),
    Step.REFUSE: (frozenset({Post.PETITION_OFFICE}), (REGISTERED,)),
    Step.FORWARD: (frozenset({Post.PETITION_OFFICE}), (REGISTERED, ACCEPTED)),
    Step.LINK: (frozenset({Post.PETITION_OFFICE}), (REGISTERED, ACCEPTED)),
    Step.UNLINK: (frozenset({Post.PETITION_OFFICE}), (PetitionState.REPEATED,)),
    Step.HAND_OVER: (frozenset({Post.PETITION_OFFICE}), (ACCEPTED,)),
    Step.SIGN: (
        frozenset({Post.PETITION_OFFICE, Post.CASE_OFFICE}),
        (ACCEPTED, PetitionState.HANDED_OVER),
    ),
    Step.ASK_RETURN: (frozenset({Post.CASE_OFFICE}), (PetitionState.HANDED_OVER,)),
    Step.DECIDE_RETURN: (LEADERS, (PetitionState.HANDED_OVER,)),
    Step.FINISH: (frozenset({Post.PETITION_OFFICE}), (PetitionState.HANDED_OVER,)),
    Step.UNVERIFIABLE: (frozenset({Post.PETITION_OFFICE}), (REGISTERED, ACCEPTED)),
    Step.KEEP_AWAY: (frozenset({*OFFICES, *LEADERS}), UNDER_WAY),
    Step.ASK_AWAY: (frozenset({*OFFICES, *LEADERS}), UNDER_WAY),
    Step.DECIDE_AWAY: (LEADERS, tuple(PetitionState)),
    Step.REVIEW: (OFFICES, tuple(PetitionState)),
}
"""Step → who takes it, and from which states."""
ARTICLES = {
    Step.ACCEPT: 16, Step.REFUSE: 13, Step.FORWARD: 16, Step.LINK: 14, Step.UNLINK: 14, Step.HAND_OVER: 14,
    Step.ASK_RETURN: 17, Step.DECIDE_RETURN: 17, Step.FINISH: 27, Step.UNVERIFIABLE: 30,
    Step.KEEP_AWAY: 48, Step.ASK_AWAY: 48, Step.DECIDE_AWAY: 48, Step.REVIEW: 48,
}  # fmt: skip
"""Step → the article of the rules on petitions that it follows. Signing follows the rules of 2019."""


class BelongsAbove(Refused):
    """It must not be entered here at all, and nothing of it is kept."""


def check_can_register(by: Viewer) -> None:
    """The petition office receives petitions centrally (2019 rules, art. 20)."""
    if Post.PETITION_OFFICE not in by.powers.commission_posts:
        raise Refused(_("Petitions are registered by the petition office only."))


def check_sees(by: Viewer, petition: Petition) -> None:
    """Whatever is done with a petition is done by somebody for whom it exists; one query."""
    if not Petition.objects.visible_to(by).filter(pk=petition.pk).exists():
        raise Refused(_("There is no such petition."))


def check_is_ours(facts: PetitionFacts, commission_id: int) -> None:
    """Nothing about the head of this commission is entered. Raises `BelongsAbove`."""
    heads = Official.objects.of(commission_id).posted(clock.today(), post=Post.SECRETARY)
    name = "".join(facts.person_name.split())
    for head in heads:
        is_named = facts.official_id == head.pk or (
            facts.official_id is None and name and name == "".join(head.name.split())
        )
        if is_named:
            raise BelongsAbove(
                _(
                    "This is about the head of this commission. It is not entered here, and nothing of what was typed is kept: "
                    "send the original straight to the superior commission within the days of the rule. If another person of "
                    "the same name is meant, choose that person as an official on record."
                ),
                basis=f"{TITLE}第15条",
            )


def check_no_tie(by: Viewer, facts: PetitionFacts) -> None:
    """Nobody registers a petition about himself, his kin, or the unit he is tied to; nor one that he made himself."""
    wall = wall_of(by)
    named = digests_of({facts.official_id}) if facts.official_id else frozenset()
    if named & wall.persons:
        raise Refused(
            _(
                "This petition is about you or a relative of yours. Give it, unread further, to a colleague without a tie."
            ),
            basis=f"{TITLE}第48条",
        )
    if facts.unit_id in wall.units | wall.former:
        raise Refused(
            _(
                "You have, or lately had, a tie to this unit. Give the petition to a colleague without one."
            ),
            basis=f"{TITLE}第48条",
        )
    check_did_not_report(by, facts.reporter.official_id if facts.reporter else None)


def check_did_not_report(by: Viewer, reporter: int | None) -> None:
    """Who reported, and his kin, keep away from the petition."""
    if reporter is None:
        return
    if reporter == by_id(by):
        raise Refused(
            _("You made this report yourself. A colleague registers it."), basis=f"{TITLE}第48条"
        )
    if reporter in wall_of(by).kin:
        raise Refused(
            _("A relative of yours made this report. Give it to a colleague without a tie."),
            basis=f"{TITLE}第48条",
        )


def check_can_correct(by: Viewer, petition: Petition) -> None:
    """The petition office, while the petition lies with it and is worked on."""
    check_can_register(by)
    if petition.state not in (REGISTERED, ACCEPTED):
        raise Refused(
            _("The petition is in the state “%(state)s” and is not corrected any more.")
            % {"state": petition.get_state_display()}
        )


def check_facts(facts: PetitionFacts) -> None:
    """What must be said, and what must not."""
    check_content(facts)
    check_reporter_fits(facts.standing, facts.reporter)


def check_content(facts: PetitionFacts) -> None:
    """What must be said of the matter."""
    if facts.received_on > clock.today():
        raise Refused(_("It cannot have been received on a day to come."))
    if not facts.official_id and not facts.person_name.strip():
        raise Refused(_("Say whom the petition is about; “unknown” where it names nobody."))
    if not facts.text.strip():
        raise Refused(_("Say what is reported."))


def check_reporter_fits(standing: str, reporter) -> None:
    """A real name has a name and a way to reach it; whoever gave none, or one that does not verify, has no record."""
    is_named = standing == Standing.NAMED
    if is_named and not (reporter and reporter.name.strip() and reporter.contact.strip()):
        raise Refused(
            _("A report with a real name needs the name and a way to reach who reports."),
            basis=f"{TITLE}第24条",
        )
    if not is_named and reporter:
        raise Refused(
            _("Nothing is kept of who reports without a real name. Leave these fields empty."),
            basis=f"{TITLE}第29、30条",
        )


def check_can_step(by: Viewer, petition: Petition, step: Step) -> None:
    """Whose step it is, and from which state."""
    posts, states = STEPS[step]
    if not by.powers.commission_posts & posts:
        names = _(", ").join(str(post.label) for post in sorted(posts, key=list(Post).index))
        raise Refused(
            _("This step is taken by: %(posts)s.") % {"posts": names}, basis=_article(step)
        )
    if petition.state not in states:
        raise Refused(
            _("The petition is in the state “%(state)s”; this step is not taken from there.")
            % {"state": petition.get_state_display()},
            basis=_article(step),
        )
    _MORE.get(step, _nothing)(by, petition)


def _article(step: Step) -> str:
    if step == Step.SIGN:
        return articles.work(23)
    return articles.petitions(ARTICLES[step])


def check_can_link(by: Viewer, petition: Petition, first: Petition | None) -> None:
    """It repeats an earlier one, which itself repeats none, and which the person who links may see."""
    check_can_step(by, petition, Step.LINK)
    if first is None or first.pk == petition.pk:
        raise Refused(_("There is no such petition for you."))
    if first.state == PetitionState.REPEATED:
        root = Petition.objects.visible_to(by).filter(pk=first.first_id).first()
        if root is None:
            raise Refused(_("%(number)s is itself a repeat.") % {"number": first.code})
        raise Refused(
            _("%(number)s is itself a repeat; link to %(first)s.")
            % {"number": first.code, "first": root.code}
        )
    if (first.received_on, first.pk) > (petition.received_on, petition.pk):
        raise Refused(
            _("%(number)s came later; the later one repeats the earlier.") % {"number": first.code}
        )
    if petition.repeats.exists():
        raise Refused(_("Others are linked to this one; unlink them first."))


def by_id(by: Viewer) -> int | None:
    """Return the id of the official who acts."""
    return getattr(by, "official_id", None)


def check_day(petition: Petition, on: date) -> None:
    """Nothing is done before the petition came, nor on a day to come."""
    if on < petition.received_on or on > clock.today():
        raise Refused(
            _("The day must lie between %(first)s, when the petition came, and today.")
            % {"first": petition.received_on.isoformat()}
        )


def _nothing(by: Viewer, petition: Petition) -> None:
    return None


def _signed(by: Viewer, petition: Petition) -> None:
    """What was given and not signed for is nobody's to go on with."""
    if petition.unsigned is not None:
        raise Refused(
            _("The papers were handed over and are not signed for yet."),
            basis="《监督执纪工作规则》第23条",
        )


def _can_sign(by: Viewer, petition: Petition) -> None:
    waiting = petition.unsigned
    if waiting is None:
        raise Refused(_("Nothing waits to be signed for."))
    taker = Post.CASE_OFFICE if waiting.to_case_office else Post.PETITION_OFFICE
    if taker not in by.powers.commission_posts:
        raise Refused(_("This step is taken by: %(posts)s.") % {"posts": taker.label})
    if waiting.given_by_id == by_id(by):
        raise Refused(_("Who gives does not sign for it himself."))


def _no_clue(by: Viewer, petition: Petition) -> None:
    _signed(by, petition)
    if petition.clues.exists():
        raise Refused(_("It has become a clue already and is not given back."))
    if petition.asked_back is not None:
        raise Refused(_("The leader in charge has been asked already."))


def _return_waits(by: Viewer, petition: Petition) -> None:
    waiting = petition.asked_back
    if waiting is None:
        raise Refused(_("Nobody asks to give this petition back."))
    if waiting.asked_by_id == by_id(by):
        raise Refused(_("Who asks does not decide."))


def _finished(by: Viewer, petition: Petition) -> None:
    """Its clues have ended, and who gave a name has been told the result."""
    found = outcomes.outcomes_of_one(petition, by)
    if not found or not all(each.is_ended for each in found):
        raise Refused(_("The matter is not finished at the office that handles it."))
    if petition.standing == Standing.NAMED and not any(
        each.is_result for each in petition.answers.all()
    ):
        raise Refused(
            _("Who gave a name has not been told the result yet."), basis=f"{TITLE}第27条"
        )


def _still_unverified(by: Viewer, petition: Petition) -> None:
    if petition.standing != Standing.NAMED:
        raise Refused(_("Only a report with a name can prove not to be verifiable."))


_MORE = {
    Step.FORWARD: _signed,
    Step.LINK: _signed,
    Step.HAND_OVER: _signed,
    Step.SIGN: _can_sign,
    Step.ASK_RETURN: _no_clue,
    Step.DECIDE_RETURN: _return_waits,
    Step.FINISH: _finished,
    Step.UNVERIFIABLE: _still_unverified,
    Step.KEEP_AWAY: petition_recusals.check_can_leave,
    Step.ASK_AWAY: petition_recusals.check_can_demand,
    Step.DECIDE_AWAY: petition_recusals.check_can_decide,
    Step.REVIEW: petition_recusals.check_can_review,
}
