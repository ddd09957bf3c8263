"""`paizhu doctor`: says what is missing or unsafe in this installation, and the mend."""

import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import click
from django.conf import settings
from django.core import checks
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from paizhu.access.models import User
from paizhu.clues.queries import sealed as casework
from paizhu.config.command.shared import is_behind, json_option, print_json
from paizhu.config.environment import SecondFactor, Stage
from paizhu.documents.models import StoredFile
from paizhu.documents.states import Condition
from paizhu.jobs import queries as jobs
from paizhu.kernel import protection, workdays
from paizhu.organization.models import Administration
from paizhu.tenancy.models import Commission
from paizhu.trail import queries as trail


@dataclass(frozen=True)
class Finding:
    """One thing found: `level` is `fault` (exit 1) or `advice`; `mend` says what to do."""

    level: str
    what: str
    mend: str


@click.command(
    "doctor", help=str(_("Say what is missing or unsafe here, and the mend; status 1 for faults."))
)
@json_option
def doctor_command(as_json: bool) -> None:
    """Run every examination that the state of the database allows."""
    examinations = INSTALLATION if is_behind() else INSTALLATION + RECORDS
    findings = [finding for examine in examinations for finding in examine()]
    if as_json:
        print_json([vars(finding) for finding in findings])
    else:
        for finding in findings:
            mark = "✗" if finding.level == "fault" else "!"
            click.echo(f"{mark} {finding.what}\n    → {finding.mend}")
        if not findings:
            click.echo(_("Nothing is missing and nothing unsafe was found."))
    sys.exit(1 if any(finding.level == "fault" for finding in findings) else 0)


def _database() -> Iterator[Finding]:
    if is_behind():
        yield Finding(
            "fault",
            _("The database is not set up yet, or older than the program."),
            _("Run any command, such as paizhu serve."),
        )
    if connection.vendor == "postgresql" and connection.pg_version < 140000:
        yield Finding(
            "fault", _("PostgreSQL is older than 14."), _("Install PostgreSQL 14 or newer.")
        )


def _stage() -> Iterator[Finding]:
    if settings.STAGE is not Stage.PRODUCTION:
        yield Finding(
            "advice",
            _("This installation runs as %(stage)s.") % {"stage": settings.STAGE},
            _("Leave PAIZHU_STAGE out before real records are kept."),
        )
    if settings.ENVIRONMENT.plain_intranet:
        yield Finding(
            "advice",
            _("Pages travel without HTTPS (PAIZHU_PLAIN_INTRANET)."),
            _("Put a certificate in PAIZHU_TLS_CERTIFICATE, or a proxy with HTTPS in front."),
        )
    if settings.SECOND_FACTOR is SecondFactor.NOBODY:
        yield Finding(
            "advice",
            _("Nobody needs a second factor."),
            _("Set PAIZHU_SECOND_FACTOR to administrators or everybody."),
        )


def _framework() -> Iterator[Finding]:
    for message in checks.run_checks(include_deployment_checks=settings.STAGE is Stage.PRODUCTION):
        if message.level >= checks.WARNING and not message.is_silenced():
            yield Finding("advice", str(message.msg), str(message.hint or message.id))


def _data_folder() -> Iterator[Finding]:
    mode = stat.S_IMODE(settings.DATA.stat().st_mode)
    if mode & 0o077:
        yield Finding(
            "fault",
            _("Others on this machine can look into the data folder."),
            _("Run: chmod 700 %(folder)s") % {"folder": settings.DATA},
        )
    free = shutil.disk_usage(settings.DATA).free
    if free < 2 * 1024**3:
        yield Finding(
            "fault",
            _("Less than 2 GB are free where the data lie."),
            _("Make room, or move the data folder (PAIZHU_DATA)."),
        )


def _keys() -> Iterator[Finding]:
    for ring in protection.Ring:
        try:
            sealed = protection.seal("paizhu", place="doctor", ring=ring)
            protection.open_sealed(sealed, place="doctor", ring=ring)
        except (OSError, ValueError, protection.CannotOpen):
            yield Finding(
                "fault",
                _("The key ring cannot be read: what was sealed with it stays closed."),
                _("Bring %(file)s back from a backup; never make a new one over it.")
                % {"file": ring.file},
            )


