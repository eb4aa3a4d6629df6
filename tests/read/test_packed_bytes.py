"""The same piece in whatever bytes it comes: UTF-16, old line ends, gzip, gzip twice."""

import gzip

import pytest

from writethru.errors import Unreadable
from writethru.model import Take
from writethru.read.detect import choose, read
from writethru.read.document import Document

NINJS = '[{"uri": "urn:x:1", "type": "text", "headline": "Bridge opens",\n "body_text": "FARHAVEN (AP) -- It opened."}]'
LINES = '{"id": "1", "title": "It opens", "text": "It opened."}\n{"id": "2", "title": "It shuts", "text": "It shut."}\n'
PAGE = '<!DOCTYPE html>\n<html lang="en"><head><title>Bridge opens</title></head><body><p>It opened.</p></body></html>'
MBOX = (
    "From desk@e.example Mon Jan  5 10:00:00 2026\nFrom: Desk <desk@e.example>\nTo: w@e.example\n"
    "Subject: Bridge opens\nDate: Mon, 5 Jan 2026 10:00:00 +0000\n\nIt opened on Monday, the council said.\n"
)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig"])
@pytest.mark.parametrize(("text", "reader"), [(NINJS, "ninjs"), (LINES, "jsonl"), (PAGE, "html"), (MBOX, "mail")])
def test_wide_text_is_for_the_same_reader_and_the_same_take(text, reader, encoding):
    wide, plain = Document("a", text.encode(encoding)), Document("a", text.encode())

    assert choose(wide).name == reader
    assert [t.text for t in read(wide) if isinstance(t, Take)] == [t.text for t in read(plain) if isinstance(t, Take)]


@pytest.mark.parametrize(("text", "reader"), [(LINES, "jsonl"), (MBOX, "mail")])
def test_old_line_ends_are_line_ends(text, reader):
    old = Document("a", text.replace("\n", "\r").encode())

    assert choose(old).name == reader
    assert len(list(read(old))) == len(list(read(Document("a", text.encode()))))


def test_the_bytes_as_received_are_kept():
    data = PAGE.encode("utf-16")

    assert Document("a", data).received == data


def test_what_is_gzipped_twice_is_refused_and_said_so():
    with pytest.raises(Unreadable, match="gzipped twice"):
        choose(Document("a", gzip.compress(gzip.compress(MBOX.encode()))))


@pytest.mark.parametrize("data", [b"[]", b" [ ]\n", b"{}", b"null"])
def test_empty_json_is_refused_and_no_page(data):
    with pytest.raises(Unreadable, match="empty JSON"):
        choose(Document("a", data))
