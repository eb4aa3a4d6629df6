"""Mail: single messages and mbox files; the piece is in the body, or attached in a format of its own.

The body is read as wire copy. What is attached and is no text is named in a warning and not read.
"""

import email.errors
import email.header
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from email.message import Message
from email.utils import parseaddr

from writethru.errors import Unreadable
from writethru.model import Marker, Part, PartKind, Refused, Sent, Signal, SourceKind, Span, Take
from writethru.read import detect, wire
from writethru.read.agencies import agency_at, agency_named, known
from writethru.read.decode import as_claimed, decode, looks_binary
from writethru.read.document import Document, take_key
from writethru.read.letter import around, is_quoted, letter, subject
from writethru.read.lines import is_prose, lines
from writethru.read.markers import merged, ordered, split_marker
from writethru.read.markup import of_html
from writethru.read.stamps import stamp

_LARGEST = 32_000_000  # bytes of one message
_MOST_PARTS = 40  # multiparts and messages within one
_LONGEST_HEADER = 200_000  # bytes
_LONGEST_FIELD = 2_000
_MOST_LINES = 5_000
_TOP = 40  # lines in which a headline of the body's own stands
_COVER = 80  # words of a body beside an attached piece that are a covering note
_GAP = "\n\n"
_PEEK = 16_000
_FIELD = re.compile(rb"([!-9;-~]{1,60}):[ \t]?")
_TELLING = frozenset(
    [
        b"content-type",
        b"date",
        b"delivered-to",
        b"from",
        b"message-id",
        b"mime-version",
        b"received",
        b"return-path",
        b"subject",
        b"to",
    ]
)
_LEAST_FIELDS = 3
_FROM = re.compile(rb"From [^\r\n]{0,300}\d\d:\d\d[^\r\n]{0,60}\r?\n")
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
_HEADER_ENDS = re.compile(rb"\r?\n\r?\n")
_BROKEN = (LookupError, ValueError, email.errors.MessageError)
_NESTS = re.compile(rb"^content-type:\s*(?:multipart|message)/", re.IGNORECASE | re.MULTILINE)
_READ = re.compile(r"text/(?:plain|html|xml)|application/(?:[\w.-]+\+)?(?:xml|json)|message/rfc822")
_NAMED = (".txt", ".xml", ".json", ".html", ".htm", ".eml", ".nitf", ".newsml", ".jsonl", ".rss", ".atom")
_SIGNATURES = frozenset({"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"})


class Mail:
    """Reads messages (``.eml``, files of a Maildir) and mbox files."""

    name = "mail"

    def recognises(self, document: Document) -> float:
        """Header fields from the first line on, three of them such as every mail has."""
        head = document.data[:_PEEK].lstrip(b"\xef\xbb\xbf\r\n")
        if looks_binary(head):
            return 0.0
        box = _FROM.match(head)
        names = set()
        for line in head[box.end() if box else 0 :].split(b"\n"):
            match = _FIELD.match(line)
            if not match and not line[:1].isspace():
                break
            if match:
                names.add(match[1].lower())
        telling = len(names & _TELLING)
        return 0.97 if telling >= _LEAST_FIELDS and b"from" in names else 0.6 if box and telling else 0.0

    def read(self, document: Document) -> Iterator[Take | Refused]:
        """Read message by message; one that has no piece in it is refused by its number.

        Raises:
            Unreadable: a single message is too large, nested too deep, or without a piece.
        """
        box = _FROM.match(document.data)
        if not box:
            yield from _message(document.data, document.name, document.sha256)
            return
        for number, raw in enumerate(_messages(document.data), 1):
            place = f"message {number}"
            try:
                yield from _message(raw, place, document.sha256)
            except Unreadable as error:
                yield Refused(document.sha256, error.place, error.reason)
            except (*_BROKEN, RecursionError, AttributeError, TypeError) as error:
                reason = f"not a message that can be read ({type(error).__name__}: {error}); save it again"
                yield Refused(document.sha256, place, " ".join(reason.split()))


def _messages(data: bytes) -> Iterator[bytes]:
    """Yield the messages of an mbox file: each begins with a "From " line behind a blank one (RFC 4155)."""
    here = _FROM.match(data)
    while here:
        end, there = here.end(), None
        while there is None and (end := data.find(b"\nFrom ", end)) >= 0:
            blank = data[end - 1 : end] == b"\n" or data[end - 2 : end] == b"\n\r"
            there = _FROM.match(data, end + 1) if blank else None
            end += 1
        raw = data[here.end() : end if there else len(data)]
        yield _QUOTED_FROM.sub(rb"\1", raw) if len(raw) <= _LARGEST else raw
        here = there


@dataclass(slots=True)
class _Mail:
    """What a message holds: its fields, the texts of its body, and what is attached."""

    id: str
    subject: str
    sender: str
    domain: str
    sent: Sent | None
    plain: list[str] = field(default_factory=list)
    marked: list[str] = field(default_factory=list)
    attached: list[tuple[str, bytes]] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)


