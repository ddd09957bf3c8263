"""The sections of the figures about casework: clues and talks, with exactly the keys of the public contract.

At the command line the whole commission is counted, as numbers only; a user's figures count what exists for him, and for
somebody to whom casework is closed the section does not exist.
"""

from collections.abc import Callable

from django.db.models import QuerySet

from paizhu.clues import rules
from paizhu.clues.models import Clue, Talk
from paizhu.clues.queries import counting
from paizhu.kernel.refusals import allowed
from paizhu.kernel.viewers import Viewer
from paizhu.reporting.queries.scope import Scope


def count_clues(scope: Scope) -> dict:
    """Return the clue counts of a scope. Two queries."""
    found = _within(Clue.objects.counted_for(scope.user).of(scope.commission), scope)
    if scope.group is not None:
        found = found.filter(group=scope.group)
    return counting.count_clues(found, scope.start, scope.end)


def count_talks(scope: Scope) -> dict:
    """Return the talk counts of a scope; `people` by kind of talk. One query."""
    found = _within(Talk.objects.counted_for(scope.user).of(scope.commission), scope)
    found = found.filter(held_on__gte=scope.start, held_on__lte=scope.end)
    if scope.group is not None:
        found = counting.of_group(found, scope.group)
    return counting.count_talks(found)


def _within(found: QuerySet, scope: Scope) -> QuerySet:
    if scope.is_filtered_by_unit:
        found = found.filter(unit__in=scope.chosen_units())
    return found


SECTIONS: dict[str, tuple[Callable[[Viewer], None], Callable[[Scope], dict]]] = {
    "clues": (rules.check_can_see_clues, count_clues),
    "talks": (rules.check_can_see_talks, count_talks),
}
"""Section of the figures → for whom it exists, its count function; in the contract's order."""


def casework(scope: Scope) -> dict[str, dict]:
    """Return the counts of every section that exists for who asks. Three queries, and those of his wall."""
    user = scope.user
    return {
        section: count(scope)
        for section, (check, count) in SECTIONS.items()
        if user.powers.is_operator or allowed(check, user)
    }
