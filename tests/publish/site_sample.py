# ruff: noqa: E501 - sentences of copy stand whole, so that they can be found
"""A small site over the example desk's copy, put together by hand: no reader, no enrichment, no linking."""

import re
from dataclasses import replace
from datetime import date, datetime

from writethru.example import folder
from writethru.model import (
    Brief,
    Change,
    ChangeKind,
    Citation,
    CitedSentence,
    Claim,
    ClaimMember,
    Dateline,
    EntityKind,
    Gloss,
    Happening,
    Marker,
    Origin,
    OriginKind,
    Part,
    PartKind,
    Person,
    PersonMention,
    Picture,
    Placement,
    Role,
    Rule,
    Said,
    Sent,
    Signal,
    SourceKind,
    SourceLine,
    Span,
    Standing,
    StatementKind,
    Story,
    Storyline,
    Take,
    Teaser,
    Term,
    TextPolicy,
    Timeline,
)
from writethru.publish.content import SiteContent
from writethru.publish.rights import Audience
from writethru.settings import Settings, SourceSettings, load
from writethru.tell.display import folded

SIGNALS = {
    "(URGENT)": Signal.ALERT,
    "(LEAD)": Signal.UPDATE,
    "(2nd LD)": Signal.UPDATE,
    "(CORRECTION)": Signal.CORRECTION,
}
DATELINE = re.compile(r"[A-Z]+, \w+\.? \d+ \(Vantry\) --")


def wire(name, rank):
    """Lay out one of the example's agency takes; the file's shape is known."""
    text = (folder() / name).read_text("utf-8")
    parts, pictures = [], []
    marker = next((m for m in SIGNALS if text.startswith(m)), "")
    for number, found in enumerate(re.finditer(r"[^\n]+", text)):
        span, words = Span(*found.span()), found.group()
        if words.startswith("▲"):
            group = f"picture-{len(pictures) + 1}"
            parts.append(Part(PartKind.CAPTION, span, group))
            pictures.append(picture(text, span, group))
        elif opening := DATELINE.match(words):
            end = span.start + opening.end()
            parts += [Part(PartKind.DATELINE, Span(span.start, end)), Part(PartKind.PARAGRAPH, Span(end + 1, span.end))]
        else:
            parts.append(Part(kind(number, words), span))
    stamp = datetime.fromisoformat(re.search(r"\| (.+)", text)[1] + "+01:00")
    headline = text.split("\n")[0]
    dateline = next(p.span for p in parts if p.kind is PartKind.DATELINE)
    return Take(
        key=name.removesuffix(".txt"),
        id=name,
        document="d",
        format="wire",
        source="Vantry",
        source_kind=SourceKind.AGENCY,
        text=text,
        parts=tuple(parts),
        headline=headline,
        title=headline.removeprefix(marker).strip(),
        slug="Dorrin-Rostane-talks",
        marker=Marker((marker,), SIGNALS[marker], rank) if marker else Marker(),
        sent=Sent(stamp, zone_inferred=True, why="the settings of the source"),
        dateline=Dateline(("Vellmark",), stamp.date(), True, "Vantry", dateline),
        pictures=tuple(pictures),
        language="en",
    )


def kind(number, words):
    if number < 3:
        return (PartKind.HEADLINE, PartKind.SLUG, PartKind.TIME)[number]
    if words.startswith("(ATTN"):
        return PartKind.NOTE
    if words.startswith("By "):
        return PartKind.BYLINE
    return PartKind.END if words == "(END)" else PartKind.PARAGRAPH


def picture(text, span, group):
    words = span.of(text)
    terms = []
    if (at := words.find("PHOTO NOT FOR SALE")) >= 0:
        terms = [Term(Rule.NO_RESALE, "PHOTO NOT FOR SALE", Span(span.start + at, span.start + at + 18))]
    return Picture(group, span, credit="Vantry", handout="released by" in words, terms=tuple(terms))


