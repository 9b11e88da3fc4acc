import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { once } from "node:events";
import { createServer } from "node:http";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { plainText } from "../../src/io/plain-text.ts";
import { keepFile } from "../../src/io/cache/private-folder.ts";
import { readFile } from "../../src/io/reads.ts";
import { lookAt } from "../../src/io/status.ts";
import { cheapHash, type Said } from "../../src/io/settled/record.ts";
import { consult } from "../../src/io/settled/recall.ts";
import { remember } from "../../src/io/settled/remember.ts";
import { beginWitness, endWitness, forgoWitness, sawStatus } from "../../src/io/witness.ts";
import { commandIn } from "../support/command.ts";
import { catalog, config, site } from "../support/site.ts";
import {
  asRun,
  newCache,
  newFolder,
  type Place,
  planNoting,
  planRemembered,
  remembered,
  settledIn,
  startOf,
  waitForClock,
} from "./support.ts";

const write = (folder: string, path: string, content: unknown): void => {
  mkdirSync(join(folder, path, ".."), { recursive: true });
  writeFileSync(join(folder, path), typeof content === "string" ? content : JSON.stringify(content));
};

const json = "kluster-onboard.config.json";

/** The site, applied, with a cache of its own. */
const newPlace = async (more: Readonly<Record<string, unknown>> = {}): Promise<Place> => {
  const folder = newFolder();
  const files: Readonly<Record<string, unknown>> = { ...site, ...more };
  for (const [path, content] of Object.entries(files)) if (content !== null) write(folder, path, content);
  const applied = await commandIn(folder, "apply", "--yes");
  expect(applied.code, applied.err).toBe(0);
  await waitForClock();
  return { cwd: folder, args: [], env: newCache() };
};

const ts = (text: string) => ({ [json]: null, "kluster-onboard.config.ts": text });
const exported = (value: unknown): string => JSON.stringify(value);

describe("what is remembered", () => {
  test.each<readonly [string, Readonly<Record<string, unknown>>, readonly string[]]>([
    ["a config in JSON", {}, []],
    ["in package.json", { [json]: null, "package.json": { "kluster-onboard": config } }, []],
    ["in YAML", { [json]: null, "kluster-onboard.config.yaml": exported(config) }, []],
    ["in TypeScript", ts(`export default ${exported(config)};`), []],
    ["a promise of one", ts(`export default Promise.resolve(${exported(config)});`), []],
    ["every form of the answer", {}, ["--format", "html"]],
    ["with its message", {}, ["--format", "github"]],
    ["--check", {}, ["--check", "--verbose"]],
    ["a config that is named", {}, ["--config", json]],
  ])("%s", async (_, files, args) => {
    const place = { ...(await newPlace(files)), args };
    const first = await planRemembered(place);
    expect(first.code).toBe(0);
    expect(asRun(await remembered(place))).toEqual(first);
    expect((await remembered({ ...place, args: [...args, "--quiet"] })).said, "other arguments").toBe(
      undefined,
    );
  });
});

describe("a config that does more than have a value", () => {
  const flag = "flag";

  test("what it writes counts at once", async () => {
    const place = await newPlace(
      ts(`import { existsSync, writeFileSync } from "node:fs";
        if (existsSync("${flag}")) writeFileSync("catalog.json", '{"data":[]}');
        export default ${exported(config)};`),
    );
    await planRemembered(place);
    expect((await remembered(place)).said).toBeDefined();
    const before = process.cwd();
    try {
      process.chdir(place.cwd);
      write(place.cwd, flag, "");
      expect((await remembered(place)).said).toBeUndefined();
    } finally {
      process.chdir(before);
    }
  });

  test("what it has from the environment isn't kept", async () => {
    process.env.KLUSTER_GEN_TEST_SECRET = "s3cr3t-wren";
    const { vars } = config;
    const place = await newPlace(
      ts(`const config = ${exported(config)};
        export default { ...config, vars: { ...${exported(vars)}, key: process.env.KLUSTER_GEN_TEST_SECRET } };`),
    );
    await planRemembered(place);
    expect((await remembered(place)).said).toBeDefined();
    const kept = readdirSync(settledIn(place.env)).map((name) =>
      readFileSync(join(settledIn(place.env), name), "latin1"),
    );
    expect(kept).toHaveLength(1);
    expect(kept[0]).not.toContain("s3cr3t-wren");
    delete process.env.KLUSTER_GEN_TEST_SECRET;
  });
});

