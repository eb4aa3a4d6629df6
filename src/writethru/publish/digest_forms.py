"""The forms of a digest by name: ``text``, ``markdown``, ``html``."""

from collections.abc import Callable, Mapping

from writethru.errors import UnknownFormat
from writethru.model import Digest
from writethru.publish.digest_html import as_html
from writethru.publish.digest_markdown import as_markdown
from writethru.publish.digest_text import as_text

FORMS: Mapping[str, Callable[[Digest], str]] = {"text": as_text, "markdown": as_markdown, "html": as_html}
"""Each writes a digest that was cut down to what may leave, and shows nothing else."""


def written(digest: Digest, how: str) -> str:
    """Return a digest in one of the forms.

    Raises:
        UnknownFormat: there is none of that name.
    """
    if how not in FORMS:
        raise UnknownFormat(f"{how}: no form of a digest; there are {', '.join(FORMS)}")
    return FORMS[how](digest)
