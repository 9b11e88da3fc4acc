import type { DocumentSettings } from "../../src/config/document-settings.ts";
import type { RelativePath, SnapshotFile } from "../../src/model/file.ts";
import type { Change } from "../../src/model/plan.ts";
import { ok, type Outcome, refuse } from "../../src/model/problem.ts";
import { digest } from "../../src/text/digest.ts";

/** A text before and after the place of its entries; undefined where the line doesn't stand exactly once. */
export const splitAt = (text: string, at: string): readonly [head: string, tail: string] | undefined => {
  let start = 0;
  let found: number | undefined;
  for (const line of text.split(/(?<=\n)/)) {
    start += line.length;
    if (line.trim() !== at) continue;
    if (found !== undefined) return undefined;
    found = start;
  }
  return found === undefined ? undefined : [text.slice(0, found), text.slice(found)];
};

/** Whether a text is another one with something put under that line, and nothing else. */
export const onlyAdds = (before: string, after: string, at: string): boolean => {
  const parts = splitAt(before, at);
  return (
    parts !== undefined &&
    after.length >= before.length &&
    after.startsWith(parts[0]) &&
    after.endsWith(parts[1])
  );
};

/** An entry to be written, and where. */
export type EntryJob = {
  readonly document: DocumentSettings;
  readonly path: RelativePath;
  readonly file: SnapshotFile | undefined;
  readonly entry: string;
  readonly models: readonly string[];
};

const withEntry = ({ document: { at, declared }, path, file, entry }: EntryJob): Outcome<string> => {
  if (file === undefined && at === undefined) return ok(entry.trimStart());
  const parts = at === undefined ? undefined : splitAt(file?.text ?? "", at);
  if (parts === undefined)
    return refuse(
      "document-no-place",
      path,
      at === undefined
        ? `The file that ${declared} would make is there already.`
        : `The line \`${at}\` of ${declared} doesn't stand exactly once in the file.`,
      at === undefined ? "Put both `{date}` and `{digest}` into `path`." : "Write it where entries go.",
    );
  const [head, tail] = parts;
  const crlf = head.endsWith("\r\n");
  const separate = head.endsWith("\n") ? "" : "\n";
  return ok(`${head}${separate}${crlf ? entry.replaceAll("\n", "\r\n") : entry}${tail}`);
};

/** The change that writes an entry, with the changes that it tells of. Errors: `document-no-place`. */
export const entryChange = (job: EntryJob): Outcome<Change> => {
  const { path, file, models } = job;
  const text = withEntry(job);
  if (!text.ok) return text;
  return ok({
    action: file === undefined ? "create" : "update",
    path,
    kind: "document",
    models,
    cause: "catalog",
    reason: `An entry tells what changed of ${models.length} model${models.length === 1 ? "" : "s"}.`,
    before: file?.digest ?? null,
    after: digest(text.value),
    content: text.value,
  });
};
