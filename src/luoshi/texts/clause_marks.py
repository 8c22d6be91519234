"""The marks that the clause grammar reads: patterns over folded characters, each named for what it finds."""

from __future__ import annotations

import re

__all__ = [
    "AFTER_VERB",
    "ALONE",
    "AMOUNTS",
    "AND",
    "BY",
    "CHANGE",
    "CHANGED",
    "COMPLEMENT",
    "COMPLEMENTS",
    "COMPOUND",
    "DIRECTED",
    "DRIVES",
    "EARLY",
    "FALSE_VERBS",
    "FOCUS",
    "FORBIDDEN",
    "FROM",
    "GIVEN",
    "GOVERNS_NOUNS",
    "HINTS",
    "HOW",
    "IDIOMS",
    "IN_COURSE",
    "IN_FORCE",
    "JOINS",
    "LIGHT",
    "LIGHT_END",
    "MODAL",
    "NAMES",
    "NAMES_THINGS",
    "NOUNLIKE",
    "NOUN_ACT",
    "NOUN_TAIL",
    "NUMBER",
    "ONE",
    "PAIRED_LIST",
    "PERMITTED",
    "PLACED",
    "PURPOSES",
    "REACH",
    "SECOND_ACT",
    "SINGLE",
    "SUBJECTS",
    "TIME",
    "TIME_ALONE",
    "TIME_HEADS",
    "TOGETHER",
    "TOLD",
    "WHOLE",
    "WITH",
    "WITH_EACH_OTHER",
]

