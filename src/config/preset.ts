import type { Config } from "./config.gen.ts";

/** A config over its preset: `fields`, `lookups` and the slug's keys one by one, everything else as a whole. */
export const overPreset = (preset: Config, config: Config): Config => {
  const { catalog, exclude, slug, capabilities } = preset;
  const given = config.catalog;
  const suggested = {
    ...(exclude === undefined ? {} : { exclude }),
    ...(capabilities === undefined ? {} : { capabilities }),
  };
  const fields = { ...catalog.fields, ...given.fields };
  const lookups = { ...catalog.lookups, ...given.lookups };
  return {
    ...suggested,
    ...config,
    catalog: {
      ...catalog,
      ...given,
      fields,
      ...(Object.keys(lookups).length === 0 ? {} : { lookups }),
    },
    ...(slug === undefined && config.slug === undefined ? {} : { slug: { ...slug, ...config.slug } }),
  };
};
