"""Frames as the measures give them, small enough to check by eye."""

from __future__ import annotations

import datetime as dt

import polars as pl

from corpus_tools.schema import EVENTS, PROFILE, VOICES

TERMS_AR = [
    "الناتو",
    "روسيا",
    "أوكرانيا",
    "الولايات|المتحدة",
    "الاتحاد|الأوروبي",
    "بوتين",
    "الغاز",
    "العقوبات",
    "موسكو",
    "بايدن",
    "الناتو|(NATO)|2022",
    "كييف",
    "الحدود",
    "القوات",
    "لافروف",
    "الأمن|والتعاون|في|أوروبا",
    "ستولتنبرغ",
    "50%|من|الغاز",
    "كوفيد-19",
    "المفاوضات",
    "دونيتسك",
    "لوغانسك",
]
TERMS_EN = [
    "NATO",
    "Russia",
    "Ukraine|(Kyiv)",
    "sanctions",
    "gas",
    "Putin",
    "Moscow",
    "border",
    "50%|share",
    "talks",
    "troops",
]
TERMS_FR = [
    "l’OTAN",
    "la|Russie",
    "l’Ukraine",
    "sanctions",
    "gaz|naturel|liquéfié",
    "Poutine",
    "Moscou",
    "frontière",
    "50|%",
    "été",
]
NAMES = {"ar": TERMS_AR, "en": TERMS_EN, "fr": TERMS_FR}
OUTLETS = {"ar": ["مرايا", "مدار", "ميزان"], "en": ["Ledger", "Northgate"], "fr": ["Parvis", "Quai"]}


