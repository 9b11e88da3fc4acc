import fc from "fast-check";

/** `npm test` tries the same random inputs each time; `npm run test:fuzz` others, and a failure names its seed (`SEED=…` repeats it). */
const { SEED, RUNS } = process.env;
fc.configureGlobal({ seed: SEED === "fresh" ? Date.now() : Number(SEED ?? 15) });

/** How many inputs a costly property tries: all where a seed is given, a fifth of inputs that are the same in every run. */
export const inputs = (most: number): number => Number(RUNS ?? (SEED === undefined ? most / 5 : most));

// Where a machine has certificates of its own, each start of Node would read them all, longer than it starts.
delete process.env.NODE_EXTRA_CA_CERTS;
