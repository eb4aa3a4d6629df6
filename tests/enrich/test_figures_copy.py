"""What running copy does to figures: counts side by side, averages, galleries, lists; and five more languages."""

import pytest
from test_figures import read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The slump cost Norvia trillions of dollars.", [(None, "USD", "slump")]),
        ("A survey saw a 10-point jump in support for the dam.", [(10, "point", "jump")]),
        ("The rate fell after a 7-percentage-point rise.", [(7, "percentage point", "rise")]),
        (
            "The poll found Marsh with a lead of 48 percent to 41 percent over Tarn.",
            [(48, "percent", "lead"), (41, "percent", "lead")],
        ),
        (
            "Four people were killed and at least 12 more injured at the fair.",
            [(4, "people", "people killed"), (12, "people", "injured")],
        ),
        (
            "Norvia was facing a $2.2 billion, two-year budget deficit.",
            [(2.2e9, "USD", "budget deficit"), (2, "year", "")],
        ),
        (
            "The three-week total for jobless claims now stands at 16.5 million.",
            [(3, "week", ""), (16.5e6, "claim", "jobless claims")],
        ),
        ("The ministry rolled out a total of $28 billion in farm aid packages.", [(28e9, "USD", "farm aid packages")]),
        ("Ohio had the lowest rates, an average of $256 per year.", [(256, "USD", "lowest rates")]),
        ("The cheapest states were Ohio ($295) and Maine ($307).", [(295, "USD", ""), (307, "USD", "")]),
        ("He moved between two cultures - farmers and sailors - with ease.", [(2, "culture", "cultures")]),
        (
            "Advancing issues led losers with 948 up, 434 down and 512 unchanged.",
            [(948, "", "up"), (434, "", "down"), (512, "", "unchanged")],
        ),
        (
            "Of the 14 men held, six were brought to the court in Tarn.",
            [(14, "man", "men"), (6, "man", "brought to the court in Tarn")],
        ),
        ("The clinic sent 900 doses of the drug.", [(900, "dose", "doses of the drug")]),
    ],
)
def test_english_copy(text, expected):
    assert [(f.value, f.unit, f.what) for f in read(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Hide Caption 17 of 44 Photos: A ferry leaves Lindvik.",
        "Units 2 and 3 at the Tarn plant went on as before.",
        "He called on the Group of 7 to meet in Lindvik.",
        "Marsh is the only third-generation member of the council.",
        "A witness called 911, then followed the car.",
        "The night gave another one of these moments.",
    ],
)
def test_no_figure_of_copy(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "sv",
            "Minst 12 personer dödades och 40 skadades när en buss välte utanför Lindvik.",
            [(12, "people", "personer"), (40, "people", "skadades")],
        ),
        ("sv", "Arbetslösheten steg från 6,8 till 7,4 procent i maj.", [((6.8, 7.4), "percent", "Arbetslösheten")]),
        (
            "sv",
            "Bygget kostar omkring 3,2 miljarder kronor, och två tredjedelar av hushållen betalar mer.",
            [(3.2e9, "SEK", "Bygget"), (2 / 3, "fraction", "hushållen")],
        ),
        (
            "nl",
            "Bij de brand in Oosterdal kwamen zeker 14 mensen om en raakten 32 anderen gewond.",
            [(14, "people", "mensen"), (32, "people", "anderen")],
        ),
        ("nl", "De werkloosheid daalde van 5,1 naar 4,8 procent.", [((5.1, 4.8), "percent", "werkloosheid")]),
        (
            "nl",
            "Zo'n tweeëndertig boeren eisen 40 miljoen euro voor de schade.",
            [(32, "boeren", "boeren"), (40e6, "EUR", "schade")],
        ),
        (
            "pl",
            "W katastrofie zginęło co najmniej 17 osób, a 45 zostało rannych.",
            [(17, "people", "zginęło"), (45, "people", "zostało rannych")],
        ),
        ("pl", "Bezrobocie wzrosło z 5,1 do 5,8 procent.", [((5.1, 5.8), "percent", "Bezrobocie")]),
        (
            "pl",
            "Most kosztuje około 1,2 mld złotych, a bez prądu jest 2500 domów.",
            [(1.2e9, "PLN", "Most"), (2500, "domów", "domów")],
        ),
        (
            "uk",
            "Унаслідок вибуху загинули щонайменше 14 осіб, ще 32 поранено.",
            [(14, "people", "загинули"), (32, "people", "поранено")],
        ),
        ("uk", "Безробіття зросло з 8,1 до 9,4 відсотка.", [((8.1, 9.4), "percent", "Безробіття")]),
        (
            "uk",
            "Дві третини мешканців проти, ремонт коштує 1,2 млрд гривень.",
            [(2 / 3, "fraction", "мешканців"), (1.2e9, "UAH", "ремонт")],
        ),
        (
            "tr",
            "Depremde en az 14 kişi öldü, 32 kişi yaralandı.",
            [(14, "people", "öldü"), (32, "people", "yaralandı")],
        ),
        (
            "tr",
            "İşsizlik oranı mayısta yüzde 9,4'e yükseldi, enflasyon %12,5 oldu.",
            [(9.4, "percent", "İşsizlik oranı"), (12.5, "percent", "enflasyon")],
        ),
        (
            "tr",
            "Fabrikada 300'den fazla işçi çalışıyor, onarım 2 bin 500 lira tuttu.",
            [(300, "işçi", "işçi"), (2500, "TRY", "")],
        ),
    ],
)
def test_a_language_reads_its_figures(language, text, expected):
    found = [(f.value if f.value is not None else (f.low, f.high), f.unit, f.what) for f in read(text, language)]

    assert found == [(pytest.approx(value), unit, what) for value, unit, what in expected]
