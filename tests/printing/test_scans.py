"""Scans as pages: whatever is dropped becomes 200 dpi grey, stays upright, merges, or is refused in words."""

import io
import struct
import zlib

import pypdfium2
import pytest
from PIL import Image

from outlet_app.domain.attachments import MOST_PAGES
from outlet_app.domain.problems import Refused
from outlet_app.printing import scans
from outlet_app.printing.scans import DPI, LONGEST, PAGE_BYTES, ScanPage, merge, read_pages, thumbnail
from tests.support.scans import noise, page, pdf, photo, picture


def opened(one: ScanPage) -> Image.Image:
    return Image.open(io.BytesIO(one.jpeg))


def refusal(content: bytes, room: int = MOST_PAGES) -> tuple[str, dict[str, object]]:
    with pytest.raises(Refused) as told:
        read_pages(content, room)
    return told.value.refusal.code, dict(told.value.refusal.args)


def dark_corner(image: Image.Image) -> str:
    """Where the black corner of the test's picture is."""
    width, height = image.size
    near = {
        "top left": (width // 16, height // 32),
        "top right": (width - width // 16, height // 32),
        "bottom right": (width - width // 16, height - height // 32),
        "bottom left": (width // 16, height - height // 32),
    }
    grey = image.convert("L")
    dark = [name for name, at in near.items() if int(grey.getpixel(at)) < 100]  # type: ignore[arg-type]
    assert len(dark) == 1, dark
    return dark[0]


def rendered(content: bytes) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(content)
    found = [one.render(scale=0.5).to_pil() for one in document]
    document.close()
    return found


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "BMP", "GIF", "WEBP"])
def test_any_picture_becomes_a_grey_page(kind: str) -> None:
    (one,) = read_pages(photo(picture(), kind))
    image = opened(one)
    assert (image.format, image.mode, image.size) == ("JPEG", "L", (620, 877))
    assert image.info["dpi"] == (DPI, DPI)
    assert (one.width, one.height, one.turned) == (620, 877, 0)
    assert dark_corner(image) == "top left"


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "1", "P", "CMYK", "LA"])
def test_in_any_kind_of_colour(mode: str) -> None:
    kind = "TIFF" if mode == "CMYK" else "PNG"
    (one,) = read_pages(photo(picture().convert(mode), kind))
    assert dark_corner(opened(one)) == "top left"


def test_what_is_see_through_lies_on_white_paper() -> None:
    clear = Image.new("RGBA", (400, 400), (0, 0, 0, 0))
    (one,) = read_pages(photo(clear, "PNG"))
    assert opened(one).getextrema() == (255, 255)


@pytest.mark.parametrize(
    ("orientation", "corner", "size"),
    [
        (1, "top left", (620, 877)),
        (3, "bottom right", (620, 877)),
        (6, "top right", (877, 620)),
        (8, "bottom left", (877, 620)),
    ],
)
def test_a_telephone_held_askew_is_put_upright(orientation: int, corner: str, size: tuple[int, int]) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    (one,) = read_pages(photo(picture(), exif=exif))
    assert (dark_corner(opened(one)), (one.width, one.height)) == (corner, size)


@pytest.mark.parametrize(
    ("taken", "kept"),
    [
        ((1654, 2339), (1654, 2339)),
        ((2480, 3508), (1654, 2339)),
        ((4000, 3000), (2339, 1754)),
        ((3000, 300), (2339, 234)),
        ((10, 8), (10, 8)),
    ],
)
def test_no_page_is_finer_than_200_dots_an_inch_of_a4(taken: tuple[int, int], kept: tuple[int, int]) -> None:
    (one,) = read_pages(photo(Image.new("L", taken, 255), "PNG"))
    assert (one.width, one.height) == kept


def test_a_typical_page_is_small_and_the_worst_stays_below_the_bound() -> None:
    (typical,) = read_pages(photo(picture(1654, 2339)))
    assert len(typical.jpeg) < 100_000
    (worst,) = read_pages(photo(noise(1654, 2339), "PNG"))
    assert len(worst.jpeg) <= PAGE_BYTES
    assert worst.height >= 800


def test_every_page_of_a_pdf() -> None:
    pages = read_pages(pdf(3))
    assert [(one.width, one.height) for one in pages] == [(1653, 2339)] * 3
    assert len({one.jpeg for one in pages}) == 3
    assert all(opened(one).mode == "L" for one in pages)


@pytest.mark.parametrize("size", [(14_400, 14_400), (20, 14_400), (1_684, 2_384)])
def test_a_sheet_of_any_size_becomes_a_page(size: tuple[float, float]) -> None:
    (one,) = read_pages(pdf(1, size))
    assert max(one.width, one.height) <= LONGEST + 1


def test_every_frame_of_a_scanners_file() -> None:
    frames = [picture(mark=str(n)) for n in range(4)]
    content = photo(frames[0], "TIFF", save_all=True, append_images=frames[1:])
    assert len(read_pages(content)) == 4


