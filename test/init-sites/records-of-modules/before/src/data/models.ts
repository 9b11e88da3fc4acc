import type { Info } from './types';

export const MODELS: Record<string, Info> = {
  'rapid-7b': {
    label: 'Rapid 7B',
    maxTokens: 4096,
    vision: false,
  },
  'rapid-70b': {
    label: 'Rapid 70B',
    maxTokens: 8192,
    vision: false,
  },
  'north-vl': {
    label: 'North VL',
    maxTokens: 8192,
    vision: true,
  },
  'north-mini': {
    label: 'North Mini',
    maxTokens: 4096,
    vision: false,
  },
  'think-1': {
    label: 'Think 1',
    maxTokens: 65536,
    vision: false,
  },
  'think-1-mini': {
    label: 'Think 1 Mini',
    maxTokens: 65536,
    vision: true,
  },
  'coder-32b': {
    label: 'Coder 32B',
    maxTokens: 16384,
    vision: false,
  },
  'coder-3b': {
    label: 'Coder 3B',
    maxTokens: 8192,
    vision: false,
  },
};

export const DEFAULT = 'rapid-7b';