def piece(key, source, headline, paragraphs, sent, language="en", **more):
    """Lay out a page's or feed's piece: a headline and its paragraphs."""
    text = "\n\n".join([headline, *paragraphs])
    parts, at = [Part(PartKind.HEADLINE, Span(0, len(headline)))], len(headline) + 2
    for words in paragraphs:
        parts.append(Part(PartKind.PARAGRAPH, Span(at, at + len(words))))
        at += len(words) + 2
    return Take(
        key=key,
        id=key,
        document="d",
        format="jsonl",
        source=source,
        source_kind=SourceKind.PAGE,
        text=text,
        parts=tuple(parts),
        headline=headline,
        title=headline,
        language=language,
        sent=Sent(datetime.fromisoformat(sent)),
        url=f"https://{key}.example/piece",
        **more,
    )


CHAIN = ("talks-0-urgent", "talks-1-first", "talks-2-lead", "talks-3-2nd-lead", "talks-4-correction")
MERCURY = piece(
    "mercury",
    "Port Ellery Mercury",
    "Boats back on 7 April, four sailings a day",
    [
        "Port Ellery gets its boats back, if fewer of them.",
        "The harbour office in Port Ellery said it had taken 212 telephone calls by six o'clock.",
        "The talks move to Port Ellery town hall on 5 May.",
    ],
    "2031-03-12T22:15:00+01:00",
)
KOREAN = piece(
    "haenaru",
    "벨마르크 해나루신문",
    "선드레이 외교장관, 탈보니아에 좌초 여객선 공동 인양 제안",
    [
        "흘러나온 연료유는 약 4천200t으로 추정된다. 반면 운항사 개닛라인은 자사 탱크에서 유출된 양이 약 350t에 그친다고 주장하고 있다.",
        "양국은 5월 5일 포트엘러리에서 다시 만날 예정이다.",
    ],
    "2031-03-13T08:20:00+01:00",
    "ko",
)


def ai_page():
    take = piece(
        "ai-page",
        "",
        "Sundrey and Talvonia to reopen ferry route as salvage offer waits",
        [
            "Two ministers lean over a sea chart at a long table.",
            "Dorrin, who led the delegation in earlier rounds, pointed to three meetings on the sound: Port Ellery in October 2028, Kestrava in May 2029, and Graywick in September 2030.",
            "President Ilian Karst of Talvonia plans to visit Vellmark in June 2031, his office announced.",
        ],
        "2031-03-13T00:00:00+00:00",
    )
    head, picture, body, teaser = take.parts
    parts = (
        head,
        replace(picture, kind=PartKind.DESCRIPTION, group="picture-1"),
        body,
        replace(teaser, kind=PartKind.TEASER, group="teaser-1"),
    )
    return replace(
        take,
        parts=parts,
        sent=None,
        url="",
        ai_text=True,
        pictures=(Picture("picture-1", description=picture.span, ai_made=True),),
        teasers=(Teaser("teaser-1", text=(teaser.span,), ai_text=True),),
    )


TAKES = {
    t.key: t
    for t in (
        *(wire(f"{key}.txt", rank) for rank, key in enumerate(CHAIN)),
        MERCURY,
        KOREAN,
        ai_page(),
        wire("cleanup-february.txt", 1),
    )
}
LAST = CHAIN[-1]


def cite(take, words, scope="copy"):
    start = TAKES[take].text.index(words)
    return Citation(take, Span(start, start + len(words)), scope)


def sentence(take, words, *glosses, scope="copy"):
    """Cite words; a gloss is (the words it follows, its text, the words it is read from, or None)."""
    found = tuple(
        Gloss(words.index(after) + len(after), text, cite(take, evidence) if evidence else None)
        for after, text, evidence in glosses
    )
    return CitedSentence(folded(words), cite(take, words, scope), found)


def said(person, speaker, role, of, quote, direct=True, **more):
    return Said(person, speaker, role, of, quote, direct, day=date(2031, 3, 12), **more)


