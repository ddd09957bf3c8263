"""The sheets of casework: clues and talks. The closed lists are those of `clues`; a disposition is never a conclusion."""

from paizhu.clues import models as clues
from paizhu.exchange.states.cells import Sheet, words_of
from paizhu.exchange.states.structure import NAME_LENGTH, code, count, date, text, word, yes_no
from paizhu.organization import models as organization

TEXT_LENGTH = 4000

CLUES = Sheet(
    key="clues",
    name="问题线索",
    zh="问题线索，每件一行。由案管室或在服务器上导入；导出时只含导出人有权看到的线索。",
    en="Clues, one a row. Taken in by the case office or on the server; exported are those that the reader may see.",
    identity=("code",),
    casework=True,
    columns=(
        code(
            "线索编码",
            "code",
            required=True,
            zh="线索的固定编码，不得重复。",
            en="Permanent code of the clue, unique.",
        ),
        date("收到日期", "received_on", required=True, zh="收到日期。", en="Day of receipt."),
        text(
            "来源",
            "source",
            required=True,
            longest=NAME_LENGTH,
            zh="来源，如信访举报、监督中发现、上级交办；不写举报人姓名。",
            en="Where it came from, e.g. a petition; never the reporter's name.",
        ),
        yes_no(
            "实名",
            "is_named",
            may_be_unknown=True,
            zh="是否实名举报，填“是”或“否”；不清楚的留空。",
            en="Signed with a real name: 是 or 否; empty where it is not known.",
        ),
        code(
            "被反映单位编码",
            "unit",
            required=True,
            refers=("units",),
            zh="被反映人所在单位。",
            en="Unit concerned.",
        ),
        code(
            "被反映人编码",
            "official",
            refers=("officials",),
            zh="被反映人的人员编码；不在“人员”表中的留空。",
            en="Code of the person concerned; empty for who is not in the sheet of officials.",
        ),
        word(
            "被反映人职级",
            "rank",
            required=True,
            words=words_of(organization.Rank),
            zh="从下拉列表选择。",
            en="Rank of the person concerned: one of the list.",
        ),
        text(
            "问题摘要",
            "summary",
            required=True,
            longest=TEXT_LENGTH,
            zh="反映的主要问题；加密保存。",
            en="What is reported, briefly; sealed at rest.",
        ),
        code(
            "承办组编码",
            "group",
            refers=("composite_groups",),
            zh="承办的综合组，须填交办日期；组内人员全部应当回避的不能承办。",
            en="Handling group, with its day of assignment; not one of which every member would have to recuse.",
        ),
        date(
            "交办日期",
            "assigned_on",
            zh="交办日期，不早于收到日期；填了承办组的必填。",
            en="Day of assignment, not before receipt; demanded with a handling group.",
        ),
        word(
            "处置方式",
            "disposition",
            words=words_of(clues.Disposition),
            zh="四类处置方式，从下拉列表选择。",
            en="Disposition: one of the four.",
        ),
        date(
            "处置日期",
            "disposed_on",
            zh="处置日期，不早于交办日期；须与处置方式一并填写。",
            en="Day of disposition, not before assignment; goes with a disposition.",
        ),
        word(
            "核实结论",
            "conclusion",
            words=words_of(clues.Conclusion),
            zh="初步核实（谈话函询）的结论，与处置方式不是同一个列表。",
            en="Conclusion of the verification: a list of its own, not that of dispositions.",
        ),
        date(
            "立案日期",
            "filed_on",
            zh="立案日期，不早于处置日期；核实结论不是“拟立案”的留空。",
            en="Day of case filing, not before disposition; empty where the conclusion is not 拟立案.",
        ),
    ),
)

TALKS = Sheet(
    key="talks",
    name="谈话",
    zh="谈话，每次一行。由案管室或在服务器上导入；导出时只含导出人有权看到的谈话。",
    en="Talks, one a row. Taken in by the case office or on the server; exported are those that the reader may see.",
    identity=("code",),
    casework=True,
    columns=(
        code(
            "谈话编码",
            "code",
            required=True,
            zh="谈话的固定编码，不得重复。",
            en="Permanent code of the talk, unique.",
        ),
        date("日期", "held_on", required=True, zh="谈话日期。", en="Day of the talk."),
        word(
            "类型",
            "kind",
            required=True,
            words={kind.word: kind.value for kind in clues.TalkKind if kind.word},
            zh="从下拉列表选择。",
            en="Kind of talk: one of the list.",
        ),
        code(
            "单位编码",
            "unit",
            required=True,
            refers=("units",),
            zh="被谈话人所在单位。",
            en="Unit of who was talked to.",
        ),
        code(
            "线索编码",
            "clue",
            refers=("clues",),
            zh="相关线索；没有则留空。谈话不早于线索收到日期。",
            en="Clue concerned, if any; the talk is not before its receipt.",
        ),
        code(
            "谈话人编码",
            "talkers",
            required=True,
            many=True,
            refers=("officials",),
            zh="谈话人，多个用分号隔开。",
            en="Who talked, separated by semicolons.",
        ),
        count(
            "人数",
            "people",
            required=True,
            zh="被谈话人数，至少 1 人。",
            en="Number of people talked to, at least 1.",
        ),
    ),
)
