import { fail, ok, type Outcome } from "../../model/problem.ts";
import type { RelativePath } from "../../model/file.ts";
import { errnoOf } from "./files.ts";
import { isRunLockHeld } from "./run-lock.ts";
import { type ApplySetting, countFiles, failure, contextOf, type Session, sessionOf } from "./session.ts";
import { outcomeOf } from "./settle.ts";
import { layoutOf, readJournal } from "./run-folder.ts";

/** An unfinished run, as a command that writes nothing has to show it. */
export type Unfinished = {
  /** One line for people. */
  readonly note: string;
  /** The bytes that the next apply leaves at a path, null where it leaves nothing; other paths stay as they are. */
  readonly files: ReadonlyMap<RelativePath, Uint8Array | null>;
};

/** As `inspect`, but a system call that fails is thrown. */
const find = (session: Session): Outcome<Unfinished> | undefined => {
  const layout = layoutOf(session.root);
  const journal = readJournal(session.fs, layout);
  if (!journal.ok) return journal;
  if (journal.value === undefined) return undefined;
  const context = contextOf(session, journal.value);
  const seen = new Map<RelativePath, Uint8Array | null>();
  for (const [index, record] of journal.value.records.entries()) {
    if (!context.reach.folderOf(record.path).ok) continue;
    const bytes = outcomeOf(context, record, index);
    if (bytes !== undefined) seen.set(record.path, bytes);
  }
  const count = countFiles(journal.value.records.length);
  const running = isRunLockHeld(session.fs, session.host, layout.folder);
  const state = running ? `An apply of ${count} is under way` : `An earlier apply of ${count} was stopped`;
  const note = `${state}; this shows the tree as it will be when that is finished.`;
  return ok({ note, files: seen });
};

/** Looks whether a run was stopped or is under way, and what the next apply will make of the tree; or says what is damaged. */
export const inspect = (
  setting: Pick<ApplySetting, "root" | "fs" | "host">,
): Outcome<Unfinished> | undefined => {
  const session = sessionOf(setting);
  try {
    return find(session);
  } catch (thrown) {
    const errno = errnoOf(thrown);
    if (errno === undefined) throw thrown;
    return fail(failure(errno, session.root));
  }
};
