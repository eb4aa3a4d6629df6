"""No private address is reached, however it is written, named or led to; what was checked is what is connected to."""

import shutil
import socket
import ssl
import subprocess
from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from websites import HERE, RSS, fetcher, serving
from writethru.errors import NotFetched
from writethru.fetch.addresses import is_public, parse, public
from writethru.fetch.network import tls

NOT_PUBLIC = (
    "0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 127.255.0.1 169.254.169.254 172.16.0.1 192.0.2.1 192.88.99.1 192.168.1.1 "
    "198.18.0.1 224.0.0.1 239.1.1.1 240.0.0.1 255.255.255.255 "
    ":: ::1 ::7f00:1 ::ffff:8.8.8.8 ::ffff:127.0.0.1 64:ff9b::808:808 64:ff9b:1::1 100::1 2001:0:1::1 2001:db8::1 "
    "2002:7f00:1:: fc00::1 fd12::1 fe80::1 fec0::1 ff02::1"
)


@pytest.mark.parametrize("address", NOT_PUBLIC.split())
def test_addresses_that_are_not_public(address):
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "2a00:1450::1"])
def test_addresses_that_are(address):
    assert is_public(ip_address(address))


@given(st.ip_addresses(v=4))
def test_no_ipv4_address_is_public_when_an_ipv6_one_carries_it(address: IPv4Address):
    number = int(address)
    carried = [0xFFFF << 32 | number, 0x64FF9B << 96 | number, number, 0x2002 << 112 | number << 80]

    assert not any(is_public(IPv6Address(one)) for one in carried)


@given(st.ip_addresses(v=4))
def test_only_global_unicast_is_public(address: IPv4Address):
    private = address.is_private or address.is_loopback or address.is_link_local or address.is_multicast

    assert not (is_public(address) and (private or not address.is_global))


SAME_PLACE = ["127.0.0.1", "127.1", "2130706433", "0x7f000001", "0x7f.1", "017700000001", "localhost", "LOCALHOST"]


@pytest.mark.parametrize("host", [*SAME_PLACE, "[::ffff:127.0.0.1]", "[::1]", "0"])
def test_this_machine_is_not_reached_unless_the_settings_allow_it(host):
    with serving() as site:
        site.put("/feed", RSS)
        with pytest.raises(NotFetched, match="not public") as refused:
            fetcher(private_hosts=()).get(f"http://{host}:{site.port}/feed")

        assert refused.value.final
        assert (site.asked, site.robots_asked) == ([], 0)


def test_a_host_is_allowed_by_its_name_alone():
    with serving() as site:
        site.put("/feed", RSS)

        assert fetcher(private_hosts=["LocalHost"]).get(f"http://localhost:{site.port}/feed").body == RSS
        with pytest.raises(NotFetched, match="not public"):
            fetcher(private_hosts=["LocalHost"]).get(f"{site.at}/feed")


def test_nobody_else_leads_to_a_private_host(names):
    names.known["outside.example"] = ["8.8.8.8"]
    with serving() as site:
        site.put("/feed", RSS)
        with pytest.raises(NotFetched, match="not public"):
            fetcher().get(f"{site.at}/feed", led_from="http://outside.example/feed")
        assert fetcher().get(f"{site.at}/feed", led_from=f"{site.at}/page").body == RSS


LEADS_AWAY = ["http://localhost:{port}/inside", "http://[::1]:{port}/inside", "//2130706433:{port}/inside"]


@pytest.mark.parametrize("location", LEADS_AWAY)
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_to_a_private_address_is_refused(location, status):
    with serving() as site:
        site.put("/feed", status=status, Location=location.format(port=site.port))
        site.put("/inside", b"secret")
        with pytest.raises(NotFetched, match="not public"):
            fetcher().get(f"{site.at}/feed")

        assert site.paths() == ["/feed"]


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://x/", "data:,x", "javascript:x"]
)
def test_a_redirect_to_what_is_not_the_web_is_refused(location):
    with serving() as site:
        site.put("/feed", status=302, Location=location)
        with pytest.raises(NotFetched, match="leads nowhere on the web"):
            fetcher().get(f"{site.at}/feed")


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "ftp://vell.example/x", "vell.example", "http://", "http:///x"]
)
def test_only_the_web_is_fetched(address):
    with pytest.raises(NotFetched, match=r"https?://"):
        fetcher().get(address)


