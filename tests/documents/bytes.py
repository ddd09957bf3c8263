"""Real files of every kind that is kept, as small as each can be."""

import struct
import zipfile
import zlib
from functools import cache
from io import BytesIO

import openpyxl


def png() -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0\0\0\0"))
        + chunk(b"IEND", b"")
    )


def jpeg(thumbnail: bool = True, trailer: bytes = b"") -> bytes:
    """A picture with a thumbnail in its head, which has an end mark of its own."""
    small = b"\xff\xd8\xff\xd9" if thumbnail else b""
    exif = b"Exif\0\0" + small
    return (
        b"\xff\xd8"
        + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif
        + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + b"\x12\xff\x00\x34" * 20
        + b"\xff\xd9" + trailer
    )  # fmt: skip


def webp() -> bytes:
    body = b"WEBPVP8L" + struct.pack("<I", 6) + b"\x2f\0\0\0\0\0"
    return b"RIFF" + struct.pack("<I", len(body)) + body


def pdf() -> bytes:
    import pypdf

    out = BytesIO()
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.write(out)
    return out.getvalue()


def xlsx() -> bytes:
    out = BytesIO()
    openpyxl.Workbook().save(out)
    return out.getvalue()


def zipped(*names: str, size: int = 10) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, b"x" * size)
    return out.getvalue()


def ole(*streams: str) -> bytes:
    """An old office file: header, one table sector, one directory sector with the named streams."""
    head = bytearray(512)
    head[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    head[24:34] = struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    head[44:52] = struct.pack("<II", 1, 1)
    head[76:512] = bytes(4) + b"\xff" * 432
    table = struct.pack("<III", 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFE) + b"\xff" * 500
    directory = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0") + bytes(64) for name in ("Root Entry", *streams)
    ).ljust(512, b"\0")
    return bytes(head) + table + directory + bytes(512)


@cache
def whole() -> dict[str, bytes]:
    """Return a whole file for each ending."""
    word = "[Content_Types].xml", "word/document.xml"
    return {
        "pdf": pdf(),
        "png": png(),
        "jpg": jpeg(),
        "jpeg": jpeg(thumbnail=False),
        "webp": webp(),
        "docx": zipped(*word),
        "xlsx": xlsx(),
        "pptx": zipped("[Content_Types].xml", "ppt/presentation.xml"),
        "ofd": zipped("OFD.xml", "Doc_0/Document.xml"),
        "doc": ole("WordDocument"),
        "wps": ole("WordDocument"),
        "xls": ole("Workbook"),
        "et": ole("Workbook"),
        "ppt": ole("PowerPoint Document"),
        "dps": ole("PowerPoint Document"),
        "txt": "会议记录\n第一项".encode(),
        "csv": "单位,日期\n教育局,2015-06-01\n".encode("gb18030"),
    }
