"""A parsed passage beside its quotations: edges of phrases, subjects and cue words as spans of the take."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from writethru.enrich.speech.cues import lexicon
from writethru.enrich.speech.quotes import Quotation
from writethru.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_EDGE = frozenset(",.;:—–-… ")
_BESIDE_CUE = frozenset({"aux", "auxpass", "neg", "advmod", "prt"})
_WHO = frozenset({"who", "which", "that"})
_QUOTING = frozenset({"quote", "cite"})
_VERBAL = frozenset({"VERB", "AUX"})


@dataclass(slots=True)
class Reading:
    """One passage in a language with a parser.

    Attributes:
        number: the passage's place in ``piece.passages``.
        base: where the passage starts in the take.
        quotes: the quotations that have words in it.
        marker: code points at the start of the passage that are the agency's marker, and nobody's name.
        inside: for each token the place in ``quotes`` of the quotation that it stands in, or -1.
        end: where the passage ends in the take.
    """

    number: int
    scope: str
    doc: "Doc"
    base: int
    quotes: Sequence[Quotation]
    marker: int = 0
    inside: list[int] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    end: int = 0

    def __post_init__(self) -> None:
        self.end = self.base + len(self.doc.text)
        self.inside = [-1] * len(self.doc)
        self.lemmas = [token.lemma_.lower() for token in self.doc]
        for number, quote in enumerate(self.quotes):
            for span in quote.spans:
                first, last = self.tokens(span)
                for i in range(first, last):
                    self.inside[i] = number

    def tokens(self, span: Span) -> tuple[int, int]:
        """Return the tokens that a span of the take covers, ``[first, last)``; O(log n)."""
        low, high = span.start - self.base, span.end - self.base
        return first_at(self.doc, low), first_at(self.doc, high)

    def span(self, first: int, last: int) -> Span | None:
        """Return tokens ``[first, last)`` as a span of whole words, punctuation and space at its edges left out."""
        doc = self.doc
        while first < last and (doc[first].is_space or doc[first].text in _EDGE):
            first += 1
        while last > first and (doc[last - 1].is_space or set(doc[last - 1].text) <= _EDGE):
            last -= 1
        if first >= last:
            return None
        while first and self._cuts(first):
            first -= 1
        while last < len(doc) and self._cuts(last):
            last += 1
        return Span(self.base + doc[first].idx, self._end(last - 1))

    def _cuts(self, token: int) -> bool:
        """Say whether a token goes on with the word of the one before it: "d" in "wed" does, and "not" in "cannot"."""
        before = self.doc[token - 1]
        return not before.whitespace_ and before.text[-1:].isalpha() and self.doc[token].text[:1].isalpha()

    def sentence(self, token: "Token") -> tuple[int, int]:
        """Return the tokens of the sentence that a token stands in."""
        sentence = token.sent
        return sentence.start, sentence.end

    def widen(self, first: int, last: int) -> tuple[int, int]:
        """Move the ends of a stretch of tokens out of quotations that they would cut through."""
        if not first < last:
            return first, last
        if self.inside[first] >= 0 and self.inside[first - 1 if first else 0] == self.inside[first]:
            first = max(self.tokens(self.quotes[self.inside[first]].spans[0])[0], 0)
        if last < len(self.doc) and self.inside[last - 1] >= 0 and self.inside[last] == self.inside[last - 1]:
            quote = self.inside[last]
            while last < len(self.doc) and self.inside[last] == quote:
                last += 1
        return first, last

    def cue(self, verb: "Token", *more: "Token") -> list[Span]:
        """Return the cue: the verb with what stands directly beside it (auxiliaries, "not", adverbs)."""
        first = verb.i
        while first and (left := self.doc[first - 1]).head == verb and left.dep_ in _BESIDE_CUE:
            first -= 1
        last = verb.i + 1
        wanted = {token.i for token in more}
        while last < len(self.doc) and last in wanted:
            last += 1
        spans = [Span(self.base + self.doc[first].idx, self._end(last - 1))]
        spans += [Span(self.base + t.idx, self._end(t.i)) for t in more if t.i >= last or t.i < first]
        return spans

    def _end(self, token: int) -> int:
        return self.base + self.doc[token].idx + len(self.doc[token].text)

    def word(self, token: "Token") -> Span:
        """Return one token as a span."""
        return Span(self.base + token.idx, self._end(token.i))

    def phrase(self, token: "Token", low: int = 0, high: int | None = None) -> Span | None:
        """Return the phrase that a token heads, kept within tokens ``[low, high)`` and out of quotations."""
        first, last = max(token.left_edge.i, low), min(token.right_edge.i + 1, len(self.doc) if high is None else high)
        if self.inside[token.i] < 0:
            while first < token.i and any(q >= 0 for q in self.inside[first : token.i]) and self.inside[first] >= 0:
                first += 1
            for i in range(token.i, last):
                if self.inside[i] >= 0:
                    last = i
                    break
        return self.span(first, last)


def subject(verb: "Token", depth: int = 0) -> "Token | None":
    """Return the head word of who does what ``verb`` says, looking up through coordination and participles."""
    passive = None
    for child in verb.children:
        if child.dep_ == "nsubj":
            return child
        if child.dep_ == "nsubjpass":
            passive = child
    if passive is not None or any(child.dep_ == "auxpass" for child in verb.children):
        return _agent(verb)
    if depth > 4:
        return None
    return _inherited(verb, depth)


def _agent(verb: "Token") -> "Token | None":
    for child in verb.children:
        if child.dep_ == "agent":
            return next((t for t in child.children if t.dep_ == "pobj"), None)
    return None


def _inherited(verb: "Token", depth: int) -> "Token | None":
    head, dep = verb.head, verb.dep_
    if head == verb:
        return None
    if verb.tag_ == "VBG" and dep in {"advcl", "acl"} and _after_comma(verb):
        return _main_voice(verb)
    if verb.tag_ == "VBG" and dep in {"advcl", "xcomp"} and verb.i and verb.nbor(-1).ent_type_ == "PERSON":
        return verb.nbor(-1)  # "uses footage of Moor asking": she asks, not who uses it
    if verb.tag_ == "VBG" and dep == "acl" and head.dep_ == "pobj" and head.head.lower_ == "on":
        return _main_voice(verb)  # "hit back on television saying": not the television
    if verb.tag_ == "VBG" and dep == "conj" and head.tag_ in {"VB", "VBD", "VBP", "VBZ"}:
        above = next((t for t in head.ancestors if t.tag_ == "VBG"), None)
        return subject(above, depth + 1) if above is not None else subject(head, depth + 1)
    if dep == "acl":
        return head if verb.tag_ == "VBG" or (head.pos_ in {"NOUN", "PROPN", "PRON"} and verb.tag_ != "VBN") else None
    if dep == "pcomp" and head.head != head:
        head = head.head
        if passive := next((t for t in head.children if t.dep_ == "nsubjpass"), None):
            return passive  # "was quoted as saying"
        if quoted := next((t for t in head.children if t.dep_ == "dobj" and head.lemma_ in _QUOTING), None):
            return quoted  # "quoted Moor as saying"
    elif dep == "conj" and head.dep_ == "ccomp" and _said_too(verb, head):
        return subject(head.head, depth + 1)
    elif dep == "xcomp" and (given := next((t for t in head.children if t.dep_ == "dobj" and t.i < verb.i), None)):
        return given if head.lemma_ not in {"use", "take"} else subject(head, depth + 1)
    if dep in {"conj", "xcomp", "advcl", "pcomp", "ccomp", "dep", "parataxis"} and head.pos_ in _VERBAL:
        return subject(head, depth + 1)
    return None


def _said_too(verb: "Token", clause: "Token") -> bool:
    """Say whether "said it was late and called it a shame" has two cues of one speaker."""
    uses = lexicon().verbs
    return (
        clause.i > clause.head.i
        and verb.lemma_ in uses
        and clause.head.lemma_ in uses
        and verb.tag_ == clause.head.tag_ == "VBD"
    )


def _after_comma(verb: "Token") -> bool:
    at = verb.i - 1
    while at > 0 and verb.doc[at].pos_ == "ADV":
        at -= 1
    return at >= 0 and verb.doc[at].text == ","


def _main_voice(verb: "Token") -> "Token | None":
    """Find who a participle after a comma speaks for: "…, she said, adding that": her, not what she spoke of."""
    found = None
    for above in verb.ancestors:
        if above.pos_ in _VERBAL and (who := subject(above, 4)) is not None:
            if above.dep_ == "ROOT" or above.lemma_ in lexicon().verbs:
                return who
            found = found or who
    return found


def antecedent(token: "Token") -> "Token":
    """Return the noun that a relative "who" stands for, or the token itself."""
    if token.lower_ not in _WHO:
        return token
    for verb in token.ancestors:
        if verb.dep_ == "relcl":
            head = verb.head  # "Hale Line, another company that": the company has a name
            while token.lower_ == "who" and head.ent_type_ in {"ORG", "GPE"} and head.dep_ == "pobj":
                head = head.head.head  # "Moor, a lawyer for Hale Line, who": not the line
            return head.head if head.dep_ == "appos" and head.head.pos_ == "PROPN" else head
    return token


def hyphened(verb: "Token") -> bool:
    """Say whether a hyphen ties a verb to the word before it: "so-called" calls nobody anything."""
    return verb.i > 0 and verb.nbor(-1).text == "-" and not verb.nbor(-1).whitespace_


def clauses(verb: "Token", *deps: str) -> "list[Token]":
    """Return the children of a verb that depend on it as one of ``deps``, in order."""
    return [child for child in verb.children if child.dep_ in deps]


def first_at(doc: "Doc", offset: int) -> int:
    """Return the first token that starts at an offset or behind it; the number of tokens where none does. O(log n)."""
    low, high = 0, len(doc)
    while low < high:
        middle = (low + high) // 2
        if doc[middle].idx < offset:
            low = middle + 1
        else:
            high = middle
    return low
