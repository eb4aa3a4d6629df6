"""The lines around the copy: notes, captions, bylines, times, rights lines, labels, end marks."""

from datetime import date

import pytest

from writethru.model import Rule, Span
from writethru.read import times
from writethru.read.bylines import bylines, hangul_name, is_byline, is_signoff, names
from writethru.read.captions import is_caption, picture
from writethru.read.casing import cased
from writethru.read.chrome import Label, is_consent, is_furniture, is_related, label, related_prefix
from writethru.read.hangul import alike
from writethru.read.lines import end_in, is_end
from writethru.read.notes import is_note, note_items
from writethru.read.notices import glued, is_notice, language


@pytest.mark.parametrize(
    ("words", "items"),
    [
        (
            "(ATTN: UPDATES throughout; MODIFIES headline, byline)",
            "updates throughout|modifies headline|modifies byline",
        ),
        ("(ATTN: ADDS quotes in paras 3-5, 9; TRIMS)", "adds quotes in paras 3-5, 9|trims"),
        ("(Adds comment, background; updates shares)", "adds comment|adds background|updates shares"),
        ("(In Jan. 3 story, corrects last paragraph to say ten)", "corrects last paragraph to say ten"),
        ("Eds: LEADS with 3 grafs to UPDATE with toll, names.", "leads with 3 grafs|updates with toll, names"),
        ("Eds: Also in Monday AMs report.", ""),
    ],
)
def test_notes(words: str, items: str):
    found = note_items(words, Span(0, len(words)))

    assert is_note(words)
    assert "|".join(f"{n.verb} {n.target}".strip() for n in found) == items
    assert all(not n.target or n.span.of(words) == n.target for n in found)


@pytest.mark.parametrize("words", ["(The port adds a pier)", "(In all, ten boats sank.)", "Editors met.", "Adds up"])
def test_no_note(words: str):
    assert not is_note(words)


@pytest.mark.parametrize(
    ("words", "rules", "credit"),
    [
        ("Boats at dawn. (Yonhap)", [], "Yonhap"),
        ("Boats at dawn. (PHOTO NOT FOR SALE) (Yonhap)", [Rule.NO_RESALE], "Yonhap"),
        ("Boats in this photo provided by the port. (AP)", [Rule.HANDOUT], "AP"),
        ("Boats. JAPAN OUT. NO ARCHIVES. (Ilse Bratt/AP)", [Rule.NO_ARCHIVE, Rule.TERRITORY], "Ilse Bratt/AP"),
        ("Boats. MANDATORY CREDIT: Osterby Post", [Rule.CREDIT], ""),
        ("Boats. (ASK THE DESK) (Yonhap)", [Rule.UNKNOWN], "Yonhap"),
        ("Boats (L) and (LEFT) a pier. (AP Photo/Ilse Bratt)", [], "AP Photo/Ilse Bratt"),
    ],
)
def test_caption(words: str, rules: list[Rule], credit: str):
    found = picture(words, Span(0, len(words)), "picture-1")

    assert sorted(t.rule for t in found.terms) == sorted(rules)
    assert found.credit == credit
    assert all(t.span.of(words) == t.phrase for t in found.terms)


def test_a_file_photo_is_not_of_the_day():
    words = "Boats on Feb. 4, 2031."
    old = "Boats in a file photo from Feb. 4, 2031."

    assert picture(words, Span(0, len(words)), "").day == date(2031, 2, 4)
    assert picture(old, Span(0, len(old)), "").day is None


def test_captions_are_told_from_prose():
    assert is_caption("▲ Boats at dawn.")
    assert is_caption("Boats at dawn [Ilse Bratt/Reuters]")
    assert not is_caption("He flew (see photo).")
    assert not is_caption("The port said so (Reuters)")


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("By ANNA BRATT and Ove Lunde, Staff Writers", ("Anna Bratt", "Ove Lunde")),
        ("By The Associated Press", ()),
        ("By dpa correspondents", ()),
        ("Von Jana Roth, dpa", ("Jana Roth",)),
        ("Av Kari van der Berg", ("Kari van der Berg",)),
    ],
)
def test_bylines(line: str, people: tuple[str, ...]):
    assert is_byline(line)
    assert names(line) == people


@pytest.mark.parametrize("line", ["By next year, the pier is gone", "By the sea", "Boats", "By Friday"])
def test_no_byline(line: str):
    assert not names(line) or line == "By Friday"
    assert not is_byline(line)


def test_one_person_in_two_scripts():
    text = "By Yoon Ga-ram\n윤가람\n"
    two = "By Yoon Ga-ram and Han Ji-min\n한지민\n윤가람\n"

    (one,) = bylines(text, [Span(0, 14), Span(15, 18)])
    several = bylines(two, [Span(0, 29), Span(30, 33), Span(34, 37)])

    assert (one.name, one.also) == ("Yoon Ga-ram", "윤가람")
    assert {(b.name, b.also) for b in several} == {("Yoon Ga-ram", "윤가람"), ("Han Ji-min", "한지민")}
    assert hangul_name("윤가람 기자") == "윤가람"
    assert alike("Yoon Ga-ram", "윤가람") > alike("Han Ji-min", "윤가람")


