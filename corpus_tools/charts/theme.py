"""The look of every chart: fonts, colours, and the direction in which people read.

`use_theme` is called once, at the top of a notebook; charts then take their language from it. Nothing here draws.
"""

from __future__ import annotations

import base64
import struct
import zlib
from functools import cache
from typing import TYPE_CHECKING, Any

import altair as alt
import fontpkg_ibm_plex_sans_arabic as plex
import vl_convert

from corpus_tools.charts.words import LANGUAGES
from corpus_tools.errors import check_choice_of_language as _unused  # noqa: F401
