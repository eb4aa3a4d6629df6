"""Mailing a digest: one message to each address, in text and HTML, through the server that alerts go through too."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from email.message import EmailMessage

from writethru.errors import NotSent
from writethru.model import Digest, Mailed
from writethru.settings import Mail
from writethru.wording import speaking

_NOT_SHOWN = re.compile(r"[^ -~]|[\"<>\\\\]")  # what a phrase in a header may not have as it is


def mail(found: Digest, to: Iterable[str], settings: Mail | None) -> Iterator[Mailed]:
    """Send a digest to each address by itself, so that none sees the others; yields what became of each."""
    from writethru.send.mail import send

    for address in dict.fromkeys(one.strip() for one in to):
        try:
            made = message(found, address, settings)
            if settings:
                send(made, settings)
            yield Mailed(address)
        except NotSent as error:
            yield Mailed(address, str(error))


def message(found: Digest, to: str, settings: Mail | None) -> EmailMessage:
    """Return a digest as a message to one address; the same digest has the same ``Message-ID`` there.

    Raises:
        NotSent: it is no address, or the settings name no server.
    """
    from writethru.publish.digest_html import as_html
    from writethru.publish.digest_text import as_text
    from writethru.publish.digest_words import subject
    from writethru.send.mail import domain, is_address
    from writethru.send.mail import message as made_of

    if not is_address(to):
        raise NotSent(f"{to}: no mail address; write me@paper.example")
    with speaking(found.language):
        titled = subject(found)
    made = made_of(to, titled, as_text(found), settings, found.as_of, as_html(found), flowed=True)
    name = hashlib.sha256(f"{found.key} {to}".encode()).hexdigest()[:32]
    if settings:
        made["Message-ID"] = f"<{name}@{domain(settings)}>"
        made["List-Id"] = _list_id(found.title, domain(settings))
    return made


def _list_id(title: str, domain: str) -> str:
    """Return by what a reader's filters know these mails (RFC 2919): the title, as far as it is ASCII, and a name."""
    name = " ".join(_NOT_SHOWN.sub(" ", title).split())
    return f'"{name}" <digest.{domain}>' if name else f"<digest.{domain}>"
