"""The sheets of the work: matter notices, activities, opinions. The closed lists are oversight's own."""

from paizhu.exchange.states.cells import Sheet, words_of
from paizhu.exchange.states.structure import code, date, moment, text, word
from paizhu.oversight import models as oversight

TITLE_LENGTH = 300
TEXT_LENGTH = 4000

NOTICES = Sheet(
    key="notices",
    name="重要事项通报",
    zh="派驻纪检组长或单位联络员就驻在单位重要事项向综合组所作的通报。",
    en="Word of an important matter of a unit, sent to the group that watches it.",
    identity=("code",),
    columns=(
        code(
            "通报编码",
            "code",
            required=True,
            zh="通报的固定编码，不得重复。",
            en="Permanent code of the notice, unique.",
        ),
        code(
            "单位编码",
            "unit",
            required=True,
            refers=("units",),
            zh="事项所在单位。",
            en="Unit of the matter.",
        ),
        word(
            "事项类别",
            "matter",
            required=True,
            words=words_of(oversight.Matter),
            zh="从下拉列表选择。",
            en="Kind of matter: one of the list.",
        ),
        text(
            "事项名称",
            "title",
            required=True,
            longest=TITLE_LENGTH,
            zh="事项名称，如会议议题。",
            en="What the matter is.",
        ),
        moment(
            "发生时间",
            "happens_at",
            required=True,
            zh="事项发生(召开)的时间。",
            en="When the matter takes place.",
        ),
        code(
            "通报人编码",
            "sender",
            refers=("officials",),
            zh="通报人的人员编码。",
            en="Official who sent word.",
        ),
        moment(
            "通报时间",
            "sent_at",
            required=True,
            zh="作出通报的时间；晚于发生时间的，按事后通报记录。",
            en="When word was sent; later than the matter itself is taken in and shown as late.",
        ),
    ),
)

ACTIVITIES = Sheet(
    key="activities",
    name="监督活动",
    zh="监督活动，每次一行。同体、异体由系统按任职自动认定，不在表中填写。",
    en="Activities of supervision, one a row. Same-body or cross-body is computed, never read.",
    identity=("code",),
    columns=(
        code(
            "活动编码",
            "code",
            required=True,
            zh="活动的固定编码，不得重复。",
            en="Permanent code of the activity, unique.",
        ),
        date("日期", "on", required=True, zh="活动日期。", en="Day of the activity."),
        word(
            "方式",
            "method",
            required=True,
            words=words_of(oversight.Method),
            zh="从下拉列表选择。",
            en="Method: one of the list.",
        ),
        code(
            "单位编码",
            "units",
            required=True,
            many=True,
            refers=("units",),
            zh="被监督单位，多个用分号隔开。",
            en="Units supervised, separated by semicolons.",
        ),
        code(
            "参加人员编码",
            "participants",
            required=True,
            many=True,
            refers=("officials",),
            zh="参加监督的人员，多个用分号隔开。",
            en="Officials who took part, separated by semicolons.",
        ),
        code(
            "综合组编码",
            "group",
            refers=("composite_groups",),
            zh="组织活动的综合组；没有则留空。",
            en="Composite group that held it, if any.",
        ),
        word(
            "事项类别",
            "matter",
            words=words_of(oversight.Matter),
            zh="从下拉列表选择；前四项为“三重一大”。",
            en="Kind of matter; the first four are the major ones.",
        ),
        word(
            "监督内容",
            "subjects",
            many=True,
            words=words_of(oversight.Subject),
            zh="监督内容，多个用分号隔开。",
            en="Matters supervised, separated by semicolons.",
        ),
        code(
            "通报编码",
            "notice",
            refers=("notices",),
            zh="据以参加的重要事项通报。",
            en="The matter notice that led to it, if any.",
        ),
        text(
            "摘要",
            "summary",
            longest=TEXT_LENGTH,
            zh="活动情况摘要。",
            en="What was done and found, briefly.",
        ),
    ),
)

OPINIONS = Sheet(
    key="opinions",
    name="意见建议",
    zh="监督活动中向单位提出的意见建议，每条一行。",
    en="Opinions and suggestions made to a unit, one a row.",
    identity=("code",),
    columns=(
        code(
            "意见编码",
            "code",
            required=True,
            zh="意见的固定编码，不得重复。",
            en="Permanent code of the opinion, unique.",
        ),
        code(
            "活动编码",
            "activity",
            required=True,
            refers=("activities",),
            zh="提出该意见的监督活动。",
            en="Activity in which it was made.",
        ),
        code(
            "单位编码",
            "unit",
            required=True,
            refers=("units",),
            zh="意见所对的单位，须是该活动的被监督单位之一。",
            en="Unit addressed; one of the units of the activity.",
        ),
        text(
            "内容",
            "content",
            required=True,
            longest=TEXT_LENGTH,
            zh="意见建议的内容。",
            en="The opinion itself.",
        ),
        date(
            "提出日期",
            "made_on",
            required=True,
            zh="提出日期。",
            en="Day on which it was made.",
        ),
        date(
            "整改期限",
            "due_on",
            zh="整改期限，不早于提出日期。",
            en="Day by which it must be put right; not before it was made.",
        ),
        word(
            "状态",
            "state",
            required=True,
            words=words_of(oversight.OpinionState),
            zh="从下拉列表选择。",
            en="State: one of the list.",
        ),
        date(
            "销号日期",
            "closed_on",
            zh="状态为“已销号”时必填，其他状态留空。",
            en="Given where the state is 已销号, and only there.",
        ),
    ),
)
