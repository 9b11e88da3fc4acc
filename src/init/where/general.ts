import { likeness } from "../columns/likeness.ts";
import type { Test } from "./atoms.ts";

/** What a heading says of all models, whichever these are: `Model Capabilities (12)`. */
export const ofAllModels = /\(\d+\)|\b(?:models?|capabilit(?:y|ies)|abilit(?:y|ies)|features?)\b/gi;

/** Words that say nothing of which models a place shows. */
const general =
  /^(?:a|all|and|available|capabilit(?:y|ies)|catalogu?e?|compar(?:e|ison)|details?|features?|for|getting|here|home|in|index|introduction|langs?|languages?|limits?|list|llms?|models?|of|our|overview|pric(?:e|es|ing)|providers?|quick|quickstart|readme|reference|specs?|specifications?|start|started|supported|supports?|tables?|the)$/i;

/** Whether what a place is called says nothing of which models it shows; a provider's page is about all of its models. */
export const isGeneral = (context: readonly string[]): boolean =>
  context.every(
    (text) =>
      /\bproviders?\b/i.test(text) || (text.match(/\p{L}+/gu) ?? []).every((word) => general.test(word)),
  );

/** Whether a test asks whose a model is, or what it is for. */
export const isKind = ({ when, path }: Test): boolean =>
  typeof when.equals === "string" && likeness("provider type", `${path} ${when.field}`) > 0;

/** Whether a place is called after how its models compare, which no kind says: the cheapest are no maker's for long. */
export const isRanking = (context: readonly string[]): boolean =>
  context.some((text) =>
    /\b(?:cheap|fast|new|large|small|bigg|strong|smart|great|high|low|long|late)(?:er|est)\b|\b(?:best|featured|latest|most|popular|recommended|top|trending)\b/i.test(
      text,
    ),
  );

/** Whether a text is one that programs use: a name for people changes sooner. */
const isKey = (value: unknown): boolean => typeof value === "string" && /^[a-z\d][a-z\d._-]*$/.test(value);

/** What a field is about, whether it has that as a key or as a name: `provider_name`, `maker.id`. */
const aboutOf = ({ path }: Test): string =>
  path.toLowerCase().replace(/[._-]?(?:name|title|label|id|key|slug)$/, "");

/** The first of tests, or the one of them that asks for the key of what it names: `acme` rather than `Acme Inc.`. */
export const byKey = <T extends Test & { readonly like: number }>([first, ...rest]: readonly T[]):
  | T
  | undefined => {
  if (typeof first?.when.equals !== "string" || isKey(first.when.equals)) return first;
  const asKey = rest.find(
    (test) =>
      isKey(test.when.equals) &&
      aboutOf(test) === aboutOf(first) &&
      test.holds.every((bit, index) => bit === first.holds[index]),
  );
  return asKey === undefined ? first : { ...asKey, like: first.like };
};
