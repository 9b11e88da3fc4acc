import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Entry } from "../../../src/model/entry.ts";
import { knownTitles } from "../../../generators/section/claim.ts";
import { formats } from "../../../generators/section/formats.ts";
import { titleOf } from "../../../generators/section/made.ts";
import { emptyLock } from "../../../src/model/lock.ts";
import { scanPage } from "../../../src/page/scan.ts";
import { merge3 } from "../../../src/text/merge.ts";
import { findRegion } from "../../../src/page/region.ts";
import { findEntries } from "../../../src/page/wrapper.ts";
import { ok } from "../../../src/model/problem.ts";
import { nastyText } from "../../support/hostile/arbitrary.ts";
import { inputs } from "../../support/seed.ts";
import { entry, settings, valueOf } from "../given.ts";
import { entries, joined, linesOf, plan, planAfter } from "./pages.ts";

const runs = inputs(500);

/** Pieces of pages with entries of every format, whole and broken. */
const pieces = fc.constantFrom(
  "# Title",
  "# Models",
  "### Other",
  "#### Deep",
  "",
  "",
  "text",
  "```\n### Code\n<TabItem>\n```",
  "<!-- </details>\n<tr> -->",
  "{/*\n### No\n*/}",
  '??? example "Model a"\n\n    text',
  '=== "Model b"\n\n    ```\n    code\n    ```',
  "<details><summary>Model a</summary>\n\ntext\n\n</details>",
  "<details>\n<summary><b>Model z</b></summary>\n\n<details><summary>In</summary>\n</details>\n\n</details>",
  "<details>",
  "</details>",
  '<Tabs>\n<TabItem value="a" label="Model a">\n\n`</TabItem>`\n\n</TabItem>\n</Tabs>',
  '<Tabs groupId="g">\n  <TabItem value="m" label=\'Model m\'>\n  x\n  </TabItem>\n\n  <TabItem value="b" label="Model b">\n  y\n  </TabItem>\n</Tabs>',
  "<Tabs>",
  "</Tabs>",
  "<Tabs>\n</Tabs>",
  '<AccordionGroup>\n  <Accordion title="Model b">\n    x\n  </Accordion>\n</AccordionGroup>',
  '<Accordion title="Model z" icon="x">\nx\n</Accordion>',
  "<CodeGroup>\n```python Model a\nx = 1\n```\n```bash Model b lines\nls\n```\n</CodeGroup>",
  "<CodeGroup>\n\n</CodeGroup>",
  '{% tabs %}\n{% tab title="Model a" %}\nx\n{% endtab %}\n\n{% tab title="Model z" %}\n{% endtab %}\n{% endtabs %}',
  "{% tabs %}\n{% endtabs %}",
  "- **Model a**\n- [Model z](z.md)\n  - deeper",
  "* Model b: text\n\n  more",
  "<table>\n<thead><tr><th>Model</th></tr></thead>\n<tbody>\n<tr><td>Model b</td><td>1</td></tr>\n</tbody>\n</table>",
  "<tr>\n  <td>Model a</td>\n</tr>",
  "### Model a\n\ntext\n\n#### More\n\ntext",
  "### Model b {#b}\n## Out",
);

const page = joined(
  fc
    .tuple(
      fc.constantFrom("", "# Models"),
      fc.array(fc.oneof({ weight: 6, arbitrary: pieces }, nastyText), { maxLength: 8 }),
    )
    .map(([first, rest]) => [first, ...rest]),
);

const code = fc.oneof(
  fc.constantFrom(
    "print(1)\n",
    "a = 1\n\n\n    b\n",
    "```\n# x\n```\n",
    "````md\n~~~\n### Model a\n````\n",
    "</details>\n</TabItem>\n{% endtab %}\n<!--\n",
  ),
  nastyText.map((text) => `${text.replace(/[\r\u2028\u2029]/g, "").trimEnd()}\n`),
);

const bodies: Readonly<Record<string, string[]>> = {
  "list-item": ["", "{id}: {name}"],
  "html-row": ["<td>{title}</td>", '<td class="{name}">{name}, {id}</td>'],
};

/** A section of each format under a heading, or in the whole page; formats that include a file have one. */
const given = (name: string, heading: boolean) =>
  settings({
    snippets: [
      name.startsWith("mkdocs")
        ? { kind: "k", language: "python", path: "x/{slug}.py" }
        : { kind: "k", language: "python" },
    ],
    sections: [
      {
        page: "p.md",
        kind: "k",
        language: "python",
        format: name,
        ...(bodies[name] === undefined ? {} : { body: bodies[name] }),
        ...(heading ? { heading: ["Models"] } : {}),
      },
    ],
  });

/** The titles of a section's entries. */
const titles = (
  text: string,
  { sections: [section] }: ReturnType<typeof given>,
  models: readonly Entry[],
): readonly string[] => {
  if (section === undefined) return [];
  const scanned = scanPage("p.md", text);
  const sought = { section, titles: knownTitles(section, itemsOf(models), new Map()), file: "c" };
  return valueOf(findEntries(scanned, valueOf(findRegion(scanned, section, "c")), sought)).blocks.map(
    ({ title }) => title,
  );
};

