"""Matters at work: a clue of today's rules with a team, an approved plan, and whatever a test wants beyond."""

from datetime import date, timedelta
from typing import Any

from paizhu.clues.actions import approvals, minutes, plans, team
from paizhu.clues.models import Approval, Clue, ClueState, Disposition
from paizhu.kernel import clock
from paizhu.organization.models import Post
from paizhu.rulebook.states.words import PersonCategory
from tests.clues.factories import clue_of
from tests.organization import factories
from tests.organization.city import BEFORE, City

RECEIVED = date(2023, 3, 1)
AN_HOUR = {"text": "按方案开展。", "talks": "先外围后本人。", "safety": "落实走读式谈话安全措施。"}


def staffed(city: City) -> None:
    """Give the group Z1 two members who are resident nowhere, `one` and `two`."""
    for number, name in enumerate(("one", "two"), start=91):
        official = factories.OfficialFactory(
            commission=city.commission, code=f"P{number}", name=f"示例{name}"
        )
        city.people[name] = official
        place = city.place("Z1")
        factories.PostingFactory(official=official, post=Post.MEMBER, place=place, from_on=BEFORE)


def by(city: City, role: str) -> Any:
    """Return a viewer with the powers of today."""
    return city.looker(role, clock.today())


def matter(
    city: City, disposition: str = Disposition.VERIFICATION, unit: str = "U5", **given: Any
) -> Clue:
    """Return a clue whose way is decided, without a team."""
    state = {
        Disposition.INQUIRY: ClueState.INQUIRING,
        Disposition.VERIFICATION: ClueState.VERIFYING,
    }[disposition]
    given = {
        "state": state,
        "category": PersonCategory.MANAGED_DEPUTY,
        "received_on": RECEIVED,
        "disposition": disposition,
        "disposed_on": RECEIVED + timedelta(days=10),
    } | given
    return clue_of(city, unit, group="Z1", **given)


def with_team(city: City, *args: Any, **given: Any) -> Clue:
    """Return a matter with `one` as lead and `two` on its team."""
    clue = matter(city, *args, **given)
    for name in ("one", "two"):
        team.join(clue=clue, official=city.people[name], by=by(city, "leader"))
    return clue


def planned(city: City, *args: Any, **given: Any) -> Clue:
    """Return a matter whose plan waits for its decision."""
    clue = with_team(city, *args, **given)
    plans.submit(clue=clue, **AN_HOUR, by=by(city, "one"))
    return clue


def at_work(city: City, *args: Any, **given: Any) -> Clue:
    """Return a matter whose plan is approved: work may begin."""
    clue = planned(city, *args, **given)
    decided(city, clue)
    return clue


def decided(city: City, clue: Clue, *, approve: bool = True, role: str = "secretary") -> Approval:
    """Decide what waits; on paper where the level lies outside."""
    approval = Approval.objects.get(clue=clue, state="waiting")
    on_paper = approval.level in ("party_committee_head", "city_commission", "superior_organ")
    if on_paper:
        approvals.decide(
            approval=approval, approve=approve, text="照办", noted=True, by=by(city, "cases")
        )
    else:
        approvals.decide(approval=approval, approve=approve, text="照办", by=by(city, role))
    fresh(clue)
    return approval


def studied(city: City, clue: Clue, step: str) -> None:
    """Enter the minute of a collective study."""
    given = {"clue": clue, "step": step, "held_on": clock.today(), "present": "全体"}
    minutes.record(**given, text="同意。", by=by(city, "one"))


def fresh(clue: Clue) -> Clue:
    """Read the clue again into the same object; its state may not be set otherwise."""
    read = Clue.objects.get(pk=clue.pk)
    clue.__dict__.clear()
    clue.__dict__.update(read.__dict__)
    return clue
