import { defineConfig } from 'vitepress'

export default defineConfig({
  title: 'X',
  themeConfig: {
    sidebar: [
      { text: 'Start', link: '/' },
      {
        text: 'Acme',
        collapsed: true,
        items: [
          { text: 'Rapid 7B', link: '/models/acme/rapid-7b' },
          { text: 'Rapid 70B', link: '/models/acme/rapid-70b' },
        ]
      },
      {
        text: 'Borealis',
        collapsed: true,
        items: [
          { text: 'North VL', link: '/models/borealis/north-vl' },
          { text: 'North Mini', link: '/models/borealis/north-mini' },
        ]
      },
      {
        text: 'Cygnus',
        collapsed: true,
        items: [
          { text: 'Think 1', link: '/models/cygnus/think-1' },
          { text: 'Think 1 Mini', link: '/models/cygnus/think-1-mini' },
        ]
      },
      {
        text: 'Dorado',
        collapsed: true,
        items: [
          { text: 'Coder 32B', link: '/models/dorado/coder-32b' },
          { text: 'Coder 3B', link: '/models/dorado/coder-3b' },
        ]
      },
    ]
  }
})
