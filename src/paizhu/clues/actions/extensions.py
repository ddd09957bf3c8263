"""More time (延期): asked with a reason, granted at the level of its number, at most as long as the rule pack lets it (3+3+n)."""

from datetime import date

from django.utils.translation import gettext as _

from paizhu.clues import rules
from paizhu.clues.actions import approvals
from paizhu.clues.actions.holding import check_written, held
from paizhu.clues.models import Approval, ApprovalState, Clue, Extension
from paizhu.clues.queries import levels
from paizhu.clues.queries.clocks import CaseClock, CaseClocks
from paizhu.kernel import acts, clock
from paizhu.kernel.acts import act
from paizhu.kernel.records import save_clean
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer
from paizhu.rulebook import queries as rulebook
from paizhu.trail import actions as trail


@act
def ask(
    *, clue: Clue, limit: str, until: date, text: str, seen_revision: int | None = None, by: Viewer
) -> Approval:
    """Ask that a limit end later. The first time one level decides, every further time a higher one."""
    record = held(clue, seen_revision)
    rules.check_can_extend(by, record)
    check_written(text)
    running = _running(record, limit)
    _check_until(record, running, until)
    step = levels.of_extension(limit, running.extensions)
    return approvals.ask(
        clue=record, step=step, word=f"{limit}:{until.isoformat()}", text=text, by=by
    )


@act
def decided(*, approval: Approval, by: Viewer) -> None:
    """Granted: the limit ends on the new day, and the ledger of extensions has one more line."""
    if approval.state != ApprovalState.APPROVED:
        acts.nothing_to_do()
        return
    clue = approval.clue
    limit, _sep, day = approval.word.partition(":")
    made = Extension(
        commission_id=clue.commission_id,
        clue=clue,
        limit=limit,
        number=Extension.objects.filter(clue=clue, limit=limit).count() + 1,
        until_on=date.fromisoformat(day),
        approval=approval,
    )
    save_clean(made)
    trail.record("clues.extended", clue, by=by, limit=limit, until=day, number=made.number)


def _running(clue: Clue, limit: str) -> CaseClock:
    reader = CaseClocks(clue.commission_id, clock.today())
    reader.read([clue])
    found = next((each for each in reader.of(clue) if each.key == limit), None)
    if found is None or limit not in levels.OF_LIMITS:
        raise Refused(_("This limit does not run, or may not be extended."))
    waiting = Approval.objects.filter(
        clue=clue,
        step__in=levels.OF_LIMITS[limit],
        state=ApprovalState.WAITING,
        word__startswith=f"{limit}:",
    )
    if waiting.exists():
        raise Refused(_("This is asked already: wait for the decision."))
    return found


def _check_until(clue: Clue, running: CaseClock, until: date) -> None:
    """Later than now, and no later than the rule pack's extension of that number allows."""
    if until <= running.due_on:
        raise Refused(_("A deadline is put off to a later day."))
    steps = CaseClocks(clue.commission_id, clock.today()).limit(clue, running.key).rule.extensions
    if running.extensions >= len(steps):
        raise Refused(
            _("The rules of that day let this limit be extended no further."), basis=running.basis
        )
    step = steps[running.extensions]
    if getattr(step, "amount", None) is None:
        return
    last = rulebook.calendar().deadline(running.due_on, step.amount, step.unit).on
    if until > last:
        raise Refused(
            _("This extension ends on %(day)s at the latest.") % {"day": last.isoformat()},
            basis=running.basis,
        )
