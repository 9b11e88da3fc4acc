import type { Model } from './types';

/* export const MODELS = { chat: [{ id: 'old' }] }; */
export const MODELS: Readonly<Record<string, Model[]>> = {
  chat: [
    {
      id: 'acme/auk-1b',
      limits: { context: 8192, free: false },
    },
    {
      id: 'house/own', // "ours"
      limits: { context: 1000, free: true },
    },
  ],
  image: [{ id: 'acme/heron-8b', limits: { context: 0, free: true } }],
} as const;
