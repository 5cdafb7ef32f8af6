"""Import jsonschema, with which altair checks charts, in a hundredth of its time.

Where JupyterLab is installed, jsonschema finds `rfc3987_syntax`, which builds a grammar of internationalised addresses
as it is imported: about a second in every new kernel, for a check that no chart asks for. It is hidden for as long as
jsonschema is looking.
"""

import sys
from importlib import import_module

COSTLY = "rfc3987_syntax"

if "jsonschema" not in sys.modules and COSTLY not in sys.modules:
    sys.modules[COSTLY] = None  # type: ignore[assignment]  # as Python itself marks a module that must not be found
    try:
        import_module("jsonschema")
    finally:
        del sys.modules[COSTLY]
