import { includesOf, targetsOf } from "./includes.ts";
import { judgeScene } from "./rules.ts";
import { openScene } from "./scene.ts";
import { isStanding, ok, type Outcome } from "../model/problem.ts";
import { isChange, type Note } from "../model/note.ts";
import type { CheckInput, Finding, Scene } from "./types.ts";
import type { RelativePath, Snapshot } from "../model/file.ts";
import { readFiles, readMatching } from "../io/tree.ts";
import { type Change, isBlockedChange } from "../model/plan.ts";
import { type Planned, scopeOf } from "../pipeline/plan-from.ts";
import { planGuarded } from "../pipeline/guarded.ts";
import type { Request } from "../pipeline/load/configure.ts";
import { inspectUnfinished, recoverUnfinished } from "../pipeline/load/recover.ts";
import { rootPrefix } from "../pipeline/load/root-prefix.ts";
import { mentionsOf } from "../pipeline/pages/mentions.ts";
import { withPlaces } from "../lock/next.ts";
import { stayingOf } from "../lock/gone.ts";
import { load, type Loaded } from "../pipeline/load/load.ts";
import { digest } from "../text/digest.ts";
import { type Edit, splice } from "../page/page.ts";
import { fileEdits, isPageOrPart, readerText } from "../page/scan.ts";
import { addTo, countEach } from "../text/group-by.ts";

/** What was mended, what is left, and the changes to the files that do it. */
type Mended = {
  readonly mended: readonly Finding[];
  readonly findings: readonly Finding[];
  readonly changes: readonly Change[];
};

/** One mend may uncover the next, such as a fence that hid the entries below it; more passes than this mean a circle. */
const maxPasses = 10;

/** What mends one finding, and the stretch of the file that it is in. */
type Mend = {
  readonly path: RelativePath;
  readonly edits: readonly Edit[];
  readonly start: number;
  readonly end: number;
};

const mendOf = ({ path, mend: edits = [] }: Finding): readonly Mend[] => {
  if (edits.length === 0) return [];
  const start = edits.reduce((least, edit) => Math.min(least, edit.start), Number.POSITIVE_INFINITY);
  const end = edits.reduce((most, edit) => Math.max(most, edit.end), 0);
  return [{ path, edits, start, end }];
};

/** The edits that can be made at once: of two mends whose stretches meet, the second waits for the next pass. */
const compatible = (findings: readonly Finding[]): ReadonlyMap<RelativePath, readonly Edit[]> => {
  const chosen = new Map<RelativePath, Edit[]>();
  const ends = new Map<RelativePath, number>();
  const mends = findings.flatMap(mendOf).sort((a, b) => a.start - b.start || a.end - b.end);
  for (const { path, edits, start, end } of mends) {
    if (start <= (ends.get(path) ?? -1)) continue;
    ends.set(path, end);
    addTo(chosen, path, ...edits);
  }
  return chosen;
};

const changeOf = (input: CheckInput, after: Snapshot, mended: readonly Finding[]): readonly Change[] => {
  const counts = countEach(mended.map(({ path }) => path));
  const sections = new Set(input.settings.sections.map(({ page }) => page));
  return [...after].flatMap(([path, { text, digest: digested }]): readonly Change[] => {
    const before = input.snapshot.get(path);
    if (before === undefined || before.digest === digested) return [];
    const count = counts.get(path) ?? 0;
    return [
      {
        action: "update",
        path,
        kind: sections.has(path) ? "section" : "table",
        models: [],
        cause: "drift",
        reason: `${count} ${count === 1 ? "slip" : "slips"} mended.`,
        before: before.digest,
        after: digested,
        content: text,
      },
    ];
  });
};

/** Judges the documentation as it stands. */
export const check = (input: CheckInput): readonly Finding[] => judgeScene(openScene(input));

/** Mends all that is mechanical, and judges what comes out of it; the text outside of the mends stays byte for byte. */
export const mendAll = (input: CheckInput): Mended => {
  let snapshot = input.snapshot;
  let findings = check(input);
  const mended: Finding[] = [];
  for (let pass = 0; pass < maxPasses; pass += 1) {
    const edits = compatible(findings);
    if (edits.size === 0) break;
    const next = new Map(snapshot);
    for (const [path, own] of edits) {
      const before = snapshot.get(path)?.text ?? "";
      const text = splice(before, fileEdits(readerText(path, before), own) ?? []);
      next.set(path, { text, digest: digest(text) });
    }
    snapshot = next;
    const before = findings;
    findings = check({ ...input, snapshot });
    const left = new Set(findings.map(({ rule, path, message }) => JSON.stringify([rule, path, message])));
    mended.push(
      ...before.filter(
        ({ mend, rule, path, message }) =>
          mend !== undefined && !left.has(JSON.stringify([rule, path, message])),
      ),
    );
  }
  return { mended, findings, changes: changeOf(input, snapshot, mended) };
};

