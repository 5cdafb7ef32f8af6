"""What all tests share: small corpora, the real data where there is some."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pytest
from hypothesis import settings

from corpus_tools import build_corpus
from corpus_tools.gazetteer import load_actors

if TYPE_CHECKING:
    from collections.abc import Callable

    from corpus_tools import Corpus

# Time limits of single examples fail by chance on a busy machine.
settings.register_profile("corpus_tools", deadline=None, max_examples=60)
settings.load_profile("corpus_tools")


@pytest.fixture(scope="session")
def corpus_data() -> Path:
    """Folder with the real data that is not part of the project."""
    folder = os.environ.get("CORPUS_DATA")
    if not folder:
        pytest.skip("CORPUS_DATA is not set: no real data to test on")
    return Path(folder)


@pytest.fixture(scope="session")
def package_actors() -> pl.DataFrame:
    """Load the package's own table of actors once."""
    return load_actors()


@pytest.fixture(scope="session")
def corpus_of(package_actors: pl.DataFrame) -> Callable[..., Corpus]:
    """Build a corpus of the given texts; further article columns by keyword."""

    def build(*texts: str | None, language: str | list[str] = "ar", **columns: object) -> Corpus:
        languages = [language] * len(texts) if isinstance(language, str) else language
        frame = pl.DataFrame(
            {"text": list(texts), "language": languages, **columns},
            schema_overrides={"text": pl.String, "language": pl.String},
        )
        return build_corpus(frame, actors=package_actors)

    return build
