"""What cannot be read is refused in a sentence that says what to do, and names the file."""

import zipfile
from io import BytesIO

import pypdf
import pytest

from fourfold.documents.reading import documents_in, read_document
from fourfold.issues import FourfoldError
from tests.core.documents.writers import body, pdf, with_parts, word

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100)
ENTITY = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def locked():
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(BytesIO(pdf("The coach asks."))))
    writer.encrypt("secret", algorithm="RC4-128")
    content = BytesIO()
    writer.write(content)
    return content.getvalue()


def packed(name):
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(name, "x")
    return content.getvalue()


REFUSED = {
    "empty": (lambda: b"\r\n", "is empty"),
    "binary": (lambda: bytes(range(9)) * 50, "is not text"),
    "picture": (lambda: b"\x89PNG\r\n", "is a picture"),
    "rtf": (lambda: b"{\\rtf1 hello}", "is an RTF file"),
    "old": (lambda: OLD + "WordDocument".encode("utf-16-le"), "is an old Word file"),
    "locked word": (lambda: OLD + "EncryptedPackage".encode("utf-16-le"), "by a password"),
    "locked pdf": (locked, "by a password"),
    "scan": (lambda: pdf("#rect(fill: red)"), "without text, such as a scan"),
    "cut off pdf": (lambda: pdf("The coach asks.")[:400], "damaged or cut off"),
    "cut off word": (lambda: word("The coach asks.")[:9000], "damaged or cut off"),
    "no word": (lambda: packed("a.txt"), "is a packed file"),
    "no words": (lambda: word(), "holds no words"),
    "bad xml": (lambda: with_parts(word(), {"word/document.xml": "<w:p"}), "is a damaged DOCX"),
    "entity": (
        lambda: with_parts(word(), {"word/document.xml": ENTITY + body("&a;")}),
        "declares entities",
    ),
    "bomb": (lambda: with_parts(word(), {"word/a.xml": b"a" * 6_000_000}), "100 times its size"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_files_that_are_no_documents_are_refused(kind):
    content, says = REFUSED[kind]

    with pytest.raises(FourfoldError, match=f"The file “roles.pdf”.*{says}"):
        read_document(content(), "folder/roles.pdf")


def test_reading_stops_where_progress_raises():
    told = []

    def tell(done, total):
        told.append((done, total))
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_document(pdf("a #pagebreak() b #pagebreak() c"), "long.pdf", progress=tell)
    assert told == [(1, 3), (2, 3)]


def test_a_folder_names_what_it_passes_over(tmp_path):
    for name in ("b.md", "A.docx", ".hidden.md", "data.csv", "old.doc"):
        (tmp_path / name).write_text("x")
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "c.txt").write_text("x")

    found = documents_in([tmp_path, tmp_path / "b.md"])

    assert [path.name for path in found.documents] == ["A.docx", "b.md", "c.txt", "old.doc"]
    assert [(path.name, why) for path, why in found.skipped] == [
        (".hidden.md", "hidden"),
        ("data.csv", "no document of a kind that is read"),
    ]
    with pytest.raises(FourfoldError, match="is not there"):
        documents_in([tmp_path / "none"])
