import fc from "fast-check";
import { expect, it } from "vitest";
import { canonical, jsonPieces } from "../../../src/text/digest.ts";

const lines = (value: unknown): string => JSON.stringify(value, null, 2);

it("are together what JSON.stringify gives of the whole", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ minLength: 1 }), fc.jsonValue(), { minKeys: 1 }), (document) => {
      expect([...jsonPieces(document, { write: lines, indent: "  " })].join("")).toBe(lines(document));
      const sorted = Object.fromEntries(Object.entries(document).sort(([a], [b]) => (a < b ? -1 : 1)));
      expect([...jsonPieces(sorted, { write: canonical, indent: "" })].join("")).toBe(canonical(document));
    }),
  );
});

it("are one for each item of a list, and leave out what is undefined", () => {
  const pieces = [...jsonPieces({ a: undefined, b: [1, "\n", []], c: [] }, { write: canonical, indent: "" })];
  expect(pieces).toEqual(['{"b":', "[1", ',"\\n"', ",[]", "]", ',"c":', "[]", "}"]);
});
