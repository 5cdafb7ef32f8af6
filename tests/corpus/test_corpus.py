"""Building, filtering, saving and opening a corpus."""

from __future__ import annotations

import datetime as dt
import json
import pickle
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools import build_corpus, count_terms, open_corpus, save_corpus
from corpus_tools.errors import ArgumentError, FrameError, SourceError
from corpus_tools.schema import ARTICLES, TOKENS, VOCABULARY

HOSTILE = [
    "",
    "   ",
    "...",
    "؟!،«»",
    "و",
    "a",
    "قمة 😀 جنيف 🇱🇧 غدا 👨‍👩‍👧 ثم",
    "سطر\r\nثان\n\nثالث\rرابع",
    "روسيا\u00a0وأوكرانيا\u2003والناتو\u202fاليوم",
    "\u2067روسيا\u2069 و\u200fأوكرانيا\u200e و\ufeffالناتو",
    "شُنَّ هُجُومٌ  عَلَى   المَدِينَةِ",
    "cafe\u0301 na\u0308ive Å \u0301 alone",
    "l'OTAN, qu’elle... «l'Union»",
    "https://example.org/?q=قمة#أ desk@example.org @nato #قمة_جنيف",
    " مسافة في الأول وفي الآخر ",
    "𝔘𝔫𝔦 𐤀𐤁 漢字 ไทย",
    "\x00nul\x00 byte",
]
TEXTS = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("  اأبروسيةNATO'’-.،؟\n\r\t\u00a0\u2067\u2069\u200f\u064b\u0301\u06405٥#@«»😀"),
    ),
    max_size=40,
)


def surfaces(corpus):
    """Each token's article, what `text[start:end]` is, and what the vocabulary says it is."""
    texts = corpus.articles["text"].to_list()
    rows = corpus.tokens.join(corpus.vocabulary, on="form", maintain_order="left")
    return [
        (doc, texts[doc][start:end], surface)
        for doc, start, end, surface in rows.select("doc", "start", "end", "surface").rows()
    ]


def assert_offsets_hold(corpus):
    assert all(cut == surface for _, cut, surface in surfaces(corpus))
    assert corpus.tokens.equals(corpus.tokens.sort("doc", "start"))
    assert corpus.tokens.filter(pl.col("start") >= pl.col("end")).is_empty()


def test_frames_are_the_ones_promised(corpus_of):
    corpus = corpus_of("قمة في جنيف")
    assert dict(corpus.articles.schema) == dict(ARTICLES.columns)
    assert dict(corpus.tokens.schema) == dict(TOKENS.columns)
    assert dict(corpus.vocabulary.schema) == dict(VOCABULARY.columns)


def test_tokens_point_at_the_text_and_sentences_are_numbered(corpus_of):
    #                    0123456789...
    corpus = corpus_of("قمة في جنيف. رفضت روسيا.\nغدا", "Talks failed. U.S. officials left.")
    assert corpus.tokens.select("doc", "sentence", "start", "end").rows() == [
        (0, 0, 0, 3), (0, 0, 4, 6), (0, 0, 7, 11), (0, 1, 13, 17), (0, 1, 18, 23), (0, 2, 25, 28),
        (1, 0, 0, 5), (1, 0, 6, 12), (1, 1, 14, 18), (1, 1, 19, 28), (1, 1, 29, 33),
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["ar", "fr", "und"])
def test_offsets_hold_on_hostile_texts(corpus_of, language):
    corpus = corpus_of(*HOSTILE, language=language)
    assert corpus.articles["text"].to_list() == HOSTILE
    assert_offsets_hold(corpus)
    assert {doc for doc, _, _ in surfaces(corpus)} == set(range(4, len(HOSTILE)))


@given(st.lists(TEXTS, max_size=4), st.sampled_from(["ar", "en", "fr", "und"]))
def test_offsets_hold_on_any_text(corpus_of, texts, language):
    corpus = corpus_of(*texts, language=language)
    assert_offsets_hold(corpus)
    assert corpus.vocabulary["count"].sum() == corpus.tokens.height


@given(st.lists(TEXTS, min_size=1, max_size=3))
def test_an_article_is_tokenised_alike_alone_and_among_others(corpus_of, texts):
    together = corpus_of(*texts)
    spans = ["sentence", "start", "end"]
    for doc, text in enumerate(texts):
        alone = corpus_of(text).tokens.select(spans)
        assert together.tokens.filter(pl.col("doc") == doc).select(spans).equals(alone)


