"""What happened, what is now, what is due: every calendar date of the pieces, the same happening told once.

Two dates tell one happening when one's time holds the other's and they share a place or enough names and words.
A happening's text is a source's own words; every source that tells it is cited, the latest take first.
What was due, is over and no later piece tells of is said to be without news.
"""

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from datetime import date, timedelta

from writethru.model import Citation, EntityKind, Gloss, Happening, MentionKind, Timeline
from writethru.tell.display import offset
from writethru.tell.dossier import Dossier
from writethru.tell.gloss import helped
from writethru.tell.news import last_told
from writethru.tell.tellings import GRAINS, Telling, same_happening, same_place, tellings
from writethru.tell.words import listed


def happenings(dossier: Dossier, language: str = "en") -> tuple[Happening, ...]:
    """Return all that the pieces put at a time, oldest first, in the reader's language where a source has it.

    O(tellings x happenings).
    """
    return tuple(one for one, _ in _told(dossier, language))


def _told(dossier: Dossier, language: str) -> list[tuple[Happening, list[Telling]]]:
    """Return each happening with all that tell it, oldest first."""
    found: list[list[Telling]] = []
    earlier = [take for chain in dossier.chains for take in chain[1:]]
    for take, is_latest in [*((t, True) for t in dossier.latest), *((t, False) for t in earlier)]:
        for one in tellings(dossier, take):
            same = next((group for group in found if any(same_happening(one, other) for other in group)), None)
            same = same or _in_other_words(one, found)
            if same is not None:
                same.append(one)
            elif is_latest:  # what only an earlier take says, the later one took back
                found.append([one])
    return sorted(((_happening(group, language), group) for group in found), key=lambda pair: _order(pair[0]))


def _in_other_words(one: Telling, found: list[list[Telling]]) -> list[Telling] | None:
    """Return the happening that a piece in another language tells of: the only one its story puts at that time."""
    there = [
        group
        for group in found
        if any((t.earliest, t.latest, t.story) == (one.earliest, one.latest, one.story) for t in group)
    ]
    if len(there) != 1 or any(t.language == one.language or t.planned != one.planned for t in there[0]):
        return None
    return there[0]


def _order(h: Happening) -> tuple[date, date, str, Citation]:
    return h.earliest or date.min, h.latest or date.max, h.text, h.citations[0]


def timeline(dossier: Dossier, as_of: date | None = None, language: str = "en") -> Timeline:
    """Part what happened into past, now, ahead and overdue.

    Now is ``as_of``, or else the day of the latest take, with the day before; what begins later is ahead, and so
    is what is planned for a week, month or year that has begun. Overdue is what was due before that day, with no
    news since. Each is oldest first, with the glosses that can be given. O(tellings x happenings).
    """
    day = as_of or news_day(dossier)
    parts: dict[str, list[Happening]] = {"past": [], "now": [], "ahead": [], "overdue": []}
    found = _told(dossier, language)
    every = [telling for _, group in found for telling in group]
    for happening, group in found:
        told = last_told(dossier, group, every, day)
        line = replace(happening, glosses=_glosses(dossier, group, happening, day), last_told=told)
        parts["overdue" if told else _when(happening, day)].append(line)
    return Timeline(day, **{name: tuple(_once(lines)) for name, lines in parts.items()})


def _once(lines: Sequence[Happening]) -> Iterator[Happening]:
    """Yield lines without those that say again, at a later time, what another does in the same words of a piece."""
    told = set[tuple[Citation, ...]]()
    for line in lines:
        if line.citations not in told:
            yield line
        told.add(line.citations)


def _glosses(dossier: Dossier, group: Sequence[Telling], happening: Happening, day: date | None) -> tuple[Gloss, ...]:
    """Return what a happening's words lean on; its own time stands beside them already."""
    cited = happening.citations[0]
    sentence = helped(dossier, cited.take, cited.span, day, scope=cited.scope)
    text = dossier.takes[cited.take].text
    own = {offset(text, cited.span, t.when.span.end) for t in group if (t.take, t.span) == (cited.take, cited.span)}
    if sentence.text != happening.text:
        return ()
    named = _first_person(dossier, cited)
    pronouns = listed("pronouns", group[0].language) | listed("singular", group[0].language)
    return tuple(g for g in sentence.glosses if g.at not in own and not _rival(sentence.text, g, named, pronouns))


def _first_person(dossier: Dossier, cited: Citation) -> int | None:
    """Return where in cited words, folded, the first person named there ends."""
    text = dossier.takes[cited.take].text
    people = [e for e in dossier.facts[cited.take].entities if e.kind is EntityKind.PERSON]
    named = [m.span for e in people for m in e.mentions if m.kind in (MentionKind.NAME, MentionKind.SURNAME)]
    inside = [span for span in named if cited.span.covers(span)]
    return offset(text, cited.span, min(inside).end) if inside else None


def _rival(words: str, gloss: Gloss, named: int | None, pronouns: Set[str]) -> bool:
    """Say whether a gloss is of a pronoun behind somebody's name: who is meant, the clause says better itself."""
    before = words[: gloss.at].split()
    return named is not None and named < gloss.at and bool(before) and before[-1].lower() in pronouns


def news_day(dossier: Dossier) -> date | None:
    """Return the day of the latest take: of those whose day is given, or else of those where it is inferred."""
    keys = [take.key for take in dossier.latest]
    given = [k for k in keys if k not in dossier.facts or dossier.facts[k].anchor.given]
    for some in (given, keys):
        if days := [day for key in some if (day := dossier.day(key))]:
            return max(days)
    return None


def _when(happening: Happening, day: date | None) -> str:
    if day is None or happening.earliest is None or happening.latest is None:
        return "ahead" if happening.planned else "past"
    if happening.earliest > day:
        return "ahead"
    if happening.latest >= day and GRAINS.get(happening.precision, 9) >= GRAINS["week"]:
        return "ahead" if happening.planned else "now"
    return "now" if happening.latest >= day - timedelta(days=1) else "past"


def _happening(group: Sequence[Telling], language: str) -> Happening:
    """Make one happening of all that tell it: the finest time, the words of the first who has it, each source once.

    The reader's language comes before others, a piece's own copy before what it says of other pages.
    """
    finest = min(group, key=lambda t: (t.grain, t.latest - t.earliest, group.index(t)))
    ranks = [
        (t.language != language, t.scope != "copy", t.when.inferred, t.grain > finest.grain, n)
        for n, t in enumerate(group)
    ]
    first = group[min(ranks)[-1]]
    places: list[str] = []
    for one in group:
        if one.place and not any(same_place(one.place, p) for p in places):
            places.append(one.place)
    order = [first, *(t for t in group if t is not first)]
    citations: dict[tuple[str, str], Citation] = {}
    for one in order:  # the takes of a chain that use the same words are one source
        citations.setdefault((one.chain, one.text), Citation(one.take, one.span, one.scope))
    inferred = all(t.when.inferred for t in group)
    return Happening(
        value=finest.when.value,
        precision=finest.when.precision,
        earliest=finest.earliest,
        latest=finest.latest,
        text=first.text,
        places=tuple(places),
        citations=tuple(citations.values()),
        planned=all(t.planned for t in group),
        inferred=inferred,
        why=next((t.when.why for t in group if t.when.inferred and t.when.why), "") if inferred else "",
    )
