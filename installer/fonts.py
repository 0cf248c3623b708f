"""Makes the bundled fonts: fetches the four Noto SC faces and both Hanazono faces and cuts them to our needs.

Run by `dev.py fonts`; needs npm and apt-get (their own settings say where packages come from) and fontTools.
`--packages DIR` takes the three packages from a folder instead.
"""

import argparse
import hashlib
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

import fontTools
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

TARGET = Path(__file__).resolve().parent.parent / "resources" / "fonts"


@dataclass(frozen=True, slots=True)
class Package:
    """A package of the npm or Debian registry; `file` is what its client leaves in the folder."""

    name: str
    version: str
    file: str
    sha256: str
    licence: str

    def fetch(self, folder: Path) -> None:
        """Let the registry's ordinary client bring the package, unless it is there; check its hash."""
        if not (folder / self.file).exists():
            debian = self.file.endswith(".deb")
            wanted = f"{self.name}={self.version}" if debian else f"{self.name}@{self.version}"
            client = ["apt-get", "download"] if debian else ["npm", "pack", "--silent"]
            subprocess.run([*client, wanted], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        if digest(folder / self.file) != self.sha256:
            raise SystemExit(f"{self.file} is not the package these fonts were made from")

    def unpack(self, folder: Path) -> Path:
        """Unpack beside the package and return the folder."""
        inside = folder / self.file.partition("_")[0].removesuffix(".tgz")
        inside.mkdir(exist_ok=True)
        if self.file.endswith(".deb"):
            subprocess.run(["dpkg-deb", "-x", folder / self.file, inside], check=True)
        else:
            with tarfile.open(folder / self.file) as archive:
                archive.extractall(inside, filter="data")
        return inside


SANS = Package(
    "@expo-google-fonts/noto-sans-sc",
    "0.4.3",
    "expo-google-fonts-noto-sans-sc-0.4.3.tgz",
    "0d69d0f4971d2ff574e3d93cbc218dc950bf3f3f8f8e2c008d97687ed53aee59",
    "package/LICENSE_FONT",
)
SERIF = Package(
    "@expo-google-fonts/noto-serif-sc",
    "0.4.3",
    "expo-google-fonts-noto-serif-sc-0.4.3.tgz",
    "ff6bcf5ba68d92dfecc05544bb150f9e724741a932354a0dd97e7289c40a3f5e",
    "package/LICENSE_FONT",
)
HANAZONO = Package(
    "fonts-hanazono",
    "20170904-2.1",
    "fonts-hanazono_20170904-2.1_all.deb",
    "a6943366b4f5a6cec34221f8b4eb22555a628f0ee6ef4e3d3401cabe9363aeae",
    "usr/share/doc/fonts-hanazono/copyright",
)
HANAZONO_FOLDER = "usr/share/fonts/truetype/hanazono"


@dataclass(frozen=True, slots=True)
class Face:
    """One face of ours: where it is cut from and the family and weight it answers to."""

    file: str
    package: Package
    inside: str
    family: str
    weight: int = 400


NOTO = (
    Face("NotoSansSC-Regular.ttf", SANS, "package/400Regular/NotoSansSC_400Regular.ttf", "Noto Sans SC"),
    Face("NotoSansSC-Bold.ttf", SANS, "package/700Bold/NotoSansSC_700Bold.ttf", "Noto Sans SC", 700),
    Face("NotoSerifSC-Regular.ttf", SERIF, "package/400Regular/NotoSerifSC_400Regular.ttf", "Noto Serif SC"),
    Face("NotoSerifSC-Bold.ttf", SERIF, "package/700Bold/NotoSerifSC_700Bold.ttf", "Noto Serif SC", 700),
)
HANAMIN = (
    Face("HanaMinA.ttf", HANAZONO, f"{HANAZONO_FOLDER}/HanaMinA.ttf", "HanaMinA"),
    Face("HanaMinB.ttf", HANAZONO, f"{HANAZONO_FOLDER}/HanaMinB.ttf", "HanaMinB"),
)
LICENCES = {
    "OFL-NotoSansSC.txt": SANS,
    "OFL-NotoSerifSC.txt": SERIF,
    "LICENSE-Hanazono.txt": HANAZONO,
}
# Korean is not written here; private use code points mean something else in every font.
UNWANTED = (
    range(0x1100, 0x1200), range(0x3130, 0x3190), range(0x3200, 0x3220), range(0x3260, 0x3280),
    range(0xA960, 0xA980), range(0xAC00, 0xD800), range(0xE000, 0xF900), range(0xFFA0, 0xFFE0),
    range(0xF0000, 0x110000),
)  # fmt: skip
SPACES = frozenset({0x20, 0xA0, 0x3000, *range(0x2000, 0x2010), 0x202F, 0xFEFF})


def digest(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def drawn(font: TTFont) -> set[int]:
    """Return the wanted code points that really have an outline: HanaMinB maps thousands to nothing."""
    glyphs = font["glyf"]
    found = {
        code for code, name in font.getBestCmap().items() if code in SPACES or glyphs[name].numberOfContours
    }
    return {code for code in found if not any(code in block for block in UNWANTED)}


def cut(font: TTFont, keep: Collection[int]) -> None:
    """Keep these code points and the kerning; no hints, no vertical setting, no glyph names."""
    options = Options()
    options.layout_features = ["kern"]
    options.hinting = False
    options.glyph_names = False
    options.name_IDs = [0, 5, 7, 8, 9, 11, 13, 14]
    options.name_languages = [0x409]
    options.drop_tables += ["BASE", "FFTM", "GDEF", "STAT", "gasp", "prop", "vhea", "vmtx"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=keep)
    subsetter.subset(font)


def rename(font: TTFont, face: Face) -> None:
    """Give the face the names and weight flags by which Qt finds 400 and 700 under one family."""
    bold = face.weight == 700
    style = "Bold" if bold else "Regular"
    words = {1: face.family, 2: style, 4: f"{face.family} {style}", 6: face.file.removesuffix(".ttf")}
    words[3] = f"{words[6]} cut"
    names = font["name"]
    for number, text in words.items():
        names.removeNames(nameID=number)
        names.setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = face.weight
    font["OS/2"].fsSelection = 0x20 if bold else 0x40
    font["head"].macStyle = 1 if bold else 0


def make(face: Face, folders: dict[str, Path], without: Collection[int], target: Path) -> set[int]:
    """Cut one face, leaving out what other faces already draw; return the code points it draws."""
    font = TTFont(folders[face.package.name] / face.inside, recalcTimestamp=False)
    keep = drawn(font) - set(without)
    cut(font, keep)
    rename(font, face)
    font.save(target / face.file)
    sys.stdout.write(f"{face.file}: {len(keep)} characters, {(target / face.file).stat().st_size} bytes\n")
    return keep


def sources(target: Path) -> Iterable[str]:
    """Yield the lines of SOURCES: what each file was made from, and its hash."""
    yield f"Made by installer/fonts.py with fontTools {fontTools.version}."
    for package in (SANS, SERIF, HANAZONO):
        yield f"\n{package.name} {package.version}\n  {package.file} sha256 {package.sha256}"
        for face in (*NOTO, *HANAMIN):
            if face.package is package:
                yield f"  {face.file} from {face.inside} sha256 {digest(target / face.file)}"


def make_fonts(packages: Path, target: Path = TARGET) -> None:
    """Make every face, its licence and SOURCES in the target folder."""
    target.mkdir(parents=True, exist_ok=True)
    folders = {}
    for package in (SANS, SERIF, HANAZONO):
        package.fetch(packages)
        folders[package.name] = package.unpack(packages)
    noto = set.intersection(*(make(face, folders, (), target) for face in NOTO))
    first = make(HANAMIN[0], folders, noto, target)
    make(HANAMIN[1], folders, noto | first, target)
    for name, package in LICENCES.items():
        (target / name).write_bytes((folders[package.name] / package.licence).read_bytes())
    (target / "SOURCES").write_text("\n".join(sources(target)) + "\n", encoding="utf-8")


def main() -> None:
    """Read the command line and make the fonts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--packages", type=Path, help="folder that holds or receives the three packages")
    chosen = parser.parse_args().packages
    with tempfile.TemporaryDirectory() as scratch:
        make_fonts(chosen or Path(scratch))


if __name__ == "__main__":
    main()
