import { digest } from "../text/digest.ts";
import type { RelativePath, Snapshot } from "../model/file.ts";
import { type Edit, splice } from "../page/page.ts";
import type { Change } from "../model/plan.ts";
import { fileEdits, readerText } from "../page/scan.ts";
import { judgeScene } from "./rules.ts";
import { openScene } from "./scene.ts";
import type { CheckInput, Finding } from "./types.ts";
import { addTo, countEach } from "../text/group-by.ts";

/** What was mended, what is left, and the changes to the files that do it. */
export type Mended = {
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
