import { existsSync, readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { configErrors } from "../../../src/config/config-errors.gen.js";
import { isConfig } from "../../../src/config/validators.gen.js";

const read: (path: string) => unknown = (path) => JSON.parse(readFileSync(path, "utf8"));
const configs = readdirSync("test/cases")
  .map((name) => `test/cases/${name}/config.json`)
  .filter((path) => existsSync(path))
  .map(read);

const isBranch = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

/** Each place of a document: what holds it, and by which key. */
const placesOf = (value: unknown): readonly (readonly [Record<string, unknown>, string])[] =>
  isBranch(value)
    ? Object.keys(value).flatMap((key) => [[value, key] as const, ...placesOf(value[key])])
    : [];

const values = ["", "x", 0, -1, 1.5, null, true, [], ["x"], {}, { field: "id" }, { each: {} }, "2026-01-01"];
type Edit = {
  readonly at: number;
  readonly from: number;
  readonly value: unknown;
  readonly kind: number;
};
const edit: fc.Arbitrary<Edit> = fc.record({
  at: fc.nat(),
  from: fc.nat(),
  value: fc.constantFrom(...values),
  kind: fc.nat(3),
});

const edited = (config: unknown, edits: readonly Edit[]) => {
  const copy = structuredClone(config);
  for (const { at, from, value, kind } of edits) {
    const places = placesOf(copy);
    const [holder, key] = places[at % places.length] ?? [{}, ""];
    const [other, otherKey] = places[from % places.length] ?? [{}, ""];
    if (kind === 0) Reflect.deleteProperty(holder, key);
    else if (kind === 1) holder[key] = structuredClone(value);
    else if (kind === 2) holder[`${key}z`] = structuredClone(value);
    else holder[key] = structuredClone(other[otherKey]);
  }
  return copy;
};

test("the validator that only says yes or no says yes exactly where the explaining one finds nothing", () => {
  const said = new Set<boolean>();
  fc.assert(
    fc.property(fc.constantFrom(...configs), fc.array(edit, { maxLength: 3 }), (config, edits) => {
      const given = edited(config, edits);
      said.add(isConfig(given));
      expect(isConfig(given)).toBe(configErrors(given).length === 0);
    }),
    { numRuns: 2000 },
  );
  expect(said).toEqual(new Set([true, false]));
});
