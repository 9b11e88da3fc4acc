import { lockVersion } from "./file.ts";
import type { Lock, LockRecord } from "../model/lock.ts";

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
      const { type, model, page, place, title, key, body, base, found } = record;
      // What is undefined is left out.
      return JSON.stringify({ type, model, page, place, title, key, body, base, found });
    }
    case "row": {
      const { type, model, page, place, variant, key, cells, found, owner } = record;
      return JSON.stringify({ type, model, page, place, variant, key, cells, found, owner });
    }
    case "model": {
      const { type, model, fields, absent } = record;
      return JSON.stringify({ type, model, fields, absent });
    }
    case "text": {
      const { type, text, packed } = record;
      return JSON.stringify({ type, text, packed });
    }
    case "mention": {
      const { type, model, page } = record;
      const made = Object.fromEntries(Object.entries(record.made).sort(([a], [b]) => (a < b ? -1 : 1)));
      return JSON.stringify({ type, model, page, made });
    }
    case "role": {
      const { type, role, model } = record;
      return JSON.stringify({ type, role, model });
    }
    case "left": {
      const { type, model } = record;
      return JSON.stringify({ type, model });
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

/** The pieces one after the other: a header, then the lines of each kind. */
function* piecesOf(kinds: readonly (readonly LockRecord[])[]): Generator<Uint8Array, void> {
  let text = `${JSON.stringify({ formatVersion: lockVersion })}\n`;
  for (const kind of kinds)
    for (const each of sortedLines(kind)) {
      text += `${each}\n`;
      if (text.length < pieceLength) continue;
      yield Buffer.from(text);
      text = "";
    }
  yield Buffer.from(text);
}

/** More records than this are written out each time that they are asked for: their text would fill the memory. */
const mostHeld = 100_000;

/** The lock's text, as UTF-8 in pieces: a line for each record, sorted, so that merges in git stay small. */
export const formatLock = (lock: Lock): Iterable<Uint8Array> => {
  const { entries, files, left, mentions, models, roles, rows, texts } = lock;
  // In the order of their types, with which the lines begin. Without their keys, which take as much memory.
  const kinds = [entries, files, left, mentions, models, roles, rows, texts].map((kind) => [
    ...kind.values(),
  ]);
  const count = kinds.reduce((sum, { length }) => sum + length, 0);
  return count > mostHeld ? { [Symbol.iterator]: () => piecesOf(kinds) } : [...piecesOf(kinds)];
};
