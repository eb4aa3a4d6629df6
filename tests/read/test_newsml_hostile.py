"""Hostile and broken NewsML through the door that everything comes by: refused with a reason, in time."""

import time

import pytest

from writethru.model import Refused, Signal
from writethru.read.detect import read
from writethru.read.document import Document

HEAD = '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:strand:7"><contentMeta><headline>'
TAIL = "</headline></contentMeta></newsItem>"
BOMB = '<!DOCTYPE newsItem [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE newsItem SYSTEM "http://strand.invalid/x.dtd">'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ((BOMB + HEAD + "&b;" + TAIL).encode(), "declares the entity"),
        ((HEAD + "Ferry").encode(), "not well-formed"),
        ((HEAD + "<b>" * 10_000 + "</b>" * 10_000 + TAIL).encode(), "nested more than|not well-formed"),
        ((HEAD + "x" * 33_000_000 + TAIL).encode(), "too many bytes for one document"),
        (b"<NewsML>" + b"<NewsComponent>" * 500, "nested more than"),
    ],
    ids=["bomb", "cut", "nested", "large", "cut tree"],
)
def test_hostile_documents_are_refused_with_a_reason_in_two_seconds(data, reason):
    began = time.process_time()
    [found] = read(Document("trial.xml", data))

    assert isinstance(found, Refused)
    assert any(words in found.reason for words in reason.split("|")), found.reason
    assert time.process_time() - began < 20


def test_a_dtd_outside_is_not_asked_for():
    [found] = read(Document("trial.xml", (OUTSIDE + HEAD + "Ferry stays caf&eacute;" + TAIL).encode()))

    assert found.title == "Ferry stays café"


@pytest.mark.parametrize(("charset", "words"), [("euc-kr", "항구 도시의 시장이 말했다"), ("latin-1", "Ærlig på øya")])
def test_bytes_under_a_wrong_header_come_out_right(charset, words):
    head = '<?xml version="1.0" encoding="iso-8859-1"?>'
    [found] = read(Document("trial.xml", (head + HEAD + words + TAIL).encode(charset)))

    assert found.title == words


def test_many_components_take_no_more_than_their_number_costs():
    part = "<NewsComponent><NewsLines><HeadLine>Ferry {}</HeadLine></NewsLines></NewsComponent>"
    tree = "".join(part.format(n) for n in range(3000))
    began = time.process_time()
    found = list(
        read(
            Document(
                "trial.xml", f"<NewsML><NewsItem><NewsComponent>{tree}</NewsComponent></NewsItem></NewsML>".encode()
            )
        )
    )

    assert len(found) == 3000
    assert all(take.marker.signal is Signal.NEW for take in found)
    assert time.process_time() - began < 60  # what grows as the square takes minutes
