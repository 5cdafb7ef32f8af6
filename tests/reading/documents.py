"""Small documents of every kind, made from nothing but the standard library."""

import io
import zipfile

_DOCX = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
_CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>{}</dc:title>'
    "<dcterms:created>2019-05-05T10:00:00Z</dcterms:created></cp:coreProperties>"
)
_STYLES = (
    '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:style w:styleId="Titre1"><w:name w:val="heading 1"/></w:style></w:styles>'
)
_ODT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>{}</office:text>'
    "</office:body></office:document-content>"
)


def package(parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def escape(text):
    return text.replace("&", "&amp;").replace("<", "&lt;")


def docx(*lines, heading=None, title="", extra=""):
    style = '<w:pPr><w:pStyle w:val="Titre1"/></w:pPr>'
    paragraphs = [f"<w:p>{style}<w:r><w:t>{escape(heading)}</w:t></w:r></w:p>"] if heading else []
    paragraphs += [f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in lines]
    return package(
        {
            "word/document.xml": _DOCX.format("".join(paragraphs) + extra),
            "word/styles.xml": _STYLES,
            "docProps/core.xml": _CORE.format(title),
        }
    )


def odt(*lines, heading=None):
    paragraphs = [f'<text:h text:outline-level="1">{escape(heading)}</text:h>'] if heading else []
    paragraphs += [f"<text:p>{escape(line)}</text:p>" for line in lines]
    mimetype = {"mimetype": "application/vnd.oasis.opendocument.text"}
    return package(mimetype | {"content.xml": _ODT.format("".join(paragraphs))})


def epub(*chapters, title, date=None):
    items = "".join(f'<item id="c{n}" href="c%20{n}.xhtml"/>' for n in range(len(chapters)))
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    dated = f"<dc:date>{date}</dc:date>" if date else ""
    book = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
        f"<dc:title>{title}</dc:title>{dated}<dc:language>ar</dc:language></metadata>"
        f'<manifest>{items}<item id="nav" properties="nav" href="nav.xhtml"/></manifest>'
        f'<spine><itemref idref="nav"/>{spine}</spine></package>'
    )
    parts = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>',
        "OPS/book.opf": book,
        "OPS/nav.xhtml": "<html><body><p>Contents</p></body></html>",
    }
    # Stored last first: only the spine says the order of reading.
    pages = {f"OPS/c {n}.xhtml": f"<html><body>{page}</body></html>" for n, page in enumerate(chapters)}
    return package(parts | dict(reversed(pages.items())))


def rtf(*lines, title=None, page=1252):
    def spelled(line):
        return "".join(char if char < "\x80" else f"\\u{ord(char)}?" for char in line)

    info = f"{{\\info{{\\title {spelled(title)}}}}}" if title else ""
    body = "\\par\n".join(spelled(line) for line in lines)
    return f"{{\\rtf1\\ansi\\ansicpg{page}{info}\\pard {body}}}".encode("ascii")


def pdf(*lines, title=None, rotate=0):
    """Write a page whose letters are numbered as they come, with the table that gives them their meaning back."""
    letters = sorted({piece for line in lines for piece in line})
    codes = {piece: f"{number:04X}" for number, piece in enumerate(letters, start=1)}
    shown = "".join(
        f"BT /F 10 Tf 1 0 0 1 50 {800 - 20 * row} Tm <{''.join(codes[piece] for piece in line)}> Tj ET\n"
        for row, line in enumerate(lines)
    )
    meanings = "".join(f"<{code}> <{piece.encode('utf-16-be').hex().upper()}>\n" for piece, code in codes.items())
    table = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <0000> <FFFF> "
        f"endcodespacerange {len(codes)} beginbfchar\n{meanings}endbfchar endcmap end end"
    )
    named = f"/Title <FEFF{title.encode('utf-16-be').hex().upper()}>" if title else ""
    objects = [
        "<</Type /Catalog /Pages 2 0 R>>",
        "<</Type /Pages /Kids [3 0 R] /Count 1>>",
        f"<</Type /Page /Parent 2 0 R /Rotate {rotate} /MediaBox [0 0 600 850] /Contents 4 0 R "
        "/Resources <</Font <</F 5 0 R>>>>>>",
        f"<</Length {len(shown)}>>\nstream\n{shown}\nendstream",
        "<</Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 7 0 R>>",
        "<</Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) "
        "/Supplement 0>> /DW 500>>",
        f"<</Length {len(table)}>>\nstream\n{table}\nendstream",
        f"<<{named} /CreationDate (D:20190505)>>",
    ]
    data = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode("ascii")
    rows = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}trailer\n"
    end += f"<</Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R>>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + end.encode("ascii")
