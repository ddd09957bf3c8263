"""Issuing one rectification: a room that has something to be put right hands it over here."""

from datetime import date

from paizhu.kernel.acts import act
from paizhu.kernel.records import save_clean
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import CompositeGroup, Official, Unit
from paizhu.rectification import rules
from paizhu.rectification.actions.telling import tell_side
from paizhu.rectification.models import Rectification
from paizhu.rectification.queries import people
from paizhu.trail import actions as trail


@act
def issue(  # noqa: PLR0913  the agreed shape
    *,
    code: str,
    source: str,
    unit: Unit,
    problem: str,
    issued_on: date,
    due_on: date | None = None,
    addressee: Official | None = None,
    group: CompositeGroup | None = None,
    by: Viewer,
) -> Rectification:
    """Issue what is to be put right to a unit, or to one member of its leadership, and tell who is concerned.

    Whoever issues it follows it where he works in the group; otherwise its leader does. Who may issue is the rule
    of the room that it comes out of. Raises `Refused` for an addressee who is not of the unit's leadership.
    """
    if addressee is not None:
        rules.check_addressee(unit, addressee, issued_on)
    if group is None:
        found = people.group_in_charge(unit.pk, unit.commission_id, issued_on)
        group = CompositeGroup.objects.of(unit.commission_id).filter(pk=found).first()
    own = getattr(by, "official_id", None)
    is_theirs = group is not None and group.pk in by.powers.groups
    rectification = Rectification(
        commission_id=unit.commission_id,
        code=code,
        source=source,
        unit=unit,
        addressee=addressee,
        group=group,
        keeper_id=own if is_theirs else None,
        problem=problem,
        issued_on=issued_on,
        due_on=due_on,
        since=issued_on,
    )
    save_clean(rectification)
    told = {"unit": unit.code, "due_on": due_on}
    trail.record("rectification.issued", rectification, by=by, **told)
    tell_side(rectification, "issued", by)
    return rectification
