import { expect, test } from "vitest";
import { holding, sourceDigest } from "../../../../src/pipeline/load/until.ts";
import { settings } from "../../given.ts";

const when = { field: "id", equals: "ant" };

/** A record as it comes from a catalog. */
const record = (id: string, more: Readonly<Record<string, unknown>> = {}) => ({
  id,
  fields: new Map([["id", id]]),
  origin: { record: { id, ...more } },
});

const lapsed = "exclude-lapsed";
const ant = [record("ant", { context: 1 })];

test.each<
  readonly [
    what: string,
    until: string | undefined,
    documented: readonly string[],
    rules: number,
    told: readonly string[],
  ]
>([
  ["no digest", undefined, ["ant"], 1, []],
  ["the digest of these records", sourceDigest(ant), ["bee"], 1, []],
  [
    "the digest of these records, and a model that is documented since",
    sourceDigest(ant),
    ["ant"],
    0,
    [lapsed],
  ],
  ["another digest", "0".repeat(64), [], 0, [lapsed]],
])("a rule with %s", (_, until, documented, rules, told) => {
  const models = new Map(
    documented.map((model) => [model, { type: "model", model, fields: {}, absent: 0 } as const]),
  );
  const given = settings({ exclude: [{ name: "so far", when, ...(until === undefined ? {} : { until }) }] });
  const held = holding(given, ant, { models }, "c");
  expect([held.settings.exclude.length, held.problems.map(({ code }) => code)]).toEqual([rules, told]);
});

test("the digest is of what the catalog has, whatever the config reads of it", () => {
  expect(sourceDigest([record("ant", { context: 1 })])).toBe(sourceDigest(ant));
  expect(sourceDigest([record("ant", { context: 2 })])).not.toBe(sourceDigest(ant));
  expect(sourceDigest([...ant, record("bee")])).not.toBe(sourceDigest(ant));
});
