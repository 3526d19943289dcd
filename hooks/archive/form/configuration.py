"""The configuration of Sveltia CMS: all three collections and the registries, from the schema."""

from __future__ import annotations

from typing import Any

from archive.catalogue import Registries
from archive.entries import Collection
from archive.form.fields import fields_of
from archive.registries import REGISTRIES
from archive.sources import SCHEMAS
from archive.strings import strings

# In which folder of its collection an entry is filed, by what the form knows of it.
_PATHS = {
    Collection.REPORTS: "{{fields.period | lower}}/{{slug}}",
    Collection.STORIES: "{{fields.date | date('YYYY')}}/{{slug}}",
    Collection.CORRECTIONS: "{{fields.date | date('YYYY')}}/{{slug}}",
}
_LARGEST = 10 * 1024 * 1024


def configuration(registries: Registries) -> dict[str, Any]:
    """Write the configuration, as JSON has it."""
    text, choices = strings(), registries.names
    return {
        "load_config_file": True,
        # No service is there: the form works on a folder. It asks for one by this name all the same.
        "backend": {
            "name": "gitea",
            "repo": "kho/luu-tru",
            "branch": "main",
            "base_url": "http://127.0.0.1",
            "api_root": "http://127.0.0.1/api/v1",
            "auth_methods": ["token"],
        },
        "app_title": text("form.title"),
        "media_folder": "docs",
        "public_folder": "/",
        "media_libraries": {
            "default": {"config": {"max_file_size": _LARGEST, "slugify_filename": True}},
            "stock_assets": False,
        },
        "slug": {"encoding": "ascii", "clean_accents": True, "lowercase": True, "maxlength": 80},
        "output": {
            "omit_empty_optional_fields": True,
            "yaml": {"indent_size": 2, "indent_sequences": True, "quote": "none"},
        },
        "show_preview_links": False,
        "editor": {"preview": False},
        "collections": [*(_collection(one, choices) for one in Collection), _registries(choices)],
    }


def _collection(collection: Collection, choices: dict[str, dict[str, str]]) -> dict[str, Any]:
    text = strings()
    body = {"name": "body", "label": text("form.body"), "widget": "markdown", "modes": ["raw"], "required": False}
    return {
        "name": str(collection),
        "label": text(f"choices.collection.{collection}"),
        "label_singular": text(f"submitting.kind.{collection}"),
        "folder": f"docs/{collection}",
        "path": _PATHS[collection],
        "slug": "{{title}}",
        "identifier_field": "title",
        "aliases_field": False,
        "extension": "md",
        "format": "yaml-frontmatter",
        "sortable_fields": {
            "fields": ["date", "title"],
            "default": {"field": "date", "direction": "descending"},
        },
        "create": True,
        "delete": False,  # what was published is withdrawn
        "media_folder": "",
        "public_folder": "",
        "fields": [*fields_of(SCHEMAS[collection], choices), body | {"editor_components": [], "linked_images": False}],
    }


def _registries(choices: dict[str, dict[str, str]]) -> dict[str, Any]:
    text = strings()
    files = [
        {
            "name": name,
            "label": text(f"data.{kind}"),
            "file": f"docs/danh-muc/{name}.yml",
            "fields": [
                {
                    "name": "items",
                    "label": text(f"data.{kind}"),
                    "widget": "list",
                    "root": True,
                    "summary": "{{fields.name}}",
                    "collapsed": True,
                    "fields": fields_of(item, choices),
                }
            ],
        }
        for kind, (name, item) in REGISTRIES.items()
    ]
    return {"name": "danh-muc", "label": text("form.registries"), "format": "danh-muc", "files": files}
