"""Web archives: each text in them is read, and what is broken costs itself."""

import gzip
import io
import tracemalloc
from collections.abc import Sequence

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from writethru.errors import Unreadable
from writethru.model import Refused, Take
from writethru.read import warc
from writethru.read.detect import choose, read
from writethru.read.document import Document

PAGE = "<html><head><title>{0}</title></head><body><article><h1>{0}</h1>{1}</article></body></html>"
COPY = "".join(f"<p>Paragraph {n} tells of salt, of ships, and of what both cost in Farhaven.</p>" for n in range(5))
DAY = "2031-02-04T18:22:07Z"


def archive(records: Sequence[tuple], packed: bool = True) -> list[bytes]:
    """Write records of (address, payload, media type, status, HTTP fields); returns the bytes of each."""
    out = []
    for address, payload, media, status, fields in records:
        stream = io.BytesIO()
        writer = WARCWriter(stream, gzip=packed)
        http = StatusAndHeaders(status, [("Content-Type", media), *fields], protocol="HTTP/1.1")
        told = {"WARC-Date": DAY}
        if status == "revisit":
            http = StatusAndHeaders("200 OK", [("Content-Type", media)], protocol="HTTP/1.1")
            record = writer.create_revisit_record(address, "sha1:A", address, DAY, http_headers=http)
        else:
            record = writer.create_warc_record(
                address, "response", payload=io.BytesIO(payload), http_headers=http, warc_headers_dict=told
            )
        writer.write_record(record)
        out.append(stream.getvalue())
    return out


def page(name: str, title: str = "", charset: str = "utf-8") -> tuple:
    html = PAGE.format(title or name.title(), COPY).encode(charset)
    return (f"https://strand.example/{name}", html, f"text/html; charset={charset}", "200 OK", [])


def takes(data: bytes) -> list[Take | Refused]:
    return list(warc.reader().read(Document("crawl.warc.gz", data)))


@pytest.mark.parametrize("packed", [True, False])
def test_each_text_goes_to_its_reader(packed: bool):
    rss = (
        b'<rss version="2.0"><channel><title>Vell</title><item><guid>1</guid><title>Salt</title></item></channel></rss>'
    )
    records = archive(
        [
            page("ferry"),
            ("https://vell.example/feed", rss, "application/rss+xml", "200 OK", []),
            ("https://vell.example/logo.png", b"\x89PNG", "image/png", "200 OK", []),
            ("https://vell.example/gone", b"<html>Gone</html>", "text/html", "404 Not Found", []),
            ("https://strand.example/ferry", b"", "text/html", "revisit", []),
        ],
        packed,
    )
    document = Document("crawl", b"".join(records))
    ferry, salt = read(document)

    assert choose(document).name == "warc"
    assert (ferry.format, ferry.title, ferry.url) == ("html", "Ferry", "https://strand.example/ferry")
    assert (salt.format, salt.guid, salt.document) == ("feed", "1", document.sha256)
    assert ferry.sent.at.isoformat() == "2031-02-04T18:22:07+00:00"
    assert "WARC-Date" in ferry.sent.why
    assert "1 answered 404, 1 no text, 1 seen before" in salt.warnings[-1]


def test_the_same_page_twice_is_one_take_and_a_changed_one_another():
    one, two, three = takes(b"".join(archive([page("ferry"), page("ferry"), page("ferry", "Ferry refloated")])))
    other = takes(b"".join(archive([page("salt", "Ferry")])))[0]

    assert one.key == two.key
    assert len({one.id, three.id, other.id}) == 3


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("harm", [lambda r: r[: len(r) // 2], lambda r: b"junk" + r, lambda r: b"\x1f\x8b\x08junk"])
def test_a_broken_record_costs_itself(packed: bool, harm):
    first, second, third = archive([page("one"), page("two"), page("three")], packed)
    found = takes(first + b"\r\n" * (not packed) + harm(second) + b"\r\n" * (not packed) + third)

    titles = [item.title for item in found if isinstance(item, Take)]
    assert titles[0] == "One"
    assert "Three" in titles or not packed
    assert all(item.place.startswith("record ") for item in found if isinstance(item, Refused))


def test_a_packed_record_cut_anywhere_costs_itself():
    first, second, third = archive([page("one"), page("two"), page("three")], packed=True)
    for cut in range(20, len(second), 7):
        found = takes(first + second[:cut] + third)
        assert {"One", "Three"} <= {item.title for item in found if isinstance(item, Take)}, cut


def test_an_archive_cut_short_says_so_and_keeps_the_rest():
    data = b"".join(archive([page("one"), page("two")]))
    whole, cut = takes(data[:-40])

    assert whole.title == "One"
    assert cut.place == "record 2"


def test_what_the_server_says_of_the_charset_is_but_a_claim():
    korean = PAGE.format("배가 돌아왔다", "<p>승객은 마흔두 명이었다고 선장이 말했다.</p>" * 5)
    records = [
        ("https://a.example/1", korean.encode("euc-kr"), "text/html; charset=euc-kr", "200 OK", []),
        ("https://a.example/2", korean.encode(), "text/html; charset=iso-8859-1", "200 OK", []),
        ("https://a.example/3", gzip.compress(korean.encode()), "text/html", "200 OK", [("Content-Encoding", "gzip")]),
    ]

    assert {take.title for take in takes(b"".join(archive(records)))} == {"배가 돌아왔다"}


def test_an_archive_without_a_text_is_refused_as_a_whole():
    with pytest.raises(Unreadable, match="1 answered 404"):
        takes(b"".join(archive([("https://a.example/", b"x", "text/html", "404 Not Found", [])])))


def test_memory_does_not_grow_with_the_archive():
    text = ("Salt is dear again\n\n" + "The harbour said so on Tuesday, and said it again. " * 400).encode()
    (record,) = archive([("https://a.example/salt.txt", text, "text/plain", "200 OK", [])])
    reader = warc.reader()
    list(reader.read(Document("warm", record)))

    def peak(number: int) -> int:
        document = Document("crawl", record * number)
        tracemalloc.start()
        for item in reader.read(document):
            assert isinstance(item, Take)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    assert peak(24) < 1.5 * peak(4)
