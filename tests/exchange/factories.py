"""Workbooks for tests: a small valid city as plain rows, edits to it, and a file made of it."""

import copy
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import xlsxwriter

from paizhu.exchange.states.sheets import BY_NAME, SHEETS


@dataclass(frozen=True)
class Formula:
    """A formula cell with the value that Excel would keep beside it."""

    text: str
    value: object = 0


class City:
    """Rows by sheet name, header first. `put` edits a cell by header; `add` appends a row by headers."""

    def __init__(self):
        self.sheets: dict[str, list[list]] = {
            sheet.name: [[column.title for column in sheet.columns]] for sheet in SHEETS
        }

    def add(self, sheet: str, **cells) -> int:
        """Append a row; return its number as Excel counts."""
        headers = [column.header for column in BY_NAME[sheet].columns]
        assert not set(cells) - set(headers), set(cells) - set(headers)
        self.sheets[sheet].append([cells.get(header, "") for header in headers])
        return len(self.sheets[sheet])

    def put(self, sheet: str, row: int, header: str, value) -> "City":
        """Change one cell."""
        headers = [column.header for column in BY_NAME[sheet].columns]
        self.sheets[sheet][row - 1][headers.index(header)] = value
        return self

    def cell(self, sheet: str, row: int, header: str):
        """Read one cell."""
        headers = [column.header for column in BY_NAME[sheet].columns]
        return self.sheets[sheet][row - 1][headers.index(header)]

    def copied(self) -> "City":
        """Return an independent copy."""
        return copy.deepcopy(self)

    def save(self, path: Path) -> Path:
        """Write the file."""
        with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as book:
            day = book.add_format({"num_format": "yyyy-mm-dd"})
            moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
            for name, rows in self.sheets.items():
                page = book.add_worksheet(name)
                for number, row in enumerate(rows):
                    for place, value in enumerate(row):
                        write_cell(page, number, place, value, day, moment)
        return path


def write_cell(page, row, place, value, day, moment) -> None:
    """Write one cell by the type of its value."""
    if isinstance(value, Formula):
        page.write_formula(row, place, value.text, None, value.value)
    elif isinstance(value, datetime):
        page.write_datetime(row, place, value, moment)
    elif isinstance(value, date):
        page.write_datetime(row, place, value, day)
    elif isinstance(value, bool):
        page.write_boolean(row, place, value)
    elif isinstance(value, int | float):
        page.write_number(row, place, value)
    elif value != "":
        page.write_string(row, place, str(value))


