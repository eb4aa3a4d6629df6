"""From drafts to statements: speakers resolved to entities, own words told from insertions, confidence judged."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from writethru.enrich.laid import Laid
from writethru.enrich.piece import Piece
from writethru.enrich.speech.bearers import GENDER
from writethru.enrich.speech.doubts import Doubts
from writethru.enrich.speech.draft import Draft, joined
from writethru.enrich.speech.nested import holders, rejected
from writethru.enrich.speech.phrases import counted, somebody
from writethru.enrich.speech.quotes import insertions, own_words, pair
from writethru.enrich.speech.reading import first_at
from writethru.model import EntityKind, MentionKind, Span, Spans, Statement

SHOWN = 0.6
"""The confidence from which a statement is shown with its speaker."""

_UNVOICED = 0.4
_QUOTED = 0.07  # how much surer a weak cue is when words of the speaker's own follow it
_FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our", "you"})
_PRONOUNS = {**GENDER, "they": "p", "them": "p", "who": "w", "it": "n", "which": "w", "that": "w"}
_WHOSE = frozenset({"whose", "whom"})  # "most of whom said": whoever that is
_FIRST = 3  # words of a speaker's phrase in which "of whom" is looked for
_PLURAL = frozenset({"they", "them"})
_BESIDE = 3  # code points between a title and the name that follows it
_TITLE = 40  # code points between a title and its name: "Ambassador to the islands Ada Moor"
_GOES_ON = ("add", "continu", "went on", "also ")


@dataclass(frozen=True, slots=True)
class Known:
    """One mention of the names layer."""

    span: Span
    entity: int
    kind: MentionKind
    person: bool
    sure: float


Resolved = tuple[int | None, float]


def statements(piece: Piece, drafts: Sequence[Draft]) -> list[Statement]:
    """Make the statements of a piece from its drafts, which are in order; O(n²)."""
    known = known_in(piece)
    resolved = _floor(piece, drafts, [resolve(known, d.head, d.speaker, piece.text) for d in drafts], known)
    voices = [_voice(d, r, piece.text) for d, r in zip(drafts, resolved, strict=True)]
    held = holders(drafts)
    doubts = Doubts(piece, drafts, [entity for entity, _ in resolved], held)
    out = [_statement(piece, d, r, known, doubts) for d, r in zip(drafts, resolved, strict=True)]
    for number, inside in enumerate(held):
        out[number] = replace(
            out[number],
            inside=inside,
            reported_by_another=inside is not None and voices[inside] != voices[number],
            rejects=rejected(number, drafts, voices, piece.text),
        )
    return [replace(s, rejects=_root(out, s.rejects)) if s.rejects is not None else s for s in out]


def _root(made: Sequence[Statement], number: int) -> int:
    """Follow a denial of a denial of the same thing back to what was denied first."""
    while (before := made[number].rejects) is not None and before < number:
        number = before
    return number


def known_in(piece: Piece) -> Laid[Known]:
    """Return the mentions of all entities of a piece, in order."""
    known = (
        Known(m.span, number, m.kind, e.kind is EntityKind.PERSON, m.confidence)
        for number, e in enumerate(piece.entities)
        for m in e.mentions
    )
    return Laid((one.span, one) for one in sorted(known, key=lambda k: (k.span, k.entity)))


def resolve(known: Laid[Known], head: Span | None, speaker: Span | None, text: str) -> Resolved:
    """Return the entity of the mention that holds the speaker's head word, and how sure that is."""
    if head is None:
        return None, 0.0
    over = known.meeting(head)
    if speaker and (not over or not max(over, key=_size).person):
        over = _beside(known, head, speaker, text) or over or _called(known, head, speaker, text)
    if not over:
        return None, 0.0
    best = max(over, key=_size)
    return best.entity, best.sure


def _size(known: Known) -> int:
    return known.span.end - known.span.start


