"""What a word, a number, an address and an emoji look like: the regular expressions of `tokens.tokenise`."""

from __future__ import annotations

import re
import unicodedata


def _as_ranges(codes: list[int]) -> str:
    """Write character codes in order as the inside of a character class."""
    known = set(codes)
    firsts = [code for code in codes if code - 1 not in known]
    lasts = [code for code in codes if code + 1 not in known]
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in zip(firsts, lasts, strict=True))


# Letters only: the blocks of presentation forms hold ornate brackets and signs of currency, too.
_ARABIC_LETTERS = (
    "\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f\u08a0-\u08c9"
    "\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdfb\ufe70-\ufefc"
)
_TATWEEL = "\u0640"
# Scripts that put no space between words: Thai, Lao, Burmese, Khmer, kana, bopomofo, Han. Their digits and
# punctuation are left out.
_UNSPACED = (
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ece\u0edc-\u0edf\u1000-\u103f\u1050-\u109d\ua9e0-\ua9ef\uaa60-\uaa7f"
    "\u1780-\u17d3\u17d7\u17dc\u17dd\u3005-\u3007\u3041-\u3096\u3099-\u309f\u30a1-\u30ff\u3105-\u312f\u31a0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
# Every combining mark of the plane that writing lives in, variation selectors apart: a vowel sign of Hindi or
# a point of Hebrew does not end a word.
_MARKS = _as_ranges(
    [code for code in range(0x300, 0xFE00) if unicodedata.category(chr(code))[0] == "M" and not 0x20D0 <= code < 0x2100]
)
# Joiners, direction marks, soft hyphen, word joiner: inside a word they are no letters and no gap; at its end,
# no part of it. (A zero-width space is a gap.)
_INVISIBLE = "\u00ad\u200c\u200d\u200e\u200f\u061c\u2060\ufeff"

_ARABIC = (
    f"[{_ARABIC_LETTERS}][{_ARABIC_LETTERS}{_TATWEEL}{_MARKS}]*"
    f"(?:[{_INVISIBLE}]+[{_ARABIC_LETTERS}{_TATWEEL}][{_ARABIC_LETTERS}{_TATWEEL}{_MARKS}]*)*"
)
_LETTER = rf"[^\W\d_{_ARABIC_LETTERS}{_TATWEEL}{_UNSPACED}]"
_ALNUM = rf"[^\W_{_ARABIC_LETTERS}{_TATWEEL}{_UNSPACED}]"
_REST = rf"{_ALNUM}*(?:[{_MARKS}]+{_ALNUM}*|[{_INVISIBLE}]+{_ALNUM}+)*"
# Hyphen, apostrophe and middle dot stay inside a word of Latin, Greek, Cyrillic or Hebrew script
# (vice-president, aujourd'hui, col·lecció), and so do digits (G7, COVID-19).
_TAILS = rf"(?:['’ʼ·׳״]{_LETTER}{_REST}|[-‐‑]{_ALNUM}{_REST})*"
_WORD = rf"{_LETTER}{_REST}{_TAILS}"
_SEPARATED = r"(?:[.,٫٬:/-]\d+|،\d{1,3}(?!\d))*"
_PLAIN = rf"""(?P<initials>[{_ARABIC_LETTERS}](?:\.[{_ARABIC_LETTERS}](?![{_ARABIC_LETTERS}{_TATWEEL}{_MARKS}]))+)
    |(?P<arabic>{_ARABIC})
    |(?P<acronym>{_LETTER}\.(?:-?{_LETTER}\.)+(?:{_LETTER}(?!{_ALNUM}))?{_TAILS}|{_LETTER}(?:\.{_LETTER}(?!{_ALNUM}))+)
    |(?P<word>{_WORD})
    |(?P<number>\d+{_SEPARATED}(?:[%٪‰]|{_LETTER}{_REST})?)"""

# Unicode's Emoji_Presentation, and the hearts and faces that people write without a variation selector.
_EMOJI = (
    "\u231a\u231b\u23e9-\u23ec\u23f0\u23f3\u25fd\u25fe\u2600\u2614\u2615\u261d\u2639\u263a\u2648-\u2653\u2665\u267f"
    "\u2693\u26a1\u26aa\u26ab\u26bd\u26be\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2\u26f3\u26f5\u26fa\u26fd\u2705"
    "\u270a-\u270d\u2728\u274c\u274e\u2753-\u2755\u2757\u2763\u2764\u2795-\u2797\u27b0\u27bf\u2b1b\u2b1c\u2b50\u2b55"
    "\U0001f004\U0001f0cf\U0001f170-\U0001f19a\U0001f201-\U0001f251\U0001f300-\U0001f3fa\U0001f400-\U0001f64f"
    "\U0001f680-\U0001f6ff\U0001f7e0-\U0001f7ff\U0001f900-\U0001faff"
)
# Signs that are emoji only with a selector (©, ↗, ☎).
_SIGNS = "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u27bf\u2900-\u297f\u2b00-\u2bff\u3030-\u3299"
_SKIN = "\U0001f3fb-\U0001f3ff"
_DRESSED = f"(?:[{_EMOJI}{_SKIN}]|[{_SIGNS}](?=\ufe0f))[\ufe0f{_SKIN}]*"
_EMOJIS = (
    f"[\U0001f1e6-\U0001f1ff]{{2}}|[0-9\\#*]\ufe0f?\u20e3|\U0001f3f4[\U000e0020-\U000e007f]+"
    f"|{_DRESSED}(?:\u200d{_DRESSED.replace('(?=', '(?:')}|\u200d[{_SIGNS}]\ufe0f?)*"
)
_IN_ADDRESS = r"[^\s«»“”\"<>،؛\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069]"
# Of bare domains the common ends only, in lower case: a missing space after a full stop makes no address.
_ENDS = "com|net|org|info|int|edu|gov|co|eu|uk|fr|de|es|it|ru|ir|tr|eg|sa|ae|qa|kw|om|lb|sy|jo|iq|ps|ma|dz|tn|ly|tv"
_ALL = rf"""(?P<emoji>{_EMOJIS})
    |(?P<url>(?i:(?:https?|ftp)://|www\.){_IN_ADDRESS}*[\w/=]
        |(?i:[a-z0-9][a-z0-9-]{{0,62}})(?:\.[a-z0-9-]{{1,63}}){{0,3}}\.(?:{_ENDS})(?![\w@-]|\.\w)(?:/{_IN_ADDRESS}*[\w/=])?)
    |(?P<email>(?a:[\w.+-]{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}})+))
    |(?P<tag>(?<!&)[\#＃](?=[\d_]*[^\W\d_])[\w{_MARKS}]+(?:[{_INVISIBLE}]+\w[\w{_MARKS}]*)*|@\w+)
    |(?P<run>[{_UNSPACED}]+)
    |{_PLAIN}"""

PLAIN = re.compile(_PLAIN, re.VERBOSE)
ALL = re.compile(_ALL, re.VERBOSE)
# What only `ALL` knows. It is rare and slow to look for: most pieces are spared the search.
RARE = re.compile(
    rf"[@\#＃{_UNSPACED}{_EMOJI}{_SKIN}\ufe0f\u20e3\U0001f1e6-\U0001f1ff]|://|[Ww]{{3}}\.|[A-Za-z0-9-]\.[a-z]{{2}}"
)
# Most pieces are one word between signs: no other rule has a say in them.
SIMPLE = re.compile(
    rf"[«“\"(\[]*([{_ARABIC_LETTERS}][{_ARABIC_LETTERS}{_TATWEEL}{_MARKS}]*|[A-Za-zÀ-ÖØ-öø-ɏ]+)([.»”\"),،؛:;\]]*)"
)
