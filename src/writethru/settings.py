"""Settings: ``writethru.toml`` in the desk's folder and the environment; every default needs no file."""

import getpass
import os
import re
import tomllib
from enum import StrEnum
from pathlib import Path
from zoneinfo import available_timezones

import msgspec
from platformdirs import user_data_path

from writethru.errors import SettingsError
from writethru.model import Rule, SourceKind, TextPolicy
from writethru.wording import SOURCE, languages

FILE = "writethru.toml"
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})
_ADDRESS = re.compile(r"https?://[^\s/?#\"<>]+(?:/[^\s?#\"<>]*)?/")


class SourceSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a desk knows of one source."""

    text: TextPolicy | None = None
    kind: SourceKind | None = None
    zone: str | None = None


class Tls(StrEnum):
    """How the way to a mail server is kept from others."""

    STARTTLS = "starttls"  # from after the greeting, mostly on port 587
    WHOLE = "tls"  # from the first byte, mostly on port 465
    NONE = "none"


class Mail(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The server that mail goes out through.

    Attributes:
        host, port: where it is.
        sender: the address that mail is from; ``from`` in the file.
        user: the name to log in with; empty to log in nowhere.
        password_env: the variable that has the password: none ever stands in the file.
        tls: how the way is kept from others.
    """

    host: str
    sender: str = msgspec.field(name="from")
    port: int = 587
    user: str = ""
    password_env: str = ""
    tls: Tls = Tls.STARTTLS


class SiteSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a desk knows of its published site.

    Attributes:
        address: where it will stand, with a slash at its end.
        language: of all words that are ours, there, in digests and alerts, and on the pages of the desk.
    """

    address: str = ""
    language: str = SOURCE


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All settings of a desk.

    Attributes:
        workers: processes that enrich; 0 means one a core.
        quote_words: words of one piece that may be shown under the text policy ``quote``.
        story_days: days within which pieces can tell one story.
        title: the name of the published site.
        private_hosts: hosts that may be fetched from although they are not on the public internet.
        mail: the server that mail goes out through; None where none does.
        sources: by name of source, what overrides the defaults.
        site: where the published site will stand, and in which language it is written.
        phrases: what a phrase in rights fields and captions means, by the phrase: a rule, or ``nothing``.
    """

    workers: int = 0
    quote_words: int = 60
    story_days: int = 60
    title: str = "Writethru"
    private_hosts: tuple[str, ...] = ()
    mail: Mail | None = None
    site: SiteSettings = SiteSettings()
    sources: dict[str, SourceSettings] = {}
    phrases: dict[str, Rule] = {}

    @property
    def processes(self) -> int:
        """How many processes enrich."""
        return self.workers or os.cpu_count() or 1

    @property
    def agencies(self) -> frozenset[str]:
        """The names of the sources that are called agencies."""
        return frozenset(name for name, one in self.sources.items() if one.kind is SourceKind.AGENCY)


def load(folder: Path) -> Settings:
    """Read a desk's settings.

    Raises:
        SettingsError: the file is not TOML, or a value is unknown or of the wrong kind.
    """
    path = folder / FILE
    try:
        found = tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: not TOML ({error}); mend that line or move the file away") from error
    if "WRITETHRU_WORKERS" in os.environ:
        found["workers"] = os.environ["WRITETHRU_WORKERS"]
    try:
        settings = msgspec.convert(found, Settings, strict=False)
    except msgspec.ValidationError as error:
        raise SettingsError(f"{path}: {error}; see docs/settings.md for what there is") from error
    if settings.workers < 0:
        raise SettingsError(f"{path}: workers is {settings.workers}; give 0 for one a core, or a number above it")
    if settings.mail and settings.mail.user and not settings.mail.password_env:
        raise SettingsError(f"{path}: mail has a user and no password_env; name the variable that has the password")
    if settings.mail and settings.mail.user and settings.mail.tls is Tls.NONE and settings.mail.host not in _HERE:
        raise SettingsError(f"{path}: mail would send a password in the clear; set tls to starttls or tls")
    if settings.site.address and not _ADDRESS.fullmatch(settings.site.address):
        raise SettingsError(f"{path}: site: {settings.site.address!r} is no address; write it as https://news.example/")
    if settings.site.language not in languages():
        there = ", ".join(languages())
        raise SettingsError(f"{path}: site: no words in {settings.site.language!r}; there are {there}")
    for name, source in settings.sources.items():
        if source.zone and source.zone not in available_timezones():
            raise SettingsError(f"{path}: {name}: no zone {source.zone!r}; name one as Europe/Oslo or Asia/Seoul")
    return settings


def desk_folder(chosen: Path | None) -> Path:
    """Return the desk's folder: the one chosen, else ``WRITETHRU_DESK``, else one in the user's data folder."""
    if chosen:
        return chosen.expanduser()
    if named := os.environ.get("WRITETHRU_DESK"):
        return Path(named).expanduser()
    return Path(user_data_path("writethru")) / "desk"


def is_desk(folder: Path, store: str) -> bool:
    """Say whether a folder has a ``store`` or settings in it; a file in its place is for the store to refuse."""
    return folder.is_file() or any((folder / name).exists() for name in (store, FILE))


def user() -> str:
    """Return who works here: what ``WRITETHRU_USER`` says, else the name of the login; empty where there is none."""
    try:
        return os.environ.get("WRITETHRU_USER") or getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
