"""The sheets of clues and talks: in every template, taken in by a later version, refused until then."""

from paizhu.exchange.states.cells import Sheet, words_of
from paizhu.exchange.states.structure import NAME_LENGTH, code, count, date, text, word, yes_no
from paizhu.organization import models as organization

DISPOSITIONS = ("谈话函询", "初步核实", "暂存待查", "予以了结")
CONCLUSIONS = ("拟立案", "予以了结", "谈话提醒", "暂存待查", "移送")
TALK_KINDS = ("信访约谈", "廉政谈话", "提醒谈话", "集体约谈")


def _plain(words: tuple[str, ...]) -> dict[str, str]:
    return {each: each for each in words}


CLUES = Sheet(
    key="clues",
    name="问题线索",
    zh="问题线索。本版本暂不导入，请留空。",
    en="Clues. Not taken in by this version: leave empty.",
    identity=("code",),
    later=True,
    columns=(
        code("线索编码", "code", required=True, zh="线索的固定编码。", en="Permanent code."),
        date("收到日期", "received_on", required=True, zh="收到日期。", en="Day of receipt."),
        text("来源", "source", required=True, longest=NAME_LENGTH, zh="来源。", en="Source."),
        yes_no("实名", "is_named", zh="是否实名，填“是”或“否”。", en="Signed: 是 or 否."),
        code(
            "被反映单位编码",
            "unit",
            required=True,
            refers=("units",),
            zh="被反映单位。",
            en="Unit concerned.",
        ),
        code(
            "被反映人编码",
            "official",
            refers=("officials",),
            zh="被反映人。",
            en="Person concerned.",
        ),
        word(
            "被反映人职级",
            "rank",
            required=True,
            words=words_of(organization.Rank),
            zh="从下拉列表选择。",
            en="Rank of the person concerned.",
        ),
        text("问题摘要", "summary", required=True, longest=4000, zh="问题摘要。", en="Summary."),
        code(
            "承办组编码",
            "group",
            refers=("composite_groups",),
            zh="承办的综合组。",
            en="Handling group.",
        ),
        date("交办日期", "assigned_on", zh="交办日期。", en="Day of assignment."),
        word(
            "处置方式",
            "disposition",
            words=_plain(DISPOSITIONS),
            zh="从下拉列表选择。",
            en="Disposition.",
        ),
        date("处置日期", "disposed_on", zh="处置日期。", en="Day of disposition."),
        word(
            "核实结论",
            "conclusion",
            words=_plain(CONCLUSIONS),
            zh="从下拉列表选择。",
            en="Conclusion of the verification.",
        ),
        date("立案日期", "filed_on", zh="立案日期。", en="Day of case filing."),
    ),
)

TALKS = Sheet(
    key="talks",
    name="谈话",
    zh="谈话。本版本暂不导入，请留空。",
    en="Talks. Not taken in by this version: leave empty.",
    identity=("code",),
    later=True,
    columns=(
        code("谈话编码", "code", required=True, zh="谈话的固定编码。", en="Permanent code."),
        date("日期", "held_on", required=True, zh="谈话日期。", en="Day of the talk."),
        word(
            "类型",
            "kind",
            required=True,
            words=_plain(TALK_KINDS),
            zh="从下拉列表选择。",
            en="Kind of talk.",
        ),
        code("单位编码", "unit", required=True, refers=("units",), zh="单位。", en="Unit."),
        code("线索编码", "clue", refers=("clues",), zh="相关线索。", en="Clue concerned."),
        code(
            "谈话人编码",
            "talkers",
            required=True,
            many=True,
            refers=("officials",),
            zh="谈话人，多个用分号隔开。",
            en="Talkers, separated by semicolons.",
        ),
        count("人数", "people", required=True, zh="被谈话人数。", en="Number of people talked to."),
    ),
)
