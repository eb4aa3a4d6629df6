"""Mail: the piece in the body or attached, and nothing that mail puts around it."""

import mailbox
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from writethru.model import PartKind, Refused, SourceKind, Take
from writethru.read import mail
from writethru.read.detect import choose, read
from writethru.read.document import Document

COPY = "The ferry came back to Farhaven on Tuesday with 42 aboard, the harbour said in a note to its captains.\n"
HEAD = (
    b"From: Vell Wire <wire@vell.example>\nTo: desk@skerry.example\nSubject: Ferry back\nMessage-ID: <1@vell.example>\n"
)


def letter(
    body: str = COPY, sender: str = "Vell Wire <wire@vell.example>", subject: str = "Ferry back"
) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, "desk@skerry.example", subject
    message["Date"], message["Message-ID"] = "Tue, 04 Feb 2031 18:22:07 +0900", "<17@vell.example>"
    message.set_content(body)
    return message


def takes(message: EmailMessage) -> list[Take | Refused]:
    return list(mail.reader().read(Document("x.eml", message.as_bytes())))


def copy(take: Take) -> list[str]:
    return [span.of(take.text) for span in take.copy]


def test_a_subject_is_the_headline_of_a_body_without_one():
    (take,) = takes(letter())

    assert (take.title, take.id, take.source) == ("Ferry back", "17@vell.example", "Vell Wire")
    assert take.sent.at.isoformat() == "2031-02-04T18:22:07+09:00"
    assert copy(take) == [COPY.strip()]


@pytest.mark.parametrize(
    ("sender", "source", "kind"),
    [
        ("desk@yna.co.kr", "Yonhap", SourceKind.AGENCY),
        ("News <x@mail.reuters.com>", "Reuters", SourceKind.AGENCY),
        ("PR Newswire <x@releases.example>", "PR Newswire", SourceKind.RELEASE),
        ("notreuters.com@vell.example", "vell.example", SourceKind.UNKNOWN),
    ],
)
def test_a_sender_is_known_by_domain_or_name(sender: str, source: str, kind: SourceKind):
    (take,) = takes(letter(sender=sender))

    assert (take.source, take.source_kind) == (source, kind)


@pytest.mark.parametrize(
    "tail",
    [
        "\n-- \nIda Moor\nNight desk\n",
        "\nKind regards,\nIda Moor\n",
        "\nOn Tue, 4 Feb 2031, Ove Lunde wrote:\n> Is it back?\n> Truly?\n",
        "\nYou are receiving this e-mail because you asked for it.\nQuay 1, Farhaven\nUnsubscribe here\n",
        "\nThis message is confidential and intended only for the addressee.\n",
        "\n_______________________________________________\nVell mailing list\nvell@lists.example\n",
        "\nMit freundlichen Grüßen\nIda Moor\n",
    ],
    ids=range(7),
)
def test_what_stands_behind_the_copy_is_furniture(tail: str):
    (take,) = takes(letter(COPY + tail))

    assert copy(take) == [COPY.strip()]
    assert any(part.kind is PartKind.CHROME for part in take.parts)


def test_a_footer_before_running_text_is_copy():
    warning = "The harbour told captains that they can unsubscribe from its warnings, which nobody did."
    (take,) = takes(letter(f"{COPY}\n{warning}\n\n{COPY}"))

    assert warning in copy(take)


def test_html_of_a_newsletter_is_read_through_its_layout():
    message = letter("Please turn on HTML.")
    cells = "".join(f"<tr><td><p>{COPY}</p></td></tr>" for _ in range(2))
    message.add_alternative(
        f"<html><body><table><tr><td><table>{cells}</table></td></tr></table></body></html>", "html"
    )

    assert copy(takes(message)[0]) == [COPY.strip()] * 2


def test_attached_pieces_are_read_and_their_cover_is_not():
    message = letter("Two pieces for tonight.")
    message.add_attachment(f"FARHAVEN, Feb. 4 (Yonhap) -- {COPY}\n(END)\n", filename="ferry.txt")
    message.add_attachment(letter(subject="Salt is dear"))
    message.add_attachment(b"\xff\xd8\xff", "image", "jpeg", filename="ferry.jpg")
    ferry, salt = takes(message)

    assert (ferry.source, ferry.document) == ("Yonhap", Document("", message.as_bytes()).sha256)
    assert (salt.title, salt.format) == ("Salt is dear", "mail")
    assert ferry.warnings[-1] == "attached and not read: ferry.jpg"


def test_a_kill_in_the_subject_is_one():
    for body in (COPY, f"Ferry back at last\n\n{COPY}"):
        (take,) = takes(letter(body, subject="STORY WITHDRAWN: Ferry back"))
        assert take.marker.signal == "kill"


def test_a_box_gives_each_message_and_a_broken_one_costs_itself(tmp_path):
    box = mailbox.mbox(tmp_path / "box")
    for n in range(3):
        box.add(letter(COPY + "\nFrom here it sails on at 10:00.\n" if n != 1 else "", subject=f"Ferry {n}"))
    box.flush()
    document = Document("box", (tmp_path / "box").read_bytes())
    one, broken, three = read(document)

    assert choose(document).name == "mail"
    assert (one.title, three.title, broken.place) == ("Ferry 0", "Ferry 2", "message 2")
    assert "From here it sails on at 10:00." in copy(one)


@pytest.mark.parametrize("declared", ["us-ascii", "iso-8859-1", "x-none", "euc-kr"])
@pytest.mark.parametrize(
    ("words", "encoding"), [("배가 돌아왔다", "utf-8"), ("배가 돌아왔다", "euc-kr"), ("عادت العبارة", "utf-8")]
)
def test_a_wrong_charset_does_no_harm(declared: str, words: str, encoding: str):
    raw = b"From: a@b.example\nTo: x\nMessage-ID: <1>\nSubject: " + words.encode(encoding)
    raw += f"\nContent-Type: text/plain; charset={declared}\nContent-Transfer-Encoding: 8bit\n\n".encode()
    (take,) = mail.reader().read(Document("x", raw + f"{words} {words}.\n".encode(encoding)))

    assert take.title == words
    assert copy(take) == [f"{words} {words}."]


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (HEAD + b"\n" + b"salt " * 40_000_000, "32,000,000 is the most"),
        (
            HEAD + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(1000)),
            "1,000 m",
        ),
        (HEAD + b"X-Salt: dear\n" * 100_000 + b"\nx", "header of more than"),
        (HEAD + b"\n" + b"> salt\n" * 100_000, "no piece in it"),
        (HEAD + b"\n" + b"From: a\n" * 100_000, "lines in one mail"),
        (HEAD, "no piece in it"),
    ],
    ids=range(6),
)
def test_a_hostile_message_is_refused_with_its_reason(raw: bytes, reason: str):
    (item,) = read(Document("x.eml", raw))

    assert isinstance(item, Refused)
    assert reason in item.reason


SHARDS = [
    "-- ",
    "--",
    "> salt",
    "On Tuesday, Ida Moor wrote:",
    "From: a",
    "Subject: b",
    "Date: c",
    "",
    COPY,
    "Unsubscribe",
]


@given(
    st.lists(
        st.sampled_from([*SHARDS, "---- Forwarded message ----", "Kind regards,", "(END)", "By Ida Moor"]), max_size=14
    )
)
def test_parts_of_any_body_stand_in_order(rows: list[str]):
    for item in read(Document("x.eml", HEAD + b"\n" + "\n".join(rows).encode())):
        if isinstance(item, Take):
            ends = [part.span.end for part in item.parts]
            assert all(end <= part.span.start for end, part in zip(ends, item.parts[1:], strict=False))
