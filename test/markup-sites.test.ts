import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { compile } from "@mdx-js/mdx";
import { beforeAll, describe, expect, test } from "vitest";
import { emptyFolder, run } from "./support/hostile/interpreters.ts";
import { asciidoctor, docutils, inOneRun, type Reader } from "./support/markup/readers.ts";
import { filesOf } from "./support/tree.ts";
import { bareForms, forms } from "./unit/generators/markup/forms.ts";

/** Debian's Sphinx; that of a virtual environment has no docutils of its own. */
const sphinx = ["/usr/bin/sphinx-build"].find((program) => spawnSync(program, ["--version"]).status === 0);

/** What a build of a site complains about, without the places of the lines. */
const warnings = (root: string, main: string): readonly string[] => {
  const { stderr, status } = spawnSync(
    sphinx ?? "",
    ["-q", "-C", "-b", "html", "-D", `root_doc=${main}`, root, emptyFolder()],
    { encoding: "utf8", env: { ...process.env, PYTHONHOME: undefined, LC_ALL: "C.UTF-8" } },
  );
  expect(status, stderr).toBe(0);
  return stderr
    .split("\n")
    .filter((line) => /WARNING|ERROR|SEVERE/.test(line))
    .map((line) => line.replace(/^.*?(?:WARNING|ERROR|SEVERE)/, ""));
};

describe("sites of reStructuredText, before and after, with Sphinx", () => {
  const sites = [
    ["markup-rst", "index", []],
    ["sections-rst", "models", []],
    ["site-sphinx", "index", []],
  ] as const;
  test.runIf(sphinx !== undefined).each(sites)(
    "%s builds with no new warnings but those that are known",
    (name, main, known) => {
      const sides = ["before", "after", "newer"].filter((side) => existsSync(join("test/cases", name, side)));
      const [before = [], ...later] = sides.map((side) => warnings(join("test/cases", name, side), main));
      for (const each of later) expect(each.filter((line) => !before.includes(line))).toEqual(known);
    },
  );

  test.runIf(sphinx === undefined)("Sphinx isn't installed: no site is built", () => {
    expect(sphinx).toBeUndefined();
  });
});

/** The pages of an ending on both sides of a site that are on both. */
const pairsOf = (site: string, ending: RegExp, sides: readonly [string, string] = ["before", "after"]) => {
  const [was, is] = sides.map((side) => join("test/cases", site, side));
  return filesOf(was ?? "")
    .filter((path) => ending.test(path) && existsSync(join(is ?? "", path)))
    .map((path) => [was, is].map((side) => readFileSync(join(side ?? "", path), "utf8")));
};

describe("what a reader sees of a page differs only in blocks that name a model or its tokens", () => {
  const sites: readonly (readonly [string, Reader | undefined, RegExp, RegExp])[] = [
    ["markup-rst", docutils, /\.rst$/, /auk|heron|ibis|lynx|\b\d+000\b/i],
    ["sections-rst", docutils, /\.rst$/, /auk|heron|ibis|lynx|wide|\b\d+000\b/i],
    ["site-sphinx", docutils, /\.rst$/, /auk|heron|ibis|lynx|We have|substitution|\b\d+000\b/i],
    ["markup-asciidoc", asciidoctor, /\.adoc$/, /auk|heron|ibis|lynx|\b\d+000\b/i],
    ["sections-asciidoc", asciidoctor, /\.adoc$/, /auk|heron|ibis|lynx|wide|\b\d+000\b/i],
    ["site-antora", asciidoctor, /\.adoc$/, /auk|heron|ibis|lynx|We have/i],
  ];
  test.runIf(docutils !== undefined && asciidoctor !== undefined).each(sites)(
    "%s",
    (site, reader, ending, models) => {
      const differing = pairsOf(site, ending).flatMap((pages) => {
        const [was = [], is = []] = reader?.(pages).map(({ blocks }) => blocks) ?? [];
        return [...was.filter((block) => !is.includes(block)), ...is.filter((block) => !was.includes(block))];
      });
      expect(differing).not.toEqual([]);
      expect(differing.filter((block) => !models.test(block))).toEqual([]);
    },
  );
});

