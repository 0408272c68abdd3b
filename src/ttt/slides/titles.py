"""Titles that differ: who navigates a deck by its titles must know where they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ttt.slides.headings import RawSlide
from ttt.slides.words import plain


def suffixes(slides: Sequence[RawSlide]) -> tuple[str, ...]:
    """Return what each title takes on to be unlike all others; empty for most.

    Slides of one title are told apart by their rail numbers where each has its own, else the
    second and later ones are counted: "Group work", "Group work (2)".
    """
    titles = [" ".join(plain(slide.title).split()) for slide in slides]
    total = Counter(map(str.casefold, titles))
    if len(total) == len(titles):
        return ("",) * len(titles)
    rails: dict[str, list[str]] = {}
    for title, slide in zip(titles, slides, strict=True):
        rails.setdefault(title.casefold(), []).append(_rail(slide))
    taken = {title.casefold() for title in titles}
    apart = {key: all(own) and len(set(own)) == len(own) for key, own in rails.items()}
    seen: Counter[str] = Counter()
    found: list[str] = []
    for title, slide in zip(titles, slides, strict=True):
        key = title.casefold()
        seen[key] += 1
        rail = _rail(slide)
        if total[key] == 1:
            found.append("")
        elif apart[key] and f"{key} ({rail})" not in taken:
            found.append(f" ({rail})")
        elif seen[key] == 1:
            found.append("")
        else:
            number = seen[key]
            while f"{key} ({number})" in taken:
                number += 1
            found.append(f" ({number})")
        taken.add(f"{key}{found[-1]}")
    return tuple(found)


def _rail(slide: RawSlide) -> str:
    return " ".join(plain(d.content) for d in slide.content.texts.get("rail_number", ())).strip()
