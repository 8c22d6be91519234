"""The last few answers are made once and the longest unused goes."""

from __future__ import annotations

from luoshi.desk.texts.editions.recent import Recent


def test_an_answer_is_made_once_and_the_longest_unused_goes() -> None:
    made: list[str] = []
    recent: Recent[str] = Recent(2)

    def ask(key: str) -> str:
        def make() -> str:
            made.append(key)
            return key.upper()

        return recent.get(key, make)

    assert [ask("a"), ask("b"), ask("a"), ask("c"), ask("a"), ask("b")] == ["A", "B", "A", "C", "A", "B"]
    assert made == ["a", "b", "c", "b"]
