import { describe, expect, it } from "vitest";
import type { FieldConfig } from "../../../src/config/config.gen.ts";
import { adaptCatalog } from "../../../src/catalog/adapt.ts";
import { parsePath, readPath } from "../../../src/catalog/value-path.ts";
import type { FieldValue } from "../../../src/model/entry.ts";
import { settings, valueOf } from "../given.ts";

const record = {
  limits: { context: 5, "a.b": "dotted", "x]y": "bracket" },
  properties: [
    { property_id: "context_window", value: 131072 },
    { property_id: 7, value: "seven" },
    { property_id: "a=b", value: "equals" },
    { property_id: "context_window", value: 1 },
    "no object",
  ],
  endpoints: [{ name: "chat", tags: ["a", "b"] }, { name: "embed" }, { tags: [] }],
};

describe("a path leads to", () => {
  it.each<readonly [path: string, want: unknown]>([
    ["limits.context", 5],
    ["properties.0.value", 131072],
    ["properties[1].value", "seven"],
    ["properties[property_id=context_window].value", 131072],
    ["properties[property_id=7].value", "seven"],
    ['properties[property_id="a=b"].value', "equals"],
    ["properties[property_id=none].value", undefined],
    ["limits[context=5]", undefined],
    ["endpoints[*].name", ["chat", "embed"]],
    ["endpoints[*].tags[0]", ["a"]],
    ["limits[*]", [5, "dotted", "bracket"]],
    ["*[0].name", ["chat"]],
    ["limits.context[*]", undefined],
    ['limits["a.b"]', "dotted"],
    ['limits["x]y"]', "bracket"],
    ["limits.none.deeper", undefined],
  ])("%s", (source, want) => {
    const path = parsePath(source);
    expect(path).toBeDefined();
    expect(path && readPath(record, path)).toEqual(want);
  });

  it.each([
    "",
    ".",
    "a.",
    ".a",
    "a..b",
    "a[",
    "a[]",
    "a]",
    "a[=x]",
    "a[k=]",
    'a["x]',
    "a[x]",
    "a[b[c]]",
    "a[-1]",
    "a[0]b",
  ])("nothing, for it is none: %j", (source) => {
    expect(parsePath(source)).toBeUndefined();
  });
});

/** The field `x`, made as the mapping says, or what is wrong with it. */
const field = (x: FieldConfig, value: unknown): FieldValue | string | undefined => {
  const catalog = { sources: [{ file: "c.json" }], fields: { id: { value: "a" }, x } };
  const parts = [{ value: [value === undefined ? {} : { v: value }], label: "c.json" }];
  const outcome = adaptCatalog(settings({ catalog }), { label: "c.json", parts, overlays: [] }, () => []);
  return outcome.ok ? outcome.value[0]?.fields.get("x") : outcome.problems[0]?.message;
};

const from = (more: FieldConfig): FieldConfig => ({ path: "v", ...more });

describe("a field is", () => {
  const number = from({ as: "number" });
  const boolean = from({ as: "boolean" });
  const date = from({ as: "date" });
  const list = from({ as: "list" });
  const noZero = from({ missing: { in: [0, "N/A"], lessThan: 0 }, default: "?" });
  it.each<readonly [mapping: FieldConfig, given: unknown, want: FieldValue | string]>([
    [number, "0.00000015", 1.5e-7],
    [number, " 131072 ", 131072],
    [number, "1e3", 1000],
    [number, 5, 5],
    [from({ rules: [{ op: "joinList" }] }), ["a", null, "b"], "a, b"],
    [from({}), 9_007_199_254_740_991, 9_007_199_254_740_991],
    [from({}), 2 ** 64, "Field `x` is a whole number of more digits than are kept: it should be text."],
    [number, "131,072", "Field `x` can't be read as a number."],
    [number, "0x10", "Field `x` can't be read as a number."],
    [number, "1e999", "Field `x` can't be read as a number."],
    [number, true, "Field `x` can't be read as a number."],
    [number, [1], "Field `x` can't be read as a number."],
    [boolean, "Yes", true],
    [boolean, "off", false],
    [boolean, 0, false],
    [boolean, true, true],
    [boolean, "maybe", "Field `x` can't be read as a boolean."],
    [list, "a", ["a"]],
    [list, ["a", 1], ["a", 1]],
    [from({ as: "list", split: "+" }), "text+image", ["text", "image"]],
    [from({ as: "list", split: "," }), "a, b,,", ["a", "b"]],
    [date, 1754669020, "2025-08-08"],
    [date, "1754669020123", "2025-08-08"],
    [date, "2025-06-11T23:59:59+02:00", "2025-06-11"],
    [date, "2025-13-01", "Field `x` can't be read as a date."],
    [date, "2024-04", "2024-04"],
    [date, 2024, "2024"],
    [date, 20250611, "2025-06-11"],
    [date, "20250611T100000Z", "2025-06-11"],
    [date, "2025-Q2", "Field `x` can't be read as a date."],
    [date, "June 2025", "2025-06"],
    [date, 0, "Field `x` can't be read as a date."],
    [date, "n/a", "Field `x` can't be read as a date."],
    [date, "June", "Field `x` can't be read as a date."],
    [from({ contains: "tools" }), ["chat", "tools"], true],
    [from({ contains: "tools" }), ["chat"], false],
    [from({ contains: "tools" }), "tools", true],
    [from({ contains: "tools", default: "unknown" }), undefined, "unknown"],
  ])("%j of %j: %j", (mapping, given, want) => {
    expect(field(mapping, given)).toEqual(want);
  });

  it.each<readonly [what: string, mapping: FieldConfig, given: unknown, want: FieldValue]>([
    ["missing", noZero, undefined, "?"],
    ["null", noZero, null, "?"],
    ["0, declared", noZero, 0, "?"],
    ["a word, declared", noZero, "N/A", "?"],
    ["negative, declared", noZero, -1, "?"],
    ["negative as text, declared", noZero, "-1", "?"],
    ["positive", noZero, 3, 3],
    ["0, not declared", from({ default: "?" }), 0, 0],
    ["false", noZero, false, false],
    ["null with a meaning", from({ nullValue: "none", default: "?" }), null, "none"],
    ["missing where null has a meaning", from({ nullValue: "none", default: "?" }), undefined, "?"],
    [
      "declared and made a number first",
      from({ as: "number", missing: { in: [0] }, default: "?" }),
      "0.0",
      "?",
    ],
    ["declared, with another path", from({ missing: { in: [0] }, else: { value: "other" } }), 0, "other"],
  ])("kept apart: %s", (_, mapping, given, want) => {
    expect(field(mapping, given)).toEqual(want);
  });

  it("made in steps, where one step isn't enough", () => {
    const catalog = {
      sources: [{ file: "c.json" }],
      fields: {
        id: { value: "a" },
        input: { path: "modality", rules: [{ op: "take" as const, separator: "->", part: 0 }] },
        inputs: { of: "input", as: "list" as const, split: "+" },
      },
    };
    const parts = [{ value: [{ modality: "text+image->text" }], label: "c" }];
    const made = valueOf(adaptCatalog(settings({ catalog }), { label: "c", parts, overlays: [] }, () => []));
    expect(made[0]?.fields.get("inputs")).toEqual(["text", "image"]);
  });
});

