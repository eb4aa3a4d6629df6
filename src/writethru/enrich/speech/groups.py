"""Groups and bodies that speak without a name made entities of the piece, with what points back to them.

Made only of those who do speak, so that a piece does not fill with every plural noun in it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from writethru.enrich.laid import Laid
from writethru.enrich.piece import Piece
from writethru.enrich.speech.draft import Draft
from writethru.enrich.speech.phrases import PLURAL, Phrase, antecedents, collective, people, phrase
from writethru.enrich.speech.quotes import pair
from writethru.enrich.speech.reading import first_at
from writethru.enrich.speech.voices import Known, known_in, resolve
from writethru.model import Entity, EntityKind, Mention, MentionKind, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SURE, _AGAIN, _THEY = 0.95, 0.85, 0.7
_THEM = frozenset({"they", "their", "them"})


@dataclass(slots=True)
class _Group:
    """One group of a piece: its phrases in the order found, and the pronouns that point to it."""

    phrases: list[Phrase]
    pronouns: list[tuple[int, int]] = field(default_factory=list)

    def fits(self, made: Phrase) -> bool:
        """Say whether a phrase can name this group."""
        return any(made.fits(p) for p in self.phrases) and not any(made.differs(p) for p in self.phrases)


def name_groups(piece: Piece, drafts: Sequence[Draft]) -> None:
    """Add the groups that speak in ``drafts`` to the entities of a piece, behind those it has. O(tokens x groups)."""
    known = known_in(piece)
    speakers = [(draft, found) for draft in drafts if (found := _open_head(piece, draft, known))]
    groups: list[_Group] = []
    for draft, head in speakers:
        if head.lower_ not in _THEM and (made := phrase(piece, draft.passage, head)):
            _file(groups, made)
    named: dict[int, list[Mention]] = {}
    for draft, head in speakers:
        if head.lower_ in _THEM:
            _they(piece, draft.passage, head, groups, known, named, make=True)
    if groups:
        _mentions(piece, groups, known, named)
    for number, mentions in sorted(named.items()):
        entity = piece.entities[number]
        piece.entities[number] = replace(entity, mentions=tuple(sorted({*entity.mentions, *mentions}, key=_place)))
    piece.entities.extend(sorted((_entity(piece, group) for group in groups), key=lambda e: e.mentions[0].span))


def _place(mention: Mention) -> Span:
    return mention.span


def _open_head(piece: Piece, draft: Draft, known: Laid[Known]) -> "Token | None":
    """Return the head of a speaker that no entity accounts for."""
    doc = piece.docs.get(draft.passage)
    if doc is None or draft.head is None or draft.embedded or draft.unsaid:
        return None
    if resolve(known, draft.head, draft.speaker, piece.text)[0] is not None:
        return None
    return _token(doc, draft.head.start - piece.passages[draft.passage].span.start)


def _token(doc: "Doc", offset: int) -> "Token | None":
    at = first_at(doc, offset)
    return doc[at] if at < len(doc) and doc[at].idx == offset else None


def _file(groups: list[_Group], made: Phrase) -> _Group:
    """Put a phrase into the group that it names again, or into one of its own."""
    fitting = [g for g in groups if g.fits(made)]
    if not fitting:
        fitting = [_Group([])]
        groups.extend(fitting)
    if made not in fitting[-1].phrases:
        fitting[-1].phrases.append(made)
    return fitting[-1]


def _mentions(piece: Piece, groups: list[_Group], known: Laid[Known], named: dict[int, list[Mention]]) -> None:
    """Find what else points to the groups: phrases with "the", and "they"."""
    lemmas = {g.phrases[0].lemma for g in groups}
    for number, doc in sorted(piece.docs.items()):
        for token in doc:
            if token.lemma_.lower() in lemmas and (made := phrase(piece, number, token)):
                fitting = [g for g in groups if g.fits(made)]
                if len(fitting) == 1 and (made.definite or made.about) and made not in fitting[0].phrases:
                    fitting[0].phrases.append(made)
    for number, doc in sorted(piece.docs.items()):
        base, quoted = piece.passages[number].span.start, _quoted(piece, number)
        for token in doc:
            if token.lower_ not in _THEM or token.pos_ != "PRON":
                continue
            if not any(span.start <= base + token.idx < span.end for span in quoted):
                _they(piece, number, token, groups, known, named, make=False)


def _quoted(piece: Piece, number: int) -> list[Span]:
    """Return what stands in quotation marks in a passage: "they" there is whom the speaker means."""
    return [span for quote in pair(piece.text, [piece.passages[number].span]) for span in quote.spans]


def _they(
    piece: Piece,
    number: int,
    token: "Token",
    groups: list[_Group],
    known: Laid[Known],
    named: dict[int, list[Mention]],
    *,
    make: bool,
) -> None:
    """Give a "they" to the group or body that it points to; ``make`` a group where there is none yet."""
    for passage, found in _candidates(piece, number, token):
        if any(c.dep_ == "conj" for c in found.children):
            return  # two who are named: neither of them is "they"
        base = piece.passages[passage].span.start
        head = Span(base + found.idx, base + found.idx + len(found.text))
        entity = resolve(known, head, None, piece.text)[0]
        if entity is not None and piece.entities[entity].kind is EntityKind.BODY:
            if make:
                named.setdefault(entity, []).append(mention_of(piece, number, token.i, token.i + 1, _THEY))
            return
        made = phrase(piece, passage, found) if entity is None else None
        fitting = [g for g in groups if made and g.fits(made)]
        if made and not fitting and make and (collective(made.lemma) or people(found)):
            fitting = [_file(groups, made)]
        if not make and (found.tag_ in PLURAL and not fitting):
            return  # others who were spoken of: "they" may be these
        if fitting:
            if not make and found.sent != token.sent and not _only_plural(found):
                return
            if (number, token.i) not in fitting[-1].pronouns:
                fitting[-1].pronouns.append((number, token.i))
            return


def _only_plural(noun: "Token") -> bool:
    """Say whether a sentence speaks of no other several than these."""
    return not any(t.tag_ in PLURAL and t.i != noun.i for t in noun.sent)


def _candidates(piece: Piece, number: int, token: "Token") -> "Iterator[tuple[int, Token]]":
    """Yield the subjects and possessors before a pronoun in its sentence, then those of the sentence before."""
    doc, sentence = piece.docs[number], token.sent
    yield from ((number, t) for t in antecedents(doc, token, sentence.start, token.i))
    if sentence.start > 0:
        before = doc[sentence.start - 1].sent
        yield from ((number, t) for t in antecedents(doc, None, before.start, before.end))
    elif number - 1 in piece.docs and piece.passages[number - 1].scope == piece.passages[number].scope:
        above = piece.docs[number - 1]
        if len(above):
            yield from ((number - 1, t) for t in antecedents(above, None, above[-1].sent.start, len(above)))


def mention_of(piece: Piece, number: int, first: int, last: int, confidence: float) -> Mention:
    """Return tokens ``[first, last)`` of a passage as a mention of a group."""
    doc, base = piece.docs[number], piece.passages[number].span.start
    end = doc[last - 1]
    span = Span(base + doc[first].idx, base + end.idx + len(end.text))
    kind = MentionKind.PRONOUN if doc[first].lower_ in _THEM and last - first == 1 else MentionKind.ROLE
    return Mention(span, piece.passages[number].scope, kind, confidence)


def _entity(piece: Piece, group: _Group) -> Entity:
    best = min(group.phrases, key=lambda p: (not p.about, p.passage, p.head))
    mentions = [
        mention_of(piece, p.passage, p.first, p.last, _SURE if p.about or not p.definite else _AGAIN)
        for p in group.phrases
    ]
    mentions += [mention_of(piece, number, at, at + 1, _THEY) for number, at in group.pronouns]
    name = name_of(piece, best)
    return Entity(EntityKind.BODY, name, (name,), tuple(sorted(set(mentions), key=_place)))


def name_of(piece: Piece, best: Phrase) -> str:
    """Return a phrase as it stands alone: without article, and without the capital of its sentence."""
    doc = piece.docs[best.passage]
    words = "".join(t.text_with_ws for t in doc[best.shown : best.last])
    first = doc[best.shown]
    if first.is_sent_start or (first.i and all(t.is_sent_start or t.is_space for t in doc[first.i - 1 : first.i])):
        own = first.pos_ == "PROPN" or first.ent_type_ or not first.text[1:].islower()
        words = words if own else words[:1].lower() + words[1:]
    return " ".join(words.split())
