module.exports = {
  docs: [
    {
      type: 'category',
      label: 'Models',
      items: [
        { type: 'doc', id: 'models/plover-2', label: 'Plover 2' },
        { type: 'doc', id: 'models/plover-1', label: 'Plover 1', className: 'vision' },
        { type: 'doc', id: 'models/knot-1', label: 'Knot 1' },
        { type: 'doc', id: 'models/turnstone-5', label: 'Turnstone 5' },
        { type: 'doc', id: 'models/dunlin-9b', label: 'Dunlin 9B' },
        { type: 'doc', id: 'models/sanderling', label: 'Sanderling', className: 'vision' },
        { type: 'doc', id: 'models/curlew-3b', label: 'Curlew 3B' },
        { type: 'doc', id: 'models/godwit-4', label: 'Godwit 4', className: 'vision' },
        { type: 'doc', id: 'models/snipe-2', label: 'Snipe 2' },
      ],
    },
  ],
};
