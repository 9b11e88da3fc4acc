import { describe, expect, test } from "vitest";
import { codeOfPage } from "../../../../src/verify/fences/fences.ts";

const code = (...lines: readonly string[]) => codeOfPage("guide.md", lines.join("\n"));

/** Line, language and text of each fence. */
const seen = (...lines: readonly string[]) =>
  code(...lines).fences.map(({ line, language, text }) => [line, language, text]);

describe("fences of a page", () => {
  test("are those in a known language, by its own name, without their indentation", () => {
    expect(
      seen(
        "```py",
        "a",
        "```",
        "",
        "1. x",
        "   ```sh title=y",
        "   b",
        "     c",
        "   ```",
        "```",
        "d",
        "```",
        "~~~ {.ts}",
        "e",
        "~~~",
      ),
    ).toEqual([
      [1, "python", "a\n"],
      [6, "bash", "b\n  c\n"],
      [13, "typescript", "e\n"],
    ]);
  });

  test("go on from the one of their language above", () => {
    expect(
      seen(
        "```py",
        "a",
        "```",
        "```sh",
        "b",
        "```",
        "```py kluster-gen=continues",
        "c",
        "```",
        "```py kluster-gen=continues",
        "d",
        "```",
      ),
    ).toEqual([
      [1, "python", "a\n"],
      [4, "bash", "b\n"],
      [7, "python", "a\nc\n"],
      [10, "python", "a\nc\nd\n"],
    ]);
  });

  test("begin with the set-up of their language, shown or hidden", () => {
    expect(
      seen(
        "<!-- kluster-gen=setup python",
        "h",
        "-->",
        "```sh kluster-gen=setup",
        "s",
        "```",
        "```py",
        "a",
        "```",
        "```sh",
        "b",
        "```",
      ),
    ).toEqual([
      [7, "python", "h\na\n"],
      [10, "bash", "s\nb\n"],
    ]);
  });

  test("are marked by a comment above them too", () => {
    const { fences } = code(
      "<!-- kluster-gen=skip -->",
      "",
      "```py",
      "a",
      "```",
      "{/* kluster-gen=exit:2 */}",
      "```py",
      "b",
      "```",
      "# kluster-gen=skip",
      "```py",
      "c",
      "```",
    );
    expect(fences.map(({ marks: { skip, exit } }) => [skip, exit])).toEqual([
      [true, 0],
      [false, 2],
      [false, 0],
    ]);
  });

  test("show their output below", () => {
    const { fences } = code("```py kluster-gen=output", "print(1)", "```", "prints", "```text", "1", "```");
    expect(fences.map(({ text, shown }) => [text, shown])).toEqual([["print(1)\n", "1\n"]]);
  });

  test("that go on from nothing say so", () => {
    const { fences } = code("```py kluster-gen=continues", "a", "```");
    expect(fences[0]?.marks.unknown).toEqual(["continues (no fence of its language is above)"]);
  });

  test("which another file fills are that file's matter", () => {
    expect(
      code("```py", '--8<-- "a.py"', "```", "<<< @/b.ts{2}", "```py", '--8<-- "c.py:1:2"', "```"),
    ).toEqual({
      fences: [],
      included: [
        { page: "guide.md", line: 2, path: "a.py" },
        { page: "guide.md", line: 4, path: "b.ts" },
      ],
    });
  });
});