@given(TEXTS)
def test_sentences_count_up_without_gaps(corpus_of, text):
    numbers = corpus_of(text).tokens["sentence"].to_list()
    assert numbers == sorted(numbers)
    assert set(numbers) == set(range(len(set(numbers))))


def test_null_texts_are_empty_articles(corpus_of):
    corpus = corpus_of("قمة", None, "حرب")
    assert corpus.articles["text"].to_list() == ["قمة", "", "حرب"]
    assert corpus.tokens["doc"].to_list() == [0, 2]


@pytest.mark.parametrize("texts", [[], [""], [None], ["...", "\n"]])
def test_a_corpus_without_words_is_a_corpus(corpus_of, texts):
    corpus = corpus_of(*texts)
    assert corpus.articles.height == len(texts)
    assert corpus.tokens.height == corpus.vocabulary.height == 0
    assert dict(corpus.vocabulary.schema) == dict(VOCABULARY.columns)


def test_absent_columns_are_filled_and_further_ones_kept():
    frame = pl.DataFrame(
        {
            "desk": ["خارجي", "داخلي"],
            "text": ["انطلقت في بروكسل جلسة مفاوضات", "The talks in Brussels went on"],
        }
    )
    articles = build_corpus(frame).articles
    assert articles["doc_id"].to_list() == ["0", "1"]
    assert articles["language"].to_list() == ["ar", "en"]
    assert articles["path"].to_list() == ["", ""]
    assert articles["date"].null_count() == 2
    assert articles["desk"].to_list() == ["خارجي", "داخلي"]


def test_ids_are_never_null():
    frame = pl.DataFrame({"text": ["قمة", "حرب"], "doc_id": ["a", None]})
    assert build_corpus(frame).articles["doc_id"].to_list() == ["a", "1"]
    numbers = pl.DataFrame({"text": ["قمة", "حرب"], "doc_id": [7, 9]})
    assert build_corpus(numbers).articles["doc_id"].to_list() == ["7", "9"]


def test_a_lazy_frame_builds_the_same_corpus(corpus_of):
    frame = pl.LazyFrame({"text": ["رفضت روسيا العرض"], "language": ["ar"]})
    assert build_corpus(frame).tokens.equals(corpus_of("رفضت روسيا العرض").tokens)


@pytest.mark.parametrize(
    ("frame", "complaint"),
    [
        (
            pl.DataFrame({"body": ["x"]}),
            r"a column 'text' of strings, got no such column\. There are: 'body'",
        ),
        (pl.DataFrame({"text": [1]}), r"a column 'text' of strings, got 'Int64'"),
        (pl.DataFrame({"text": ["x"], "date": ["12 Jan"]}), r"column 'date' as Date, .*got 'String'\. Hint: .*to_date"),
        (pl.DataFrame({"text": ["x"], "date": [20220112]}), r"column 'date' as Date, .*got 'Int64'\. Hint: .*to_date"),
        (pl.DataFrame({"text": ["x"], "language": [["ar"]]}), r"column 'language' as String, .*got 'List\(String\)'"),
        (pl.DataFrame({"text": ["x"], "doc_id": [[1]]}), r"column 'doc_id' as String, .*got 'List\(Int64\)'"),
        ({"text": ["x"]}, r"articles as a polars DataFrame or a LazyFrame, got 'dict'"),
    ],
)
def test_a_frame_that_cannot_be_built_from_is_refused(frame, complaint):
    with pytest.raises(FrameError, match=complaint):
        build_corpus(frame)


@pytest.mark.parametrize(
    ("stopwords", "complaint"),
    [("said", "a list of texts, got 'said'"), (["ok", "-"], "a list of words, got '-'"), ([1], "words, got 1")],
)
def test_stopwords_that_are_no_list_of_words_are_refused(stopwords, complaint):
    with pytest.raises(ArgumentError, match=complaint):
        build_corpus(pl.DataFrame({"text": ["x"]}), stopwords=stopwords)


