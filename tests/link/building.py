"""Takes, facts and items built from a few words, for the tests of linking. All copy is invented."""

from datetime import UTC, date, datetime

from writethru.link.items import Linkable
from writethru.model import (
    Anchor,
    DateExpression,
    DateType,
    Entity,
    EntityKind,
    Facts,
    Figure,
    Marker,
    Mention,
    MentionKind,
    Part,
    PartKind,
    Sent,
    Signal,
    SourceKind,
    Span,
    Take,
)


def item(
    key,
    title,
    *paragraphs,
    source="Nordpress",
    at="2026-03-03T10:00",
    marker="",
    signal=Signal.NEW,
    rank=1,
    slug="",
    kind=SourceKind.AGENCY,
    people=(),
    bodies=(),
    places=(),
    figures=(),
    dates=(),
    language="en",
    vector=None,
    **more,
):
    text, parts = title, [Part(PartKind.HEADLINE, Span(0, len(title)))] if title else []
    for paragraph in paragraphs:
        text += "\n\n"
        parts.append(Part(PartKind.PARAGRAPH, Span(len(text), len(text) + len(paragraph))))
        text += paragraph
    sent = Sent(datetime.fromisoformat(at).replace(tzinfo=UTC)) if at else None
    take = Take(
        key=key,
        id=key,
        document="0" * 64,
        format="test",
        source=source,
        source_kind=kind,
        text=text,
        parts=tuple(parts),
        headline=f"{marker} {title}".strip(),
        title=title,
        marker=Marker((marker,) if marker else (), signal, rank),
        slug=slug,
        sent=sent,
        language=language,
        **more,
    )
    named = [(EntityKind.PERSON, n) for n in people] + [(EntityKind.BODY, n) for n in bodies]
    named += [(EntityKind.PLACE, n) for n in places]
    facts = Facts(
        key,
        language=language,
        anchor=Anchor(sent.at.date() if sent else None, given=bool(sent)),
        entities=tuple(entity(take, k, n) for k, n in named),
        figures=tuple(figure(take, *f) for f in figures),
        dates=tuple(dated(take, *d) for d in dates),
    )
    return Linkable(take, facts, vector)


def scope_of(take, start):
    return "headline" if start < len(take.title) else "copy"


def entity(take, kind, name):
    """``name`` may be ``full|short``: mentions of either count."""
    forms = name.split("|")
    starts = []
    for form in forms:
        at = take.text.find(form)
        while at >= 0:
            if not any(s <= at < e for s, e in starts):
                starts.append((at, at + len(form)))
            at = take.text.find(form, at + 1)
    mentions = tuple(Mention(Span(s, e), scope_of(take, s), MentionKind.NAME) for s, e in sorted(starts))
    return Entity(kind, forms[0], tuple(forms), mentions)


def figure(take, words, value, unit, what=""):
    start = take.text.index(words)
    return Figure(Span(start, start + len(words)), scope_of(take, start), float(value), unit=unit, what=what)


def dated(take, words, value, precision="day"):
    start = take.text.index(words)
    first = {"day": value, "month": f"{value}-01", "year": f"{value}-01-01"}[precision]
    day = date.fromisoformat(first) if "X" not in value else None
    span = Span(start, start + len(words))
    return DateExpression(span, scope_of(take, start), DateType.DATE, value, day, day, precision)


def ferry_chain():
    """One agency piece as alert, first text, LEAD, 2nd LD and a correction; facts as readers would find them."""
    lead = "STRAND — A ferry with 312 people on board ran aground outside Strand on Tuesday, Mayor Ida Moor said."
    rescue = "Lifeboats took 40 passengers ashore within an hour, and nobody was hurt, the mayor said."
    owner = "Vellmark Lines, which owns the ferry, said that its steering had been repaired in January."
    inquiry = "The coastguard opened an inquiry into the steering on Tuesday night."
    names = {"people": ("Ida Moor|Moor",), "places": ("Strand",)}
    owners = names | {"bodies": ("Vellmark Lines",)}
    return [
        item(
            "a1", "Ferry aground outside Strand", at="2026-03-03T10:00", marker="(URGENT)", signal=Signal.ALERT, rank=0
        ),
        item(
            "a2",
            "Ferry with 312 on board aground outside Strand",
            lead,
            at="2026-03-03T10:20",
            slug="Strand-ferry",
            **names,
        ),
        item(
            "a3",
            "40 taken off ferry aground outside Strand",
            lead,
            rescue,
            at="2026-03-03T11:00",
            marker="(LEAD)",
            signal=Signal.UPDATE,
            rank=2,
            slug="Strand-ferry",
            figures=(("40 passengers", 40, "passengers", "passengers taken ashore"),),
            **names,
        ),
        item(
            "a4",
            "40 taken off ferry aground outside Strand; inquiry opened",
            lead,
            rescue,
            owner,
            inquiry,
            at="2026-03-03T19:00",
            marker="(2nd LD)",
            signal=Signal.UPDATE,
            rank=3,
            slug="Strand-ferry",
            figures=(("40 passengers", 40, "passengers", "passengers taken ashore"),),
            **owners,
        ),
        item(
            "a5",
            "48 taken off ferry aground outside Strand; inquiry opened",
            lead,
            rescue.replace("40", "48"),
            owner,
            inquiry,
            at="2026-03-03T21:00",
            marker="(CORRECTION)",
            signal=Signal.CORRECTION,
            slug="Strand-ferry",
            figures=(("48 passengers", 48, "passengers", "passengers taken ashore"),),
            **owners,
        ),
    ]
