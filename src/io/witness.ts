import type { Stats } from "node:fs";
import type { Digest } from "../model/file.ts";
import { type Look, statusText } from "./status.ts";

/** A config that was evaluated by itself: the code, and the digest of its value, which may hold secrets. */
export type EvaluatedConfig = { readonly path: string; readonly code: string; readonly value: Digest };

/** All that a run read and looked for, with the statuses that it had before. */
export type Testimony = {
  /** Pairs, each part ended by NUL: a look's letter and a name, then the status; or `d` and how the names that follow begin. */
  readonly inputs: readonly Uint8Array[];
  readonly config: EvaluatedConfig | undefined;
};

/** The letter that each look is written as. */
export const letters: Readonly<Record<Look, string>> = { follow: "f", plain: "p", real: "r" };

/** The letter before the beginning of the names that follow. */
export const within = "d";

/** More than this is not worth remembering. */
export const maxBytes = 96 * 1024 * 1024;

/** So many texts are turned into bytes together, which take a third of the memory. */
const batch = 4096;

type Recording = {
  /** When it began, in milliseconds since 1970. */
  readonly since: number;
  readonly chunks: Uint8Array[];
  bytes: number;
  texts: string[];
  folder: string;
  config: EvaluatedConfig | undefined;
};

// A process has one command, and only its plan is recorded.
let recording: Recording | undefined;

/** From now on what is read and looked for is noted. */
export const beginWitness = (since: number): void => {
  recording = { since, chunks: [], bytes: 0, texts: [], folder: "", config: undefined };
};

/** Whether it is worth looking before reading. */
export const isWitnessing = (): boolean => recording !== undefined;

/** The run depends on what no status tells: it is not to be remembered. */
export const forgoWitness = (): void => {
  recording = undefined;
};

const flush = (to: Recording): void => {
  if (to.texts.length === 0) return;
  const bytes = Buffer.from(`${to.texts.join("\0")}\0`);
  to.texts = [];
  to.chunks.push(bytes);
  to.bytes += bytes.length;
  if (to.bytes > maxBytes) forgoWitness();
};

/**
 * Statuses are taken before the bytes are read, so a later change shows, unless the clock that stamps files stood
 * still from the last change before to the next one after. It ticks every 16 ms at the slowest where stamps have parts
 * of a second, and every second or two otherwise: a stamp that was older than that when the run began is safe. The
 * time of the content may have been set to anything, that of the status not: it tells the kind of clock.
 */
const isRacy = ({ mtimeMs, ctimeMs }: Stats, since: number): boolean =>
  Math.max(mtimeMs, ctimeMs) >= since - (ctimeMs % 1000 === 0 ? 2000 : 20);

const note = (to: Recording, look: Look, path: string, text: string): void => {
  const end = path.lastIndexOf("/") + 1;
  const folder = path.slice(0, end);
  if (folder !== to.folder) to.texts.push(within + folder, "");
  to.folder = folder;
  to.texts.push(letters[look] + path.slice(end), text);
  if (to.texts.length >= batch) flush(to);
};

/** Notes the status that something had before it was read, or that nothing was there. */
export const sawStatus = (path: string, look: "follow" | "plain", status: Stats | undefined): void => {
  if (recording === undefined) return;
  const isTold = status === undefined || status.isFile() || status.isDirectory();
  if (!isTold || (status !== undefined && isRacy(status, recording.since))) forgoWitness();
  else note(recording, look, path, statusText(status));
};

/** Notes where a path leads, links followed. */
export const sawReal = (path: string, real: string): void => {
  if (recording !== undefined) note(recording, "real", path, real);
};

/** Notes the config; `value` is undefined for one that can't be compared. */
export const sawConfig = (path: string, code: string, value: Digest | undefined): void => {
  if (recording === undefined) return;
  if (value === undefined || recording.config !== undefined) forgoWitness();
  else recording.config = { path, code, value };
};

/** Ends the record; undefined where the run is not to be remembered. */
export const endWitness = (): Testimony | undefined => {
  if (recording !== undefined) flush(recording);
  if (recording === undefined) return undefined;
  const { chunks, config } = recording;
  recording = undefined;
  return { inputs: chunks, config };
};
