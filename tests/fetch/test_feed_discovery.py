"""A page's feed is found: the one it names, the one it links to, the one in the usual place."""

import pytest

from websites import ATOM, RSS, fetcher, serving
from writethru.errors import NotFetched
from writethru.fetch.feeds import find, is_page, kind_of

JSON_FEED = b'{"version": "https:\\/\\/jsonfeed.org\\/version\\/1.1", "title": "Vell Post", "items": []}'
RDF = (
    b"<?xml version='1.0'?>\n<!-- old -->\n<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'></rdf:RDF>"
)
HTML = b"<!DOCTYPE html>\n<html lang=en><title>Vell Post</title><p>Harbour reopens</html>"
NEWSML = b"<?xml version='1.0'?><newsItem xmlns='urn:x'><inlineXML><html><body>x</body></html></inlineXML></newsItem>"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (RSS, "RSS"),
        (ATOM, "Atom"),
        (RDF, "RSS"),
        (JSON_FEED, "JSON Feed"),
        (b"\xef\xbb\xbf\n" + RSS, "RSS"),
        (RSS.decode().encode("utf-16"), "RSS"),
        (b"<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'b'>]><rss/>", "RSS"),
        (b"<a:feed xmlns:a='http://www.w3.org/2005/Atom'/>", "Atom"),
        (b"<rss><channel><description>&lt;html></description></channel></rss>", "RSS"),
        (NEWSML, "XML"),
        (b'{"uri": "urn:x", "headline": "<html>"}', "JSON"),
        (HTML, ""),
        (b"<?xml version='1.0'?><!DOCTYPE html><html xmlns='http://www.w3.org/1999/xhtml'/>", ""),
        (b"Harbour reopens\n\nThe harbour reopened.", ""),
        (b"", ""),
        (b"<!-- a --><!-- b -->" * 200, ""),
    ],
)
def test_kinds(body, kind):
    assert kind_of(body) == kind
    assert not (kind and is_page(body))


def test_pages():
    assert is_page(HTML)
    assert not is_page(NEWSML)
    assert not is_page(b"Harbour reopens")


@pytest.fixture
def site():
    with serving() as one:
        yield one


def page(*lines):
    return b"<!DOCTYPE html><html><head>" + "".join(lines).encode() + b"</head><body><p>Harbour</p></body></html>"


ALTERNATE = '<link rel="alternate" type="application/{}+xml" href="{}">'


def test_the_address_of_a_feed_is_taken_as_it_is(site):
    site.put("/wire", ATOM)

    found = find(fetcher(), f"{site.at}/wire")
    assert (found.address, found.kind, found.others) == (f"{site.at}/wire", "Atom", ())


def test_of_several_feeds_the_first_that_is_no_comments_is_taken_and_the_others_named(site):
    links = [ALTERNATE.format("rss", "/comments/feed"), ALTERNATE.format("rss", "feed"), ALTERNATE.format("atom", "/a")]
    site.put("/news/", page(*links))
    for path in ("/comments/feed", "/news/feed", "/a"):
        site.put(path, RSS)
    found = find(fetcher(), f"{site.at}/news/")

    assert found.address == f"{site.at}/news/feed"
    assert found.others == (f"{site.at}/a", f"{site.at}/comments/feed")
    assert site.paths() == ["/news/", "/news/feed"]  # no more is asked than needed


def test_a_feed_that_is_named_and_gone_is_passed_over(site):
    site.put(
        "/", page(ALTERNATE.format("rss", "/old"), ALTERNATE.format("rss", "/html"), ALTERNATE.format("rss", "/x"))
    )
    site.put("/html", HTML)
    site.put("/x", RSS)

    assert find(fetcher(), f"{site.at}/").address == f"{site.at}/x"


@pytest.mark.parametrize("link", ['<a href="/out/rss">All news</a>', '<a href="/out/rss"><b>RSS</b></a>'])
def test_links_that_look_like_a_feed_are_tried(site, link):
    site.put("/", b"<html><body><a href='/about'>About</a>" + link.encode() + b"</body></html>")
    site.put("/out/rss", RSS)

    assert find(fetcher(), f"{site.at}/").address == f"{site.at}/out/rss"
    assert "/about" not in site.paths()


def test_the_usual_places_are_tried_last(site):
    site.put("/news/today", page())
    site.put("/atom.xml", ATOM)

    assert find(fetcher(), f"{site.at}/news/today").address == f"{site.at}/atom.xml"


def test_a_base_element_counts(site):
    site.put("/", page('<base href="/deep/">', ALTERNATE.format("rss", "feed")))
    site.put("/deep/feed", RSS)

    assert find(fetcher(), f"{site.at}/").address == f"{site.at}/deep/feed"


def test_a_page_without_feed(site):
    site.put("/", page('<a href="javascript:feed()">feed</a><a href="http://[">rss</a>'))
    with pytest.raises(NotFetched, match="no feed there; give the address of the feed itself"):
        find(fetcher(), f"{site.at}/")

    assert len(site.asked) <= 11


@pytest.mark.parametrize("body", [b"", b"\x00" * 100, b"<html>" + b"<div>" * 20_000, b"<a href='x'" * 5000])
def test_odd_pages_are_no_more_than_pages_without_feed(site, body):
    site.put("/", body)
    with pytest.raises(NotFetched, match="no feed there"):
        find(fetcher(), f"{site.at}/")


def test_feeds_inside_are_not_reached_from_a_page(site):
    site.put("/", page(ALTERNATE.format("rss", f"http://localhost:{site.port}/inside")))
    site.put("/inside", RSS)
    with pytest.raises(NotFetched, match="no feed there"):
        find(fetcher(), f"{site.at}/")

    assert "/inside" not in site.paths()