/** A plan that isn't remembered: the site's files that are others, the arguments, and what is done after the apply. */
type Unremembered = {
  readonly what: string;
  readonly files?: Readonly<Record<string, unknown>>;
  readonly args?: readonly string[];
  readonly edit?: (folder: string) => void;
};

const unremembered: readonly Unremembered[] = [
  {
    what: "a config that imports another file",
    files: {
      ...ts(`import { part } from "./part.ts"; export default part;`),
      "part.ts": `export const part = ${exported(config)};`,
    },
  },
  {
    what: "a folder in which cosmiconfig has settings of its own",
    files: { ".config/config.json": { other: {} } },
  },
  {
    what: "one that Node loads",
    files: { [json]: null, "kluster-onboard.config.mjs": `export default ${exported(config)};` },
  },
  {
    what: "one with a getter",
    files: ts(`const c = ${exported(config)}; export default { ...c, get vars() { return c.vars; } };`),
  },
  {
    what: "one that imports others by $import",
    files: { [json]: { $import: "part.json" }, "part.json": config },
  },
  {
    what: "a first source that fails",
    files: {
      [json]: {
        ...config,
        catalog: { ...config.catalog, sources: [{ file: "none.json" }, { file: "catalog.json" }] },
      },
    },
  },
  { what: "a change", edit: (folder) => rmSync(join(folder, "docs/code/auk-1b.py")) },
  { what: "a plan that is saved", args: ["--out", "plan.json"] },
  {
    what: "an unfinished apply",
    edit: (folder) => write(folder, "docs/.kluster-gen/journal.tmp", ""),
  },
  {
    what: "a page behind a link",
    edit: (folder) => {
      write(folder, "docs/real.md", readFileSync(join(folder, "docs/chat.md"), "utf8"));
      rmSync(join(folder, "docs/chat.md"));
      symlinkSync("real.md", join(folder, "docs/chat.md"));
    },
  },
];

describe("what appears where nothing was", () => {
  const moveAway = (path: string): void => {
    const away = join(newFolder(), "moved");
    renameSync(path, away);
    symlinkSync(away, path);
  };

  test.each<readonly [string, (root: string) => void, (root: string) => void]>([
    [
      "a lock",
      (root) => rmSync(join(root, ".kluster-gen/lock.jsonl")),
      (root) => write(root, ".kluster-gen/lock.jsonl", "no lock"),
    ],
    ["a journal", () => undefined, (root) => write(root, ".kluster-gen/journal", "no journal")],
    ["a link in the place of a page's folder", () => undefined, (root) => moveAway(join(root, "a/b"))],
    ["a link in the place of the folder above it", () => undefined, (root) => moveAway(join(root, "a"))],
  ])("%s", async (_, before, after) => {
    const table = { page: "a/b/models.md", columns: [{ header: "Model", value: "{name}" }] };
    const place = await newPlace({
      [json]: { ...config, tables: [table] },
      "docs/a/b/models.md": "| Model |\n|-------|\n| Auk 1B |\n",
    });
    const root = join(place.cwd, "docs");
    before(root);
    await waitForClock();
    expect((await planRemembered(place)).out).toContain("in step");
    expect((await remembered(place)).said).toBeDefined();
    after(root);
    expect((await remembered(place)).said).toBe(undefined);
    expect((await commandIn(place.cwd, "plan")).out).not.toContain("in step");
  });
});

