import { retired } from './retired';

export const models = [
  ...retired,
  { id: 'acme/heron-70b', name: 'Heron 70B', price: 0.6 },
  { id: 'acme/kite-vl-12b', name: 'Kite VL 12B', price: 0.3 },
  { id: 'birch/swift-8b', name: 'Swift 8B', price: 0.1 },
  { id: 'birch/owl-24b', name: 'Owl 24B', price: 0.25 },
  { id: 'cedar/finch-3b', name: 'Finch 3B', price: 0.05 },
  { id: 'cedar/lark-1b', name: 'Lark 1B', price: 0.02 },
] as const;
