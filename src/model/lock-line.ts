import type { FieldValue } from "./entry.ts";
import type { RelativePath } from "./file.ts";
import type { FileRecord, LockRecord, ModelRecord, RowRecord } from "./lock.ts";

/** What many lines of the lock have in common: it stands in one line, which they name by `in`. */
export type SharedLine = {
  readonly type: "shared";
  /** Digest of the rest, cut short. */
  readonly id: string;
  readonly page?: RelativePath;
  readonly place?: string;
  /** The columns that the values of rows stand in. */
  readonly columns?: readonly string[];
  /** Which of the columns has the row's key. */
  readonly key?: string;
  /** The fields that the values of models are of. */
  readonly fields?: readonly string[];
  /** The columns or fields that have the model's ID. */
  readonly ids?: readonly string[];
};

/** A file's line: what is as usual is left out. */
export type FileLine = Omit<FileRecord, "named" | "older" | "made" | "template" | "base"> &
  Partial<Pick<FileRecord, "named" | "older" | "made" | "template" | "base">>;

/** A row's line: earlier versions wrote all of the record. */
export type RowLine = Pick<RowRecord, "type" | "model" | "variant" | "found"> &
  Partial<Pick<RowRecord, "page" | "place" | "key" | "cells" | "owner">> & {
    readonly in?: string;
    readonly values?: readonly string[];
  };

/** A model's line: earlier versions wrote all of the record. */
export type ModelLine = Pick<ModelRecord, "type" | "model" | "doubtful" | "accepted"> &
  Partial<Pick<ModelRecord, "fields" | "absent">> & {
    readonly in?: string;
    readonly values?: readonly FieldValue[];
  };

/** One line of the lock as it is written. */
export type LockLine =
  | Exclude<LockRecord, FileRecord | ModelRecord | RowRecord>
  | FileLine
  | ModelLine
  | RowLine
  | SharedLine;
