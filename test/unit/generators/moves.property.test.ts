import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TableConfig } from "../../../src/config/config.gen.ts";
import { emptyLock } from "../../../src/model/lock.ts";
import type { Entry } from "../../../src/model/entry.ts";
import { entry, lines, settings } from "../given.ts";
import { turn } from "./turns.ts";

const columns: TableConfig["columns"] = [
  { header: "Model", value: "**{name}**" },
  { header: "ID", value: "`{id}`", key: true },
  { header: "Mode", value: "live", key: true },
  { header: "Price", value: "{price}" },
  { header: "Note", value: "", owner: "people" },
];
const rows: TableConfig["rows"] = [
  { name: "live" },
  { name: "each", each: "regions", cells: { Mode: "in {each}" } },
];
const old = { field: "old", equals: true } as const;
const table = (heading: string, more: Partial<TableConfig> = {}): TableConfig => ({
  page: "p.md",
  heading: [heading],
  columns,
  rows,
  empty: "| *None* | | | | |",
  order: { by: [{ by: "price", descending: true }, "name"] },
  group: { by: "kind", header: "| **{group}** | | | | |" },
  ...more,
});

const given = settings({
  removal: { policy: "prune" },
  tables: [
    table("Now", { where: { not: old } }),
    table("Old", { where: old }),
    table("All", { style: "aligned", order: { position: "end" } }),
  ],
});

const head = ["| Model | ID | Mode | Price | Note | Mine |", "|---|---|---|---|---|---|"];
const start = lines(
  ...["# Now", "", ...head, "| **Ours** | `ours` | | | | kept-0 |", "", "# Old", "", ...head],
  ...["", "# All", "", ...head, ""],
);

const models: fc.Arbitrary<readonly Entry[]> = fc
  .uniqueArray(
    fc.record({
      id: fc.constantFrom("a", "b", "c", "d"),
      kind: fc.constantFrom("Text", "Vision", null),
      old: fc.boolean(),
      price: fc.constantFrom(1, 2, null),
      regions: fc.subarray(["eu", "us"]),
    }),
    { selector: ({ id }) => id, maxLength: 4 },
  )
  .map((all) =>
    [...all]
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ id, ...more }) => entry(`x/${id}`, { name: `Model ${id}`, ...more })),
  );

/** Somebody writes into the last or the last but one cell of some row. */
const edit = fc.record({ at: fc.nat(), cell: fc.constantFrom(1, 2) });

const withNote = (text: string, { at, cell }: { at: number; cell: number }, note: string): string => {
  const all = text.split("\n");
  const bodies = all.flatMap((line, index) => (line.includes("`x/") ? [index] : []));
  const index = bodies[at % Math.max(1, bodies.length)];
  if (index === undefined) return text;
  const cells = (all[index] ?? "").split("|");
  cells[cells.length - 1 - cell] = ` ${(cells[cells.length - 1 - cell] ?? "").trim()} ${note} `;
  return all.with(index, cells.join("|")).join("\n");
};

describe("a catalog that changes over and over", { timeout: 120_000 }, () => {
  it("never loses a word of people's, and comes to rest each time", () => {
    let moved = 0;
    fc.assert(
      fc.property(fc.array(fc.tuple(models, edit), { minLength: 2, maxLength: 5 }), (turns) => {
        let pages: Readonly<Record<string, string>> = { "p.md": start };
        let lock = emptyLock;
        const notes = ["kept-0"];
        for (const [index, [catalog, where]] of turns.entries()) {
          const before = pages["p.md"] ?? "";
          const next = turn(given, catalog, pages, lock);
          const text = next.pages["p.md"] ?? "";
          for (const note of notes) expect(text.split(note)).toHaveLength(2);
          if (notes.some((note) => lineOf(before, note) !== lineOf(text, note))) moved += 1;
          const shown = catalog.filter(({ id }) => text.includes(`\`${id}\``));
          expect(shown).toHaveLength(catalog.length);
          expect(text.includes("*None*")).toBe(/^\|-[^\n]*\n(?:\| \*None|\n)/m.test(text));
          const note = `kept-${index + 1}`;
          const edited = withNote(text, where, note);
          if (edited !== text) notes.push(note);
          pages = { "p.md": edited };
          lock = next.lock;
        }
      }),
      { numRuns: 200 },
    );
    expect(moved).toBeGreaterThan(50);
  });
});

const lineOf = (text: string, note: string): string | undefined =>
  text.split("\n").find((line) => line.includes(note));
