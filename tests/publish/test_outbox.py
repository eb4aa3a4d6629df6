"""What goes out to other systems: the newest take of each chain, by its rights, and notices for what is stopped."""

from dataclasses import replace

import pytest
from handing import FULL, as_atom, as_ninjs, chain, dossier, entries, item, photo

from writethru.model import Change, ChangeKind, Signal
from writethru.publish.outbox import name_of
from writethru.publish.rights import Audience
from writethru.read.markup import Block
from writethru.settings import Settings, SourceSettings

NOTE = "Eds: ADDS photo"
DESK = Audience.DESK


def test_the_newest_take_of_each_chain_goes_out_under_the_name_of_its_first():
    every = dossier(
        chain(item(1), item(2, headline="(LEAD) Ferry to sail on Monday"), item(3, guid="tag:vantry.example,2031:x")),
        chain(item(1, guid="", headline="Fog on the sound")),
    )

    ferry, fog = as_ninjs(every)

    assert (ferry["uri"], ferry["version"]) == ("tag:vantry.example,2031:ferry", "3")
    assert (ferry["firstCreated"], ferry["versionCreated"]) == (
        "2031-03-12T09:01:00+01:00",
        "2031-03-12T09:03:00+01:00",
    )
    assert (fog["uri"], fog["headlines"][0]["value"]) == ("urn:writethru:chain:c1", "Fog on the sound")


def test_a_fragment_never_stands_alone():
    takes = chain(item(1), item(2, headline="Ferry, 1st Add", source="AP", copy=[Block("It sank in 1998.")]))
    fragment = replace(takes[1], marker=replace(takes[1].marker, fragment="add"))

    [sent] = as_ninjs(dossier([takes[0], fragment]))

    assert sent["version"] == "1"
    assert "1998" not in str(sent)


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize(("status", "word"), [("kill", "canceled"), ("hold", "withheld")])
def test_of_a_stopped_piece_only_a_notice_goes_out(audience, status, word):
    stopped = item(2, copy=[], signal=Signal(status))
    every = dossier(chain(item(1), stopped, item(3, headline="Ferry sails")), chain(item(1, guid="urn:x:2")))

    told = {one["uri"]: one for one in as_ninjs(every, audience=audience)}
    feed = as_atom(every, audience=audience)

    notice = told["tag:vantry.example,2031:ferry"]
    assert notice["pubStatus"] == word
    assert set(notice) == {"standard", "uri", "type", "version", "versionCreated", "pubStatus"}
    assert [gone.get("ref") for gone in _gone(feed)] == ["tag:vantry.example,2031:ferry"]
    assert len(entries(feed)) == 1
    assert told["urn:x:2"]["pubStatus"] == "usable"


def _gone(feed):
    from lxml import etree

    return etree.fromstring(feed).findall("{*}deleted-entry")


def test_notes_and_markers_are_for_desks():
    every = dossier(chain(item(1, headline="(2nd LD) Ferry to sail again", source="Yonhap", notes=[NOTE])))
    settings = Settings(sources={"Yonhap": SourceSettings(text="full")})

    [public], [desk] = (as_ninjs(every, settings, audience) for audience in Audience)

    assert "edNote" not in public
    assert public["headlines"][0]["value"] == "Ferry to sail again"
    assert "2nd LD" not in str(public)
    assert NOTE.encode() not in as_atom(every, settings)
    assert (desk["edNote"], desk["headlines"][0]["value"]) == (NOTE, "(2nd LD) Ferry to sail again")


def test_a_sources_policy_is_asked():
    every = dossier(chain(item(1, copy=[Block("word " * 20), Block("more " * 20), Block("last " * 20)])))

    def sent(policy):
        settings = Settings(sources={"Vantry": SourceSettings(text=policy)}, quote_words=45)
        return as_ninjs(every, settings), as_atom(every, settings)

    assert sent("desk")[0] == []
    assert entries(sent("desk")[1]) == []
    [quoted] = sent("quote")[0]
    assert not {"located", "edNote"} & set(quoted)
    assert (quoted["representationType"], quoted["bodies"][0]["value"].count("<p>")) == ("partial", 2)
    assert sent("quote")[1].count(b"&lt;p&gt;") == 2
    assert sent("full")[0][0]["representationType"] == "full"