def _beside(known: Laid[Known], head: Span, speaker: Span, text: str) -> list[Known]:
    """Find the person whom a title names: "harbour master Ada Moor", "the country's envoy, Ada Moor"."""
    near = known.meeting(speaker)
    inside = [k for k in near if k.person and k.kind is not MentionKind.PRONOUN and speaker.covers(k.span)]
    owned = [k for k in inside if text[k.span.end : k.span.end + 2] not in {"’s", "'s"}]
    after = [k for k in owned if 0 <= k.span.start - head.end <= _BESIDE]
    last = [k for k in owned if k.span.end == speaker.end]
    return after[:1] or [k for k in last if _names_it(text, head, k.span)][:1]


def _called(known: Laid[Known], head: Span, speaker: Span, text: str) -> list[Known]:
    """Find the body that a description is followed by: "the ferry's operator, Hale Line", "the news agency Hale"."""
    names = [k for k in known.meeting(speaker) if k.kind is MentionKind.NAME and speaker.covers(k.span)]
    named = [k for k in names if k.span.start > head.end]
    return [k for k in named if k.span.end == speaker.end and text[head.end : k.span.start].strip() in {"", ","}][:1]


def _names_it(text: str, head: Span, name: Span) -> bool:
    """Say whether a name at the end of a speaker's phrase is what its head is called, not one more in a list."""
    between = text[head.end : name.start]
    if between.endswith(", "):
        return True
    titled = text[head.start : head.end].istitle() and 0 < len(between) <= _TITLE
    return titled and not {"and", "between", "with"} & set(between.split())


def _floor(piece: Piece, drafts: Sequence[Draft], resolved: Sequence[Resolved], known: Laid[Known]) -> list[Resolved]:
    """Let who spoke last keep the floor: "he added", and a "he" whose own quotation speaks of whom he seemed to be."""
    out: list[Resolved] = []
    last: tuple[int, Draft] | None = None
    for draft, found in zip(drafts, resolved, strict=True):
        if last and _keeps(piece, draft, found, out[last[0]], last[1], known):
            found = (out[last[0]][0], max(min(out[last[0]][1], 0.8), 0.6))  # noqa: PLW2901 - resolved anew
        if _has_floor(piece, draft, found) and not any(h.covers(draft.content[0]) for h in _held(last)):
            last = (len(out), draft)
        out.append(found)
    return out


def _held(last: tuple[int, Draft] | None) -> Sequence[Span]:
    return last[1].content if last else ()


def _has_floor(piece: Piece, draft: Draft, found: Resolved) -> bool:
    return found[0] is not None and piece.entities[found[0]].kind is EntityKind.PERSON and not draft.embedded


def _keeps(piece: Piece, draft: Draft, found: Resolved, before: Resolved, last: Draft, known: Laid[Known]) -> bool:
    word = draft.head.of(piece.text).lower() if draft.head else ""
    if word not in GENDER or before[0] is None or not 0 <= draft.passage - last.passage <= 1:
        return False
    theirs = last.head.of(piece.text).lower() if last.head else ""
    if GENDER.get(theirs, GENDER[word]) != GENDER[word] or draft.scope != last.scope:
        return False
    own = found[0] is not None and _spoken_of(found[0], draft, known)
    if _spoken_of(before[0], draft, known) or not (own or _opens_quoted(piece.text, draft)):
        return False
    goes_on = any(c.of(piece.text).lower().startswith(_GOES_ON) for c in draft.cue)
    return goes_on or found[0] is None or own


def _opens_quoted(text: str, draft: Draft) -> bool:
    return bool(_quoted(text, tuple(draft.content[:1])))


def _spoken_of(entity: int, draft: Draft, known: Laid[Known]) -> bool:
    """Say whether a quotation names somebody: then he is hardly the one who speaks."""
    named = {MentionKind.NAME, MentionKind.SURNAME}
    return any(
        k.entity == entity and k.kind in named and part.covers(k.span)
        for part in draft.content
        for k in known.meeting(part)
    )


