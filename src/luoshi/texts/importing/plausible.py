"""Does a text look like Chinese, or like bytes read in the wrong encoding?

Almost any bytes can be read as GB18030, so that a decoder that succeeds proves nothing. Chinese text betrays itself
by its common characters: some five hundred make up about seven tenths of any text and nine tenths of an official one,
whereas bytes read wrongly scatter over the twenty thousand others. Measured on blocks of 60 characters: Chinese
0.44 and above (hundredth part: 0.66), Big5 or UTF-8 read as GB18030 at most 0.16.
"""

from __future__ import annotations

from collections import Counter

__all__ = ["CHINESE", "JAPANESE", "PLAUSIBLE", "share"]

_SIMPLIFIED = (
    "的和国业发要展大一会中进化建全加人民工政实制新经力产设有改主生作强在是重地持动社年推行务体保高济增资不革理提能我合对为等成定度开基家面农以出平方现企各用好了法义坚区部上同治市个党机关施分长性创本量系深"
    "们入技点代议策事善完项支公规步服管科利到学多育结共调质效稳决领场快五放水造更金续时于三文就导外品十安城央统自活优构这教过通应级总来费目投促立取收内府向任融消特积期得心计万护村权群下极升标落程域整前源划"
    "防信必二众战题环商确术明问健求营扩际小解障位础境指把运员四监正与范局种准做联比可形办院口态益财严亿式争协所转供型色元研意医物精使险当继需集电门风路须第流之格相条组思百数措职两件责网价税广着批乡族干势交"
    "引及从后抓军台表依都九今并间略省其想些将贸海先切变也还世情线原备控界试节专道低认达别减委息预居起打挥案果模由难近率视贯配他审究培命反团次常断督而复养处适子值观神突接困八习老日根类兴彻验努助综降查才核单"
    "执易斗励识充举紧去织少筹层速镇康固互按证说你那里然么如没看天样她但因只者无它此已知又很最手头美见被什或己身西斯月话回给儿东声名真论走几气尔女何报受太再感直德山克许至队便空马司眼书非则听白却光即像且王象"
    "记南住告据北边死张该拉望觉传师清让候带盐油糖肉菜"
)
_NAMES = (
    "李刘陈杨赵黄周吴徐孙胡朱林郭罗梁宋郑谢韩唐冯董萧曹袁邓傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田姜石姚谭廖邹熊陆郝孔崔毛邱秦江史顾侯邵孟龙段雷钱汤尹黎武乔贺赖龚伟芳娜秀英敏静丽磊洋勇艳杰娟涛超霞刚"
    "桂兰峰鹏辉宇飞玲燕红梅京津冀晋辽吉黑沪浙皖闽赣鲁豫鄂湘粤琼渝川蜀贵云藏陕甘青宁港澳湖州县街"
)
_TRADITIONAL = (
    "國業發會進實經產設強動務體濟資對爲開農現義堅區個黨機關長創們點議項規學結調質穩決領場續時於導統優構這過應級總來費內積計萬護權羣極標劃衆戰題環確術問營擴際礎運員監與範種準聯辦態財嚴億爭協轉醫險當繼電門風"
    "須條組數職兩責網價稅廣鄉幹勢從後軍臺並間將貿變還線備試節專認達別減預揮難視貫審團斷復養處適觀習類興徹驗綜單執鬥勵識舉緊織籌層鎮證說裏麼沒樣無頭見話給兒東聲論幾氣爾報許隊馬書則聽卻記據邊張該覺傳師讓帶鹽"
)
_PUNCTUATION = frozenset(
    "　、。·ˉ—～‖…‘’“”〔〕〈〉《》「」『』【】±×÷℃￥％（），．：；？！－／０１２３４５６７８９①②③④⑤⑥⑦⑧⑨⑩"
)

CHINESE = frozenset(_SIMPLIFIED + _NAMES + _TRADITIONAL)
"""The most frequent characters of general and of official Chinese, simplified and traditional, and those of names."""

JAPANESE = CHINESE | frozenset(map(chr, range(0x3041, 0x30FF)))
"""The same with the two Japanese syllabaries."""

PLAUSIBLE = 0.3
"""The share from which a text counts as written in the language of the characters asked for."""


def share(text: str, wanted: frozenset[str] = CHINESE) -> float:
    """The share of the wanted characters among the letters outside ASCII; 1 where there are no such letters."""
    counts = Counter(text)
    letters = {c: n for c, n in counts.items() if c > "\x7f" and c not in _PUNCTUATION}
    total = sum(letters.values())
    return sum(n for c, n in letters.items() if c in wanted) / total if total else 1.0