def test_a_picture_goes_out_by_its_own_terms():
    pictures = [
        photo(credit="Vantry", rights=["FOR EDITORIAL USE ONLY"]),
        photo(caption="The quay.", url="https://vantry.example/quay.jpg", rights=["NO ARCHIVING"]),
        photo(caption="The quay. (PHOTO NOT FOR SALE)", url="https://vantry.example/sale.jpg"),
        photo(caption="A wave.", url="https://vantry.example/wave.jpg", ai_made=True),
    ]
    every = dossier(chain(item(1, pictures=pictures)))

    [public], [desk] = (as_ninjs(every, audience=audience) for audience in Audience)

    shown = [one["renditions"][0]["href"] for one in public["associations"]]
    assert shown == ["https://vantry.example/ferry.jpg", "https://vantry.example/wave.jpg"]
    assert public["associations"][0]["usageTerms"] == "FOR EDITORIAL USE ONLY"
    assert public["associations"][1]["digitalSourceType"]["uri"].endswith("trainedAlgorithmicMedia")
    assert len(desk["associations"]) == 4
    feed = as_atom(every)
    assert (feed.count(b"<media:content"), feed.count(b"quay.jpg"), feed.count(b"sale.jpg")) == (2, 0, 0)
    assert b"trainedAlgorithmicMedia" in feed


def test_atom_moves_on_real_change_alone():
    takes = chain(*(item(n, copy=[Block(LEAD_OF[n])]) for n in (1, 2, 3)))
    changes = [
        Change(takes[1].key, takes[0].key, ChangeKind.FIGURE, True, (), ()),
        Change(takes[2].key, takes[1].key, ChangeKind.SPELLING, False, (), ()),
    ]

    [entry] = entries(as_atom(dossier(takes, changes=changes)))

    assert entry.findtext("{*}published") == "2031-03-12T09:01:00+01:00"
    assert entry.findtext("{*}updated") == "2031-03-12T09:02:00+01:00"


@pytest.mark.parametrize("again", [{"headline": "RPT-Ferry to sail again"}, {"guid": "tag:vantry.example,2031:twin"}])
def test_a_take_sent_again_is_no_new_version(again):
    first, second = item(1), item(2, copy=[Block("The fare rises.")])
    takes = chain(first, second, item(3, copy=second.copy, **again))

    [sent] = as_ninjs(dossier(takes))

    assert (sent["version"], sent["versionCreated"]) == ("2", "2031-03-12T09:02:00+01:00")


def test_a_piece_is_as_old_as_the_take_that_was_sent_first():
    [sent] = as_ninjs(dossier(chain(item(2), item(1, copy=[Block("The fare rises.")]))))
    assert sent["firstCreated"] == sent["versionCreated"] == "2031-03-12T09:01:00+01:00"


def test_a_take_sent_again_under_other_terms_is_a_new_version():
    takes = chain(item(1), item(2, rights=["FOR EDITORIAL USE ONLY"]))
    [sent] = as_ninjs(dossier(takes))
    assert sent["version"] == "2"


LEAD_OF = {1: "It cost 9 crowns.", 2: "It cost 19 crowns.", 3: "It cost 19 crowns!"}


def test_ai_text_is_labelled():
    every = dossier(chain(item(1, ai_text=True)))
    [sent] = as_ninjs(every)
    assert sent["digitalSourceType"]["uri"].endswith("trainedAlgorithmicMedia")
    assert b'term="trainedAlgorithmicMedia"' in as_atom(every)


def test_the_same_desk_gives_the_same_bytes_in_any_order():
    chains = [chain(item(1)), chain(item(1, guid="urn:x:2")), chain(item(1, guid=""))]
    one, other = dossier(*chains), dossier(*chains)
    shuffled = replace(other, takes=dict(reversed(other.takes.items())))
    assert as_atom(one) == as_atom(shuffled)
    assert as_ninjs(one) == as_ninjs(shuffled)


def test_names_are_uris():
    assert name_of("urn:newsml:x:1") == "urn:newsml:x:1"
    assert name_of("0062bc") == "urn:writethru:guid:0062bc"
    assert name_of("tag:ferry 7") == "urn:writethru:guid:tag%3Aferry%207"
    assert FULL.title in as_atom(dossier()).decode()
