"""One line of an issue: what was measured, against what, and whether it will do."""

from dataclasses import dataclass


@dataclass
class Line:
    name: str
    # What lunette does, and what its peer does, in words.
    figure: str
    peer: str = ""
    ratio: float | None = None
    # The ratio is to be at least this, or at most that; a line with neither only informs.
    at_least: float | None = None
    at_most: float | None = None
    # Where the time goes; shown when the line falls short.
    reason: str = ""

    @property
    def is_short(self):
        if self.ratio is None:
            return False
        below = self.at_least is not None and self.ratio < self.at_least
        return below or (self.at_most is not None and self.ratio > self.at_most)

    @property
    def verdict(self):
        if self.is_short:
            return f"short: {self.reason}"
        return "met" if self.target else "no target"

    @property
    def target(self):
        if self.at_least is not None:
            return f"at least {self.at_least:g}"
        return f"at most {self.at_most:g}" if self.at_most is not None else ""

    def __str__(self):
        text = f"{self.name}\n    {self.figure}"
        if self.peer:
            text += f"\n    {self.peer}"
        if self.ratio is not None:
            target = f", target {self.target}" if self.target else ""
            text += f"\n    ratio {self.ratio:.3f}{target}: {self.verdict}"
        return text