@pytest.fixture
def names(monkeypatch):
    """Names that resolve as a test says, each look-up to the next address; gives what was looked up."""
    known, looked_up, resolve = {}, [], socket.getaddrinfo

    def look_up(host, port, *args, **more):
        looked_up.append(host)
        addresses = known.get(host, [host])
        return resolve(addresses.pop(0) if len(addresses) > 1 else addresses[0], port, *args, **more)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    looked_up_of = {"known": known, "looked_up": looked_up}
    return type("Names", (), looked_up_of)


def test_a_name_that_resolves_to_a_private_address_is_refused(names):
    names.known["vell.example"] = [HERE]
    with serving() as site, pytest.raises(NotFetched, match=r"vell\.example is 127\.0\.0\.1, which is not public"):
        fetcher(private_hosts=()).get(f"http://vell.example:{site.port}/feed")


def test_a_name_is_resolved_once_a_request_so_that_it_cannot_change_after_the_check(names):
    names.known["vell.example"] = [HERE, HERE, "192.0.2.1"]
    with serving() as site:
        site.put("/feed", RSS)
        fetcher(private_hosts=["vell.example"]).get(f"http://vell.example:{site.port}/feed")

        assert [host for host in names.looked_up if host == "vell.example"] == ["vell.example"] * 2  # robots.txt, feed
        assert site.asked[0][1]["Host"] == f"vell.example:{site.port}"


@pytest.mark.skipif(not shutil.which("openssl"), reason="makes a certificate with openssl")
@pytest.mark.parametrize("host", ["vell.example", "kors.example"])
def test_the_certificate_is_that_of_the_name_though_the_address_is_connected_to(names, host, tmp_path, monkeypatch):
    made = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]
    named = [
        "-subj",
        "/CN=vell.example",
        "-addext",
        "subjectAltName=DNS:vell.example",
        "-keyout",
        "key.pem",
        "-out",
        "cert.pem",
    ]
    subprocess.run(["openssl", *made, *named], cwd=tmp_path, check=True, capture_output=True)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "cert.pem"))
    tls.cache_clear()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "cert.pem", tmp_path / "key.pem")
    names.known[host] = [HERE]
    try:
        with serving(context) as site:
            site.put("/feed", RSS)
            get = fetcher(private_hosts=[host]).get
            if host == "vell.example":
                assert get(f"https://{host}:{site.port}/feed").body == RSS
            else:
                with pytest.raises(NotFetched, match="certificate verify failed"):
                    get(f"https://{host}:{site.port}/feed")
    finally:
        tls.cache_clear()


def test_name_and_password_go_to_their_own_host_alone(names):
    names.known["kors.example"] = [HERE]
    with serving() as site:
        site.put("/feed", status=302, Location="/here")
        site.put("/here", status=302, Location=f"http://kors.example:{site.port}/there")
        site.put("/there", RSS)
        address = f"http://desk:se%3Acret@{HERE}:{site.port}/feed"
        response = fetcher(private_hosts=[HERE, "kors.example"]).get(address)

        assert [headers.get("Authorization") for _, headers in site.asked] == ["Basic ZGVzazpzZTpjcmV0"] * 2 + [None]
        assert "desk" not in str(response.url)


def test_addresses_are_shown_without_name_password_and_fragment():
    assert public("http://desk:secret@vell.example:8080/a?b=c#d") == "http://vell.example:8080/a?b=c"
    assert str(parse("http://bücher.example/é è")) == "http://xn--bcher-kva.example/%C3%A9%20%C3%A8"
