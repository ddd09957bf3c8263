"""Surveys as tests need them: designed, issued, answered, closed. All by the room's own acts."""

from datetime import timedelta
from decimal import Decimal

from paizhu.kernel import clock
from paizhu.surveys.actions import ballots, designing, holding
from paizhu.surveys.models import Survey, SurveyUnit
from paizhu.surveys.queries import door
from paizhu.surveys.states.drafts import ClassDraft, SurveyDraft, UnitDraft
from tests.organization.city import City

OPTIONS = [
    {"key": "good", "label": "好", "score": 100},
    {"key": "fair", "label": "较好", "score": 80},
    {"key": "bad", "label": "差", "score": 40},
]
DEFINITION = {
    "kind": "questionnaire",
    "title": "主体责任问卷",
    "sections": [
        {
            "title": "一",
            "questions": [
                {"key": "q1", "kind": "single", "title": "总体评价", "options": OPTIONS},
                {"key": "t1", "kind": "text", "title": "意见", "required": False},
            ],
        }
    ],
    "invalid": ["unfinished"],
    "formulas": [{"key": "score", "title": "得分", "kind": "score"}],
    "warnings": [{"title": "差达到三分之一", "options": ["bad"], "at_least": 0.3333}],
}
CLASSES = (
    ClassDraft("A", "领导", Decimal(40)),
    ClassDraft("B", "中层", Decimal(30)),
    ClassDraft("C", "职工", Decimal(30)),
)


def given(city: City, units: dict | None = None, **more) -> SurveyDraft:
    """Return a draft of group Z1. `units`: unit code → tickets by class."""
    now = clock.now()
    units = units or {"U1": {"A": 6, "B": 6, "C": 8}}
    return SurveyDraft(
        **{
            "definition": DEFINITION,
            "opens_at": now - timedelta(hours=1),
            "closes_at": now + timedelta(hours=2),
            "group_id": city.groups["Z1"].pk,
            "classes": CLASSES,
            "units": [
                UnitDraft(city.units[code].pk, tickets, ("张三", "李四"))
                for code, tickets in units.items()
            ],
        }
        | more
    )


def leader(city: City):
    """Return the leader of Z1, today."""
    return city.looker("leader", clock.today())


def drafted(city: City, units: dict | None = None, **more) -> Survey:
    """Return a survey that is being designed."""
    return designing.draft(
        commission=city.commission, given=given(city, units, **more), by=leader(city)
    )


def issued(city: City, units: dict | None = None, **more) -> Survey:
    """Return an issued survey."""
    return holding.issue(survey=drafted(city, units, **more), by=leader(city))


def codes(city: City, survey: Survey, unit: str = "U1") -> dict[str, list[str]]:
    """Print a unit's slips; returns class → codes."""
    held = SurveyUnit.objects.get(survey=survey, unit=city.units[unit])
    printed = holding.print_slips(held=held, by=leader(city))
    return {each.key: found for each, found in printed}


def cast(code: str, **answers) -> bool:
    """Answer with a code."""
    return ballots.cast(door.entrance(code), answers)


def close(city: City, survey: Survey) -> Survey:
    """Close it."""
    return holding.close(survey=survey, by=leader(city))
