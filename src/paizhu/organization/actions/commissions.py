"""What is done with the commission itself, the tenant of all records."""

import copy

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from paizhu.kernel import acts
from paizhu.kernel.acts import act
from paizhu.kernel.records import changes, save_clean
from paizhu.kernel.viewers import Viewer
from paizhu.organization import rules
from paizhu.tenancy.models import Commission
from paizhu.trail import actions as trail


@act
def register(*, code: str, name: str, higher: Commission | None = None, by: Viewer) -> Commission:
    """Enter a commission by its code, or correct name and higher commission of one that is there."""
    stored = Commission.objects.filter(code=code).first()
    if stored is not None:
        return _correct(stored, name, higher, by)
    rules.check_can_register(by)
    commission = save_clean(Commission(code=code, name=name, higher=higher))
    trail.record("organization.commission_registered", commission, by=by, code=code)
    return commission


def _correct(
    commission: Commission, name: str, higher: Commission | None, by: Viewer
) -> Commission:
    before = copy.copy(commission)
    commission.name, commission.higher = name, higher
    found = changes(before, commission, ("name", "higher"))
    if not found:
        acts.nothing_to_do()
        return commission
    if not by.powers.is_operator:
        rules.check_can_keep(by, commission)
    _check_not_under_itself(commission)
    save_clean(commission)
    trail.record("organization.commission_corrected", commission, by=by, changes=found)
    return commission


def _check_not_under_itself(commission: Commission) -> None:
    above = commission.higher
    while above is not None:
        if above.pk == commission.pk:
            raise ValidationError({"higher": _("A commission does not stand under itself.")})
        above = above.higher


@act
def mark_demonstration(*, commission: Commission, by: Viewer) -> Commission:
    """Mark all records of the commission as invented, so that every page and export says so."""
    rules.check_can_register(by)
    if commission.is_demonstration:
        acts.nothing_to_do()
        return commission
    commission.is_demonstration = True
    save_clean(commission)
    trail.record("organization.demonstration_marked", commission, by=by)
    return commission