def _message(raw: bytes, place: str, document: str) -> Iterator[Take | Refused]:
    if len(raw) > _LARGEST:
        raise Unreadable(place, f"a message of {len(raw):,} bytes; {_LARGEST:,} is the most")
    header = _HEADER_ENDS.search(raw, 0, _LONGEST_HEADER)
    if header is None and len(raw) >= _LONGEST_HEADER:
        raise Unreadable(place, f"a header of more than {_LONGEST_HEADER:,} bytes; save the message again")
    if (nested := len(_NESTS.findall(raw))) > _MOST_PARTS:
        raise Unreadable(place, f"{nested:,} multiparts in one message; {_MOST_PARTS} is the most")
    mail = _opened(email.message_from_bytes(raw, policy=email.policy.compat32))
    found: list[Take | Refused] = []
    for name, data in mail.attached:
        for item in detect.read(Document(name, data)):
            if isinstance(item, Refused):
                where = place if item.place == name else f"{place}, {item.place}"
                found.append(Refused(document, where, f"attached {name}: {item.reason}"))
            else:
                found.append(_enclosed(item, mail, document))
    take = _body(mail, document, place)
    if take and not (any(isinstance(item, Take) for item in found) and _is_cover(take)):
        found.insert(0, take)
    if not found:
        held = (
            f"; add by itself what is attached: {', '.join(mail.passed)}" if mail.passed else ", and nothing attached"
        )
        raise Unreadable(place, f"no piece in it{held}")
    yield from found


def _opened(message: Message) -> _Mail:
    name, address = parseaddr(_words(message, "From"))
    agency = agency_at(address.rpartition("@")[2]) or (agency_named(name) if known(name) else None)
    domain = address.rpartition("@")[2].lower()
    mail = _Mail(
        id=_words(message, "Message-ID").strip("<> "),
        subject=" ".join(_words(message, "Subject").split()),
        sender=agency.name if agency else " ".join(name.split()) or domain,
        domain=domain,
        sent=stamp(_words(message, "Date")),
    )
    _take_in(mail, message, inside=False)
    return mail


def _words(message: Message, name: str) -> str:
    """Return a field's words, whatever it is encoded in; raw bytes are judged as text is."""
    raw = next((str(value) for key, value in message.raw_items() if key.lower() == name.lower()), "")[:_LONGEST_FIELD]
    raw = decode(raw.encode("ascii", "surrogateescape") if raw.isascii() or _escaped(raw) else raw.encode()).text
    pieces = []
    try:
        for words, charset in email.header.decode_header(raw):
            pieces.append(words if isinstance(words, str) else decode(words, charset or "").text)
    except (ValueError, LookupError, email.errors.MessageError):
        return raw
    return "".join(pieces)


def _escaped(raw: str) -> bool:
    return any("\udc80" <= c <= "\udcff" for c in raw) and all(c < "\x80" or "\udc80" <= c <= "\udcff" for c in raw)


def _take_in(mail: _Mail, part: Message, inside: bool) -> None:
    """File a part and those in it: text of the body, an attachment to be read, or one to be named."""
    kind, name = part.get_content_type(), _file_name(part)
    if kind == "message/rfc822" and inside:
        held = part.get_payload()
        if isinstance(held, list) and held and isinstance(held[0], Message):
            mail.attached.append((name or "message.eml", held[0].as_bytes(policy=email.policy.compat32)))
    elif part.is_multipart():
        for under in part.get_payload():
            if isinstance(under, Message):
                _take_in(mail, under, inside=True)
    else:
        _leaf(mail, part, kind, name)


def _leaf(mail: _Mail, part: Message, kind: str, name: str) -> None:
    data = part.get_payload(decode=True)
    payload = data if isinstance(data, bytes) else b""
    charset = str(part.get_param("charset") or "")
    apart = bool(name) or part.get_content_disposition() == "attachment"
    if kind in ("text/plain", "text/html") and not apart:
        words = decode(payload, charset).text
        (mail.plain if kind == "text/plain" else mail.marked).append(words)
    elif _READ.match(kind) or name.lower().endswith(_NAMED):
        mail.attached.append((name or f"attachment {len(mail.attached) + 1}", as_claimed(payload, charset)))
    elif kind not in _SIGNATURES and (payload or name):
        mail.passed.append(name or kind)


def _file_name(part: Message) -> str:
    try:
        given = part.get_filename() or ""
        decoded = str(email.header.make_header(email.header.decode_header(given[:_LONGEST_FIELD])))
    except (ValueError, LookupError, TypeError, email.errors.MessageError):
        return "attachment"
    return " ".join(decoded.replace("/", " ").replace("\\", " ").split())


