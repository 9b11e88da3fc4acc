import { defineConfig } from 'astro/config';
import starlight from '@astrojs/starlight';

export default defineConfig({
	integrations: [
		starlight({
			title: 'Docs',
			sidebar: [
				{
					label: 'Models',
					items: [
						{ label: 'Auk 3', slug: 'models/auk-3' },
						{ label: 'Auk 3 mini', slug: 'models/auk-3-mini' },
						{ label: 'Heron 1', slug: 'models/heron-1' },
						{ label: 'Tern 2', slug: 'models/tern-2' },
						{ label: 'Wren 4', slug: 'models/wren-4' },
					],
				},
			],
		}),
	],
});
