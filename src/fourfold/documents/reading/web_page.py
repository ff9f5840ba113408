"""The text of a web page: its headings, lists and tables, without menus, scripts and footers."""

import re
from typing import Any

from lxml import etree, html

from fourfold.documents.reading.facts import words
from fourfold.documents.reading.letters import plain_signs
from fourfold.documents.reading.markdown import without_comments
from fourfold.documents.reading.writing import Writing
from fourfold.issues import FourfoldError

_IS_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html|head|body)\b", re.IGNORECASE)
_BLOCK_TAG = re.compile(r"</?(?:p|div|h[1-6]|[uo]l|li|table|section)\b[^<>]*>", re.IGNORECASE)
_MARKS_OF_PART = 4
_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{2,40})|encoding=["']([\w-]{2,40})["']\s*\?>""",
    re.IGNORECASE,
)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*>")
_LEAST_MAIN = 200
_UNREAD = words("web_page", "unread")
_ROLES = words("web_page", "roles")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = words("web_page", "blocks")
_LINES = ("li", "tr", "br", "dd")
_CELLS = ("td", "th")

# An element of the page; lxml brings no types.
Element = Any


def is_web_page(text: str) -> bool:
    """Whether a text is HTML: it begins as a page, or holds several tags of blocks."""
    if _IS_PAGE.match(without_comments(text[:10_000])):
        return True
    tags = _BLOCK_TAG.findall(text[:100_000])
    return len(tags) >= _MARKS_OF_PART and text.lstrip().startswith("<")


def declared_encoding(content: bytes) -> str:
    """The encoding that a page names in its head, "" for none."""
    found = _CHARSET.search(content[:4096])
    return (found[1] or found[2]).decode("ascii") if found else ""


def read_web_page(text: str, called: str) -> str:
    """The text of the page; FourfoldError when it cannot be taken apart."""
    try:
        root = html.document_fromstring(_DECLARATION.sub("", text))
    except (etree.ParserError, ValueError) as broken:
        raise FourfoldError(f"{called} is a web page without text. Save it again.") from broken
    writing: Writing[None] = Writing()
    top = _main(root)
    title = root.findtext(".//title")
    if title and title.strip() and not any(True for _ in top.iter("h1")):
        writing.write(f"# {_spaced(title)}")
        writing.end_line(blank=True)
    _Walk(writing).all(top)
    writing.end_line()
    return writing.text()


def _main(root: Element) -> Element:
    """The part that the page calls its main one, where it holds most of the words."""
    mains = root.xpath("//main | //*[@role='main']")
    if mains and len(mains[0].text_content()) >= _LEAST_MAIN:
        return mains[0]
    return root.find("body") if root.find("body") is not None else root


class _Walk:
    """One walk through a page; words are gathered until a block or a line ends."""

    def __init__(self, writing: Writing[None]) -> None:
        self.writing = writing
        self.words: list[str] = []
        self.lists: list[int | None] = []
        self.mark = ""

    def all(self, top: Element) -> None:
        """Write all that stands below an element, without recursion: pages may be deep."""
        left_out = None
        for event, element in etree.iterwalk(top, events=("start", "end", "comment", "pi")):
            if event in ("comment", "pi"):
                self._say(element.tail if left_out is None else None)
            elif left_out is not None:
                if event == "end" and element is left_out:
                    left_out = None
                    self._say(element.tail if element is not top else None)
            elif event == "start" and _is_unread(element):
                left_out = element
            elif event == "start":
                self._open(element)
            else:
                self._close(element)
                self._say(element.tail if element is not top else None)
        self._end(blank=True)

    def _open(self, element: Element) -> None:
        tag = element.tag
        if tag in _BLOCKS:
            self._end(blank=tag != "dd" and not self.lists)
        elif tag in _LINES:
            self._end()
        if tag in _HEADINGS:
            self.mark = f"{'#' * int(tag[1])} "
        elif tag in ("ul", "ol"):
            self.lists.append(0 if tag == "ol" else None)
        elif tag == "li":
            self.mark = self._item()
        elif tag in _CELLS and "".join(self.words).strip():
            self.words.append("\t")
        self._say(element.text, is_kept=tag == "pre")

    def _close(self, element: Element) -> None:
        tag = element.tag
        if tag in ("ul", "ol") and self.lists:
            self.lists.pop()
        if tag in _BLOCKS:
            self._end(blank=not self.lists)
        elif tag in _LINES:
            self._end()
        if tag in _HEADINGS or tag == "li":
            self.mark = ""

    def _item(self) -> str:
        number = self.lists[-1] if self.lists else None
        if number is None:
            return "- "
        self.lists[-1] = number + 1
        return f"{number + 1}. "

    def _say(self, text: str | None, *, is_kept: bool = False) -> None:
        if text and is_kept:
            for line in text.splitlines():
                self.words.append(line)
                self._end()
        elif text:
            self.words.append(text)

    def _end(self, *, blank: bool = False) -> None:
        """Write the words gathered so far as a line of their own."""
        cells = "".join(self.words).split("\t")
        line = "\t".join(filter(None, map(_spaced, cells)))
        self.words.clear()
        if line:
            self.writing.write(f"{self.mark}{line}")
            self.mark = ""
            self.writing.end_line(blank=blank)
        elif blank:
            self.writing.end_line(blank=True)


def _is_unread(element: Element) -> bool:
    """Whether it is a menu, a footer, a script or the like."""
    if element.tag in _UNREAD or element.get("role") in _ROLES:
        return True
    if element.tag == "header":
        return not any(True for _ in element.iter(*_HEADINGS))
    named = f"{element.get('class', '')} {element.get('id', '')}".lower()
    parts = set(re.split(r"[\s_]+", named)) | set(re.split(r"[\s_-]+", named))
    return bool(parts & words("web_page", "names")) and _is_mostly_links(element)


def _is_mostly_links(element: Element) -> bool:
    whole = len(_spaced(element.text_content()))
    linked = sum(len(_spaced(each.text_content())) for each in element.iter("a", "button"))
    return linked * 2 >= whole


def _spaced(text: str) -> str:
    return " ".join(plain_signs(text).split())
