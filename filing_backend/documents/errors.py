"""Errors of making documents."""

from __future__ import annotations

__all__ = ["DocumentError", "FontsMissing", "TypesettingFailed", "UnreadableMaterial"]


class DocumentError(Exception):
    """Base of all errors of this package; `code` names its sentence, `detail` is for operators."""

    code = "document_error"
    status = 500

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail)
        self.detail = detail


class FontsMissing(DocumentError):
    """The folder of fonts holds no font: set-up has not fetched them."""

    code = "fonts_missing"


class TypesettingFailed(DocumentError):
    """A template could not be set; the detail is what the typesetter said."""

    code = "typesetting_failed"


class UnreadableMaterial(DocumentError):
    """A material that was taken in can no longer be opened as what it is."""

    code = "unreadable_material"
    status = 422
