"""NewsML 1.x: identity, status and the tree of components."""

import pytest
from lxml import etree

from writethru.errors import Unreadable
from writethru.model import PartKind, Signal, Take
from writethru.read.document import Document
from writethru.read.newsml_1 import reader
from writethru.read.newsml_1_item import items_of

SECOND = '<RevisionId PreviousRevision="1" Update="N">2</RevisionId>'
TEXT = "<ContentItem><DataContent><p>The ferry stays in port.</p></DataContent></ContentItem>"


def news_item(management="", component="", status="Usable", revision='<RevisionId Update="N">1</RevisionId>', item="7"):
    return (
        "<NewsItem><Identification><NewsIdentifier><ProviderId>afp.com</ProviderId><DateId>20310304</DateId>"
        f"<NewsItemId>{item}</NewsItemId>{revision}"
        "</NewsIdentifier><NameLabel>strand-ferry</NameLabel></Identification>"
        f"<NewsManagement><ThisRevisionCreated>20310304T090000Z</ThisRevisionCreated><Status FormalName='{status}'/>"
        f"{management}</NewsManagement>"
        f"<NewsComponent><NewsLines><HeadLine>Ferry stays</HeadLine></NewsLines>{component or TEXT}</NewsComponent>"
        "</NewsItem>"
    )


def items(words):
    return items_of(etree.fromstring(words), None, "NewsItem 1")


def read(words):
    return list(reader().read(Document("trial.xml", f"<NewsML>{words}</NewsML>".encode())))


@pytest.mark.parametrize(
    ("status", "change", "embargo", "signal"),
    [
        ("Usable", "", None, None),
        ("USABLE", "", None, None),
        ("Withheld", "", None, Signal.HOLD),
        ("Canceled", "", None, Signal.KILL),
        ("Embargoed", "", "", None),
        ("Embargoed", "20310305T060000+0100", "20310305T060000+0100", None),
        ("Embargoed", "at dawn", "", None),
        ("Asleep", "", None, Signal.HOLD),
    ],
)
def test_status_and_what_it_will_change_to(status, change, embargo, signal):
    later = (
        f"<StatusWillChange><FutureStatus FormalName='Usable'/><DateAndTime>{change}</DateAndTime></StatusWillChange>"
    )
    [found] = items(news_item(later if change else "", status=status))

    assert (found.embargo, found.signal, found.status) == (embargo, signal, status)


def test_a_status_that_will_change_is_said():
    later = (
        "<StatusWillChange><FutureStatus FormalName='Canceled'/><DateAndTime>20310305</DateAndTime></StatusWillChange>"
    )

    assert items(news_item(later))[0].warnings == ["StatusWillChange: Canceled from 20310305"]


@pytest.mark.parametrize(
    ("revision", "item", "guid", "version"),
    [
        (
            SECOND + "<PublicIdentifier>urn:newsml:afp.com:20310304:7:2N</PublicIdentifier>",
            "7",
            "urn:newsml:afp.com:20310304:7",
            "2",
        ),
        (
            "<RevisionId>4</RevisionId><PublicIdentifier>urn:newsml:afp.com</PublicIdentifier>",
            "7",
            "urn:newsml:afp.com:7",
            "4",
        ),
        ("<RevisionId>0</RevisionId>", "0", "", "0"),
    ],
)
def test_the_guid_is_the_same_over_revisions(revision, item, guid, version):
    [found] = items(news_item(revision=revision, item=item))

    assert (found.guid, found.version) == (guid, version)


def test_a_revision_after_another_is_an_update():
    [found] = items(news_item(revision=SECOND))

    assert found.signal is Signal.UPDATE


def test_of_several_forms_of_one_text_the_richest_is_read():
    forms = (
        "<ContentItem><DataContent>Plain words.</DataContent></ContentItem>"
        "<ContentItem><DataContent><nitf><body><body.content><p>Rich words.</p></body.content></body></nitf>"
        "</DataContent></ContentItem>"
    )
    [found] = items(news_item(component=forms))

    assert [block.text for block in found.copy] == ["Rich words."]


def test_pictures_keep_their_own_terms_and_a_headline_of_theirs_is_a_caption():
    photo = (
        "<NewsComponent><Role FormalName='Photo'/><NewsLines><HeadLine>The ferry at the pier</HeadLine>"
        "<CreditLine>AFP</CreditLine></NewsLines>"
        "<RightsMetadata><UsageRights><UsageType>NORLAND OUT</UsageType></UsageRights></RightsMetadata>"
        "<ContentItem Href='small.jpg'><Characteristics><SizeInBytes>9</SizeInBytes></Characteristics></ContentItem>"
        "<ContentItem Href='big.jpg'><Characteristics><SizeInBytes>900</SizeInBytes></Characteristics></ContentItem>"
        "</NewsComponent>"
    )
    rights = "<RightsMetadata><UsageRights><UsageType>NO ARCHIVAL USE</UsageType></UsageRights></RightsMetadata>"
    [found] = items(news_item(component=rights + TEXT + photo))

    assert found.rights == ["NO ARCHIVAL USE"]
    [picture] = found.pictures
    assert (picture.caption, picture.url, picture.rights) == ("The ferry at the pier", "big.jpg", ["NORLAND OUT"])


def test_a_film_alone_is_a_take_without_copy_and_without_complaint():
    film = (
        "<NewsComponent><Role FormalName='Video'/><NewsLines><HeadLine>Ferry, film</HeadLine></NewsLines>"
        "<NewsComponent><Role FormalName='Body'/><ContentItem>"
        "<DataContent>The ferry at the pier.</DataContent></ContentItem></NewsComponent>"
        "<NewsComponent><Role FormalName='Clip'/><ContentItem Href='ferry.mp4'/></NewsComponent></NewsComponent>"
    )
    [found] = read(news_item(component=film))

    assert (found.title, found.copy, found.warnings) == ("Ferry, film", (), ())
    assert found.pictures[0].caption.of(found.text) == "The ferry at the pier."


def test_desk_initials_and_the_source_at_the_end_are_no_copy():
    copy = "<ContentItem><DataContent><p>The ferry stays in port. AFP</p><p>ab/cd/ef</p></DataContent></ContentItem>"
    [found] = read(news_item(component=copy.replace("<p>ab/cd/ef</p>", "")))
    [marked] = read(news_item(component=copy))

    assert [span.of(found.text) for span in found.copy] == ["The ferry stays in port."]
    assert [p.kind for p in marked.parts][-1] is PartKind.END


def test_an_item_with_nothing_in_it_is_refused_and_the_next_is_read():
    empty = "<NewsItem><NewsManagement/></NewsItem>"
    found = read(empty + news_item())

    assert "neither headline, copy nor picture" in found[0].reason
    assert isinstance(found[1], Take)
    with pytest.raises(Unreadable, match="without any NewsItem"):
        read("")