describe("what isn't remembered", () => {
  test.each(unremembered)("$what", async ({ files = {}, args = [], edit }) => {
    const place = { ...(await newPlace(files)), args };
    edit?.(place.cwd);
    await waitForClock();
    await planNoting(place);
    expect(await remembered(place)).toEqual({});
  });

  test("a catalog from a server", async () => {
    const place = await newPlace();
    const server = createServer((_, answer) => answer.end(JSON.stringify(catalog))).listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const port = typeof address === "object" ? address?.port : undefined;
    const remote = { ...place, args: ["--catalog", `http://127.0.0.1:${port}/models`] };
    const ran = await planNoting(remote);
    server.close();
    expect(ran.out, ran.err).toContain("in step");
    expect(await remembered(remote)).toEqual({});
  });

  test("a file that was just written", async () => {
    const place = await newPlace();
    appendFileSync(join(place.cwd, "catalog.json"), "\n");
    await planNoting(place);
    expect(await remembered(place)).toEqual({});
  });

  test("anything where the cache can't be had", async () => {
    const place = await newPlace();
    await planNoting({ ...place, env: { ...place.env, KLUSTER_GEN_NO_CACHE: "1" } });
    expect(existsSync(settledIn(place.env))).toBe(false);
    mkdirSync(settledIn(place.env), { mode: 0o755 });
    await planNoting(place);
    expect(readdirSync(settledIn(place.env)), "a folder that others may read").toEqual([]);
  });

  test.each<readonly [string, Said, string, boolean]>([
    ["a short answer", [["out", "In step.\n"]], "key", true],
    ["an answer of more than a megabyte", [["out", "x".repeat(1024 * 1024 + 1)]], "key", false],
    ["a run whose config changed what the rest of it is told", [], "another", false],
  ])("%s", async (_, said, later, kept) => {
    const env = newCache();
    beginWitness(Date.now());
    const testimony = endWitness() ?? { inputs: [], config: undefined };
    remember({ key: "key", keyNow: () => later }, said, testimony, env);
    const found = await consult(settledIn(env), { key: "key", keyNow: () => "key" });
    expect(found).toEqual(kept ? { said } : {});
  });
});

test("values that are equal as text are equal, and others have no text", () => {
  const cycle: Record<string, unknown> = {};
  cycle.self = cycle;
  const texts = [
    {},
    [],
    [[]],
    [undefined],
    [null],
    new Array(1),
    null,
    undefined,
    { a: 1 },
    { a: "1" },
    { a: undefined },
    { b: 1 },
    { a: { b: 1 } },
    0,
    -0,
    Number.NaN,
    "",
    "{}",
    Object.create(null),
    true,
  ];
  const plain = texts.map(plainText);
  expect(plain).not.toContain(undefined);
  expect(new Set(plain).size).toBe(texts.length);
  const noText = [
    () => 1,
    new Date(0),
    new Map(),
    /x/,
    Symbol("x"),
    1n,
    cycle,
    new Proxy({}, {}),
    { [Symbol("x")]: 1 },
    {
      get a() {
        return 1;
      },
    },
    Object.defineProperty({}, "a", { value: 1 }),
    new (class extends Error {})(),
  ];
  expect(noText.map(plainText)).toEqual(noText.map(() => undefined));
});

