/**
 * `npm run bench:documents -- PATH…`: the clients of all API descriptions in folders (`SAMPLE=300`: of so many, `LIST=1`: each is told,
 * always the same ones). Each is generated with validators, compiled under the strictest flags, bundled,
 * imported and made; one operation of each group is called, against the mock of the document, which judges what
 * it receives and whose answers the client judges. What is refused, or fails, is told with the reason.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { loadApi } from "../../generators/api/load.ts";
import { field } from "../../generators/client/runtime/errors.ts";
import { fail } from "../../src/model/problem.ts";
import { load, tryGenerate, typeErrors } from "../client/support.ts";
import { callGroups } from "./documents-calls.ts";

type Verdict = {
  readonly kind: "ok" | "invalid" | "refused" | "does not compile" | "does not load" | "misunderstood";
  readonly why: string;
  readonly operations: number;
};

const isDescription = (text: string): boolean => /^\s*\{?\s*["']?(?:openapi|swagger)["']?\s*:/m.test(text);

const filesBelow = (path: string): readonly string[] =>
  statSync(path).isDirectory()
    ? readdirSync(path)
        .sort()
        .flatMap((name) => filesBelow(join(path, name)))
    : /\.(?:json|ya?ml)$/.test(path)
      ? [path]
      : [];

/** The same ones whenever the same are there: by the digest of their names. */
const sampled = (paths: readonly string[], count: number): readonly string[] => {
  const digest = (path: string): string => createHash("sha256").update(basename(path)).digest("hex");
  const known = new Map(paths.map((path) => [path, digest(path)]));
  const sorted = [...paths].sort((a, b) => ((known.get(a) ?? "") < (known.get(b) ?? "") ? -1 : 1));
  return sorted.slice(0, count).sort();
};

const functionsIn = (value: unknown): number =>
  typeof value === "function"
    ? 1
    : Object.values(
        Object(value) === value && typeof value === "object" && value !== null ? value : {},
      ).reduce<number>((sum, each: unknown) => sum + functionsIn(each), 0);

let calls = 0;

const judge = async (label: string, text: string): Promise<Verdict> => {
  const source = { label, text };
  const api = await loadApi({ source, overlays: [], readLocal: () => fail() });
  const reasons = (problems: typeof api.problems): string =>
    problems
      .filter(({ severity }) => severity === "error")
      .slice(0, 3)
      .map(({ code, where, message }) => `${code} ${where}: ${message}`.slice(0, 220))
      .join("; ");
  if (!api.ok) return { kind: "invalid", why: reasons(api.problems), operations: 0 };
  const operations = api.value.operations.length;
  const made = await tryGenerate(api.value, { validators: true });
  if (!made.ok) return { kind: "refused", why: reasons(made.problems), operations };
  const files = new Map(made.value.map((file) => [file.path, file.text]));
  const [first, ...others] = typeErrors(files);
  if (first !== undefined)
    return { kind: "does not compile", why: `${first} (and ${others.length} more)`, operations };
  if (operations === 0) return { kind: "ok", why: "", operations };
  const loaded = await load(
    files,
    `export { createClient } from "./client.js"; export * as all from "./validators.js";`,
  );
  const create = field(loaded, "createClient");
  if (typeof create !== "function") return { kind: "does not load", why: "no createClient", operations };
  const makeClient = (options: object): unknown => Reflect.apply(create, undefined, [options]);
  const found = functionsIn(makeClient({ baseUrl: "https://example.com" }));
  if (found !== operations) return { kind: "does not load", why: `${found} functions`, operations };
  const wrong = await callGroups(api.value, makeClient);
  calls += wrong.called;
  return wrong.told.length === 0
    ? { kind: "ok", why: "", operations }
    : { kind: "misunderstood", why: wrong.told.join("\n  "), operations };
};

const main = async (): Promise<void> => {
  const places = process.argv.slice(2);
  if (places.length === 0) throw new Error("Name folders or files with API descriptions.");
  const all = places.flatMap((place) =>
    filesBelow(place).map((path) => ({ path, name: relative(place, path) })),
  );
  const chosen = new Set(
    sampled(
      all.map(({ path }) => path),
      Number(process.env.SAMPLE ?? all.length),
    ),
  );
  const counts = new Map<string, number>();
  let operations = 0;
  for (const { path, name } of all) {
    if (!chosen.has(path)) continue;
    const text = readFileSync(path, "utf8");
    if (!isDescription(text)) continue;
    const began = performance.now();
    const verdict = await judge(basename(path), text).catch(
      (reason: unknown): Verdict => ({
        kind: "does not load",
        why: String(reason).slice(0, 300),
        operations: 0,
      }),
    );
    counts.set(verdict.kind, (counts.get(verdict.kind) ?? 0) + 1);
    operations += verdict.kind === "ok" ? verdict.operations : 0;
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    if (verdict.kind !== "ok" || process.env.LIST !== undefined)
      process.stdout.write(`${verdict.kind}: ${name === "" ? path : name} (${seconds} s) ${verdict.why}\n`);
  }
  const summary = [...counts].map(([kind, count]) => `${count} ${kind}`).join(", ");
  process.stdout.write(`${summary}; ${operations} operations in those that are, ${calls} called\n`);
  if (["refused", "does not compile", "does not load", "misunderstood"].some((kind) => counts.has(kind)))
    process.exitCode = 1;
};

await main();