def _voice(draft: Draft, resolved: Resolved, text: str) -> tuple[str, object]:
    """Return something that two statements share only when they are one person's."""
    if resolved[0] is not None:
        return ("entity", resolved[0])
    if draft.speaker is None:
        return ("nobody", draft.verb)
    words = (draft.head or draft.speaker).of(text).lower()
    return ("pronoun", _PRONOUNS[words]) if words in _PRONOUNS else ("words", words)


def _statement(piece: Piece, draft: Draft, resolved: Resolved, known: Laid[Known], doubts: Doubts) -> Statement:
    content = tuple(joined(draft.content))
    quoted = tuple(draft.spoken) or _quoted(piece.text, content)
    inserted = tuple(insertions(piece.text, quoted))
    entity, sure = resolved
    doubted = entity is not None and not doubts.clear(draft, entity)
    if doubted:
        entity = None  # unclear, not guessed
    confidence = _confidence(draft, piece.text, entity, sure, named=bool(piece.entities))
    if quoted and draft.speaker and draft.confidence < SHOWN and draft.verb >= 0 and not draft.carried:
        confidence += _QUOTED  # of a deed one quotes nothing
    return Statement(
        content=content,
        scope=draft.scope,
        speaker=(draft.speaker,) if draft.speaker else (),
        cue=tuple(draft.cue),
        kind=draft.kind,
        entity=entity,
        direct=bool(quoted),
        words=own_words(piece.text, quoted, inserted),
        insertions=inserted,
        addressee=resolve(known, draft.addressee, None, piece.text)[0],
        confidence=confidence,
        shown=confidence >= SHOWN
        and not draft.unsaid
        and (entity is not None or _described(piece, draft, doubted=doubted)),
        also=_also(draft, entity, known, piece.text),
    )


def _described(piece: Piece, draft: Draft, *, doubted: bool) -> bool:
    """Say whether the words for a speaker whom nobody knows tell by themselves who it is: "a dock worker".

    A name does not where it is ``doubted`` whose it is.
    """
    if draft.speaker is None:
        return False
    doc, head = piece.docs.get(draft.passage), draft.head or draft.speaker
    if doc is None:
        return True
    at = first_at(doc, head.start - piece.passages[draft.passage].span.start)
    if at >= len(doc) or not somebody(counted(doc[at])):
        return False
    return doc[at].pos_ != "PROPN" or not (doubted or _borne(piece, doc[at].text))


def _borne(piece: Piece, name: str) -> bool:
    """Say whether a lone name is several persons' in the piece."""
    return sum(name in e.name.split() for e in piece.entities if e.kind is EntityKind.PERSON) > 1


def _also(draft: Draft, entity: int | None, known: Laid[Known], text: str) -> tuple[int, ...]:
    """Return the others who say it together with an entity, each once."""
    found = [resolve(known, head, None, text)[0] for head in draft.also] if entity is not None else []
    return tuple(dict.fromkeys(n for n in found if n is not None and n != entity))


def _quoted(text: str, content: Spans) -> Spans:
    """Return what stands in quotation marks within the content, marks left out."""
    return tuple(w for q in pair(text, content) for w in q.words if w.end > w.start)


def _confidence(draft: Draft, text: str, entity: int | None, sure: float, *, named: bool) -> float:
    """Judge speaker and content together: a pronoun that resolves to nobody says little about who spoke."""
    if draft.speaker is None:
        return min(draft.confidence, _UNVOICED)
    confidence = draft.confidence
    words = (draft.head or draft.speaker).of(text).lower()
    if entity is not None and words in _PLURAL:
        return round(min(confidence, sure), 3)
    if entity is not None:
        return round(min(confidence, 0.5 + sure / 2), 3)
    spoken = draft.speaker.of(text).lower().split()
    if {words, *spoken[:1]} & {*_PRONOUNS, *_FIRST_PERSON} or _WHOSE & set(spoken[:_FIRST]):
        confidence -= 0.4 if named else 0.2
    return round(max(confidence, 0.05), 3)
