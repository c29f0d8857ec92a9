"""A text that leads somewhere: `{{ 名称|链接(网址) }}` makes one, or a program puts it into the names."""

from __future__ import annotations

import re

_SAFE = re.compile(r"(https?://[^\s/]|mailto:\S|#\S).*", re.IGNORECASE)  # on a single line


class Link(str):
    """`text` that leads to `address`; where nothing can lead anywhere it prints as its text.

    A template reads the text of a link and never the address.
    """

    __slots__ = ("address",)
    address: str

    def __new__(cls, text: str, address: str) -> Link:
        link = super().__new__(cls, text)
        link.address = address
        return link

    def __eq__(self, other: object) -> bool:
        return str.__eq__(self, other) is True and getattr(other, "address", self.address) == self.address

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = str.__hash__

    @property
    def is_safe(self) -> bool:
        """Whether a click can do no more than open a page, begin a letter or go to another cell."""
        return bool(_SAFE.fullmatch(self.address))
