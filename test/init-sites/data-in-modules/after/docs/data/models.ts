import type { Model } from "../types";

/** The models that we serve, by ID. */
export const models: Model[] = [
  { id: 'auk-3', name: 'Auk 3', context: 8192, vision: true },
  { id: 'bee-2', name: 'Bee 2', context: 32768, vision: false },
  { id: 'crow-1', name: 'Crow 1', context: 65536, vision: true },
  { id: 'dove-4', name: 'Dove 4', context: 200000, vision: true },
  { id: 'eel-7b', name: 'Eel 7B', context: 131072, vision: false },
];

export const first = models[0];
