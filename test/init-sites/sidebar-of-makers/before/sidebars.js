module.exports = {
  docs: [
    'intro',
    {
      type: 'category',
      label: 'Models',
      items: [
        {
          type: 'category',
          label: 'Acme',
          items: [
            'models/acme/rapid-7b',
            'models/acme/rapid-70b',
          ],
        },
        {
          type: 'category',
          label: 'Borealis',
          items: [
            'models/borealis/north-vl',
            'models/borealis/north-mini',
          ],
        },
        {
          type: 'category',
          label: 'Cygnus',
          items: [
            'models/cygnus/think-1',
            'models/cygnus/think-1-mini',
          ],
        },
        {
          type: 'category',
          label: 'Dorado',
          items: [
            'models/dorado/coder-32b',
            'models/dorado/coder-3b',
          ],
        },
      ],
    },
  ],
};