def test_a_pdf_behind_some_bytes_of_a_mail_is_still_one() -> None:
    assert len(read_pages(b"\r\n\r\n" + pdf(2))) == 2


def png_of(width: int, height: int) -> bytes:
    """The head of a picture that would unpack to so many pixels, with next to nothing in it."""

    def chunk(name: bytes, content: bytes) -> bytes:
        check = zlib.crc32(name + content)
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = zlib.compress(b"\x00" * 2000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "scan.empty"),
        (b"\x00", "scan.not_readable"),
        (b"hello, this is a text", "scan.not_readable"),
        ("申请书".encode(), "scan.not_readable"),
        (b"PK\x03\x04" + b"\x00" * 400, "scan.not_readable"),
        (b"MZ" + b"\x90" * 400, "scan.not_readable"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "scan.not_readable"),
        (b"%PDF-1.7\n%%EOF", "scan.not_readable"),
        (pdf(2)[:300], "scan.not_readable"),
        (photo()[:200], "scan.not_readable"),
        (photo()[: len(photo()) // 2], "scan.not_readable"),
        (pdf(1, password="secret"), "scan.locked"),
        (png_of(20_000, 10_000), "scan.too_many_pixels"),
        (png_of(60_000, 60_000), "scan.too_many_pixels"),
        (png_of(12_001, 10_000), "scan.too_many_pixels"),
    ],
    ids=lambda told: told if isinstance(told, str) else f"{len(told)} bytes",
)
def test_what_is_no_page_is_refused_in_words(content: bytes, code: str) -> None:
    assert refusal(content) == (code, {})


def test_a_file_that_is_too_large_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scans, "MOST_BYTES", len(photo()) - 1)
    assert refusal(photo()) == ("scan.file_too_large", {})


@pytest.mark.parametrize("kind", ["pdf", "tiff"])
def test_more_pages_than_there_is_room_for_are_refused_whole(kind: str) -> None:
    frames = [Image.new("1", (40, 40), 1) for _ in range(300)]
    content = pdf(300) if kind == "pdf" else photo(frames[0], "TIFF", save_all=True, append_images=frames[1:])
    assert refusal(content) == ("scan.too_many_pages", {"found": 300, "most": MOST_PAGES})
    assert refusal(content, 0) == ("scan.too_many_pages", {"found": 300, "most": 0})


def test_a_single_page_needs_room_too() -> None:
    assert refusal(photo(), 0) == ("scan.too_many_pages", {"found": 1, "most": 0})
    assert len(read_pages(pdf(2), 2)) == 2


def test_pages_merge_in_their_order_at_their_size() -> None:
    pages = [*read_pages(pdf(2)), page("3")]
    document = pypdfium2.PdfDocument(merge(pages))
    sizes = [tuple(round(side) for side in one.get_size()) for one in document]
    document.close()
    assert sizes == [(595, 842), (595, 842), (112, 158)]
    turned = pypdfium2.PdfDocument(merge(pages[::-1]))
    assert [round(one.get_width()) for one in turned] == [112, 595, 595]
    turned.close()


@pytest.mark.parametrize(
    ("turns", "corner", "is_wide"),
    [
        (0, "top left", False),
        (1, "top right", True),
        (2, "bottom right", False),
        (3, "bottom left", True),
        (4, "top left", False),
        (5, "top right", True),
    ],
)
def test_a_turned_page_is_turned_on_paper_and_in_the_small_picture(
    turns: int, corner: str, is_wide: bool
) -> None:
    one = read_pages(photo(picture()))[0].turn(turns)
    (seen,) = rendered(merge([one]))
    assert (dark_corner(seen), seen.width > seen.height) == (corner, is_wide)
    small = Image.open(io.BytesIO(thumbnail(one, 160)))
    assert (dark_corner(small), small.width > small.height, max(small.size)) == (corner, is_wide, 160)
    assert (one.size[0] > one.size[1]) is is_wide


def test_turning_costs_nothing_of_the_picture() -> None:
    one = page()
    turned = one
    for _ in range(4):
        turned = turned.turn()
    assert turned == one
    assert one.turn().jpeg is one.jpeg


def test_the_same_pages_give_the_same_bytes_and_others_do_not() -> None:
    one, other = page("1"), page("2")
    assert merge([one, other]) == merge([one, other])
    assert len({merge([one, other]), merge([other, one]), merge([one]), merge([one.turn(), other])}) == 4


def test_the_pages_lie_in_the_file_as_they_are() -> None:
    one = page()
    assert len(merge([one])) < len(one.jpeg) * 1.4 + 2_000


def test_what_was_merged_can_be_read_again() -> None:
    again = read_pages(merge([page("1"), page("2").turn()]))
    assert [one.width > one.height for one in again] == [False, True]
    assert [dark_corner(opened(one)) for one in again] == ["top left", "top right"]
