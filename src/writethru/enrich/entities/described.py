"""People and bodies spoken of by what they are: "the prime minister", "the northern leader", "the company"."""

from collections.abc import Iterator, Sequence

from writethru.enrich.entities.cast import Cast, Member, Ref
from writethru.enrich.entities.discourse import Discourse, participants
from writethru.enrich.entities.lexicon import titles, words
from writethru.enrich.entities.lone import agreement
from writethru.enrich.entities.parsed import Line
from writethru.enrich.entities.roles import Heads, Title, title
from writethru.model import EntityKind, MentionKind, PartKind

_DEFINITE = frozenset({"the", "this", "that"})
_ENOUGH = 0.55
_UNSEEN = 1.5  # what is said of somebody is mostly said after he was named
_ANY = frozenset({"company", "firm"})
_EMPTY = frozenset({"own", "same", "whole", "entire", "new", "other"})


def find(cast: Cast) -> Iterator[Ref]:
    """Yield a reference for each definite title that is not itself part of a name's."""
    taken: dict[int, set[int]] = {}
    for ref in cast.refs:
        used = taken.setdefault(ref.line, set())
        used.update(range(ref.start, ref.end))
        for one in ref.titles:
            used.update(range(one.start, one.end))
    for number, (line, heads) in enumerate(zip(cast.lines, cast.heads, strict=True)):
        yield from _line(number, line, heads, taken.get(number, set()))


def _line(number: int, line: Line, heads: Heads, taken: set[int]) -> Iterator[Ref]:
    bare = line.kind in (PartKind.HEADLINE, PartKind.TEASER_HEADLINE)
    for at, found in heads.items():
        if at in taken or found[2] or (at and line.pos[at - 1] == "NUM"):  # "3 PM"
            continue
        end = found[0]
        elect = line.text[end : end + 1] == ["-"] and line.lower[end + 1 : end + 2] in (["elect"], ["designate"])
        end += 2 * elect
        if end < len(line) and (_goes_on(line, end) or line.text[end] == "-") and not bare:
            continue  # "the leader board", "the president-elect's team" name something else
        one = title(line, at, found, None)
        first = one.start
        definite = first > 0 and line.lower[first - 1] in _DEFINITE
        owned = any(w in ("'s", "’s") for w in line.lower[first:at])
        if not (definite or owned or (bare and one.kinds)) or (one.body and taken & set(range(first, at))):
            continue  # "the Tarn Air group" is a name, not a description
        start = first - 1 if definite else first
        root = line.root(start, end)
        words_ = line.words(start, one.end if one.of else end)
        yield Ref(number, start, one.end if one.of else end, MentionKind.ROLE, root, one.head, words_, (one,))


def _goes_on(line: Line, end: int) -> bool:
    """Say whether the noun at ``end`` is what the words before it describe."""
    if line.pos[end] not in ("NOUN", "PROPN"):
        return False
    return line.dep[end - 1] not in ("dobj", "dative", "nsubj", "nsubjpass")


def _apposed(talk: Discourse, ref: Ref, sentence: Sequence[Ref]) -> Member | None:
    """Return whose name stands in apposition behind the words: "the northern leader, Col. Moor"."""
    line = talk.cast.lines[ref.line]
    if line.text[ref.end : ref.end + 1] != [","]:
        return None
    for other in sentence:
        first = min([other.start, *(title.start for title in other.titles if title.end <= other.start)])
        named = other.member and other.member.kind is EntityKind.PERSON and other.kind is not MentionKind.ROLE
        if named and first == ref.end + 1 and line.text[other.end : other.end + 1] in ([","], ["."], []):
            return other.member
    return None


def resolve(talk: Discourse, ref: Ref, sentence: Sequence[Ref]) -> None:
    """Give a title standing alone its bearer: who fits best, was spoken of last, and is not the other argument."""
    asked = ref.titles[0]
    if not asked.body and (named := _apposed(talk, ref, sentence)):
        ref.member, ref.confidence = named, 0.9
        return
    line = talk.cast.lines[ref.line]
    partial = asked.body and line.lower[asked.at + 1 : asked.at + 2] == ["of"]  # "the business of its rival"
    found = _persons(talk, asked) if not asked.body else _bodies(talk, asked, partial)
    if not found:
        return
    now = talk.sentence(ref)
    busy = {id(other.member) for other in participants(talk.cast, sentence, ref)}
    scores = []
    worded = [member for _, member in found if any(own.head == asked.head for own in member.titles)]
    for fit, member in found:
        value = 1.5 * (len(worded) < len(found) and member in worded)  # "minister" is not "secretary" beside one
        value += 2.5 * fit + talk.prominence.get(member.number, 0.0) + 1.2 * talk.recent(member, now)
        value -= 3.0 * (id(member) in busy) + _UNSEEN * (member.number not in talk.met)
        scores.append((value, -member.number, fit, member))
    scores.sort(reverse=True, key=lambda item: item[:2])
    value, _, fit, member = scores[0]
    if value <= 0:
        return
    margin = value - scores[1][0] if len(scores) > 1 else 2.0
    ref.member = member
    ref.confidence = round(min(0.95, (0.55 + 0.4 * fit) * (0.7 + 0.3 * min(1.0, margin))), 3)


def _persons(talk: Discourse, asked: Title) -> list[tuple[float, Member]]:
    out = []
    for member in talk.cast.persons(talk.space):
        fit = max((agreement(asked, own) for own in member.titles), default=0.0)
        if fit >= _ENOUGH and not (asked.gender and member.gender and asked.gender != member.gender):
            out.append((fit, member))
    return out


def _bodies(talk: Discourse, asked: Title, partial: bool) -> list[tuple[float, Member]]:
    """Return the bodies that a word may stand for: named so, called so before, or the one company there is.

    ``partial`` when it is of something, and so hardly what was named before.
    """
    bodies = [m for m in talk.cast.members if m.kind is EntityKind.BODY and talk.space in m.spaces]
    out = []
    for member in bodies:
        named = not partial and asked.head in member.parts and asked.extra <= {*member.parts, *_EMPTY}
        if named or any(asked.head == own.head for own in member.titles):
            out.append((1.0, member))
        elif asked.head in titles().company and not partial and _company(member):
            out.append((0.8, member))
    if not out and asked.head in _ANY and not (asked.extra or partial):
        out = [(0.6, m) for m in bodies if not _office(m)]
        return out if len(out) == 1 else []
    return out


def _company(member: Member) -> bool:
    ends = {key.split()[-1] for key in member.keys}
    known = words("bodies", "suffixes") | words("bodies", "trades")
    return bool(ends & known) or any(own.head in titles().company for own in member.titles)


def _office(member: Member) -> bool:
    """Say whether a body is named as an office, a party, a union or the like, and so is no company."""
    named = {word for key in member.keys for word in key.split()} & words("bodies", "heads")
    return bool(named) or bool(member.keys & words("bodies", "seats")) or any(not t.body for t in member.titles)
