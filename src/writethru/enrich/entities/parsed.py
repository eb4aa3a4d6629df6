"""A parsed passage as plain lists: quick to walk, and the few questions that the layer asks of syntax."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from writethru.enrich.entities.lexicon import words
from writethru.enrich.piece import Piece
from writethru.model import PartKind, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_QUOTES = frozenset('“”"')


@dataclass(slots=True)
class Line:
    """One parsed passage; every list has one item a token. ``start`` is its offset in the take.

    ``clause`` is the token that heads the clause a token stands in: the nearest verb above it with a subject of
    its own. ``subject`` maps such a head to its subject. ``sentence`` counts the sentences of the passage.
    """

    number: int
    scope: str
    kind: PartKind
    start: int
    end: int
    text: list[str]
    lower: list[str]
    lemma: list[str]
    pos: list[str]
    dep: list[str]
    head: list[int]
    at: list[int]
    sentence: list[int]
    quoted: list[bool]
    ents: list[tuple[int, int, str]]
    clause: list[int] = field(default_factory=list)
    subject: dict[int, int] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.text)

    def span(self, start: int, end: int) -> Span:
        """Return the span in the take of the tokens ``[start, end)``."""
        return Span(self.start + self.at[start], self.start + self.at[end - 1] + len(self.text[end - 1]))

    def glued(self, token: int) -> bool:
        """Say whether no white space stands before the token."""
        return token > 0 and self.at[token - 1] + len(self.text[token - 1]) == self.at[token]

    def words(self, start: int, end: int) -> str:
        """Return the tokens ``[start, end)`` as they stand in the text."""
        parts = (("" if self.glued(i) else " ") + self.text[i] for i in range(start + 1, end))
        return self.text[start] + "".join(parts)

    def saying(self, verb: int) -> bool:
        """Say whether a token is a verb of saying."""
        return self.lemma[verb] in words("talk", "saying") and self.pos[verb] in ("VERB", "AUX", "NOUN")

    def root(self, start: int, end: int) -> int:
        """Return the token of ``[start, end)`` by which it hangs on the rest.

        A name that the parser takes apart has several: its subject, else the last, speaks for it.
        """
        loose = [i for i in range(start, end) if not start <= self.head[i] < end or self.head[i] == i]
        subjects = [i for i in loose if self.dep[i] in SUBJECTS]
        return (subjects or loose or [end - 1])[-1]


def lines(piece: Piece) -> Iterator[Line]:
    """Yield the parsed passages of a piece, in order."""
    for number in sorted(piece.docs):
        passage = piece.passages[number]
        yield _line(piece.docs[number], number, passage.scope, passage.kind, passage.span)


def _line(doc: "Doc", number: int, scope: str, kind: PartKind, span: Span) -> Line:
    tokens = list(doc)
    sentence, count = [], -1
    for token in tokens:
        count += bool(token.is_sent_start) or token.i == 0
        sentence.append(count)
    line = Line(
        number=number,
        scope=scope,
        kind=kind,
        start=span.start,
        end=span.end,
        text=[token.text for token in tokens],
        lower=[token.lower_ for token in tokens],
        lemma=[token.lemma_.lower() for token in tokens],
        pos=[token.pos_ for token in tokens],
        dep=[token.dep_ for token in tokens],
        head=[token.head.i for token in tokens],
        at=[token.idx for token in tokens],
        sentence=sentence,
        quoted=_quoted(tokens),
        ents=[(ent.start, ent.end, ent.label_) for ent in doc.ents],
    )
    _mend(line)
    _clauses(line)
    return line


def _mend(line: Line) -> None:
    """Make subjects of names that the parser hung on their verb as compounds, as it does with hyphenated ones."""
    has = {line.head[i] for i, dep in enumerate(line.dep) if dep in SUBJECTS}
    for i, head in enumerate(line.head):
        if line.dep[i] == "compound" and head > i and line.pos[head] in ("VERB", "AUX") and head not in has:
            line.dep[i] = "nsubj"


def _quoted(tokens: "list[Token]") -> list[bool]:
    """Say of each token whether it stands inside quotation marks; one opened and not closed runs to the end."""
    out, inside = [], False
    for token in tokens:
        if token.text in _QUOTES:
            inside = token.text == "“" or (token.text == '"' and not inside)
            out.append(False)
        else:
            out.append(inside)
    return out


def _clauses(line: Line) -> None:
    line.subject = {
        line.head[i]: i for i in reversed(range(len(line))) if line.dep[i] in SUBJECTS and line.head[i] != i
    }
    line.clause = [-1] * len(line)
    for i in range(len(line)):
        path, at = [], i
        while line.clause[at] < 0:
            path.append(at)
            if line.head[at] == at or (at in line.subject and at != i) or (at == i and at in line.subject):
                line.clause[at] = at
                break
            at = line.head[at]
        for step in path:
            line.clause[step] = line.clause[at]
    for head, subject in list(line.subject.items()):
        if line.lower[subject] in _RELATIVE and line.dep[head] == "relcl":
            line.subject[head] = line.head[head]  # "X, who said": the one before "who" is meant
