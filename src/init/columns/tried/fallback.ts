import { cellText } from "../../../text/emit/markdown.ts";
import type { CatalogView } from "../../types.ts";
import { type Attempt, gapsIn, tried } from "../agreement.ts";
import { isDash } from "../dashes.ts";
import { explorerOf } from "../explorer.ts";
import { type Candidate, withOthers } from "../expressions.ts";
import type { Reading } from "../readings.ts";
import type { Sample } from "../samples.ts";

/** How many expressions are tried with another value for models that lack one. */
const mostTried = 3;

/** A shorter text is one of several values by chance. */
const leastLength = 2;

const lastOf = ({ path }: Reading): string => path.slice(path.lastIndexOf(".") + 1);

/** A reading that is another one where a model lacks the first. */
const orOther = (reading: Reading, other: Reading): Reading => ({
  ...reading,
  name: `${reading.name}Or${other.name.slice(0, 1).toUpperCase()}${other.name.slice(1)}`,
  config: { ...reading.config, else: other.config },
  text: (model) => reading.text(model) || other.text(model),
});

/** What stands for a value in the texts of all models that lack it, where it is another value of theirs. */
const withOther = (
  candidate: Candidate,
  reading: Reading,
  samples: readonly Sample[],
  catalog: CatalogView,
): Candidate | undefined => {
  const lacking = samples.filter(({ model }) => reading.text(model) === "");
  const shown = lacking.flatMap((sample) => {
    const [, text = ""] = gapsIn(candidate, sample)?.find(([own]) => own === reading) ?? [];
    return text.length < leastLength || isDash(text) ? [] : [{ model: sample.model, text }];
  });
  if (shown.length === 0 || shown.length < lacking.length) return undefined;
  const { isConstant } = explorerOf(catalog);
  const others = catalog.readings.filter(
    (other) =>
      other.path !== reading.path &&
      JSON.stringify(other.rules) === JSON.stringify(reading.rules) &&
      !isConstant(other) &&
      shown.every(({ model, text }) => [text, cellText(text)].includes(other.text(model))),
  );
  // What a single model says is one of its other values by chance, but for one that is called alike.
  const other =
    others.find((each) => lastOf(each) === lastOf(reading)) ?? (shown.length > 1 ? others[0] : undefined);
  return other && withOthers(candidate, new Map([[reading, orOther(reading, other)]]));
};

/** Texts in which another value stands for models that lack one: a limit of its own, or that of all words. */
export const byFallback = (
  candidates: readonly Candidate[],
  samples: readonly Sample[],
  catalog: CatalogView,
): readonly Attempt[] =>
  candidates
    .slice(0, mostTried)
    .flatMap((candidate) =>
      candidate.readings.flatMap((reading) => withOther(candidate, reading, samples, catalog) ?? []),
    )
    .map((candidate) => tried(candidate, samples));
