import fc from "fast-check";
import { expect, it } from "vitest";
import { emptyLock } from "../../../src/model/lock.ts";
import { edited, edits, marksIn, ownersByCall } from "./life-edits.ts";
import { entryOf, type Model, models, settingsOf, type Shape, shapesOf } from "./life.ts";
import { pageOf } from "./life-pages.ts";
import { turn } from "./turns.ts";

const turns = fc.array(fc.record({ catalog: models, edit: edits, lost: fc.boolean() }), {
  minLength: 1,
  maxLength: 3,
});

/**
 * What leaves it to a lock alone whose something is: a cell that people edited follows the catalog without one, as its
 * declared owner says, and a row that continues another belongs to the one that people put above it.
 */
const unsure: Readonly<Record<Shape["rows"], readonly string[]>> = {
  one: ["price"],
  two: ["price"],
  continued: ["price", "move", "copy", "delete"],
  each: ["price", "move", "copy", "delete"],
};

const modelOf = (mark: string): string => mark.slice(1).replace(/v.*/, "");

type Marks = ReturnType<typeof marksIn>;

/** What people wrote that isn't there as often as before; an entry that shows a file goes with it. */
const lostWords = (before: Marks, after: Marks, catalog: readonly Model[]): readonly string[] =>
  [...before].flatMap(([mark, calls]) => {
    const ofGone = calls.some((call) => /^s\d+$/.test(call) && !catalog.some(({ at }) => `s${at}` === call));
    return !/^[nz]/.test(mark) || ofGone || after.get(mark)?.length === calls.length
      ? []
      : [`${mark} is lost`];
  });

/** What stands beside another than it was written for, and than it stood beside. */
const strays = (before: Marks, after: Marks, catalogs: readonly (readonly Model[])[]): readonly string[] => {
  const called = ownersByCall(catalogs);
  const ownersOf = (call: string): readonly string[] => called.get(call) ?? [call];
  return [...after].flatMap(([mark, calls]) => {
    const allowed = [modelOf(mark), ...(before.get(mark) ?? []).flatMap(ownersOf)];
    const wrong = calls.filter((call) => !ownersOf(call).some((owner) => allowed.includes(owner)));
    return wrong.map((call) => `${mark} is beside ${call}`);
  });
};

/** How often each is tried: tables of Markdown are what most pages have. */
const runs = { pipes: 150, "list-table": 40, simple: 40, asciidoc: 40 } as const;

it.each(["pipes", "list-table", "simple", "asciidoc"] as const)(
  "%s: whatever the catalog and people do, with a lock or without: what stands beside a model stays beside it",
  (markup) => {
    const seen = { changed: 0, told: 0, lost: 0 };
    fc.assert(
      fc.property(shapesOf(markup), models, turns, (shape, start, all) => {
        const given = settingsOf(shape);
        let page = pageOf(start, shape);
        let lock = emptyLock;
        let old = start;
        let version = 100;
        let isEdited = false;
        for (const { catalog, edit, lost } of all) {
          for (const each of edit) page = edited(page, each, (version += 1), shape);
          isEdited ||= edit.some(
            // Of copies in the tables of two groups only a lock tells which follows the catalog.
            ({ what }) => unsure[shape.rows].includes(what) || (what === "copy" && shape.group === "heading"),
          );
          const entries = catalog.toSorted((a, b) => a.at - b.at).map(entryOf);
          const done = turn(given, entries, { [shape.page]: page }, lost ? emptyLock : lock);
          const text = done.pages[shape.page] ?? "";
          const [before, after] = [marksIn(page, shape), marksIn(text, shape)];
          const wrong = [...lostWords(before, after, catalog), ...strays(before, after, [old, catalog])];
          const shown = wrong.length === 0 ? "" : `${page}\n→ ${done.told.join("\n")}\n${text}`;
          expect(wrong, shown).toEqual([]);
          expect(done.told.filter((each) => /^(?:page|table)-/.test(each))).toEqual([]);
          if (!isEdited) expect(turn(given, entries, done.pages).pages[shape.page]).toBe(text);
          seen.changed += text === page ? 0 : 1;
          seen.told += done.told.length > 0 ? 1 : 0;
          seen.lost += lost ? 1 : 0;
          page = text;
          lock = done.lock;
          old = catalog;
        }
      }),
      { numRuns: runs[markup] * Number(process.env.TIMES ?? 1) },
    );
    expect(seen.changed).toBeGreaterThan(runs[markup] / 2);
    expect(Math.min(seen.told, seen.lost)).toBeGreaterThan(runs[markup] / 20);
  },
  3_600_000,
);
