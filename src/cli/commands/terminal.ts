import type { ProgressEvent } from "../../api/types.ts";
import { noProgress, progressMeter } from "../../report/progress.ts";
import type { Paint } from "../../report/style.ts";
import type { Options } from "../options.ts";
import type { Request } from "../../pipeline/load/configure.ts";

/** What a command may do to the outside besides the work itself. */
export type Terminal = {
  /** The answer. */
  readonly out: (text: string) => void;
  /** Progress and problems. */
  readonly err: (text: string) => void;
  readonly paintOut: Paint;
  readonly paintErr: Paint;
  /** Asks for a yes; "d" shows the details, where there are some, and asks again. Undefined where nobody can answer. */
  readonly ask: ((question: string, details?: () => Promise<string>) => Promise<boolean>) | undefined;
  /** Shows a line in the place of the last one, or takes it away when it is empty; undefined where there is none. */
  readonly progress: ((line: string) => void) | undefined;
  /** From now on an interruption doesn't end the process: the run sees it by `signal` and ends itself. */
  readonly deferInterrupts: () => void;
  /** Aborted when the run was interrupted. */
  readonly signal: AbortSignal;
};

/** Runs a command, and gives its exit code. */
export type Run = (options: Options, request: Request, terminal: Terminal) => Promise<number>;

/** Where a command's progress goes. */
type Meter = { readonly step: (event: ProgressEvent) => void; readonly end: () => void };

/** The line of progress: only on a terminal, and not for who wants it quiet. Once files are written, interruptions wait. */
export const progressOn = (terminal: Terminal, quiet: boolean): Meter => {
  const { progress } = terminal;
  const meter =
    progress === undefined || quiet ? noProgress : progressMeter(progress, () => performance.now());
  return {
    step: ({ what, done, total }) => {
      if (what === "Writing") terminal.deferInterrupts();
      meter.step(what, done, total);
    },
    end: meter.end,
  };
};

/** The line of progress while snippets run: each may take long. */
export const snippetsOn =
  ({ progress }: Terminal) =>
  ({ what, done, total }: ProgressEvent): void =>
    progress?.(`${what}: ${done} of ${total}`);

/** Exit codes, as the command line promises them. */
export const exit = { done: 0, error: 1, changes: 2, blocked: 3, interrupted: 130 } as const;
