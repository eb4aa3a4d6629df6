"""A desk at which somebody works: every page of it has something to show."""

from datetime import timedelta

import signals
from writethru import Desk
from writethru.model import Query, Source


def lived_in(home):
    """Let a copy of the example desk be worked at: followed, corrected, with kills, sources and unread files."""
    inbox = home / "inbox"
    inbox.mkdir()
    (inbox / "other.xml").write_text("<?xml version='1.0'?><rows/>")
    (inbox / f"{'a-long-name_without_a_space_' * 4}.pdf").write_bytes(b"%PDF-1.7\n")
    with Desk(home, clock=lambda: signals.NOW, by="Ane") as desk:
        desk.add([str(inbox)], later=True)
        talks, museum = (desk.find(words) for words in ("FM offers", "museum stops"))
        desk.rename(museum.id, "The clock of Kestrava", "as the city calls it")
        undone = desk.rename(talks.id, "The hotline talks")
        desk.undo(undone.decision.number)
        signals.fill(desk, {name: signals.CASES[name] for name in ("killed", "held", "conflict", "fragment")})
        for reader in ("", "Ane"):
            desk.follow(reader, talks.storylines[0])
            desk.mute(reader, museum.id)
            desk.save_search(reader, "Ferry, in any tense", Query("ferry"), "ane@vellpost.example")
            desk.save_search(reader, "What Dorrin says", Query("", "Dorrin", "14.8 million"))
        at = signals.NOW - timedelta(hours=3)
        well = Source(
            "vellpost.example", "https://vellpost.example/feed", 15, signals.NOW, last_success=at, last_item=at
        )
        ill = Source(
            "strand.example", f"https://strand.example/{'deep/' * 20}feed", 15, failures=3, error="answers 503"
        )
        desk.sources.add(well)
        desk.sources.add(ill)
