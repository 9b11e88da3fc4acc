import fc from "fast-check";
import ts from "typescript";
import { expect, test } from "vitest";
import { parse } from "yaml";
import type { NavigationConfig } from "../../../src/config/config.gen.ts";
import { emptyLock, placeKey } from "../../../src/model/lock.ts";
import { entry, past } from "../given.ts";
import { nastyText } from "../../support/hostile/arbitrary.ts";
import { inputs } from "../../support/seed.ts";
import { planNav } from "./navigation.ts";

const runs = { numRuns: inputs(1_000) };
const ids = ["auk", "crane", "dodo", "gull", "heron", "ibis"];

const models = fc.uniqueArray(
  fc.tuple(fc.constantFrom(...ids), fc.oneof({ weight: 2, arbitrary: fc.constant("") }, nastyText)),
  { selector: ([id]) => id, maxLength: 6 },
);

/** An element as it stands in a file: of a model by its slug, or people's own. */
const element = fc.record({
  slug: fc.constantFrom(...ids, "own-1", "own-2", "own-3"),
  before: fc.constantFrom("", "", "comment", "blank"),
  after: fc.constantFrom("", "", " # why", "   # 'so, so' [x]"),
  quote: fc.constantFrom("", "'", '"'),
  space: fc.constantFrom(" ", "  "),
});
const elements = fc.uniqueArray(element, { selector: ({ slug }) => slug, maxLength: 6 });

const style = fc.record({
  indent: fc.constantFrom(0, 2, 4, 7),
  gap: fc.constantFrom(" ", "  ", "   "),
  eol: fc.constantFrom("\n", "\r\n"),
  bom: fc.constantFrom("", "\ufeff"),
  final: fc.boolean(),
  more: fc.boolean(),
});

const isSubsequence = (part: readonly string[], whole: readonly string[]): boolean => {
  let at = 0;
  for (const each of whole) if (each === part[at]) at += 1;
  return at === part.length;
};

const linesOf = (text: string): readonly string[] => text.split(/(?<=\n)/);

const charsOf = (text: string): readonly string[] => text.match(/[^]/g) ?? [];

const readModels: (
  text: string,
  options: { readonly logLevel: "silent" },
) => { readonly nav: readonly { readonly Models: unknown }[] } = parse;

type Mint = { readonly navigation: readonly { readonly pages: unknown }[] };

const readMint = (text: string): { readonly config?: Mint; readonly error?: unknown } =>
  ts.parseConfigFileTextToJson("n.json", text);

/** The elements of the list, by their page. */
const pagesIn = (list: unknown): readonly unknown[] =>
  Array.isArray(list)
    ? list.map((each: unknown): unknown => {
        const values: readonly unknown[] =
          typeof each === "object" && each !== null ? Object.values(each) : [each];
        return values[0];
      })
    : [];

const lockOf = (records: ReturnType<typeof planNav>["records"]) => ({
  ...emptyLock,
  entries: new Map(records.map((each) => [placeKey(each.page, each.place, each.model), each])),
});

const given = (all: readonly (readonly [string, string])[]) =>
  all.map(([id, name]) => entry(`x/${id}`, { name: name.trim() === "" ? id : name, slug: id }));

test("YAML with dashes: every line stays byte for byte, and the list says what it should", () => {
  const nav: NavigationConfig = { file: "n.yml", path: ["nav", "Models"], item: { "{name}": "m/{slug}.md" } };
  fc.assert(
    fc.property(models, elements, style, (all, list, { indent, gap, eol, bom, final, more }) => {
      const pad = " ".repeat(indent + 2);
      const body = list.flatMap(({ slug, before, after, quote, space }) => [
        ...(before === "comment" ? [`${pad}# on ${slug}`] : before === "blank" ? [""] : []),
        `${pad}-${gap}${quote}${slug}${quote}:${space}${quote}m/${slug}.md${quote}${after}`,
      ]);
      const tail = more
        ? ["  # end", "- Z: !t [a, 'b']", "other: &o {x: *o2}".replace("*o2", "1"), "same: *o"]
        : [];
      const text =
        bom +
        ["a: !!python/name:b.c", "nav: # it", "- Models: # them", ...body, ...tail].join(eol) +
        (final ? eol : "");
      const entries = given(all);
      const planned = planNav(nav, entries, text);
      expect(planned.codes).toEqual([]);
      // Without a line end at the end, the last line gets one.
      const kept = linesOf(final ? text : text + eol);
      expect(isSubsequence(kept, linesOf(final ? planned.text : planned.text + eol))).toBe(true);
      const pages = pagesIn(readModels(planned.text, { logLevel: "silent" }).nav[0]?.Models);
      const own = list.map(({ slug }) => `m/${slug}.md`);
      expect(pages.filter((page) => own.includes(String(page)))).toEqual(own);
      expect([...pages].sort()).toEqual([...new Set([...own, ...all.map(([id]) => `m/${id}.md`)])].sort());
      const again = planNav(nav, entries, planned.text, past({ lock: lockOf(planned.records) }));
      expect(again).toMatchObject({ text: planned.text, codes: [], notes: [] });
      expect(planNav(nav, entries, planned.text).text).toBe(planned.text);
      // All that was made goes again, and nothing else.
      const made = planned.records.filter(({ model }) => !own.includes(`m/${model.slice(2)}.md`));
      const gone = made.map(({ model }) => ({
        record: { type: "model" as const, model, fields: {}, absent: 1 },
        absent: 1,
        action: "prune" as const,
      }));
      const rest = entries.filter(({ id }) => !made.some(({ model }) => model === id));
      const back = planNav(nav, rest, planned.text, past({ lock: lockOf(planned.records), gone }));
      expect(back.codes).toEqual([]);
      if (list.length > 0) expect(back.text).toBe(text);
    }),
    runs,
  );
});

