"""What is done with a group's work rules (工作制度): written, revised by a new version, ended."""

from datetime import date

from django.utils.translation import gettext as _

from paizhu.kernel.acts import act
from paizhu.kernel.records import check_fresh, save_clean
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import CompositeGroup
from paizhu.planning import rules
from paizhu.planning.models import Series, WorkRule
from paizhu.planning.states import RuleDraft
from paizhu.tenancy.actions import numbers
from paizhu.trail import actions as trail


@act
def write(*, group: CompositeGroup, draft: RuleDraft, by: Viewer) -> WorkRule:
    """Write a rule. It gets the next number of the year from which it holds."""
    rules.work_rules.check_can_write(by, group)
    made = _made(group, draft, by)
    numbers.give(made, Series.WORK_RULE, draft.from_on.year)
    save_clean(made)
    trail.record(
        "planning.rule_written",
        made,
        by=by,
        group=group.code,
        from_on=draft.from_on,
        code=made.code,
    )
    return made


@act
def revise(
    *, rule: WorkRule, draft: RuleDraft, seen_revision: int | None = None, by: Viewer
) -> WorkRule:
    """Write a new version; the one before holds until the day on which the new one begins."""
    rule = _locked(rule, seen_revision)
    rules.work_rules.check_can_revise(by, rule, draft.from_on)
    rule.until_on = draft.from_on
    save_clean(rule)
    made = _made(rule.group, draft, by)
    made.code, made.version = rule.code, rule.version + 1
    save_clean(made)
    trail.record(
        "planning.rule_revised",
        made,
        by=by,
        code=made.code,
        version=made.version,
        from_on=draft.from_on,
    )
    return made


@act
def end(
    *, rule: WorkRule, until_on: date, seen_revision: int | None = None, by: Viewer
) -> WorkRule:
    """End a rule: `until_on` is the first day on which it no longer holds."""
    rule = _locked(rule, seen_revision)
    rules.work_rules.check_can_revise(by, rule)
    if until_on <= rule.from_on:
        raise Refused(_("The end must be later than the beginning."))
    rule.until_on = until_on
    save_clean(rule)
    trail.record("planning.rule_ended", rule, by=by, code=rule.code, until_on=until_on)
    return rule


def _made(group: CompositeGroup, draft: RuleDraft, by: Viewer) -> WorkRule:
    return WorkRule(
        commission_id=group.commission_id,
        group=group,
        title=draft.title.strip(),
        text=draft.text.strip(),
        from_on=draft.from_on,
        written_by_id=by.official_id,
    )


def _locked(rule: WorkRule, seen_revision: int | None) -> WorkRule:
    found = WorkRule.objects.select_for_update(of=("self",)).select_related("group")
    rule = found.get(pk=rule.pk)
    check_fresh(rule, seen_revision)
    return rule
