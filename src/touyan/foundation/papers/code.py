"""The QR code of a form, as SVG for PDF and PNG for Word. It carries exactly the address the caller gives."""

from __future__ import annotations

import io


def code_svg(address: str) -> str:
    """Return a QR code of error level M as an SVG document, without a quiet zone of its own."""
    import segno  # noqa: PLC0415 - its tables are wanted when a code is drawn

    out = io.BytesIO()
    segno.make_qr(address, error="m").save(out, kind="svg", border=1, xmldecl=False, svgns=True)
    return out.getvalue().decode("utf-8")


def code_png(address: str, border: int = 1) -> bytes:
    """Return the same code as PNG, eight pixels a module, on white; on a screen a border of four modules is due."""
    import segno  # noqa: PLC0415 - as above

    out = io.BytesIO()
    segno.make_qr(address, error="m").save(out, kind="png", scale=8, border=border)
    return out.getvalue()
