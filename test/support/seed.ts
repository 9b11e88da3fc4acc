import fc from "fast-check";

/** `npm test` tries the same random inputs each time; `npm run test:fuzz` others, and a failure names its seed (`SEED=…` repeats it). */
const { SEED = "15" } = process.env;
fc.configureGlobal({ seed: SEED === "fresh" ? Date.now() : Number(SEED) });
