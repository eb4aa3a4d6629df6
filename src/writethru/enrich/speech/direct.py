"""Direct statements: each quotation is given to the cue before it, after it, or that of the one before."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from writethru.enrich.speech.cues import lexicon
from writethru.enrich.speech.draft import Draft, shared, size
from writethru.enrich.speech.drafting import name_addressee, name_speaker
from writethru.enrich.speech.frames import infinitive
from writethru.enrich.speech.quotes import Quotation
from writethru.enrich.speech.reading import Reading, clauses, hyphened, subject
from writethru.enrich.speech.unsaid import unsaid
from writethru.model import Span, StatementKind

if TYPE_CHECKING:
    from spacy.tokens import Token

_GOES_ON = frozenset(",?!—–-…")
_NAMING = frozenset({"PART", "DET", "PROPN", "NOUN", "ADP"})
_SMALL = 3  # letters of the words that a title does not begin with a capital
_SUBORDINATE = frozenset({"relcl", "acl"})
_DASHES = frozenset({"—", "–", "―", "-", "--"})
_LONGEST_NAME = 6
_NESTED = " ’'”\"»"  # what may close a quotation within a quotation
_WHEN = frozenset({"when", "after", "before", "while", "because", "although", "though", "since", "until"})
_FAR = 45  # tokens between a quotation and its cue
_CARRIED = 0.55
_NAMED_SO = 0.5  # how sure words in marks beside a verb that is none of saying are a statement
_NAMES = frozenset({"PROPN", "PRON", "NOUN"})
_DEEDS = frozenset({"dismiss", "reject", "charge", "order", "direct", "cast"})


def direct(readings: Sequence[Reading], drafts: list[Draft], text: str) -> None:
    """Give each quotation of the passages to a statement: one of ``drafts``, or a new one added to them.

    Passages are in order. O(tokens).
    """
    last: Draft | None = None
    by_number = {reading.number: reading for reading in readings}
    for reading in readings:
        for quote in reading.quotes:
            if not reading.base <= quote.start < reading.end:
                continue  # it started in an earlier paragraph
            ending = _last_reading(by_number, reading, quote)
            found = _give(reading, ending, by_number.get(reading.number - 1), quote, drafts, text, last)
            last = found or last
        last = _latest(drafts, reading, last)


def _last_reading(by_number: dict[int, Reading], reading: Reading, quote: Quotation) -> Reading:
    while quote.end > reading.end:
        following = by_number.get(reading.number + 1)
        if following is None:
            return reading
        reading = following
    return reading


def _latest(drafts: Sequence[Draft], reading: Reading, last: Draft | None) -> Draft | None:
    """Return the statement that a quotation opening the next paragraph would go on with."""
    here = [d for d in drafts if d.passage == reading.number and d.speaker and not d.embedded]
    if here:
        return max(here, key=lambda d: d.content[-1].end)
    return last if last and last.passage == reading.number else None


def _give(
    reading: Reading,
    ending: Reading,
    previous: Reading | None,
    quote: Quotation,
    drafts: list[Draft],
    text: str,
    last: Draft | None,
) -> Draft | None:
    covering = _covering(drafts, quote)
    if covering:
        covering.content.extend(quote.spans)
        covering.settle()
        return covering
    verb, where = _cue_of(reading, ending, quote, text)
    if verb is None and previous is not None:
        verb, where = _above(previous, reading, quote, text), previous
    if verb is not None and where is ending is reading and _titled(reading, quote, verb, text):
        return None
    if verb is not None:
        return _attach(where, verb, quote, drafts, text)
    if signed := _signed(ending, quote):
        drafts.append(signed)
        return signed
    if not quote.sentence_like(text):
        return _stretch(reading, quote, drafts)
    last = _holding_floor(drafts, reading, quote) or last
    if last is None or not last.speaker:
        return None
    if last.passage == reading.number and not last.hearsay:
        last.content.extend(quote.spans)
        last.settle()
        return last
    return _carry(reading, quote, drafts, last, text)


def _holding_floor(drafts: Sequence[Draft], reading: Reading, quote: Quotation) -> Draft | None:
    """Return the statement of this paragraph with the last cue before a quotation."""
    before = [
        d
        for d in drafts
        if d.passage == reading.number and d.speaker and not d.embedded and d.cue and d.cue[-1].end <= quote.start
    ]
    main = [d for d in before if not _by_the_way(reading, d)]
    before = main or before
    return max(before, key=lambda d: (d.content[-1].end <= quote.start, d.cue[0].start), default=None)


def _by_the_way(reading: Reading, draft: Draft) -> bool:
    """Say whether a cue stands in a clause that only says more of something: "said Moor, who doubts it"."""
    verb = reading.doc[draft.verb] if 0 <= draft.verb < len(reading.doc) else None
    return verb is not None and any(t.dep_ in {"relcl", "advcl"} and t.tag_ != "VBG" for t in (verb, *verb.ancestors))


def _covering(drafts: Sequence[Draft], quote: Quotation) -> Draft | None:
    best = max(drafts, key=lambda d: shared(d.content, quote.spans) if not d.embedded else 0, default=None)
    if best is None or best.embedded or shared(best.content, quote.spans) * 3 < size(quote.spans):
        return None
    return best


def _cue_of(reading: Reading, ending: Reading, quote: Quotation, text: str) -> "tuple[Token | None, Reading]":
    closing = text[quote.words[-1].start : quote.words[-1].end].rstrip(_NESTED)[-1:]
    after = _after(ending, quote, closing)
    before = _before(reading, quote)
    if after is not None and closing in _GOES_ON and not (before is not None and _led_up(reading, quote, closing)):
        return after, ending
    return (before, reading) if before is not None else (after, ending)


def _titled(reading: Reading, quote: Quotation, verb: "Token", text: str) -> bool:
    """Say whether words in quotation marks are a name in a clause whose cue has other content.

    "On Tarn Radio's “Face the Sea,” Moor said the harbour was shut."
    """
    at = reading.tokens(quote.spans[0])[0]
    named = at > 0 and reading.doc[at - 1].pos_ in _NAMING and all(word[0].isupper() for word in _long(quote, text))
    return named and at < verb.i and bool(clauses(verb, "ccomp"))


def _long(quote: Quotation, text: str) -> list[str]:
    """Return the words of a quotation that a title would begin with a capital."""
    return [word for span in quote.words for word in span.of(text).split() if len(word) > _SMALL]


def _led_up(reading: Reading, quote: Quotation, closing: str) -> bool:
    """Say whether a colon or comma leads up to a quotation that ends its sentence: "She asked: “Why?” Others knew"."""
    at = reading.tokens(quote.spans[0])[0] - 1
    while at > 0 and reading.doc[at].is_space:
        at -= 1
    return closing in "?!" and reading.doc[at].text in {":", ","}


def _after(reading: Reading, quote: Quotation, closing: str) -> "Token | None":
    """Find the cue in what follows a quotation up to the end of that sentence or the next quotation."""
    doc, first = reading.doc, reading.tokens(quote.spans[-1])[1]
    while first < len(doc) and doc[first].is_space:
        first += 1
    if first >= len(doc) or reading.inside[first] >= 0:
        return None
    starts, end = reading.sentence(doc[first])
    if starts == first and closing not in _GOES_ON:
        return None
    return _first_cue(reading, first, min(end, first + _FAR), comma=closing in _GOES_ON)


def _first_cue(reading: Reading, first: int, end: int, *, comma: bool) -> "Token | None":
    spare = None
    if reading.doc[first].lower_ in _WHEN:
        return None  # "“Why?” when Moor blamed him": he says it
    for i in range(first, end):
        if reading.inside[i] >= 0:
            break
        token = reading.doc[i]
        if _modifies(token) or _quotes(token):
            continue
        if not _says(reading, token):
            if comma and token.pos_ == "VERB" and _speaks(token, first):
                return spare or token
            continue
        if token.dep_ == "conj" and any(reading.doc[j].dep_ == "cc" for j in range(first, i)):
            break  # "called it “careless,” and said": the second verb has other content
        if token.dep_ not in _SUBORDINATE:
            return token
        spare = spare or token
    return spare


def _modifies(verb: "Token") -> bool:
    """Say whether a verb only tells what something is: "the ruling party", "a book written by", "a fair that began"."""
    if verb.dep_ in {"amod", "compound"} or (verb.dep_ == "acl" and verb.tag_ == "VBN"):
        return True
    return verb.dep_ == "relcl" and any(c.lower_ in {"which", "that"} for c in clauses(verb, "nsubj"))


def _quotes(verb: "Token") -> bool:
    """Say whether a verb only leads to the cue: "the paper *quoted* Moor as saying"."""
    return verb.lemma_ in {"quote", "cite"} and any(
        p.lower_ == "as" and clauses(p, "pcomp") for p in clauses(verb, "prep")
    )


def _speaks(verb: "Token", first: int) -> bool:
    """Say whether any verb at all can be the cue after a comma: its subject opens what follows the quotation."""
    return any(c.dep_ == "nsubj" and first <= c.left_edge.i <= first + 1 for c in verb.children)


def _says(reading: Reading, token: "Token") -> bool:
    if token.pos_ not in {"VERB", "AUX"} or hyphened(token) or _hearsay(token):
        return False
    uses = lexicon().verbs.get(reading.lemmas[token.i], ())
    if token.lemma_ in _DEEDS and any(c.dep_ == "auxpass" for c in token.children) and not clauses(token, "agent"):
        return False  # "the “first” officer was dismissed"
    return any("quote" in use.follows and _particle(token, use.particle) for use in uses)


def _hearsay(verb: "Token") -> bool:
    """Say whether a participle tells what is said of something: "the “first” ferry, said to be lost"."""
    return verb.tag_ == "VBN" and not clauses(verb, "aux") and any(infinitive(c) for c in clauses(verb, "xcomp"))


def _particle(token: "Token", particle: str) -> bool:
    return not particle or any(c.lower_ == particle for c in token.children)


def _before(reading: Reading, quote: Quotation) -> "Token | None":
    """Find the cue in what leads up to a quotation: "she said:", "telling the council, "."""
    doc, at = reading.doc, reading.tokens(quote.spans[0])[0]
    end = at
    while end and (doc[end - 1].is_space or doc[end - 1].text in ",:—–"):
        end -= 1
    joint = "".join(doc[i].text for i in range(end, at)).strip()
    if end == 0 or reading.inside[end - 1] >= 0 or doc[end - 1].text in {".", "!", "?"}:
        return None
    return _leading(reading, end, joint)


def _leading(reading: Reading, end: int, joint: str) -> "Token | None":
    """Find the verb that leads up to a quotation, ``joint`` being the punctuation between them."""
    doc = reading.doc
    while end and (doc[end - 1].is_space or doc[end - 1].text == ":"):
        end -= 1
    if not end:
        return None
    first, spare = max(reading.sentence(doc[end - 1])[0], end - _FAR), None
    for i in range(end - 1, first - 1, -1):
        if reading.inside[i] >= 0:
            break
        if not joint and doc[i].dep_ == "acl" and doc[i].tag_ == "VBN":
            continue  # "a ferry called “Hope”"
        if (
            _says(reading, doc[i])
            and (joint or i >= end - 2)
            and (":" in joint or i >= end - 3 or doc[i].dep_ not in _SUBORDINATE or doc[i].tag_ == "VBG")
        ):
            return doc[i]
        if ":" in joint and doc[i].pos_ in {"VERB", "AUX"} and any(c.dep_ == "nsubj" for c in doc[i].children):
            if doc[i].dep_ == "ROOT":
                return doc[i]
            spare = doc[i]
    return spare


def _above(above: Reading, reading: Reading, quote: Quotation, text: str) -> "Token | None":
    """Find the cue at the end of the paragraph above, when that ends with a colon: "She wrote:"."""
    if text[reading.base : quote.start].strip() or not above.doc.text.rstrip().endswith(":"):
        return None
    return _leading(above, len(above.doc), ":")


def _is_speech(reading: Reading, quote: Quotation, text: str) -> bool:
    """Say whether a quotation can be speech whatever the verb: whole sentences, and not what "in" or "a" leads to."""
    at = reading.tokens(quote.spans[0])[0]
    return quote.sentence_like(text) and not (at > 0 and reading.doc[at - 1].pos_ in _NAMING)


def _attach(reading: Reading, verb: "Token", quote: Quotation, drafts: list[Draft], text: str) -> Draft | None:
    for draft in drafts:
        if draft.verb == verb.i and draft.passage == reading.number:
            draft.content.extend(quote.spans)
            draft.settle()
            return draft
    uses = lexicon().verbs.get(reading.lemmas[verb.i], ())
    use = next((u for u in uses if "quote" in u.follows), None)
    kind = use.kind if use else StatementKind.SAID
    draft = Draft(reading.number, reading.scope, list(quote.spans), kind, reading.cue(verb), verb=verb.i)
    draft.confidence = 0.95 if use else 0.75 if _is_speech(reading, quote, text) else _NAMED_SO
    who = subject(verb)
    if who is None or reading.inside[who.i] >= 0:
        who = _beside(reading, verb, quote)
    name_speaker(reading, draft, verb, who)
    draft.unsaid = draft.unsaid or unsaid(reading, verb)
    name_addressee(reading, draft, verb)
    if not draft.settle():
        return None
    drafts.append(draft)
    return draft


def _beside(reading: Reading, verb: "Token", quote: Quotation) -> "Token | None":
    """Find who says it where the parse has no subject: the noun between quotation and verb, or after the verb."""
    doc, first = reading.doc, reading.tokens(quote.spans[-1])[1]
    if not first <= verb.i:  # the cue leads up to the quotation
        first = max(reading.sentence(verb)[0], verb.i - 8)
    before = next((doc[i] for i in range(first, verb.i) if doc[i].pos_ in _NAMES and reading.inside[i] < 0), None)
    after = next((doc[i] for i in range(verb.i + 1, min(verb.i + 4, len(doc))) if doc[i].pos_ in _NAMES), None)
    low, high, who = (first, verb.i, before) if before is not None else (verb.i + 1, len(doc), after)
    if who is None or reading.inside[who.i] >= 0:
        return None
    while low <= who.head.i < high and who.head != who and who.head.pos_ in _NAMES:
        who = who.head
    return who


def _signed(reading: Reading, quote: Quotation) -> Draft | None:
    """Read a quotation that a dash and a name follow: “Bring it back.” — Ada Moor."""
    doc, dash = reading.doc, reading.tokens(quote.spans[-1])[1]
    while dash < len(doc) and doc[dash].is_space:
        dash += 1
    if dash >= len(doc) or doc[dash].text not in _DASHES:
        return None
    last = dash + 1
    while (
        last < len(doc) and last - dash <= _LONGEST_NAME and reading.inside[last] < 0 and doc[last].text[:1].isupper()
    ):
        last += 1
    speaker = reading.span(dash + 1, last)
    if speaker is None or not (last == len(doc) or reading.inside[last] >= 0 or not doc[last].is_alpha):
        return None
    draft = Draft(reading.number, reading.scope, list(quote.spans), cue=[reading.word(doc[dash])], speaker=speaker)
    draft.head, draft.verb = reading.word(doc[last - 1]), dash
    return draft


def _stretch(reading: Reading, quote: Quotation, drafts: Sequence[Draft]) -> Draft | None:
    """Let the statement that a quoted phrase stands in reach to its end, where the parse cut it short."""
    at = reading.tokens(quote.spans[0])[0]
    if at >= len(reading.doc):
        return None
    first = reading.sentence(reading.doc[at])[0]
    low = reading.base + reading.doc[first].idx
    near = [
        d
        for d in drafts
        if d.passage == reading.number
        and not d.embedded
        and low <= d.content[-1].start
        and d.content[-1].end <= quote.start
    ]
    if not near:
        return None
    draft = max(near, key=lambda d: d.content[-1].end)
    if quote.start - draft.content[-1].end > 30 or any(s.start >= draft.content[-1].end for s in draft.cue):
        return None
    draft.content[-1] = Span(draft.content[-1].start, quote.end)
    draft.settle()
    return draft


def _carry(reading: Reading, quote: Quotation, drafts: list[Draft], last: Draft, text: str) -> Draft | None:
    """Go on with the speaker of the paragraph before, less surely."""
    if last.passage + 1 != reading.number or text[reading.base : quote.start].strip():
        return None
    draft = Draft(reading.number, reading.scope, list(quote.spans), speaker=last.speaker, head=last.head)
    draft.carried, draft.confidence = True, min(_CARRIED, last.confidence - 0.1)
    drafts.append(draft)
    return draft
