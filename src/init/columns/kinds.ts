import type { TextRule } from "../../config/config.gen.ts";
import type { FieldValue } from "../../model/entry.ts";
import { showDate } from "../../text/dates.ts";
import type { Model } from "../catalog/records.ts";

/** A way to show a value: what a field that is made so is called after its path, and the rules. */
export type Form = readonly [suffix: string, rules: readonly TextRule[]];

const positive =
  /^(?:yes|true|y|x|✓|✔\ufe0f?|✅|☑\ufe0f?|🟢|:(?:white_)?check(?:_mark|ed)?:|:heavy_check_mark:|supported|<(?:Check|Yes)[A-Za-z]*(?:\s[^<>]*)?\/>)$/iu;

const negative =
  /^(?:no|false|n|not supported|none|<(?:Cross|No)[A-Za-z]*(?:\s[^<>]*)?\/>|:(?:x|no_entry|cross_mark)[a-z_]*:)$/iu;

/** Whether a text says yes, or that it says no. */
export const saysYes = (text: string): boolean => positive.test(text);
export const saysNo = (text: string): boolean => negative.test(text);

/** Whether a text says yes or no rather than what something is called. */
export const isMark = (text: string): boolean =>
  positive.test(text) || negative.test(text) || !/[\p{L}\p{N}]/u.test(text);

/** Whether a text is an amount: `128K`, `$0.50`, `25 MB`. */
export const isAmount = (text: string): boolean => /^\p{Sc}?\d[\d,.]*\s?\p{L}{0,6}$/u.test(text);

/** What values of a path are: which ways to show them are worth trying. */
export type Kind = "number" | "tiny" | "large" | "text" | "date" | "list" | "boolean";

/** How many values of a path are looked at. */
const looked = 60;

/** Whether a text is a number: OpenRouter and others have prices so. */
export const isNumeric = (text: string): boolean => text.trim() !== "" && Number.isFinite(Number(text));

const kindsOfValue = (value: FieldValue): readonly Kind[] => {
  if (value === null || value === "") return [];
  if (typeof value === "boolean") return ["boolean"];
  if (typeof value === "object") return ["list"];
  const text = String(value);
  const isNumber = typeof value === "number" || isNumeric(text);
  const isDate = showDate(text, "iso") !== undefined;
  const size = Math.abs(Number(text));
  const sized: readonly Kind[] = size >= 1000 ? ["large"] : size > 0 && size < 0.01 ? ["tiny"] : ["number"];
  const kinds: readonly Kind[] = isNumber ? sized : ["text"];
  return isDate ? [...kinds, "date"] : kinds;
};

/** The kinds of what models have at a path. */
export const kindsOf = (path: string, models: readonly Model[]): ReadonlySet<Kind> => {
  const kinds = new Set<Kind>();
  let seen = 0;
  for (const { leaves } of models) {
    const value = leaves.get(path) ?? null;
    if (value === null || value === "") continue;
    for (const kind of kindsOfValue(value)) kinds.add(kind);
    seen += 1;
    if (seen === looked) break;
  }
  return kinds;
};
