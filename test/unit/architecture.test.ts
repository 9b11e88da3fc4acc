import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { type Identifier, Node, Project, type SourceFile, SyntaxKind } from "ts-morph";
import { describe, expect, test } from "vitest";

const project = new Project({ skipAddingFilesFromTsConfig: true, skipFileDependencyResolution: true });
const cwd = process.cwd();
const files = project.addSourceFilesAtPaths(["src/**/*.ts", "generators/**/*.ts"]);
const nameOf = (file: SourceFile): string => file.getFilePath().slice(cwd.length + 1);

/** A module and what it imports: files of the project by path, packages and Node's modules by name. */
type Module = {
  readonly path: string;
  readonly file: SourceFile;
  readonly imports: readonly { readonly to: string; readonly type: boolean }[];
};

const specifiersOf = (file: SourceFile): Module["imports"] => {
  const found = [
    ...file
      .getImportDeclarations()
      .map((node) => ({ to: node.getModuleSpecifierValue(), type: node.isTypeOnly() })),
    ...file
      .getExportDeclarations()
      .map((node) => ({ to: node.getModuleSpecifierValue() ?? "", type: node.isTypeOnly() })),
    ...file
      .getDescendantsOfKind(SyntaxKind.CallExpression)
      .filter((call) => call.getExpression().getKind() === SyntaxKind.ImportKeyword)
      .map((call) => ({
        to: call.getArguments()[0]?.asKind(SyntaxKind.StringLiteral)?.getLiteralValue() ?? "?",
        type: false,
      })),
  ];
  const from = dirname(nameOf(file));
  return found
    .filter(({ to }) => to !== "")
    .map(({ to, type }) => ({ to: to.startsWith(".") ? normalize(join(from, to)) : to, type }));
};

const modules: readonly Module[] = files.map((file) => ({
  path: nameOf(file),
  file,
  imports: specifiersOf(file),
}));
const sources = modules.filter(({ path }) => !/\.gen[./]/.test(path));

/** Whether a name stands for itself: not for a property, a key or a type's member of that name. */
const isFree = (name: Identifier): boolean => {
  const parent = name.getParentOrThrow();
  if (Node.isPropertyAccessExpression(parent)) return parent.getExpression() === name;
  return !Node.isPropertyAssignment(parent) && !Node.isPropertySignature(parent);
};

/** Imports that break a rule, as `from → to`. */
const breaking = (from: RegExp, to: RegExp, except = /^$/): readonly string[] =>
  modules
    .filter(({ path }) => from.test(path) && !except.test(path))
    .flatMap(({ path, imports }) =>
      imports.filter((each) => to.test(each.to)).map((each) => `${path} → ${each.to}`),
    );

/** Rooms without effects. */
const deciding = /^src\/(?:model|config|catalog|page|lock|text|policy)\//;

