import { retired } from './retired';

export const models = [
  ...retired,
  { id: 'acme/heron-70b', name: 'Heron 70B', price: 0.6 },
  { id: 'acme/wren-30b', name: 'Wren 30B', price: 0.7 },
  { id: 'birch/swift-8b', name: 'Swift 8B', price: 0.15 },
  { id: 'birch/owl-24b', name: 'Owl 24B v2', price: 0.25 },
  { id: 'cedar/finch-3b', name: 'Finch 3B', price: 0.05 },
  { id: 'cedar/lark-1b', name: 'Lark 1B', price: 0.02 },
  { id: 'dale/rail-4b', name: 'Rail 4B', price: 0.01 },
] as const;
