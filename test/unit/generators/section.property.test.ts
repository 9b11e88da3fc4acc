import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nastyText } from "../../support/hostile/arbitrary.ts";
import { inputs } from "../../support/seed.ts";
import { settings } from "../given.ts";
import { entries, joined, linesOf, plan } from "./pages.ts";

const runs = inputs(10_000);

const block = (name: string, indent = "", fence = "```") =>
  [
    `??? example "${name}"`,
    "",
    `    ${fence}python`,
    `    --8<-- 'x/${name.slice(-1).toLowerCase()}.py'`,
    `    ${fence}`,
  ]
    .map((line) => (line === "" ? "" : indent + line))
    .join("\n");

const pagePieces = fc.array(
  fc.oneof(
    fc.constantFrom(
      "# Title",
      "## Snippets",
      "### Python",
      "### CLI",
      "#### More",
      "Underlined\n---",
      "Also\n===",
      "Of several\nlines\n---",
      "---",
      "> quote",
      "> ### Python\n> text",
      "> [!NOTE]\n> text",
      "1. numbered\n\n   text",
      "\n    code\n",
      "<div>",
      "</div>",
      "### Python { #py }",
      "",
      "",
      "\n",
      "   ",
      "text",
      "- item",
      "***",
      "---\n# front: matter\n---",
      "```",
      "```bash\n# x\n### Python\n```",
      "~~~\n```\n~~~",
      "````\n```\n````",
      "    ```",
      "    ```\n    open",
      "<!--\n### Python\n-->",
      "<!--",
      "-->",
      "<pre>\n# x\n</pre>",
      '=== "Python"',
      '=== "Python"\n\n    text',
      "    indented",
      "\tindented",
      '!!! note "x"\n    body',
      "???",
      "| a | b |\n|---|---|\n| 1 | 2 |",
    ),
    fc.constantFrom(
      block("Model a"),
      block("Model b"),
      block("Model M"),
      block("Model z"),
      block("Other"),
      block("Model a", "    "),
      block("Model a", "", "~~~"),
      block("Model m", "\t"),
      block("Model b", "> "),
      block("Model z", "        "),
      `- item\n\n${block("Model b", "    ")}`,
      `!!! note\n\n${block("Model a", "    ")}\n\n${block("Model z", "    ")}`,
      `> [!NOTE]\n${block("Model a", "> ").replaceAll(/^$/gm, ">")}`,
      '??? example "Model b"',
      '???+ example "Model z"\n\n    a\n\n\n    b',
      '??? example "Model a"\n```\ncode\n```',
      `\`\`\`\n${block("Model a")}\n\`\`\``,
      `<!--\n${block("Model a")}\n-->`,
      `${block("Model a")}\n### CLI`,
      '??? example "Open"\n\n    ```python\n    x',
    ),
    nastyText,
  ),
  { maxLength: 12 },
);

const sections = fc.constantFrom(
  ...[
    { heading: ["Python"] },
    { heading: ["Snippets", "Python"] },
    { heading: ["Underlined"] },
    { tab: "Python" },
    {},
  ].map((place) =>
    settings({
      snippets: [{ kind: "k", language: "python", path: "x/{slug}.py" }],
      sections: [{ page: "p.md", kind: "k", language: "python", format: "mkdocs-details", ...place }],
    }),
  ),
);

describe("a section of any page", () => {
  it("gets whole lines and nothing else: without them the page is as before, and a second plan is empty", () => {
    let changed = 0;
    fc.assert(
      fc.property(
        joined(
          fc
            .tuple(
              fc.constantFrom("", "### Python", "## Snippets\n### Python", "Underlined\n===", '=== "Python"'),
              pagePieces,
            )
            .map(([first, rest]) => [first, ...rest]),
        ),
        sections,
        entries,
        (text, given, models) => {
          const planned = plan(given, models, text);
          if ("codes" in planned) {
            // What is refused is refused for a reason: no such place, several, or code that is never closed.
            const unclosed = /```|~~~|<!--|<(?:pre|script|style|textarea)/i.test(text)
              ? "|page-unsettled"
              : "";
            expect(planned.codes.join()).toMatch(
              new RegExp(`^(?:section-not-found|section-ambiguous${unclosed})$`),
            );
            return;
          }
          if (planned.text === text) return;
          changed += 1;
          expect(plan(given, models, planned.text)).toEqual({ text: planned.text });
          expect(isLeft(text, planned.text)).toBe(true);
          const grown = planned.text.split("\n").length - text.split("\n").length;
          expect(grown % 6).toBe(0);
          expect(grown / 6).toBeLessThanOrEqual(models.length);
        },
      ),
      { numRuns: runs },
    );
    expect(changed).toBeGreaterThan(runs / 5);
  });
});

/** Whether the lines of `part` are left when some lines of `whole` are taken out; a line that was the last may have got an end. */
const isLeft = (part: string, whole: string): boolean => {
  const rest = linesOf(part);
  let at = 0;
  for (const line of linesOf(whole))
    if (line === rest[at] || (at === rest.length - 1 && line.trimEnd() === rest[at]?.trimEnd())) at += 1;
  return at === rest.length;
};
