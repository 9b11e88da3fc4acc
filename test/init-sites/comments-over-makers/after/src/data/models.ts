export const models: Model[] = [
  // Acme
  { id: 'auk-3', name: 'Auk 3', context: 262_144 },
  { id: 'auk-3-mini', name: 'Auk 3 Mini', context: 65_536 },
  // Birch
  { id: 'bee-2', name: 'Bee 2', context: 32_768 },
  { id: 'finch-1', name: 'Finch 1', context: 40_960 },
  // Cedar
  { id: 'dove-4', name: 'Dove 4 Turbo', context: 200_000 },
  { id: 'eel-7b', name: 'Eel 7B', context: 16_384 },
];
