/** OpenAPI overlays: what an action does to a document, and what is said when it can't. */
import { describe, expect, test } from "vitest";
import { type JsonValue, toJson } from "../../../../generators/api/json.ts";
import { applyOverlay } from "../../../../generators/api/overlay.ts";
import { told } from "./support.ts";

const document = () => ({
  info: { title: "T" },
  paths: { "/a": { get: { tags: ["x"], old: true }, put: { old: true } }, "/b": { get: {} } },
  list: [
    { name: "a", n: 1 },
    { name: "b", n: 2 },
    { name: "c", n: 3 },
  ],
});

const apply = (actions: readonly JsonValue[]) =>
  applyOverlay(document(), { overlay: "1.0.0", info: {}, actions }, "o.yaml");

describe("actions", () => {
  test.each([
    [
      "merge objects, replace values",
      { target: "$.info", update: { title: "U", more: { a: 1 } } },
      { info: { title: "U", more: { a: 1 } } },
    ],
    [
      "merge into the whole document",
      { target: "$", update: { info: { version: "1" } } },
      { info: { title: "T", version: "1" } },
    ],
    [
      "join lists below the target",
      { target: "$.paths['/a'].get", update: { tags: ["y"] } },
      { paths: { "/a": { get: { tags: ["x", "y"], old: true }, put: { old: true } }, "/b": { get: {} } } },
    ],
    [
      "append to a list",
      { target: "$.list", update: { name: "d" } },
      { list: [...document().list, { name: "d" }] },
    ],
    [
      "change every match",
      { target: "$.paths[*].get", update: { id: 1 } },
      {
        paths: {
          "/a": { get: { tags: ["x"], old: true, id: 1 }, put: { old: true } },
          "/b": { get: { id: 1 } },
        },
      },
    ],
    [
      "change what a filter selects",
      { target: "$.list[?@.name == 'b']", update: { n: 9 } },
      {
        list: [
          { name: "a", n: 1 },
          { name: "b", n: 9 },
          { name: "c", n: 3 },
        ],
      },
    ],
    [
      "remove at any depth",
      { target: "$..old", remove: true },
      { paths: { "/a": { get: { tags: ["x"] }, put: {} }, "/b": { get: {} } } },
    ],
    [
      "remove several items of a list",
      { target: "$.list[?@.n < 3]", remove: true },
      { list: [{ name: "c", n: 3 }] },
    ],
    ["remove what contains a removed thing", { target: "$.paths..*", remove: true }, { paths: {} }],
  ])("%s", async (_, action, want) => {
    const outcome = await apply([action]);
    expect(outcome).toEqual({ ok: true, value: { ...document(), ...want }, problems: [] });
  });

  test("apply one after another, to what the one before left", async () => {
    const actions = [
      { target: "$.list", remove: true },
      { target: "$", update: { list: [1] } },
      { target: "$.list", update: 2 },
    ];
    expect(await apply(actions)).toMatchObject({ value: { list: [1, 2] } });
  });

  test("change each place of a value on its own", async () => {
    const actions = [
      { target: "$.paths[*]", update: { shared: { a: [1] } } },
      { target: "$.paths['/a'].shared", update: { a: [2] } },
    ];
    expect(await apply(actions)).toMatchObject({
      value: { paths: { "/a": { shared: { a: [1, 2] } }, "/b": { shared: { a: [1] } } } },
    });
  });
});

describe("what goes wrong", () => {
  test.each([
    [
      "a target that matches nothing",
      [{ target: "$.nowhere", update: {} }],
      ["warning overlay-no-match o.yaml#/actions/0"],
    ],
    [
      "a target that is no path",
      [{ target: "nowhere[", update: {} }],
      ["error overlay-path o.yaml#/actions/0"],
    ],
    ["an action without a target", [{ update: {} }], ["error overlay-action o.yaml#/actions/0"]],
    [
      "an action without an effect",
      [{ target: "$" }, 1],
      ["error overlay-action o.yaml#/actions/0", "error overlay-action o.yaml#/actions/1"],
    ],
    ["no actions", [], ["error overlay-action o.yaml#/actions"]],
    [
      "an update of a value",
      [{ target: "$.info.title", update: "U" }],
      ["error overlay-target o.yaml#/actions/0"],
    ],
    ["a value for an object", [{ target: "$.info", update: 1 }], ["error overlay-target o.yaml#/actions/0"]],
    [
      "the removal of everything",
      [{ target: "$", remove: true }],
      ["error overlay-target o.yaml#/actions/0"],
    ],
  ])("%s", async (_, actions, want) => {
    expect(told(await apply(actions))).toEqual(want);
  });

  test.each([{}, { overlay: "2.0.0" }, [], null])("a file that is no overlay 1.0: %j", async (file) => {
    expect(told(await applyOverlay(document(), file, "o.yaml"))).toEqual([
      "error overlay-version o.yaml#/overlay",
    ]);
  });

  test("a key called __proto__ is only a key", async () => {
    const overlay: unknown = JSON.parse(
      '{"overlay":"1.0.0","actions":[{"target":"$.info","update":{"__proto__":{"polluted":true}}}]}',
    );
    const made = toJson(overlay);
    const outcome = await applyOverlay(document(), "value" in made ? made.value : null, "o.yaml");
    expect(outcome.ok && JSON.stringify(outcome.value)).toContain('"__proto__":{"polluted":true}');
    expect("polluted" in {}).toBe(false);
  });
});
