"""PDF documents without metadata, scripts, attached files and actions that start something."""

from __future__ import annotations

import io
from typing import Any

import pikepdf

from hearing_state.errors import Invalid

PAGES_MAX = 1000
OBJECTS_MAX = 100_000
_ROOT_KEYS = (
    "/Metadata",
    "/OpenAction",
    "/AA",
    "/AF",
    "/Collection",
    "/PieceInfo",
    "/JavaScript",
    "/Requirements",
)
_NAME_TREES = ("/EmbeddedFiles", "/JavaScript", "/Renditions", "/AlternatePresentations")
_ANY_KEYS = ("/AA", "/PieceInfo", "/Metadata", "/EF", "/AF", "/XFA", "/JS", "/LastModified")
_HARMLESS_ACTIONS = frozenset({"/GoTo", "/URI", "/Named", "/Thread", "/SetOCGState"})
_ACTIVE_NOTES = frozenset({"/FileAttachment", "/Screen", "/RichMedia", "/3D", "/Movie", "/Sound"})


def clean_pdf(content: bytes) -> bytes:
    """The same pages, and nothing that acts or tells who made them. Raises Invalid."""
    try:
        with pikepdf.open(io.BytesIO(content), inherit_page_attributes=False) as document:
            return _cleaned(document)
    except pikepdf.PasswordError:
        raise Invalid("file.locked", field="content") from None
    except MemoryError:
        raise Invalid("file.too_deep", field="content") from None
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, RuntimeError, RecursionError):
        raise Invalid("file.broken", field="content") from None


def _cleaned(document: pikepdf.Pdf) -> bytes:
    if len(document.objects) > OBJECTS_MAX or len(document.pages) > PAGES_MAX:
        raise Invalid("file.too_deep", field="content")
    if not len(document.pages):
        raise Invalid("file.broken", field="content")
    if "/Info" in document.trailer:
        del document.trailer["/Info"]
    root = document.Root
    for key in _ROOT_KEYS:
        _without(root, key)
    names = root.get("/Names")
    if isinstance(names, pikepdf.Dictionary):
        for key in _NAME_TREES:
            _without(names, key)
    for each in document.objects:
        _calm(each)
    out = io.BytesIO()
    document.save(
        out,
        deterministic_id=True,
        fix_metadata_version=False,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )
    return out.getvalue()


def _calm(thing: Any, depth: int = 0) -> None:
    """Take what acts out of one object and of what lies directly in it."""
    if depth > 20:  # noqa: PLR2004  direct objects of honest documents are a few levels deep
        raise Invalid("file.too_deep", field="content")
    if isinstance(thing, pikepdf.Array):
        _calm_array(thing, depth)
        return
    if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        return
    _calm_keys(thing)
    for key in list(thing.keys()):
        value = thing.get(key)
        if isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect:
            _calm(value, depth + 1)


def _calm_keys(thing: Any) -> None:
    for key in _ANY_KEYS:
        _without(thing, key)
    for key in ("/A", "/Next", "/OpenAction", "/PA"):
        if _acts(thing.get(key)):
            del thing[key]
    if _acts(thing):
        thing["/S"] = pikepdf.Name("/Named")
        thing["/N"] = pikepdf.Name("/None")
        for key in ("/F", "/Win", "/Unix", "/Mac", "/Next"):
            _without(thing, key)


def _calm_array(array: pikepdf.Array, depth: int) -> None:
    for index in reversed(range(len(array))):
        each = array[index]
        if isinstance(each, pikepdf.Dictionary) and str(each.get("/Subtype", "")) in _ACTIVE_NOTES:
            del array[index]
        elif isinstance(each, pikepdf.Dictionary | pikepdf.Array) and not each.is_indirect:
            _calm(each, depth + 1)


def _acts(thing: Any) -> bool:
    """Whether it is an action that starts, sends or runs something."""
    if isinstance(thing, pikepdf.Array):
        return any(_acts(each) for each in thing)
    if not isinstance(thing, pikepdf.Dictionary):
        return False
    kind = thing.get("/S")
    if not isinstance(kind, pikepdf.Name):
        return False
    is_action = str(thing.get("/Type", "/Action")) == "/Action" and str(kind) in _KNOWN_ACTIONS
    return is_action and str(kind) not in _HARMLESS_ACTIONS


_KNOWN_ACTIONS = _HARMLESS_ACTIONS | {
    "/Launch", "/JavaScript", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/GoTo3DView", "/Rendition",
    "/RichMediaExecute", "/Sound", "/Movie", "/Hide", "/ResetForm", "/Trans",
}  # fmt: skip


def _without(thing: Any, key: str) -> None:
    if key in thing:
        del thing[key]