def test_a_user_adds_stopwords_and_takes_some_off_with_all_forms_of_the_term(package_actors):
    texts = {"text": ["قال المصدر وأضاف للمصدر", "Reuters says no. No, Reuters said"], "language": ["ar", "en"]}
    changes = iter(["المصدر", "-قال", "reuters", "-Said"])
    vocabulary = build_corpus(pl.DataFrame(texts), stopwords=changes, actors=package_actors).vocabulary
    assert dict(vocabulary.select("surface", "is_stopword").rows()) == {
        "المصدر": True, "للمصدر": True, "قال": False, "وأضاف": True,
        "Reuters": True, "says": False, "said": False, "no": True, "No": True,
    }  # fmt: skip


def test_an_added_stopword_that_stands_only_with_a_proclitic_is_found(package_actors):
    frame = pl.DataFrame({"text": ["وزير للمصدر"], "language": ["ar"]})
    vocabulary = build_corpus(frame, stopwords=["المصدر"], actors=package_actors).vocabulary
    assert vocabulary.filter("is_stopword")["surface"].to_list() == ["للمصدر"]


def test_time_words_and_numbers_are_a_layer_of_their_own(corpus_of):
    vocabulary = corpus_of("أعلن الوزير يوم الأربعاء 12 مارس أن ثلاثة ملايين").vocabulary
    layer = vocabulary.filter("is_time_word")["surface"].sort().to_list()
    assert layer == ["12", "الأربعاء", "ثلاثة", "مارس", "ملايين", "يوم"]
    assert not vocabulary.filter("is_time_word")["is_stopword"].any()


def test_forms_of_one_lemma_or_spelling_are_one_term(corpus_of):
    vocabulary = corpus_of("روسيا روسيا لروسيا وروسيا أميركا اميركا أميركا").vocabulary
    found = {label: set(forms) for label, forms in vocabulary.group_by("term").agg("surface").rows()}
    assert found == {"روسيا": {"روسيا", "لروسيا", "وروسيا"}, "أميركا": {"أميركا", "اميركا"}}


def test_a_term_is_labelled_by_its_commonest_form(corpus_of):
    vocabulary = corpus_of("المحادثات محادثات المحادثات بالمحادثات").vocabulary
    assert vocabulary["term"].unique().to_list() == ["المحادثات"]


def test_the_vocabulary_is_ordered_by_count_and_numbered(corpus_of):
    vocabulary = corpus_of("حرب سلام سلام قمة حرب سلام").vocabulary
    assert vocabulary.select("form", "surface", "count").rows() == [
        (0, "سلام", 3),
        (1, "حرب", 2),
        (2, "قمة", 1),
    ]


def test_words_of_another_script_have_no_language_of_their_own(corpus_of):
    vocabulary = corpus_of("قمة NATO في 2022", "NATO summit", language="ar").vocabulary
    languages = dict(vocabulary.select("surface", "language").rows())
    assert languages["قمة"] == "ar"
    assert languages["NATO"] == languages["2022"] == "und"


def test_building_twice_gives_the_same_frames(corpus_of):
    one, two = corpus_of(*HOSTILE), corpus_of(*HOSTILE)
    assert one.tokens.equals(two.tokens)
    assert one.vocabulary.equals(two.vocabulary)


@pytest.fixture(scope="module")
def press(corpus_of):
    return corpus_of(
        "رفضت روسيا العرض. وقالت إن لروسيا مطالب.",
        "قمة في جنيف، والناتو غائب",
        "روسيا وأوكرانيا: 3 جولات",
        "",
        source=["ميزان", "أطلس", "ميزان", None],
        date=[dt.date(2022, 1, 12), None, dt.date(2022, 2, 1), None],
    )


@pytest.mark.parametrize(
    "predicate",
    [
        pl.col("source") == "ميزان",
        pl.col("date").is_null(),
        pl.col("text") == "",
        pl.lit(value=True),
        pl.col("source") == "x",
    ],
)
def test_filtering_equals_building_from_the_filtered_articles(press, package_actors, predicate):
    part = press.filter(predicate)
    built = build_corpus(press.articles.filter(predicate), actors=package_actors)
    assert part.articles.equals(built.articles)
    assert part.tokens.drop("form").equals(built.tokens.drop("form"))
    assert surfaces(part) == surfaces(built)
    by_form = ["surface", "normal", "lemma", "is_stopword", "language", "kind", "count"]
    assert part.vocabulary.select(by_form).sort(by_form).equals(built.vocabulary.select(by_form).sort(by_form))
    for unit in ("normal", "surface"):
        assert count_terms(part, unit=unit).equals(count_terms(built, unit=unit))


