"""Putting phrases together: decks that are dealt out before any card comes twice, and business that fits.

A phrase may begin with a tag and a bar: it then wants business of that nature. P: a project or purchase;
M: money with a name of its own; A: approval or inspection; R: recruiting; F: fees. H: a host unit.
"""

import re
from collections.abc import Iterable
from random import Random

from paizhu.exchange.demonstration.units import UnitLine

NATURES = {
    "P": re.compile(
        "^(?!.*(队伍|标准化|规范化|目录))"
        ".*(建设|改造|工程|维修|修缮|扩建|设备|采购|购置|更新|装备|加固|提升|升级|数字化|信息化|绿化|修复|项目)$"
    ),
    "M": re.compile("(经费|资金|补助|补贴|补偿|奖励|发放|金使用)$"),
    "A": re.compile("审批|检查|检验|核查|评审|审核|认证|抽检|量化分级|审查|受理"),
    "R": re.compile("招聘|招录|选拔|聘任|聘用|选聘"),
    "F": re.compile("收费|费征收|租金"),
}


def fitting(tag: str, unit: UnitLine) -> list[str]:
    """Return the unit's business of the nature that a tag asks for."""
    if tag == "H":
        return list(unit.business) if unit.posts else []
    return [item for item in unit.business if not tag or NATURES[tag].search(item)]


class Deck:
    """A shuffled pile of phrases; only when all are dealt are they shuffled again."""

    def __init__(self, random: Random, phrases: Iterable[str]):
        self.random = random
        self.phrases = list(phrases)
        self.pile: list[str] = []

    def deal(self, unit: UnitLine) -> tuple[str, str]:
        """Return a phrase without its tag and a piece of the unit's business that fits it."""
        skipped = []
        while True:
            if not self.pile:
                self.pile = self.random.sample(self.phrases, len(self.phrases))
            phrase = self.pile.pop()
            tag, text = phrase.split("|", 1) if phrase[1:2] == "|" else ("", phrase)
            if items := fitting(tag, unit):
                self.pile = skipped + self.pile
                return text, self.random.choice(items)
            skipped.append(phrase)


class Wording:
    """All decks of the year, made as they are first asked for."""

    def __init__(self, random: Random):
        self.random = random
        self.decks: dict[tuple[str, ...], Deck] = {}

    def say(self, phrases: tuple[str, ...], unit: UnitLine, **words: str) -> str:
        """Deal one phrase and fill it in."""
        deck = self.decks.setdefault(phrases, Deck(self.random, phrases))
        text, item = deck.deal(unit)
        if "{item}项目" in text:
            item = item.removesuffix("项目")
        return text.format(unit=unit.name, item=item, **words)

    def text(self, parts: tuple[tuple[str, ...], ...], unit: UnitLine, **words: str) -> str:
        """Deal one phrase of each part, one after the other."""
        return "".join(self.say(phrases, unit, **words) for phrases in parts)
