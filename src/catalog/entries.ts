import type { Settings, SnippetSettings } from "../config/settings.ts";
import type { Entry } from "../model/entry.ts";
import type { RelativePath } from "../model/file.ts";
import { type Outcome, type Problem, error, fail, ok } from "../model/problem.ts";
import type { MappedRecord } from "./record.ts";
import { assignSlugs, formerSlug, ruleSlug } from "./slug.ts";

/** Where an entry's snippet of one kind is. */
export type Location =
  /** No file of this kind is the entry's: it is made at `path`. */
  | { readonly state: "absent"; readonly path: RelativePath }
  /** The file is there, under whatever name. */
  | { readonly state: "present"; readonly path: RelativePath }
  /** The path that the entry would get holds another model's snippet, or is one that people protect: `why` goes on from "The file". */
  | { readonly state: "taken"; readonly path: RelativePath; readonly why: string };

/** A snippet file that should exist, and where it is now: the job of making it, or of leaving it. */
export type LocatedJob = {
  readonly entry: Entry;
  readonly snippet: SnippetSettings;
  readonly location: Location;
};

/** A record that the documentation doesn't show, and the declared reason. */
export type Excluded = { readonly record: MappedRecord; readonly reason: string };

/** The catalog as the documentation sees it. */
export type Catalog = { readonly entries: readonly Entry[]; readonly excluded: readonly Excluded[] };

/** IDs of every model of the catalog, those that the documentation doesn't show too. */
export const idsOf = ({ entries, excluded }: Catalog): readonly string[] => [
  ...entries.map(({ id }) => id),
  ...excluded.map(({ record }) => record.id),
];

type Classified = {
  readonly record: MappedRecord;
  readonly capabilities: readonly string[];
  readonly templates: string;
};

const classify = (settings: Settings, record: MappedRecord): Classified | Problem => {
  const capabilities: string[] = [];
  let templates: string | undefined;
  for (const capability of settings.capabilities) {
    if (!capability.test({ fields: record.fields, capabilities })) continue;
    capabilities.push(capability.name);
    templates ??= capability.templates;
  }
  if (templates !== undefined || settings.snippets.length + settings.inline.length === 0)
    return { record, capabilities, templates: templates ?? "" };
  return error(
    "capability-no-templates",
    `capabilities (${record.id})`,
    `No capability that holds for ${JSON.stringify(record.id)} chooses a template set.`,
    "End `capabilities` with one that has `templates` and no `when`, or exclude the model.",
  );
};

/** Where the first record with the same value is, for each record and each of the fields. */
const firstsIn = (
  records: readonly MappedRecord[],
  names: readonly string[],
): ((record: MappedRecord) => Pick<Entry, "firsts">) => {
  if (names.length === 0) return () => ({});
  const valueOf = ({ fields }: MappedRecord, name: string): string =>
    JSON.stringify([name, fields.get(name)]);
  const firsts = new Map<string, number>();
  for (const record of records)
    for (const name of names) {
      const value = valueOf(record, name);
      firsts.set(value, Math.min(firsts.get(value) ?? record.position, record.position));
    }
  return (record) => ({
    firsts: new Map(names.map((name) => [name, firsts.get(valueOf(record, name)) ?? record.position])),
  });
};

/** Leaves out what the config excludes, and gives every other record its capabilities, template set and slug. */
export const toEntries = (settings: Settings, records: readonly MappedRecord[]): Outcome<Catalog> => {
  const excluded: Excluded[] = [];
  const classified: Classified[] = [];
  const problems: Problem[] = [];
  for (const record of records) {
    const rule = settings.exclude.find(({ test }) => test({ fields: record.fields, capabilities: [] }));
    if (rule !== undefined) {
      excluded.push({ record, reason: rule.name });
      continue;
    }
    const result = classify(settings, record);
    if ("record" in result) classified.push(result);
    else problems.push(result);
  }
  const ids = classified.map(({ record }) => record.id);
  const assigned = assignSlugs(settings.slug, ids);
  // Where nothing is called by its slug, two may share one.
  const slugs =
    assigned.ok || settings.usesSlugs
      ? assigned
      : ok(new Map(ids.map((id) => [id, ruleSlug(settings.slug, id)])));
  if (!slugs.ok || problems.length > 0) return fail(...problems, ...slugs.problems);
  const slugged = classified.map(({ record, ...more }) => {
    const slug = slugs.value.get(record.id) ?? "";
    return { record: { ...record, fields: new Map([...record.fields, ["slug", slug]]) }, slug, ...more };
  });
  const firstsOf = firstsIn(
    slugged.map(({ record }) => record),
    settings.appearances,
  );
  const entries = slugged.map(({ record, slug, capabilities, templates }): Entry => {
    const { id, name, position, fields } = record;
    const former = formerSlug(settings.slug, id, slug);
    return {
      ...{ id, name, slug, position, fields, capabilities, templates },
      ...firstsOf(record),
      ...(former === undefined ? {} : { formerSlug: former }),
    };
  });
  return ok({ entries, excluded });
};
