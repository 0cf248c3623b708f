"""What stands in small type under the signatures: numbered where there is more than one note."""

from collections.abc import Iterator

from outlet_app.domain.forms.texts import FormText
from outlet_app.printing.blocks import Words
from outlet_app.printing.fonts import Face, Faces
from outlet_app.printing.pages import Piece, whole
from outlet_app.printing.paper import MM, Sheet
from outlet_app.printing.rich import rich
from outlet_app.printing.styles import ROOMY, Spacing
from outlet_app.printing.tokens import Run


def notes(
    text: FormText, faces: Faces, sheet: Sheet, space: Spacing = ROOMY, **values: object
) -> Iterator[Piece]:
    """The notes of a form's text, kept with what stands above them."""
    for number, note in enumerate(text.notes, 1):
        before = (Run(f"{number}. ", Face.SERIF),) if len(text.notes) > 1 else ()
        words = Words((*before, *rich(note, **values)), space.note)
        yield whole(words, faces, sheet.across, gap=1.5 * MM if number == 1 else 0.0, glue=True)
