"""Editors' notes: ``(ATTN: …)``, ``Eds: …`` and trashlines, as promises of change (``data/notes.toml``)."""

import re
from collections.abc import Iterator
from functools import cache

from writethru.model import NoteItem, Span
from writethru.read.lists import any_of, table

_LONGEST = 900
_MOST_LINES = 8
_READ = 4000  # code points of a note in which promises are looked for
_MOST_PARAGRAPHS = 100
_LISTED = 4  # words of a target in a list
_TOLD = frozenset({"corrects", "clarifies", "fixes", "repeats"})
_ORDINALS = {
    "last": -1,
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
_QUOTED = re.compile(r"``?.{0,80}?(?:\.\.\.\W{0,3}|''|'(?=\W|$)|$)|[“\"„«][^”\"“»]{1,120}[”\"“»]")


@cache
def _opens() -> re.Pattern[str]:
    return any_of(table("notes")["opens"])


@cache
def _verbs() -> tuple[re.Pattern[str], dict[str, str]]:
    form = {f: verb for verbs in table("notes")["verbs"].values() for verb, forms in verbs.items() for f in forms}
    form |= {f.lower(): verb for f, verb in form.items()}
    words = "|".join(re.escape(f) for f in sorted(form, key=lambda f: (-len(f), f)))
    return re.compile(rf"(?<![\w'’])(?:{words})(?![\w'’])"), form


@cache
def _phrases() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((verb, re.compile(p)) for verb, patterns in table("notes")["phrases"].items() for p in patterns)


@cache
def _sentences() -> re.Pattern[str]:
    return re.compile(table("notes")["sentences"])


@cache
def _trash() -> re.Pattern[str]:
    """A trashline: a paragraph wholly in brackets that begins with a verb of change or a story's day."""
    verbs = table("notes")["verbs"]
    starts = [f for tongue in verbs for forms in verbs[tongue].values() for f in forms if _begins(f, tongue)]
    return re.compile(
        rf"\((?:(?:{'|'.join(map(re.escape, starts))})\b|In (?:[A-Z][a-z]+\.? \d{{1,2}} )?(?:story|item|headline)\b"
        rf"|(?:First|Official|Updated?|Corrected) |New throughout\b|This \w+ \d+ (?:story|item) )"
        r"[^()]*(?:\([^()]*\)[^()]*)*\)\s*$",
    )


def _begins(form: str, tongue: str) -> bool:
    """Say whether a verb opens a trashline: "(Adds quotes)"; "(Add salt)" may be a recipe."""
    return (
        form[1:].islower()
        and form not in table("notes")["in_copy"]
        and (tongue != "en" or form.split()[0].endswith("s"))
    )


def is_note(words: str) -> bool:
    """Say whether a line or paragraph is for editors: by its opening, or as a trashline."""
    words = words.strip()
    return len(words) <= _LONGEST and bool(_opens().match(words) or _trash().match(words))


def opens_note(line: str) -> bool:
    """Say whether a line opens a note, which may run over several lines."""
    return bool(_opens().match(line.strip()))


def note_end(text: str, lines: list[Span], at: int) -> int:
    """Return the index after the last line of the note that opens at ``lines[at]``: its bracket closed."""
    first = lines[at].of(text).strip()
    if not first.startswith("("):
        return at + 1
    depth = 0
    for n in range(at, min(len(lines), at + _MOST_LINES)):
        words = lines[n].of(text)
        depth += words.count("(") - words.count(")")
        if depth <= 0:
            return n + 1
    return at + 1


def note_items(text: str, span: Span) -> tuple[NoteItem, ...]:
    """Read what a note promises: one item for each verb and target; what has no verb promises nothing.

    Verbs are those of ``data/notes.toml``, whatever the language of the note; targets are words of the note.

    >>> words = "(ATTN: CHANGES headline, byline; ADDS map)"
    >>> [(item.verb, item.target) for item in note_items(words, Span(0, len(words)))]
    [('changes', 'headline'), ('changes', 'byline'), ('adds', 'map')]
    """
    pattern, form = _verbs()
    words = span.of(text)[:_READ]
    bare = _QUOTED.sub(lambda m: " " * len(m.group()), words)  # words of the copy promise nothing
    phrased = list(_phrased(words, bare, span.start))
    items, taken = [item for _, item in phrased], [place for place, _ in phrased]
    found = [m for m in pattern.finditer(bare) if _stands(bare, m) and not _meets(m, taken, span.start)]
    ends = [*(m.start() for m in found), len(words)][1:]
    for match, end in zip(found, ends, strict=True):
        stop = min([end, *(s.start - span.start for s in taken if s.start - span.start >= match.end())])
        items.extend(_items(words, match, stop, form[match.group()], span.start))
    return tuple(sorted(items, key=lambda item: item.span))


def note_paragraphs(target: str) -> tuple[int, ...]:
    """Return the paragraphs that a note's target names, counted from 1, the last as -1; nothing when it names none.

    >>> note_paragraphs("more details in paras 2-4, 9"), note_paragraphs("last paragraph"), note_paragraphs("photo")
    ((2, 3, 4, 9), (-1,), ())
    """
    found: list[int] = []
    for match in _paragraphs().finditer(target):
        for first, to in re.findall(r"(\d+)\D{0,4}?(?:[-–]\s?(\d+))?(?=\D|$)", match["n"] or match["n2"] or ""):
            last = int(to or first)
            found.extend(range(int(first), last + 1) if 0 <= last - int(first) < _MOST_PARAGRAPHS else [int(first)])
        if word := match["word"]:
            found.append(next(n for n, form in _ordinals() if form.fullmatch(word)))
    return tuple(dict.fromkeys(found))


@cache
def _ordinals() -> tuple[tuple[int, re.Pattern[str]], ...]:
    lists = table("notes")["paragraphs"]
    return tuple((n, re.compile("|".join(lists[name]))) for name, n in _ORDINALS.items())


@cache
def _paragraphs() -> re.Pattern[str]:
    """Match the word for a paragraph with its numbers on either side, or an ordinal in letters before it."""
    word = "|".join(table("notes")["paragraphs"]["words"])
    ordinal = "|".join(form.pattern for _, form in _ordinals())
    mark = r"(?:st|nd|rd|th|\.|e|er|ème|º|ª|번째)"
    link = r"(?:,\s?|,? (?:and|und|et|y|e|og|och|en) |\s?[&·]\s?|\s?[-–]\s?)"
    ranked, plain = (rf"\d{{1,3}}{m}(?:{link}\d{{1,3}}{m})*" for m in (mark, ""))
    return re.compile(
        rf"(?<![\w.])(?P<n>{ranked}\s?(?:pvs )?(?=(?:{word})(?!\w))|{plain}(?=\s?(?:문단|단락|段)))"
        rf"|(?<!\w)(?:{word})\s(?P<n2>{plain})(?![\w%])"
        rf"|(?<!\w)(?P<word>{ordinal})\s?(?:번째\s?)?(?:two |three )?(?:{word})(?!\w)"
    )


def _meets(match: re.Match[str], taken: list[Span], base: int) -> bool:
    return any(span.meets(Span(base + match.start(), base + match.end())) for span in taken)


def _phrased(words: str, bare: str, base: int) -> Iterator[tuple[Span, NoteItem]]:
    """Yield promises other than a verb and what follows it ("Top 5 grafs new", "3. Absatz ergänzt") and where."""
    found = sorted(((m, verb) for verb, p in _phrases() for m in p.finditer(bare)), key=lambda f: f[0].end())
    before = 0
    for match, verb in found:
        start, head = max(match.start("target"), before), max(match.start(), before)
        clause = words[start : match.end("target")]
        before = match.end()
        for piece in _targets(clause, split=True):
            target = clause[piece.start : piece.end].strip(" ,<([")
            if target:
                at = base + start + clause.index(target, piece.start)
                item = NoteItem(verb, " ".join(target.split()), Span(at, at + len(target)))
                yield Span(base + head, base + match.end()), item


def _stands(words: str, match: re.Match[str]) -> bool:
    """A verb in capitals counts anywhere, another one at the head of a clause or after "to"; dpa puts a dash first."""
    before = words[: match.start()].strip(" \n-")
    if before[-3:].lower().strip(" ,;.") == "no":  # "No pickup"
        return False
    if match.group()[:2].isupper():
        return True
    small = match.group()[0].islower()
    if before and small and not (_trash().match(words) or _opens().match(words)):
        return False
    return not before or before[-1] in ";:.(," or (small and re.search(r"\b(?:[Tt]o|and)$", before) is not None)


def _items(words: str, verb: re.Match[str], end: int, name: str, base: int) -> Iterator[NoteItem]:
    clause = words[verb.end() : end]
    close = re.search(r";|(?<!\.)\.(?=\s+[A-Z])|(?<!\.)\.(?!\.)\W*$|\)\s*$", clause)
    clause = clause[: close.start()] if close else clause
    clause = re.sub(r"[\s,]+(?:and|to|,)?\s*$", "", clause)
    for piece in _targets(clause, split=not _sentences().match(words) and not _tells(name, clause)):
        target = clause[piece.start : piece.end].strip(" ,:")
        if target:
            start = base + verb.end() + clause.index(target, piece.start)
            yield NoteItem(name, " ".join(target.split()), Span(start, start + len(target)))
    if not clause.strip(" ,:"):
        yield NoteItem(name, "", Span(base + verb.start(), base + verb.end()))


def _tells(name: str, clause: str) -> bool:
    """Say whether what is corrected is told, and not listed: "paragraph 3 to say five, not six"."""
    return name in _TOLD and max(len(piece.split()) for piece in clause.split(",")) > _LISTED


def _targets(clause: str, split: bool) -> Iterator[Span]:
    """Split ``headline, lead`` and ``headline and lead``; numbers stay with their paragraph."""
    if not split:
        yield Span(0, len(clause))
        return
    single = frozenset(table("notes")["targets"]["single"])
    start = 0
    for cut in re.finditer(r",(?!\s*\d+\s*(?:[,;.)–-]|and|$))\s*(?:and )?| and ", clause):
        before = clause[start : cut.start()].strip()
        both = {before.lower(), clause[cut.end() :].strip().lower()} <= single
        if before and (cut.group().startswith(",") or both):
            yield Span(start, cut.start())
            start = cut.end()
    if clause[start:].strip(" ,"):
        yield Span(start, len(clause))
