"""AP's own lines, field by field: what a plain search of the raw files finds, against what the reader gives.

The search here knows nothing of the reader: it looks for the few forms that the wire has, in the raw SGML, and where
the wire says a thing twice (``FIRST`` and ``SECOND``) it takes the second and names what disagrees.
"""

import gzip
import html
import re
from collections import Counter
from dataclasses import dataclass

from writethru.model import Fragment, PartKind
from writethru.read.ap import take_of
from writethru.read.markers import cycle

_DOC = re.compile(r"<DOC>.*?</DOC>", re.DOTALL)
_NOTE = re.compile(
    r"\(?(?:eds?o?|editors?|desks?) ?:|editor.s note\b|note to |with (?:am|pm|bc)-|with .*bjt$|for release\b|end adv|"
    r"\$?adv ?\d+|(?:with )?laser ?photos?\b|stands for\b|precede\b|also moved\b|more$|(?:urgent|bulletin)$|"
    r"retransmitting|pick ?up \d|.{0,40}\b(?:grafs?|pvs|throughout with)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(r"(?P<place>[A-Z][^()_]{2,60}?) \(AP\)")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)[ -]*(?:ld\b|ld-|writethru)", re.IGNORECASE)
_PIECE = re.compile(r"\d(?:st|nd|rd|th) (add|insert|sub)\b|,\s*(sub|insert)\b", re.IGNORECASE)
_MARKS = re.compile(
    r",.*|[ -]+(?:\d{1,2}(?:st|nd|rd|th)[ -]*(?:ld|add).*|bjt|rdps?|\d ?takes?|abridged)\s*$", re.IGNORECASE
)


@dataclass(frozen=True)
class Miss:
    """One field of one piece: what the wire says, and what was read."""

    id: str
    field: str
    wanted: str
    got: str


def compared(path):
    """Yield (field, wanted, got, id) for each piece of one raw file; both empty where the wire says nothing."""
    text = html.unescape(gzip.decompress(path.read_bytes()).decode("latin-1"))
    for number, doc in enumerate(_DOC.finditer(text), 1):
        raw = doc.group()
        take = take_of(raw, "0" * 64, f"DOC {number}")
        wanted, got = _wanted(raw), _got(take)
        for field in wanted:
            yield field, wanted[field], got[field], take.id
        yield from _notes(raw, take)


def _wanted(raw):
    line = _one(raw, "SECOND")
    number = re.search(r",\s*([A-Za-z]\d{4})\b", line)
    ordinal = _ORDINAL.search(line)
    piece = _PIECE.search(line)
    slug = re.sub(r"^(?:AM|PM|BC|AP)[-_]", "", line)
    for _ in range(3):
        slug = _MARKS.sub("", slug)
    place = _place(raw)
    return {
        "cycle": line[:2].upper() if re.match(r"(?:AM|PM|BC|AP)[-_]", line) else "",
        "slug": _folded(slug),
        "rank": str(int(ordinal[1]) + 1) if ordinal else "",
        "replaced": number[1].lower() if number else "",
        "fragment": (piece[1] or piece[2]).lower() if piece else "",
        "dateline": _folded(place),
    }


def _got(take):
    line = next((span.of(take.text) for span in take.spans(PartKind.SLUG)), "")
    place = " ".join(take.dateline.places) if take.dateline else ""
    fragment = take.marker.fragment
    return {
        "cycle": cycle(line),
        "slug": _folded(take.slug),
        "rank": str(take.marker.rank) if take.marker.rank > 1 else "",
        "replaced": take.replaces,
        "fragment": fragment.value if fragment and fragment is not Fragment.TOP else "",
        "dateline": _folded(place),
    }


def _notes(raw, take):
    """Yield each line that is for desks, and each line that the reader took for one."""
    spans = take.spans(PartKind.NOTE)
    said = []
    for match in re.finditer(r"<(HEAD|NOTE|UNK|BYLINE)>([^<]*)|^[ \t]*(\S[^\n]*)$", raw, re.MULTILINE):
        words = [w.strip() for w in (match[2] or match[3] or "").split("^")]
        for line in words:
            after = match[1] == "HEAD" and "dd," in _one(raw, "SECOND") and re.match(r"[A-Z][^:]{3,40}: .{1,60}$", line)
            if after or (_NOTE.match(line) and (match[1] or re.match(r"\(?e(?:d|D)", line, re.IGNORECASE))):
                said.append(raw.index(line, match.start()))
    for at in said:
        found = next((s for s in spans if s.start <= at < s.end), None)
        yield "note", raw[at : at + 60].split("\n")[0], "a note" if found else "", take.id
    for span in spans:
        if not any(span.start <= at < span.end for at in said):
            yield "note", "", span.of(raw)[:60].split("\n")[0], take.id


def _place(raw):
    element = _one(raw, "DATELINE")
    if element:
        return re.split(r"\(AP\)", element)[0]
    text = re.search(r"<TEXT>\s*([^<]{0,200})", raw)
    found = _PLACE.match(text[1]) if text else None
    return found["place"] if found else ""


def _one(raw, tag):
    match = re.search(rf"<{tag}>([^<]*)", raw)
    return " ".join(match[1].split()) if match else ""


def _folded(words):
    return re.sub(r"[\W_]+", "", words).casefold()


def measure(folder):
    """Yield a row a field (found, missed, wrongly found), then ten misses by id."""
    counts, misses = Counter(), []
    for path in sorted(folder.glob("*.gz")):
        for field, wanted, got, piece in compared(path):
            right = wanted == got or (field == "note" and wanted and got)
            counts[field, "found" if wanted and right else "missed" if wanted else "wrong" if got else "none"] += 1
            if not right:
                misses.append(Miss(piece, field, wanted, got))
    for field in dict.fromkeys(field for field, _ in counts):
        row = ", ".join(f"{counts[field, how]:,} {how}" for how in ("found", "missed", "wrong"))
        yield f"AP lines, {field}", row, "0 missed"
    yield "AP lines, all misses", str(len(misses)), ""
    step = max(1, len(misses) // 10)
    for miss in misses[::step][:10]:
        yield f"AP lines, {miss.id}, {miss.field}", f"wanted {miss.wanted!r}, got {miss.got!r}", ""
