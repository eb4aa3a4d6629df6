"""Whether a piece gives somebody's opinion: a column, an editorial, a letter to the editor, a post of one's own.

What such a piece says is told only where no other piece tells the matter, and then as opinion. It says so itself (by
its genre, its headline, or the address of its page), or its writer speaks in the first person in paragraph after
paragraph, outside of all quotations, as no report does, or argues throughout (``writethru.tell.arguing``).
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from writethru.model import Citation, CitedSentence, Gloss, SourceKind, Take
from writethru.tell.arguing import argues, unquoted
from writethru.tell.display import folded, shown
from writethru.tell.dossier import Dossier
from writethru.tell.gloss_claims import cover
from writethru.tell.prose import is_list, is_speech
from writethru.wording import _

_ADDRESS = re.compile(r"^https?://[^?]*/(?:opinions?|editorials?|op-eds?|commentary|columnists?|columns?|letters)/")
_CALLED = re.compile(
    r"(?i:^\W*(?:opinion|op-ed|editorial|commentary|column|letters?(?: to the editor)?)\b\s*(?:[|:/–—.-]|$))"
    r"|(?i:^(?:at the movies|(?:film|movie|book|theat(?:er|re)|music|record|album|tv|television|concert) review)\b)"
    r"|(?i:: (?:film|movie|book|record|album|tv|television|concert) reviews?$)"
    r"|(?i:\b(?:excerpts from|roundup of)\b.{0,20}\beditorials\b|^editorial (?:rdp|roundup)\b"
    r"|\| (?:opinion|commentary)$|\bsa(?:ys|id) in an editorial\b)"
)
_I = re.compile(r"(?<![\w.])(?:I(?!-)|I['’](?:m|ve|d|ll)|[Mm]y|me|myself)(?![\w.])")
_ME = re.compile(r"(?<![\w.])(?:I['’](?:m|ve|d|ll)|I(?=\s[a-z])|[Mm]y|me|myself)(?![\w.])")
_ADVISES = re.compile(r"^[^:?“”\"‘’']*\b(?:should|ought to|deserves? to)\b[^:?“”\"]*$")
_REPORTS = re.compile(
    r"(?i:\b(?:sa(?:y|ys|id)|tells?|told|urges?|warns?|asks?|rules?|ruled|finds?|found|poll|survey|study|report|court|judge|"
    r"panel|experts?|officials?|suggests?|believes?|thinks?|wants?|recommends?|advises?|insists?|argues?|how|what|when|who)\b)"
)
_WE = re.compile(r"(?<![\w-])(?:[Ww]e|[Oo]ur|us|[Ll]et['’]s)(?!\w)")
_OF_WORDS = re.compile(
    r"(?i:\b(?:full|text|transcript|memo|letter|excerpts|interview|react|reactions)\b)"
)  # others' words
_LABEL = re.compile(r"[A-Z][A-Z .'’-]{3,}:")
_FEWEST = 3  # paragraphs in the first person, below which it may be a slip or a quotation without its marks
_SHARE = 0.4  # of the paragraphs, "I" counted twice, a question half; three more are added, for short pieces
_OTHERS = 3


def is_opinion(dossier: Dossier, take: Take) -> bool:
    """Say whether a piece gives somebody's opinion. O(length)."""
    return _says_so(take) or _in_own_voice(dossier, take)


def as_opinion(dossier: Dossier, sentence: CitedSentence, *, always: bool = False) -> CitedSentence:
    """Return a sentence with a gloss that it is opinion, where its piece is and it names nobody who says it.

    Args:
        dossier: where its piece is.
        sentence: what is told.
        always: the gloss stands even where somebody is named, as behind the standfirst, by which all else is read.
    """
    cited = sentence.citation
    take = dossier.takes[cited.take]
    spoken = always and bool(_ME.search(unquoted(shown(sentence.text))))
    if not (spoken or is_opinion(dossier, take)) or (_attributed(dossier, cited) and not always):
        return sentence
    gloss = Gloss(len(sentence.text), _("opinion"), None, "the piece is a column or the like")
    return replace(sentence, glosses=(*sentence.glosses, gloss))


def _attributed(dossier: Dossier, cited: Citation) -> bool:
    facts = dossier.facts.get(cited.take)
    return any(
        s.speaker and s.shown and cited.span.meets(cover(s.speaker)) for s in (facts.statements if facts else ())
    )


def _says_so(take: Take) -> bool:
    """Say whether genre, headline, slug, first words or address name a piece as opinion, or its headline advises."""
    if take.source_kind is not SourceKind.AGENCY and _ADVISES.match(take.title) and not _REPORTS.search(take.title):
        return True
    first = next((folded(part.of(take.text)) for part in take.copy), "")
    named = (take.marker.genre, take.headline, take.slug, first)
    return bool(_ADDRESS.search(take.url)) or any(_CALLED.search(words) for words in named)


def _in_own_voice(dossier: Dossier, take: Take) -> bool:
    """Say whether the writer of a piece in English speaks in the first person throughout, or, off the wire, argues."""
    facts = dossier.facts.get(take.key)
    if _OF_WORDS.search(take.title) or facts is None or facts.language != "en":
        return False
    text = take.text.replace("``", " “").replace("''", "” ")
    if is_list(take) or is_speech(dossier, take) or text.count("”") > text.count("“") + 1:
        return False  # or quotations whose opening marks are lost
    copy = [part.of(text) for part in take.copy]
    if sum(bool(_LABEL.match(words)) for words in copy) > 1:
        return False  # a transcript, in which each voice has its name before it
    return _in_first_person(copy) or (take.source_kind is not SourceKind.AGENCY and argues(copy))


def _in_first_person(copy: Sequence[str]) -> bool:
    told = [unquoted(words) for words in copy if not words.startswith(("'", "‘"))]
    mine, ours = sum(bool(_I.search(words)) for words in told), sum(bool(_WE.search(words)) for words in told)
    asked = sum("?" in words for words in told)
    return mine + ours >= _FEWEST and 2 * mine + ours + asked / 2 >= _SHARE * (len(told) + _OTHERS)