URGED = (
    "In a letter sent to the maritime regulator on Monday, the union claimed Dorrin urged inspectors in January to pass "
    'the Marisel as seaworthy "with one eye on the timetable."'
)
ROUNDS = (
    "The two countries have held three rounds of talks on the sound: the first in Port Ellery in October 2028, the "
    "second in Kestrava in May 2029 and the third, which broke off without a statement, at the island harbor of "
    "Greywick in September 2030."
)


def happening(value, precision, first, last, words, places, *citations, **more):
    return Happening(value, precision, first, last, words, places, citations, **more)


def talks_brief():
    oil = "About 4,200 tons of fuel oil are believed to have leaked from the wreck."
    only = "The ferry's operator, Gannet Line, has said that only about 350 tons escaped from its tanks."
    fund = "Under the agreement, the two governments will set up a fund of 14.8 million crowns for fishing crews whose grounds were fouled."
    asked = "Rostane asked for two weeks to study the offer, according to Dorrin."
    return Brief(
        id="s1",
        kind="story",
        headline=sentence(LAST, TAKES[LAST].title, scope="headline"),
        standfirst=sentence(
            LAST,
            "Sundreyan Foreign Minister Clara Dorrin said Wednesday that she had offered Talvonia a joint operation to "
            "salvage the ferry Marisel, as the two countries agreed to reopen the Gannet Sound route after eight weeks "
            "of closure.",
            ("Wednesday", "12 Mar.", None),
        ),
        key=(
            sentence(LAST, oil),
            sentence(LAST, only),
            sentence(LAST, fund),
            sentence(
                LAST,
                asked,
                ("Rostane", "Pavel Rostane", "Talvonian Deputy Premier Pavel Rostane"),
                ("according to Dorrin", "Clara Dorrin", "Foreign Minister Clara Dorrin"),
            ),
            sentence(
                "mercury", "The harbour office in Port Ellery said it had taken 212 telephone calls by six o'clock."
            ),
        ),
        said=(
            said(
                "p1",
                "Clara Dorrin",
                "Sundreyan foreign minister",
                StatementKind.SAID,
                sentence(LAST, '"Neither of us can lift this ship alone," she said.', ("she", "Clara Dorrin", None)),
            ),
            said(
                "p1",
                "Clara Dorrin",
                "Sundreyan foreign minister",
                StatementKind.REJECTED,
                sentence(LAST, "She rejected that claim", ("She", "Clara Dorrin", None)),
                False,
                rejects=sentence(LAST, URGED),
            ),
            said(
                "p2",
                "Pavel Rostane",
                "Talvonian deputy premier",
                StatementKind.DECLINED,
                sentence(
                    LAST,
                    'Rostane, speaking outside his embassy, called the talks "frank and overdue" but declined '
                    "to say whether his government would accept.",
                ),
            ),
            said(
                "p1",
                "Clara Dorrin",
                "",
                StatementKind.CLAIMED,
                sentence(LAST, URGED),
                reporter="the union of ferry crews",
            ),
            said(
                "p3",
                "Martin Dorrin",
                "the union's president",
                StatementKind.SAID,
                sentence(LAST, '"They know what they were asked to overlook."'),
            ),
            said("", "", "", StatementKind.SAID, sentence("ai-page", "pointed to three meetings on the sound")),
        ),
        claims=(
            Claim(
                "c1",
                "fuel oil leaked",
                "s1",
                Standing.DISPUTED,
                (
                    ClaimMember(
                        cite(LAST, "About 4,200 tons of fuel oil"),
                        "about 4,200 tons",
                        "",
                        "",
                        "believed",
                        date(2031, 3, 12),
                    ),
                    ClaimMember(
                        cite(LAST, "only about 350 tons"),
                        "only about 350 tons",
                        "p4",
                        "Gannet Line",
                        "",
                        date(2031, 3, 12),
                    ),
                    ClaimMember(cite("haenaru", "약 4천200t"), "약 4천200t", "", "", "추정된다", date(2031, 3, 13)),
                ),
                ("Vantry",),
            ),
            Claim(
                "c2",
                "fund for fishing crews",
                "s1",
                Standing.REVISED,
                (
                    ClaimMember(cite("talks-3-2nd-lead", "18.4 million crowns"), "18.4 million crowns", "", ""),
                    ClaimMember(cite(LAST, "14.8 million crowns"), "14.8 million crowns", "", ""),
                ),
                ("Vantry",),
            ),
        ),
        timeline=Timeline(
            date(2031, 3, 13),
            (
                happening(
                    "2028-10",
                    "month",
                    date(2028, 10, 1),
                    date(2028, 10, 31),
                    ROUNDS,
                    ("Port Ellery",),
                    cite(LAST, ROUNDS),
                    cite("ai-page", "Port Ellery in October 2028"),
                ),
                happening(
                    "2031-01-14",
                    "day",
                    date(2031, 1, 14),
                    date(2031, 1, 14),
                    "ran aground off Greywick on Jan. 14 with 412 people aboard",
                    ("Greywick",),
                    cite(LAST, "ran aground off Greywick on Jan. 14 with 412 people aboard"),
                    inferred=True,
                    why="the year is the one before the piece's next January",
                ),
            ),
            (happening("2031-03-12", "day", date(2031, 3, 12), date(2031, 3, 12), asked, (), cite(LAST, asked)),),
            (
                happening(
                    "2031-05-05",
                    "day",
                    date(2031, 5, 5),
                    date(2031, 5, 5),
                    "They will meet again in Port Ellery on May 5.",
                    ("Port Ellery",),
                    cite(LAST, "They will meet again in Port Ellery on May 5."),
                    cite("mercury", "The talks move to Port Ellery town hall on 5 May."),
                    cite("haenaru", "양국은 5월 5일 포트엘러리에서 다시 만날 예정이다."),
                    planned=True,
                ),
                happening(
                    "2031-06",
                    "month",
                    date(2031, 6, 1),
                    date(2031, 6, 30),
                    "plans to visit Vellmark in June 2031",
                    ("Vellmark",),
                    cite("ai-page", "plans to visit Vellmark in June 2031", "teaser-1"),
                    planned=True,
                ),
            ),
        ),
        sources=tuple(
            SourceLine(key, TAKES[key].source, TAKES[key].title, Origin(key, of[0], of[1], of[2]), "", TAKES[key].url)
            for key, of in (
                (LAST, (OriginKind.REPORTING, "Vantry", "byline and dateline of its own")),
                ("mercury", (OriginKind.REWRITE, "Vantry", "names Vantry; some words of its own")),
                ("haenaru", (OriginKind.UNKNOWN, "", "no credit; not compared across languages")),
                ("ai-page", (OriginKind.AI, "", "labelled by the page")),
            )
        ),
        badge="4 outlets, at least 1 origin (Vantry), 2 unknown",
        related=(("s2", "x"), ("l1", "y")),
    )