TIME = re.compile(
    r"(?:(?:到|在)?20\d\d年(?:底)?(?:前|起)?|今年(?:底)?(?:前)?|明年|近期|年底前|年内|下半年|上半年|下一步|"
    r"(?:从|自)?(?:今年|明年)?\d{1,2}月\d{1,2}日(?:零时)?(?:起|前)|(?:今年|明年)?\d{1,2}月(?:底|份)?前?|[一二三四]季度(?:前|末)?|今后[^，]{0,4}年|未来[^，]{0,3}年)(?=[^，]{2})"
)
TIME_HEADS = frozenset("到在今明近年下上一二三四未0123456789")
MODAL = re.compile(r"(?:可以|应当|必须|可|应|须)(?=[^一能靠持以当对用])")
PERMITTED = re.compile(r"(?:的|(?:的|人|者)均)(可以|可|应|须)(?=[^能持靠以对用急变力有])")
HOW = re.compile(r"一次性|减半|按规定|按[^，]{2,10}?(?=给予|予以)|同等|全额|部分|优先|再|适当")
COMPLEMENT = re.compile(r"(?:[^\W\d_已未不其事真现][好实牢住稳强优准细透严深清齐活足紧]){1,3}")
COMPLEMENTS = frozenset("好实牢住稳强优准细透严深清齐活足紧")
AFTER_VERB = re.compile(r"(?:好|实(?![施现行际体践验名物情质打])|牢|住(?![房院宅所户]))(?=[^的]{2})")
ONE = re.compile(
    r"[稳保促扩强增降减治抓补防兜提调](?=[\u4e00-\u9fff]{2})|走(?=[^，]{2,}(?:之路|道路|路子)$)|举(?=[^，]+之力$)"
)
TIME_ALONE = re.compile(
    r"(?:从|自)?(?:今年|明年|20\d\d年)?(?:(?:\d{1,2}月)?(?:\d{1,2}日|底|末)?(?:零时)?(?:起|前|[到至][^，]{2,12})|第?[一二三四]季度)$"
)
FORBIDDEN = re.compile(r"(一律)?(不得|不准|不许)(?=[^，]{2})")
SINGLE = re.compile(r"[稳保促扩拓抓强优增提补防控惠降减调转兴育引聚建护治守创破立改去推管重讲办用学督察定走]")
PAIRED_LIST = re.compile(r"([\u4e00-\u9fff])[^、]{2}(?:、[\u4e00-\u9fff][^、]{2})+等?$")
LIGHT_END = re.compile(r"(?:发力|用力|施策|攻坚|突破|攻关)$")
CHANGE = re.compile(
    r"(?:从|由)[^，]*?\d[^，]*?(提高|提升|延长|扩大|增加|降低|减少|下调|上调|放宽|缩短|[提降增减升调压])(?:到|至|为)"
)
CHANGED = re.compile(r"(?:从|由)[^，的]{0,8}\d[^，]*$")
IN_FORCE = re.compile(r"([^，]{2,60}?)(?:分别)?(?:自|从)[^，]{2,30}?起(?:正式|全面|统一)?[^，]{2}$")
WITH_EACH_OTHER = re.compile(
    r"(?:有机|紧密|更好|深度)?(统一起来|结合起来|衔接起来|贯通起来|对应起来|统筹起来|统一|挂钩|合并|分开|区分开来)$"
)
NUMBER = re.compile(r"\d")
GIVEN = re.compile(r"的(给予|予以|实行|进行|免征|减免|免收)(?=[^，的])")
BY = re.compile(r"(再|分别|统一|平均)?([降减增提涨升](?:低|少|加|高)?)(?=\d)")
HINTS = re.compile(r"[早尽由从一\d]|不[得准许]")
SUBJECTS = re.compile(r"其他|国家|中央|地方|全国|全省|政府|企业|我国|今年|这些|上述|各|有关|相关|机构|部门|个体")
AMOUNTS = "率额量数款金费"
COMPOUND = re.compile(
    r"(?:能力|水平|质量|效率|效能|力度|进度|步伐|节奏|速度|体系|机制|制度|标准|方式|办法|成本|规模|环境|条件|经验|队伍|资源|平台|结构|格局|规则|口径)(?:$|[和与及、])"
)
EARLY = re.compile(
    r"(?:早[^，、]{2}早[^，、]{2}|[^，、]{2}一[起批项件][^，、]{2,4}一[起批项件]|[应能][^，、]{1,2}尽[^，、]{1,2})$"
)
REACH = re.compile(r"(?<![乃甚直以冬截])至(?=[^，]{2})")
AND = re.compile(r"[与同和]")
WHOLE = frozenset({"作为", "改为"})
TOGETHER = re.compile(r"(?:有机|紧密|有效|更好|深度|相)?(结合起来|结合|衔接|融合|匹配|适应|协调)$")
SECOND_ACT = re.compile(r"并(?:[^、的]{2,6}|[对向以][^，]{4,})$|(?<=的)(?:给予|予以)[^，]{2,8}$")
IDIOMS = re.compile(r"[\u4e00-\u9fff]{3,4}(?:、[\u4e00-\u9fff]{3,4})*")
JOINS = "和与及、"
NOUN_TAIL = "的和与及、等"
NAMES_THINGS = frozenset({"thing", "body"})
PURPOSES = frozenset({"为", "为了"})
DRIVES = re.compile(
    r"(?<![的和与及、])(?:带动|倒逼|撬动|牵引|引领|助推|推动|促进|激发|保障|助力)(?=[^的和与及、，]{2})"
)
IN_COURSE = re.compile(
    r"(?!其中|集中)(?:(?![在于从])[\u4e00-\u9fff]){4,8}?(?<![集其之心当适折])中(?![国央小间长期西东部心型等文华医])"
)
DIRECTED = re.compile(
    r"[压抓传坚推拧串带调降提落沉放用管搞]{1,2}(?:持|动|实|好)?(?:下去|起来|出来|上去|下来|进去|到位|到底)$"
)
NOUNLIKE = frozenset({"安全", "重点", "公正", "公平", "绿色", "系统", "科学", "独立", "统一", "平稳", "自主"})
GOVERNS_NOUNS = {"坚定": "", "统筹": "和与及", "加快": "和与及、", "加速": "和与及、", "规范": "和与及、"}
NOUN_ACT = re.compile(r"(?:绿色|协调|融合|创新|一体化|高质量|健康|可持续|安全|协同)发展$|发展(?:和|与|、)?安全(?!生产)")
FALSE_VERBS = frozenset({"负责人", "增值税", "采购人", "承包人"})
TOLD = frozenset("要应可须都对")
LIGHT = frozenset({"给予", "予以", "进行", "实行", "实施", "开展", "作出", "加以", "采取"})
NAMES = re.compile(
    r"(?:布局|空间|潜力|信心|预期|本领|自觉|程序|流程|规模|方案|模式|战略|成果|目标|任务|需要|需求)(?:$|[和与及、])"
)
ALONE = frozenset({"配合", "合作", "协作", "联动", "协同"})
PLACED = "在当从于随"
FOCUS = frozenset({"聚焦", "围绕"})
FROM = frozenset({"从", "由"})
WITH = frozenset("同与和")