def test_signoff():
    assert is_signoff("(Reporting by Ilse Bratt in Osterby; Editing by Ove Lunde)")
    assert not is_signoff("Compiled by a former officer, the list was long and was never shown to anybody at the port.")


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("| 2031-02-04 18:22:07".lstrip("| "), "2031-02-04T18:22:07+09:00"),
        ("송고시간 2031-02-04 18:22", "2031-02-04T18:22:00+09:00"),
        ("2031년 2월 4일 오후 6:22", "2031-02-04T18:22:00+09:00"),
        ("Published: Feb. 4, 2031 6:22 PM EST", "2031-02-04T18:22:00-05:00"),
        ("2031-02-04T18:22:07+01:00", "2031-02-04T18:22:07+01:00"),
        ("Veröffentlicht am 04.02.2031 um 18:22 Uhr", "2031-02-04T18:22:00+09:00"),
    ],
)
def test_time_lines(line: str, iso: str):
    read = times.clock(line)

    assert read is not None
    assert times.sent(read, None, "ko").at.isoformat() == iso


@pytest.mark.parametrize(
    "line", ["On Feb. 4, 2031 the mayor spoke", "Talks of 18:22", "2031", "50-minute talks in May 2031"]
)
def test_no_time_line(line: str):
    assert times.clock(line) is None


def test_a_clock_without_any_evidence_is_taken_as_utc_and_says_so():
    read = times.clock("2031-02-04 18:22")

    assert read is not None
    sent = times.sent(read)
    assert (sent.at.isoformat(), sent.zone_inferred) == ("2031-02-04T18:22:00+00:00", True)
    assert "UTC" in sent.why


@pytest.mark.parametrize(
    ("line", "tongue"),
    [
        ("[ⓒ Farhaven. 무단전재-재배포 금지]", "ko"),
        ("© 2031 Osterby Post. All rights reserved.", "en"),
        ("Nachdruck verboten", "de"),
        ("Reproduction interdite", "fr"),
        ("Riproduzione riservata", "it"),
        ("無断転載を禁じます", "ja"),
        ("Alle rettigheter reservert.", "nb"),
    ],
)
def test_rights_lines(line: str, tongue: str):
    assert is_notice(line)
    assert language(line) == tongue


def test_a_glued_rights_line_is_cut_off():
    text = "The pier is closed.[ⓒ Farhaven. 무단전재-재배포 금지]"

    found = glued(text, Span(0, len(text)))

    assert found is not None
    assert found.of(text).startswith("[ⓒ")
    assert glued("She sang of copyright law and of the sea.", Span(0, 41)) is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Image generated by AI", Label(picture=True, text=False)),
        ("Bilde laget av KI", Label(picture=True, text=False)),
        ("Skrevet av AI", Label(picture=False, text=True)),
        ("Rapporterad av AI Bild genererad av AI", Label(picture=True, text=True)),
        ("Foto erstellt mit KI", Label(picture=True, text=False)),
        ("Image générée par l’IA", Label(picture=True, text=False)),
        ("Redactado por la IA", Label(picture=False, text=True)),
        ("Immagine generata dall'intelligenza artificiale", Label(picture=True, text=False)),
        ("AI가 생성한 이미지", Label(picture=True, text=False)),
        ("この記事はAIによって作成されました", Label(picture=False, text=True)),
        ("图片由AI生成", Label(picture=True, text=False)),
        ("Изображение создано с помощью ИИ", Label(picture=True, text=False)),
        ("Kuva luotu tekoälyllä", Label(picture=True, text=False)),
        ("Obraz wygenerowany przez AI", Label(picture=True, text=False)),
        ("صورة تم إنشاؤها بواسطة الذكاء الاصطناعي", Label(picture=True, text=False)),
        ("AI made the picture worse, critics say", None),
        ("Written by Ai Weiland", None),
        ("The image was generated by AI, the mayor said, and then lost", None),
    ],
)
def test_labels(line: str, expected: Label | None):
    assert label(line) == expected


def test_furniture():
    assert all(map(is_related, ["Related articles", "Les også", "Mehr zum Thema", "관련기사", "Читайте также"]))
    assert all(map(is_furniture, ["Accept all", "Avvis", "Ablehnen", "Tout accepter", "동의", "Share"]))
    assert all(map(is_consent, ["We use cookies to count readers.", "Diese Website verwendet Cookies"]))
    assert not is_consent("The baker said that her cookies were stale by noon.")
    assert not is_related("Related fields of work are open to all")
    assert related_prefix("Read more: Salt is dear") == len("Read more: ")


def test_end_marks():
    assert all(map(is_end, ["(END)", "-30-", "###", "==Kyodo", "ends", "dpa lk jv xx"]))
    assert not is_end("ends meet")
    assert end_in("The pier is closed. (END)") == (20, 25)


def test_casing():
    assert cased("RIO DE JANEIRO") == "Rio de Janeiro"
    assert cased("J.R. O'NEILL") == "J.R. O'Neill"
