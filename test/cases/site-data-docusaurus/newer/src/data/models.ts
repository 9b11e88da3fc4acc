import type { Model } from './types';

/* export const MODELS = { chat: [{ id: 'old' }] }; */
export const MODELS: Readonly<Record<string, Model[]>> = {
  chat: [
    {
      id: 'acme/heron-8b',
      limits: { context: 65536, free: false },
    },
    {
      id: 'acme/kestrel-7b-v2',
      limits: { context: 4096, free: false },
    },
    {
      id: 'acme/owl',
      limits: { context: 1000, free: false },
    },
    {
      id: 'acme/wren',
      limits: { context: 2048, free: true },
    },
    {
      id: 'house/own', // "ours"
      limits: { context: 1000, free: true },
    },
  ],
  image: [{ id: 'acme/heron-8b', limits: { context: 0, free: true } }],
} as const;