def _body(mail: _Mail, document: str, place: str) -> Take | None:
    """Make the take of the body; None when there are no words of a piece in it."""
    words = _copy(mail)
    start = len(mail.subject) + len(_GAP) if mail.subject else 0
    text = f"{mail.subject}{_GAP}{words}" if mail.subject else words
    found = letter(text, start)
    piece = found.piece
    if piece.end <= piece.start:
        if not _withdraws(mail.subject):
            return None
        piece = Span(0, len(mail.subject))  # a kill may be its subject alone
    if (rows := text.count("\n", piece.start, piece.end)) > _MOST_LINES:
        raise Unreadable(place, f"{rows:,} lines in one mail; {_MOST_LINES:,} is the most: save them as a file")
    sent = _first_sent(found.date, mail.sent)
    title, own = _title(text, mail, piece) if piece.start else (None, True)
    take = wire.take_of(text, document, [title, piece] if not own and title else [piece], sent)
    parts = [*take.parts, *_furniture(text, start, title, own, piece)]
    kept = [replace(p, kind=PartKind.CHROME) if is_quoted(p.span.of(text)) else p for p in parts]
    subject_marker, _ = split_marker(mail.subject[subject(mail.subject)[0] :], take.source or None)
    orders = [Marker((), order)] if (order := ordered(mail.subject, "")) else []
    source, kind = _source(take, mail, found.sender)
    warnings = [w for w in take.warnings if w != "no headline found" or not take.headline]
    return replace(
        take,
        key=take_key(mail.id, text),
        id=mail.id or take_key(mail.id, text),
        format="mail",
        source=source,
        source_kind=kind,
        parts=tuple(sorted(kept, key=lambda p: p.span)),
        marker=merged([take.marker, *([subject_marker] if own else []), *orders]),
        sent=sent or take.sent,
        warnings=(*warnings, *_passed(mail)),
    )


def _withdraws(words: str) -> bool:
    """Say whether a subject kills or holds a piece."""
    bare = words[subject(words)[0] :]
    said = {split_marker(bare)[0].signal, split_marker(bare, "AP")[0].signal, ordered(bare, "")}
    return bool(said & {Signal.KILL, Signal.HOLD})


def _first_sent(forwarded: str, passed_on: Sent | None) -> Sent | None:
    """Return when a message was first sent; forwarding drops the zone, which most likely was the forwarder's."""
    sent = stamp(forwarded)
    if sent and passed_on and sent.zone_inferred and not sent.day_only:
        zoned = sent.at.replace(tzinfo=passed_on.at.tzinfo)
        return replace(sent, at=zoned, why="no zone given; taken as that of the mail it was forwarded in")
    return sent or passed_on


def _copy(mail: _Mail) -> str:
    """Return the body's text: plain, unless it only says that there is none."""
    plain = _GAP.join(words.strip("\n") for words in mail.plain if words.strip())
    if not mail.marked:
        return plain
    marked = _GAP.join(block.text for words in mail.marked for block in of_html(words))
    return plain if len(plain.split()) * 5 > len(marked.split()) else marked


def _title(text: str, mail: _Mail, piece: Span) -> tuple[Span | None, bool]:
    """Return where the subject's own words stand, and whether the body has a headline of its own."""
    at, words = subject(mail.subject)
    span = Span(at, at + len(words)) if words else None
    rows = lines(text, piece.start, piece.end)[:_TOP]
    alone = wire.take_of(text, "", [Span(piece.start, rows[-1].span.end)])
    return span, len(rows) > 1 and bool(alone.headline) and not is_prose(alone.headline)


def _furniture(text: str, start: int, title: Span | None, own: bool, piece: Span) -> Iterator[Part]:
    if title and own:
        yield Part(PartKind.MARKUP, Span(0, title.end))
    elif title and title.start and text[: title.start].strip():
        yield Part(PartKind.MARKUP, Span(0, len(text[: title.start].rstrip())))
    yield from (Part(PartKind.CHROME, span) for span in around(text, start, piece))


def _source(take: Take, mail: _Mail, forwarded: str) -> tuple[str, SourceKind]:
    """Return whose piece it is: the agency that its copy names, else who first sent it."""
    if take.source:
        return take.source, take.source_kind
    name, address = parseaddr(forwarded) if forwarded else ("", "")
    domain = address.rpartition("@")[2]
    if agency := agency_at(domain) or (agency_named(name) if known(name) else None):
        return agency.name, agency.kind
    if forwarded:
        return (name.strip() or domain.lower() or forwarded), take.source_kind
    agency = agency_named(mail.sender) if known(mail.sender) else None
    return mail.sender, agency.kind if agency else take.source_kind


def _is_cover(take: Take) -> bool:
    """Say whether a body beside an attached piece is but a note that goes with it."""
    return not take.dateline and sum(len(span.of(take.text).split()) for span in take.copy) < _COVER


def _enclosed(take: Take, mail: _Mail, document: str) -> Take:
    """Say of an attached piece who sent it and when, where it does not say so itself."""
    agency = agency_named(mail.sender) if known(mail.sender) else None
    kind = agency.kind if agency and not take.source else take.source_kind
    return replace(
        take,
        document=document,
        source=take.source or mail.sender,
        source_kind=kind,
        sent=take.sent or mail.sent,
        warnings=(*take.warnings, *_passed(mail)),
    )


def _passed(mail: _Mail) -> list[str]:
    return [f"attached and not read: {', '.join(mail.passed)}"] if mail.passed else []


def reader() -> Mail:
    """Make the reader."""
    return Mail()
