import { onceEach } from "../text/once.ts";
import type { Digest } from "../model/file.ts";
import type { Entry, FieldValue } from "../model/entry.ts";
import { canonical, digest } from "../text/digest.ts";
import type { LocatedJob } from "../catalog/entries.ts";
import { templateOf } from "../text/template/needed.ts";

/** What a snippet is made from, as digests: equal ones make equal text. */
export type Fingerprint = {
  readonly made: Digest;
  readonly template: Digest;
};

/** Tells what each snippet would be made from, without rendering it; another `version` of the tool may write otherwise. */
export const fingerprinter = (
  texts: ReadonlyMap<string, string>,
  vars: Readonly<Record<string, FieldValue>>,
  version: string,
): ((job: LocatedJob) => Fingerprint) => {
  const partials = [...texts].filter(([name]) => name.startsWith("partials/")).sort();
  const shared = digest(canonical([version, vars]));
  const templateDigest = onceEach((name: string) => digest(canonical([texts.get(name) ?? "", partials])));
  const entryText = onceEach(({ name, slug, fields, capabilities, templates }: Entry) =>
    canonical([name, slug, [...fields], capabilities, templates]),
  );
  return ({ entry, snippet }) => {
    const template = templateDigest(templateOf(snippet, entry.templates));
    const made = digest([shared, template, snippet.id, entryText(entry)].join("\n"));
    return { made, template };
  };
};
