import type { Entry } from "../../model/entry.ts";
import type { Json } from "../emit/json.ts";

/** What a template sees as `it`. */
export type TemplateData = Pick<Entry, "id" | "name" | "slug" | "templates" | "capabilities"> & {
  readonly kind: string;
  readonly language: string;
  readonly fields: Readonly<Record<string, Json>>;
  readonly vars: Readonly<Record<string, Json>>;
};

/** What a template of a document sees of a model. */
export type ModelData = Pick<TemplateData, "id" | "name" | "slug" | "capabilities" | "fields">;

/** What is left of a model that isn't in the catalog. */
export type GoneData = Pick<TemplateData, "id" | "name" | "fields">;

/** What a template of a document, which is about all models, sees as `it`. */
export type DocumentData = {
  readonly models: readonly ModelData[];
  readonly gone: readonly GoneData[];
  readonly changes: {
    readonly added: readonly ModelData[];
    readonly changed: readonly (ModelData & {
      readonly changes: readonly { readonly field: string; readonly from: Json; readonly to: Json }[];
    })[];
    readonly gone: readonly GoneData[];
  };
  /** Left out where none is declared. */
  readonly date?: string;
  readonly vars: TemplateData["vars"];
};
