import { describe, expect, it } from "vitest";
import type { Predicate } from "../../../src/config/config.gen.ts";
import { always, compilePredicate } from "../../../src/config/predicate.ts";
import type { FieldValue } from "../../../src/model/entry.ts";

const subject = {
  fields: new Map<string, FieldValue>([
    ["purpose", "multimodal"],
    ["context", 131072],
    ["deleted", false],
    ["tags", ["vision", "fine-tunable", 3]],
    ["note", null],
  ]),
  capabilities: ["vision"],
};

describe("a predicate of the model above", () => {
  it.each<readonly [Predicate, boolean]>([
    [{ field: "purpose", equals: "multimodal" }, true],
    [{ field: "purpose", equals: "text" }, false],
    [{ field: "context", equals: "131072" }, false],
    [{ field: "deleted", equals: false }, true],
    [{ field: "tags", equals: ["vision", "fine-tunable", 3] }, true],
    [{ field: "tags", equals: ["fine-tunable", "vision", 3] }, false],
    [{ field: "note", equals: null }, true],
    [{ field: "no such field", equals: null }, true],
    [{ field: "purpose", in: ["text", "multimodal"] }, true],
    [{ field: "purpose", in: [] }, false],
    [{ field: "tags", includes: "vision" }, true],
    [{ field: "tags", includes: "visio" }, false],
    [{ field: "purpose", includes: "multimodal" }, false],
    [{ field: "purpose", matches: "^multi" }, true],
    [{ field: "context", matches: "1" }, false],
    [{ field: "purpose", exists: true }, true],
    [{ field: "note", exists: false }, true],
    [{ field: "no such field", exists: true }, false],
    [{ capability: "vision" }, true],
    [{ capability: "tools" }, false],
    [{ all: [{ capability: "vision" }, { field: "deleted", equals: false }] }, true],
    [{ all: [{ capability: "vision" }, { field: "deleted", equals: true }] }, false],
    [{ all: [] }, true],
    [{ any: [{ capability: "tools" }, { capability: "vision" }] }, true],
    [{ any: [] }, false],
    [{ not: { capability: "tools" } }, true],
    [{ field: "purpose", matches: "^m", in: ["text"] }, false],
    [{ capability: "vision", not: { field: "purpose", exists: true } }, false],
  ])("%j → %s", (predicate, want) => {
    expect(compilePredicate(predicate)(subject)).toBe(want);
  });

  it("that is left out always holds", () => {
    expect(always(subject)).toBe(true);
  });
});
