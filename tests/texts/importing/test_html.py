"""Web pages: the article as its reader sees it, without the page around it and without anything that runs."""

from __future__ import annotations

import time

import pytest

from luoshi.core.errors import FileRefused
from luoshi.texts.importing import Imported, load_bytes

ONE = "省工业和信息化厅召开全省工作座谈会，部署下半年重点工作，厅长出席并讲话。"
TWO = "会议强调，要加快建设现代化产业体系，推动工业经济平稳运行，健全梯度培育机制。"

PAGE = f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://example.invalid/x.dtd">
<html><head><meta charset="{{charset}}"><title>全省工作座谈会召开_某省工业和信息化厅</title>
<meta name="SiteName" content="某省工业和信息化厅"/>
<style>p {{{{ color: red }}}}</style><script>var a = "<p>不该出现</p>";</script></head>
<body onload="steal()">
<nav><ul><li><a href="/">首页</a></li><li><a href="/a">政务公开</a></li></ul></nav>
<div class="bar"><a href="/b">新闻动态</a> <a href="/c">互动交流</a></div>
<div>当前位置：<a href="/">首页</a> &gt; <a href="/d">工作动态</a></div>
<h1>全省工作座谈会召开</h1>
<div>发布时间：2024-07-26 来源：办公室</div>
<div>【字号：<a href="javascript:big()">大</a> <a>中</a> <a>小</a>】 打印 | 收藏</div>
<p>　　{ONE}</p>
<p>&nbsp;&nbsp;{TWO[:10]}
{TWO[10:]}<br/>会议听取了汇报。</p>
<table><tr><th>指标</th><th>增速</th></tr><tr><td><p>规模以上工业增加值</p></td><td>6.0%</td></tr></table>
<p>附件：<a href="x.doc">任务分工表</a></p>
<p>（责任编辑：某某）</p>
<div>分享到：<a>微信</a> <a>微博</a></div>
<div>扫一扫在手机打开当前页</div>
<h3>相关报道</h3><ul><li><a href="/e">另一次会议召开</a></li></ul>
<form action="/search"><input name="q" value="搜一搜"><button>搜索</button></form>
<footer>主办单位：某省工业和信息化厅 某ICP备00000000号</footer>
</body></html>"""


def page(inner: str) -> Imported:
    return load_bytes(f"<html><body>{inner}</body></html>".encode(), "a.html")


@pytest.mark.parametrize(("charset", "encoding"), [("utf-8", "utf-8"), ("gb2312", "gb18030"), ("utf-8", "gb18030")])
def test_the_page_of_an_authority_gives_its_article(charset: str, encoding: str) -> None:
    imported = load_bytes(PAGE.format(charset=charset).encode(encoding), "a.html")
    assert imported.text.split("\n") == [
        "全省工作座谈会召开",
        "发布时间：2024-07-26 来源：办公室",
        ONE,
        TWO,
        "会议听取了汇报。",
        "指标\t增速",
        "规模以上工业增加值\t6.0%",
        "附件：任务分工表",
    ]
    assert (imported.media, imported.encoding, imported.title) == ("html", encoding, "全省工作座谈会召开")


def test_a_notice_says_how_many_lines_were_left_out() -> None:
    (notice,) = load_bytes(PAGE.format(charset="utf-8").encode(), "a.html").warnings
    assert notice.code == "html-furniture"
    assert notice.text.startswith("11 lines")


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<script src=//evil.invalid></script>",
        "<SCRIPT>alert(1)//</SCRIPT >",
        "<svg><script>alert(1)</script><text>alert(1)</text></svg>",
        "<iframe srcdoc='alert(1)'>alert(1)</iframe>",
        "<object data=x>alert(1)</object>",
        "<noscript><p>alert(1)</p></noscript>",
        "<template><p>alert(1)</p></template>",
        "<style>alert(1)</style>",
        "<textarea>alert(1)</textarea>",
        "<select><option>alert(1)</option></select>",
        "<!-- alert(1) --><![CDATA[ alert(1) ]]>",
        "<?php alert(1) ?>",
        "<p onclick='alert(1)'></p><img src=x onerror=alert(1)><a href='javascript:alert(1)'></a>",
        "<p style='DISPLAY : none'>alert(1)</p>",
        "<p hidden>alert(1)</p>",
        "<div style='visibility:hidden'><p>alert(1)</p></div>",
    ],
)
def test_nothing_that_runs_or_hides_leaves_a_character(hostile: str) -> None:
    text = page(f"<p>{ONE}</p>{hostile}<p>{TWO}</p>").text
    assert text == f"{ONE}\n{TWO}"


def test_hidden_text_is_counted_in_a_notice() -> None:
    (notice,) = page(f"<p>{ONE}</p><p hidden>x</p><p style='display:none'>y<b>z</b></p>").warnings
    assert (notice.code, notice.text[:10]) == ("html-hidden", "2 elements")


def test_the_form_around_a_whole_page_is_kept_and_the_menu_in_it_is_not() -> None:
    assert page(f"<form><nav>菜单：甲，乙。</nav><p>{ONE}</p><p>{TWO}</p></form>").text == f"{ONE}\n{TWO}"


def test_a_menu_that_is_never_closed_does_not_swallow_the_article() -> None:
    assert page(f"<nav><p>{ONE}</p><p>{TWO}</p>").text == f"{ONE}\n{TWO}"


def test_more_than_a_thousand_nested_elements_are_read() -> None:
    assert page("<div>" * 1_500 + ONE + "</div>" * 1_500 + f"<p>{TWO}").text == f"{ONE}\n{TWO}"


@pytest.mark.parametrize("tag", ["div", "table><tr><td", "nav", "svg", "div hidden"])
def test_ten_thousand_nested_elements_are_refused_and_crash_nothing(tag: str) -> None:
    with pytest.raises(FileRefused, match="too many elements inside each other"):
        page(f"<p>{ONE}</p>" + f"<{tag}>" * 10_000)


@pytest.mark.parametrize(("tag", "what"), [("<br>", "too many elements"), ("</b>", "too many ends of elements")])
def test_elements_without_end_are_refused(tag: str, what: str) -> None:
    with pytest.raises(FileRefused, match=f"the page has {what};"):
        page(ONE + tag * 1_000_001)


def test_a_deep_page_is_given_up_where_it_is_too_deep_and_not_at_its_end() -> None:
    start = time.perf_counter()
    with pytest.raises(FileRefused, match="inside each other"):
        page("<ul><li>x" * 9_000 + "</b>" * 500_000)
    assert time.perf_counter() - start < 2


def test_entities_of_a_document_type_are_not_expanded() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "一一一一"><!ENTITY b "&a;&a;&a;">]><p>' + ONE + "&b;"
    assert "一一" not in load_bytes(bomb.encode(), "a.html").text


def test_an_external_entity_reads_no_file() -> None:
    text = load_bytes(f'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><p>{ONE}&x;'.encode(), "a.html").text
    assert text.endswith(f"{ONE}&x;")


def test_numeric_references_bring_in_no_control_character_and_no_surrogate() -> None:
    imported = page(f"<p>{ONE}&#1;&#8;&#xD800;&#65279;</p>")
    assert not set(imported.text) & set("\x01\x08\ud800")
    assert "control-characters" in {notice.code for notice in imported.warnings}


def test_escaped_markup_is_text() -> None:
    assert page(f"<p>{ONE}&lt;script&gt;</p>").text == f"{ONE}<script>"


def test_a_layout_table_keeps_its_paragraphs_and_a_data_table_its_rows() -> None:
    layout = f"<table><tr><td>左栏</td><td><p>{ONE * 2}</p><p>{TWO}</p></td></tr></table>"
    assert page(layout).text.split("\n") == ["左栏", ONE * 2, TWO]
    nested = f"<table><tr><td>甲<td><table><tr><td>一<td>二</table></table><p>{ONE}"
    assert page(nested).text.split("\n") == ["甲", "一\t二", ONE]


def test_white_space_inside_a_line_is_collapsed_and_kept_between_latin_words() -> None:
    assert page("<p>工业\n  和信息化\t  部 &nbsp; made\nin  China</p>").text == "工业和信息化 部 made in China"


def test_preformatted_lines_stay_lines() -> None:
    assert page(f"<pre>{ONE}\n{TWO}</pre>").text == f"{ONE}\n{TWO}"


def test_an_article_is_never_touched_inside() -> None:
    inside = f"<p>{ONE}</p><p>分享</p><p>打印</p><p><a>首页</a></p><p>{TWO}</p>"
    assert page(inside).text.split("\n") == [ONE, "分享", "打印", "首页", TWO]


def test_a_page_of_nothing_but_furniture_is_given_as_it_is() -> None:
    assert page("<p>打印</p><p>收藏</p>").text == "打印\n收藏"


def test_a_page_without_text_is_refused() -> None:
    with pytest.raises(FileRefused, match="holds no text"):
        page("<script>x()</script><img src=a.png>")


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>标题_网站</title>", "标题"),
        ("<title>标题 - 网站</title>", "标题"),
        ("<title>稳增长2024-2025年方案</title>", "稳增长2024-2025年方案"),
        ("<meta name=ArticleTitle content='登记的标题'><title>别的</title>", "登记的标题"),
        ("<title>标&#1;题</title>", "标题"),
        ("<title>窗口</title><h1>正文标题</h1>", "正文标题"),
        ("<title>窗口</title><h1>网站名</h1><h1>正文标题</h1>", "窗口"),
        ("", None),
    ],
)
def test_the_title_comes_from_the_most_certain_place(head: str, title: str | None) -> None:
    assert load_bytes(f"<html><head>{head}</head><p>{ONE}</p></html>".encode(), "a.html").title == title


def test_big5_is_read_only_where_the_page_declares_it() -> None:
    body = "<p>經濟部召開全國座談會，部署下半年重點工作，推動工業經濟平穩運行，加快建設現代化產業體系。</p>"
    declared = load_bytes(f'<html><meta charset="Big5">{body}'.encode("big5"), "a.html")
    assert (declared.encoding, declared.text[:5]) == ("cp950", "經濟部召開")
    with pytest.raises(FileRefused, match="iconv -f BIG5"):
        load_bytes(f"<html>{body}".encode("big5"), "a.html")
