export const models: Model[] = [
  // Acme
  { id: 'auk-3', name: 'Auk 3', context: 131_072 },
  { id: 'auk-3-mini', name: 'Auk 3 Mini', context: 65_536 },
  // Birch
  { id: 'bee-2', name: 'Bee 2', context: 32_768 },
  { id: 'crow-1', name: 'Crow 1', context: 8_192 },
  // Cedar
  { id: 'dove-4', name: 'Dove 4', context: 200_000 },
  { id: 'eel-7b', name: 'Eel 7B', context: 16_384 },
];
