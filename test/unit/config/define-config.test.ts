import { join } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";

const catalog = `catalog: { sources: [{ file: "c.json" }], fields: { id: { path: "id" } } }`;
const snippets = `snippets: [
  { kind: "chat", language: "python", path: "chat-{slug}.py" },
  { kind: "batch", language: "curl", path: "batch-{slug}.sh" },
]`;
const rest = `root: "docs", ${catalog}`;
const capabilities = `capabilities: [{ name: "audio", templates: "audio" }, { name: "text", templates: "text" }]`;
const own = `formats: { box: { open: "<b>{title}</b>", body: [], recognise: "x", cites: "y" } }`;
const section = (kind: string, language = `"python"`, format = `"box"`): string =>
  `sections: [{ page: "a.md", kind: ${kind}, language: ${language}, format: ${format} }]`;

/** What an editor would show of a config module: its errors, and what it completes where `|` stands. */
type Editor = (body: string) => {
  readonly errors: readonly string[];
  readonly completions: readonly string[];
};

const file = join(process.cwd(), "kluster-onboard.config.fixture.ts");
let module = "";

const options: ts.CompilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.NodeNext,
  noEmit: true,
  skipLibCheck: true,
  allowImportingTsExtensions: true,
  types: [],
  paths: { "kluster-gen": [join(process.cwd(), "src/index.ts")] },
};

let version = 0;
const host: ts.LanguageServiceHost = {
  getScriptFileNames: () => [file],
  getScriptVersion: (path) => (path === file ? String(version) : "0"),
  getScriptSnapshot: (path) => {
    const text = path === file ? module : ts.sys.readFile(path);
    return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
  },
  getCurrentDirectory: () => process.cwd(),
  getCompilationSettings: () => options,
  getDefaultLibFileName: ts.getDefaultLibFilePath,
  fileExists: (path) => path === file || ts.sys.fileExists(path),
  readFile: (path) => (path === file ? module : ts.sys.readFile(path)),
};
const service = ts.createLanguageService(host);

const editor: Editor = (body) => {
  const at = body.indexOf("|");
  const before = `import { defineConfig, type SectionConfig } from "kluster-gen";\n`;
  module = before + body.replace("|", "");
  version += 1;
  const position = before.length + at;
  return {
    errors: service
      .getSemanticDiagnostics(file)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n").split("\n", 1)[0] ?? ""),
    completions:
      at < 0
        ? []
        : (service.getCompletionsAtPosition(file, position, {})?.entries.map(({ name }) => name) ?? []),
  };
};

const config = (...parts: readonly string[]): string =>
  `export default defineConfig({ ${parts.join(", ")} });`;

describe("what the compiler takes", () => {
  test.each([
    ["the smallest config", config(rest, `capabilities: [{ name: "all" }]`)],
    ["names declared and used", config(rest, capabilities, snippets, own, section(`"chat"`))],
    [
      "a language by its other name, a preset, a set of the package",
      config(
        rest,
        `capabilities: [{ name: "text", templates: "text" }]`,
        `snippets: [{ kind: "chat", language: "curl", path: "{slug}", sets: ["vision"] }]`,
        section(`"chat"`, `"curl"`, `"mkdocs-details"`),
      ),
    ],
    [
      "sections that a function makes",
      `const made = (kind: string): SectionConfig[] => [{ page: "a.md", kind, language: "python", format: "box" }];
       ${config(rest, capabilities, snippets, own, `sections: [...made("chat"), ...made("batch")]`)}`,
    ],
  ])("%s", (_, body) => {
    expect(editor(body).errors).toEqual([]);
  });
});

describe("what the compiler refuses", () => {
  test.each([
    [
      "a kind that no snippet has",
      config(rest, capabilities, snippets, own, section(`"chatt"`)),
      `Type '"chatt"' is not assignable to type '"chat" | "batch"'.`,
    ],
    [
      "a format that nobody declared",
      config(rest, capabilities, snippets, own, section(`"chat"`, `"python"`, `"boxx"`)),
      `Type '"boxx"' is not assignable to type`,
    ],
    [
      "a language that no snippet has",
      config(rest, capabilities, snippets, own, section(`"chat"`, `"pyton"`)),
      `Type '"pyton"' is not assignable to type`,
    ],
    [
      "a set that no capability chooses",
      config(rest, capabilities, `snippets: [{ kind: "a", language: "go", path: "{slug}", sets: ["adio"] }]`),
      `Type '"adio"' is not assignable to type '"text" | "vision" | "audio"'.`,
    ],
    [
      "a key that isn't one",
      config(rest, capabilities, `snipets: []`),
      `Object literal may only specify known properties, but 'snipets' does not exist`,
    ],
    ["a missing key", config(`root: "docs"`, capabilities), "Argument of type"],
    ["a value of another type", config(rest, `capabilities: "text"`), "Type 'string' is not assignable"],
  ])("%s", (_, body, message) => {
    const { errors } = editor(body);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain(message);
  });
});

describe("what an editor completes", () => {
  test.each([
    ["a section's kind", config(rest, capabilities, snippets, own, section(`"|"`)), ["batch", "chat"]],
    [
      "a section's format, the package's and one's own",
      config(rest, capabilities, snippets, own, section(`"chat"`, `"python"`, `"|"`)),
      ["box", "mkdocs-details"],
    ],
    [
      "a section's language",
      config(rest, capabilities, snippets, own, section(`"chat"`, `"|"`)),
      ["curl", "python"],
    ],
    [
      "a snippet's sets",
      config(rest, capabilities, `snippets: [{ kind: "a", language: "go", path: "{slug}", sets: ["|"] }]`),
      ["audio", "text", "vision"],
    ],
    [
      "a capability's templates",
      config(rest, `capabilities: [{ name: "text", templates: "|" }]`),
      ["text", "vision"],
    ],
    [
      "a snippet's language",
      config(rest, capabilities, `snippets: [{ kind: "a", language: "|" }]`),
      ["python"],
    ],
  ])("%s", (_, body, names) => {
    expect(editor(body).completions).toEqual(expect.arrayContaining(names));
  });
});
