"""Tokens and sentences of pieces of text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools.language import list_languages, tokenise
from corpus_tools.language.patterns import ALL, SIMPLE
from corpus_tools.language.sentences import ENDS, GOES_ON, MAY_END, goes_on

# Letters of the scripts that have rules of their own, every sign that a rule knows, and whatever else Unicode has.
NASTY = (
    "اأبروسيةمNATOLedаяکی'’-.،؟؛٪%\n\r\t \u00a0\u202f\u2067\u2069\u200f\u200c\u200d\u200b\u00ad\ufeff\0\u064b\u064f"
    '\u0301\u06405٥۵#@&«»"“”:/_·…。！中国京が一タイไทยกำ๑ລາວខ្មែមြန်हिंन्दी한국שָׁ״ßİıſ'
    "😀👩👍\U0001f3fd\U0001f1eb\U0001f1f7\ufe0f\u20e3❤☎🏴\U000e0067\U000e007f\U0002070e\ufdfa\ufefb"
)
PARTS = [
    "https://",
    "www.",
    ".com",
    "desk@example.org",
    "U.S.",
    "أ.ف.ب",
    "l’",
    "d'",
    "12,5%",
    "می‌خواهم",
    "#أوكرانيا_الآن",
]
TEXTS = st.lists(
    st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from(NASTY), st.sampled_from(PARTS)), max_size=40
).map("".join)
LANGUAGES = st.sampled_from([*list_languages(), "zh", "ja", "th", "km", "und"])


def words(text, language="ar"):
    tokens, _ = tokenise(text, language=language)
    return [text[token.start : token.end] for token in tokens]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("أميركي-روسي", "ar", ["أميركي", "روسي"]),
        ("«الناتو»،", "ar", ["الناتو"]),
        ("لـ«الناتو»", "ar", ["لـ", "الناتو"]),
        ("شُنّ", "ar", ["شُنّ"]),
        ("الـــناتو", "ar", ["الـــناتو"]),
        ("\u2067روسيا\u2069", "ar", ["روسيا"]),
        ("روسيا\u00a0وأوكرانيا", "ar", ["روسيا", "وأوكرانيا"]),
        ("روسيا\r\nأوكرانيا", "ar", ["روسيا", "أوكرانيا"]),
        ("قمة😀جنيف", "ar", ["قمة", "😀", "جنيف"]),
        ("و", "ar", ["و"]),
        ("l'OTAN", "fr", ["l'", "OTAN"]),
        ("qu’Emmanuel", "fr", ["qu’", "Emmanuel"]),
        ("aujourd'hui", "fr", ["aujourd'hui"]),
        ("vice-président", "fr", ["vice-président"]),
        ("l'OTAN", "en", ["l'OTAN"]),
        ("don't", "en", ["don't"]),
        ("U.S.", "en", ["U.S."]),
        ("cafe\u0301", "fr", ["cafe\u0301"]),
        ("Москва", "ru", ["Москва"]),
        ("12,5", "en", ["12,5"]),
        ("١٢٫٥", "ar", ["١٢٫٥"]),
        ("12/01/2022", "en", ["12/01/2022"]),
        ("", "ar", []),
        ("…«»!؟،", "ar", []),
        # Arabic
        ("أ.ف.ب", "ar", ["أ.ف.ب"]),
        ("(أ.ف.ب).", "ar", ["أ.ف.ب"]),
        ("د.محمد", "ar", ["د", "محمد"]),
        ("و3 آلاف", "ar", ["و", "3", "آلاف"]),
        ("كوفيد-19", "ar", ["كوفيد", "19"]),
        ("روسيا/أوكرانيا", "ar", ["روسيا", "أوكرانيا"]),
        ("نيويورك-تايمز", "ar", ["نيويورك", "تايمز"]),
        ("ال\u200fناتو\u200f", "ar", ["ال\u200fناتو"]),
        ("ـــ ـهم", "ar", ["هم"]),
        ("﴾قل﴿", "ar", ["قل"]),
        ("\ufefbزم", "ar", ["\ufefbزم"]),
        ("NATOالناتو", "ar", ["NATO", "الناتو"]),
        ("١٤٣٦هـ", "ar", ["١٤٣٦", "هـ"]),
        ("1،5 مليون", "ar", ["1،5", "مليون"]),
        ("في 2012،2013", "ar", ["في", "2012", "2013"]),
        ("بـ#أوكرانيا", "ar", ["بـ", "#أوكرانيا"]),
        ("می\u200cخواهم", "fa", ["می\u200cخواهم"]),
        ("کتاب\u200c", "fa", ["کتاب"]),
        # apostrophes and hyphens
        ("l’OTAN", "fr", ["l’", "OTAN"]),
        ("jusqu’au", "fr", ["jusqu’", "au"]),
        ("d’aujourd’hui", "fr", ["d’", "aujourd’hui"]),
        ("aujourd’hui", "fr", ["aujourd’hui"]),
        ("porte-parole", "fr", ["porte-parole"]),
        ("rock’n’roll", "fr", ["rock’n’roll"]),
        ("N’Djamena", "fr", ["N’Djamena"]),
        ("l’LFI", "fr", ["l’", "LFI"]),
        ("l’hôpital", "fr", ["l’", "hôpital"]),
        ("J.-P. Dupont", "fr", ["J.-P.", "Dupont"]),
        ("U.S.-led", "en", ["U.S.-led"]),
        ("the U.S", "en", ["the", "U.S"]),
        ("Ankara'da", "tr", ["Ankara'da"]),
        ("п’ять", "uk", ["п’ять"]),
        ("צה״ל", "he", ["צה״ל"]),
        ("Regie\u00adrung", "de", ["Regie\u00adrung"]),
        # letters with digits
        ("G7 F-16 COVID-19 5G", "en", ["G7", "F-16", "COVID-19", "5G"]),
        # scripts without spaces, and marks of others
        ("中国外交部2022年。NATO北约", "zh", ["中国", "外交部", "2022", "年", "NATO", "北约"]),
        ("岸田首相は東京で", "ja", ["岸田", "首相", "は", "東京", "で"]),
        ("นายกรัฐมนตรีไทย", "th", ["นายก", "รัฐมนตรี", "ไทย"]),
        ("រដ្ឋមន្ត្រីកម្ពុជា", "km", ["រដ្ឋមន្ត្រី", "កម្ពុជា"]),
        ("ກອງປະຊຸມ", "lo", ["ກອງ", "ປະຊຸມ"]),
        ("𠮷野家", "ja", ["𠮷", "野家"]),
        ("हिन्दी में", "hi", ["हिन्दी", "में"]),
        ("윤석열 대통령은", "ko", ["윤석열", "대통령은"]),
    ],
)
def test_words_of_a_piece(text, language, expected):
    assert words(text, language) == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("روسيا", "word"),
        ("NATO", "word"),
        ("U.S.", "word"),
        ("2022", "number"),
        ("٢٠٢٢", "number"),
        ("https://example.org/a?b=1", "url"),
        ("www.example.org", "url"),
        ("desk@example.org", "email"),
        ("#أوكرانيا_الآن", "tag"),
        ("@NATO", "tag"),
        ("أ.ف.ب", "word"),
        ("U.S.-led", "word"),
        ("5G", "word"),
        ("3D", "word"),
        ("中国", "word"),
        ("12,5%", "number"),
        ("١٢٬٥٪", "number"),
        ("۱۲٫۵", "number"),
        ("12/01/2022", "number"),
        ("10:30", "number"),
        ("5th", "number"),
        ("10km", "number"),
        ("aljazeera.net", "url"),
        ("bbc.co.uk/arabic", "url"),
        ("HTTPS://T.CO/aB", "url"),
        ("#أُوكرانيا_الآنَ", "tag"),
        ("#2022_ok", "tag"),
        ("😀", "emoji"),
        ("❤️", "emoji"),
        ("☎️", "emoji"),
        ("1️⃣", "emoji"),
        ("👍🏽", "emoji"),
        ("👨‍👩‍👧", "emoji"),
        ("🏳️‍🌈", "emoji"),
        ("🇵🇸", "emoji"),
        ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", "emoji"),
    ],
)
def test_kind_of_a_token(text, kind):
    tokens, _ = tokenise(text)
    assert [(token.start, token.end, token.kind) for token in tokens] == [(0, len(text), kind)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://example.org/a.", ["https://example.org/a"]),
        ("(www.example.org)،", ["www.example.org"]),
        ("\u2067https://example.org\u2069", ["https://example.org"]),
        ("end.Net", ["end", "Net"]),
        ("#1", ["1"]),
        ("&#39;", ["39"]),
        ("🇫🇷🇺🇦", ["🇫🇷", "🇺🇦"]),
        ("desk@example.org,", ["desk@example.org"]),
    ],
)
def test_an_address_a_tag_or_a_flag_ends_where_it_ends(text, expected):
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "language", "closes"),
    [
        ("بروكسل.", "ar", ENDS),
        ("جنيف؟", "ar", MAY_END),
        ("«جنيف».", "ar", ENDS),
        ("جنيف…", "ar", MAY_END),
        ("ہے۔", "ur", MAY_END),
        ('Geneva."', "en", MAY_END),
        ("جنيف\n", "ar", ENDS),
        (".", "ar", ENDS),
        ("北京。", "zh", ENDS),
        ("जिनेवा।", "hi", ENDS),
        ("جنيف", "ar", GOES_ON),
        ("جنيف،", "ar", GOES_ON),
        ("«جنيف.»،", "ar", GOES_ON),
        ("fini.\u00a0», a-t-il", "fr", GOES_ON),
        ("U.S.", "en", GOES_ON),
        ("Mr.", "en", GOES_ON),
        ("No.", "en", GOES_ON),
        ("no.", "en", MAY_END),
        ("J.-P.", "fr", GOES_ON),
        ("M.", "fr", GOES_ON),
        ("د.", "ar", GOES_ON),
        ("أ.", "ar", GOES_ON),
        ("2022م.", "ar", MAY_END),
        ("أ.ف.ب.", "ar", ENDS),
        ("févr.", "fr", GOES_ON),
        ("3.5", "en", GOES_ON),
        ("3.", "de", GOES_ON),
        ("2022.", "de", MAY_END),
        ("3.", "en", MAY_END),
        ("12%.", "en", MAY_END),
        ("bzw.", "de", GOES_ON),
        ("им.", "ru", GOES_ON),
    ],
)
def test_where_a_sentence_ends_with_the_piece(text, language, closes):
    assert tokenise(text, language=language)[1] == closes


def sentences(text, language):
    tokens, _ = tokenise(text, language=language)
    found = [[]]
    for token in tokens:
        if token.opens:
            found.append([])
        found[-1].append(text[token.start : token.end])
    return [" ".join(sentence) for sentence in found]


@pytest.mark.parametrize(
    ("text", "language", "count"),
    [
        ("قال د. محمد أ. علي إن القمة انتهت. وغادر الوفد جنيف.", "ar", 2),
        ("هل انتهت الحرب؟ لا أحد يعلم!", "ar", 2),
        ("بلغت النسبة 12.5 في المئة. ثم تراجعت", "ar", 2),
        ("«انتهت الحرب.»، كما قال. وغادر", "ar", 2),
        ("The U.S. envoy met J. Smith at No. 10. He left.", "en", 2),
        ('"Is it over?" he asked. "Never!" she said.', "en", 2),
        ('"It is over." He left.', "en", 2),
        ("A. B. Smith, of approx. five others… and so on. End.", "en", 2),
        ("M. Macron et J.-P. Dupont sont là. L’OTAN aussi.", "fr", 2),
        ("«\u00a0C’est fini.\u00a0», a-t-il dit. Puis il part.", "fr", 2),
        ("« Vraiment ? » demande-t-elle. Oui.", "fr", 2),
        ("Am 3. Januar kam er nach Berlin. Dann ging er.", "de", 2),
        ("Это было в 2022 г. в Москве. Потом он уехал.", "ru", 2),
        ("中国外交部。北京！谁？", "zh", 3),
        ("Line one\nLine two", "en", 2),
        ("one\u2028two", "en", 2),
    ],
)
def test_sentences_of_a_text(text, language, count):
    assert len(sentences(text, language)) == count, sentences(text, language)


@pytest.mark.parametrize(
    ("piece", "expected"),
    [("he", True), ('"he', True), ("»,", True), ("،", True), ("He", False), ("قال", False), ("5", False), ("«", False)],
)
def test_what_takes_the_end_of_a_sentence_back(piece, expected):
    assert goes_on(piece) is expected


def test_a_line_break_opens_a_sentence_within_a_piece():
    tokens, closes = tokenise("العنوان\r\nالنص")
    assert [token.opens for token in tokens] == [False, True]
    assert closes == GOES_ON


@given(TEXTS, LANGUAGES)
def test_tokens_lie_in_order_inside_the_text_and_hold_no_space(text, language):
    tokens, closes = tokenise(text, language=language)
    edges = [edge for token in tokens for edge in (token.start, token.end)]
    assert edges == sorted(edges)
    assert all(0 <= token.start < token.end <= len(text) for token in tokens)
    assert not any(char.isspace() for token in tokens for char in text[token.start : token.end])
    assert {token.kind for token in tokens} <= {"word", "number", "url", "email", "tag", "emoji"}
    assert closes in {GOES_ON, MAY_END, ENDS}


@given(TEXTS, LANGUAGES)
def test_every_letter_and_digit_belongs_to_a_token(text, language):
    tokens, _ = tokenise(text, language=language)
    covered = {place for token in tokens for place in range(token.start, token.end)}
    # Tatweel alone, and letters that no news text has alone (modifiers), need not begin a word.
    common = {"Lu", "Ll", "Lo", "Nd"}
    missed = {char for place, char in enumerate(text) if place not in covered and unicodedata.category(char) in common}
    assert missed == set()


@given(TEXTS, LANGUAGES)
def test_a_simple_piece_is_read_as_by_all_rules(text, language):
    simple = SIMPLE.fullmatch(text)
    if simple:
        assert [match.span() for match in ALL.finditer(text)] == [simple.span(1)]
        tokens, closes = tokenise(text, language=language)
        slow, slow_closes = tokenise("\u2067" + text, language=language)
        assert [(token.start + 1, token.end + 1, token.kind) for token in tokens] == [token[:3] for token in slow]
        assert closes == slow_closes


@given(TEXTS, LANGUAGES)
def test_a_space_between_texts_changes_no_token_of_either(text, language):
    both, _ = tokenise(f"{text} {text}", language=language)
    alone, _ = tokenise(text, language=language)
    shift = len(text) + 1
    assert [token[:3] for token in both] == [
        *(token[:3] for token in alone),
        *((token.start + shift, token.end + shift, token.kind) for token in alone),
    ]


@pytest.mark.parametrize(
    "unit", ["a.", "www.", "http://", "@a", "#", "#1", "a-", "a'", "أ.", "1.", "1،", "👩\u200d", "a\u0301", "中"]
)
def test_long_hostile_runs_come_to_an_end(unit):
    text = unit * 20_000
    tokens, _ = tokenise(text)
    assert len(tokens) <= len(text)
    assert "".join(text[token.start : token.end] for token in tokens).count(unit) <= 20_000
