"""The command `corpus-tools`: report, audit, build.

Exit codes: 0 done; 1 a notebook failed; 2 the input is wrong; 130 interrupted.
"""

from __future__ import annotations

import argparse
import sys
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from corpus_tools.corpus import build_corpus, save_corpus
from corpus_tools.errors import ArgumentError, CorpusToolsError, NotebookError, SourceError, explain
from corpus_tools.reading import audit_articles, read_articles
from corpus_tools.sharing import render_notebooks, save_table
from corpus_tools.sharing.parameters import parse_parameter, read_parameters
from corpus_tools.sharing.summary import tabulate_audit
from corpus_tools.sharing.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Sequence

DONE, NOTEBOOK_FAILED, WRONG_INPUT, INTERRUPTED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line, and give the exit code.

    Parameters
    ----------
    arguments
        The words after `corpus-tools`; those of the process by default.

    Returns
    -------
    int
        0 done; 1 a notebook failed; 2 the input is wrong; 130 interrupted.

    Raises
    ------
    SystemExit
        By argparse, with code 2, where the words are no command of this program; with 0 for `--help`.

    Examples
    --------
    >>> main(["audit", "أخبار/لا وجود لها"])
    2
    """
    options = _parser().parse_args(arguments)
    try:
        options.run(options)
    except NotebookError as error:
        _say(f"corpus-tools: {error}")
        return NOTEBOOK_FAILED
    except CorpusToolsError as error:
        _say(f"corpus-tools: {error}")
        return WRONG_INPUT
    except OSError as error:
        _say(f"corpus-tools: {error.strerror or error}: {error.filename or ''}".rstrip(": "))
        return WRONG_INPUT
    except KeyboardInterrupt:
        _say("corpus-tools: interrupted")
        return INTERRUPTED
    return DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="corpus-tools", description="Read a folder of news articles and share what is in it."
    )
    parser.add_argument("--version", action="version", version=f"corpus-tools {version('corpus-tools')}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    report = commands.add_parser("report", help="run the notebooks over a folder and write a site of pages")
    report.add_argument("folder", type=Path, help="the folder of articles, or one file")
    report.add_argument("--out", type=Path, required=True, help="the folder of the site")
    report.add_argument(
        "--notebook",
        action="append",
        metavar="NAME",
        help="a notebook's name or path; may be repeated; default all",
    )
    report.add_argument("--language", choices=LANGUAGES, default="ar", help="of charts and pages (default: ar)")
    report.add_argument(
        "--parameter",
        action="append",
        metavar="NAME=VALUE",
        help="set a value of the notebooks' first code cell, such as words_in=fr; may be repeated",
    )
    report.add_argument("--parameters", type=Path, metavar="FILE", help="a YAML file of such names and values")
    report.set_defaults(run=_report)

    audit = commands.add_parser("audit", help="say what was read as an article, and why the rest was not")
    audit.add_argument("folder", type=Path, help="the folder of articles, or one file")
    audit.add_argument("--out", type=Path, help="a .csv, .xlsx or .parquet for the whole audit, one row a record")
    _add_columns(audit)
    audit.set_defaults(run=_audit)

    build = commands.add_parser("build", help="build the corpus of a folder and save it")
    build.add_argument("folder", type=Path, help="the folder of articles, or one file")
    build.add_argument("--out", type=Path, required=True, help="the folder of the saved corpus")
    _add_columns(build)
    build.set_defaults(run=_build)
    return parser


def _add_columns(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--columns",
        action="append",
        metavar="ARTICLE=INPUT",
        help="name a column of the tables, such as text=Corps; may be repeated",
    )


def _columns(options: argparse.Namespace) -> dict[str, str] | None:
    """Read `--columns text=Corps` as the argument of `read_articles`."""
    named = {}
    for word in options.columns or ():
        target, sign, name = word.partition("=")
        if not (target and sign and name):
            raise ArgumentError(explain("columns", expected="--columns as text=Corps", got=word))
        named[target.strip()] = name.strip()
    return named or None


def _parameters(options: argparse.Namespace) -> dict[str, object]:
    """Join the file of parameters and those of the command line, which win."""
    named = read_parameters("report", options.parameters) if options.parameters else {}
    return named | dict(parse_parameter("report", word) for word in options.parameter or ())


def _report(options: argparse.Namespace) -> None:
    parameters = _parameters(options)
    _say(f"reading {options.folder}")
    index = render_notebooks(
        options.folder,
        options.out,
        notebooks=options.notebook,
        language=options.language,
        parameters=parameters,
        progress=lambda name, cell, cells: _say(f"{name}: cell {cell} of {cells}"),
    )
    print(index)


def _audit(options: argparse.Namespace) -> None:
    audit = audit_articles(options.folder, columns=_columns(options))
    if options.out is not None:
        save_table(audit, options.out)
    for line in _format_audit(audit):
        print(line)


def _build(options: argparse.Namespace) -> None:
    _say(f"reading {options.folder}")
    articles = read_articles(options.folder, columns=_columns(options))
    if articles.is_empty():
        hint = "corpus-tools audit FOLDER says why each file was not read."
        raise SourceError(explain("build", expected="articles", got=f"no article in {options.folder}", hint=hint))
    corpus = build_corpus(articles)
    save_corpus(corpus, options.out)
    print(
        f"{corpus.articles.height:,} articles, {corpus.tokens.height:,} tokens, "
        f"{corpus.vocabulary.height:,} forms in {options.out}"
    )


def _format_audit(audit: pl.DataFrame) -> list[str]:
    """Lay the audit out as lines: outcome, count, reason, a few paths; the sum closes."""
    counts = tabulate_audit(audit)
    lines = [f"{'outcome':<10}{'count':>9}  reason (examples)"]
    for row in counts.iter_rows(named=True):
        examples = "" if row["outcome"] == "article" else f" ({', '.join(row['examples'])})"
        lines.append(f"{row['outcome']:<10}{row['count']:>9,}  {row['reason'] or ''}{examples}".rstrip())
    lines.append(f"{'total':<10}{audit.height:>9,}")
    undated = audit.filter(
        (pl.col("outcome") == "article") & pl.col("date_from").fill_null("none").is_in(["none", "unreadable"])
    )
    if undated.height:
        examples = ", ".join(undated["path"].unique(maintain_order=True).head(3))
        lines.append(f"{'undated':<10}{undated.height:>9,}  articles without a date that could be read ({examples})")
    return lines


def _say(message: str) -> None:
    """Write a line for the person at the keyboard; what is on stdout is for the next program."""
    print(message, file=sys.stderr, flush=True)
