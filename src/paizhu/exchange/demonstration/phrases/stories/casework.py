"""A petition from the first desk to the archive, and matters that stand at every stage as the year ends. All of it invented.

The first one is about the transport bureau: its head, its contact, and its resident leader, who is deputy of the very group that
handles it, learn nothing of it.
"""

from paizhu.clues.models import Conclusion, Disposition, TalkKind
from paizhu.exchange.demonstration.cast import UNIT
from paizhu.exchange.demonstration.script import beat, story

TRANSPORT = UNIT.removeprefix("望澜")
TEAM = ("市环境保护局", "市安全生产监督管理局")
PRESENT = "组长、两名成员"
SAFETY = (
    "在市纪委谈话室进行，事前核查场所和身体状况，安排专人陪同和医疗联系，谈话后由单位接回并回访。"
)

ARCHIVED = story(
    beat(
        "10-08 09:10", "petitions", "petition",
        "反映该局养护科副科长尹某在小型养护工程发包中长期照顾同一施工队，节假日收受购物卡。附工程清单一份。",
        person="尹某", reporter=("宋某", "市区某路，可电话联系"),
    ),
    beat("10-09 10:00", "petitions", "accept_petition"),
    beat("10-12 09:00", "petitions", "tell_reporter", "来信已受理，将按规定办理并反馈结果。"),
    beat("10-12 15:00", "petitions", "hand_petition", "来信原件1件、工程清单1份。"),
    beat("10-13 09:30", "cases", "take_petition"),
    beat("10-13 10:00", "cases", "register_clue"),
    beat("10-13 10:20", "cases", "refused", "经分管领导批准，交第三综合纪检监察组承办。", keeper=TRANSPORT),
    beat("10-13 10:30", "cases", "assign_clue", "经分管领导批准，交第三综合纪检监察组承办。"),
    beat("10-14 08:50", "leader", "sign_papers"),
    beat(
        "10-20 15:00", "leader", "study", "反映的问题具体，有工程清单可查，具有可查性，建议初步核实。",
        step="clue_disposition", present=PRESENT,
    ),
    beat("10-20 16:00", "leader", "propose_disposition", "拟作初步核实处理。", word=Disposition.VERIFICATION),
    beat("10-22 09:30", "secretary", "decide_clue", "同意。"),
    beat("10-23 09:00", "cases", "file_disposition"),
    beat("10-26 09:00", "leader", "join_team", member=TEAM[0]),
    beat("10-26 09:05", "leader", "join_team", member=TEAM[1]),
    beat(
        "10-27 16:00", TEAM[0], "plan_work",
        "调取近两年小型养护工程合同、验收和付款资料，比对发包方式；走访施工队；与本人谈话核实。",
        talks="先外围后本人。外围2人，本人1次，两人以上谈话并制作笔录。", safety=SAFETY,
    ),
    beat("10-29 10:00", "secretary", "decide_clue", "同意方案，注意保密和安全。"),
    beat(
        "11-05 14:30", TEAM[0], "talk_of_clue",
        "问：小型养护工程如何确定施工单位？答：十万元以下的由科里提出。问：为何多次为同一施工队？答：他们随叫随到……",
        kind=TalkKind.VERIFICATION, person="尹某", by=TEAM, outcome="承认未履行比选程序，收受购物卡1000元，已主动上交。",
    ),
    beat(
        "11-18 16:30", TEAM[0], "write_report",
        "经核实：14项小型养护工程中9项未经比选；收受购物卡1000元属实，谈话前已上交；未发现其他利益往来。建议谈话提醒，并向单位提出完善比选制度的意见。",
        word=Conclusion.REMINDER,
    ),
    beat("11-18 17:00", TEAM[0], "sign_report"),
    beat("11-19 08:40", TEAM[1], "sign_report"),
    beat(
        "11-19 10:00", "leader", "study", "事实清楚，情节轻微并主动上交，同意核实组意见。",
        step="verification_report", present=PRESENT,
    ),
    beat("11-19 11:00", TEAM[0], "submit_report"),
    beat("11-24 09:00", "secretary", "decide_clue", "同意谈话提醒。"),
    beat(
        "11-26 15:00", TEAM[0], "talk_of_clue", "谈话提醒。本人表示接受，已写出说明。",
        kind=TalkKind.REMINDER, person="尹某", by=TEAM, outcome="本人认识到问题，表示严格按程序办事。",
    ),
    beat("11-30 09:30", "petitions", "tell_reporter", "反映的部分问题属实，已作相应处理，并督促单位完善制度。", result=True),
    beat("11-30 10:00", "petitions", "finish_petition"),
    beat("12-03 15:00", "leader", "archive_clue"),
    unit=TRANSPORT,
)  # fmt: skip

OPEN = (
    story(
        beat("12-29 09:20", "petitions", "petition", "反映该局一名科长上班时间经常不在岗。", person="某科长"),
        unit="市房产管理局",
    ),
    story(
        beat(
            "12-28 10:10", "petitions", "petition", "反映该单位违规发放节日补贴，附发放表照片。",
            person="袁某", reporter=("贺某", "可书面联系"),
        ),
        beat("12-30 09:00", "petitions", "accept_petition"),
        unit="市招商局",
    ),
    story(
        beat("12-22 14:00", "petitions", "petition", "反映往来款长期挂账，可能违规出借资金。", person="闵某"),
        beat("12-23 09:00", "petitions", "accept_petition"),
        beat("12-28 15:00", "petitions", "hand_petition", "来信原件1件。"),
        beat("12-29 10:00", "cases", "take_petition"),
        unit="市供销合作社联合社",
    ),
    story(
        beat("11-23 09:30", "cases", "register_clue", "反映其在市政零星维修中虚报工程量。", person="江某"),
        beat("11-23 10:20", "cases", "assign_clue", "经分管领导批准，交第三综合纪检监察组承办。"),
        beat("11-24 09:00", "leader", "sign_papers"),
        beat(
            "12-01 15:00", "leader", "study", "有维修单据可比对，建议初步核实。",
            step="clue_disposition", present=PRESENT,
        ),
        beat("12-01 16:00", "leader", "propose_disposition", "拟初步核实。", word=Disposition.VERIFICATION),
        beat("12-03 09:30", "secretary", "decide_clue", "同意。"),
        beat("12-04 09:00", "cases", "file_disposition"),
        beat("12-07 14:00", "leader", "join_team", member=TEAM[0]),
        beat("12-07 14:05", "leader", "join_team", member=TEAM[1]),
        beat("12-09 08:40", TEAM[1], "leave_matter", "发现被反映人系本人大学同学，来往较多，申请退出。"),
        beat("12-10 10:00", "leader", "join_team", member="市国土资源局"),
        beat(
            "12-28 16:00", TEAM[0], "plan_work", "抽取20处维修点现场丈量，与结算单据比对；询问监理和施工人员。",
            talks="外围4人，本人1次，均由两人以上进行。", safety=SAFETY,
        ),
        unit="市城市管理行政执法局",
    ),
)  # fmt: skip
"""As the year ends: registered, accepted with an answer owed, handed over, at work with one who left the matter and a plan to be decided."""

STORIES = (ARCHIVED, *OPEN)
