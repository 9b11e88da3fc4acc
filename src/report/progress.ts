/** Tells how far a long piece of work is. */
export type Progress = {
  /** `done` of `total` things are through; cheap enough to be called for each of very many. */
  readonly step: (what: string, done: number, total: number) => void;
  /** Takes the line away: what is printed next begins at the left. */
  readonly end: () => void;
};

/** Shorter work says nothing. */
const quietMs = 1000;
/** A line that changes more often can't be read. */
const betweenMs = 200;

const duration = (seconds: number): string =>
  seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;

const lineOf = (what: string, done: number, total: number, ms: number): string => {
  const rate = (1000 * done) / ms;
  const percent = Math.floor((100 * done) / total);
  return `${what} ${done} of ${total} (${percent} %), ${rate < 10 ? rate.toFixed(1) : Math.round(rate)}/s, ${duration((total - done) / rate)} left`;
};

/**
 * Makes a line of progress, with rate and time left, of work that takes more than a second.
 * @param show puts a line in the place of the last one, "" takes it away
 * @param now a clock, in milliseconds
 */
export const progressMeter = (show: (line: string) => void, now: () => number): Progress => {
  const begun = now();
  let stage = "";
  let stageBegun = begun;
  let shownAt = 0;
  return {
    step: (what, done, total) => {
      const at = now();
      if (what !== stage) [stage, stageBegun] = [what, at];
      if (done === 0 || at === stageBegun || at - begun < quietMs || at - shownAt < betweenMs) return;
      shownAt = at;
      show(lineOf(what, done, total, at - stageBegun));
    },
    end: () => {
      if (shownAt > 0) show("");
      shownAt = 0;
    },
  };
};

/** No line at all. */
export const noProgress: Progress = { step: () => undefined, end: () => undefined };