describe("MDX", () => {
  const pages = ["test/cases", "test/init-sites"].flatMap((folder) =>
    filesOf(folder)
      .filter((path) => path.endsWith(".mdx"))
      .map((path) => join(folder, path)),
  );
  /** A page as Docusaurus hands it on: without front matter, and without the IDs of headings. */
  const body = (text: string): string =>
    text.replace(/^---\r?\n[^]*?\n---(?:\r?\n|$)/, "").replace(/^(#+ .*?)[ \t]*\{#[^{}]*\}[ \t]*$/gm, "$1");

  test.each(pages)("%s is compiled", async (path) => {
    await compile(body(readFileSync(path, "utf8")));
  });
});

const python = "/usr/bin/python3";
const hasNbformat = spawnSync(python, ["-c", "import nbformat"]).status === 0;
const validating = `import json, nbformat, sys
def fault(path):
    try:
        nbformat.validate(json.load(open(path)))
    except Exception as reason:
        return str(reason)
    return ""
print(json.dumps([fault(path) for path in sys.argv[1:]]))`;
const parseFaults: (text: string) => readonly string[] = JSON.parse;

describe(`notebooks, by nbformat${hasNbformat ? "" : " (not installed)"}`, () => {
  const notebooks = ["test/cases", "test/init-sites"].flatMap((folder) =>
    filesOf(folder)
      .filter((path) => path.endsWith(".ipynb"))
      .map((path) => join(folder, path)),
  );
  let faults: readonly string[] = [];
  beforeAll(() => {
    if (hasNbformat) faults = parseFaults(run(python, ["-c", validating, ...notebooks], "", "."));
  });
  test.runIf(hasNbformat).each(notebooks)("%s is valid", (path) => {
    expect(faults[notebooks.indexOf(path)]).toBe("");
  });
});

const hasHugo = spawnSync("hugo", ["version"]).status === 0;

describe(`sites of Hugo${hasHugo ? "" : " (not installed)"}`, () => {
  const sites: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    [
      "site-data-hugo",
      {
        "config.yaml": "disableKinds: [taxonomy, term, RSS, sitemap, home]\n",
        "layouts/_default/single.html":
          "{{ range site.Data.models.chat }}<li>{{ jsonify . }}\n{{ end }}{{ range .Params.models }}<li>{{ jsonify . }}\n{{ end }}{{ .Content }}",
        "layouts/shortcodes/models.html": "{{ range .Page.Params.models }}<b>{{ .label }}</b>\n{{ end }}",
        "layouts/shortcodes/prices.html":
          "{{ with .Inner | transform.Unmarshal }}{{ range .rows }}<i>{{ .id }} {{ .in }}</i>\n{{ end }}{{ end }}",
      },
    ],
    [
      "site-data-hugo-toml",
      {
        "layouts/_default/single.html": "{{ .Title }} {{ .Content }}",
        "layouts/_default/list.html":
          "{{ range site.Data.models.chat }}<li>{{ jsonify . }}\n{{ end }}{{ range $id, $each := site.Data.limits }}<li>{{ $id }} {{ jsonify $each }}\n{{ end }}{{ range site.Menus.main }}<li>{{ .Name }} {{ .URL }}\n{{ end }}{{ .Description }} {{ site.Params.newest }}\n{{ range .Pages }}<li>{{ .Title }} {{ .Params.tokens }}\n{{ end }}{{ .Content }}",
        "layouts/shortcodes/models.html":
          "{{ range .Page.Params.fast }}<b>{{ .label }}</b>\n{{ end }}{{ range .Page.Params.params.fast }}<b>{{ .label }}</b>\n{{ end }}",
      },
    ],
  ];
  /** What Hugo makes of a side: an element for each model of data files, front matter and a shortcode. */
  const built = (site: string, files: Readonly<Record<string, string>>, side: string): readonly string[] => {
    const root = emptyFolder();
    cpSync(join("test/cases", site, side), root, { recursive: true });
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(root, path, ".."), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    const { status, stdout, stderr } = spawnSync("hugo", ["--source", root], { encoding: "utf8" });
    expect(status, stdout + stderr).toBe(0);
    return readFileSync(join(root, "public/models/index.html"), "utf8").split("\n");
  };

  test.runIf(hasHugo).each(sites)("%s differs only in lines that name a model", (site, files) => {
    const sides = ["before", "after", "newer"].map((side) => built(site, files, side));
    for (const [was = [], is = []] of [sides.slice(0, 2), sides.slice(1)]) {
      const differing = [
        ...was.filter((line) => !is.includes(line)),
        ...is.filter((line) => !was.includes(line)),
      ];
      expect(differing.length).toBeGreaterThan(3);
      expect(differing.filter((line) => !/auk|heron|kestrel|wren|owl|007|house/i.test(line))).toEqual([]);
    }
  });
});

const pagesOf = (folder: string): readonly string[] =>
  filesOf(folder)
    .filter((path) => path.endsWith(".adoc"))
    .map((path) => readFileSync(join(folder, path), "utf8"));

describe("sites of AsciiDoc, before and after, with Asciidoctor", () => {
  test.runIf(asciidoctor !== undefined).each(["markup-asciidoc", "sections-asciidoc"])(
    "%s reads without complaints",
    (name) => {
      const sides = ["before", "after"].flatMap((side) => pagesOf(join("test/cases", name, side)));
      expect(asciidoctor?.(sides).flatMap(({ complaints }) => complaints)).toEqual([]);
    },
  );

  test.runIf(asciidoctor === undefined)("Asciidoctor isn't installed: no site is read", () => {
    expect(asciidoctor).toBeUndefined();
  });
});

describe("the small sites of init, after the next catalog, have no new complaints of their real readers", () => {
  const readers = [
    [".rst", docutils],
    [".adoc", asciidoctor],
  ] as const;
  const pages = readers.flatMap(([ending, reader]) =>
    reader === undefined
      ? []
      : filesOf("test/init-sites")
          .filter((path) => path.includes("/after/") && path.endsWith(ending))
          .map((path) => [path, reader] as const),
  );
  // Lines differ, and what is quoted of the page.
  const kindsOf = (complaints: readonly string[]): ReadonlySet<string> =>
    new Set(complaints.map((text) => (text.split("\n")[0] ?? "").replace(/\d+|"[^"]*"/g, "")));
  const textOf = (path: string): string => {
    const file = join("test/init-sites", path);
    return existsSync(file) ? readFileSync(file, "utf8") : "";
  };
  const sidesOf = (path: string): readonly string[] => [
    textOf(path.replace("/after/", "/before/")),
    textOf(path),
  ];
  const atOnce = new Map(
    readers.map(([ending, reader]) => [
      reader,
      inOneRun(
        reader,
        pages.flatMap(([path]) => (path.endsWith(ending) ? sidesOf(path) : [])),
      ),
    ]),
  );

  test.each(pages)("%s", (path, reader) => {
    const [was, is] = atOnce.get(reader)?.(sidesOf(path)) ?? [];
    const known = kindsOf(was?.complaints ?? []);
    expect([...kindsOf(is?.complaints ?? [])].filter((kind) => !known.has(kind))).toEqual([]);
  });

  test.runIf(pages.length === 0)("neither docutils nor Asciidoctor is installed: no page is read", () => {
    expect(pages).toEqual([]);
  });
});

const readerOf = (page: string) => (page.endsWith(".adoc") ? asciidoctor : docutils);
const all = [...forms, ...bareForms];
const readable = all.filter(([, page]) => readerOf(page) !== undefined);
const formReaders = new Map(
  [asciidoctor, docutils].map((reader) => [
    reader,
    inOneRun(
      reader,
      readable.flatMap(([, page, ...sides]) => (readerOf(page) === reader ? sides : [])),
    ),
  ]),
);

describe("tables of every form differ by one row and one cell, as their real reader sees them", () => {
  test.each(readable)("%s", (_, page, before, after) => {
    const [was, is] = formReaders.get(readerOf(page))?.([before, after]) ?? [];
    expect([was?.complaints, is?.complaints]).toEqual([[], []]);
    const table = was?.tables.findIndex((rows) => /^(?:Model|Bee)$/.test(rows[0]?.[0] ?? "")) ?? -1;
    const rows = was?.tables[table] ?? [];
    const changed = rows.map((row) => row.map((cell) => (cell === "20" ? "300" : cell)));
    const heads = rows[0]?.[0] === "Model" ? 1 : 0;
    expect(is?.tables[table]).toEqual([...changed.slice(0, heads), ["Ant", "1"], ...changed.slice(heads)]);
    expect(is?.tables.length).toBe(was?.tables.length);
  });

  test.runIf(readable.length < all.length)(
    "docutils or Asciidoctor isn't installed: some forms aren't read",
    () => {
      expect(readable.length).toBeLessThan(all.length);
    },
  );
});
