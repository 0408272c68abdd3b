"""A presentation template, opened and prepared once per worker and set.

Its layouts are bound to roles, their geometry is read, the fields in their text are compiled and
the parts a deck keeps are cut loose. Writes no file. Parts are read as XML: an Office library is
not needed to find a placeholder, and takes longer to load than to be done.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Final

from ttt.diagnostics import Collector
from ttt.document import Plain
from ttt.frozen import frozen
from ttt.model.product import TemplateSet
from ttt.office.guard import open_package
from ttt.office.package import Package, PackageError, RawPart, deflate
from ttt.office.relations import parse_xml, relations
from ttt.office.slide_floors import with_floors, with_room
from ttt.office.slide_geometry import NAMESPACES, Placeholder, read_master, read_placeholders
from ttt.office.slide_mirror import mirrored
from ttt.office.slide_parts import TemplateParts, prepare_parts
from ttt.office.slide_roles import (
    OMIT,
    ROLES,
    Candidate,
    Problem,
    bind_regions,
    bind_role,
    span_of,
    unknown_roles,
)
from ttt.office.text_fields import FieldPart, prepare_fields
from ttt.sandbox import Sandbox
from ttt.scripts import Script, is_complex, is_east_asian
from ttt.slides.geometry import Geometry
from ttt.text import Text

_WITH_TEXT: Final = ("slideMaster", "slideLayout", "notesMaster")


@frozen
class SlideLayout:
    """A layout in a role: its part, its name in Office, and its placeholders by region."""

    role: str
    part: str
    name: str
    regions: Mapping[str, Placeholder]


@frozen
class SlideTemplate:
    """A prepared template.

    `file` is its path in the project, for findings. `fonts` binds scripts to the team's fonts.
    `parts` and `fields` together are the parts a deck takes over. `omitted` are regions the set
    does not want on its slides.
    """

    file: str
    geometry: Geometry
    layouts: Mapping[str, SlideLayout]
    problems: Mapping[str, Problem]
    fonts: Mapping[str, str]
    parts: TemplateParts
    fields: Mapping[str, FieldPart] = field(default_factory=dict)
    omitted: frozenset[str] = frozenset()

    def layout(self, role: str, collector: Collector) -> SlideLayout | None:
        """Return the layout of a role; None, and a finding (TPL324), when it has none."""
        found = self.layouts.get(role)
        if found is None:
            problem = self.problems.get(role) or Problem(f'no layout role is named "{role}"', ())
            collector.error("TPL324", problem.message, problem.span, *problem.hints, file=self.file)
        return found

    def fill(
        self, values: Mapping[str, Plain], collector: Collector, printed: list[Text]
    ) -> dict[str, RawPart]:
        """Return the parts of the template with their fields filled from a document's values.

        Texts that were put in are added to `printed`.
        """
        if not self.fields:
            return dict(self.parts.parts)
        return dict(self.parts.parts) | {
            name: deflate(part.fill(values, self.file, collector, printed))
            for name, part in self.fields.items()
        }


def open_slide_template(
    data: bytes,
    file: str,
    bindings: TemplateSet,
    collector: Collector,
    *,
    right_to_left: bool = False,
) -> SlideTemplate | None:
    """Open a .pptx or .potx; None when it was refused.

    `right_to_left` mirrors masters and layouts, for documents in Arabic and the like.
    Reports what `guard` refuses, fields in layouts that cannot be read, and entries of the set's
    `layouts`, `regions` and `fonts` that name nothing. A role without a layout is no finding until
    it is asked for (`SlideTemplate.layout`).
    """
    package = open_package(data, file, collector)
    if package is None:
        return None
    try:
        if right_to_left:
            package = mirrored(package)
        return _prepare(package, file, bindings, collector)
    except (PackageError, StopIteration, IndexError, KeyError) as error:
        why = error.reason if isinstance(error, PackageError) else "a part it needs is missing"
        collector.error("TPL301", f"not usable as a template: {why}", None,
                        "open it in PowerPoint and save it again", file=file)  # fmt: skip
        return None


def _prepare(
    package: Package, file: str, bindings: TemplateSet, collector: Collector
) -> SlideTemplate:
    parts = prepare_parts(package)
    candidates = _candidates(package, parts.masters[0])
    _check_bindings(bindings, file, collector)
    layouts: dict[str, SlideLayout] = {}
    problems: dict[str, Problem] = {}
    for role in ROLES:
        match bind_role(role, candidates, bindings.layouts):
            case Problem() as problem:
                problems[role] = problem
            case Candidate(part, name, _, placeholders):
                regions = bind_regions(role, placeholders, bindings.regions)
                layouts[role] = SlideLayout(role, part, name, regions)
    geometry = Geometry(
        parts.width,
        parts.height,
        {
            role: {
                region: with_room(with_floors(place.geometry, role, region), region, parts.width)
                for region, place in layout.regions.items()
            }
            for role, layout in layouts.items()
        },
    )
    fields = _fields(package, parts, file, collector)
    omitted = frozenset(region for region, idx in bindings.regions.items() if idx == OMIT)
    fonts = dict(bindings.fonts)
    return SlideTemplate(file, geometry, layouts, problems, fonts, parts, fields, omitted)


def _candidates(package: Package, master: str) -> tuple[Candidate, ...]:
    """Return the first master's layouts in PowerPoint's order."""
    root = parse_xml(package.read(master), master)
    inherited = read_master(root)
    by_id = {r.id: r.target for r in relations(package, master)}
    key = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    found: list[Candidate] = []
    for entry in root.iterfind("p:sldLayoutIdLst/p:sldLayoutId", NAMESPACES):
        part = by_id[entry.get(key, "")]
        layout = parse_xml(package.read(part), part)
        slide = layout.find("p:cSld", NAMESPACES)
        name = "" if slide is None else slide.get("name", "")
        kind = layout.get("type", "")
        found.append(Candidate(part, name, kind, read_placeholders(layout, inherited)))
    return tuple(found)


def _check_bindings(bindings: TemplateSet, file: str, collector: Collector) -> None:
    for role in unknown_roles(bindings.layouts):
        span = span_of(bindings.layouts[role])
        collector.error("TPL325", f'"{role}" below layouts is no layout role', span,
                        f"the roles are: {', '.join(ROLES)}", file=file)  # fmt: skip
    for region, idx in bindings.regions.items():
        if idx != OMIT and not idx.isdigit():
            span = span_of(idx)
            collector.error("TPL325", f'"{region}: {idx}" below regions is no placeholder', span,
                            "write the number of a placeholder, or omit", file=file)  # fmt: skip
    scripts = [one.value for one in Script if is_complex(one) or is_east_asian(one)]
    for script, font in bindings.fonts.items():
        if script not in scripts:
            collector.error("TPL325", f'"{script}" below fonts is no script with a font of its own',
                            span_of(font), f"the scripts are: {', '.join(scripts)}",
                            "Latin and other letters take the fonts of the theme and the styles",
                            file=file)  # fmt: skip


def _fields(
    package: Package, parts: TemplateParts, file: str, collector: Collector
) -> dict[str, FieldPart]:
    """Compile the fields in the text of masters and layouts."""
    environment = Sandbox(str)
    found: dict[str, FieldPart] = {}
    for name, kind in parts.types.overrides.items():
        word = kind.rsplit(".", 1)[-1].removesuffix("+xml")
        if word not in _WITH_TEXT or name not in package:
            continue
        part = _inflated(package, parts, name)
        if b"{" not in part:
            continue
        root = parse_xml(part, name)
        slide = root.find("p:cSld", NAMESPACES)
        title = "" if slide is None else slide.get("name", "")
        place = f'layout "{title}"' if word == "slideLayout" else "the slide master"
        if word == "notesMaster":
            place = "the notes master"
        prepared = prepare_fields(root, place, file, collector, environment)
        if prepared is not None:
            found[name] = prepared
    return found


def _inflated(package: Package, parts: TemplateParts, name: str) -> bytes:
    """Return a kept part as it is kept: without what was cut out of it."""
    return Package(parts.parts).read(name) if name in parts.parts else package.read(name)
