"""`JobRun`: one run of a due job, for one commission or for the installation. Holds no casework, no names."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from paizhu.jobs.states import Outcome
from paizhu.kernel.viewers import Viewer
from paizhu.tenancy.models import Commission


class JobRunQuerySet(models.QuerySet):
    """Reads of runs."""

    def visible_to(self, user: Viewer) -> Self:
        """The system administrator sees his commission's runs and the installation's; nobody else any."""
        if not user.powers.is_system_admin:
            return self.none()
        return self.filter(Q(commission_id=user.commission_id) | Q(commission__isnull=True))


class JobRun(models.Model):
    """`due_at` names the run: there is at most one for a job, commission and due moment, whoever comes first.

    `worker` is host and process, by which a run that lost its process is known. `error` is the class of the
    fault alone: its text could hold somebody's data.
    """

    commission = models.ForeignKey(
        Commission, models.CASCADE, null=True, related_name="+", verbose_name=_("commission")
    )
    job = models.CharField(_("job"), max_length=80)
    due_at = models.DateTimeField(_("due"))
    started_at = models.DateTimeField(_("started"))
    ended_at = models.DateTimeField(_("ended"), null=True)
    outcome = models.CharField(
        _("outcome"), max_length=10, choices=Outcome, default=Outcome.RUNNING
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=1)
    count = models.PositiveIntegerField(_("things done"), default=0)
    error = models.CharField(_("kind of fault"), max_length=120, blank=True)
    worker = models.CharField(_("worker"), max_length=120, blank=True)

    objects = JobRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("run of a due job")
        verbose_name_plural = _("runs of due jobs")
        ordering = ["-due_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["commission", "job", "due_at"], name="job_run_once_a_commission"
            ),
            models.UniqueConstraint(
                fields=["job", "due_at"],
                condition=Q(commission__isnull=True),
                name="job_run_once_an_installation",
            ),
            models.UniqueConstraint(
                fields=["commission", "job"],
                condition=Q(outcome=Outcome.RUNNING),
                name="job_runs_one_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["job"],
                condition=Q(outcome=Outcome.RUNNING, commission__isnull=True),
                name="job_of_installation_runs_one_at_a_time",
            ),
            models.CheckConstraint(
                name="job_run_ends_with_an_outcome",
                condition=Q(outcome=Outcome.RUNNING, ended_at__isnull=True)
                | (~Q(outcome=Outcome.RUNNING) & Q(ended_at__gte=F("started_at"))),
            ),
        ]
        indexes = [models.Index(fields=["job", "-due_at"], name="job_run_latest")]

    def __str__(self) -> str:
        return f"{self.job} {self.due_at:%Y-%m-%d %H:%M}"
