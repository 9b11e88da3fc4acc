/** Checks of what is sent and received, by the validators that are generated beside the types. */
import type { Api, ValidationFault } from "./api.ts";

/** Tells whether a value fits a schema, and leaves in `errors` why not. */
export type Validator<T> = {
  (value: unknown): value is T;
  errors?: readonly ValidationFault[] | null | undefined;
};

/** Loads a validator, once there is something to check. */
export type Check<T> = () => Promise<Validator<T>>;

/** The validator to judge by; undefined where the client's settings ask for no check. */
export const validatorFor = async <T>(
  api: Api,
  direction: "request" | "response",
  check: Check<T> | undefined,
): Promise<Validator<T> | undefined> =>
  (direction === "request" ? api.requests : api.responses) === "off" ? undefined : await check?.();

/** Data that doesn't fit its schema. */
export class ValidationError extends Error {
  override readonly name = "ValidationError";
  readonly direction: "request" | "response";
  readonly faults: readonly ValidationFault[];

  constructor(message: string, direction: "request" | "response", faults: readonly ValidationFault[]) {
    super(message);
    this.direction = direction;
    this.faults = faults;
  }
}

const describe = (fault: ValidationFault): string =>
  `${fault.instancePath === "" ? "the whole" : fault.instancePath} fails ${fault.keyword} ${JSON.stringify(fault.params)}`;

/** Judges a value as the client's settings ask: throws a `ValidationError` where one that doesn't fit may not pass. */
export const isAccepted = <T>(
  api: Api,
  { what, direction }: { readonly what: string; readonly direction: "request" | "response" },
  validator: Validator<T> | undefined,
  value: unknown,
): value is T => {
  const mode = direction === "request" ? api.requests : api.responses;
  if (mode === "off" || validator === undefined || validator(value)) return true;
  const faults = validator.errors ?? [];
  const message = `The ${direction} of ${what} doesn't fit its schema: ${[...new Set(faults.map(describe))].join("; ")}`;
  if (mode === "throw") throw new ValidationError(message, direction, faults);
  api.onWarning(message, faults);
  return true;
};
