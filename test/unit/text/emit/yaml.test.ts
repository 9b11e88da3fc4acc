import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse as parseToml } from "smol-toml";
import { parse } from "yaml";
import { pageHelpers } from "../../../../src/text/emit/page.ts";
import { tomlKey, tomlString } from "../../../../src/text/emit/toml.ts";
import { wellFormed } from "../../../../src/text/emit/unicode.ts";
import { yamlScalar, type YamlQuote } from "../../../../src/text/emit/yaml.ts";
import { nastyText } from "../../../support/hostile/arbitrary.ts";
import { needs, run } from "../../../support/hostile/interpreters.ts";

const words = fc.constantFrom(
  ..."yes No on OFF y ~ null 1 1.5 -3 0x1F 0o7 1e3 1_000 12:30 12:30:45 2026-01-31 .inf NaN << = - -- --- ...".split(
    " ",
  ),
  ..."? ?x :x x: x:y #x x#y @x `x %x &x *x !x |x >x 'x \"x [x {x ,x x, x]y".split(" "),
  "a: b",
  "a #b",
  " a",
  "a ",
  "",
);
const texts = fc.oneof(nastyText, words, fc.string());
const quotes = fc.constantFrom<YamlQuote>("plain", "single", "double");

describe("a text in YAML is read back as that text", () => {
  test.each(["1.1", "1.2"] as const)("by a reader of YAML %s", (version) => {
    fc.assert(
      fc.property(texts, texts, quotes, (key, value, quote) => {
        const block = `- ${yamlScalar(key, quote)}: ${yamlScalar(value, quote)}\n`;
        const flow = `[{${yamlScalar(key, quote, true)}: ${yamlScalar(value, quote, true)}}]\n`;
        const want = [{ [wellFormed(key)]: wellFormed(value) }];
        expect(parse(block, { version })).toEqual(want);
        expect(parse(flow, { version })).toEqual(want);
      }),
      { numRuns: 2_000 },
    );
  });

  test(needs("python3", "by PyYAML, which mkdocs uses"), () => {
    const sample = fc.sample(fc.tuple(texts, quotes), { numRuns: 3_000, seed: 7 });
    const wanted = sample.map(([text]) => wellFormed(text));
    const block = sample.map(([text, quote]) => `- ${yamlScalar(text, quote)}\n`).join("");
    const flow = `[${sample.map(([text, quote]) => yamlScalar(text, quote, true)).join(", ")}]\n`;
    const code =
      "import sys, json, yaml; print(json.dumps(yaml.safe_load(sys.stdin.buffer.read().decode())))";
    for (const document of [block, flow])
      expect(JSON.parse(run("python3", ["-c", code], document))).toEqual(wanted);
  });
});

test(
  needs("python3", "a text and a key in TOML are read back as they are, by tomllib where Python has it"),
  () => {
    const sample = fc.sample(fc.tuple(texts, texts, quotes), { numRuns: 3_000, seed: 7 });
    const wanted = sample.map(([key, text]) => ({ [wellFormed(key)]: wellFormed(text) }));
    const value = (text: string, quote: YamlQuote): string =>
      tomlString(text, quote === "single" ? "single" : "double");
    const maps = sample.map(([key, text, quote]) => `{ ${tomlKey(key)} = ${value(text, quote)} }`);
    const document = `v = [\n${maps.join(",\n")}\n]\n`;
    expect(parseToml(document)).toEqual({ v: wanted });
    const code = [
      "import sys, json, importlib.util",
      "text = sys.stdin.buffer.read().decode()",
      "if importlib.util.find_spec('tomllib'):",
      "    import tomllib",
      "    print(json.dumps(tomllib.loads(text)))",
    ].join("\n");
    const read = run("python3", ["-c", code], document);
    if (read !== "") expect(JSON.parse(read)).toEqual({ v: wanted });
  },
);

test("an attribute holds any text, and lets none out", () => {
  fc.assert(
    fc.property(texts, (text) => {
      const written = pageHelpers.attribute(text) ?? "";
      expect(written).not.toMatch(/[<>"'`{}|\n\r]|&(?!#\d+;)/);
      const read = written.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
      const squeezed = (each: string): string => each.replace(/[\p{Cc}\s\u2028\u2029]+/gu, "");
      expect(squeezed(read)).toBe(squeezed(wellFormed(text)));
    }),
    { numRuns: 2_000 },
  );
});

test("an address leads nowhere but to pages and sites", () => {
  fc.assert(
    fc.property(texts, (text) => {
      const written = pageHelpers.url(text) ?? "";
      expect(written).not.toMatch(/[\s<>"'`{}|()[\]\\]/);
      expect(written).not.toMatch(/^(?!https?:|mailto:)[a-z][a-z0-9+.-]*:/i);
    }),
    { numRuns: 2_000 },
  );
});
