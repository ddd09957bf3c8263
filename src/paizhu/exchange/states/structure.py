"""The sheets of the structure: commission, units, groups, officials, postings, recusal grounds.

The explanations stand in both languages because the workbook shows both; they are data, not
interface text. The closed lists are the organization's own.
"""

from functools import partial

from paizhu.exchange.states.cells import CellKind, Column, Sheet, words_of
from paizhu.organization import models as organization

CODE_LENGTH = 64
NAME_LENGTH = 200
SECTOR_LENGTH = 60

code = partial(Column, kind=CellKind.CODE, longest=CODE_LENGTH)
text = partial(Column, kind=CellKind.TEXT)
date = partial(Column, kind=CellKind.DATE)
moment = partial(Column, kind=CellKind.MOMENT)
count = partial(Column, kind=CellKind.COUNT)
yes_no = partial(Column, kind=CellKind.YES_NO)
word = partial(Column, kind=CellKind.WORD)

COMMISSION = Sheet(
    key="commission",
    name="机关",
    zh="本工作簿所属的纪检监察机关，只填一行；首次导入时建立。",
    en="The commission whose records these are: exactly one row; created on first import.",
    identity=("code",),
    columns=(
        code(
            "机关编码",
            "code",
            required=True,
            zh="机关的固定编码，一经使用不再更改。",
            en="Permanent code of the commission.",
        ),
        text(
            "机关名称",
            "name",
            required=True,
            longest=NAME_LENGTH,
            zh="机关全称。",
            en="Full name of the commission.",
        ),
        code(
            "上级机关编码",
            "higher",
            refers=("commission",),
            zh="上级机关的编码，须为系统中已有的机关；没有则留空。",
            en="Code of the higher commission, which must be stored already; empty where there is none.",
        ),
    ),
)

UNITS = Sheet(
    key="units",
    name="单位",
    zh="市直单位，每行一个，每个单位只属于一个口。",
    en="Supervised units, one a row; each belongs to exactly one sector.",
    identity=("code",),
    columns=(
        code(
            "单位编码",
            "code",
            required=True,
            zh="单位的固定编码，不得重复。",
            en="Permanent code of the unit, unique.",
        ),
        text(
            "单位名称",
            "name",
            required=True,
            longest=NAME_LENGTH,
            zh="单位全称。",
            en="Full name of the unit.",
        ),
        text(
            "口",
            "sector",
            required=True,
            longest=SECTOR_LENGTH,
            zh="所属的口，如党群、综合、工交、宣教、政法、农林。",
            en="Sector of the unit, by name.",
        ),
        text(
            "单位性质",
            "kind",
            longest=60,
            zh="如党委部门、政府部门、事业单位、群团组织。",
            en="Nature of the unit, in free words.",
        ),
        count(
            "在编人数",
            "headcount",
            most=1_000_000,
            zh="在编干部职工人数，整数。",
            en="Number of staff on the establishment.",
        ),
        yes_no(
            "重点单位",
            "is_key",
            zh="是否重点单位，填“是”或“否”，留空视为“否”。",
            en="Whether a key unit: 是 (yes) or 否 (no); empty means no.",
        ),
    ),
)

RESIDENT_GROUPS = Sheet(
    key="resident_groups",
    name="派驻纪检组",
    zh="派驻纪检组，驻在一个单位，编制和隶属关系不变。",
    en="Resident groups, each living in one host unit.",
    identity=("code",),
    columns=(
        code(
            "组编码",
            "code",
            required=True,
            zh="组的固定编码，不得重复。",
            en="Permanent code of the group, unique.",
        ),
        text("组名", "name", required=True, longest=NAME_LENGTH, zh="组的全称。", en="Full name."),
        code(
            "驻在单位编码",
            "host",
            required=True,
            refers=("units",),
            zh="驻在单位的编码。",
            en="Code of the host unit.",
        ),
        count(
            "编制数",
            "posts",
            required=True,
            zh="核定编制数，整数。",
            en="Number of established posts.",
        ),
    ),
)

