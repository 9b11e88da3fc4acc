import { defineConfig } from 'astro/config';
import starlight from '@astrojs/starlight';

export default defineConfig({
  integrations: [
    starlight({
      title: 'Bird',
      sidebar: [
        { label: 'Start', link: '/' },
        {
          label: 'Models',
          items: [
            { label: 'Auk 3', slug: 'models/auk-3', badge: { text: 'Popular', variant: 'tip' } },
            { label: 'Auk 3 Mini', slug: 'models/auk-3-mini' },
            { label: 'Bee 2', slug: 'models/bee-2' },
            { label: 'Crow 1', slug: 'models/crow-1' },
            { label: 'Dove 4', slug: 'models/dove-4', badge: { text: 'Popular', variant: 'tip' } },
            { label: 'Eel 7B', slug: 'models/eel-7b' },
          ],
        },
      ],
    }),
  ],
});
