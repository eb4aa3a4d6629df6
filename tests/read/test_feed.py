"""Feeds: one version of one item is one take, whatever is broken around it."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared import SHARED, needs_shared
from writethru.model import Refused, Rule, Signal, Take
from writethru.read import feed, json_feed, wxr
from writethru.read.detect import read
from writethru.read.document import Document
from writethru.read.outlet import of_feed
from writethru.read.stamps import latest, stamp

RSS = (
    '<?xml version="1.0"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" '
    'xmlns:media="http://search.yahoo.com/mrss/"><channel><title>Strand Post</title>{}</channel></rss>'
)
PIECE = (
    "<item><guid>{}</guid><title>{}</title>"
    "<description>&lt;p&gt;{}&lt;/p&gt;&lt;p&gt;More.&lt;/p&gt;</description></item>"
)


def of(items: str, name: str = "feed.xml") -> list[Take | Refused]:
    return list(feed.reader().read(Document(name, RSS.format(items).encode())))


def test_the_same_guid_with_other_words_is_another_take_of_the_same_piece():
    old, same, new = of(PIECE.format(1, "Ferry late", "x") * 2 + PIECE.format(1, "Ferry late", "y"))

    assert old.guid == new.guid == old.id == "1"
    assert old.key == same.key != new.key


def test_an_update_of_the_time_alone_is_no_new_take():
    item = "<item><guid>1</guid><title>Ferry late</title><atom:updated>2031-02-0{}T08:00:00Z</atom:updated></item>"
    one, two = of(item.format(4) + item.format(5))

    assert one.key == two.key
    assert (one.sent.at.day, two.sent.at.day) == (4, 5)


titles = st.lists(st.text("abcdefgh ", min_size=1).filter(str.strip), min_size=1, max_size=8, unique=True)


@given(titles.flatmap(lambda given: st.tuples(st.just(given), st.permutations(given))))
def test_entries_in_any_order_give_the_same_takes(orders: tuple[list[str], list[str]]):
    one, two = ({take.key for take in of("".join(PIECE.format(t, t, t) for t in order))} for order in orders)

    assert one == two


def test_a_picture_keeps_its_own_terms_beside_another():
    bound, free = of(
        "<item><title>Ferry</title><guid>1</guid>"
        '<media:content url="https://a.example/1.jpg"><media:credit>Jon Vik</media:credit>'
        '<media:restriction relationship="deny" type="country">no</media:restriction></media:content>'
        '<media:content url="https://a.example/2.jpg"><media:credit>Aud Moe</media:credit></media:content></item>'
    )[0].pictures

    assert (bound.credit, [term.rule for term in bound.terms]) == ("Jon Vik", [Rule.TERRITORY])
    assert (free.credit, free.terms) == ("Aud Moe", ())


def test_relative_addresses_are_resolved_against_the_feeds_own():
    (take,) = of("<item><title>Ferry</title><link>../ferry</link></item>", "https://strand.example/news/feed.xml")

    assert take.url == take.id == "https://strand.example/ferry"


def test_a_tombstone_kills_its_piece():
    data = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0">'
        '<title>Strand Post</title><at:deleted-entry ref="urn:1" when="2031-02-05T08:30:00Z"/></feed>'
    )
    (take,) = feed.reader().read(Document("feed", data.encode()))

    assert (take.guid, take.marker.signal, take.copy, take.status) == ("urn:1", Signal.KILL, (), "deleted")


@pytest.mark.parametrize("charset", ["utf-8", "euc-kr", "iso-8859-1", "utf-16"])
def test_a_wrong_charset_in_the_declaration_does_no_harm(charset: str):
    data = RSS.format(PIECE.format(1, "배가 돌아왔다", "승객은 마흔두 명이었다")).replace(
        '"1.0"?', f'"1.0" encoding="{charset}"?'
    )
    for encoding in ("utf-8", "euc-kr"):
        (take,) = feed.reader().read(Document("feed.xml", data.encode(encoding)))
        assert take.title == "배가 돌아왔다"


HEAD = b'<?xml version="1.0"?><rss version="2.0"><channel><item><title>'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (HEAD + b"salt " * 40_000_000, "more than 32,000,000"),
        (gzip.compress(HEAD + b" " * 200_000_000, 1), "more than 32,000,000"),
        (HEAD + b"<a>" * 10_000, "nested too deep"),
        (HEAD + b"<a>" * 10_000 + b"</a>" * 10_000 + b"</title></item></channel></rss>", "nested too deep"),
        (b'<!DOCTYPE rss [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>' + HEAD[21:] + b"&c;", "declares the entity"),
        (b'<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + HEAD[21:] + b"&a;", "declares the entity"),
        (HEAD[:40], "no whole item"),
        (HEAD + b"Ferry", "breaks off"),
        (HEAD + b"&" * 100_000, "breaks off"),
        (b'<?xml version="1.0"?><urlset><url><loc>https://a.example/</loc></url></urlset>', "a list of addresses"),
        (b'<opml version="2.0"><body><outline xmlUrl="https://a.example/"/></body></opml>', "a list of feeds"),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": ' + b"[" * 10_000, "nested more than"),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": 1}', "no list of items"),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": [', "not JSON"),
    ],
    ids=range(14),
)
def test_a_hostile_feed_is_refused_with_its_reason(data: bytes, reason: str):
    (item,) = read(Document("feed.xml", data))

    assert isinstance(item, Refused)
    assert reason in item.reason


def test_html_of_any_depth_costs_no_other_item():
    deep = PIECE.format(1, "Deep", "&lt;div&gt;" * 20_000)
    takes = of(deep + PIECE.format(2, "Ferry late", "An hour."))

    assert [take.title for take in takes] == ["Deep", "Ferry late"]


@pytest.mark.parametrize(
    ("title", "address", "outlet"),
    [
        ("World news | Strand Post - RSS", "https://www.strandpost.example/", "Strand Post"),
        ("Latest news - The Vell Gazette", "", "The Vell Gazette"),
        ("연합뉴스 : 정치", "", "Yonhap"),
        ("The Far Shore: news and views", "", "The Far Shore: news and views"),
        ("News", "https://www.vell.example/", "vell.example"),
        ("", "https://vell.example/feed", "vell.example"),
    ],
)
def test_an_outlet_is_named_as_a_desk_would(title: str, address: str, outlet: str):
    assert of_feed(title, address) == outlet


@pytest.mark.parametrize(
    ("words", "iso", "inferred"),
    [
        ("Tue, 04 Feb 2031 18:22:07 +0900", "2031-02-04T18:22:07+09:00", False),
        ("4 Feb 31 18:22 EST", "2031-02-04T18:22:00-05:00", False),
        ("Tue, 04 Feb 2031 18:22:07 -0000", "2031-02-04T18:22:07+00:00", False),
        ("2031-02-04T18:22Z", "2031-02-04T18:22:00+00:00", False),
        ("2031-02-04 18:22:07", "2031-02-04T18:22:07+09:00", True),
        ("Tue, 04 Feb 2031 18:22:07", "2031-02-04T18:22:07+09:00", True),
        ("Di, 4. Februar 2031 6:22 PM", "2031-02-04T18:22:00+09:00", True),
        ("2031-02-04", "2031-02-04T00:00:00+00:00", True),
        ("0000-00-00 00:00:00", None, None),
        ("Tue, 99 Feb 2031 18:22:07 +0900", None, None),
        ("soon", None, None),
    ],
)
def test_a_stamp_has_its_zone_or_says_that_it_was_inferred(words: str, iso: str | None, inferred: bool | None):
    found = stamp(words, "ko-KR")

    assert (found and found.at.isoformat(), found and found.zone_inferred) == (iso, inferred)
    assert found is None or bool(found.why) == inferred


def test_an_update_before_the_publication_is_none():
    first, later = stamp("2031-02-04T08:00:00Z"), stamp("2031-02-05T08:00:00Z")

    assert latest(first, later) == latest(None, later) == later
    assert latest(later, first) == latest(later, None) == later


@needs_shared
@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "reader", "takes", "refused"),
    [
        ("wenn.xml", feed.reader(), 2, 0),
        ("wordpress_wxr.xml", wxr.reader(), 1, 4),
        ("wordpress_wxr_funke.xml", wxr.reader(), 1, 0),
        ("wordpress_wxr_thumb.xml", wxr.reader(), 1, 0),
    ],
)
def test_real_feeds_and_exports_are_read_to_the_last_item(name, reader, takes, refused):
    path = SHARED / "data" / "fixtures" / "superdesk-fixtures" / "core" / name
    document = Document(name, path.read_bytes())
    found = list(reader.read(document))

    assert reader.recognises(document) > 0.97
    assert sum(isinstance(item, Take) for item in found) == takes
    assert [item.reason.split(":")[0] for item in found if isinstance(item, Refused)] == ["not published"] * refused
    assert all(item.title and item.copy and item.sent for item in found if isinstance(item, Take))


def test_json_feed_and_atom_say_the_same():
    said = '{"version":"https://jsonfeed.org/version/1.1","title":"Vell","items":[{"id":"1","title":"Ferry","content_html":"<p>A.</p><p>B.</p>"}]}'
    (one,) = json_feed.reader().read(Document("x", said.encode()))
    (two,) = feed.reader().read(
        Document(
            "x",
            b'<feed xmlns="http://www.w3.org/2005/Atom"><title>Vell</title><entry><id>1</id><title>Ferry</title>'
            b'<content type="html">&lt;p&gt;A.&lt;/p&gt;&lt;p&gt;B.&lt;/p&gt;</content></entry></feed>',
        )
    )

    assert (one.key, one.text, one.guid) == (two.key, two.text, two.guid)
