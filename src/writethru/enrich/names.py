"""Names of persons, bodies and places, with every mention of each: name, surname, title and pronoun.

Built on the parse of spaCy's small English model; what it cuts or wavers on is mended by rules
(see the modules of ``writethru.enrich.entities``).
"""

from collections import defaultdict
from collections.abc import Sequence

from writethru.enrich.entities import cluster, described, foreign, kinds, lone, pronouns, roles, spans, trimmed
from writethru.enrich.entities.cast import COPY_SPACE, Cast, Ref, space_of
from writethru.enrich.entities.discourse import Discourse, companies, opened
from writethru.enrich.entities.members import entities
from writethru.enrich.entities.parsed import lines
from writethru.enrich.entities.terms import Calendar
from writethru.enrich.piece import Piece
from writethru.model import MentionKind


class Names:
    """Fills ``piece.entities``."""

    name = "names"
    engine = "names 5"
    after = ("syntax", "dates")

    def __call__(self, pieces: Sequence[Piece]) -> None:
        """See ``Layer``."""
        for piece in pieces:
            if piece.is_headline:
                piece.entities = foreign.foreign(piece, ())
                continue
            calendar = Calendar(piece.dates, piece.anchor.day)
            piece.entities = foreign.foreign(piece, entities(resolve(read(piece)), calendar))


def read(piece: Piece) -> Cast:
    """Find the names of a piece and who bears them; lone surnames with several bearers stay open. O(tokens)."""
    parsed = list(lines(piece))
    heads = [roles.heads(line) for line in parsed]
    cast = Cast(parsed, heads, [space_of(line.scope) for line in parsed])
    cast.names = trimmed.trimmed(parsed, spans.names(parsed, heads))
    begins: defaultdict[int, set[int]] = defaultdict(set)
    ends: defaultdict[int, set[int]] = defaultdict(set)
    for name in cast.names:
        begins[name.line].add(name.start)
        if name.end - name.start > 1:
            ends[name.line].add(name.end - 1)
    borne = {}
    for number, name in enumerate(cast.names):
        line, found = parsed[name.line], heads[name.line]
        borne[number] = [
            *roles.before(line, name.start, found),
            *roles.after(line, name.end, found, begins[name.line], ends[name.line]),
        ]
    roles.counterparts(parsed, [(name.line, name.start) for name in cast.names], borne)
    kinds.decide(cast, borne)
    cluster.cluster(cast, borne)
    cluster.surnames(cast)
    return cast


def resolve(cast: Cast) -> Cast:
    """Resolve lone surnames, titles and pronouns, space by space, the copy's first."""
    cast.refs.extend(described.find(cast))
    cast.refs.extend(pronouns.find(cast))
    for space in sorted(set(cast.space), key=lambda space: (space != COPY_SPACE, space)):
        talk = opened(cast, space)
        by_line: defaultdict[int, list[Ref]] = defaultdict(list)
        for ref in cast.refs:
            if cast.space[ref.line] == space:
                by_line[ref.line].append(ref)
        for number in talk.order:
            _line(talk, sorted(by_line[number], key=lambda ref: (ref.start, ref.end)))
    return cast


def _line(talk: Discourse, refs: Sequence[Ref]) -> None:
    sentences: defaultdict[int, list[Ref]] = defaultdict(list)
    for ref in refs:
        sentences[talk.sentence(ref)].append(ref)
    for number in sorted(sentences):
        _sentence(talk, sentences[number])


def _sentence(talk: Discourse, refs: Sequence[Ref]) -> None:
    """Resolve a sentence: names and titles, then pronouns, those outside quotations first: they may be who speaks."""
    for ref in refs:
        if ref.kind is MentionKind.PRONOUN:
            continue
        if ref.member is None:
            if ref.kind is MentionKind.SURNAME:
                lone.resolve(talk, ref, refs)
            elif ref.kind is MentionKind.ROLE:
                described.resolve(talk, ref, refs)
        talk.note(ref)
    for ref in sorted(refs, key=lambda ref: (talk.cast.lines[ref.line].quoted[ref.root], ref.start)):
        if ref.kind is MentionKind.PRONOUN:
            pronouns.resolve(talk, ref, refs)
            talk.note(ref)
    companies(talk, refs)


def layer() -> Names:
    """Make the layer."""
    return Names()
