import type { Settings } from "../../config/settings.ts";
import type { Digest } from "../../model/file.ts";
import type { Lock } from "../../model/lock.ts";
import type { MappedRecord } from "../../catalog/record.ts";
import { type Problem, warning } from "../../model/problem.ts";
import { canonical, digest } from "../../text/digest.ts";

/** A record, as far as it tells which catalog it is of. */
type Sourced = Pick<MappedRecord, "id" | "fields"> & { readonly origin: { readonly record: unknown } };

/** Digest of the records as the catalog has them, whatever the config reads of them. */
export const sourceDigest = (records: readonly Sourced[]): Digest =>
  digest(canonical(records.map(({ id, origin }) => [id, origin.record])));

/** The settings without the rules of `exclude` that were for another catalog, which lapse for good, and what is said of them. */
export const holding = (
  settings: Settings,
  records: readonly Sourced[],
  { models }: Pick<Lock, "models">,
  file: string,
): { readonly settings: Settings; readonly problems: readonly Problem[] } => {
  const { exclude } = settings;
  if (exclude.every(({ until }) => until === undefined)) return { settings, problems: [] };
  const source = sourceDigest(records);
  const isDocumented = ({ test }: Settings["exclude"][number]): boolean =>
    records.some(({ id, fields }) => models.has(id) && test({ fields, capabilities: [] }));
  const left = exclude.filter(
    (rule) => rule.until === undefined || (rule.until === source && !isDocumented(rule)),
  );
  const gone = exclude.filter((rule) => !left.includes(rule));
  return {
    settings: { ...settings, exclude: left },
    problems: gone.map(({ name }) =>
      warning(
        "exclude-lapsed",
        `${file}: exclude`,
        `The catalog isn't the one any more for which "${name}" was written, or models of it are documented: it leaves none out.`,
        "Take the rule out of the config, or its `until` to leave them out for good.",
      ),
    ),
  };
};
