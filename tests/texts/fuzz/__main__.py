"""The long run: ``python -m tests.texts.fuzz [--seconds N] [--ours]``.

With atheris (libFuzzer for Python; it comes as a wheel for Linux) the coverage of ``luoshi.texts`` leads the
mutations; with ``--ours``, or without atheris, our own mutator tries seed after seed. What fails is printed: add it,
as small as it can be made, to ``corpus.yaml``.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path


def main() -> int:
    """Drive the harness until the time is over."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--ours", action="store_true", help="use our own mutator although atheris is there")
    options = parser.parse_args()
    if options.ours or find_spec("atheris") is None:
        return _ours(options.seconds)
    return _atheris(options.seconds)


def _ours(seconds: int) -> int:
    from tests.texts.fuzz.harness import one_text
    from tests.texts.fuzz.mutate import mutated

    end, seed = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        text = mutated(seed)
        try:
            one_text(text)
        except Exception:
            print(f"seed {seed}: {text!r}", file=sys.stderr)
            raise
        seed += 1
    print(f"{seed} texts of our own mutator: nothing found")
    return 0


def _atheris(seconds: int) -> int:
    import atheris

    with atheris.instrument_imports(include=["luoshi.texts"]):
        from tests.texts.fuzz.harness import corpus, one_file, one_text

    def one_input(data: bytes) -> None:
        """The first byte says whether the rest is a file or a text."""
        if data[:1] == b"\x01":
            one_file(data[1:])
        else:
            one_text(data[1:].decode("utf-8", "replace"))

    with tempfile.TemporaryDirectory() as folder:
        for name, text in corpus().items():
            Path(folder, name).write_bytes(b"\x00" + text.encode())
        arguments = ["-max_len=4096", f"-max_total_time={seconds}", "-timeout=20", f"-artifact_prefix={folder}/"]
        atheris.Setup([sys.argv[0], folder, *arguments], one_input)
        atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
