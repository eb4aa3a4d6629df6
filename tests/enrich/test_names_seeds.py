"""Who is meant in the two documents of ``../shared/seeds``, by file, place and fact."""

import re
from functools import cache
from pathlib import Path

import pytest

from marked import read
from writethru.enrich.piece import Piece
from writethru.link.people import people
from writethru.model import EntityKind, MentionKind, Part, PartKind, SourceKind, Span, Take

ROOT = Path(__file__).resolve().parents[2]
FOUND = [folder / "shared" / "seeds" for folder in ROOT.parents if (folder / "shared" / "seeds").is_dir()]
pytestmark = [
    pytest.mark.seeds,
    pytest.mark.skipif(not FOUND, reason="../shared/seeds is not here; it is not part of the project"),
]
TAKE, PAGE = "000_8052612c40505968.txt", "002_de61b122da57d618.txt"
NORTHERN = ("resume dialogue with Kim", "three in-person meetings with Kim")  # named so by the issue


def rows(text: str):
    """Yield the lines that are not empty, as spans."""
    for found in re.finditer(r"[^\n]*\S[^\n]*", text):
        yield Span(*found.span())


def agency(text: str) -> list[Part]:
    """Lay out the agency's take: headline, captions, and the body from the dateline to the end mark."""
    lines = list(rows(text))
    parts = [Part(PartKind.HEADLINE, Span(lines[0].start + len("(2nd LD) "), lines[0].end))]
    body = False
    for line in lines[1:]:
        words = line.of(text)
        if words.startswith("▲"):
            group = f"picture-{sum(part.kind is PartKind.CAPTION for part in parts) + 1}"
            parts.append(Part(PartKind.CAPTION, Span(line.start + 2, line.end), group))
        elif " -- " in words:
            body = True
            parts.append(Part(PartKind.PARAGRAPH, Span(line.start + words.index(" -- ") + 4, line.end)))
        elif words.startswith("(END"):
            body = False
        elif body:
            parts.append(Part(PartKind.PARAGRAPH, line))
    return parts


def page(text: str) -> list[Part]:
    """Lay out the page: description, headline, standfirst, body, and a teaser for each related item."""
    lines = [line for line in rows(text) if not line.of(text).startswith(("Bilde", "Rapportert"))]
    split = next(n for n, line in enumerate(lines) if line.of(text).startswith("Relaterte"))
    stop = next(n for n, line in enumerate(lines) if line.of(text).startswith("Dette"))
    kinds = [PartKind.DESCRIPTION, PartKind.HEADLINE, PartKind.STANDFIRST]
    own = [
        Part(kinds[n] if n < 3 else PartKind.PARAGRAPH, line, "" if n else "picture-1")
        for n, line in enumerate(lines[:split])
    ]
    related = lines[split + 1 : stop]
    first = [PartKind.DESCRIPTION, PartKind.TEASER_HEADLINE, PartKind.TEASER]
    return own + [
        Part(first[n] if n < 3 else PartKind.TEASER, line, f"teaser-{max(1, n - 1)}") for n, line in enumerate(related)
    ]


@cache
def piece(name: str) -> Piece:
    text = (FOUND[0] / name).read_text(encoding="utf-8")
    key = name[4:20]
    parts = (agency if name == TAKE else page)(text)
    return read(Take(key, key, "", "text", "", SourceKind.UNKNOWN, text, tuple(parts)))


def bearers(name: str, word: str) -> list[tuple[int, str, str]]:
    """Return each lone ``word`` among the mentions: place, scope, and the name of whoever is meant."""
    sheet = piece(name)
    return sorted(
        (m.span.start, m.scope, e.name)
        for e in sheet.entities
        for m in e.mentions
        if m.kind is MentionKind.SURNAME and m.span.of(sheet.text) == word
    )


def test_a_lone_kim_in_the_take_is_the_prime_minister_but_for_two():
    text = piece(TAKE).text
    northern = {text.index(words) + len(words) - len("Kim") for words in NORTHERN}
    found = bearers(TAKE, "Kim")
    assert northern <= {at for at, _, _ in found}
    assert {name for at, _, name in found if at in northern} == {"Kim Jong-un"}
    assert {name for at, _, name in found if at not in northern} == {"Kim Min-seok"}
    alone = re.findall(r"(?<!North Korean leader )\bKim\b(?! (?:Min|Jong))", text.split(" -- ")[1])
    assert len(found) == len(alone)


def test_a_lone_kim_on_the_page_is_the_acting_ambassador_and_in_a_teaser_the_northern_leader():
    found = bearers(PAGE, "Kim")
    assert {name for _, scope, name in found if not scope.startswith("teaser")} == {"Kevin Kim"}
    assert {name for _, scope, name in found if scope.startswith("teaser")} == {"Kim Jong-un"}
    assert len(found) == 5


def test_three_kims_are_three_people():
    found = people([(piece(name).take, piece(name).facts()) for name in (TAKE, PAGE)])
    kims = [p for p in found if p.kind is EntityKind.PERSON and "kim" in p.id.split("-")]
    assert [(p.id, len(p.mentions)) for p in kims] == [("kevin-kim", 1), ("kim-jong-un", 2), ("kim-min-seok", 1)]


def test_one_village_in_two_spellings_is_one_place():
    found = people([(piece(name).take, piece(name).facts()) for name in (TAKE, PAGE)])
    village = [p for p in found if "panmun" in p.id]
    assert [len(p.mentions) for p in village] == [2]


@pytest.mark.parametrize(
    ("name", "words", "who"),
    [
        (TAKE, "PM", "Kim Min-seok"),
        (TAKE, "The prime minister", "Kim Min-seok"),
        (TAKE, "the North Korean leader", "Kim Jong-un"),
        (TAKE, "the vice president", "JD Vance"),
        (TAKE, "the e-commerce giant", "Coupang"),
        (PAGE, "Acting US envoy", "Kevin Kim"),
        (PAGE, "South Korean envoy", "Kang Kyung-wha"),
    ],
)
def test_titles_lead_to_their_bearers(name, words, who):
    sheet = piece(name)
    found = [
        e.name
        for e in sheet.entities
        for m in e.mentions
        if m.kind is MentionKind.ROLE and m.span.of(sheet.text) == words
    ]
    assert found == [who]


def test_every_he_of_a_quotation_in_the_take_is_the_prime_minister():
    sheet = piece(TAKE)
    said = {m.start() for m in re.finditer(r"\bhe (?=said|added|stressed)|\bHe (?=rejected)", sheet.text)}
    found = {m.span.start: e.name for e in sheet.entities for m in e.mentions if m.kind is MentionKind.PRONOUN}
    assert {found.get(at) for at in said} == {"Kim Min-seok"}


def test_offices_carry_their_state():
    roles = {e.name: {(r.state, r.title) for r in e.roles} for name in (TAKE, PAGE) for e in piece(name).entities}
    assert ("acting", "U.S. Ambassador to South Korea") in roles["Kevin Kim"]
    assert ("former", "President") in roles["Jimmy Carter"]
    assert any(state == "new" for state, _ in roles["Kang Kyung-wha"])
