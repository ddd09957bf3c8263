"""Words about matters for tests: sent by a role through the act, and brought into a state by the acts themselves."""

from dataclasses import replace
from datetime import timedelta

from paizhu.kernel import clock
from paizhu.oversight.actions import notice_changes, notice_decisions, notices
from paizhu.oversight.models import MatterNotice
from tests.organization.city import City
from tests.oversight.factories import activity_draft, notice_draft

DECIDER = {"U1": "leader", "U2": "leader", "U5": "leader", "U3": "leader_two", "U4": "leader_two"}


def send(city: City, unit: str = "U2", role: str = "member", **given) -> MatterNotice:
    """Send word now of a matter in a week, by somebody of the city as of today."""
    official = city.people.get(role)
    now = clock.now()
    start = {"code": "", "sent_at": now, "happens_at": now + timedelta(days=7)}
    start["sender_id"] = official.pk if official else None
    draft = notice_draft(city, unit, **(start | given))
    return notices.send(commission=city.commission, draft=draft, by=by(city, role))


def by(city: City, role: str):
    """Return a role as of today."""
    return city.looker(role, clock.today())


def fresh(notice: MatterNotice) -> MatterNotice:
    """Return the notice as stored."""
    return MatterNotice.objects.get(pk=notice.pk)


def steps(city: City) -> dict:
    """Return each act with a notice: step → function of (notice, viewer)."""
    return {
        "attend": lambda notice, who: notice_decisions.attend(
            notice=notice, official_ids=[_attendee(city, notice)], by=who
        ),
        "not_attend": lambda notice, who: notice_decisions.not_attend(
            notice=notice, reason="例会", by=who
        ),
        "propose": lambda notice, who: notice_decisions.propose(notice=notice, by=who),
        "correct": lambda notice, who: notice_changes.correct(
            notice=notice, draft=_corrected(city, notice), by=who
        ),
        "postpone": lambda notice, who: notice_changes.postpone(
            notice=notice, happens_at=notice.happens_at + timedelta(days=1), reason="改期", by=who
        ),
        "cancel": lambda notice, who: notice_changes.cancel(notice=notice, reason="取消", by=who),
        "withdraw": lambda notice, who: notice_changes.withdraw(
            notice=notice, reason="误发", by=who
        ),
    }


def in_state(city: City, state: str, unit: str = "U2", role: str = "member") -> MatterNotice:
    """Return a notice that the acts have led into a state."""
    notice, decider = send(city, unit, role), by(city, DECIDER[unit])
    if state == "read":
        notice_decisions.note_read(notice=notice, by=decider)
    elif state == "attended":
        follow(city, notice)
    elif state != "sent":
        step = {"withdrawn": "withdraw", "cancelled": "cancel"}.get(state, state)
        steps(city)[step](notice, by(city, "office") if step in ("withdraw", "cancel") else decider)
    assert fresh(notice).state == state
    return fresh(notice)


def follow(city: City, notice: MatterNotice, on=None):
    """Record an activity that follows a notice, by the office; the matter's time has come by then."""
    from paizhu.oversight.actions import activities

    now = clock.now()
    MatterNotice.objects.filter(pk=notice.pk, happens_at__gt=now).update(happens_at=now)
    unit = next(code for code, each in city.units.items() if each.pk == notice.unit_id)
    draft = activity_draft(city, unit, "member" if unit in ("U1", "U2", "U5") else "deputy")
    draft = replace(draft, code="", on=on or clock.today(), notice_id=notice.pk)
    return activities.register(commission=city.commission, draft=draft, by=by(city, "office"))


def _attendee(city: City, notice: MatterNotice) -> int:
    ours = {city.units[code].pk for code in ("U1", "U2", "U5")}
    return city.people["member" if notice.unit_id in ours else "deputy"].pk


def _corrected(city: City, notice: MatterNotice):
    unit = next(code for code, each in city.units.items() if each.pk == notice.unit_id)
    return notice_draft(city, unit, title="改了", happens_at=notice.happens_at)
