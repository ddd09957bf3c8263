"""Free texts on their way: sorted, reworded, merged, dropped, fed back item by item; results published."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from paizhu.kernel import clock
from paizhu.kernel.acts import act
from paizhu.kernel.records import check_fresh, save_clean
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Official, Post, Posting
from paizhu.oversight.actions import opinions
from paizhu.surveys import rules
from paizhu.surveys.actions import telling
from paizhu.surveys.models import SurveyUnit, Voice, VoiceState
from paizhu.surveys.states import TEAM
from paizhu.trail import actions as trail

TEAM_POSTS = (Post.UNIT_HEAD, Post.TEAM_MEMBER)


@act
def keep(
    *,
    voice: Voice,
    wording: str,
    theme: str = "",
    addressee: str = TEAM,
    seen_revision: int | None = None,
    by: Viewer,
) -> Voice:
    """Reword a text for the team or one member."""
    voice = _held(voice, seen_revision, by)
    known = {TEAM, *(member["key"] for member in voice.survey_unit.members)}
    if addressee not in known:
        raise Refused(_("An opinion goes to the team or to one of its members."))
    voice.wording, voice.theme, voice.addressee = wording, theme, addressee
    voice.keep()
    return _sorted(voice, by)


@act
def merge(*, voice: Voice, into: Voice, seen_revision: int | None = None, by: Viewer) -> Voice:
    """Merge a text into another one of the same unit, which is not itself merged or dropped."""
    voice = _held(voice, seen_revision, by)
    into = Voice.objects.select_for_update(of=("self",)).get(pk=into.pk)
    if into.pk == voice.pk or into.survey_unit_id != voice.survey_unit_id:
        raise Refused(_("Merge it into another text of the same unit."))
    if into.state in {VoiceState.MERGED, VoiceState.DROPPED} or voice.merged.exists():
        raise Refused(_("A text that is merged or dropped itself cannot take in another one."))
    voice.merge(into=into)
    return _sorted(voice, by)


@act
def drop(*, voice: Voice, reason: str, seen_revision: int | None = None, by: Viewer) -> Voice:
    """Drop a text, with the reason."""
    voice = _held(voice, seen_revision, by)
    if voice.merged.exists():
        raise Refused(_("Other texts were merged into this one."))
    if not reason.strip():
        raise Refused(_("Say why the text is dropped."))
    voice.drop(reason=reason.strip())
    return _sorted(voice, by)


@act
def feed_back(
    *, voice: Voice, due_on: date | None, seen_revision: int | None = None, by: Viewer
) -> Voice:
    """Feed a reworded text back as an opinion with a deadline, addressed to the team or one member."""
    voice = _held(voice, seen_revision, by)
    rules.check_can_feed_back(by, voice)
    held = voice.survey_unit
    official = _addressee(voice)
    opinion = opinions.raise_opinion(
        activity=held.survey.activity,
        unit=held.unit,
        content=voice.wording if official else _addressed(voice),
        made_on=clock.today(),
        due_on=due_on,
        addressee=official,
        by=by,
    )
    voice.feed_back(opinion=opinion)
    save_clean(voice)
    trail.record(
        "surveys.fed_back",
        voice,
        by=by,
        survey=held.survey.code,
        unit=held.unit.code,
        opinion=opinion.code,
        due_on=due_on,
    )
    return voice


@act
def publish(*, held: SurveyUnit, by: Viewer) -> SurveyUnit:
    """Open the public page of a unit's results for those who answered."""
    held = (
        SurveyUnit.objects.select_for_update(of=("self",))
        .select_related("survey", "unit")
        .get(pk=held.pk)
    )
    rules.check_can_publish(by, held)
    held.published_on = clock.today()
    save_clean(held)
    trail.record("surveys.published", held, by=by, survey=held.survey.code, unit=held.unit.code)
    left = SurveyUnit.objects.filter(survey=held.survey_id, published_on__isnull=True)
    telling.tell_published(held.survey, by, is_last=not left.exists())
    return held


def _held(voice: Voice, seen_revision: int | None, by: Viewer) -> Voice:
    voice = (
        Voice.objects.select_for_update(of=("self",))
        .select_related("survey_unit__survey", "survey_unit__unit")
        .get(pk=voice.pk)
    )
    check_fresh(voice, seen_revision)
    rules.check_can_sort_voice(by, voice)
    return voice


def _sorted(voice: Voice, by: Viewer) -> Voice:
    save_clean(voice)
    held = voice.survey_unit
    trail.record(
        "surveys.voice_sorted",
        voice,
        by=by,
        survey=held.survey.code,
        unit=held.unit.code,
        state=voice.state,
    )
    return voice


def _addressee(voice: Voice) -> Official | None:
    """The member of the unit's leadership of that name, where there is exactly one today."""
    names = {member["key"]: member["name"] for member in voice.survey_unit.members}
    if voice.addressee not in names:
        return None
    today, unit = clock.today(), voice.survey_unit.unit_id
    held = Posting.objects.filter(unit=unit, post__in=TEAM_POSTS, from_on__lte=today)
    held = held.filter(Q(until_on__isnull=True) | Q(until_on__gt=today))
    found = Official.objects.filter(name=names[voice.addressee], postings__in=held).distinct()
    return found[0] if len(found[:2]) == 1 else None


def _addressed(voice: Voice) -> str:
    """The wording, with the member's name before it where it concerns one."""
    names = {member["key"]: member["name"] for member in voice.survey_unit.members}
    name = names.get(voice.addressee)
    return (
        _("To %(name)s: %(text)s") % {"name": name, "text": voice.wording}
        if name
        else voice.wording
    )