const itemsOf = (models: readonly Entry[]) => models.map((model) => ({ entry: model, includes: [] }));

/** Whether the lines of `part` are left when some lines of `whole` are taken out; a line that was the last may have got an end. */
const isLeft = (part: string, whole: string): boolean => {
  const rest = linesOf(part);
  let at = 0;
  for (const line of linesOf(whole))
    if (line === rest[at] || (at === rest.length - 1 && line.trimEnd() === rest[at]?.trimEnd())) at += 1;
  return at === rest.length;
};

const inlineOf = (snippet: string) => ({ render: () => ok(snippet), merge: merge3, unpack: () => undefined });

/** The code of the entries, as a reader of the page gets it; undefined where the format shows none. */
const codesOf = (text: string, config: ReturnType<typeof given>): readonly string[] => {
  const scanned = scanPage("p.md", text);
  const [section] = config.sections;
  if (section?.format.code !== true) return [];
  const { blocks } = valueOf(
    findEntries(scanned, valueOf(findRegion(scanned, section, "c")), {
      section,
      titles: new Set(),
      file: "c",
    }),
  );
  return blocks.flatMap(({ first, last, lead }) => {
    const [fence] = [...scanned.fences].filter(([line]) => line >= first && line < last);
    const lines = text
      .split(/\r?\n/)
      .slice((fence?.[0] ?? 0) + 1, (fence?.[1] ?? 1) - 1)
      .map((line) => (line.startsWith(lead) ? line.slice(lead.length) : line));
    return fence === undefined ? [] : [lines.join("\n")];
  });
};

describe.each([...formats.keys()])("entries of %s that the tool made", (name) => {
  it("follow whatever the catalog and the template say, and nothing around them changes", () => {
    const frame = fc.constantFrom("", "Before.\n\n- **Model x**\n\n", "| a |\n|---|\n\n");
    fc.assert(
      fc.property(
        frame,
        entries,
        entries,
        code,
        code,
        fc.boolean(),
        (before, old, now, first, second, crlf) => {
          const config = given(name, true);
          const eol = (text: string): string => (crlf ? text.replaceAll("\n", "\r\n") : text);
          const [start, end] = [eol(`${before}# Models\n\n`), eol("\n# End\n\nAfter.\n")];
          const made = planAfter(config, old, start + end, emptyLock, inlineOf(first));
          if ("codes" in made) throw new Error(made.codes.join());
          // The same models, with the names that come next.
          const renamed = old.map(({ id }, index) => entry(id, { name: now[index]?.name ?? "New" }));
          const next = planAfter(config, renamed, made.text, made.lock, inlineOf(second));
          if ("codes" in next) throw new Error(next.codes.join());
          expect(planAfter(config, renamed, next.text, next.lock, inlineOf(second))).toEqual(next);
          expect(next.text.startsWith(start.trimEnd())).toBe(true);
          expect(next.text.endsWith(end.trimStart())).toBe(true);
          const [section] = config.sections;
          if (section === undefined) return;
          expect([...titles(next.text, config, renamed)].sort()).toEqual(
            renamed.map((model) => titleOf(section, model)).sort(),
          );
          if (section.format.code)
            expect(codesOf(next.text, config)).toEqual(renamed.map(() => second.replace(/\n$/, "")));
        },
      ),
      { numRuns: runs / 2 },
    );
  });
});

describe.each([...formats.keys()])("entries of %s, in any page", (name) => {
  it("are added as whole lines, read as what they are, and added once", () => {
    let changed = 0;
    fc.assert(
      fc.property(page, fc.boolean(), entries, code, (text, heading, models, snippet) => {
        const config = given(name, heading);
        const inline = inlineOf(snippet);
        const planned = plan(config, models, text, inline);
        if ("codes" in planned) {
          const unclosed = /```|~~~|<!--|\{\/\*|<(?:pre|script|style|textarea|details|tabs|table|tr)|\{%/i;
          // A heading of a model at another level than the format's is told of, and is no error.
          const codes = planned.codes.filter((each) => !name.startsWith("heading") || each !== "entry-level");
          if (codes.length === 0) return;
          expect(codes.join()).toMatch(
            unclosed.test(text)
              ? /^(?:section-not-found|section-ambiguous|page-unsettled)$/
              : /^(?:section-not-found|section-ambiguous)$/,
          );
          return;
        }
        if (planned.text === text) return;
        changed += 1;
        expect(plan(config, models, planned.text, inline)).toEqual({ text: planned.text });
        expect(isLeft(text, planned.text)).toBe(true);
        const [section] = config.sections;
        const before = titles(text, config, models);
        const after = titles(planned.text, config, models);
        expect(after.length).toBeGreaterThan(before.length);
        expect(after.length).toBeLessThanOrEqual(before.length + models.length);
        const wanted = models.flatMap((model) => (section === undefined ? [] : [titleOf(section, model)]));
        for (const title of after) expect([...before, ...wanted]).toContain(title);
      }),
      { numRuns: runs },
    );
    expect(changed).toBeGreaterThan(runs / 10);
  });
});