describe("a file that changes within a tick of the clock", () => {
  beforeEach(() => forgoWitness());

  test("is never taken for unchanged", () => {
    const path = join(newFolder(), "page.md");
    const seen = { kept: 0, doubtful: 0 };
    for (let round = 0; round < 300; round += 1) {
      writeFileSync(path, "one");
      // Now and then so long that it may be remembered.
      const until = performance.now() + (round % 30);
      while (performance.now() < until);
      beginWitness(Date.now());
      expect(readFile(path).toString()).toBe("one");
      const before = lookAt(path, "follow");
      writeFileSync(path, "two");
      const told = endWitness();
      seen[told === undefined ? "doubtful" : "kept"] += 1;
      if (told !== undefined) expect(lookAt(path, "follow")).not.toBe(before);
    }
    expect(seen.kept).toBeGreaterThan(10);
    expect(seen.doubtful).toBeGreaterThan(10);
  });

  test("counts in the next plan", async () => {
    const place = await newPlace();
    const page = join(place.cwd, "docs/models.md");
    const text = readFileSync(page, "utf8");
    for (let round = 0; round < 30; round += 1) {
      writeFileSync(page, text);
      await planNoting(place);
      writeFileSync(page, text.replace("Auk", "Owl"));
      const again = asRun(await remembered(place)) ?? (await commandIn(place.cwd, "plan"));
      expect(again).toEqual(await commandIn(place.cwd, "plan"));
    }
  });

  test.each<readonly [string, mtimeMs: number, ctimeMs: number, boolean]>([
    ["is well older, by a fine clock", -21.5, -21.5, true],
    ["is hardly older", -19.5, -19.5, false],
    ["is old, and was changed just now", -90_000, -19.5, false],
    ["is of whole seconds, by a fine clock", -1000, -990.5, true],
    ["is younger than two seconds, by a coarse clock", -1000, -1000, false],
    ["is older than that", -3000, -3000, true],
    ["is of the future", 60_000, -5000.5, false],
  ])("a stamp that %s", (_, mtime, ctime, kept) => {
    const now = Math.floor(Date.now() / 1000) * 1000;
    const stamps = { mtimeMs: now + mtime, ctimeMs: now + ctime };
    beginWitness(now);
    sawStatus("/page.md", "follow", Object.assign(statSync("."), stamps));
    expect(endWitness() !== undefined).toBe(kept);
  });
});

describe("the folder of what is remembered", () => {
  const files = (folder: string): readonly string[] => readdirSync(folder).map((name) => join(folder, name));

  const settled = async (): Promise<Place> => {
    const place = await newPlace();
    await planRemembered(place);
    expect((await remembered(place)).said).toBeDefined();
    return place;
  };

  test.each<readonly [string, (path: string, folder: string) => void]>([
    ["was cut short", (path) => truncateSync(path, statSync(path).size - 2)],
    ["has half its inputs", (path) => truncateSync(path, Math.floor(statSync(path).size / 2))],
    ["is empty", (path) => writeFileSync(path, "")],
    ["is garbage", (path) => writeFileSync(path, Buffer.alloc(4000, 0x80))],
    ["was zeroed", (path) => writeFileSync(path, Buffer.alloc(statSync(path).size))],
    [
      "says something else",
      (path) => writeFileSync(path, readFileSync(path, "utf8").replace("in step", "in doubt")),
    ],
    ["may be written by others", (path) => chmodSync(path, 0o666)],
    [
      "is a link",
      (path, folder) => {
        const copy = join(folder, "..", "copy");
        writeFileSync(copy, readFileSync(path), { mode: 0o600 });
        rmSync(path);
        symlinkSync(copy, path);
      },
    ],
    ["is in a folder that others may write to", (_, folder) => chmodSync(folder, 0o777)],
  ])("a file that %s is as if it weren't there", async (_, damage) => {
    const place = await settled();
    const folder = settledIn(place.env);
    const [path = ""] = files(folder);
    damage(path, folder);
    expect(await remembered(place)).toEqual({});
  });

  test("a file of another key, with the same hash, is as if it weren't there", async () => {
    const place = await settled();
    const [path = ""] = files(settledIn(place.env));
    const other = { ...place, args: ["--quiet"] };
    renameSync(path, join(settledIn(place.env), cheapHash(startOf(other).key)));
    expect(await remembered(other)).toEqual({});
  });

  test("is the user's alone, and holds so much and no more; the oldest go", async () => {
    const place = await settled();
    const folder = settledIn(place.env);
    const [path = ""] = files(folder);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const scratch = newFolder();
    for (let number = 0; number < 12; number += 1) {
      const file = join(scratch, String(number).padStart(2, "0"));
      keepFile(file, [Buffer.alloc(100)], { files: 5, bytes: 1000 });
      utimesSync(file, number, number);
    }
    expect(readdirSync(scratch)).toEqual(["07", "08", "09", "10", "11"]);
    keepFile(join(scratch, "12"), [Buffer.alloc(750)], { files: 5, bytes: 1000 });
    expect(readdirSync(scratch)).toEqual(["10", "11", "12"]);
  });
});
