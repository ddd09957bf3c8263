"""Playing the stories of the demonstration city: every beat through the act that any user performs, on its own day.

All beats of all stories are played in the order of their moments. The trail keeps the real time of the playing.
"""

from typing import Any

from paizhu.exchange import queries
from paizhu.exchange.actions.playing import (
    arranging,
    casework,
    elsewhere,
    following,
    reporting,
    supervising,
    surveying,
)
from paizhu.exchange.actions.playing.stage import Act, Scene, Stage
from paizhu.exchange.demonstration.phrases.stories import (
    arrangements,
    matters,
    neighbours,
    plans,
    surveys,
    transport_autumn,
    transport_december,
    transport_maintenance,
    transport_winter,
    weeks,
)
from paizhu.exchange.demonstration.phrases.stories import casework as casework_stories
from paizhu.kernel import clock
from paizhu.tenancy.models import Commission

ACTS: dict[str, Act] = {
    **supervising.ACTS,
    **following.ACTS,
    **arranging.ACTS,
    **reporting.ACTS,
    **surveying.ACTS,
    **casework.ACTS,
}
STORIES = (
    *transport_autumn.STORIES,
    *transport_maintenance.STORIES,
    *transport_winter.STORIES,
    *transport_december.STORIES,
    *neighbours.STORIES,
    *matters.STORIES,
    *plans.STORIES,
    *arrangements.STORIES,
    *surveys.STORIES,
    *weeks.STORIES,
    *casework_stories.STORIES,
)
BEAT = 25
"""Beats after which progress is told."""


def play(commission: Commission, progress: queries.Progress) -> int:
    """Play everything and return how many beats; part of the transaction that loads the city."""
    stage = Stage(commission)
    scenes = []
    for story in (*STORIES, *elsewhere.stories(stage)):
        kept: dict[str, Any] = {}
        scenes.extend((each.at, story, each, kept) for each in story.beats)
    scenes.sort(key=lambda scene: scene[0])
    for number, (at, story, each, kept) in enumerate(scenes, start=1):
        with clock.standing_on(at):
            by = stage.player(each.who, story)
            ACTS[each.act](Scene(stage, story, each, by, kept))
        if number % BEAT == 0 or number == len(scenes):
            progress(number, len(scenes), "stories")
    return len(scenes)