/** What was found, what would be mended, and where. */
export type Checked = Mended & {
  readonly root: string;
  /** The root as it is reached from `cwd`, with a final `/`; "" when it is `cwd` or outside of it. */
  readonly prefix: string;
  readonly remarks: readonly string[];
  /** What stays as people wrote it although it differs. */
  readonly kept: readonly Note[];
};

/** The files that pages include and that weren't read yet. */
const readCited = (root: string, base: string, known: readonly Snapshot[]): Snapshot => {
  const wanted = new Set<RelativePath>();
  for (const files of known)
    for (const [path, { text }] of files)
      for (const include of includesOf(path, text))
        for (const target of include.path === undefined ? [] : targetsOf(base, include.path))
          if (!known.some((each) => each.has(target))) wanted.add(target);
  return readFiles(root, [...wanted]);
};

/** What lets through what a plan holds of a model. */
const heldIn = ({ unsure }: Loaded, planned?: Pick<Planned, "plan" | "refused">): CheckInput["held"] => {
  const guarded = planned?.plan.problems.filter(({ code }) => code === "guard-held") ?? [];
  const fixes = new Map(guarded.map(({ where, fix }) => [where, fix]));
  return (model) => {
    const why = planned?.refused?.get(model);
    if (why !== undefined) return `An apply can't: ${why.message} ${why.fix}`;
    if (unsure.has(model))
      return "An apply can't: its record in the catalog is malformed, or one of several that say different things. Correct it, or take out all but one of them.";
    const fix = fixes.get(model);
    return fix === undefined ? undefined : `An apply can't: a guard holds the model. ${fix}`;
  };
};

/** What the rules judge, of what was read for a plan and what else pages refer to. */
const inputOf = (loaded: Loaded, planned?: Pick<Planned, "plan" | "refused" | "standing">): CheckInput => {
  const lock = withPlaces(loaded.lock, planned?.standing ?? []);
  const { settings, catalog, jobs, snapshot, file, root } = loaded;
  const others = readMatching(root, (path) => isPageOrPart(path) && !snapshot.has(path));
  const cited = readCited(root, settings.includeBase, [snapshot, others]);
  const paths = () => [...snapshot.keys(), ...others.keys()];
  return {
    settings,
    catalog,
    lock,
    jobs,
    snapshot,
    others,
    paths,
    cited,
    held: heldIn(loaded, planned),
    file,
  };
};

/** The documentation as the rules see it, of what was read for a plan. */
export const sceneOf = (loaded: Loaded): Scene => openScene(inputOf(loaded));

/** Reads everything and judges it; `fix` works out what mends it, and first finishes an apply that was stopped. */
export const runCheck = async (request: Request, fix: boolean): Promise<Outcome<Checked>> => {
  const loaded = await load(request, { settle: fix ? recoverUnfinished : inspectUnfinished });
  if (!loaded.ok) return loaded;
  const { root, remarks } = loaded.value;
  const scope = scopeOf(loaded.value, request);
  const mentions = mentionsOf(loaded.value, { role: undefined }, scope);
  const named = mentions.ok ? { mentions: mentions.value } : {};
  const ahead = { loaded: loaded.value, warnings: [], request, adopt: false, step: () => undefined };
  const planned = await planGuarded(ahead);
  const { changes, problems } = planned.plan;
  // Of a doubtful catalog nothing is changed on its word, and that is told.
  const blocked = scope.doubt === undefined ? changes.filter(isBlockedChange) : undefined;
  const kept = changes.flatMap(({ notes = [] }) => notes.filter((note) => !isChange(note)));
  const { hasUnnamed, settings, lock } = loaded.value;
  const staying = stayingOf(scope.gone, settings);
  const stays = new Set([
    ...problems.flatMap(({ code, where }) => (code === "gone-kept" ? [where] : [])),
    ...[...lock.files.values()].flatMap(({ model, path }) => (staying.has(model) ? [path] : [])),
  ]);
  const input = {
    ...inputOf(loaded.value, planned),
    ...named,
    ...{ blocked, hasUnnamed, doubt: scope.doubt, staying, stays },
  };
  const scene = openScene(input);
  const result = fix ? mendAll(input) : { findings: judgeScene(scene), mended: [], changes: [] };
  return ok({ ...result, kept, root, prefix: rootPrefix(request.cwd, root), remarks }, [
    ...loaded.problems,
    ...mentions.problems,
    ...problems.filter(isStanding),
  ]);
};
