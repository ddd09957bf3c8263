"""Who sees to a survey in its group: whoever designed it, until he hands it over when his posting ends."""

from paizhu.kernel import acts
from paizhu.kernel.acts import act
from paizhu.kernel.records import save_clean
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Official, Posting
from paizhu.organization.queries.open_matters import Matter
from paizhu.surveys.actions.telling import tell
from paizhu.surveys.models import Survey
from paizhu.trail import actions as trail


@act
def hand_over(*, posting: Posting, to: Official, by: Viewer) -> int:
    """Give to another official every open survey that the posting's holder sees to in the posting's group."""
    count = 0
    for survey in kept_under(posting).select_for_update(of=("self",)):
        survey.keeper = to
        save_clean(survey)
        trail.record("surveys.given", survey, by=by, keeper=to.name, code=to.code)
        tell(survey, "given", [to.pk], by)
        count += 1
    if not count:
        acts.nothing_to_do()
    return count


def kept_under(posting: Posting):
    """Return the open surveys that the holder sees to in the posting's group."""
    found = Survey.objects.of(posting.commission_id).open()
    if posting.composite_group_id is None:
        return found.none()
    return found.filter(keeper=posting.official_id, group=posting.composite_group_id).order_by("pk")


def open_matters_of(posting: Posting, _user: Viewer) -> list[Matter]:
    """Return them as the page of the posting's end names them."""
    return [
        Matter(f"{each.code} {each.title}", each.get_absolute_url(), each.get_state_display())
        for each in kept_under(posting)
    ]
