import pytest
from hypothesis import given
from hypothesis import strategies as st

from writethru.read.decode import decode, looks_binary

KOREAN = "아스터 호수의 유람선이 올겨울 처음으로 쉬지 않고 운항한다고 항만청이 밝혔다."


@given(st.text().filter(lambda t: "\r" not in t))
def test_utf8_round_trip(text: str):
    data = text.encode("utf-8", "surrogatepass")

    assert "".join(decode(data).text.split("\ufeff")) == "".join(text.split("\ufeff")) or not _clean(text)


def _clean(text: str) -> bool:
    return not any(0xD800 <= ord(c) <= 0xDFFF for c in text)


@given(st.binary())
def test_no_bytes_are_too_odd(data: bytes):
    decoded = decode(data)

    assert isinstance(decoded.text, str)
    assert decoded.encoding


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "cp949"])
def test_korean(encoding: str):
    assert decode(KOREAN.encode(encoding)).text == KOREAN


def test_latin_1_when_nothing_else_fits():
    words = "Fähre nach Südstrand: 40 €"

    decoded = decode(words.encode("cp1252"))

    assert (decoded.text, decoded.encoding) == (words, "cp1252")
    assert "cp1252" in decoded.warning


def test_declared_charset_is_believed_unless_it_is_utf8():
    assert decode("Łódź".encode("iso8859-2"), "iso-8859-2").text == "Łódź"
    assert decode("Łódź".encode(), "iso-8859-2").text == "Łódź"
    assert decode("Fähre".encode("latin-1"), "no-such-charset").text == "Fähre"


def test_line_ends_are_made_plain():
    assert decode(b"a\r\nb\rc\n").text == "a\nb\nc\n"


def test_binary():
    assert looks_binary(b"\x00\x01\x02 text")
    assert not looks_binary(KOREAN.encode("cp949"))
    assert not looks_binary(b"KILL\x07\x07\x07 KILL")
