import { type Init, prepareInit, writeInit } from "../init/run.ts";
import { requestOf } from "./request.ts";
import type { FoundConfig, InitOptions, InitResult } from "./types.ts";

/** A starting config, with what the command line tells of it. */
export type InitFound = FoundConfig & Init;

/**
 * Writes a starting config for the documentation that is in `cwd`, and nothing over anything. `tries` names a
 * catalog to plan with under it; `fromPages`: where there is none, one is made of the pages' tables.
 */
export const init = async (
  options: InitOptions<InitFound> & {
    readonly tries?: string | undefined;
    readonly fromPages?: boolean;
  } = {},
): Promise<InitResult> => {
  const request = requestOf(options);
  const prepared = await prepareInit({
    ...request,
    tries: options.tries,
    fromPages: options.fromPages ?? false,
  });
  const { problems } = prepared;
  if (!prepared.ok) return { status: "error", files: new Map(), problems };
  const { files } = prepared.value;
  const wanted = (await options.review?.({ ...prepared.value, problems })) ?? true;
  if (!wanted) return { status: "declined", files, problems };
  const unwritten = writeInit(request.cwd, prepared.value);
  return unwritten === undefined
    ? { status: "written", files, problems }
    : { status: "error", files, problems: [unwritten] };
};