def test_filtering_by_several_expressions_needs_all_of_them(press):
    part = press.filter(pl.col("source") == "ميزان", pl.col("date") > dt.date(2022, 1, 31))
    assert part.articles["doc_id"].to_list() == ["2"]


def test_filtering_by_a_column_that_is_not_there_names_those_that_are(press):
    with pytest.raises(FrameError, match=r"Corpus\.filter: expected .*There are: 'doc_id'"):
        press.filter(pl.col("sorce") == "ميزان")


def test_terms_keep_their_labels_in_a_part(press):
    part = press.filter(pl.col("doc_id") == "0")
    assert set(part.vocabulary["term"]) <= set(press.vocabulary["term"])


def test_repr_says_how_much_there_is(press):
    assert repr(press) == f"Corpus(4 articles, {press.tokens.height} tokens, {press.vocabulary.height} forms)"


def assert_same(one, two):
    assert one.articles.equals(two.articles)
    assert one.tokens.equals(two.tokens)
    assert one.vocabulary.equals(two.vocabulary)


def test_what_is_saved_is_what_is_opened(press, tmp_path):
    folder = save_corpus(press, tmp_path / "new" / "demo")
    assert folder == tmp_path / "new" / "demo"
    assert_same(open_corpus(folder), press)
    assert_same(open_corpus(str(folder)), press)


def test_an_empty_corpus_is_saved_and_opened(corpus_of, tmp_path):
    assert_same(open_corpus(save_corpus(corpus_of(), tmp_path / "demo")), corpus_of())


def test_saving_again_replaces_the_old_corpus_and_leaves_nothing_of_it(press, corpus_of, tmp_path):
    folder = tmp_path / "demo"
    save_corpus(corpus_of("قديم"), folder)
    save_corpus(press, folder)
    assert_same(open_corpus(folder), press)
    assert len(list(folder.iterdir())) == 2  # the manifest and one part


def break_writing(monkeypatch):
    """Let the second frame of a save fail, as a full disk would."""

    def fail(frame, path):
        raise OSError("no space left on device")

    monkeypatch.setattr(pl.DataFrame, "write_ipc", fail)


def break_renaming(monkeypatch):
    """Let the last step fail, in which the new manifest takes the place of the old one."""

    def fail(path, target):
        raise OSError("no space left on device")

    monkeypatch.setattr(Path, "replace", fail)


@pytest.mark.parametrize("interrupt", [break_writing, break_renaming])
def test_an_interrupted_save_leaves_the_old_corpus(press, corpus_of, tmp_path, monkeypatch, interrupt):
    folder = save_corpus(corpus_of("قديم"), tmp_path / "demo")
    with monkeypatch.context() as patch:
        interrupt(patch)
        with pytest.raises(OSError, match="no space left"):
            save_corpus(press, folder)
    assert_same(open_corpus(folder), corpus_of("قديم"))
    assert_same(open_corpus(save_corpus(press, folder)), press)


@pytest.mark.parametrize("interrupt", [break_writing, break_renaming])
def test_a_first_save_that_was_interrupted_can_be_done_again(press, tmp_path, monkeypatch, interrupt):
    with monkeypatch.context() as patch:
        interrupt(patch)
        with pytest.raises(OSError, match="no space left"):
            save_corpus(press, tmp_path / "demo")
    with pytest.raises(SourceError, match="a folder that save_corpus wrote"):
        open_corpus(tmp_path / "demo")
    assert_same(open_corpus(save_corpus(press, tmp_path / "demo")), press)


@pytest.mark.parametrize(
    "files",
    [
        {"thesis.txt": "three years of work"},
        {"manifest.json": '{"name": "a web page"}'},
        {"manifest.json": "not json"},
        {"manifest.json": "[1]", "part-1/notes.txt": "mine"},
        {"part-1.txt": "a file, not a part"},
    ],
)
def test_a_folder_of_something_else_is_not_written_over(press, tmp_path, files):
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(SourceError, match="save_corpus: expected a new, empty or corpus folder"):
        save_corpus(press, tmp_path)
    assert {name: (tmp_path / name).read_text(encoding="utf-8") for name in files} == files


def test_a_file_is_not_written_over(press, tmp_path):
    (tmp_path / "demo").write_text("mine", encoding="utf-8")
    with pytest.raises(SourceError, match="save_corpus: expected a new, empty or corpus folder"):
        save_corpus(press, tmp_path / "demo")


