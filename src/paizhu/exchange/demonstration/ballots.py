"""How the invented people answer: seeded, a little better in class A than in class C, one member of the team judged worse."""

from collections.abc import Mapping
from random import Random
from typing import Any

CHANCES = {"A": (70, 24, 4, 2), "B": (52, 34, 10, 4), "C": (46, 36, 12, 6)}
WORSE = (16, 40, 32, 12)
UNCLEAR, ALL_BEST = 0.04, 0.04
"""How many do not know, and how many write the best everywhere, which a survey's rules may call invalid."""


class Hand:
    """One hand that fills a ballot in."""

    def __init__(self, group: str, random: Random, judged_worse: str = ""):
        self.group, self.random, self.judged_worse = group, random, judged_worse
        self.is_all_best = random.random() < ALL_BEST

    def fill(self, form: Any, texts: Mapping[str, str]) -> dict[str, Any]:
        """Return the answers to an expanded form. `texts`: question key → free text."""
        given = {question.key: self._answer(question, texts) for question in form.questions}
        return {key: value for key, value in given.items() if value}

    def _answer(self, question: Any, texts: Mapping[str, str]) -> Any:
        match question.kind:
            case "single":
                return self._choose(question)
            case "matrix":
                return {line.key: self._choose(question, line.member) for line in question.lines}
            case "multiple":
                keys = [option.key for option in question.options]
                few = self.random.sample(keys, self.random.randint(0, 2))
                return [key for key in keys if key in few]
            case "number":
                return self.random.choice((7, 8, 8, 9, 9, 10))
            case _:
                return texts.get(question.key)

    def _choose(self, question: Any, about: str = "") -> str:
        clear = [option.key for option in question.options if not option.is_unclear]
        unclear = [option.key for option in question.options if option.is_unclear]
        if self.is_all_best:
            return clear[0]
        if unclear and self.random.random() < UNCLEAR:
            return unclear[0]
        chances = WORSE if about and about == self.judged_worse else CHANCES[self.group]
        return self.random.choices(clear, chances[: len(clear)])[0]