def cleanup_brief():
    head = TAKES["cleanup-february"].title
    return Brief(
        "s2",
        "story",
        sentence("cleanup-february", head, scope="headline"),
        sentence(
            "cleanup-february",
            '"Oil does not stop to read a map," Dorrin said in Vellmark.',
            ("Dorrin", "Clara Dorrin", "Foreign Minister Clara Dorrin"),
        ),
        (),
        (),
        (),
        Timeline(date(2031, 2, 11), (), (), ()),
        (
            SourceLine(
                "cleanup-february", "Vantry", head, Origin("cleanup-february", OriginKind.REPORTING, "Vantry"), ""
            ),
        ),
        "Vantry alone",
        (("s1", "x"),),
    )


def change(key, previous, of, before, after, material=True, summary=""):
    old, new = ((cite(previous, before).span,) if before else ()), ((cite(key, after).span,) if after else ())
    return Change(key, previous, of, material, old, new, summary)


CHANGES = (
    change(
        CHAIN[2],
        CHAIN[1],
        ChangeKind.FIGURE,
        "About 3,600 tons of fuel oil",
        "About 4,200 tons of fuel oil",
        True,
        "figure 3,600 → 4,200 tons",
    ),
    change(
        CHAIN[2],
        CHAIN[1],
        ChangeKind.REWORDED,
        "About 3,600 tons of fuel oil are believed to have leaked from the wreck.",
        "About 4,200 tons of fuel oil are believed to have leaked from the wreck.",
    ),
    change(
        CHAIN[2],
        CHAIN[1],
        ChangeKind.DROPPED,
        "Rostane left the ministry without speaking to reporters.",
        "",
        True,
        "paragraph dropped",
    ),
    change(
        CHAIN[3], CHAIN[2], ChangeKind.HEADLINE, TAKES[CHAIN[2]].title, TAKES[CHAIN[3]].title, True, "headline changed"
    ),
    change(
        CHAIN[3],
        CHAIN[2],
        ChangeKind.ADDED,
        "",
        '"I have never told an inspector what to write," Dorrin said.',
        True,
        "quote added",
    ),
    change(CHAIN[3], CHAIN[2], ChangeKind.NOTE, "", "DROPS analyst", False, "note says: drops analyst"),
    change(
        CHAIN[4],
        CHAIN[3],
        ChangeKind.FIGURE,
        "a fund of 18.4 million crowns for",
        "a fund of 14.8 million crowns for",
        True,
        "figure 18.4 → 14.8 million crowns",
    ),
)