/** The fields of one record, made as the mapping says. */
const made = (fields: Readonly<Record<string, FieldConfig>>, record: object) => {
  const catalog = { sources: [{ file: "c.json" }], fields: { id: { value: "a" }, ...fields } };
  const parts = [{ value: [record], label: "c.json" }];
  const outcome = adaptCatalog(settings({ catalog }), { label: "c.json", parts, overlays: [] }, () => []);
  return Object.fromEntries(valueOf(outcome)[0]?.fields ?? []);
};

describe("the items that a path takes become texts", () => {
  const durations = { v: { "10s": 0.35, "5s": 0.175, "1m": null } };
  const tiers = { v: { pro: { in: 1.5, note: "a" }, free: { in: 0 }, none: {} } };
  it.each<readonly [more: FieldConfig, record: object, want: FieldValue]>([
    [{ path: "v[*]" }, durations, [0.35, 0.175, null]],
    [{ path: "v[*]", each: { text: "{key}: {value}" } }, durations, ["5s: 0.175", "10s: 0.35"]],
    [{ path: "v[*]", each: { text: "{key}" } }, durations, ["1m", "5s", "10s"]],
    [
      {
        path: "v.*",
        each: { text: "{key}: ${value}", rules: [{ op: "fixed", digits: 2 }] },
        rules: [{ op: "joinList", separator: "<br>" }],
      },
      durations,
      "5s: $0.18<br>10s: $0.35",
    ],
    [{ path: "v[*]", each: { text: "{key} {value.in}" } }, tiers, ["free 0", "pro 1.5"]],
    [{ path: "v[*].in", each: { text: "{key} {value}" } }, tiers, ["free 0", "pro 1.5"]],
    [{ path: "v[*]", each: { text: "{key}={value}" } }, { v: ["b", "a"] }, ["0=b", "1=a"]],
    [
      { path: "v[*][*]", each: { text: "{key} {value}" } },
      { v: { b: { y: 1 }, a: { x: 2 } } },
      ["a/x 2", "b/y 1"],
    ],
    [{ path: "v[*]", each: { text: "{key}" }, default: "none" }, { v: {} }, "none"],
    [{ path: "v[*]", each: { text: "{key}" }, default: "none" }, {}, "none"],
  ])("%j of %j: %j", (more, record, want) => {
    expect(made({ x: more }, record).x).toEqual(want);
  });
});

describe("a field is made of other fields", () => {
  const name: FieldConfig = { path: "name" };
  const beta: FieldConfig = { path: "beta", default: false };
  const isBeta = { field: "beta", equals: true };
  it.each<readonly [x: FieldConfig, record: object, want: FieldValue]>([
    [{ text: "{name} (Beta)" }, { name: "Alpha" }, "Alpha (Beta)"],
    [{ text: "{name} (Beta)", default: "-" }, {}, "-"],
    [{ text: "{id}: {name}", rules: [{ op: "uppercase" }] }, { name: "x" }, "A: X"],
    [{ text: "{{name}}" }, {}, "{name}"],
    [{ value: " (Beta)", when: isBeta, otherwise: "" }, { beta: true }, " (Beta)"],
    [{ value: " (Beta)", when: isBeta, otherwise: "" }, {}, ""],
    [
      { text: "{name} (Beta)", when: isBeta, otherwise: "{name}" },
      { name: "Alpha", beta: true },
      "Alpha (Beta)",
    ],
    [{ text: "{name} (Beta)", when: isBeta, otherwise: "{name}" }, { name: "Alpha" }, "Alpha"],
    [{ path: "max", when: isBeta, otherwise: 0 }, { max: 5 }, 0],
    [{ path: "max", when: isBeta, default: "?" }, { max: 5 }, "?"],
    [{ path: "max", when: isBeta, else: { path: "min" } }, { max: 5, min: 1 }, 1],
  ])("%j of %j: %j", (x, record, want) => {
    expect(made({ name, beta, x }, record).x).toEqual(want);
  });
});