def _sealed_values() -> Iterator[Finding]:
    """Whether what lies sealed opens: every key that was used is there, and what is looked into is whole."""
    for found in casework.unopened():
        if found.is_key_lost:
            yield Finding(
                "fault",
                _("The key %(key)s is lost: %(count)s protected values stay closed.")
                % {"key": found.key, "count": found.count},
                _("Bring %(file)s back from a backup; never make a new one over it.")
                % {"file": found.file},
            )
        else:
            yield Finding(
                "fault",
                _("Protected values are damaged or were moved: %(places)s.")
                % {"places": "、".join(found.places)},
                _("Restore these records from a backup, and find out who wrote past the program."),
            )


def _calendar() -> Iterator[Finding]:
    today = timezone.localdate()
    for year in (today.year, today.year + 1) if today.month == 12 else (today.year,):
        if workdays.WorkingCalendar().add_working_days(date(year, 12, 20), 1).provisional:
            yield Finding(
                "advice",
                _("The public holidays of %(year)s are not known yet: deadlines are provisional.")
                % {"year": year},
                _("Enter the State Council's list under “Working calendar”."),
            )


def _administrators() -> Iterator[Finding]:
    for commission in Commission.objects.all():
        held = {
            office
            for user in User.objects.filter(commission=commission).prefetch_related(
                "administrations"
            )
            for office in user.powers.administration
        }
        for office in set(Administration) - held:
            yield Finding(
                "advice",
                _("%(commission)s has no %(office)s.")
                % {"commission": commission, "office": office.label},
                "paizhu administrator USERNAME --name NAME --office " + office.value,
            )


def _trail() -> Iterator[Finding]:
    if missing := trail.missing_guards():
        yield Finding(
            "fault",
            _("The database no longer guards the trail: %(names)s.")
            % {"names": "、".join(missing)},
            _("Find out who removed the triggers; restore them from a backup."),
        )
    found = trail.verify()
    if not found.ok:
        yield Finding(
            "fault",
            _("The trail is broken at record %(sequence)s.") % found.first_bad,
            _("Keep the database as it is, and compare with the heads and backups kept elsewhere."),
        )


def _jobs() -> Iterator[Finding]:
    """Whether the worker runs, told by what it should have done."""
    for each in jobs.late()[:3]:
        failed = each.last is not None and each.last.outcome == jobs.Outcome.FAILED
        yield Finding(
            "advice",
            _("The due job “%(job)s” failed: %(error)s.")
            % {"job": each.job.title, "error": each.last.error}
            if failed
            else _("The due job “%(job)s” is late: it was due at %(due)s.")
            % {"job": each.job.title, "due": f"{each.due_at:%Y-%m-%d %H:%M}"},
            _("Look with paizhu jobs; then run it: paizhu jobs run %(key)s") % {"key": each.job.key}
            if failed
            else _(
                "Keep paizhu serve running, or paizhu work where PAIZHU_EMBEDDED_WORKER is off."
            ),
        )


def _files() -> Iterator[Finding]:
    """What the job that looks over the kept files found."""
    spoilt = StoredFile.objects.exclude(condition=Condition.WHOLE)
    if count := spoilt.count():
        keys = "、".join(str(file) for file in spoilt[:5])
        yield Finding(
            "fault",
            _("%(count)s kept files are missing or damaged: %(keys)s.")
            % {"count": count, "keys": keys},
            _("Bring them back from a backup into %(folder)s, then: paizhu jobs run %(job)s")
            % {"folder": settings.MEDIA_ROOT, "job": "documents.look_over"},
        )


Examination = Callable[[], Iterator[Finding]]

INSTALLATION: tuple[Examination, ...] = (_database, _stage, _framework, _data_folder, _keys)
RECORDS: tuple[Examination, ...] = (
    _sealed_values,
    _calendar,
    _administrators,
    _trail,
    _jobs,
    _files,
)
"""These read what is stored, so they wait for a database of today."""
