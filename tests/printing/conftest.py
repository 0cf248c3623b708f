"""The bundled faces, read once for all papers."""

import pytest
from paper_samples import FACE_FILES, FONT_FOLDER

from outlet_app.printing.fonts import Faces


@pytest.fixture(scope="session")
def faces() -> Faces:
    return Faces(*(FONT_FOLDER / name for name in FACE_FILES))
