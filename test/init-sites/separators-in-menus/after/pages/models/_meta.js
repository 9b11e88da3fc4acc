export default {
  index: 'Overview',
  '-- Acme': { type: 'separator', title: 'Acme' },
  'auk-3': 'Auk 3',
  'auk-3-mini': 'Auk 3 Mini',
  '-- Birch': { type: 'separator', title: 'Birch' },
  'bee-2': 'Bee 2',
  'finch-1': 'Finch 1',
  '-- Cedar': { type: 'separator', title: 'Cedar' },
  'dove-4': 'Dove 4 Turbo',
  'eel-7b': 'Eel 7B',
};
