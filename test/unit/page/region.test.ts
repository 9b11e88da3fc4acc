import { describe, expect, it } from "vitest";
import { scanPage } from "../../../src/page/scan.ts";
import { findRegion, placeName } from "../../../src/page/region.ts";
import type { Place } from "../../../src/config/settings.ts";
import { lines } from "../given.ts";

const place = (more: Partial<Place>): Place => ({
  page: "guide.md",
  heading: [],
  tab: undefined,
  marker: undefined,
  optional: false,
  where: "sections[0]",
  ...more,
});

/** The region's lines, joined; or what is wrong. */
const found = (text: string, more: Partial<Place>): string => {
  const page = scanPage("guide.md", text);
  const outcome = findRegion(page, place(more), "config.json");
  if (!outcome.ok)
    return outcome.problems
      .map(({ code, where, message, fix }) => `${code} at ${where}: ${message} ${fix}`)
      .join("; ");
  const { first, last } = outcome.value;
  return text.split("\n").slice(first, last).join("/");
};

const guide = lines(
  "# Guide",
  "intro",
  "## Python",
  "p1",
  "## Quickstart **snippets** { #quick }",
  "q",
  "### Python",
  "p2",
  "### CLI",
  "c",
  "#### more",
  "m",
  "",
  "Last",
  "---",
  "l",
);

describe("under a heading", () => {
  it.each<readonly [heading: readonly string[], want: string]>([
    [[], guide.trimEnd().split("\n").join("/")],
    [["Quickstart snippets"], "q/### Python/p2/### CLI/c/#### more/m/"],
    [["Quickstart snippets", "Python"], "p2"],
    [["Quickstart snippets", "CLI"], "c/#### more/m/"],
    [["Guide", "CLI", "more"], "m/"],
    [["Last"], "l"],
  ])("%j: %s", (heading, want) => {
    expect(found(guide, { heading })).toBe(want);
  });

  it.each<readonly [heading: readonly string[], want: string]>([
    [
      ["Python"],
      'section-ambiguous at config.json: sections[0]: guide.md has 2 places called Python (after lines 3, 7). Let `heading` say which one: ["Guide","Python"] (line 3) or ["Quickstart snippets","Python"] (line 7).',
    ],
    [
      ["Quickstart snippets", "Pyhton"],
      "section-not-found at config.json: sections[0]: guide.md has no heading `Quickstart snippets › Pyhton`. Did you mean `Python`?",
    ],
    [
      ["Quickstart snippets", "Pyhton", "Deeper"],
      "section-not-found at config.json: sections[0]: guide.md has no heading `Quickstart snippets › Pyhton`. Did you mean `Python`?",
    ],
    [
      ["CLI", "Python"],
      "section-not-found at config.json: sections[0]: guide.md has no heading `CLI › Python`. Did you mean `Python`?",
    ],
  ])("%j: %s", (heading, want) => {
    expect(found(guide, { heading })).toBe(want);
  });

  it("that repeats the page's title is one place, not two", () => {
    expect(found(lines("# Start", "## Start", "### Python", "p"), { heading: ["Start", "Python"] })).toBe(
      "p",
    );
  });

  it("a fence that is never closed is named as the reason", () => {
    expect(found(lines("# a", "```", "# b"), { heading: ["b"] })).toContain(
      "The code block in line 2 is never closed, so all after it is code.",
    );
  });
});

describe("a page with the conflict of a merge", () => {
  const conflict = (eol: string): string =>
    ["# a", "<<<<<<< HEAD", "| 1 |", "=======", "| 2 |", ">>>>>>> other", "# b"].join(eol);
  it.each([
    [
      "has no places",
      conflict("\n"),
      "page-unreadable at config.json: sections[0]: guide.md has the conflict of a merge from line 2 on",
    ],
    ["has no places, whatever its line ends", conflict("\r\n"), "page-unreadable"],
    ["that it shows as code has", `# c\n\n\`\`\`\n${conflict("\n")}\n\`\`\`\n`, "# c"],
    ["is none without both sides", "# a\n<<<<<<< HEAD\ntext\n", "# a"],
  ])("%s", (_, text, want) => {
    expect(found(text, {})).toContain(want);
  });
});

describe("in a tab", () => {
  const tabbed = lines(
    '=== "Trial"',
    "",
    "    t1",
    "",
    "    t2",
    "",
    '=== "Core"',
    "    c1",
    '    === "Inner"',
    "        i",
    "after",
    "```",
    '=== "Code"',
    "```",
  );
  it.each([
    ["Trial", "/    t1//    t2/"],
    ["Core", '    c1/    === "Inner"/        i'],
    ["Inner", "        i"],
  ])("%s: %s", (tab, want) => {
    expect(found(tabbed, { tab })).toBe(want);
  });

  it("or not", () => {
    expect(found(tabbed, { tab: "Code" })).toMatch(
      /^section-not-found at config.json: sections\[0\]: guide.md has no tab `Code` there. Did you mean `Core`\?/,
    );
    expect(found("# T\n\ntext", { tab: "Code" })).toMatch(/ Add a `=== "Code"` tab/);
    expect(found(tabbed + tabbed, { tab: "Core" })).toMatch(
      /^section-ambiguous .* 2 places called tab "Core"/,
    );
  });
});

describe("between markers", () => {
  const marker = (edge: string, name = "models") => `<!-- kluster-gen ${edge} ${name} -->`;
  it.each<readonly [what: string, text: string, want: string]>([
    ["one pair", lines("a", marker("start"), "x", "y", marker("end"), "b"), "x/y"],
    ["an empty one", lines(marker("start"), marker("end")), ""],
    [
      "beside another pair",
      lines(marker("start", "other"), "o", marker("end", "other"), marker("start"), "x", marker("end")),
      "x",
    ],
    [
      "written without spaces",
      lines("<!--kluster-gen start models-->", "x", "<!--kluster-gen end models-->"),
      "x",
    ],
    [
      "shown in code before it",
      lines("```", marker("start"), "code", marker("end"), "```", marker("start"), "x", marker("end")),
      "x",
    ],
  ])("%s", (_, text, want) => {
    expect(found(text, { marker: "models" })).toBe(want);
  });

  it.each<readonly [what: string, text: string, code: string]>([
    ["none", "a\n", "section-not-found"],
    ["never ended", lines(marker("start"), "x"), "section-not-found"],
    ["ended before it starts", lines(marker("end"), "x", marker("start")), "section-not-found"],
    ["two pairs", lines(marker("start"), marker("end"), marker("start"), marker("end")), "section-ambiguous"],
  ])("%s", (_, text, code) => {
    expect(found(text, { marker: "models" })).toContain(code);
  });
});

it("heading, tab and marker narrow each other", () => {
  const text = lines(
    "# A",
    '=== "T"',
    "    no",
    "# B",
    '=== "T"',
    "    <!-- kluster-gen start m -->",
    "    yes",
    "    <!-- kluster-gen end m -->",
  );
  const narrow = { heading: ["B"], tab: "T", marker: "m" };
  expect(found(text, narrow)).toBe("    yes");
  expect(placeName(place(narrow))).toBe('B › tab "T" › marker "m"');
  expect(placeName(place({}))).toBe("the page");
});
