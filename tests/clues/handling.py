"""A clue on its way through the hands of the small city, by the acts themselves."""

from datetime import date, timedelta

from paizhu.clues.actions import approvals, assigning, clues, custody, dispositions, minutes
from paizhu.clues.models import Clue, Disposition, Handover
from paizhu.kernel import clock
from paizhu.kernel.refusals import Refused
from paizhu.organization.models import Rank
from tests.organization.city import ROLES, City

SAID = "情况如文。"


def registered(city: City, unit: str = "U5", **given) -> Clue:
    """Return a clue that the case office has registered from another body."""
    return clues.register(
        commission=city.commission,
        by=city.looker("cases"),
        **{
            "received_on": clock.today() - timedelta(days=3),
            "source": "巡视巡察移交",
            "unit": city.units[unit],
            "rank": Rank.SECTION_CHIEF,
            "category": "other",
            "person_name": "王某某",
            "summary": "反映其在工程发包中收受礼金。",
        }
        | given,
    )


def assigned(city: City, unit: str = "U5", group: str = "Z1", keeper: str = "", **given) -> Clue:
    """Return a clue that a group has, its papers not yet signed for."""
    clue = registered(city, unit, **given)
    named = city.people[keeper] if keeper else None
    return assigning.assign(
        clue=clue, group=city.groups[group], keeper=named, by=city.looker("cases")
    )


def in_hand(
    city: City, unit: str = "U5", group: str = "Z1", keeper: str = "member", **given
) -> Clue:
    """Return a clue whose keeper has signed for its papers."""
    clue = assigned(city, unit, group, keeper, **given)
    custody.sign(handover=Handover.objects.get(clue=clue, signed_at=None), by=city.looker(keeper))
    return fresh(clue)


def studied(city: City, clue: Clue, step: str = "clue_disposition", role: str = "member") -> Clue:
    """Enter a minute of the collective study."""
    minutes.record(
        clue=clue,
        step=step,
        held_on=clock.today(),
        present="组长、成员",
        text=SAID,
        by=city.looker(role),
    )
    return clue


def proposed(
    city: City, way: str = Disposition.VERIFICATION, role: str = "member", **given
) -> Clue:
    """Return a clue whose disposition waits for the decision."""
    clue = studied(city, in_hand(city, **given), role=role)
    dispositions.propose(clue=clue, disposition=way, text=SAID, by=city.looker(role))
    return fresh(clue)


def disposed(
    city: City, way: str = Disposition.VERIFICATION, role: str = "leader", **given
) -> Clue:
    """Return a clue whose disposition is approved."""
    clue = proposed(city, way, **given)
    approvals.decide(approval=waiting(clue), approve=True, text=SAID, by=city.looker(role))
    return fresh(clue)


def waiting(clue: Clue, step: str = "clue_disposition"):
    """Return the question that waits."""
    return clue.approvals.get(step=step, state="waiting")


def fresh(clue: Clue) -> Clue:
    """Return the clue as it stands now."""
    return Clue.objects.get(pk=clue.pk)


def let_in(city: City, attempt, roles=ROLES) -> set[str]:
    """Return the roles that the attempt does not refuse; whatever it did is undone each time."""
    from django.db import transaction

    allowed = set()
    for role in roles:
        try:
            with transaction.atomic():
                attempt(role)
                allowed.add(role)
                transaction.set_rollback(True)
        except Refused:
            pass
    return allowed


TODAY = date.today()