def small_city() -> City:
    """Two sectors, four units, two resident groups, two composite groups, a few records of each kind."""
    city = City()
    city.add("机关", 机关编码="WL", 机关名称="望澜市纪委监察局（测试）")
    units = [("U1", "望澜市教育局", "宣教", "是"), ("U2", "望澜市文化局", "宣教", "否")]
    units += [("U3", "望澜市农业局", "农林", "是"), ("U4", "望澜市林业局", "农林", "")]
    for code, name, sector, is_key in units:
        city.add(
            "单位", 单位编码=code, 单位名称=name, 口=sector, 单位性质="政府部门", 在编人数=40,
            重点单位=is_key,
        )  # fmt: skip
    city.add("派驻纪检组", 组编码="R1", 组名="驻教育局纪检组", 驻在单位编码="U1", 编制数=3)
    city.add("派驻纪检组", 组编码="R3", 组名="驻农业局纪检组", 驻在单位编码="U3", 编制数=4)
    founded = date(2014, 12, 1)
    city.add("综合组", 组编码="G1", 组名="第一综合纪检监察组", 口="宣教", 成立日期=founded)
    city.add("综合组", 组编码="G2", 组名="第二综合纪检监察组", 口="农林", 成立日期="2014-12-01")
    people = [("P1", "赵喆", "男", "科级正职"), ("P2", "钱赟", "女", "科级正职")]
    people += [
        ("P3", "孙祎", "", "县级副职"),
        ("P4", "李敏", "女", "其他"),
        ("P5", "周强", "男", "科级副职"),
    ]
    for code, name, gender, rank in people:
        city.add("人员", 人员编码=code, 姓名=name, 性别=gender, 职级=rank)
    start = date(2012, 3, 1)
    city.add("任职", 人员编码="P1", 职务="派驻纪检组长", 任职对象编码="R1", 任职日期=start)
    city.add("任职", 人员编码="P1", 职务="综合组组长", 任职对象编码="G1", 任职日期=founded)
    city.add(
        "任职", 人员编码="P2", 职务="派驻纪检组长", 任职对象编码="R3", 任职日期=start,
        免职日期=date(2015, 7, 1),
    )  # fmt: skip
    city.add("任职", 人员编码="P2", 职务="综合组组长", 任职对象编码="G2", 任职日期=founded)
    city.add("任职", 人员编码="P3", 职务="联系常委", 任职对象编码="G1", 任职日期=founded)
    city.add("任职", 人员编码="P4", 职务="纪委办公室", 任职日期=start)
    city.add("任职", 人员编码="P5", 职务="班子成员", 任职对象编码="U2", 任职日期=start)
    city.add("回避", 人员编码="P1", 单位编码="U2", 事由="曾任职", 起始日期=date(2013, 1, 1))
    city.add("回避", 人员编码="P2", 相关人员编码="P5", 事由="近亲属")
    city.add(
        "重要事项通报", 通报编码="N1", 单位编码="U1", 事项类别="干部人事任免", 事项名称="研究人事任免",
        发生时间=datetime(2015, 3, 10, 9, 30), 通报人编码="P1", 通报时间="2015-03-09 15:00",
    )  # fmt: skip
    city.add(
        "监督活动", 活动编码="A1", 日期=date(2015, 3, 10), 方式="列席会议", 单位编码="U1",
        参加人员编码="P1", 综合组编码="G1", 事项类别="干部人事任免", 监督内容="干部人事任免；民主集中制",
        通报编码="N1", 摘要="列席局党组会议，程序规范。",
    )  # fmt: skip
    city.add(
        "监督活动", 活动编码="A2", 日期="2015-04-02", 方式="走访调研", 单位编码="U3;U4",
        参加人员编码="P2；P1", 综合组编码="G2", 摘要="走访两家单位。",
    )  # fmt: skip
    city.add(
        "意见建议", 意见编码="O1", 活动编码="A1", 单位编码="U1", 内容="完善任前公示。",
        提出日期=date(2015, 3, 12), 整改期限=date(2015, 4, 30), 状态="已销号", 销号日期=date(2015, 4, 20),
    )  # fmt: skip
    city.add(
        "意见建议", 意见编码="O2", 活动编码="A2", 单位编码="U4", 内容="补充台账。",
        提出日期=date(2015, 4, 3), 整改期限=date(2015, 5, 3), 状态="整改中",
    )  # fmt: skip
    return city


def city_with_casework() -> City:
    """The small city with a case office (P6), three clues and two talks."""
    city = small_city()
    city.add("人员", 人员编码="P6", 姓名="吴桐", 职级="科级正职")
    city.add("任职", 人员编码="P6", 职务="案管室", 任职日期=date(2012, 3, 1))
    city.add(
        "问题线索", 线索编码="XS1", 收到日期=date(2015, 3, 2), 来源="信访举报", 实名="是", 被反映单位编码="U4",
        被反映人职级="科级正职", 问题摘要="=反映其在造林工程中收受礼金。", 承办组编码="G1",
        交办日期=date(2015, 3, 5), 处置方式="初步核实", 处置日期="2015-03-25", 核实结论="拟立案",
        立案日期=date(2015, 6, 1),
    )  # fmt: skip
    city.add(
        "问题线索", 线索编码="XS2", 收到日期=date(2015, 4, 2), 来源="监督中发现", 被反映单位编码="U2",
        被反映人编码="P5", 被反映人职级="科级副职", 问题摘要="反映其公车私用。",
    )  # fmt: skip
    city.add(
        "问题线索", 线索编码="XS3", 收到日期=date(2015, 5, 4), 来源="上级交办", 实名="否", 被反映单位编码="U3",
        被反映人职级="其他", 问题摘要="反映其违规领取津贴。", 承办组编码="G1", 交办日期=date(2015, 5, 6),
        处置方式="谈话函询", 处置日期=date(2015, 5, 20),
    )  # fmt: skip
    city.add(
        "谈话", 谈话编码="TH1", 日期=date(2015, 4, 8), 类型="信访约谈", 单位编码="U4", 线索编码="XS1",
        谈话人编码="P1；P2", 人数=2,
    )  # fmt: skip
    city.add(
        "谈话",
        谈话编码="TH2",
        日期="2015-05-08",
        类型="廉政谈话",
        单位编码="U1",
        谈话人编码="P1",
        人数=3,
    )
    return city
