import { linkerOf } from "../../../generators/placing/links.ts";
import { parts } from "../../../src/model/plan.ts";
import { readJsonc } from "../../../src/text/data/json.ts";
import { readJsModule } from "../../../src/text/data/js-module.ts";
import fc from "fast-check";
import type { PageContext } from "../../../generators/output.ts";
import { planPages } from "../../../src/pipeline/pages/pages.ts";
import type { InlineTools } from "../../../generators/section/body.ts";
import { nextLock, packerFor } from "../../../src/lock/next.ts";
import type { Settings } from "../../../src/config/settings.ts";
import { emptyLock, type Lock } from "../../../src/model/lock.ts";
import { locateJobs } from "../../../generators/snippet/locate.ts";
import type { Entry } from "../../../src/model/entry.ts";
import { nastyText } from "../../support/hostile/arbitrary.ts";
import { entry, past, tree } from "../given.ts";

/** Plans one page for the entries; the text as planned, or what is wrong. */
export const plan = (
  given: Settings,
  entries: readonly Entry[],
  text: string,
  inline?: InlineTools,
): { readonly text: string } | { readonly codes: readonly string[] } => {
  const planned = planAfter(given, entries, text, emptyLock, inline);
  return "codes" in planned ? planned : { text: planned.text };
};

/** The same when something was applied before; also the lock as it is then. */
export const planAfter = (
  given: Settings,
  entries: readonly Entry[],
  text: string,
  lock: Lock,
  inline?: InlineTools,
): { readonly text: string; readonly lock: Lock } | { readonly codes: readonly string[] } => {
  const snapshot = tree({ "p.md": text });
  const jobs = locateJobs(given, { entries, excluded: [] }, snapshot, lock);
  const request: PageContext = {
    settings: given,
    entries,
    jobs,
    linker: linkerOf(given, jobs, [], lock),
    snapshot,
    others: new Map(),
    renamings: [],
    past: past({ lock }),
    only: new Set(parts),
    readers: { json: readJsonc, js: readJsModule, yaml: undefined, toml: undefined },
    file: "c",
    ...(inline === undefined ? {} : { inline }),
  };
  const { changes, problems, records: places } = planPages(request);
  if (problems.length > 0) return { codes: problems.map(({ code }) => code) };
  const memory = {
    files: [],
    deleted: new Set<string>(),
    places,
    entries,
    gone: [],
    packer: packerFor(lock),
  };
  return { text: changes[0]?.content ?? text, lock: nextLock(lock, memory) };
};

/** The lines of a text, each with its line end. */
export const linesOf = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/** Up to four models, some with nasty names. */
export const entries = fc
  .uniqueArray(
    fc.tuple(
      fc.constantFrom("a", "b", "m", "z", "B", "10", "9"),
      fc.oneof({ weight: 3, arbitrary: fc.constant("") }, nastyText),
    ),
    {
      maxLength: 4,
      selector: ([id]) => id.toLowerCase(),
    },
  )
  .map((all) => all.map(([id, name]) => entry(`x/${id}`, { name: name || `Model ${id}` })));

const eol = fc.constantFrom("\n", "\r\n");
/** A page of these pieces, with or without a byte order mark and a final newline, with line ends of one kind or both. */
export const joined = (pieces: fc.Arbitrary<readonly string[]>): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom("", "\ufeff"), pieces, eol, fc.boolean(), fc.boolean())
    .map(([bom, all, end, final, mixed]) => {
      const text = bom + all.join("\n") + (final ? "\n" : "");
      return mixed
        ? text.replaceAll(/\n/g, (_, at: number) => (at % 3 === 0 ? "\n" : end))
        : text.replaceAll("\n", end);
    });
