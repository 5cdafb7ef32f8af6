"""Conjugation without vowel signs, by paradigms worked by hand."""

from __future__ import annotations

import pytest

from corpus_tools.language.arabic.verbs import (
    imperfect_forms,
    listed_verbs,
    passive_forms,
    perfect_forms,
    shortened_forms,
    skeleton,
    split_verb,
    verb_forms,
)


def forms_of(entry):
    verb = split_verb(entry)
    makers = (perfect_forms, imperfect_forms, shortened_forms, passive_forms)
    return {form for make in makers for form in make(*verb)}


@pytest.mark.parametrize(
    ("entry", "forms"),
    [
        ("كتب", "كتب كتبت كتبا كتبتا كتبوا كتبنا كتبتم كتبن يكتب تكتب نكتب يكتبان يكتبون يكتبوا يكتبن تكتبين"),
        ("قال/يقول", "قال قالت قالوا قلت قلنا قلن يقول تقولون يقل يقلن يقال"),
        ("باع/يبيع", "باع باعوا بعت بعنا يبيع يبيعون يبع يبعن يباع"),
        ("دعا/يدعو", "دعا دعت دعوا دعوت دعونا يدعو يدعون تدعوان يدع يدعى"),
        ("رمى/يرمي", "رمى رمت رموا رميت رمينا يرمي يرمون يرميان يرم"),
        ("بقي/يبقى", "بقي بقيت بقوا بقينا يبقى يبقون يبقيان يبق"),
        ("وصل/يصل", "وصل وصلوا يصل يصلون تصلان يوصل"),
        ("مد/يمد", "مد مدت مدوا مددت مددنا يمد يمدون يمددن"),
        ("قرأ/يقرأ", "قرأ قرأت قرؤوا قرأوا قرأنا يقرأ يقرؤون يقرأون"),
        ("جاء/يجيء", "جاء جاءت جاؤوا جئت جئنا يجيء يجيئون"),
        ("أعلن", "أعلن أعلنت أعلنوا يعلن تعلنون نعلن"),
        ("أعاد", "أعاد أعادت أعدت أعدنا أعيد يعيد يعيدون يعد يعاد"),
        ("أعطى", "أعطى أعطت أعطوا أعطيت يعطي يعطون يعط يعطى"),
        ("أقر/يقر", "أقر أقرت أقروا أقررت يقر يقرون يقررن"),
        ("شارك", "شارك شاركت يشارك يشاركون"),
        ("تولى", "تولى تولت تولوا توليت يتولى يتولون يتوليان"),
        ("انهار", "انهار انهارت ينهار ينهارون"),
        ("احتل", "احتل احتلوا احتللت يحتل يحتلون"),
        ("اختار", "اختار اخترت اختير يختار يختارون"),
        ("استطاع", "استطاع استطاعوا استطعنا يستطيع يستطيعون يستطع يستطاع"),
        ("استمر", "استمر استمرت استمررت يستمر يستمرون"),
        ("ترجم", "ترجم ترجموا يترجم يترجمون"),
    ],
)
def test_a_verb_has_the_forms_of_its_paradigm(entry, forms):
    assert set(forms.split()) <= forms_of(entry)


@pytest.mark.parametrize(
    ("entry", "wrong"),
    [("أعلن", "يأعلن"), ("كتب", "كتبب"), ("استلم", "يستيلم"), ("بقي/يبقى", "بقت"), ("وصل/يصل", "يوصلن")],
)
def test_a_verb_has_no_form_of_another_class(entry, wrong):
    assert wrong not in forms_of(entry)


@pytest.mark.parametrize(
    ("form", "verb"),
    [
        # The verb's own form goes before another's: تقدم is تقدم rather than قدم.
        ("تقدم", "تقدم"),
        # A marked verb goes before it all the same.
        ("تكون", "كان"),
        # Full forms before shortened ones: يصف is of وصف, not of صفا.
        ("يصف", "وصف"),
        # The passive is of the long verb where there is one.
        ("يقام", "أقام"),
        ("يقال", "قال"),
        ("يوجد", "وجد"),
        # Without hamza, and final ى as ي.
        ("اكدت", "أكد"),
        ("يري", "رأى"),
        # Irregular.
        ("ليست", "ليس"),
        ("قيل", "قال"),
    ],
)
def test_a_form_of_two_verbs_goes_to_the_likelier(form, verb):
    assert verb_forms().every[form] == verb


def test_the_imperfect_alone_holds_no_perfect():
    assert "يقول" in verb_forms().imperfect
    assert not {"قال", "قالت", "يري"} & set(verb_forms().imperfect)


def test_every_listed_verb_stands_once_and_is_a_form_of_itself():
    verbs = listed_verbs()
    assert len(set(verbs)) == len(verbs) > 1500
    assert all(verb in verb_forms().every and imperfect[0] in "يل" for verb, imperfect in verbs)


@pytest.mark.parametrize("word", ["أكد", "مدرسة", "إلى", "", "قوى"])
def test_a_skeleton_is_its_own_skeleton(word):
    assert skeleton(skeleton(word)) == skeleton(word)
