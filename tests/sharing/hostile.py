"""A corpus whose texts, titles and names try to run, to break out of their place, and to break the page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

ATTACKS = (
    "<script>window.owned=1</script>",
    '"><img src=x onerror="window.owned=1">',
    "</script><script>window.owned=1</script>",
    "<svg onload=window.owned=1>",
    "--><iframe srcdoc='<script>parent.owned=1</script>'></iframe>",
    "{{7*7}} ${window.owned=1} javascript:window.owned=1",
    "\u202eعكس الاتجاه\u202e \u2067\u2067\u2067 \u200f\u200e",
    '=HYPERLINK("http://example.org","x")',
    "control \x08\x0b\x1b characters",
    "long" * 2500,
    "طويل" * 2500,
    "عنوان طويل جداً " * 700,
)
_BODY = (
    "قال الأمين العام لحلف الناتو ينس ستولتنبرغ يوم 12 يناير 2022 إن روسيا وأوكرانيا لم تتفقا، وذكر أن {attack} مرّ على "
    "الرئيس فلاديمير بوتين في موسكو. وأضاف أن القمة تبدأ في 3 فبراير 2022 في بروكسل مع جو بايدن.\n\n"
    "{attack}\n\nوقالت وزارة الخارجية الروسية إن {attack} لا يعنيها، وإن أوكرانيا والناتو يتحملان المسؤولية."
)


def write_hostile_corpus(folder: Path) -> Path:
    """Write two articles an attack, in which titles, texts, outlets, authors and sections are the attack."""
    folder.mkdir(parents=True)
    with (folder / "news.ndjson").open("w", encoding="utf-8") as file:
        for number, attack in enumerate((*ATTACKS, *ATTACKS)):
            row = {
                "id": f"{number} {attack[:60]}",
                "title": f"{attack} {number}",
                "text": _BODY.format(attack=attack) + f"\n\nفقرة {number}.",
                "date": f"2022-{1 + number % 6:02}-{1 + number:02}",
                "source": attack[:300],
                "author": attack,
                "section": attack,
                "url": "javascript:window.owned=1",
            }
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    (folder / "<img src=x onerror=window.owned=1>.txt").write_text("", encoding="utf-8")
    return folder
