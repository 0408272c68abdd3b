"""Pictures lose what they say and keep how they look."""

from __future__ import annotations

import io

import pytest
from docx.image.image import Image as WordImage
from PIL import Image, ImageChops

from tests.leaks.pictures import chunk, jpeg, png
from tests.leaks.scanner import canary, hidden_in_bytes
from ttt.bare_pictures import bare
from ttt.media import read_picture

WORD = canary(7)


def drawn(size: tuple[int, int] = (40, 25), mode: str = "RGB") -> Image.Image:
    image = Image.linear_gradient("L").resize(size).convert(mode)
    image.putpixel((3, 4), image.getpixel((30, 20)))  # type: ignore[arg-type] # what it gave
    return image


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    with Image.open(io.BytesIO(data)) as image:
        image.load()
        return image


FORMS = {
    "grey": (saved(drawn(mode="L"), "PNG"), "PNG"),
    "palette": (saved(drawn(mode="P"), "PNG", transparency=0), "PNG"),
    "transparent": (saved(drawn(mode="LA"), "PNG"), "PNG"),
    "one": (saved(drawn(mode="1"), "PNG"), "PNG"),
    "plain": (saved(drawn(), "JPEG"), "JPEG"),
    "progressive": (saved(drawn(), "JPEG", progressive=True), "JPEG"),
    "restarted": (saved(drawn(), "JPEG", restart_marker_blocks=1), "JPEG"),
    "four inks": (saved(drawn(mode="CMYK"), "JPEG"), "JPEG"),
    "photograph": (jpeg(WORD), "JPEG"),
    "drawing": (png(WORD), "PNG"),
}


@pytest.mark.parametrize("form", FORMS)
def test_no_pixel_changes_and_no_word_stays(form: str) -> None:
    data, _ = FORMS[form]
    left = bare(data)
    assert hidden_in_bytes(left) == frozenset()
    assert bare(left) == left
    before, after = opened(data), opened(left)
    assert (before.mode, before.size) == (after.mode, after.size)
    assert ImageChops.difference(before.convert("RGB"), after.convert("RGB")).getbbox() is None
    assert before.convert("RGBA").tobytes() == after.convert("RGBA").tobytes()
    if form == "four inks":
        return  # without a JFIF head, as it came: python-docx knows no such JPEG
    word = WordImage.from_blob(left)
    assert (word.px_width, word.px_height) == before.size


def test_the_resolution_stays() -> None:
    for kind in ("PNG", "JPEG"):
        left = bare(saved(drawn(), kind, dpi=(150, 150)))
        assert WordImage.from_blob(left).horz_dpi == 150


def test_only_chunks_that_are_seen_stay() -> None:
    data = saved(drawn(), "PNG")
    at = data.index(b"IDAT") - 4
    icc = chunk(b"iCCP", WORD.encode() + b"\0\0" + b"x")
    assert bare(data[:at] + icc + data[at:]) == bare(data)
    picture = read_picture(data[:at] + icc + data[at:])
    assert picture is not None
    assert (picture.width, picture.height) == (40, 25)
    assert picture.data == bare(data)
