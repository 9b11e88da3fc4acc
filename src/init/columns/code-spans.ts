import { parseExpression, toText } from "../../config/expression.ts";
import type { CatalogView, TextDraft } from "../types.ts";
import { fieldsOf, judgeTexts, write } from "./agreement.ts";
import type { Shape } from "../catalog/records.ts";
import { pathsOf, type Reading, readingOf } from "./readings.ts";
import { literal } from "./expressions.ts";
import { commonest, type Sample } from "./samples.ts";
import { remarkOn } from "./text-draft.ts";
import { leastShare } from "./tried/best.ts";

const hasCode = /`[^`]+`/;

/** Values as the expression has them, with code between backticks. */
type Marked = { readonly value: string; readonly readings: readonly Reading[] };

/** What a draft says, with code in the values that have some; undefined where another rule or test says more of them. */
const ofDraft = (
  { value, fields, when, otherwise }: TextDraft,
  isWritten: (path: string) => boolean,
  shape: Shape,
): Marked | undefined => {
  const paths = Object.entries(fields).flatMap(([name, { path, ...rest }]) =>
    path === undefined || Object.keys(rest).length > 0 ? [] : [[name, path] as const],
  );
  const isPlain = when === undefined && otherwise === undefined;
  if (!isPlain || paths.length < Object.keys(fields).length) return undefined;
  const marked = paths
    .filter(([, path]) => isWritten(path))
    .reduce((text, [name]) => text.replaceAll(`{${name}}`, `{${name}|code}`), value);
  const readings = paths.map(([name, path]) => ({ ...readingOf(shape, path, "", []), name }));
  return marked === value ? undefined : { value: marked, readings };
};

/** A draft whose values have code between backticks, where records write it so and cells show it. */
export const withCode = (draft: TextDraft, samples: readonly Sample[], { shape }: CatalogView): TextDraft => {
  const isWritten = (path: string): boolean =>
    shape.models.some(({ leaves }) => hasCode.test(toText(leaves.get(path))));
  const isPeoples = draft.owner === "people";
  if (isPeoples && !samples.some(({ raw }) => hasCode.test(raw))) return draft;
  // What nothing explains may be a value that has code in it, maybe behind a sign.
  const lone = isPeoples ? pathsOf(shape).filter(isWritten) : [];
  const sign = commonest(samples.map(({ raw }) => /^[^\p{L}\p{N}`"'([]*/u.exec(raw)?.[0] ?? ""));
  const tried = [
    ...[ofDraft(draft, isWritten, shape)].flatMap((each) => each ?? []),
    ...lone.map((path): Marked => {
      const reading = readingOf(shape, path, "", []);
      return { value: `${literal(sign)}{${reading.name}|code}`, readings: [reading] };
    }),
  ].map(({ value, readings }) => {
    const expression = parseExpression(value);
    const judged = judgeTexts((model) => write(expression, readings, model), samples);
    const remark = remarkOn(judged.explained, judged.differing.length);
    return { value, fields: fieldsOf(readings), remark, ...judged };
  });
  const [best] = tried.sort((a, b) => b.explained - a.explained);
  const least = isPeoples ? leastShare * samples.length : draft.explained;
  return best === undefined || best.explained < least ? draft : best;
};
