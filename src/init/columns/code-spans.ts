import { parseExpression, toText } from "../../config/expression.ts";
import type { CatalogView, TextDraft } from "../types.ts";
import { fieldsOf, judgeTexts, write } from "./agreement.ts";
import { readingOf } from "./readings.ts";
import type { Sample } from "./samples.ts";
import { remarkOn } from "./text-draft.ts";
import { leastShare } from "./tried/best.ts";

const hasCode = /`[^`]+`/;

/** A draft whose values have code between backticks, where records write it so and cells show it. */
export const withCode = (draft: TextDraft, samples: readonly Sample[], { shape }: CatalogView): TextDraft => {
  const { value, fields, when, otherwise, explained, owner } = draft;
  // Where nothing explains most cells, what rules make of a value is no better than what it is.
  const paths = Object.entries(fields).flatMap(([name, { path, rules, ...rest }]) =>
    path === undefined || Object.keys(rest).length > 0 || (rules !== undefined && owner !== "people")
      ? []
      : [[name, path] as const],
  );
  const written = paths.filter(([, path]) =>
    shape.models.some(({ leaves }) => hasCode.test(toText(leaves.get(path)))),
  );
  // Another rule or test says more of a value than what its text is.
  if (written.length === 0 || paths.length < Object.keys(fields).length || when !== undefined) return draft;
  const readings = paths.map(([, path]) => readingOf(shape, path, "", []));
  const marked = paths.reduce((text, [name, path], at) => {
    const said = `{${readings[at]?.name}${written.some(([, own]) => own === path) ? "|code" : ""}}`;
    return text.replaceAll(`{${name}}`, said);
  }, value);
  if (marked === value || otherwise !== undefined) return draft;
  const expression = parseExpression(marked);
  const judged = judgeTexts((model) => write(expression, readings, model), samples);
  const isOwned = judged.explained >= leastShare * samples.length;
  if (owner === "people" ? !isOwned : judged.explained < explained) return draft;
  return {
    value: marked,
    fields: fieldsOf(readings),
    remark: remarkOn(judged.explained, judged.differing.length),
    ...judged,
  };
};