const jsonStyle = fc.record({
  layout: fc.constantFrom("lines", "one line", "mixed"),
  indent: fc.constantFrom("  ", "\t", "    "),
  eol: fc.constantFrom("\n", "\r\n"),
  trailing: fc.boolean(),
  comments: fc.boolean(),
  objects: fc.boolean(),
});

test("JSON with comments: nothing but the elements and their commas changes", () => {
  fc.assert(
    fc.property(
      models,
      elements,
      jsonStyle,
      (all, list, { layout, indent, eol, trailing, comments, objects }) => {
        const nav: NavigationConfig = {
          file: "n.json",
          path: ["navigation", { group: "Models" }, "pages"],
          item: objects ? { page: "m/{slug}", title: "{name}", deep: true } : "m/{slug}",
        };
        const note = (slug: string): string => (comments ? ` // on "${slug}", [1]` : "");
        const inline = (slug: string): string => (comments ? `/* ${slug}, */ ` : "");
        const item = (slug: string): string =>
          objects ? `{"page": "m/${slug}",  "title": "${slug}", "deep": true}` : `"m/${slug}"`;
        const parts = list.map(({ slug }, at) => {
          const comma = at < list.length - 1 || trailing ? "," : "";
          if (layout === "lines") return `${eol}${indent}${indent}${item(slug)}${comma}${note(slug)}`;
          const line = layout === "mixed" && at % 2 === 1 ? eol + indent : "";
          return `${line}${inline(slug)}${item(slug)}${comma}`;
        });
        const close = layout === "lines" && list.length > 0 ? eol + indent : "";
        const text = `{ // it${eol}${indent}"navigation": [{ "group": "Models", "pages": [${parts.join("")}${close}] }],${eol}${indent}"x": 1.50 }${eol}`;
        const entries = given(all);
        const planned = planNav(nav, entries, text);
        expect(planned.codes).toEqual([]);
        expect(
          isSubsequence(
            charsOf(text).filter((char) => list.length > 0 || char !== " "),
            charsOf(planned.text),
          ),
        ).toBe(true);
        for (const { slug } of list)
          if (layout === "lines") expect(planned.text).toContain(`${eol}${indent}${indent}${item(slug)}`);
        const { config, error } = readMint(planned.text);
        expect(error).toBeUndefined();
        const pages = pagesIn(config?.navigation[0]?.pages);
        const own = list.map(({ slug }) => `m/${slug}`);
        expect(pages.filter((page) => own.includes(String(page)))).toEqual(own);
        expect([...pages].sort()).toEqual([...new Set([...own, ...all.map(([id]) => `m/${id}`)])].sort());
        const lock = lockOf(planned.records);
        expect(planNav(nav, entries, planned.text, past({ lock }))).toMatchObject({
          text: planned.text,
          notes: [],
        });
        const made = planned.records.filter(({ model }) => !own.includes(`m/${model.slice(2)}`));
        const gone = made.map(({ model }) => ({
          record: { type: "model" as const, model, fields: {}, absent: 1 },
          absent: 1,
          action: "prune" as const,
        }));
        const rest = entries.filter(({ id }) => !made.some(({ model }) => model === id));
        const back = planNav(nav, rest, planned.text, past({ lock, gone }));
        expect(back.codes).toEqual([]);
        if (list.length > 0) expect(back.text).toBe(text);
      },
    ),
    runs,
  );
});
