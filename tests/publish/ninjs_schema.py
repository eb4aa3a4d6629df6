"""The official ninjs schemas, checked without a network: what they refer to is given here, retrieval is forbidden."""

import json
from functools import cache

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from shared import SHARED

# What ninjs takes from elsewhere: a point of GeoJSON (RFC 7946), which is all that we would ever write.
GEOJSON = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "https://geojson.org/schema/GeoJSON.json",
    "type": "object",
    "required": ["type"],
    "properties": {"type": {"type": "string"}, "coordinates": {"type": "array"}},
}


def refuse(uri):
    raise AssertionError(f"{uri} would have been fetched")


@cache
def validator(version="3.1"):
    path = SHARED / "data/fixtures/ninjs/specification" / f"ninjs-schema_{version}.json"
    geojson = Resource.from_contents(GEOJSON, default_specification=DRAFT202012)
    registry = Registry(retrieve=refuse).with_resource(GEOJSON["$id"], geojson)
    schema = json.loads(path.read_text("utf-8"))
    return Draft202012Validator(schema, registry=registry, format_checker=FormatChecker())


def faults(item, version="3.1"):
    return [f"{list(error.absolute_path)}: {error.message[:200]}" for error in validator(version).iter_errors(item)]
