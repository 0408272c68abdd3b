"""The labels of the Traffic Light Protocol, version 2.0 (FIRST, August 2022), and their order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

MARKINGS: Final = ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED")
"""From what anyone may read to what stays in the room."""


_SAID: Final = {
    "TLP:CLEAR": "white clear blanc blanche blanco branco weiss weiß bianco puti putih trắng ស ຂາວ",
    "TLP:GREEN": "green vert verde grün gruen hijau berde xanh lục បៃតង ຂຽວ",
    "TLP:AMBER": "amber orange ambre ámbar âmbar gelb bernstein kuning dilaw vàng cam លឿង ເຫຼືອງ",
    "TLP:RED": "red rouge rojo rosso vermelho rot merah pula đỏ ក្រហម ແດງ",
}
"""How people write the labels: the name of TLP 1.0, and the colour in words of other languages."""


def label_meant(written: str) -> str:
    """Return the label somebody meant who wrote another one; empty when nobody can say."""
    words = [
        word for word in re.split(r"[\s:;,.+/_-]+", written.casefold()) if word not in {"", "tlp"}
    ]
    strict = "strict" in words
    words = [word for word in words if word != "strict"]
    found = {label for label, said in _SAID.items() for word in words if word in said.split()}
    if len(found) != 1:
        return ""
    label = found.pop()
    return "TLP:AMBER+STRICT" if strict and label == "TLP:AMBER" else label


def strictest(markings: Iterable[str]) -> str:
    """Return the strictest label; an absent one (the empty string) says nothing."""
    return max((m for m in markings if m), key=MARKINGS.index, default="")


def looser(marking: str, other: str) -> bool:
    """Whether a label lets more people read than another one."""
    return MARKINGS.index(marking) < MARKINGS.index(other)