def terms(language: str = "ar") -> pl.DataFrame:
    names = [name.replace("|", " ") for name in NAMES[language]]
    count = [round(1450 / (rank + 1)) + 20 for rank in range(len(names))]
    return pl.DataFrame(
        {
            "term": names,
            "count": count,
            "per_million": [number / 0.41 for number in count],
            "documents": [max(1, number // 3) for number in count],
        },
        schema_overrides={"count": pl.UInt32, "documents": pl.UInt32},
    )


def terms_by_source(language: str = "ar") -> pl.DataFrame:
    frames = []
    for rank, outlet in enumerate(OUTLETS[language]):
        frame = terms(language)
        shuffled = frame["term"][rank:].append(frame["term"][:rank])
        frames.append(
            frame.with_columns(
                term=shuffled,
                count=pl.col("count") // (rank + 1),
                per_million=pl.col("per_million") / (1 + rank / 2),
                source=pl.lit(outlet),
            )
        )
    return pl.concat(frames).select("source", "term", "count", "per_million", "documents")


def wilson(count: int, total: int) -> tuple[float | None, float | None, float | None]:
    if total == 0:
        return None, None, None
    z, share = 1.959964, count / total
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = z / (1 + z * z / total) * (share * (1 - share) / total + z * z / (4 * total * total)) ** 0.5
    return share, middle - half, middle + half


def series(names: list[str], *, column: str = "term", weeks: int = 16, step: int = 7) -> pl.DataFrame:
    rows = []
    for rank, name in enumerate(names):
        for week in range(weeks):
            total = 0 if week == 5 else 30 + (week * 7) % 13
            count = min(total, (rank * 5 + week * (3 + rank)) % 23)
            share, low, high = wilson(count, total)
            period = dt.date(2021, 11, 15) + dt.timedelta(days=step * week)
            rows.append((period, name, count, total, share, low, high))
    names_of_columns = ["period", column, "count", "total", "share", "low", "high"]
    return pl.DataFrame(
        rows, schema=names_of_columns, orient="row", schema_overrides={"count": pl.UInt32, "total": pl.UInt32}
    )


def keyness(language: str = "ar") -> pl.DataFrame:
    names = [name.replace("|", " ") for name in NAMES[language]]
    half = len(names) // 2
    rows = []
    for rank, name in enumerate(names):
        strong, weak = 400 - 12 * rank, (0 if rank == 3 else 40 + rank)
        target, reference = (strong, weak) if rank < half else (weak + 2, strong)
        ratio = 6.0 - rank / 2 if rank < half else -(5.0 - (rank - half) / 2)
        rows.append((name, target, reference, target / 0.2, reference / 0.2, 900.0 - 30 * rank, ratio))
    columns = [
        "term",
        "target",
        "reference",
        "target_per_million",
        "reference_per_million",
        "log_likelihood",
        "log_ratio",
    ]
    return pl.DataFrame(
        rows, schema=columns, orient="row", schema_overrides={"target": pl.UInt32, "reference": pl.UInt32}
    )


ACTORS = {
    "ar": "روسيا|state أوكرانيا|state الناتو|organisation فلاديمير بوتين|person الولايات المتحدة|state "
    "غازبروم|company الاتحاد الأوروبي|organisation روسيا اليوم|media حزب الخضر|party بروكسل|city "
    "منظمة الأمن والتعاون في أوروبا|organisation سيرغي لافروف|person",
    "en": "Russia|state Ukraine|state NATO|organisation Vladimir Putin|person United States|state "
    "Gazprom|company European Union|organisation RT|media Greens|party Brussels|city "
    "Organization for Security and Co-operation in Europe|organisation Sergey Lavrov|person",
}


def actor_names(language: str) -> list[tuple[str, str]]:
    parts = ACTORS[language].replace("|", " | ").split(" | ")
    names, kinds = [parts[0]], []
    for part in parts[1:]:
        kind, _, name = part.partition(" ")
        kinds.append(kind)
        names.append(name)
    return list(zip(names, kinds, strict=False))


def actors(language: str = "ar") -> pl.DataFrame:
    rows = [
        (f"a{rank}", name, kind, 300 // (rank + 1) + 9, 180 // (rank + 1) + 5, (180 // (rank + 1) + 5) / 412)
        for rank, (name, kind) in enumerate(actor_names(language))
    ]
    return pl.DataFrame(
        rows,
        schema=["actor_id", "actor", "kind", "count", "documents", "share"],
        orient="row",
        schema_overrides={"count": pl.UInt32, "documents": pl.UInt32},
    )


def actors_by_source(language: str = "ar") -> pl.DataFrame:
    frames = [
        actors(language).with_columns(source=pl.lit(outlet), share=pl.col("share") / (rank + 1))
        for rank, outlet in enumerate(OUTLETS[language])
    ]
    return pl.concat(frames).select("source", "actor_id", "actor", "kind", "count", "documents", "share")


def voices(language: str = "ar", *, size: int = 400) -> pl.DataFrame:
    rows = []
    for rank, (name, kind) in enumerate(actor_names(language)):
        target, reference = size // (4 * rank + 4), size // (3 * rank + 7)
        here, there = wilson(target, size), wilson(reference, size)
        gap = (here[0] or 0) - (there[0] or 0)
        rows.append((f"a{rank}", name, kind, target, reference, *here, *there, gap, gap - 0.05, gap + 0.05, gap * 3))
    return pl.DataFrame(rows, schema=list(VOICES.columns), orient="row").cast(dict(VOICES.columns))


def voices_by_source(language: str = "ar") -> pl.DataFrame:
    sized = zip(OUTLETS[language], (400, 300, 150), strict=False)
    return pl.concat(
        voices(language, size=size).select(source=pl.lit(name), **{c: c for c in VOICES.columns})
        for name, size in sized
    )


def profile(language: str = "ar") -> pl.DataFrame:
    names = [name.replace("|", " ") for name in NAMES[language]]
    rows = [
        (name, rank % 3 == 0, 90 - 4 * rank, 10 * rank, 9e3, 40.0, 30 - rank, 300.0 - 9 * rank, 7.5 - rank / 4, [name])
        for rank, name in enumerate(names)
    ]
    return pl.DataFrame(rows, schema=list(PROFILE.columns), orient="row").cast(dict(PROFILE.columns))


def edges(language: str = "ar") -> pl.DataFrame:
    names = actor_names(language)
    rows = []
    for one in range(len(names)):
        for two in range(one + 1, len(names)):
            if (one * two) % 5 < 2:
                first, second = names[one], names[two]
                count = 120 // (1 + one * two) + 2
                pair = (f"a{one}", *first, f"a{two}", *second)
                rows.append((*pair, count, count // 2 + 1, 0.7 - 0.05 * ((one + two) % 9)))
    columns = [
        "actor_id_1",
        "actor_1",
        "kind_1",
        "actor_id_2",
        "actor_2",
        "kind_2",
        "count",
        "documents",
        "npmi",
    ]
    return pl.DataFrame(
        rows, schema=columns, orient="row", schema_overrides={"count": pl.UInt32, "documents": pl.UInt32}
    ).sort("count", descending=True, maintain_order=True)


SENTENCES = {
    "ar": [
        "أعلن الأمين العام لحلف شمال الأطلسي (الناتو) ينس ستولتنبرغ أن اجتماع مجلس الناتو - روسيا استمر أربع ساعات.",
        "عقدت في جنيف محادثات بين ويندي شيرمان وسيرغي ريابكوف حول الضمانات الأمنية التي طلبتها موسكو، وقالت "
        "واشنطن إن 50% من المطالب «غير مقبولة»، فيما حذرت مصادر أوروبية من أن الفشل في التوصل إلى "
        "اتفاق قبل نهاية الشهر سيعني العودة إلى التصعيد على الحدود، وهو ما نفته وزارة الخارجية الروسية "
        "نفياً قاطعاً في بيان لها "
        "نشرته وكالة TASS.",
        "بدأت العملية العسكرية فجراً.",
    ],
    "en": [
        "NATO Secretary General Jens Stoltenberg said the meeting lasted four hours.",
        "Wendy Sherman and Sergei Ryabkov met in Geneva to discuss the security guarantees that Moscow had "
        "asked for; Washington said that 50% of the demands were non-starters, while European sources warned "
        "of failure.",
        "The invasion began at dawn.",
    ],
}


def events(language: str = "ar", *, copies: int = 1) -> pl.DataFrame:
    long_ago = [(dt.date(1991, 1, 1), "year"), (dt.date(2021, 12, 1), "month"), (dt.date(2022, 1, 12), "day")]
    who = {"ar": ["الناتو", "روسيا", "ينس ستولتنبرغ"], "en": ["NATO", "Russia", "Jens Stoltenberg"]}[language]
    rows: list[dict[str, object]] = []
    for copy in range(copies):
        for rank, sentence in enumerate(SENTENCES[language]):
            date, grain = long_ago[rank]
            date = date + dt.timedelta(days=copy) if grain == "day" else date
            row: dict[str, object] = dict.fromkeys(EVENTS.columns)
            row |= {"date": date, "latest": date, "grain": grain, "doc_id": f"d{copy}", "sentence": rank}
            row |= {"text": f"{sentence} ({copy})" if copy else sentence, "actors": who[rank:], "is_copy": False}
            rows.append(row | {"event": len(rows) + 1, "source": OUTLETS[language][rank % 2], "direction": "past"})
    return pl.DataFrame(rows, schema=dict(EVENTS.columns))
