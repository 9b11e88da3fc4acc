import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Json, toJson } from "../../../../src/text/emit/json.ts";
import { findLanguage, languageNames } from "../../../../src/text/emit/languages.ts";
import { wellFormed } from "../../../../src/text/emit/unicode.ts";
import { nastyText } from "../../../support/hostile/arbitrary.ts";
import { NASTY_TEXTS } from "../../../support/hostile/corpus.ts";
import { emptyFolder, has, needs, run } from "../../../support/hostile/interpreters.ts";

const literal = (language: string, value: Json): string => {
  const text = findLanguage(language)?.literal(value);
  if (text === undefined) throw new Error(`${language} has no literal for ${JSON.stringify(value)}`);
  return text;
};

const json = (language: string, value: Json, indent = 0): string =>
  findLanguage(language)?.json?.(value, indent) ?? "";

const corpus = NASTY_TEXTS.map((nasty) => nasty.text);

/** Gives the corpus, then 10 × 1000 random texts, to a program that reads literals and prints JSON. */
const roundTrips = (keep: (text: string) => boolean, read: (texts: readonly string[]) => unknown): void => {
  const check = (texts: readonly string[]): void => {
    const kept = texts.filter(keep);
    expect(read(kept)).toEqual(kept.map(wellFormed));
  };
  check(corpus);
  const many = fc.array(nastyText, { minLength: 1000, maxLength: 1000 });
  fc.assert(fc.property(many, check), { numRuns: 10, endOnFailure: true });
};

const any = (): boolean => true;
const noNul = (text: string): boolean => !text.includes("\0");
const nulSeparated = (output: string): readonly string[] => output.split("\0").slice(0, -1);
const fromHex = (output: string): readonly string[] =>
  output
    .trimEnd()
    .split("\n")
    .map((line) => line.slice(1).replace(/..../g, (unit) => String.fromCharCode(Number.parseInt(unit, 16))));

describe("a string literal is read back as the same text", { timeout: 120_000 }, () => {
  it("by python3", () => {
    roundTrips(any, (texts) => {
      const list = texts.map((text) => `${literal("python", text)},\n`).join("");
      return JSON.parse(run("python3", ["-"], `import json\nprint(json.dumps([\n${list}]))\n`));
    });
  });

  it("by node", () => {
    roundTrips(any, (texts) => {
      const list = texts.map((text) => `${literal("javascript", text)},\n`).join("");
      return JSON.parse(run("node", ["-"], `console.log(JSON.stringify([\n${list}]))\n`));
    });
  });

  it("by bash, which has no NUL", () => {
    roundTrips(noNul, (texts) => {
      const words = texts.map((text) => `printf '%s\\0' ${literal("bash", text)}\n`).join("");
      return nulSeparated(run("bash", ["-s"], words));
    });
    expect(findLanguage("bash")?.literal("a\0b")).toBeUndefined();
  });

  it("by bash in the C locale", () => {
    const words = corpus.filter(noNul).map((text) => `printf '%s\\0' ${literal("bash", text)}\n`);
    expect(nulSeparated(run("env", ["-i", "LC_ALL=C", "bash", "-s"], words.join("")))).toEqual(
      corpus.filter(noNul).map(wellFormed),
    );
  });

  it("as JSON, by bash in single quotes and in a quoted heredoc", () => {
    roundTrips(any, (texts) => {
      const script = texts
        .map((text, i) =>
          i % 2 === 0
            ? `printf '%s\\0' '${json("bash", [text], i % 3)}'\n`
            : `IFS= read -r -d '' t <<'EOF'\n${json("bash", [text], i % 3)}\nEOF\nprintf '%s\\0' "$t"\n`,
        )
        .join("");
      return nulSeparated(run("bash", ["-s"], script)).flatMap((text): unknown => JSON.parse(text));
    });
  });

  it.skipIf(!has("java"))(
    needs("java", "by java"),
    () => {
      const file = join(emptyFolder(), "Main.java");
      const texts = corpus.filter((text) => text.length < 1000);
      writeFileSync(
        file,
        `public class Main {\n  static String[] texts = {\n${texts.map((text) => `${literal("java", text)},\n`).join("")}};
        public static void main(String[] args) {
          for (String text : texts) {
            StringBuilder line = new StringBuilder("=");
            for (char c : text.toCharArray()) line.append(String.format("%04x", (int) c));
            System.out.println(line);
          }
        }
      }`,
      );
      expect(fromHex(run("java", ["-Dfile.encoding=UTF-8", file]))).toEqual(texts.map(wellFormed));
    },
    60_000,
  );

  it.skipIf(!has("rustc"))(
    needs("rustc", "by rustc"),
    () => {
      const folder = emptyFolder();
      const texts = corpus.filter((text) => text.length < 1000);
      writeFileSync(
        join(folder, "main.rs"),
        `fn main() { for text in [\n${texts.map((text) => `${literal("rust", text)},\n`).join("")}] {
        let units: Vec<String> = text.encode_utf16().map(|unit| format!("{:04x}", unit)).collect();
        println!("={}", units.join(""));
      } }`,
      );
      run("rustc", ["main.rs"], "", folder);
      expect(fromHex(run(join(folder, "main"), []))).toEqual(texts.map(wellFormed));
    },
    60_000,
  );
});

