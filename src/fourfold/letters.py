"""Which encoding the letters of a file have, as far as its first bytes tell."""

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 100_000


def encoding_of(content: bytes) -> tuple[str, bytes]:
    """The encoding by its mark or its empty bytes, UTF-8 for want of both; content without mark."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding, content.removeprefix(mark)
    # Without a mark the empty halves of plain letters tell which half comes first.
    sample = content[:_SAMPLE]
    first, second = sample[::2].count(0), sample[1::2].count(0)
    if max(first, second) * 5 > len(sample) // 2:
        return ("utf-16-be" if first > second else "utf-16-le"), content
    return "utf-8", content
