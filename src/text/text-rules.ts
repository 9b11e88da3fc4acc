import type { TextRule } from "../config/config.gen.ts";
import { showDate } from "./dates.ts";
import { decodeEntities } from "./entities.ts";
import type { Lookups } from "../catalog/lookup.ts";
import { naturally } from "./natural.ts";
import {
  readNumber,
  showPercent,
  showPrice,
  showRounded,
  showThousands,
  showTimes,
  showTokens,
  showUnits,
} from "./numbers.ts";
import { wrapWords } from "./emit/wrap.ts";

/** One step of a pipeline: what it is called and what the text was after it. */
export type Step = { readonly name: string; readonly text: string };

/** An ordered list of rules, compiled. */
export type Pipeline = {
  /** The text after the last rule. */
  readonly apply: (text: string) => string;
  /** The same of a list: rules for texts are applied to each item. */
  readonly applyList: (items: readonly string[]) => string | readonly string[];
  /** The text after each rule, for `explain`. */
  readonly trace: (text: string) => readonly Step[];
};

const firstSentence = (text: string): string => /^(.*?)\.(?=\s|$)/s.exec(text)?.[1] ?? text;

const strip = (text: string, prefix: string, suffix: string): string => {
  const head = prefix !== "" && text.startsWith(prefix) ? text.slice(prefix.length) : text;
  return suffix !== "" && head.endsWith(suffix) ? head.slice(0, -suffix.length) : head;
};

/** A word begins after anything but a letter, a digit or an apostrophe; the rest of it stays as it is. */
const titleCase = (text: string): string =>
  text.replace(/(?<![\p{L}\p{N}'’])\p{L}/gu, (letter) => letter.toUpperCase());

const compileRule = (rule: TextRule, lookups: Lookups): ((text: string) => string) => {
  switch (rule.op) {
    case "lowercase":
      return (text) => text.toLowerCase();
    case "uppercase":
      return (text) => text.toUpperCase();
    case "trim":
      return (text) => text.trim();
    case "collapse":
      return (text) => text.replace(/\s+/g, " ").trim();
    case "words":
      return (text) => text.replace(/[-_]+/g, " ");
    case "ascii":
      return (text) => text.normalize("NFKD").replace(/[^\x20-\x7e]/g, "");
    case "stripTags":
      return (text) => decodeEntities(text.replace(/<\/?[A-Za-z][^<>]*>/g, ""));
    case "firstSentence":
      return firstSentence;
    case "titleCase":
      return titleCase;
    case "sentenceCase":
      return (text) => text.replace(/\p{L}/u, (letter) => letter.toUpperCase());
    case "count":
      return (text) => (text === "" ? "0" : "1");
    case "number":
      return readNumber;
    case "round":
    case "fixed":
      return (text) => showRounded(text, rule);
    case "thousands":
      return (text) => showThousands(text, rule.separator ?? ",");
    case "units":
      return (text) => showUnits(text, rule);
    case "times":
      return (text) => showTimes(text, rule.by);
    case "percent":
      return (text) => showPercent(text, rule);
    case "joinList":
    case "sortList":
      return (text) => text;
    case "tokens":
      return (text) => showTokens(text, rule);
    case "price":
      return (text) => showPrice(text, rule);
    case "date":
      return (text) => showDate(text, rule.style ?? "iso") ?? text;
    case "lookup": {
      const table = lookups.get(rule.table);
      return (text) => table?.(text) ?? rule.otherwise ?? text;
    }
    case "replace":
      return (text) => text.replaceAll(rule.find, () => rule.with);
    case "regex": {
      const pattern = new RegExp(rule.pattern, rule.ignoreCase === true ? "giu" : "gu");
      return (text) => text.replace(pattern, rule.with);
    }
    case "strip":
      return (text) => strip(text, rule.prefix ?? "", rule.suffix ?? "");
    case "take":
      return (text) => text.split(rule.separator).at(rule.part) ?? text;
    case "map": {
      const values = new Map(Object.entries(rule.values));
      return (text) => values.get(text) ?? rule.otherwise ?? text;
    }
    case "lines":
      return (text) => text.split(rule.separator).join("\n");
    case "wrap":
      return (text) => (text.length <= (rule.over ?? 0) ? text : wrapWords(text, rule.width).join("\n"));
    case "when": {
      const pattern = new RegExp(rule.pattern, "u");
      const yes = compileRules(rule.then, lookups);
      const no = compileRules(rule.else ?? [], lookups);
      return (text) => (pattern.test(text) ? yes : no).apply(text);
    }
  }
};

type Items = string | readonly string[];

const joinItems = (items: readonly string[], separator: string, last: string): string =>
  items.length < 2 ? items.join("") : `${items.slice(0, -1).join(separator)}${last}${items.at(-1) ?? ""}`;

/** The step of one rule on a list, or on the text that an earlier rule made of it. */
const compileStep = (rule: TextRule, run: (text: string) => string): ((items: Items) => Items) => {
  if (rule.op === "joinList") {
    const { separator = ", ", last = separator } = rule;
    return (items) => (typeof items === "string" ? items : joinItems(items, separator, last));
  }
  if (rule.op === "count") return (items) => (typeof items === "string" ? run(items) : String(items.length));
  if (rule.op === "sortList") {
    const sign = rule.descending === true ? -1 : 1;
    return (items) => (typeof items === "string" ? items : [...items].sort((a, b) => sign * naturally(a, b)));
  }
  return (items) => (typeof items === "string" ? run(items) : items.map(run));
};

/** Compiles rules that were validated: every expression in them compiles, and every table is there. */
export const compileRules = (rules: readonly TextRule[], lookups: Lookups = new Map()): Pipeline => {
  const steps = rules.map((rule) => {
    const run = compileRule(rule, lookups);
    return { name: rule.name ?? rule.op, run, onItems: compileStep(rule, run) };
  });
  return {
    applyList: (items) => steps.reduce((current: Items, step) => step.onItems(current), items),
    apply: (text) => steps.reduce((current, step) => step.run(current), text),
    trace: (text) => {
      let current = text;
      return steps.map((step) => {
        current = step.run(current);
        return { name: step.name, text: current };
      });
    },
  };
};
