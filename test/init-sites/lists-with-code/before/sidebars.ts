import type { SidebarsConfig } from '@docusaurus/plugin-content-docs';
import api from './docs/api/sidebar';

const sidebars: SidebarsConfig = {
  docs: [
    'index',
    {
      type: 'category',
      label: translate({ id: 'models' }),
      link: { type: 'generated-index', title: `Models of ${name}` },
      items: [
        'models/heron-70b',
        'models/kite-vl-12b',
        'models/swift-8b',
        'models/owl-24b',
        'models/finch-3b',
        'models/lark-1b',
        ...api,
      ],
    },
  ],
};

export default sidebars;