def person(of, name, kind_, roles, *words):
    mentions = tuple(PersonMention(take, n, (cite(take, w).span,)) for n, (take, w) in enumerate(words))
    return Person(
        of, kind_, name, (name, name.split()[-1]), tuple((t, Role(w, cite(t, w).span)) for t, w in roles), mentions
    )


def content(audience=Audience.PUBLIC, settings=None, **more):
    """The whole sample for an audience, under the example's own settings unless others are given."""
    talks = Story(
        "s1",
        TAKES[LAST].title,
        LAST,
        (*CHAIN, "mercury", "haenaru", "ai-page"),
        ("k1", "k2", "k3", "k4"),
        (),
        ("l1",),
        date(2031, 3, 12),
        date(2031, 3, 13),
    )
    cleanup = Story(
        "s2",
        TAKES["cleanup-february"].title,
        "cleanup-february",
        ("cleanup-february",),
        ("k5",),
        (),
        ("l1",),
        date(2031, 2, 11),
        date(2031, 2, 11),
    )
    chains = {**dict.fromkeys(CHAIN, "k1"), "mercury": "k2", "haenaru": "k3", "ai-page": "k4", "cleanup-february": "k5"}
    placements = tuple(
        Placement(
            k, c, CHAIN[CHAIN.index(k) - 1] if k in CHAIN[1:] else None, c, "s2" if c == "k5" else "s1", "l1", ("l1",)
        )
        for k, c in chains.items()
    )
    brief = talks_brief()
    clara = person(
        "p1",
        "Clara Dorrin",
        EntityKind.PERSON,
        [(LAST, "Sundreyan Foreign Minister"), ("cleanup-february", "Foreign Minister")],
        (LAST, "Clara Dorrin"),
        ("cleanup-february", "Clara Dorrin"),
    )
    martin = person(
        "p3", "Martin Dorrin", EntityKind.PERSON, [(LAST, "the union's president")], (LAST, "Martin Dorrin")
    )
    base = {
        "title": "The Gannet Sound desk",
        "audience": audience,
        "settings": settings or load(folder()),
        "takes": TAKES,
        "placements": placements,
        "changes": CHANGES,
        "stories": ((talks, brief), (cleanup, cleanup_brief())),
        "storylines": (
            (
                Storyline("l1", "Marisel: Clara Dorrin, Pavel Rostane", ("s2", "s1"), (("s1", "s2"),), ("Marisel",)),
                replace(brief, id="l1", kind="storyline", related=()),
            ),
        ),
        "people": (
            (clara, tuple(s for s in brief.said if s.person == "p1")),
            (martin, tuple(s for s in brief.said if s.person == "p3")),
        ),
    }
    return SiteContent(**{**base, **more})


DEFAULTS = Settings()
FULL = SourceSettings(text=TextPolicy.FULL)
