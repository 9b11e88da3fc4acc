import { lockVersion } from "./file.ts";
import type { Lock, LockRecord } from "./types.ts";

/** A record's line; its fields always stand in one order. */
const line = (record: LockRecord): string => {
  switch (record.type) {
    case "file": {
      const { type, model, snippet, path, owner, named, digest, older, made, template, base } = record;
      return JSON.stringify({
        type,
        model,
        snippet,
        path,
        owner,
        named,
        digest,
        older,
        made,
        template,
        base,
      });
    }
    case "entry": {
      const { type, model, page, place, title, body, base } = record;
      // What is undefined is left out.
      return JSON.stringify({ type, model, page, place, title, body, base });
    }
    case "row": {
      const { type, model, page, place, variant, key, cells, owner } = record;
      return JSON.stringify({ type, model, page, place, variant, key, cells, owner });
    }
    case "model": {
      const { type, model, fields, absent } = record;
      return JSON.stringify({ type, model, fields, absent });
    }
    case "text": {
      const { type, text, packed } = record;
      return JSON.stringify({ type, text, packed });
    }
  }
};

/**
 * The lines of one kind of records, sorted. Only those of one model are made at a time: lines that begin with
 * another model are all before or all after them.
 */
function* sortedLines(records: Iterable<LockRecord>): Generator<string, void> {
  const groups = new Map<string, LockRecord[]>();
  for (const record of records) {
    const first = JSON.stringify(record.type === "text" ? record.text : record.model);
    const group = groups.get(first);
    if (group === undefined) groups.set(first, [record]);
    else group.push(record);
  }
  for (const first of [...groups.keys()].sort()) yield* (groups.get(first) ?? []).map(line).sort();
}

/** Characters of one piece of the lock's text, about. */
const pieceLength = 1 << 20;

/** The lock's text, as UTF-8 in pieces: a header, then one line for each record, sorted, so that merges in git stay small. */
export const formatLock = ({ entries, files, models, rows, texts }: Lock): readonly Uint8Array[] => {
  const pieces: Uint8Array[] = [];
  let text = `${JSON.stringify({ formatVersion: lockVersion })}\n`;
  // In the order of their types, with which the lines begin.
  for (const kind of [entries, files, models, rows, texts])
    for (const each of sortedLines(kind.values())) {
      text += `${each}\n`;
      if (text.length < pieceLength) continue;
      pieces.push(Buffer.from(text));
      text = "";
    }
  return [...pieces, Buffer.from(text)];
};
