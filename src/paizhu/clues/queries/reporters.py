"""Reads about who reported, once it is open."""

from paizhu.clues.models import Reporter
from paizhu.organization.models import Official


def official_of(reporter: Reporter) -> Official | None:
    """Return who reported as an official on record, or None."""
    if not reporter.official_ref:
        return None
    return Official.objects.of(reporter.commission_id).filter(pk=int(reporter.official_ref)).first()
