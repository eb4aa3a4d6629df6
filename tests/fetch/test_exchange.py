"""One request: bounded in bytes and time whatever the server does, redirects followed, the program named."""

import gzip
import tracemalloc

import pytest

from websites import (
    HERE,
    RSS,
    SHORT,
    bomb,
    die,
    die_in_chunks,
    drip,
    drip_body,
    endless,
    fetcher,
    hang,
    hang_after_head,
    no_http,
    serving,
    within,
)
from writethru.errors import NotFetched

ROOM = 1.5  # seconds that a test of a limit may take: the longest limit and some more


@pytest.fixture
def site():
    with serving() as one:
        yield one


@pytest.mark.parametrize(
    ("answer", "trouble"),
    [
        (hang, "no whole answer in time"),
        (hang_after_head, "no whole answer in time"),
        (drip, "no whole answer in time"),
        (drip_body, "no whole answer in time"),
        (die, "broke off"),
        (die_in_chunks, "broke off"),
        (no_http, "is no HTTP"),
        (endless, "more than 200,000 bytes"),
    ],
)
def test_a_server_that_answers_badly_costs_a_bounded_time(site, answer, trouble):
    site.pages["/feed"] = answer
    in_time = within(ROOM)
    with pytest.raises(NotFetched, match=trouble) as failed:
        fetcher().get(f"{site.at}/feed")

    assert in_time()
    assert str(failed.value).startswith(f"{site.at}/feed: ")
    assert "\n" not in str(failed.value)


def test_a_port_where_nobody_listens(site):
    with serving() as other:
        gone = other.at
    with pytest.raises(NotFetched, match="no connection"):
        fetcher().get(f"{gone}/feed")


def test_a_host_that_is_not_there():
    with pytest.raises(NotFetched, match=r"no host nowhere\.invalid is known"):
        fetcher().get("http://nowhere.invalid/feed")


def test_packed_bodies_are_unpacked_and_the_program_is_named(site):
    site.put("/feed", gzip.compress(RSS), Content_Encoding="gzip")

    assert fetcher().get(f"{site.at}/feed").body == RSS
    [(_, headers)] = site.asked
    assert headers["Accept-Encoding"] == "gzip"
    assert headers["User-Agent"].startswith("writethru/")


@pytest.mark.parametrize("megabytes", [1, 100])
def test_a_bomb_is_not_unpacked(site, megabytes):
    packed = bomb(megabytes)
    assert len(packed) < SHORT.body
    site.put("/feed", packed, Content_Encoding="gzip")
    in_time = within(ROOM)
    tracemalloc.start()
    try:
        with pytest.raises(NotFetched, match="more than 200,000 bytes"):
            fetcher().get(f"{site.at}/feed")
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert in_time()
    assert most < 10 * SHORT.body


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, br"])
def test_a_packing_that_was_not_asked_for_is_refused(site, encoding):
    site.put("/feed", b"\x0b\x02", Content_Encoding=encoding)
    with pytest.raises(NotFetched, match="which was not asked for"):
        fetcher().get(f"{site.at}/feed")


def test_a_packed_body_that_is_cut_short_is_refused(site):
    site.put("/feed", gzip.compress(RSS)[:-10], Content_Encoding="gzip")
    with pytest.raises(NotFetched, match="broken gzip"):
        fetcher().get(f"{site.at}/feed")


def test_a_body_that_is_only_said_to_be_packed_is_taken_as_it_is(site):
    site.put("/feed", RSS, Content_Encoding="gzip")

    assert fetcher().get(f"{site.at}/feed").body == RSS


@pytest.mark.parametrize(("said", "body"), [(50, None), (len(RSS), RSS)])
def test_a_length_that_is_too_short_cuts_and_one_that_is_right_does_not(site, said, body):
    site.put("/feed", RSS, Content_Length=str(said))

    assert fetcher().get(f"{site.at}/feed").body == (body or RSS[:50])


def test_a_body_without_length_is_read_to_its_end(site):
    site.put("/feed", RSS, Content_Length=None, Connection="close")

    assert fetcher().get(f"{site.at}/feed").body == RSS


@pytest.mark.parametrize(
    ("header", "charset"),
    [
        ("text/xml; charset=EUC-KR", "euc-kr"),
        ("text/html;charset='utf-8'", "utf-8"),
        ("text/html; charset=ISO-8859-1", ""),  # what servers say of anything
        ("text/html", ""),
        ("; charset=", ""),
    ],
)
def test_the_charset_that_is_declared(site, header, charset):
    site.put("/feed", RSS, Content_Type=header)

    assert fetcher().get(f"{site.at}/feed").charset == charset


# Redirects


def test_a_loop_ends(site):
    site.put("/feed", status=302, Location="/feed")
    with pytest.raises(NotFetched, match="more than 5 redirects"):
        fetcher().get(f"{site.at}/feed")

    assert len(site.asked) == SHORT.hops + 1


def test_a_redirect_to_nowhere(site):
    site.put("/feed", status=302)
    with pytest.raises(NotFetched, match="does not say where to go"):
        fetcher().get(f"{site.at}/feed")


@pytest.mark.parametrize(
    ("statuses", "moved"),
    [([301], "/1"), ([308, 301], "/2"), ([302], ""), ([301, 302], "/1"), ([302, 301], ""), ([307, 308], ""), ([], "")],
)
def test_only_moves_for_good_are_remembered_and_only_up_to_the_first_that_is_not(site, statuses, moved):
    for number, status in enumerate(statuses):
        site.put(f"/{number}", status=status, Location=f"{number + 1}")
    site.put(f"/{len(statuses)}", RSS)
    response = fetcher().get(f"{site.at}/0")

    assert response.body == RSS
    assert str(response.url) == f"{site.at}/{len(statuses)}"
    assert response.moved == (f"{site.at}{moved}" if moved else "")


def test_hosts_are_written_in_any_way(site):
    site.put("/%ED%95%AD?q=%EB%B0%B0", RSS)

    assert fetcher().get(f"http://{HERE}:{site.port}/항?q=배").body == RSS
