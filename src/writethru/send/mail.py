"""Mail, through the SMTP server of the settings: one message to one address, accepted or said to be not."""

import os
import re
import smtplib
import ssl
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr

from writethru.errors import NotSent
from writethru.settings import Mail, Tls

_ADDRESS = re.compile(r"[^\s@<>()\[\],;:\"\\]+@[^\s@<>()\[\],;:\"\\.]+(\.[^\s@<>()\[\],;:\"\\.]+)+")
_WAIT = 30.0  # seconds for each answer of the server


def message(
    to: str, subject: str, text: str, settings: Mail | None, at: datetime, html: str = "", *, flowed: bool = False
) -> EmailMessage:
    """Return a message that no automatic answer is sent to (RFC 3834).

    Args:
        to: the address.
        subject: on one line, whatever it is given on.
        text: the plain text.
        settings: the server, and from whom it is.
        at: when it is written.
        html: the same as HTML, for programs that show it instead; empty for none.
        flowed: lines of the text that end in a space go on in the next (RFC 3676).

    Raises:
        NotSent: the settings name no server.
    """
    if settings is None:
        raise NotSent("no mail server is named; put host and from under [mail] in writethru.toml")
    made = EmailMessage()
    made["From"] = settings.sender
    made["To"] = to
    made["Subject"] = " ".join(subject.split())
    made["Auto-Submitted"] = "auto-generated"
    made["Date"] = format_datetime(at)
    made.set_content(text, cte="quoted-printable", params={"format": "flowed"} if flowed else None)
    if html:
        made.add_alternative(html, subtype="html", cte="quoted-printable")
    return made


def send(made: EmailMessage, settings: Mail) -> None:
    """Hand a message to the server; once this returns, the server has it.

    Raises:
        NotSent: the server cannot be reached, does not let us in, or refuses the message.
    """
    where = f"{settings.host}:{settings.port}"
    try:
        with _connected(settings) as server:
            if settings.user:
                server.login(settings.user, _password(settings))
            server.send_message(made)
    except smtplib.SMTPAuthenticationError as error:
        raise NotSent(f"{where}: not let in as {settings.user}; look at user and password_env under [mail]") from error
    except smtplib.SMTPRecipientsRefused as error:
        raise NotSent(f"{where}: refuses {made['To']} ({_answer(error)})") from error
    except (smtplib.SMTPException, OSError, UnicodeError) as error:
        raise NotSent(f"{where}: {_answer(error)}") from error


def domain(settings: Mail) -> str:
    """Return the domain that mail is sent from; what is named after it is named like nothing of anybody else's."""
    return parseaddr(settings.sender)[1].rpartition("@")[2] or settings.host


def is_address(to: str) -> bool:
    """Say whether something is written as one mail address."""
    return bool(_ADDRESS.fullmatch(to))


def _connected(settings: Mail) -> smtplib.SMTP:
    if settings.tls is Tls.WHOLE:
        return smtplib.SMTP_SSL(settings.host, settings.port, timeout=_WAIT, context=ssl.create_default_context())
    server = smtplib.SMTP(settings.host, settings.port, timeout=_WAIT)
    if settings.tls is Tls.STARTTLS:
        try:
            server.starttls(context=ssl.create_default_context())
        except BaseException:
            server.close()
            raise
    return server


def _password(settings: Mail) -> str:
    try:
        return os.environ[settings.password_env]
    except KeyError as error:
        raise NotSent(f"no password in the variable {settings.password_env!r} that [mail] names; set it") from error


def _answer(error: Exception) -> str:
    """Return what the server said, on one line."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "; ".join(f"{code} {said.decode(errors='replace')}" for code, said in error.recipients.values())
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error.decode(errors="replace") if isinstance(error.smtp_error, bytes) else error.smtp_error
        return f"{error.smtp_code} {' '.join(said.split())}"
    return " ".join(str(error).split()) or type(error).__name__
