"""De petites images vraies, une de chaque sorte permise."""

import base64
import struct
import zlib


def _bloc(nom: bytes, corps: bytes) -> bytes:
    return struct.pack(">I", len(corps)) + nom + corps + struct.pack(">I", zlib.crc32(nom + corps))


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + _bloc(b"IHDR", struct.pack(">IIBBBBB", 32, 24, 8, 0, 0, 0, 0))
    + _bloc(b"IDAT", zlib.compress((b"\0" + b"\x55" * 32) * 24))
    + _bloc(b"IEND", b"")
)
JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAP//////////////////////////////////////////////////////////////"
    "////////////////////////2wBDAf//////////////////////////////////////////////////////////////////"
    "////////////////////wAARCAAZACEDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAP/xAAUEAEAAAAAAAAAAAAA"
    "AAAAAAAA/8QAFAEBAAAAAAAAAAAAAAAAAAAAAP/EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAMAwEAAhEDEQA/AJgAAAAAAAAA"
    "AA//2Q=="
)
WEBP = base64.b64decode(
    "UklGRl4AAABXRUJQVlA4WAoAAAAQAAAAIQAAGQAAQUxQSA8AAAABBxAREQASwv/vekT/0w8AVlA4ICgAAADwAgCdASoiABoA"
    "P83m7XA/uDIrJWgD8DmJaQAAKUNt8AD+6d0AAAAA"
)
