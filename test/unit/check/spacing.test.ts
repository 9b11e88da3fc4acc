import { describe, expect, it } from "vitest";
import { block, configs, found, snippets } from "./support.ts";

const [ant, bee, cat] = ["Ant", "Bee", "Cat"].map((name) => block(name));

const onPage = (...parts: readonly (string | undefined)[]) =>
  found({ ...snippets, "p.md": parts.join("") }, configs.python);

const head = "# Python\n\nIntro.\n\n";

describe("entry-spacing", () => {
  it.each([
    [
      "above an entry",
      [head, ant, bee, "\n", cat],
      'p.md:10 entry-spacing: There is no blank line beside the entry "Bee".',
    ],
    [
      "below the intro",
      ["# Python\n\nIntro.\n", ant, "\n", bee, "\n", cat],
      'p.md:4 entry-spacing: There is no blank line beside the entry "Ant".',
    ],
    [
      "below an entry",
      [head, ant, "\n", bee, "\n", cat, "Prose.\n"],
      'p.md:22 entry-spacing: There is no blank line beside the entry "Cat".',
    ],
  ])("none %s", (_, parts, want) => {
    expect(onPage(...parts)).toEqual([want]);
  });

  it.each([
    ["where people leave none anywhere", [head, ant, bee, cat]],
    ["right below the heading", ["# Python\n", ant, "\n", bee, "\n", cat]],
    ["beside comments and raw elements", [head, "<!-- a -->\n", ant, "\n", bee, "\n", cat, "</div>\n"]],
  ])("not %s", (_, parts) => {
    expect(onPage(...parts)).toEqual([]);
  });
});

describe("entry-blank-lines", () => {
  it.each([
    [
      "between two entries",
      [head, ant, "\n\n", bee, "\n", cat],
      'p.md:11 entry-blank-lines: There are 2 blank lines beside the entry "Bee".',
    ],
    [
      "before the first",
      [head, "\n\n", ant, "\n", bee, "\n", cat],
      'p.md:5 entry-blank-lines: There are 3 blank lines beside the entry "Ant".',
    ],
    [
      "before the next heading",
      [head, ant, "\n", bee, "\n", cat, "\n \n## Next\n"],
      'p.md:23 entry-blank-lines: There are 2 blank lines after the entry "Cat".',
    ],
  ])("%s", (_, parts, want) => {
    expect(onPage(...parts)).toEqual([want]);
  });

  it.each([
    ["where people leave two everywhere", [head, ant, "\n\n", bee, "\n\n", cat]],
    ["elsewhere in the page", [head, ant, "\n", bee, "\n", cat, "\n## Next\n\n\n\nProse.\n\n\n"]],
    ["at the end of the page", [head, ant, "\n", bee, "\n", cat, "\n\n\n"]],
  ])("not %s", (_, parts) => {
    expect(onPage(...parts)).toEqual([]);
  });
});

describe("heading-spacing", () => {
  const message = "heading-spacing: There is no blank line above this heading.";

  it.each([
    ["right below an entry", [head, ant, "\n", bee, "\n", cat, "### CLI\n"], `p.md:22 ${message}`],
    [
      "below prose, where all others have one",
      [head, ant, "\n", bee, "\n", cat, "\n## A\n\n## B\n\nProse.\n## C\n"],
      `p.md:28 ${message}`,
    ],
  ])("%s", (_, parts, want) => {
    expect(onPage(...parts)).toEqual([want]);
  });

  it.each([
    ["where people leave none", [head, ant, "\n", bee, "\n", cat, "\nA.\n## A\nB.\n## B\n"]],
    ["below front matter", ["---\ntitle: x\n---\n", head, ant, "\n", bee, "\n", cat]],
    [
      "below another heading, an anchor or a comment",
      [head, ant, "\n", bee, "\n", cat, '\n## A\n### B\n\n<a id="c"></a>\n## C\n\n<!-- d -->\n## D\n'],
    ],
    ["in code", [head, ant, "\n", bee, "\n", cat, "\n```bash\nls\n# list\n```\n"]],
  ])("not %s", (_, parts) => {
    expect(onPage(...parts)).toEqual([]);
  });
});
