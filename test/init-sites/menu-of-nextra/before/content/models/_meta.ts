export default {
  index: 'Overview',
  'rapid-7b': 'Rapid 7B',
  'rapid-70b': 'Rapid 70B',
  'north-vl': 'North VL',
  'north-mini': 'North Mini',
  'think-1': 'Think 1',
  'think-1-mini': 'Think 1 Mini',
  'coder-32b': 'Coder 32B',
  'coder-3b': 'Coder 3B',
}
