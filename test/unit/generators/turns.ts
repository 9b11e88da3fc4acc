import { linkerOf } from "../../../generators/placing/links.ts";
import { parts } from "../../../src/model/plan.ts";
import { expect } from "vitest";
import { readJsonc } from "../../../src/text/data/json.ts";
import { readJsModule } from "../../../src/text/data/js-module.ts";
import type { PageContext } from "../../../generators/output.ts";
import { planPages } from "../../../src/pipeline/pages/pages.ts";
import { findGone } from "../../../src/lock/gone.ts";
import { formatLock, parseLock } from "../../../src/lock/file.ts";
import { bytesOf } from "../../../src/lock/file-records.ts";
import { nextLock, packerFor } from "../../../src/lock/next.ts";
import { emptyLock, type Lock } from "../../../src/model/lock.ts";
import type { Settings } from "../../../src/config/settings.ts";
import { locateJobs } from "../../../generators/snippet/locate.ts";
import type { Note } from "../../../src/model/note.ts";
import type { Entry } from "../../../src/model/entry.ts";
import { past, tree, valueOf } from "../given.ts";

/** Pages, the lock beside them, and what was told when they were planned. */
export type Turn = {
  readonly pages: Readonly<Record<string, string>>;
  readonly lock: Lock;
  readonly told: readonly string[];
  readonly notes: readonly Note[];
};

const once = (
  given: Settings,
  entries: readonly Entry[],
  { pages, lock }: Pick<Turn, "pages" | "lock">,
): Turn => {
  const snapshot = tree(pages);
  const gone = findGone(lock, { entries, excluded: [] }, given.removal, false);
  const jobs = locateJobs(given, { entries, excluded: [] }, snapshot, lock);
  const request: PageContext = {
    settings: given,
    entries,
    jobs,
    linker: linkerOf(given, jobs, [], lock),
    snapshot,
    others: new Map(),
    renamings: [],
    past: past({ lock, gone, mark: (title) => `${title} (old)` }),
    only: new Set(parts),
    readers: { json: readJsonc, js: readJsModule, yaml: undefined, toml: undefined },
    file: "c",
  };
  const { changes, problems, records } = planPages(request);
  const changed = changes.flatMap(({ path, content }) =>
    content === undefined ? [] : [[path, content] as const],
  );
  return {
    pages: { ...pages, ...Object.fromEntries(changed) },
    lock: nextLock(lock, {
      files: [],
      deleted: new Set(),
      places: records,
      entries,
      gone,
      packer: packerFor(lock),
    }),
    notes: changes.flatMap(({ notes = [] }) => notes),
    told: problems.map(({ code, message }) => `${code}: ${message}`),
  };
};

/** One run: what it leaves is what a second run leaves, and the lock survives being written. */
export const turn = (
  given: Settings,
  entries: readonly Entry[],
  pages: Turn["pages"],
  lock: Lock = emptyLock,
): Turn => {
  const first = once(given, entries, { pages, lock });
  const written = bytesOf(formatLock(first.lock));
  expect(String(bytesOf(formatLock(valueOf(parseLock(written)))))).toBe(String(written));
  const second = once(given, entries, first);
  expect(second.pages).toEqual(first.pages);
  expect(String(bytesOf(formatLock(second.lock)))).toBe(String(written));
  return first;
};
