"""Quotations in languages without a parser."""

import tomllib
from pathlib import Path

import pytest
from statements_reading import read, told

PROBES = tomllib.loads((Path(__file__).parent / "statements_languages.toml").read_text(encoding="utf-8"))["probe"]

CASES = {
    "nb, the name after the complementiser is no speaker": (
        "nb",
        "I et brev mandag hevdet den at Moe presset havnesjefen «med et halvt øye på klokka».",
        {
            "speaker": "den",
            "cue": "hevdet",
            "content": ["at Moe presset havnesjefen «med et halvt øye på klokka»"],
            "kind": "claimed",
            "shown": False,
        },
    ),
    "nb, quoted within what somebody else reports": (
        "nb",
        "I et brev mandag hevdet den at Moe presset havnesjefen «med et halvt øye på klokka».",
        {
            "speaker": "Moe",
            "content": ["«med et halvt øye på klokka»"],
            "inside": "hevdet",
            "reported_by_another": True,
            "shown": False,
        },
    ),
    "nb, the subject behind the verb": (
        "nb",
        "Fredag hevdet Per Lund at ferga var «en skam».",
        {"speaker": "Per Lund", "content": ["at ferga var «en skam»"], "words": ["en skam"], "shown": True},
    ),
    "nb, a name behind a preposition is no subject": (
        "nb",
        "Etter møtet med Moe hevdet fagforeningen at ferga var «en skam».",
        {"speaker": "", "content": ["at ferga var «en skam»"], "shown": False},
    ),
    "de, reported clause": (
        "de",
        "Die Gewerkschaft behauptete, dass Ada Moor die Prüfer „mit einem halben Auge“ drängte.",
        {
            "speaker": "Die Gewerkschaft",
            "cue": "behauptete",
            "content": ["dass Ada Moor die Prüfer „mit einem halben Auge“ drängte"],
        },
    ),
    "es, reported clause": (
        "es",
        "El sindicato de Hollin lo negó y Lou Hale afirmó que Ada Moor quiso “cerrar los ojos”.",
        {"speaker": "Lou Hale", "content": ["que Ada Moor quiso “cerrar los ojos”"]},
    ),
    "fr, reported clause": (
        "fr",
        "Lou Hale a affirmé qu’Ada Moor voulait « fermer les yeux ».",
        {"speaker": "Lou Hale", "cue": "a affirmé"},
    ),
    "ru, reported clause": (
        "ru",
        "Лу Хейл заявил, что Ада Моор хотела «закрыть глаза».",
        {"speaker": "Лу Хейл", "cue": "заявил"},
    ),
    "nb, name after the cue": (
        "nb",
        "«Vi er klare til å starte igjen», sa havnesjef Per Lund til avisen fredag.",
        {"speaker": "havnesjef Per Lund", "cue": "sa", "content": ["«Vi er klare til å starte igjen»"], "shown": True},
    ),
    "nb, dash": (
        "nb",
        "– Ferga kommer tilbake i mai, sier ordfører Ada Moe.",
        {"speaker": "ordfører Ada Moe", "content": ["Ferga kommer tilbake i mai,"], "direct": True},
    ),
    "nb, somebody to whom it was said is no speaker": (
        "nb",
        "«Vi er klare til å starte igjen», sa til avisen Per Lund.",
        {"speaker": "", "shown": False},
    ),
    "de": (
        "de",
        "„Die Fähre kommt im Mai zurück“, sagte die Bürgermeisterin Ada Moor am Freitag.",
        {"speaker": "die Bürgermeisterin Ada Moor", "cue": "sagte", "content": ["„Die Fähre kommt im Mai zurück“"]},
    ),
    "de, cue before": (
        "de",
        "Ada Moor betonte: „Wir haben lange darauf gewartet.“",
        {"speaker": "Ada Moor", "cue": "betonte", "words": ["Wir haben lange darauf gewartet."]},
    ),
    "fr": (
        "fr",
        "« Le bac reviendra en mai », a déclaré la maire Ada Moor vendredi.",
        {"speaker": "la maire Ada Moor", "cue": "a déclaré"},
    ),
    "es": (
        "es",
        "“El ferry volverá en mayo”, advirtió la alcaldesa Ada Moor.",
        {"speaker": "la alcaldesa Ada Moor", "kind": "warned"},
    ),
    "it": (
        "it",
        '"Il traghetto tornerà a maggio", ha detto la sindaca Ada Moor venerdì.',
        {"speaker": "la sindaca Ada Moor", "cue": "ha detto"},
    ),
    "nl": ("nl", '"De veerboot komt terug", zei burgemeester Ada Moor.', {"speaker": "burgemeester Ada Moor"}),
    "sv": ("sv", "”Färjan kommer tillbaka”, sade borgmästaren Ada Moor.", {"speaker": "borgmästaren Ada Moor"}),
    "da": ("da", "»Færgen kommer igen«, siger borgmester Ada Moor.", {"speaker": "borgmester Ada Moor"}),
    "ru": ("ru", "«Паром вернётся в мае», — сказала мэр Ада Моор.", {"speaker": "мэр Ада Моор", "cue": "сказала"}),
    "ko": (
        "ko",
        '김아다 시장은 금요일 "여객선이 5월에 돌아올 것"이라고 말했다.',
        {"speaker": "김아다 시장", "cue": "말했다", "words": ["여객선이 5월에 돌아올 것"], "direct": True},
    ),
    "ko, two quotations and one cue": (
        "ko",
        '모르 위원장은 "그렇지 않다"며 "협의가 필요하다"고 강조했다.',
        {"speaker": "모르 위원장", "content": ['"그렇지 않다"', '"협의가 필요하다"']},
    ),
    "ja": ("ja", "アダ市長は金曜日、「フェリーは5月に戻る」と述べた。", {"speaker": "アダ市長", "cue": "述べた"}),
    "zh": ("zh", "市长莫尔周五表示：“渡轮将于五月恢复。”", {"speaker": "市长莫尔", "cue": "表示"}),
    "zh, name after the quotation": ("zh", "“我们等了很久。”莫尔说。", {"speaker": "莫尔", "cue": "说"}),
    "ar, the subject behind its verb": (
        "ar",
        'وقالت رئيسة البلدية "ستعود العبارة في مايو المقبل".',
        {"speaker": "رئيسة البلدية", "cue": "وقالت", "shown": True},
    ),
}


@pytest.mark.parametrize(("language", "text", "expected"), CASES.values(), ids=CASES.keys())
def test_quotations_of_other_languages(language, text, expected):
    piece = read(text, language=language)
    found = [told(piece, number) for number in range(len(piece.statements))]

    assert len([f for f in found if not f["reported_by_another"]]) == 1, found
    assert expected in [{key: f[key] for key in expected} for f in found]


@pytest.mark.parametrize("probe", PROBES, ids=[f"{p['language']}, {p['text'][:40]}" for p in PROBES])
def test_three_quotations_of_each_language(probe):
    piece = read(probe["text"], language=probe["language"])
    (found,) = [f for n in range(len(piece.statements)) if not (f := told(piece, n))["reported_by_another"]]

    assert found | {key: probe[key] for key in probe.keys() & found.keys()} == found
