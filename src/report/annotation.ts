import { printable } from "../text/emit/printable.ts";
import type { RelativePath } from "../model/file.ts";

/** One remark that GitHub shows beside a line, or beside the whole run when it names no file. */
export type Annotation = {
  readonly level: "error" | "warning" | "notice";
  /** Relative to the repository. */
  readonly file?: RelativePath;
  readonly line?: number;
  readonly title: string;
  readonly message: string;
};

/** Text in a workflow command: what the runner would take for its syntax is encoded as it decodes it. */
const escapeData = (text: string): string =>
  printable(text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A"));

const escapeProperty = (text: string): string =>
  escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");

/** An annotation as a workflow command, on a line of its own. */
export const workflowCommand = ({ level, file, line = 1, title, message }: Annotation): string => {
  const place = file === undefined ? "" : `file=${escapeProperty(file)},line=${line},`;
  return `::${level} ${place}title=${escapeProperty(title)}::${escapeData(message)}\n`;
};