COMPOSITE_GROUPS = Sheet(
    key="composite_groups",
    name="综合组",
    zh="综合派出纪检监察组，联系并监督一个或几个口的单位。",
    en="Composite groups, each charged with one or more sectors.",
    identity=("code",),
    columns=(
        code(
            "组编码",
            "code",
            required=True,
            zh="组的固定编码，不得重复。",
            en="Permanent code of the group, unique.",
        ),
        text("组名", "name", required=True, longest=NAME_LENGTH, zh="组的全称。", en="Full name."),
        text(
            "口",
            "sectors",
            required=True,
            many=True,
            longest=SECTOR_LENGTH,
            zh="负责的口，多个用分号隔开；须是“单位”表中出现过的口。",
            en="Sectors of its charge, separated by semicolons; each must be the sector of some unit.",
        ),
        date(
            "成立日期",
            "established_on",
            required=True,
            zh="成立日期，即开始监督联系的日期。",
            en="Day on which the group was founded and its charge began.",
        ),
    ),
)

OFFICIALS = Sheet(
    key="officials",
    name="人员",
    zh="干部，每人一行。",
    en="Officials, one a row.",
    identity=("code",),
    columns=(
        code(
            "人员编码",
            "code",
            required=True,
            zh="人员的固定编码，不得重复；请勿使用身份证号。",
            en="Permanent code of the person, unique; never an identity card number.",
        ),
        text("姓名", "name", required=True, longest=60, zh="姓名。", en="Name."),
        word(
            "性别",
            "gender",
            words=words_of(organization.Gender),
            zh="从下拉列表选择。",
            en="One of the list.",
        ),
        word(
            "职级",
            "rank",
            required=True,
            words=words_of(organization.Rank),
            zh="从下拉列表选择。",
            en="Rank: one of the list.",
        ),
    ),
)

POSTINGS = Sheet(
    key="postings",
    name="任职",
    zh="任职，每段一行；任职日当天生效，免职日当天不再有效。一人可以同时有几段任职。",
    en="Postings, one period a row: in force from the first day up to, but not on, the last.",
    identity=("official", "post", "place", "from_on"),
    columns=(
        code(
            "人员编码",
            "official",
            required=True,
            refers=("officials",),
            zh="任职人员的编码。",
            en="Code of the official.",
        ),
        word(
            "职务",
            "post",
            required=True,
            words=words_of(organization.Post),
            zh="从下拉列表选择。",
            en="Post: one of the list.",
        ),
        code(
            "任职对象编码",
            "place",
            refers=("units", "resident_groups", "composite_groups"),
            zh="任职所在单位或组的编码；纪委书记、办公室等机关本级职务留空。",
            en="Code of the unit or group; empty for posts of the commission itself.",
        ),
        date("任职日期", "from_on", required=True, zh="任职日期。", en="First day of the posting."),
        date(
            "免职日期",
            "until_on",
            zh="免职日期，在任留空；须晚于任职日期。",
            en="Day from which the posting is over; empty while it lasts; after the first day.",
        ),
    ),
)

RECUSALS = Sheet(
    key="recusals",
    name="回避",
    zh="回避情形，每行一项；“单位编码”和“相关人员编码”必填其一，且只填其一。",
    en="Recusal grounds; exactly one of unit and related official is given.",
    identity=("official", "unit", "relative", "from_on"),
    columns=(
        code(
            "人员编码",
            "official",
            required=True,
            refers=("officials",),
            zh="应当回避的人员。",
            en="The official who must recuse.",
        ),
        code(
            "单位编码",
            "unit",
            refers=("units",),
            zh="需回避的单位；与“相关人员编码”只填一项。",
            en="The unit concerned; this or the related official.",
        ),
        code(
            "相关人员编码",
            "relative",
            refers=("officials",),
            zh="需回避的人员；与“单位编码”只填一项。",
            en="The person concerned; this or the unit.",
        ),
        text(
            "事由",
            "reason",
            required=True,
            longest=NAME_LENGTH,
            zh="如近亲属、曾任职、其他利害关系。",
            en="Ground, e.g. kinship or former post.",
        ),
        date(
            "起始日期", "from_on", zh="起始日期；留空表示一直有效。", en="First day; empty: always."
        ),
        date(
            "截止日期",
            "until_on",
            zh="截止日期；留空表示长期有效。",
            en="Day from which it is over; empty: lasting.",
        ),
    ),
)
