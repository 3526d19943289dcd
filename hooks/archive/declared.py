"""Declared values: keys and their kinds, written once, by which what people wrote is read.

A declaration is a dataclass and loads quickly. Reading by it, and describing it, is pydantic's work, which takes long
to load: that is done when it is first asked, and nothing imports it at its top. Where only texts were edited, nobody
asks.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, dataclass_transform

if TYPE_CHECKING:
    from pydantic import ConfigDict, GetCoreSchemaHandler, TypeAdapter
    from pydantic_core import CoreSchema

D = TypeVar("D", bound="Declared")


class Declaration(type):
    """Makes a class that declares keys a dataclass."""

    def __init__(cls, name: str, bases: tuple[type, ...], declared: dict[str, Any]) -> None:
        """Make it one; how it begins, compares and shows is the same for all, and need not be compiled for each."""
        super().__init__(name, bases, declared)
        dataclasses.dataclass(init=False, kw_only=True, eq=False, repr=False)(cls)  # type: ignore[arg-type]


@dataclass_transform(eq_default=False, kw_only_default=True, field_specifiers=(dataclasses.field,))
class Declared(metaclass=Declaration):
    """Has the keys that its class declares, and no other; a name that is a word of Python ends in `_`."""

    __pydantic_config__: ClassVar[ConfigDict] = {
        "extra": "forbid",
        "arbitrary_types_allowed": True,
        "alias_generator": lambda name: written(name),
    }

    def __init__(self, **given: Any) -> None:
        """Take what is given for each key, unchecked: `reader` checks. What is not given has its default."""
        for one in _fields(type(self)):
            if one.name in given:
                value = given.pop(one.name)
            elif one.default_factory is not dataclasses.MISSING:
                value = one.default_factory()
            elif one.default is not dataclasses.MISSING:
                value = one.default
            else:
                raise TypeError(f"{type(self).__name__} without {one.name}")
            setattr(self, one.name, value)
        if given:
            raise TypeError(f"{type(self).__name__} with {', '.join(given)}")

    def __eq__(self, other: object) -> bool:
        """Tell whether another is of the same kind and holds the same."""
        return isinstance(other, Declared) and type(self) is type(other) and self._held() == other._held()

    def __repr__(self) -> str:
        """Write it as it could be made again."""
        return f"{type(self).__name__}({', '.join(f'{key}={value!r}' for key, value in self._held().items())})"

    def _held(self) -> dict[str, Any]:
        return {one.name: getattr(self, one.name) for one in _fields(type(self))}


def written(name: str) -> str:
    """Give a key as people write it, by the attribute that holds it."""
    return name.removesuffix("_")


def _fields(declared: type[Declared]) -> tuple[dataclasses.Field[Any], ...]:
    return dataclasses.fields(declared)  # type: ignore[arg-type]


@cache
def keys_of(declared: type[Declared]) -> dict[str, str]:
    """Give the attribute that holds each key, by the key as people write it, in their order."""
    return {written(one.name): one.name for one in _fields(declared)}


def required_keys(declared: type[Declared]) -> list[str]:
    """Name the keys that must be there."""
    nothing = dataclasses.MISSING
    return [written(one.name) for one in _fields(declared) if one.default is nothing and one.default_factory is nothing]


@cache
def reader(declared: type[D]) -> TypeAdapter[D]:
    """Give what reads values by a declaration, checks them and describes them (pydantic)."""
    from pydantic import TypeAdapter

    return TypeAdapter(declared)


def json_schema_of(declared: type[Declared]) -> dict[str, Any]:
    """Describe a declaration as JSON Schema."""
    return reader(declared).json_schema(by_alias=True)


class Read:
    """Marks how a value is read before its type is asked; `accepts` is what it may be, where that is more."""

    def __init__(self, read: Callable[[Any], object], accepts: Any = None) -> None:
        """Take the function that reads: it gives the value, or raises what is wrong with it."""
        self.read, self.accepts = read, accepts

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Tell pydantic."""
        from pydantic import BeforeValidator

        accepts = {} if self.accepts is None else {"json_schema_input_type": self.accepts}
        return BeforeValidator(self.read, **accepts).__get_pydantic_core_schema__(source, handler)


# What pydantic-core limits of a value, by its type.
_LIMITS = {"int": {"ge", "le"}, "str": {"pattern"}, "list": {"min_length"}}


class Limits:
    """Marks how large, long or of what form a number, list or text may be, in pydantic's words (`ge`, `pattern`)."""

    def __init__(self, **limits: object) -> None:
        """Take the limits."""
        self.limits = limits

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Tell pydantic; raises TypeError for a value that cannot be limited so."""
        schema = handler(source)
        if strange := self.limits.keys() - _LIMITS.get(schema["type"], set()):
            raise TypeError(f"{schema['type']} has no {', '.join(sorted(strange))}")
        return {**schema, **self.limits}


class Described:
    """Marks what JSON Schema says of a value, instead of what its type says."""

    def __init__(self, said: dict[str, Any]) -> None:
        """Take what it says."""
        self.said = said

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: object) -> dict[str, Any]:
        """Tell pydantic."""
        return dict(self.said)
