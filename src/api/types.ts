import type { Config } from "../config/config.gen.ts";
import type { Claim, Lock } from "../model/lock.ts";
import type { RelativePath, Snapshot } from "../model/file.ts";
import type { Part, Plan, Result } from "../model/plan.ts";
import type { Problem, Severity } from "../model/problem.ts";

/** How far a run is: `done` of `total` things of one sort. */
export type ProgressEvent = { readonly what: string; readonly done: number; readonly total: number };

/** What every call takes; paths are relative to `cwd`. */
export type RunOptions = {
  /** Left out: the folder of the process. */
  readonly cwd?: string;
  /** Where keys, proxies and dates are looked up; left out: the environment of the process. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Left out: the nearest config in `cwd` or above. */
  readonly config?: string | undefined;
  /** The documentation, in place of the config's root. */
  readonly root?: string | undefined;
  /** A file or an address, in place of the config's sources. */
  readonly catalog?: string | undefined;
  /** Ends the run: a catalog isn't waited for, and of files that are being written none is torn. */
  readonly signal?: AbortSignal;
  /** Told how far the run is; called often, so it has to be quick. */
  readonly progress?: ((event: ProgressEvent) => void) | undefined;
  /** The tool's version, as catalogs are told it; left out: this package's. */
  readonly version?: string;
};

/** What a plan is limited to and how it is made, as the options of `kluster-gen plan`. */
export type PlanOptions = RunOptions & {
  readonly only?: Iterable<Part>;
  readonly models?: readonly string[];
  readonly leave?: readonly string[];
  readonly role?: string | undefined;
  readonly replace?: boolean;
  readonly replacePaths?: readonly string[];
  readonly prune?: boolean;
  readonly claim?: Claim | undefined;
  readonly acceptCatalog?: boolean;
  readonly accept?: readonly string[] | undefined;
  readonly date?: string | undefined;
};

/** The config, checked, with its preset and lookups put in. */
export type ConfigResult = {
  readonly config: Config;
  /** Its name, as problems show it. */
  readonly file: string;
  /** Absolute folder that its relative paths start from. */
  readonly folder: string;
  /** Absolute path of the documentation. */
  readonly root: string;
};

/** What `plan` gives. */
export type PlanResult = {
  /**
   * `changes`: also where the policy asks for something to go and no lock tells whose it is; `blocked`: something
   * of it is in the way of the rest; `error`: it can't be applied, see `plan.problems`.
   */
  readonly status: "in-step" | "changes" | "blocked" | "error";
  readonly plan: Plan;
  /** Where it is to be applied, and the lock that it was made with; undefined when the run ended before all was read. */
  readonly tree: { readonly root: string; readonly lock: Lock } | undefined;
  /** The files that it is about, as they are. */
  readonly files: Snapshot;
  /** One-line information for people. */
  readonly remarks: readonly string[];
};

/** What `apply` gives. */
export type ApplyResult = {
  /**
   * `blocked`: what is in the way was left, and the rest was done; `declined`: `review` said no; `interrupted`: nothing
   * was written; `unfinished`: it was interrupted between two files, and the next apply does the rest.
   */
  readonly status: "in-step" | "applied" | "blocked" | "declined" | "interrupted" | "unfinished" | "error";
  readonly plan: Plan;
  readonly results: readonly Result[];
  readonly problems: readonly Problem[];
  /** One-line information for people. */
  readonly notes: readonly string[];
};

/** What `apply` applies, and how. */
export type ApplyOptions<P = PlanResult> = PlanOptions & {
  /** A plan that was made, or the file that one was saved in; left out: a new one is made. */
  readonly plan?: PlanResult | string | undefined;
  /** Given the plan before anything is written, also one that can't be applied; nothing is written unless it says true. */
  readonly review?: ((plan: P) => boolean | Promise<boolean>) | undefined;
  /** Whether to wait for the disk; left out: it is waited for. */
  readonly fsync?: boolean;
};

/** What a rule of `check` found. */
export type FindingResult = {
  readonly rule: string;
  readonly severity: Severity;
  readonly path: RelativePath;
  /** Counted from 1. */
  readonly line: number;
  readonly message: string;
  readonly fix: string;
};

/** How `check` is done. */
export type CheckOptions = RunOptions & {
  /** Mends what is mechanical. */
  readonly fix?: boolean;
  readonly fsync?: boolean;
};

/** What `check` gives. */
export type CheckResult = {
  /** `found`: errors were found; `blocked`: somebody saved a file meanwhile, which was left. */
  readonly status: "passed" | "found" | "blocked" | "interrupted" | "unfinished" | "error";
  readonly findings: readonly FindingResult[];
  /** What `fix` mended. */
  readonly mended: readonly FindingResult[];
  readonly problems: readonly Problem[];
  readonly notes: readonly string[];
};

/** How `verify` is done. */
export type VerifyOptions = RunOptions & {
  readonly models?: readonly string[];
  /** Gives what the real service answers to each model and kind, and what failed before it was asked. Costs what it asks. */
  readonly live?: boolean;
  /** Runs again what passed before. */
  readonly fresh?: boolean;
  /** Gives only what hasn't passed yet as it is now. */
  readonly changed?: boolean;
  /** Told before the first run what the machine lacks to contain it; otherwise it is among the problems. */
  readonly uncontained?: (problem: Problem) => void;
};

/** What became of a snippet. */
export type VerdictResult = {
  readonly path: RelativePath;
  readonly line?: number;
  readonly kind: string;
  readonly language: string;
  readonly model: string | undefined;
  readonly result: "passed" | "compiled" | "failed" | "not run";
  readonly why: readonly string[];
  /** The end of what the run printed: outside text. */
  readonly output: string;
};

/** What `verify` gives. */
export type VerifyResult = {
  readonly status: "passed" | "failed" | "error";
  readonly verdicts: readonly VerdictResult[];
  readonly problems: readonly Problem[];
};

/** A starting config with what belongs to it: texts by their path from `cwd`. */
export type FoundConfig = {
  readonly files: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
};

/** What a starting config is made of. */
export type InitOptions<F = FoundConfig> = RunOptions & {
  /** Given what was worked out; nothing is written unless it says true. Left out: it is written. */
  readonly review?: ((found: F) => boolean | Promise<boolean>) | undefined;
};

/** What `init` gives. */
export type InitResult = FoundConfig & { readonly status: "written" | "declined" | "error" };