describe("who may import whom", () => {
  test("the graph is read at all", () => {
    expect(modules.length).toBeGreaterThan(80);
    expect(breaking(/^src\/pipeline\//, /^src\/io\//).length).toBeGreaterThan(5);
    // What can't be read is the import of the config, whose name nobody knows beforehand.
    expect(breaking(/./, /^\?$/)).toEqual(["src/io/config/native-import.ts → ?"]);
  });

  test.each([
    [
      "the data of all stages needs nothing but itself",
      /^src\/model\//,
      /^(?:src\/(?!model\/)|generators\/)/,
    ],
    [
      "what decides knows no outer room",
      /^src\/(?:config|catalog|page|lock|text)\//,
      /^(?:src\/(?!model\/|config\/|catalog\/|page\/|lock\/|text\/)|generators\/)/,
    ],
    [
      "the policy judges catalog and plan, and knows no outer room",
      /^src\/policy\//,
      /^(?:src\/(?!model\/|config\/|catalog\/|lock\/|text\/|policy\/)|generators\/)/,
    ],
    [
      "generators know no run, no disk and no command",
      /^generators\//,
      /^src\/(?!model\/|config\/|catalog\/|page\/|lock\/|text\/)/,
    ],
    [
      "effects know no decisions",
      /^src\/io\//,
      /^(?:src\/(?:policy|pipeline|report|api|cli|check|verify|init)\/|generators\/)/,
    ],
    [
      "effects complete no config and make no entries",
      /^src\/io\//,
      /^src\/(?:config\/(?:preset|rules|to-settings)|catalog\/entries)\.ts$/,
    ],
    [
      "reports read nothing and know no generator",
      /^src\/report\//,
      /^(?:src\/(?:io|pipeline|api|cli|init)\/|generators\/)/,
    ],
    [
      "the pipeline knows no room that is loaded on demand, and no command",
      /^src\/pipeline\//,
      /^src\/(?:check|verify|init|api|cli)\//,
    ],
    ["what programs call knows no command", /^src\/(?:api|check|verify|init)\//, /^src\/cli\//],
    ["nothing knows the start of the process", /./, /^src\/cli\/start\.ts$/],
  ])("%s", (_, from, to) => {
    expect(breaking(from, to)).toEqual([]);
  });

  test("effects are called by the pipeline and by the rooms that run on demand, and by the command line for how it starts", () => {
    expect(breaking(/./, /^src\/io\//, /^src\/(?:io\/|pipeline\/|(?:check|verify|init)\/run)/)).toEqual([
      "src/cli/start.ts → src/io/cache/compile-cache.ts",
    ]);
  });

  test("the rooms that decide know neither disk nor network", () => {
    const pure =
      /^(?:node:(?:crypto|zlib|path\/posix)|(?:src|generators)\/.*|picomatch|node-diff3|string-width)$/;
    const outside = modules
      .filter(({ path }) => deciding.test(path))
      .flatMap(({ path, imports }) =>
        imports.filter(({ to, type }) => !type && !pure.test(to)).map(({ to }) => `${path} → ${to}`),
      );
    expect(outside).toEqual([]);
  });

  test("the compiler is a matter of the client alone", () => {
    expect(
      breaking(/./, /^(?:ts-morph|json-schema-to-typescript|typescript)$/, /^generators\/client\//),
    ).toEqual([]);
  });

  test("there are no cycles, of types neither", () => {
    const graph = new Map(modules.map(({ path, imports }) => [path, imports.map(({ to }) => to)]));
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (path: string, way: readonly string[]): void => {
      if (way.includes(path)) cycles.push([...way.slice(way.indexOf(path)), path].join(" → "));
      else if (!done.has(path)) {
        for (const next of graph.get(path) ?? []) visit(next, [...way, path]);
        done.add(path);
      }
    };
    for (const path of graph.keys()) visit(path, []);
    expect(cycles).toEqual([]);
  });
});

describe("what may stand in a module", () => {
  test("the core touches no process, clock, chance, network or console", () => {
    const impure = new Set([
      "process",
      "Date",
      "fetch",
      "console",
      "performance",
      "setTimeout",
      "setInterval",
      "setImmediate",
      "globalThis",
    ]);
    const found = sources
      .filter(({ path }) => deciding.test(path))
      .flatMap(({ path, file }) => [
        ...file
          .getDescendantsOfKind(SyntaxKind.Identifier)
          .filter((name) => impure.has(name.getText()) && isFree(name))
          .map((name) => `${path}:${name.getStartLineNumber()} ${name.getText()}`),
        ...file
          .getDescendantsOfKind(SyntaxKind.PropertyAccessExpression)
          .filter((node) => /^(?:Math\.random|.*\.(?:localeCompare|toLocale\w+))$/.test(node.getText()))
          .map((node) => `${path}:${node.getStartLineNumber()} ${node.getText()}`),
      ]);
    expect(found).toEqual([]);
  });

  test("only the command line ends the process", () => {
    const found = sources.filter(({ file }) =>
      /process\s*\.\s*(?:exit|abort)\b|process\.exitCode\s*=/.test(file.getFullText()),
    );
    expect(found.map(({ path }) => path)).toEqual(["src/cli/main.ts", "src/cli/output.ts"]);
  });

  test("a folder has at most about 25 files side by side", () => {
    const sizes = new Map<string, number>();
    for (const { path } of sources) sizes.set(dirname(path), (sizes.get(dirname(path)) ?? 0) + 1);
    expect([...sizes].filter(([, size]) => size > 26)).toEqual([]);
  });

  test("a module has at most 250 lines, and a name that says what it is for", () => {
    const long = sources
      .filter(({ file }) => file.getEndLineNumber() > 250)
      .map(({ path, file }) => `${path}: ${file.getEndLineNumber()}`);
    expect(long).toEqual([]);
    const vague = modules.filter(({ path }) => /(?:^|\/)(?:utils?|helpers?|misc|common)\.ts$/.test(path));
    expect(vague.map(({ path }) => path)).toEqual([]);
  });

  test("no function of the pipeline and the generators takes more than four arguments by place", () => {
    const many = sources
      .filter(({ path }) => /^(?:src\/pipeline|generators)\//.test(path))
      .flatMap(({ path, file }) =>
        file
          .getDescendants()
          .filter((node) => Node.isParametered(node) && node.getParameters().length > 4)
          .map((node) => `${path}:${node.getStartLineNumber()}`),
      );
    expect(many).toEqual([]);
  });

  test("`kluster` is only part of the tool's own name", () => {
    const found = readdirSync("src", { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".ts"))
      .flatMap((path) =>
        readFileSync(join("src", path), "utf8")
          .split("\n")
          .map((line, index) => ({ at: `src/${path}:${index + 1}`, line })),
      )
      .filter(({ line }) => /kluster(?![-_]gen|-onboard)/i.test(line));
    expect(found).toEqual([]);
  });

  test("no class but an error, and no silenced check", () => {
    const classes = sources
      .flatMap(({ file }) => file.getClasses())
      .filter((each) => each.getExtends()?.getText().endsWith("Error") !== true);
    expect(classes.map((each) => each.getName())).toEqual([]);
    const silenced = sources.filter(({ file }) =>
      /\/[/*]+\s*(?:eslint-disable|@ts-(?:ignore|expect-error|nocheck)|TODO\b)/.test(file.getFullText()),
    );
    expect(silenced.map(({ path }) => path)).toEqual([]);
  });
});
