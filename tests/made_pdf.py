"""A PDF of printed lines, made by hand: what no library is needed for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

#: x, y, size, text, and whether it is bold.
Printed = tuple[float, float, float, str] | tuple[float, float, float, str, bool]


def column(x: float, y: float, count: int, words: Iterable[str], size: float = 10) -> list[Printed]:
    """Lines of six words below each other, the last one full too."""
    source = iter(words)
    return [(x, y - 12 * n, size, " ".join(next(source) for _ in range(6))) for n in range(count)]


def made_pdf(
    pages: Sequence[Sequence[Printed]], encrypted: bool = False, picture: bool = False
) -> bytes:
    """Pages of 595 by 842 points in Helvetica; ``picture`` puts one on each page."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    fonts = "<< /F1 3 0 R /F2 4 0 R >>"
    for name in ("Helvetica", "Helvetica-Bold"):
        objects.append(
            f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>".encode()
        )
    objects.append(
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /Length 1 >>\nstream\n\x00\nendstream"
    )
    kids = []
    for page in pages:
        drawn = [b"q 90 0 0 90 50 50 cm /I Do Q"] if picture else []
        for x, y, size, text, *bold in page:
            shown = (
                text.encode("cp1252")
                .replace(b"\\", b"\\\\")
                .replace(b"(", b"\\(")
                .replace(b")", b"\\)")
            )
            font = "F2" if bold and bold[0] else "F1"
            drawn.append(f"BT /{font} {size} Tf 1 0 0 1 {x} {y} Tm (".encode() + shown + b") Tj ET")
        stream = b"\n".join(drawn)
        objects.append(b"<< /Length %d >>\nstream\n" % len(stream) + stream + b"\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R /Resources << /Font {fonts} /XObject << /I 5 0 R >> >> >>".encode()
        )
        kids.append(len(objects))
    objects[1] = (
        f"<< /Type /Pages /Kids [{' '.join(f'{k} 0 R' for k in kids)}] /Count {len(kids)} >>".encode()
    )
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    key, user = "11" * 32, "22" * 32
    lock = (
        f" /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{key}> /U <{user}> >> /ID [<00> <00>]"
    )
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R{lock if encrypted else ''} >>\nstartxref\n{start}\n%%EOF".encode()
    return out