@pytest.mark.parametrize("manifest", ["not json", "[]", "{}", '{"format": 1}'])
def test_a_broken_manifest_is_not_opened(tmp_path, manifest):
    (tmp_path / "manifest.json").write_text(manifest, encoding="utf-8")
    with pytest.raises(SourceError, match="open_corpus: expected"):
        open_corpus(tmp_path)


def test_a_corpus_of_another_format_is_not_opened(press, tmp_path):
    folder = save_corpus(press, tmp_path / "demo")
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    (folder / "manifest.json").write_text(json.dumps(manifest | {"format": 99}), encoding="utf-8")
    with pytest.raises(SourceError, match="expected format 3, got 99"):
        open_corpus(folder)


@pytest.mark.parametrize("name", ["tokens.start.npy", "articles.parquet", "vocabulary.arrow"])
def test_a_corpus_that_lost_a_file_or_a_part_of_it_is_not_opened(press, tmp_path, name):
    folder = save_corpus(press, tmp_path / "demo")
    file = next(folder.glob(f"part-*/{name}"))
    file.write_bytes(file.read_bytes()[:-5])
    with pytest.raises(SourceError, match=rf"open_corpus: expected the files of the corpus, got .?a damaged {name}"):
        open_corpus(folder)
    file.unlink()
    with pytest.raises(SourceError, match=rf"open_corpus: expected the files of the corpus, got .?no {name}"):
        open_corpus(folder)


def test_an_opened_corpus_stays_whole_when_its_folder_is_written_anew(press, corpus_of, tmp_path):
    opened = open_corpus(save_corpus(press, tmp_path / "demo"))
    save_corpus(corpus_of("جديد"), tmp_path / "demo")
    assert_same(opened, press)
    assert_same(open_corpus(save_corpus(opened, tmp_path / "demo")), press)


def test_an_opened_corpus_is_filtered_counted_and_pickled_as_the_saved_one(press, tmp_path):
    opened = open_corpus(save_corpus(press, tmp_path / "demo"))
    assert count_terms(opened).equals(count_terms(press))
    assert_same(pickle.loads(pickle.dumps(open_corpus(tmp_path / "demo"))), press)
    assert_same(opened.filter(pl.col("source") == "ميزان"), press.filter(pl.col("source") == "ميزان"))
    assert repr(opened) == repr(press)


def test_an_opened_corpus_says_how_it_was_filtered(press, tmp_path):
    part = press.filter(pl.col("source") == "ميزان").filter(pl.col("date").is_not_null())
    opened = open_corpus(save_corpus(part, tmp_path / "demo"))
    assert opened.filters == part.filters
    assert len(opened.filters) == 2
    assert pickle.loads(pickle.dumps(opened)).filters == part.filters


def test_a_corpus_saved_before_filters_were_kept_is_opened_without(press, tmp_path):
    path = save_corpus(press, tmp_path / "demo")
    manifest = json.loads((path / "manifest.json").read_text(encoding="utf-8"))
    del manifest["filters"]
    (path / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert open_corpus(path).filters == ()


def test_an_absent_corpus_is_not_opened(tmp_path):
    with pytest.raises(SourceError, match=r"got '.*nowhere'\. Hint: build one"):
        open_corpus(tmp_path / "nowhere")


def test_two_articles_with_one_id_are_refused():
    articles = pl.DataFrame({"doc_id": ["a", "a", "b"], "text": ["قمة", "حرب", "سلام"]})
    with pytest.raises(FrameError, match=r"1 ids used more than once \('a'\)"):
        build_corpus(articles)


def test_a_language_with_a_region_has_the_rules_of_its_language():
    corpus = build_corpus(pl.DataFrame({"text": ["وروسيا وروسيا روسيا"], "language": ["ar-EG"]}))
    assert corpus.vocabulary["term"].unique().to_list() == ["روسيا"]


def test_the_vocabulary_says_which_forms_the_dictionary_has():
    vocabulary = build_corpus(pl.DataFrame({"text": ["كابل قرب بسوريا", "the cat zorbled"], "language": ["ar", "en"]}))
    known = dict(vocabulary.vocabulary.select("surface", "is_known").iter_rows())
    assert known == {"كابل": True, "قرب": True, "بسوريا": False, "the": True, "cat": True, "zorbled": False}
