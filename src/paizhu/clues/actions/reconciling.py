"""Reconciling (对账): the case office draws up a group's numbers for a period, the group signs or says what differs."""

from datetime import date

from django.utils.translation import gettext as _

from paizhu.clues import rules
from paizhu.clues.actions.holding import check_day, own
from paizhu.clues.models import Reconciliation
from paizhu.clues.queries import reconciling
from paizhu.kernel import clock
from paizhu.kernel.acts import act
from paizhu.kernel.records import check_fresh, save_clean
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import CompositeGroup
from paizhu.trail import actions as trail


@act
def draw_up(*, group: CompositeGroup, until_on: date, by: Viewer) -> Reconciliation:
    """Keep the numbers of a group as they are now, for the period that ends on a day."""
    rules.check_can_draw_up(by, group)
    check_day(until_on, date(1949, 10, 1))
    if Reconciliation.objects.filter(group=group, until_on=until_on).exists():
        raise Refused(_("This group's ledger has been reconciled for that day already."))
    found = reconciling.counts(by, clock.today(), [group.pk])
    made = Reconciliation(
        commission_id=group.commission_id,
        group=group,
        until_on=until_on,
        counted=found[0].counted(),
        made_on=clock.today(),
        made_by_id=own(by),
    )
    save_clean(made)
    trail.record("clues.reconciled", made, by=by, group=group.code, day=until_on)
    return made


@act
def sign(
    *,
    reconciliation: Reconciliation,
    difference: str = "",
    seen_revision: int | None = None,
    by: Viewer,
) -> Reconciliation:
    """The group signs; what differs in its own ledger it writes down."""
    record = (
        Reconciliation.objects.select_for_update(of=("self",))
        .select_related("group")
        .get(pk=reconciliation.pk)
    )
    check_fresh(record, seen_revision)
    rules.check_can_sign_reconciliation(by, record)
    record.signed_on, record.signed_by_id, record.difference = (
        clock.today(),
        own(by),
        difference.strip(),
    )
    save_clean(record)
    trail.record(
        "clues.reconciliation_signed", record, by=by, group=record.group.code, day=record.until_on
    )
    return record
