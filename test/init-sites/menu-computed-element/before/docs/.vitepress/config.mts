import { defineConfig } from 'vitepress'
export default defineConfig({
  themeConfig: {
    sidebar: {
      '/models/': sidebarModels(),
    },
  },
})

function sidebarModels() {
  return [
    {
      text: 'Models',
      collapsed: false,
      items: [
        { text: 'Heron 70B', link: '/models/heron-70b' },
        { text: 'Kite VL 12B', link: '/models/kite-vl-12b' },
        { text: 'Teal 9B', link: '/models/teal-9b' },
        { text: 'Swift 8B', link: '/models/swift-8b' },
        { text: 'Owl 24B', link: '/models/owl-24b' },
        { text: 'Ibis 3B', link: '/models/ibis-3b' },
        { text: 'Finch 3B', link: '/models/finch-3b' },
        { text: 'Lark 1B', link: '/models/lark-1b' },
        { text: `More`, link: base + '/more' },
      ],
    },
  ]
}
