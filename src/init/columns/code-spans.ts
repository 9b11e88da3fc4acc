import { parseExpression, toText } from "../../config/expression.ts";
import type { CatalogView, TextDraft } from "../types.ts";
import { judgeTexts, write } from "./agreement.ts";
import { readingOf } from "./readings.ts";
import type { Sample } from "./samples.ts";
import { remarkOn } from "./text-draft.ts";
import { leastShare } from "./tried/best.ts";

const hasCode = /`[^`]+`/;

/** A draft whose values have code between backticks, where records write it so and cells show it. */
export const withCode = (draft: TextDraft, samples: readonly Sample[], { shape }: CatalogView): TextDraft => {
  const { value, fields, when, otherwise, explained, owner } = draft;
  const paths = Object.entries(fields).flatMap(([name, { path, ...rest }]) =>
    path === undefined || Object.keys(rest).length > 0 ? [] : [[name, path] as const],
  );
  const written = paths.filter(([, path]) =>
    shape.models.some(({ leaves }) => hasCode.test(toText(leaves.get(path)))),
  );
  // Another rule or test says more of a value than what its text is.
  if (written.length === 0 || paths.length < Object.keys(fields).length || when !== undefined) return draft;
  const marked = written.reduce((text, [name]) => text.replaceAll(`{${name}}`, `{${name}|code}`), value);
  if (marked === value || otherwise !== undefined) return draft;
  const expression = parseExpression(marked);
  const readings = paths.map(([name, path]) => ({ ...readingOf(shape, path, "", []), name }));
  const judged = judgeTexts((model) => write(expression, readings, model), samples);
  const isOwned = judged.explained >= leastShare * samples.length;
  if (owner === "people" ? !isOwned : judged.explained < explained) return draft;
  return { value: marked, fields, remark: remarkOn(judged.explained, judged.differing.length), ...judged };
};
