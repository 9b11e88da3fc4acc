import type { TextRule } from "../../config/config.gen.ts";
import type { Kind } from "./kinds.ts";

/** A way to show a value: what a field that is made so is called after its path, and the rules. */
export type Form = readonly [suffix: string, rules: readonly TextRule[]];

const last: TextRule = { op: "take", separator: "/", part: -1 };
const upper: TextRule = { op: "uppercase" };

const texts: readonly Form[] = [
  ["Last", [last]],
  ["Owner", [{ op: "take", separator: "/", part: 0 }]],
  ["Words", [last, { op: "words" }]],
  ["Plain", [{ op: "stripTags" }, { op: "collapse" }]],
  ["Sentence", [{ op: "stripTags" }, { op: "collapse" }, { op: "firstSentence" }]],
  ["Lower", [{ op: "lowercase" }]],
  ["Upper", [upper]],
  ["LastLower", [last, { op: "lowercase" }]],
  // `Vendor: Name`, as routers call models.
  ["Label", [{ op: "take", separator: ": ", part: -1 }]],
  ["Vendor", [{ op: "take", separator: ": ", part: 0 }]],
  // `name:tag`, as runners of local models call them.
  ["Base", [{ op: "take", separator: ":", part: 0 }]],
  ["Dashed", [{ op: "replace", find: "_", with: "-" }]],
  ["Spaced", [{ op: "words" }]],
];

const numbers: readonly Form[] = [
  ["Tokens", [{ op: "tokens" }]],
  ["Binary", [{ op: "tokens", style: "binary" }]],
  ["Grouped", [{ op: "tokens", style: "grouped" }]],
  ["Tenths", [{ op: "tokens", digits: 1 }]],
  ["TokensUpper", [{ op: "tokens" }, upper]],
  ["BinaryUpper", [{ op: "tokens", style: "binary" }, upper]],
  ["TenthsUpper", [{ op: "tokens", digits: 1 }, upper]],
  ["Price", [{ op: "price" }]],
  ["PriceMillion", [{ op: "price", per: "million" }]],
  ["Amount", [{ op: "price", before: "" }]],
  ["AmountMillion", [{ op: "price", per: "million", before: "" }]],
];

const dates: readonly Form[] = [
  ["Date", [{ op: "date" }]],
  ["Month", [{ op: "date", style: "month" }]],
  ["Day", [{ op: "date", style: "long" }]],
];

const lists: readonly Form[] = [["Spaced", [{ op: "words" }]]];

const byKind: Readonly<Record<Kind, readonly Form[]>> = {
  text: texts,
  number: numbers,
  date: dates,
  list: lists,
  boolean: [],
};

const kindOrder = ["text", "number", "date", "list", "boolean"] as const;

/** What values of these kinds are tried with: as they are first. */
export const formsFor = (kinds: ReadonlySet<Kind>): readonly Form[] => {
  const forms = kindOrder.flatMap((kind) => (kinds.has(kind) ? byKind[kind] : []));
  return [["", []], ...new Map(forms.map((form) => [form[0], form] as const)).values()];
};
