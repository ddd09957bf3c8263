"""The category of a person concerned, as rank and post propose it; a person confirms or changes it."""

from datetime import date

from paizhu.organization.models import Official, Post, Posting, Rank
from paizhu.rulebook.models import PersonCategory

BY_RANK = {
    Rank.COUNTY_CHIEF: PersonCategory.SUPERIOR_MANAGED,
    Rank.COUNTY_DEPUTY: PersonCategory.SUPERIOR_MANAGED,
    Rank.SECTION_CHIEF: PersonCategory.MANAGED_CHIEF,
    Rank.SECTION_DEPUTY: PersonCategory.MANAGED_DEPUTY,
}


def proposed(official: Official | int | None, rank: str, on: date) -> PersonCategory:
    """Return the category: by the post in force on the day, else by rank. One query for an official on record."""
    if official is not None:
        held = Posting.objects.in_force(on).filter(official=official)
        posts = set(held.values_list("post", flat=True))
        if Post.UNIT_HEAD in posts:
            return PersonCategory.UNIT_HEAD
        if Post.TEAM_MEMBER in posts:
            return PersonCategory.UNIT_TEAM
    return BY_RANK.get(rank, PersonCategory.OTHER)
