import { defineConfig } from 'vitepress'
import { extra } from './extra'

export default defineConfig({
  title: 'Docs',
  markdown: { config: (md) => md.use(extra) },
  themeConfig: {
    sidebar: [
      { text: 'Start', link: '/' },
      {
        text: 'Models',
        collapsed: false,
        items: [
          { text: 'Auk 4', link: '/models/auk-4' },
          { text: 'Auk 3', link: '/models/auk-3' },
          { text: 'Auk 3 mini', link: '/models/auk-3-mini' },
          { text: 'Tern 2', link: '/models/tern-2' },
          { text: 'Wren 4', link: '/models/wren-4' },
        ]
      }
    ]
  }
})