describe("a JSON value is read back as the same value", { timeout: 120_000 }, () => {
  const value = fc.jsonValue({ maxDepth: 3, stringUnit: "binary" });
  const values = fc.array(
    value.map((it) => toJson(it) ?? null),
    { minLength: 200, maxLength: 200 },
  );

  it.each([
    ["python", "python3", (list: string) => `import json\nprint(json.dumps([${list}]))`],
    ["javascript", "node", (list: string) => `console.log(JSON.stringify([${list}]))`],
  ])("%s by %s", (language, command, program) => {
    const check = (list: readonly Json[]): void => {
      const text = list.map((item) => literal(language, item)).join(",\n");
      expect(JSON.parse(run(command, ["-"], program(text)))).toEqual(JSON.parse(JSON.stringify(list)));
    };
    check([{ ["__proto__"]: { polluted: true } }, 1e21, -0.5, Number.MAX_SAFE_INTEGER, 2 ** 60, [], {}]);
    fc.assert(fc.property(values, check), { numRuns: 5, endOnFailure: true });
  });
});

describe("each language spells", () => {
  const value = ["a$b#{c}\u202E", true, null, 5_000_000_000];
  it.each([
    ["bash", "($'a$b#{c}\\xE2\\x80\\xAE' 'true' '' '5000000000')"],
    ["csharp", undefined],
    ["go", undefined],
    ["java", undefined],
    ["javascript", '["a$b#{c}\\u202E", true, null, 5000000000]'],
    ["json", '["a$b#{c}\\u202E",true,null,5000000000]'],
    ["kotlin", undefined],
    ["markdown", undefined],
    ["mdx", undefined],
    ["php", '["a\\$b#{c}\\u{202E}", true, null, 5000000000]'],
    ["python", '["a$b#{c}\\u202E", True, None, 5000000000]'],
    ["ruby", '["a$b\\#{c}\\u{202E}", true, nil, 5000000000]'],
    ["rust", undefined],
    ["typescript", '["a$b#{c}\\u202E", true, null, 5000000000]'],
  ])("%s", (language, want) => {
    expect(findLanguage(language)?.literal(value)).toBe(want);
  });

  it("and every language is in that table; but for pages, its string stands in quotes", () => {
    expect(languageNames).toHaveLength(19);
    const pages = ["asciidoc", "markdown", "mdx", "rst", "xml"];
    for (const name of ["markdown", "mdx"]) expect(literal(name, "a*")).toBe("a&#42;");
    expect(literal("rst", "a*")).toBe("a\\*");
    expect(literal("xml", "a<b")).toBe("a&lt;b");
    for (const name of languageNames.filter((each) => !pages.includes(each)))
      expect(literal(name, "a")).toMatch(/^(["'])a\1$/);
    expect(literal("java", 5_000_000_000)).toBe("5000000000L");
    expect(literal("kotlin", "$x")).toBe('"\\$x"');
  });

  it("aliases", () => {
    const names = ["sh", "Shell", "curl", "ts", "js", "py", "cobol"].map((name) => findLanguage(name)?.name);
    expect(names).toEqual(["bash", "bash", "bash", "typescript", "javascript", "python", undefined]);
  });
});

it.each([undefined, Number.NaN, Number.POSITIVE_INFINITY, () => 1, [undefined], { a: undefined }, 10n])(
  "%s isn't JSON",
  (value) => {
    expect(toJson(value)).toBeUndefined();
  },
);

it("a value deeper than 64 levels isn't taken for JSON", () => {
  let deep: Json = [];
  for (let i = 0; i < 10_000; i++) deep = [deep];
  expect(toJson(deep)).toBeUndefined();
});
